//! Sentences that more than one part of the command says.

use std::io::{self, ErrorKind};

use matching::ProblemError;
use people::{Direction, Recipe};

use crate::language::Language;

/// What the system says is wrong with a file, in plain words and without a full stop.
pub fn system(error: &io::Error, language: Language) -> String {
    let (english, german) = match error.kind() {
        ErrorKind::NotFound => ("there is no such file or folder", "die Datei oder den Ordner gibt es nicht"),
        ErrorKind::PermissionDenied => ("permission is missing", "die Berechtigung fehlt"),
        ErrorKind::IsADirectory => ("it is a folder", "das ist ein Ordner"),
        ErrorKind::NotADirectory => ("part of its path is no folder", "ein Teil des Pfads ist kein Ordner"),
        ErrorKind::StorageFull => ("the disk is full", "der Datenträger ist voll"),
        ErrorKind::QuotaExceeded => ("the disk quota is used up", "das Speicherkontingent ist aufgebraucht"),
        ErrorKind::ReadOnlyFilesystem => ("the disk is read-only", "der Datenträger ist schreibgeschützt"),
        ErrorKind::InvalidFilename => ("this is no name for a file", "das ist kein Dateiname"),
        ErrorKind::InvalidData => ("it is not text in UTF-8", "es ist kein Text in UTF-8"),
        _ => {
            let text = error.to_string();
            let plain = text.split(" (os error").next().unwrap_or_default();
            return plain.trim_end_matches('.').to_owned();
        }
    };
    language.pick(english, german).to_owned()
}

/// Why people, recipe and choices do not go together.
pub fn problem(error: &ProblemError, language: Language) -> String {
    match language {
        Language::En => problem_english(error),
        Language::De => problem_german(error),
    }
}

fn problem_english(error: &ProblemError) -> String {
    match error {
        ProblemError::UnknownAttribute { name, known } if known.is_empty() => {
            format!(
                "The recipe names the column “{name}”, but the people have no columns beyond the usual ones."
            )
        }
        ProblemError::UnknownAttribute { name, known } => {
            let known = known.join(", ");
            format!(
                "The recipe names the column “{name}”, but the people have no such column. There are: {known}."
            )
        }
        ProblemError::NoWeight => {
            "All weights of the recipe are 0: at least one criterion must count.".into()
        }
        ProblemError::Time(reason) => format!("Free times cannot be compared: {reason}."),
        ProblemError::UnknownPerson { choice, mentee, mentor, id, role } => {
            format!("--{choice} {mentee}:{mentor}: no {role} has the id “{id}”.")
        }
        ProblemError::LockBreaksRule { mentee, mentor, rule } => format!(
            "--lock {mentee}:{mentor}: this pair breaks a rule that always holds or that the recipe sets: {}.",
            rule.english()
        ),
        ProblemError::LockedTwice { mentee, mentor, other } => format!(
            "--lock {mentee}:{mentor}: {mentee} is already locked to {other}, and a mentee has one mentor."
        ),
        ProblemError::LockOverCapacity { mentee, mentor, capacity: 0 } => {
            format!("--lock {mentee}:{mentor}: {mentor} has a capacity of 0 and takes no one.")
        }
        ProblemError::LockOverCapacity { mentee, mentor, capacity } => format!(
            "--lock {mentee}:{mentor}: {mentor} has a capacity of {capacity}, and other locks fill it already."
        ),
    }
}

fn problem_german(error: &ProblemError) -> String {
    match error {
        ProblemError::UnknownAttribute { name, known } if known.is_empty() => format!(
            "Das Rezept nennt die Spalte „{name}“, aber bei den Personen gibt es nur die üblichen Spalten."
        ),
        ProblemError::UnknownAttribute { name, known } => format!(
            "Das Rezept nennt die Spalte „{name}“, aber bei den Personen gibt es sie nicht. Vorhanden sind: {}.",
            known.join(", ")
        ),
        ProblemError::NoWeight => {
            "Alle Gewichte des Rezepts sind 0: Mindestens ein Kriterium muss zählen.".into()
        }
        ProblemError::Time(reason) => format!("Freie Zeiten lassen sich nicht vergleichen: {reason}."),
        ProblemError::UnknownPerson { choice, mentee, mentor, id, role } => {
            let role = if *role == "mentee" { "Mentee" } else { "Mentor:in" };
            format!("--{choice} {mentee}:{mentor}: {role} mit der Personalnummer „{id}“ gibt es nicht.")
        }
        ProblemError::LockBreaksRule { mentee, mentor, rule } => format!(
            "--lock {mentee}:{mentor}: Dieses Paar verletzt eine Regel, die immer gilt oder die das Rezept setzt: {}.",
            rule.german()
        ),
        ProblemError::LockedTwice { mentee, mentor, other } => format!(
            "--lock {mentee}:{mentor}: {mentee} ist schon mit {other} festgelegt, und Mentees haben nur eine Person, die \
             ihnen Wissen gibt."
        ),
        ProblemError::LockOverCapacity { mentee, mentor, capacity: 0 } => {
            format!("--lock {mentee}:{mentor}: {mentor} hat die Kapazität 0 und nimmt niemanden.")
        }
        ProblemError::LockOverCapacity { mentee, mentor, capacity } => format!(
            "--lock {mentee}:{mentor}: {mentor} hat die Kapazität {capacity}, und andere festgelegte Paare füllen sie schon."
        ),
    }
}

/// Who must be senior, and by how much, if anyone must.
pub fn level_rule(recipe: &Recipe) -> Option<(Direction, u8)> {
    let gap = recipe.rules.min_level_gap;
    (gap > 0 && recipe.direction != Direction::Mutual).then_some((recipe.direction, gap))
}
