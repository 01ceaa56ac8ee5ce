//! What can be wrong with a recipe, in words.

use std::fmt;

/// Everything that is wrong with a recipe file; at least one problem, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeError {
    problems: Vec<RecipeProblem>,
}

/// One thing that is wrong with a recipe file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipeProblem {
    /// Line in the file, from 1.
    pub line: usize,
    /// Path of the key, as in `weights.topics`; empty if the text is not TOML.
    pub key: String,
    /// The value as the file writes it, on one line and at most 60 letters; if the text is not TOML, the line. Empty for a
    /// section.
    pub value: String,
    pub(super) fault: Fault,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Syntax(String),
    UnknownKey { allowed: &'static [&'static str], suggestion: Option<String> },
    Value { wanted: Wanted, suggestion: Option<String> },
    AllWeightsZero,
    EmptyName,
    NameTwice,
}

/// What a value should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    OneOf(Vec<&'static str>),
    Number { most: u64 },
    TrueOrFalse,
    Day,
    TimeZone,
    Names,
    Name,
    Section,
    CustomWeights,
}

impl RecipeError {
    /// Of problems with their places in the text.
    pub(super) fn unless_empty(mut problems: Vec<(usize, RecipeProblem)>) -> Option<RecipeError> {
        problems.sort_by_key(|&(at, _)| at);
        let problems: Vec<RecipeProblem> = problems.into_iter().map(|(_, problem)| problem).collect();
        (!problems.is_empty()).then_some(RecipeError { problems })
    }

    /// In the order of the file.
    pub fn problems(&self) -> &[RecipeProblem] {
        &self.problems
    }

    /// All problems in German, one a line.
    pub fn german(&self) -> String {
        self.problems.iter().map(RecipeProblem::german).collect::<Vec<_>>().join("\n")
    }
}

impl std::error::Error for RecipeError {}

/// All problems in English, one a line.
impl fmt::Display for RecipeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.iter().map(RecipeProblem::english).collect::<Vec<_>>().join("\n"))
    }
}

/// In English.
impl fmt::Display for RecipeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}

impl RecipeProblem {
    fn english(&self) -> String {
        let RecipeProblem { line, key, value, fault } = self;
        let what = match fault {
            Fault::Syntax(reason) => format!("“{value}” is not TOML: {reason}"),
            Fault::UnknownKey { allowed, suggestion } => {
                let hint = hint(suggestion, "; did you mean ", "?").unwrap_or(".".into());
                format!("there is no key {key}{hint} Allowed here: {}", allowed.join(", "))
            }
            Fault::Value { wanted, suggestion } => {
                let hint = hint(suggestion, "; did you mean “", "”?").unwrap_or_default();
                format!("{} should be {}{hint}", self.assignment(), wanted.english())
            }
            Fault::AllWeightsZero => format!("all {key} are 0; at least one should be above"),
            Fault::EmptyName => format!("{key} has a name that is empty; it should be the name of a column"),
            Fault::NameTwice => format!("{} is named twice; once is enough", self.named()),
        };
        format!("line {line}: {what}")
    }

    /// The problem in German.
    pub fn german(&self) -> String {
        let RecipeProblem { line, key, value, fault } = self;
        let what = match fault {
            Fault::Syntax(reason) => format!("„{value}“ ist kein TOML ({reason})"),
            Fault::UnknownKey { allowed, suggestion } => {
                let hint = hint(suggestion, "; gemeint ist vielleicht ", ".").unwrap_or(".".into());
                format!("den Schlüssel {key} gibt es nicht{hint} Möglich sind hier: {}", allowed.join(", "))
            }
            Fault::Value { wanted, suggestion } => {
                let hint = hint(suggestion, "; gemeint ist vielleicht „", "“").unwrap_or_default();
                format!("{}: Erwartet wird {}{hint}", self.assignment(), wanted.german())
            }
            Fault::AllWeightsZero => {
                format!("in {key} ist jedes Gewicht 0; mindestens eines muss größer sein")
            }
            Fault::EmptyName => format!("in {key} ist ein Name leer; erwartet wird der Name einer Spalte"),
            Fault::NameTwice => format!("{} ist doppelt genannt; einmal genügt", self.named()),
        };
        format!("Zeile {line}: {what}")
    }

    fn assignment(&self) -> String {
        if self.value.is_empty() { self.key.clone() } else { format!("{} = {}", self.key, self.value) }
    }

    /// The key of a weight names the attribute itself; in a list the value does.
    fn named(&self) -> String {
        if self.key.starts_with("rules.") { self.assignment() } else { self.key.clone() }
    }
}

fn hint(suggestion: &Option<String>, before: &str, after: &str) -> Option<String> {
    suggestion.as_ref().map(|suggestion| format!("{before}{suggestion}{after}"))
}

impl Wanted {
    fn english(&self) -> String {
        match self {
            Wanted::OneOf(words) => listed(words, " or "),
            Wanted::Number { most } => format!("a whole number from 0 to {most}"),
            Wanted::TrueOrFalse => "true or false".into(),
            Wanted::Day => "a day from \"1970-01-01\" to \"2999-12-31\", in quotes".into(),
            Wanted::TimeZone => "a time zone of the IANA list such as \"Europe/Berlin\"".into(),
            Wanted::Names => "a list of columns such as [\"team\"]; [] if there is none".into(),
            Wanted::Name => "the name of a column in quotes".into(),
            Wanted::Section => "a section of its own: [rules] or [weights]".into(),
            Wanted::CustomWeights => "columns with weights such as { team = 5 }; { } if there is none".into(),
        }
    }

    fn german(&self) -> String {
        match self {
            Wanted::OneOf(words) => listed(words, " oder "),
            Wanted::Number { most } => format!("eine ganze Zahl von 0 bis {most}"),
            Wanted::TrueOrFalse => "true oder false".into(),
            Wanted::Day => "ein Tag von \"1970-01-01\" bis \"2999-12-31\", in Anführungszeichen".into(),
            Wanted::TimeZone => "eine Zeitzone der IANA-Liste wie \"Europe/Berlin\"".into(),
            Wanted::Names => "eine Liste von Spalten wie [\"team\"]; [], wenn es keine gibt".into(),
            Wanted::Name => "der Name einer Spalte in Anführungszeichen".into(),
            Wanted::Section => "ein eigener Abschnitt: [rules] oder [weights]".into(),
            Wanted::CustomWeights => "Spalten mit Gewichten wie { team = 5 }; { }, wenn es keine gibt".into(),
        }
    }
}

/// `"a", "b" or "c"`.
fn listed(words: &[&str], or: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}{or}{last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
