//! Why two people fit, in words.

use jiff::civil::DateTime;
use matching::{CommonTime, Criterion, Margin, Pair, PairFacts, Problem};
use people::{AttributeValue, People, Person};

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
    pair: Pair,
    facts: &PairFacts,
    of: &Criterion,
    language: Language,
) -> String {
    let people = problem.people();
    let (mentee, mentor) = (&people.mentees[pair.mentee], &people.mentors[pair.mentor]);
    match *of {
        Criterion::Topics => topics(facts, language),
        Criterion::Interests if facts.interests.is_empty() => {
            language.pick("none in common", "keine gemeinsamen").into()
        }
        Criterion::Interests => all_of(&facts.interests, language),
        Criterion::Style => style(facts, language),
        Criterion::Time => time(facts, language),
        Criterion::Site => both(facts.sites.0.as_deref(), facts.sites.1.as_deref(), language),
        Criterion::Department => {
            both(facts.departments.0.as_deref(), facts.departments.1.as_deref(), language)
        }
        Criterion::Wishes => wishes(facts, language).to_owned(),
        Criterion::Same(attribute) | Criterion::Different(attribute) => {
            let values = &people.vocabulary.attributes[attribute as usize].values;
            let whole = |person| own(person, attribute).map(|value| values.text(value.whole));
            both(whole(mentee), whole(mentor), language)
        }
        Criterion::Overlap(attribute) => {
            let table = &people.vocabulary.attributes[attribute as usize].parts;
            let parts = |person| own(person, attribute).map_or(&[][..], |value| &value.parts);
            let common: Vec<String> = (parts(mentee).iter())
                .filter(|part| parts(mentor).contains(part))
                .map(|&part| table.text(part).to_owned())
                .collect();
            match common.is_empty() {
                true => language.pick("nothing in common", "nichts gemeinsam").into(),
                false => all_of(&common, language),
            }
        }
    }
}

/// A person's value of a custom attribute.
fn own(person: &Person, attribute: u32) -> Option<&AttributeValue> {
    let at = person.attributes.binary_search_by_key(&attribute, |value| value.attribute).ok()?;
    Some(&person.attributes[at])
}

fn all_of(names: &[String], language: Language) -> String {
    let names: Vec<String> = names.iter().map(|name| escaped(name)).collect();
    listed(&names, language.pick("and", "und"))
}

/// Topics that the mentor can teach the mentee, then those that remain open.
fn topics(facts: &PairFacts, language: Language) -> String {
    if facts.wanted.is_empty() {
        return language.pick("no topics wanted", "keine Themen gesucht").into();
    }
    let met: Vec<String> = (facts.met())
        .map(|(wanted, level)| {
            let (topic, importance) = (escaped(&wanted.topic), importance(wanted.importance, language));
            language.pick(
                format!("**{topic}** ({importance}; level {level} of 5)"),
                format!("**{topic}** ({importance}; Stufe {level} von 5)"),
            )
        })
        .collect();
    let open = facts.wanted.iter().filter(|wanted| wanted.level.is_none());
    let open: Vec<String> = open.map(|wanted| escaped(&wanted.topic)).collect();
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

fn style(facts: &PairFacts, language: Language) -> String {
    let names = language
        .pick(["directness", "structure", "pace", "channel"], ["Direktheit", "Struktur", "Tempo", "Kanal"])
        .map(str::to_owned);
    let (mut alike, mut apart, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for (axis, name) in std::iter::zip(facts.style, names) {
        match axis {
            (Some(one), Some(other)) if one.abs_diff(other) <= 1 => alike.push(name),
            (Some(one), Some(other)) => apart.push(
                language.pick(format!("{name} ({one} and {other})"), format!("{name} ({one} und {other})")),
            ),
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

fn time(facts: &PairFacts, language: Language) -> String {
    if facts.half_hours == 0 {
        return language.pick("no free time in common", "keine gemeinsame freie Zeit").into();
    }
    let length = hours(facts.half_hours, language);
    let length = language.pick(format!("{length} a week"), format!("{length} in der Woche"));
    let times = facts.common_times.iter().filter(|time| time.half_hours > 0);
    let times: Vec<String> = times.map(|time| slot(time, language)).collect();
    format!("{length}: {}", times.join(", "))
}

/// `Mon 10:00–11:30`, and where clocks differ, what it is on the mentor's.
fn slot(time: &CommonTime, language: Language) -> String {
    let days = language
        .pick(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]);
    let text = |(start, end): (DateTime, DateTime)| {
        let day = |at: DateTime| days[at.weekday().to_monday_zero_offset() as usize];
        let clock = |at: DateTime| format!("{:02}:{:02}", at.hour(), at.minute());
        let is_midnight = end.time() == jiff::civil::Time::midnight();
        if start.date() == end.date() {
            format!("{} {}–{}", day(start), clock(start), clock(end))
        } else if is_midnight && start.date().tomorrow().is_ok_and(|next| next == end.date()) {
            format!("{} {}–24:00", day(start), clock(start))
        } else {
            format!("{} {} – {} {}", day(start), clock(start), day(end), clock(end))
        }
    };
    let mentees = text(time.for_mentee);
    if time.for_mentee == time.for_mentor {
        return mentees;
    }
    let mentors = text(time.for_mentor);
    language.pick(
        format!("{mentees} (for the mentor {mentors})"),
        format!("{mentees} (auf der anderen Seite {mentors})"),
    )
}

/// Two values that are to be equal or to differ.
fn both(one: Option<&str>, other: Option<&str>, language: Language) -> String {
    let unknown = || language.pick("unknown", "unbekannt").to_owned();
    match (one, other) {
        (Some(one), Some(other)) if one == other => {
            language.pick(format!("both {}", escaped(one)), format!("beide {}", escaped(one)))
        }
        _ => {
            let (one, other) = (one.map_or_else(unknown, escaped), other.map_or_else(unknown, escaped));
            language.pick(format!("{one} and {other}"), format!("{one} und {other}"))
        }
    }
}

fn wishes(facts: &PairFacts, language: Language) -> &'static str {
    match facts.wishes {
        (true, true) => language.pick("each wished for the other", "beide haben sich einander gewünscht"),
        (true, false) => language.pick("wished for by the mentee", "Wunsch der oder des Mentee"),
        (false, true) => language.pick("wished for by the mentor", "Wunsch der Mentorin oder des Mentors"),
        (false, false) => language.pick("no wish on either side", "auf keiner Seite ein Wunsch"),
    }
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
