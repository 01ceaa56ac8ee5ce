//! Why someone is left over, in words.

use std::io::{self, Write};

use matching::files::{UNMATCHED_COLUMNS, Unmatched, write_unmatched};
use matching::{Problem, Rule};
use people::{Person, Role};

use super::Report;
use super::left_over::{LeftOver, Obstacle, Obstacles, Reason};
use super::markdown::MOST_DESCRIBED;
use super::pair_words;
use super::text::{escaped, listed};
use crate::language::Language;

/// Writes `unmatched.csv`.
///
/// # Errors
/// Those of `out`.
pub fn write_csv(
    out: &mut impl Write,
    problem: &Problem<'_>,
    left: &[LeftOver],
    language: Language,
) -> io::Result<()> {
    writeln!(out, "{UNMATCHED_COLUMNS}")?;
    for person in left {
        let detail = detail(problem, person, language);
        let id = problem.people().id_of(row(problem, person));
        write_unmatched(
            out,
            &Unmatched { id, role: person.role, reason: person.reason.code(), detail: &detail },
        )?;
    }
    Ok(())
}

/// Writes the section of the report.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let (language, problem) = (report.language, report.problem);
    let left = &report.explanation.left;
    if left.is_empty() {
        return Ok(());
    }
    writeln!(out, "## {}\n", language.pick("Who is left over", "Wer übrig bleibt"))?;
    for role in [Role::Mentee, Role::Mentor] {
        let of_role: Vec<&LeftOver> = left.iter().filter(|person| person.role == role).collect();
        if of_role.is_empty() {
            continue;
        }
        let count = language.count(of_role.len());
        let title = match role {
            Role::Mentee => language.pick("Mentees without a mentor", "Mentees ohne Mentor:in"),
            Role::Mentor => language.pick("Mentors without a mentee", "Mentor:innen ohne Mentee"),
        };
        writeln!(out, "### {title} ({count})\n")?;
        if of_role.len() > MOST_DESCRIBED {
            let (some, file) = (language.count(MOST_DESCRIBED), report.files.unmatched.display());
            let text = language.pick(
                format!("Here are {some} of them, first those for whom nobody is allowed; all are in {file}."),
                format!("Hier stehen {some} davon, zuerst die, für die niemand erlaubt ist; alle stehen in {file}."),
            );
            writeln!(out, "{text}\n")?;
        }
        writeln!(out, "{}\n|:--|:--|", language.pick("| Who | Why |", "| Wer | Warum |"))?;
        for person in worst_first(of_role) {
            let name = pair_words::name(problem.people(), row(problem, person));
            writeln!(out, "| {name} | {} |", escaped(&detail(problem, person, language)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// As many as are described: of very many, those for whom nobody is allowed come first.
fn worst_first(mut left: Vec<&LeftOver>) -> Vec<&LeftOver> {
    if left.len() > MOST_DESCRIBED {
        left.sort_by_key(|person| (matches!(person.reason, Reason::BetterElsewhere { .. }), person.row));
        left.truncate(MOST_DESCRIBED);
    }
    left
}

fn row<'a>(problem: &Problem<'a>, person: &LeftOver) -> &'a Person {
    let people = problem.people();
    match person.role {
        Role::Mentee => &people.mentees[person.row],
        Role::Mentor => &people.mentors[person.row],
    }
}

/// The reason in a sentence or more.
pub fn detail(problem: &Problem<'_>, person: &LeftOver, language: Language) -> String {
    let mentee = person.role == Role::Mentee;
    match &person.reason {
        Reason::NoCapacity => language
            .pick("Takes no mentees: the capacity is 0.", "Nimmt keine Mentees an: Die Kapazität ist 0.")
            .into(),
        Reason::NobodyThere if mentee => {
            language.pick("There are no mentors.", "Es gibt keine Mentor:innen.").into()
        }
        Reason::NobodyThere => language.pick("There are no mentees.", "Es gibt keine Mentees.").into(),
        Reason::NobodyAllowed(obstacles) => nobody_allowed(problem, person, obstacles, language),
        Reason::NoPlace => language
            .pick(
                "Some mentors would be allowed, but they take no mentees.",
                "Manche Mentor:innen wären erlaubt, nehmen aber keine Mentees an.",
            )
            .into(),
        Reason::BetterElsewhere { allowed } => better_elsewhere(person.role, *allowed, language),
    }
}

/// A count with its noun: `12 mentors`.
fn others(role: Role, count: usize, language: Language) -> String {
    let number = language.count(count);
    match (role, count) {
        (Role::Mentee, 1) => language.pick("1 mentor".into(), "1 Mentor:in".into()),
        (Role::Mentee, _) => language.pick(format!("{number} mentors"), format!("{number} Mentor:innen")),
        (Role::Mentor, 1) => language.pick("1 mentee".into(), "1 Mentee".into()),
        (Role::Mentor, _) => language.pick(format!("{number} mentees"), format!("{number} Mentees")),
    }
}

fn better_elsewhere(role: Role, allowed: Option<usize>, language: Language) -> String {
    let Some(allowed) = allowed else {
        return match role {
            Role::Mentee => language.pick(
                "Mentors are allowed, but the plan is better with their places for others.",
                "Es gibt erlaubte Mentor:innen, aber der Plan ist besser, wenn ihre Plätze an andere gehen.",
            ),
            Role::Mentor => language.pick(
                "Mentees are allowed, but the plan is better with them placed elsewhere.",
                "Es gibt erlaubte Mentees, aber der Plan ist besser, wenn sie andere Plätze haben.",
            ),
        }
        .into();
    };
    let who = others(role, allowed, language);
    match (role, allowed) {
        (Role::Mentee, 1) => language.pick(
            format!("{who} is allowed, but the plan is better with that place for someone else."),
            format!("{who} ist erlaubt, aber der Plan ist besser, wenn der Platz an jemand anderen geht."),
        ),
        (Role::Mentee, _) => language.pick(
            format!("{who} are allowed, but the plan is better with their places for others."),
            format!("{who} sind erlaubt, aber der Plan ist besser, wenn ihre Plätze an andere gehen."),
        ),
        (Role::Mentor, 1) => language.pick(
            format!("{who} is allowed, but the plan is better with that mentee placed elsewhere."),
            format!("{who} ist erlaubt, aber der Plan ist mit einem anderen Platz für diese Person besser."),
        ),
        (Role::Mentor, _) => language.pick(
            format!("{who} are allowed, but the plan is better with them placed elsewhere."),
            format!("{who} sind erlaubt, aber der Plan ist besser, wenn sie andere Plätze haben."),
        ),
    }
}

fn nobody_allowed(
    problem: &Problem<'_>,
    left: &LeftOver,
    obstacles: &Obstacles,
    language: Language,
) -> String {
    let role = left.role;
    let head = match role {
        Role::Mentee => language.pick("No mentor is allowed", "Niemand ist als Mentor:in erlaubt"),
        Role::Mentor => language.pick("No mentee is allowed", "Niemand ist als Mentee erlaubt"),
    };
    if let Some(missing) = missing(row(problem, left), obstacles, language) {
        return format!("{head}: {missing}");
    }
    let told: Vec<&Obstacle> = obstacles.rules.iter().filter(|obstacle| is_told(obstacle)).collect();
    // A rule that rules everyone out says it all.
    let whole: Vec<&Obstacle> =
        told.iter().filter(|obstacle| obstacle.count == obstacles.others).copied().collect();
    let text = if told.is_empty() {
        return format!("{head}.");
    } else if whole.is_empty() {
        some_of(problem, role, obstacles.others, &told, language)
    } else {
        all_of(problem, role, obstacles.others, &whole, language)
    };
    let text = format!("{head}. {text}");
    match told
        .iter()
        .filter(|obstacle| obstacle.alone > 0 && obstacle.rule != Rule::Apart)
        .max_by_key(|obstacle| obstacle.alone)
    {
        Some(most) => format!("{text} {}", alone(problem, role, obstacles.others, most, language)),
        None => text,
    }
}

/// What the person has left out and a rule needs, where that alone rules everyone out.
fn missing(person: &Person, obstacles: &Obstacles, language: Language) -> Option<String> {
    let is_whole = |rule: Rule| {
        obstacles.rules.iter().any(|obstacle| obstacle.rule == rule && obstacle.count == obstacles.others)
    };
    let entries = [
        (person.availability.is_empty(), Rule::Time, language.pick("free times", "zu freien Zeiten")),
        (person.languages.is_empty(), Rule::Language, language.pick("languages", "zu Sprachen")),
        (person.level.is_none(), Rule::Level, language.pick("the career level", "zur Karrierestufe")),
    ];
    let missing: Vec<String> = (entries.into_iter())
        .filter(|&(is_missing, rule, _)| is_missing && is_whole(rule))
        .map(|(_, _, entry)| entry.to_owned())
        .collect();
    let listed = listed(&missing, language.pick("and", "und"));
    (!missing.is_empty()).then(|| {
        language.pick(format!("nothing is said about {listed}."), format!("Es fehlen Angaben {listed}."))
    })
}

/// Vetoes are confidential: they are told only together with earlier pairs, and only from this many people on.
const LEAST_APART: usize = 5;

/// Whether a rule may be told of.
pub fn is_told(obstacle: &Obstacle) -> bool {
    match obstacle.rule {
        Rule::Oneself => false,
        Rule::Apart => obstacle.count >= LEAST_APART,
        _ => true,
    }
}

/// What each rule rules out, if none rules everyone out: `Of 96 mentors, 60 have …`.
fn some_of(
    problem: &Problem<'_>,
    role: Role,
    count: usize,
    obstacles: &[&Obstacle],
    language: Language,
) -> String {
    let clauses: Vec<String> = (obstacles.iter())
        .map(|obstacle| {
            let (verb, rest) = clause(problem, &obstacle.rule, obstacle.count == 1, language);
            let number = language.count(obstacle.count);
            language.pick(format!("{number} {verb} {rest}"), format!("{verb} {number} {rest}"))
        })
        .collect();
    let (all, clauses) = (others(role, count, language), listed(&clauses, language.pick("and", "und")));
    language.pick(format!("Of {all}, {clauses}."), format!("Von {all} {clauses}."))
}

/// What rules everyone out: `All 96 mentors have …`.
fn all_of(
    problem: &Problem<'_>,
    role: Role,
    count: usize,
    obstacles: &[&Obstacle],
    language: Language,
) -> String {
    let one = count == 1;
    let clauses: Vec<String> = (obstacles.iter())
        .map(|obstacle| {
            let (verb, rest) = clause(problem, &obstacle.rule, one, language);
            format!("{verb} {rest}")
        })
        .collect();
    let clauses = listed(&clauses, language.pick("and", "und"));
    let all = others(role, count, language);
    match one {
        true => language.pick(format!("The only one {clauses}."), format!("Die einzige Person {clauses}.")),
        false => language.pick(format!("All {all} {clauses}."), format!("Alle {all} {clauses}.")),
    }
}

/// The verb and the rest of “12 have too little free time in common”.
fn clause(problem: &Problem<'_>, rule: &Rule, one: bool, language: Language) -> (&'static str, String) {
    let column = |attribute: u32| &problem.people().vocabulary.attributes[attribute as usize].name;
    let have = if one { ("has", "hat") } else { ("have", "haben") };
    let are = if one { ("is", "ist") } else { ("are", "sind") };
    let plain = |english: &str, german: &str| language.pick(english, german).to_owned();
    let (verb, rest) = match *rule {
        Rule::Oneself | Rule::Apart => (
            are,
            plain("to be kept apart or an earlier partner", "getrennt zu halten oder waren schon im Tandem"),
        ),
        Rule::ReportingLine => (are, plain("in the same reporting line", "in derselben Berichtslinie")),
        Rule::Level => (have, plain("no career level that fits", "keine passende Karrierestufe")),
        Rule::Department => (are, plain("in the same department", "in derselben Abteilung")),
        Rule::Language => (have, plain("no language in common", "keine gemeinsame Sprache")),
        Rule::Time => (have, plain("too little free time in common", "zu wenig gemeinsame freie Zeit")),
        Rule::RequireSame(attribute) => {
            let column = column(attribute);
            (
                have,
                language.pick(
                    format!("another “{column}” or none"),
                    format!("ein anderes „{column}“ oder keines"),
                ),
            )
        }
        Rule::RequireDifferent(attribute) => {
            let column = column(attribute);
            (have, language.pick(format!("the same “{column}”"), format!("dasselbe „{column}“")))
        }
        Rule::MinScore => (have, plain("too low a score", "eine zu niedrige Punktzahl")),
        Rule::Forbidden => (are, plain("ruled out by hand", "von Hand ausgeschlossen")),
    };
    (language.pick(verb.0, verb.1), rest)
}

/// What would help: the rule that alone stands in the way of most.
fn alone(
    problem: &Problem<'_>,
    role: Role,
    others_count: usize,
    obstacle: &Obstacle,
    language: Language,
) -> String {
    let who = others(role, obstacle.alone, language);
    let column = |attribute: u32| &problem.people().vocabulary.attributes[attribute as usize].name;
    let what = match obstacle.rule {
        Rule::Oneself | Rule::Apart => return String::new(),
        Rule::ReportingLine => language.pick("the reporting line".into(), "die Berichtslinie".into()),
        Rule::Level => language.pick("the career level".into(), "die Karrierestufe".into()),
        Rule::Department => language.pick("the department".into(), "die Abteilung".into()),
        Rule::Language => language.pick("the language".into(), "die Sprache".into()),
        Rule::Time => language.pick("free time".into(), "die freie Zeit".into()),
        Rule::RequireSame(attribute) | Rule::RequireDifferent(attribute) => {
            let column = column(attribute);
            language.pick(format!("“{column}”"), format!("„{column}“"))
        }
        Rule::MinScore => language.pick("the least score".into(), "die Mindestpunktzahl".into()),
        Rule::Forbidden => language.pick("the choice by hand".into(), "die Festlegung von Hand".into()),
    };
    let help = match (obstacle.rule, role) {
        (Rule::Time, _) => language.pick(" More free times would help.", " Mehr freie Zeiten würden helfen."),
        (Rule::Language, _) => {
            language.pick(" Another language would help.", " Eine weitere Sprache würde helfen.")
        }
        _ => "",
    };
    if obstacle.alone == others_count {
        return language.pick(
            format!("Nothing else stands in the way.{help}"),
            format!("Sonst steht nichts im Weg.{help}"),
        );
    }
    language.pick(
        format!("For {who}, {what} is all that stands in the way.{help}"),
        format!("Bei {who} steht nur {what} im Weg.{help}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_vetoes_are_never_told() {
        let apart = |count| Obstacle { rule: Rule::Apart, count, alone: count };
        assert!(!is_told(&apart(LEAST_APART - 1)));
        assert!(is_told(&apart(LEAST_APART)));
    }
}
