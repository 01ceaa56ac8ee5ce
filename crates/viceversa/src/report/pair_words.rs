//! Why two people fit, in words.

use matching::{Criterion, Margin, Problem};
use people::{People, Person, Span, Symbol};

use super::pair_facts::{CriterionValue, PairFacts};
use super::recipe_words::hours;
use super::text::{escaped, listed};
use crate::language::Language;

/// A person's name, with the id where that is something else.
pub fn name(people: &People, person: &Person) -> String {
    let id = people.id_of(person);
    if *person.name == *id {
        return escaped(id);
    }
    format!("{} ({})", escaped(&person.name), escaped(id))
}

/// Department, site and career level of a person, as far as they are known.
pub fn about(people: &People, person: &Person, language: Language) -> String {
    let vocabulary = &people.vocabulary;
    let department = person.department.map(|symbol| escaped(vocabulary.departments.text(symbol)));
    let site = person.site.map(|symbol| escaped(vocabulary.sites.text(symbol)));
    let level = person.level.map(|level| language.pick(format!("level {level}"), format!("Stufe {level}")));
    [department, site, level].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What a criterion is called in a table.
pub fn criterion(problem: &Problem<'_>, criterion: &Criterion, language: Language) -> String {
    let custom = |attribute: u32| escaped(&problem.people().vocabulary.attributes[attribute as usize].name);
    match *criterion {
        Criterion::Topics => language.pick("Topics", "Themen").into(),
        Criterion::Interests => language.pick("Interests", "Interessen").into(),
        Criterion::Style => language.pick("Style", "Stil").into(),
        Criterion::Time => language.pick("Time", "Zeit").into(),
        Criterion::Site => language.pick("Site", "Standort").into(),
        Criterion::Department => language.pick("Department", "Abteilung").into(),
        Criterion::Wishes => language.pick("Wishes", "Wünsche").into(),
        Criterion::Same(attribute) => {
            language.pick(format!("Same {}", custom(attribute)), format!("Gleich: {}", custom(attribute)))
        }
        Criterion::Different(attribute) => language
            .pick(format!("Different {}", custom(attribute)), format!("Verschieden: {}", custom(attribute))),
        Criterion::Overlap(attribute) => language
            .pick(format!("Shared {}", custom(attribute)), format!("Gemeinsam: {}", custom(attribute))),
    }
}

/// Why the pair has this value in a criterion.
pub fn reason(
    problem: &Problem<'_>,
    facts: &PairFacts<'_>,
    of: &CriterionValue,
    language: Language,
) -> String {
    let people = problem.people();
    match of.criterion {
        Criterion::Topics => topics(people, facts, language),
        Criterion::Interests => interests(people, facts, language),
        Criterion::Style => style(facts, language),
        Criterion::Time => time(facts, language),
        Criterion::Site => {
            places(|person: &Person| Some(people.vocabulary.sites.text(person.site?)), facts, language)
        }
        Criterion::Department => places(
            |person: &Person| Some(people.vocabulary.departments.text(person.department?)),
            facts,
            language,
        ),
        Criterion::Wishes => wishes(facts, language).to_owned(),
        Criterion::Same(attribute) | Criterion::Different(attribute) => {
            let values = &people.vocabulary.attributes[attribute as usize].values;
            let whole = |person: &Person| {
                let at = person.attributes.binary_search_by_key(&attribute, |value| value.attribute).ok()?;
                Some(values.text(person.attributes[at].whole))
            };
            places(whole, facts, language)
        }
        Criterion::Overlap(attribute) => overlap(people, facts, attribute, language),
    }
}

/// Topics that the mentor can teach the mentee, then those that remain open.
fn topics(people: &People, facts: &PairFacts<'_>, language: Language) -> String {
    if facts.wanted.is_empty() {
        return language.pick("no topics wanted", "keine Themen gesucht").into();
    }
    let name = |topic: Symbol| escaped(people.vocabulary.topics.text(topic));
    let met: Vec<String> = (facts.met())
        .map(|(wanted, level)| {
            let (topic, importance) = (name(wanted.topic), importance(wanted.importance, language));
            language.pick(
                format!("**{topic}** ({importance}; level {level} of 5)"),
                format!("**{topic}** ({importance}; Stufe {level} von 5)"),
            )
        })
        .collect();
    let open: Vec<String> = facts
        .wanted
        .iter()
        .filter(|wanted| wanted.level.is_none())
        .map(|wanted| name(wanted.topic))
        .collect();
    let open = (!open.is_empty()).then(|| {
        let open = open.join(", ");
        language.pick(format!("not offered: {open}"), format!("nicht geboten: {open}"))
    });
    let met = (!met.is_empty()).then(|| met.join(", "));
    [met, open].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn importance(importance: u8, language: Language) -> &'static str {
    match importance {
        3 => language.pick("very important", "sehr wichtig"),
        2 => language.pick("important", "wichtig"),
        _ => language.pick("nice to have", "wünschenswert"),
    }
}

fn interests(people: &People, facts: &PairFacts<'_>, language: Language) -> String {
    if facts.interests.is_empty() {
        return language.pick("none in common", "keine gemeinsamen").into();
    }
    let names: Vec<String> =
        facts.interests.iter().map(|&symbol| escaped(people.vocabulary.interests.text(symbol))).collect();
    listed(&names, language.pick("and", "und"))
}

fn style(facts: &PairFacts<'_>, language: Language) -> String {
    let names = language
        .pick(["directness", "structure", "pace", "channel"], ["Direktheit", "Struktur", "Tempo", "Kanal"])
        .map(str::to_owned);
    let (mut alike, mut apart, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for (axis, name) in std::iter::zip(std::iter::zip(facts.mentee.style, facts.mentor.style), names) {
        match axis {
            (Some(one), Some(other)) if one.abs_diff(other) <= 1 => alike.push(name),
            (Some(one), Some(other)) => {
                apart.push(
                    language
                        .pick(format!("{name} ({one} and {other})"), format!("{name} ({one} und {other})")),
                );
            }
            _ => unknown.push(name),
        }
    }
    let and = language.pick("and", "und");
    let part = |axes: Vec<String>, english: &str, german: &str| {
        (!axes.is_empty()).then(|| format!("{} {}", language.pick(english, german), listed(&axes, and)))
    };
    let parts = [
        part(alike, "alike in", "ähnlich in"),
        part(apart, "unlike in", "verschieden in"),
        part(unknown, "unknown in", "unbekannt in"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn time(facts: &PairFacts<'_>, language: Language) -> String {
    if facts.half_hours == 0 {
        return language.pick("no free time in common", "keine gemeinsame freie Zeit").into();
    }
    let length = hours(facts.half_hours, language);
    let length = language.pick(format!("{length} a week"), format!("{length} in der Woche"));
    match &facts.common_times {
        Some(times) if !times.is_empty() => {
            format!(
                "{length}: {}",
                times.iter().map(|&span| slot(span, language)).collect::<Vec<_>>().join(", ")
            )
        }
        _ => {
            language.pick(format!("{length}, across time zones"), format!("{length}, über Zeitzonen hinweg"))
        }
    }
}

/// `Mon 10:00–11:30`.
fn slot(span: Span, language: Language) -> String {
    let days = language
        .pick(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]);
    let (first, last) = (span.start / 48, (span.end - 1) / 48);
    let clock = |half_hour: u16| format!("{:02}:{:02}", half_hour / 2, half_hour % 2 * 30);
    let (from, to) = (clock(span.start % 48), clock(span.end - last * 48));
    if first == last {
        format!("{} {from}–{to}", days[usize::from(first)])
    } else {
        format!("{} {from} – {} {to}", days[usize::from(first)], days[usize::from(last)])
    }
}

/// Two values that are to be equal or to differ.
fn places<'t>(
    value: impl Fn(&Person) -> Option<&'t str>,
    facts: &PairFacts<'_>,
    language: Language,
) -> String {
    let unknown = || language.pick("unknown", "unbekannt").to_owned();
    let (one, other) = (value(facts.mentee), value(facts.mentor));
    if one.is_some() && one == other {
        return language.pick(
            format!("both {}", one.map_or_else(unknown, escaped)),
            format!("beide {}", one.map_or_else(unknown, escaped)),
        );
    }
    let (one, other) = (one.map_or_else(unknown, escaped), other.map_or_else(unknown, escaped));
    language.pick(format!("{one} and {other}"), format!("{one} und {other}"))
}

fn wishes(facts: &PairFacts<'_>, language: Language) -> &'static str {
    let (mentee, mentor) = (facts.mentee, facts.mentor);
    match (mentee.wishes.binary_search(&mentor.id).is_ok(), mentor.wishes.binary_search(&mentee.id).is_ok()) {
        (true, true) => language.pick("each wished for the other", "beide haben sich einander gewünscht"),
        (true, false) => language.pick("wished for by the mentee", "Wunsch der oder des Mentee"),
        (false, true) => language.pick("wished for by the mentor", "Wunsch der Mentorin oder des Mentors"),
        (false, false) => language.pick("no wish on either side", "auf keiner Seite ein Wunsch"),
    }
}

fn overlap(people: &People, facts: &PairFacts<'_>, attribute: u32, language: Language) -> String {
    let parts = |person: &Person| -> Vec<Symbol> {
        let at = person.attributes.binary_search_by_key(&attribute, |value| value.attribute);
        at.map_or_else(|_| Vec::new(), |at| person.attributes[at].parts.to_vec())
    };
    let common = super::pair_facts::common(&parts(facts.mentee), &parts(facts.mentor));
    if common.is_empty() {
        return language.pick("nothing in common", "nichts gemeinsam").into();
    }
    let table = &people.vocabulary.attributes[attribute as usize].parts;
    let names: Vec<String> = common.iter().map(|&symbol| escaped(table.text(symbol))).collect();
    listed(&names, language.pick("and", "und"))
}

/// What the pair is worth to the plan.
pub fn margin(margin: Margin, is_locked: bool, language: Language) -> String {
    let loss = match margin {
        Margin { pairs: 1, .. } => language
            .pick(
                "Without this pair, the plan would have one pair fewer.",
                "Ohne dieses Tandem hätte der Plan ein Tandem weniger.",
            )
            .to_owned(),
        Margin { pairs, .. } if pairs > 1 => language.pick(
            format!("Without this pair, the plan would have {pairs} pairs fewer."),
            format!("Ohne dieses Tandem hätte der Plan {pairs} Tandems weniger."),
        ),
        Margin { value: 0, .. } => language
            .pick(
                "Another plan, just as good, does without this pair.",
                "Ein anderer, ebenso guter Plan kommt ohne dieses Tandem aus.",
            )
            .to_owned(),
        Margin { value: 1, .. } => language
            .pick(
                "Without this pair, the plan would lose 1 point.",
                "Ohne dieses Tandem würde der Plan 1 Punkt verlieren.",
            )
            .to_owned(),
        Margin { value, .. } if value < 0 => {
            let gain = language.number(-value);
            language.pick(
                format!("Without this pair, the plan would gain {gain} points."),
                format!("Ohne dieses Tandem würde der Plan {gain} Punkte gewinnen."),
            )
        }
        Margin { value, .. } => {
            let loss = language.number(value);
            language.pick(
                format!("Without this pair, the plan would lose {loss} points."),
                format!("Ohne dieses Tandem würde der Plan {loss} Punkte verlieren."),
            )
        }
    };
    if !is_locked {
        return loss;
    }
    let locked = language.pick("This pair was settled by hand.", "Dieses Tandem wurde von Hand festgelegt.");
    format!("{locked} {loss}")
}
