//! Column names: which column holds what.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::MOST_COLUMNS;
use super::error::ReadError;
use crate::fold::fold;
use crate::nearest::nearest;

/// What the format knows about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Name,
    Role,
    Department,
    Site,
    Manager,
    Level,
    Languages,
    Offers,
    Wants,
    Interests,
    Style,
    Availability,
    TimeZone,
    Capacity,
    Wishes,
    Vetoes,
    Previous,
}

impl Field {
    /// In the order in which they are written.
    pub const ALL: [Field; 18] = [
        Field::Id,
        Field::Name,
        Field::Role,
        Field::Department,
        Field::Site,
        Field::Manager,
        Field::Level,
        Field::Languages,
        Field::Offers,
        Field::Wants,
        Field::Interests,
        Field::Style,
        Field::Availability,
        Field::TimeZone,
        Field::Capacity,
        Field::Wishes,
        Field::Vetoes,
        Field::Previous,
    ];

    const REQUIRED: [Field; 2] = [Field::Id, Field::Role];

    pub fn english(self) -> &'static str {
        self.names().0
    }

    pub fn german(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Field::Id => ("id", "Personalnummer"),
            Field::Name => ("name", "Name"),
            Field::Role => ("role", "Rolle"),
            Field::Department => ("department", "Abteilung"),
            Field::Site => ("site", "Standort"),
            Field::Manager => ("manager", "Vorgesetzte"),
            Field::Level => ("level", "Stufe"),
            Field::Languages => ("languages", "Sprachen"),
            Field::Offers => ("offers", "Bietet"),
            Field::Wants => ("wants", "Sucht"),
            Field::Interests => ("interests", "Interessen"),
            Field::Style => ("style", "Stil"),
            Field::Availability => ("availability", "Zeiten"),
            Field::TimeZone => ("time_zone", "Zeitzone"),
            Field::Capacity => ("capacity", "Kapazität"),
            Field::Wishes => ("wishes", "Wünsche"),
            Field::Vetoes => ("vetoes", "Ausschlüsse"),
            Field::Previous => ("previous", "Bisherige"),
        }
    }

    /// The field that a column of this name holds.
    pub fn of(name: &str) -> Option<Field> {
        FORMS.get(form(name).as_str()).copied()
    }
}

/// Each field by the forms of its names.
static FORMS: LazyLock<HashMap<String, Field>> = LazyLock::new(|| {
    let names = |field: Field| [(form(field.english()), field), (form(field.german()), field)];
    Field::ALL.into_iter().flat_map(names).collect()
});

/// How names of columns compare: folded, `Kapazitaet` as `Kapazität`, `time zone` as `time_zone`.
fn form(name: &str) -> String {
    fold(name).replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace([' ', '-'], "_")
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Known(Field),
    /// Kept as the custom attribute of this number.
    Kept(u32),
    Dropped,
}

/// The row of column names.
#[derive(Debug)]
pub(super) struct Header {
    /// As the file spells them, trimmed.
    pub names: Vec<String>,
    pub uses: Vec<Use>,
    /// Names of the custom attributes that are kept, sorted by their comparison form.
    pub kept: Vec<Box<str>>,
}

impl Header {
    /// `keep` names the custom attributes to keep.
    pub fn new(cells: &[&str], keep: &[&str]) -> Result<Header, ReadError> {
        let mut names: Vec<String> = cells.iter().map(|cell| trim(cell).to_owned()).collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        if names.len() > MOST_COLUMNS {
            return Err(ReadError::TooManyColumns { columns: names.len() });
        }
        let keep: Vec<String> = keep.iter().map(|name| fold(name).into_owned()).collect();
        // Where each meaning was seen first.
        let mut fields = [None; Field::ALL.len()];
        let mut kept: Vec<(String, usize)> = Vec::new();
        for (column, name) in names.iter().enumerate() {
            let ambiguous = |first: usize| ReadError::AmbiguousColumn {
                first: names[first].clone(),
                second: name.clone(),
            };
            if let Some(field) = Field::of(name) {
                if let Some(first) = fields[field as usize].replace(column) {
                    return Err(ambiguous(first));
                }
                continue;
            }
            let form = fold(name).into_owned();
            if !name.is_empty() && keep.contains(&form) {
                if let Some(&(_, first)) = kept.iter().find(|(other, _)| *other == form) {
                    return Err(ambiguous(first));
                }
                kept.push((form, column));
            }
        }
        let missing: Vec<&'static str> = (Field::REQUIRED.into_iter())
            .filter(|&field| fields[field as usize].is_none())
            .map(Field::english)
            .collect();
        if !missing.is_empty() {
            names.retain(|name| !name.is_empty());
            return Err(ReadError::MissingColumns { missing, found: names });
        }
        kept.sort_unstable();
        let mut uses = vec![Use::Dropped; names.len()];
        for (field, column) in Field::ALL.into_iter().zip(fields) {
            if let Some(column) = column {
                uses[column] = Use::Known(field);
            }
        }
        for (attribute, &(_, column)) in kept.iter().enumerate() {
            uses[column] = Use::Kept(attribute as u32);
        }
        let kept = kept.iter().map(|&(_, column)| names[column].as_str().into()).collect();
        Ok(Header { names, uses, kept })
    }

    /// True if these are names of columns among which are all that must be there.
    pub fn is_complete(cells: &[&str]) -> bool {
        Field::REQUIRED.into_iter().all(|field| cells.iter().any(|cell| Field::of(trim(cell)) == Some(field)))
    }

    /// Columns that the format does not know, in the order of the file.
    pub fn unknown(&self) -> Vec<UnknownColumn> {
        let missing = Field::ALL.into_iter().filter(|field| !self.uses.contains(&Use::Known(*field)));
        let missing: Vec<&'static str> =
            missing.flat_map(|field| [field.english(), field.german()]).collect();
        (self.names.iter().zip(&self.uses))
            .filter(|(name, usage)| !name.is_empty() && !matches!(usage, Use::Known(_)))
            .map(|(name, usage)| {
                let kept = *usage != Use::Dropped;
                let meant = if kept { None } else { nearest(name, missing.iter().copied()) };
                UnknownColumn { name: name.clone(), kept, meant }
            })
            .collect()
    }
}

/// A column that the format does not know: a custom attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownColumn {
    /// As the file spells it.
    pub name: String,
    /// True if it was kept; otherwise it was dropped.
    pub kept: bool,
    /// If it was dropped: a column of the format that the file does not have and whose name is much the same.
    pub meant: Option<String>,
}

/// Blanks, and marks that begin a file or are not seen, are no part of a name.
fn trim(name: &str) -> &str {
    name.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}'))
}
