//! Makes people up: plausible, contested, correlated, and the same on every machine.
//!
//! ```
//! use people::generate::{Shape, write_csv};
//!
//! let mut csv = Vec::new();
//! write_csv(&mut csv, &Shape { mentees: 2, mentors: 3, seed: 7, ..Shape::default() })?;
//! assert_eq!(String::from_utf8(csv).unwrap().lines().count(), 1 + 2 + 3);
//! # Ok::<(), std::io::Error>(())
//! ```

mod company;
mod draw;
mod row;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use company::{Company, Profile};

/// How many people to make up, and of which kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// How many learn.
    pub mentees: u32,
    /// How many give knowledge.
    pub mentors: u32,
    /// The same seed, the same people.
    pub seed: u64,
    /// What makes them hard to match.
    pub kind: Kind,
    /// Of headers, days and words; people and sites are German throughout.
    pub language: Language,
}

impl Default for Shape {
    fn default() -> Self {
        Shape { mentees: 1000, mentors: 1000, seed: 1, kind: Kind::Plain, language: Language::English }
    }
}

/// The language of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// `id`, `Mon`, `Hiking`.
    #[default]
    English,
    /// `Personalnummer`, `Mo`, `Wandern`.
    German,
}

/// What makes the people hard to match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A company as it is: popular topics and interests, teams, sites.
    #[default]
    Plain,
    /// A handful of topics that everyone wants and few offer.
    Popular,
    /// Six kinds of mentees and six of mentors: equal scores everywhere.
    Ties,
    /// Each mentor takes three mentees.
    Capacity,
    /// Three departments, most people in one of them.
    Departments,
    /// One free hour a week, or a half, or one and a half.
    Sparse,
    /// Levels, languages and departments rule out about four pairs in five.
    Forbidden,
    /// As plain; meant for three times as many mentees as mentors.
    Crowded,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 8] = [
        Kind::Plain,
        Kind::Popular,
        Kind::Ties,
        Kind::Capacity,
        Kind::Departments,
        Kind::Sparse,
        Kind::Forbidden,
        Kind::Crowded,
    ];

    /// The kind's name on a command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Plain => "plain",
            Kind::Popular => "popular",
            Kind::Ties => "ties",
            Kind::Capacity => "capacity",
            Kind::Departments => "departments",
            Kind::Sparse => "sparse",
            Kind::Forbidden => "forbidden",
            Kind::Crowded => "crowded",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Kind, UnknownKind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| UnknownKind(name.into()))
    }
}

/// No kind of people has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no kind of people: plain, popular, ties, capacity, departments, sparse, forbidden or crowded"
)]
pub struct UnknownKind(pub String);

/// Writes the people as a CSV file: UTF-8, commas, mentees first, one after the other, so that memory stays small.
///
/// The bytes depend on `shape` alone. Mentees are `F000000`, `F000001` …, mentors `J000000` ….
pub fn write_csv(out: &mut impl Write, shape: &Shape) -> io::Result<()> {
    let company = Company::new(shape);
    let mut profile = Profile::default();
    let mut buffer = Vec::with_capacity(2 * BUFFER);
    row::push_headers(&mut buffer, shape.language);
    for index in 0..shape.mentees {
        company.mentee(index, &mut profile);
        row::push_mentee(&mut buffer, index, &profile, shape.language);
        write_when_full(out, &mut buffer)?;
    }
    for index in 0..shape.mentors {
        company.mentor(index, &mut profile);
        row::push_mentor(&mut buffer, index, &profile, shape.language);
        write_when_full(out, &mut buffer)?;
    }
    out.write_all(&buffer)?;
    out.flush()
}

const BUFFER: usize = 1 << 16;

fn write_when_full(out: &mut impl Write, buffer: &mut Vec<u8>) -> io::Result<()> {
    if buffer.len() >= BUFFER {
        out.write_all(buffer)?;
        buffer.clear();
    }
    Ok(())
}
