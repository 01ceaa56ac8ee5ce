//! Why a command could not do what was asked, in English and German.

use std::io;
use std::path::{Path, PathBuf};

use matching::ProblemError;
use people::{ReadError, RecipeError};
use serde_json::{Value, json};
use verify::Fault;

use crate::choices::{Choice, NoPair};
use crate::language::Language;
use crate::output::STDOUT;
use crate::people_file;
use crate::words;

/// Why a command ended without a result.
#[derive(Debug)]
pub enum Failure {
    /// The people cannot be read, or cells are bad.
    People {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        error: ReadError,
    },
    /// A file cannot be read.
    NotReadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The recipe is wrong.
    Recipe {
        /// The file.
        path: PathBuf,
        /// All that is wrong with it.
        error: RecipeError,
    },
    /// People, recipe and choices do not go together.
    Problem(ProblemError),
    /// A value of `--lock` or `--forbid` is no pair.
    NoPair {
        /// Which option.
        choice: Choice,
        /// What was given.
        text: String,
        /// What is wrong with it.
        why: NoPair,
    },
    /// A file cannot be written.
    NotWritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// An output would overwrite an input.
    OutputIsInput {
        /// The input.
        path: PathBuf,
    },
    /// Two outputs would go to the same file.
    OutputTwice {
        /// The file.
        path: PathBuf,
    },
    /// The plan or its proof is wrong.
    Fault {
        /// The plan.
        pairs: PathBuf,
        /// Its proof.
        certificate: PathBuf,
        /// What is wrong.
        fault: Box<Fault>,
    },
}

impl Failure {
    /// The exit status: 1 if a verification failed, 2 for bad input or usage.
    pub fn status(&self) -> u8 {
        match self {
            Failure::Fault { fault, .. } if !is_input(fault) => 1,
            _ => 2,
        }
    }

    /// The failure for people, in whole sentences.
    pub fn text(&self, language: Language) -> String {
        match self {
            Failure::People { path, error } => people_file::text(path, error, language),
            Failure::Fault { pairs, certificate, fault } => {
                let (pairs, certificate) = (pairs.display(), certificate.display());
                language.pick(
                    format!("Not proven: something is wrong with {pairs} or {certificate}.\n{fault}"),
                    format!(
                        "Nicht bewiesen: Mit {pairs} oder {certificate} stimmt etwas nicht.\n{}",
                        fault.german()
                    ),
                )
            }
            _ => language.pick(self.english(), self.german()),
        }
    }

    /// The failure for programs.
    pub fn to_json(&self, language: Language) -> Value {
        let mut json = json!({ "error": self.text(language), "status": self.status() });
        if let Failure::People { error, .. } = self {
            json["cells"] = people_file::cells_json(error);
        }
        json
    }

    fn english(&self) -> String {
        match self {
            Failure::NotReadable { path, error } => {
                format!("{} cannot be read: {}.", shown(path), words::system(error, Language::En))
            }
            Failure::Recipe { path, error } => {
                let problems = error.problems().len();
                let things =
                    if problems == 1 { "1 thing is".into() } else { format!("{problems} things are") };
                format!("The recipe {} cannot be used; {things} wrong:\n{error}", path.display())
            }
            Failure::Problem(error) => words::problem(error, Language::En),
            Failure::NoPair { choice, text, why } => {
                let option = choice.option();
                match why {
                    NoPair::NoColon => format!(
                        "{option} {text}: there is no colon. A pair is the mentee's id, a colon and the mentor's id: F01:J07."
                    ),
                    NoPair::NoSuchMentee { id, is_mentor: false } => {
                        format!("{option} {text}: no mentee has the id “{id}”.")
                    }
                    NoPair::NoSuchMentee { id, is_mentor: true } => format!(
                        "{option} {text}: “{id}” is a mentor, not a mentee. The mentee (who learns) comes first, then the mentor \
                         (who gives knowledge)."
                    ),
                    NoPair::NoSuchMentor { id, is_mentee: false } => {
                        format!("{option} {text}: no mentor has the id “{id}”.")
                    }
                    NoPair::NoSuchMentor { id, is_mentee: true } => format!(
                        "{option} {text}: “{id}” is a mentee, not a mentor. The mentee (who learns) comes first, then the mentor \
                         (who gives knowledge)."
                    ),
                    NoPair::NoKnownSplit => format!(
                        "{option} {text}: none of the colons stands between the id of a mentee and the id of a mentor."
                    ),
                    NoPair::Ambiguous { readings: [one, other] } => format!(
                        "{option} {text}: this can be read in two ways: mentee “{}” with mentor “{}”, or “{}” with “{}”. \
                         Give one of these people another id.",
                        one.0, one.1, other.0, other.1
                    ),
                }
            }
            Failure::NotWritable { path, error } => {
                format!(
                    "{} cannot be written: {}. Nothing was written.",
                    shown(path),
                    words::system(error, Language::En)
                )
            }
            Failure::OutputIsInput { path } => {
                format!(
                    "{} is an input and would be overwritten. Choose another file for the output.",
                    path.display()
                )
            }
            Failure::OutputTwice { path } => {
                format!("{} is named for two outputs. Each needs a file of its own.", shown(path))
            }
            Failure::People { .. } | Failure::Fault { .. } => self.text(Language::En),
        }
    }

    fn german(&self) -> String {
        match self {
            Failure::NotReadable { path, error } => {
                format!(
                    "{} lässt sich nicht lesen: {}.",
                    shown_german(path),
                    words::system(error, Language::De)
                )
            }
            Failure::Recipe { path, error } => {
                let problems = error.problems().len();
                let things = if problems == 1 { "1 Fehler" } else { &format!("{problems} Fehler") };
                format!(
                    "Das Rezept {} lässt sich nicht verwenden; es hat {things}:\n{}",
                    path.display(),
                    error.german()
                )
            }
            Failure::Problem(error) => words::problem(error, Language::De),
            Failure::NoPair { choice, text, why } => {
                let option = choice.option();
                match why {
                    NoPair::NoColon => format!(
                        "{option} {text}: Es fehlt ein Doppelpunkt. Ein Paar ist die Personalnummer der oder des Mentee, ein \
                         Doppelpunkt und die Personalnummer der Mentorin oder des Mentors: F01:J07."
                    ),
                    NoPair::NoSuchMentee { id, is_mentor: false } => {
                        format!("{option} {text}: Mentee mit der Personalnummer „{id}“ gibt es nicht.")
                    }
                    NoPair::NoSuchMentee { id, is_mentor: true } => format!(
                        "{option} {text}: „{id}“ gibt Wissen (Mentor:in) und ist nicht Mentee. Zuerst steht, wer lernt (Mentee), \
                         dann, wer Wissen gibt (Mentor:in)."
                    ),
                    NoPair::NoSuchMentor { id, is_mentee: false } => {
                        format!("{option} {text}: Mentor:in mit der Personalnummer „{id}“ gibt es nicht.")
                    }
                    NoPair::NoSuchMentor { id, is_mentee: true } => format!(
                        "{option} {text}: „{id}“ lernt (Mentee) und ist nicht Mentor:in. Zuerst steht, wer lernt (Mentee), dann, \
                         wer Wissen gibt (Mentor:in)."
                    ),
                    NoPair::NoKnownSplit => format!(
                        "{option} {text}: Keiner der Doppelpunkte steht zwischen der Personalnummer von Mentee und der von \
                         Mentor:in."
                    ),
                    NoPair::Ambiguous { readings: [one, other] } => format!(
                        "{option} {text}: Das lässt sich auf zwei Arten lesen: Mentee „{}“ mit Mentor:in „{}“ oder „{}“ mit „{}“. \
                         Geben Sie einer dieser Personen eine andere Personalnummer.",
                        one.0, one.1, other.0, other.1
                    ),
                }
            }
            Failure::NotWritable { path, error } => format!(
                "{} lässt sich nicht schreiben: {}. Es wurde nichts geschrieben.",
                shown_german(path),
                words::system(error, Language::De)
            ),
            Failure::OutputIsInput { path } => format!(
                "{} ist eine Eingabe und würde überschrieben. Wählen Sie für die Ausgabe eine andere Datei.",
                path.display()
            ),
            Failure::OutputTwice { path } => {
                format!(
                    "{} ist für zwei Ausgaben genannt. Jede braucht eine eigene Datei.",
                    shown_german(path)
                )
            }
            Failure::People { .. } | Failure::Fault { .. } => self.text(Language::De),
        }
    }
}

/// Faults that lie in what was to be read, not in the plan.
fn is_input(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::NoSuchAttribute { .. }
            | Fault::NoSuchTimeZone { .. }
            | Fault::WeekOutOfRange { .. }
            | Fault::NoWeight
            | Fault::Unreadable { .. }
            | Fault::Stopped
    )
}

fn shown(path: &Path) -> String {
    if path == Path::new(STDOUT) { "Standard output".into() } else { path.display().to_string() }
}

fn shown_german(path: &Path) -> String {
    if path == Path::new(STDOUT) { "Die Standardausgabe".into() } else { path.display().to_string() }
}
