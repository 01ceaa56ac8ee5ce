//! The report's section on people without a partner, and `unmatched.csv`.

use std::io::{self, Write};

use matching::Problem;
use matching::files::{UNMATCHED_COLUMNS, Unmatched, write_unmatched};
use people::{Person, Role};

use super::Report;
use super::left_over::Left;
use super::markdown::MOST_DESCRIBED;
use super::pair_words;
use super::text::escaped;
use crate::language::Language;

/// Writes `unmatched.csv`.
///
/// # Errors
/// Those of `out`.
pub fn write_csv(
    out: &mut impl Write,
    problem: &Problem<'_>,
    left: &[Left],
    language: Language,
) -> io::Result<()> {
    writeln!(out, "{UNMATCHED_COLUMNS}")?;
    for person in left {
        let detail = detail(problem, person, language);
        let id = problem.people().id_of(row(problem, person));
        write_unmatched(out, &Unmatched { id, role: person.role(), reason: person.code(), detail: &detail })?;
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
        let of_role: Vec<&Left> = left.iter().filter(|person| person.role() == role).collect();
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
fn worst_first(mut left: Vec<&Left>) -> Vec<&Left> {
    if left.len() > MOST_DESCRIBED {
        left.sort_by_key(|person| (person.obstacles().is_none(), person.index()));
        left.truncate(MOST_DESCRIBED);
    }
    left
}

fn row<'a>(problem: &Problem<'a>, person: &Left) -> &'a Person {
    let people = problem.people();
    match person.role() {
        Role::Mentee => &people.mentees[person.index()],
        Role::Mentor => &people.mentors[person.index()],
    }
}

/// The reason in a sentence or more.
pub fn detail(problem: &Problem<'_>, left: &Left, language: Language) -> String {
    match left {
        Left::Known(left) => match language {
            Language::En => left.english(problem),
            Language::De => left.german(problem),
        },
        Left::OtherPairs { role: Role::Mentee, .. } => language
            .pick(
                "Mentors are allowed, but the plan has other pairs; what a place would cost it was not worked out.",
                "Es gibt erlaubte Mentor:innen, aber der Plan hat andere Tandems; was ein Platz ihn kosten würde, wurde nicht \
                 berechnet.",
            )
            .into(),
        Left::OtherPairs { role: Role::Mentor, .. } => language
            .pick(
                "Mentees are allowed, but the plan has other pairs; what taking one would cost it was not worked out.",
                "Es gibt erlaubte Mentees, aber der Plan hat andere Tandems; was eine Zusage ihn kosten würde, wurde nicht \
                 berechnet.",
            )
            .into(),
    }
}
