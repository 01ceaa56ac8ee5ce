//! What several tests need.
#![allow(dead_code, reason = "each test uses a part")]

use std::io::Cursor;

use people::{CellError, People, ReadError, Reading, read};

/// Reads a file that must be right.
pub fn reading(bytes: impl AsRef<[u8]>, keep: &[&str]) -> Reading {
    read(Cursor::new(bytes.as_ref()), keep).unwrap_or_else(|error| panic!("{error}"))
}

/// People of a file that must be right.
pub fn people(bytes: impl AsRef<[u8]>) -> People {
    reading(bytes, &[]).people
}

/// Why a file that must be wrong is wrong.
pub fn error(bytes: impl AsRef<[u8]>) -> ReadError {
    read(Cursor::new(bytes.as_ref()), &[]).expect_err("the file is wrong")
}

/// Cells that are wrong in a file that has such.
pub fn cell_errors(bytes: impl AsRef<[u8]>) -> Vec<CellError> {
    match error(bytes) {
        ReadError::Cells(errors) => errors,
        other => panic!("{other}"),
    }
}

/// Cells that are wrong: line, row, column, value, what is expected in English.
pub fn wrong(bytes: impl AsRef<[u8]>) -> Vec<(u64, usize, String, String, String)> {
    (cell_errors(bytes).into_iter())
        .map(|error| (error.line, error.person_row, error.column, error.value, error.expected.english()))
        .collect()
}

/// The cell in quotation marks.
pub fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// A text of people, for comparison by eye: all that is known of everyone, in words.
pub fn described(people: &People) -> Vec<String> {
    let v = &people.vocabulary;
    let ids = |symbols: &[u32]| symbols.iter().map(|&id| v.ids.text(id)).collect::<Vec<_>>().join("|");
    let describe = |person: &people::Person| {
        let offers =
            person.offers.iter().map(|offer| format!("{}:{}", v.topics.text(offer.topic), offer.level));
        let wants =
            person.wants.iter().map(|want| format!("{}:{}", v.topics.text(want.topic), want.importance));
        let spans = person.availability.iter().map(|span| format!("{}-{}", span.start, span.end));
        let attributes = person.attributes.iter().map(|value| {
            let attribute = &v.attributes[value.attribute as usize];
            let parts: Vec<_> = value.parts.iter().map(|&part| attribute.parts.text(part)).collect();
            format!("{}={} [{}]", attribute.name, attribute.values.text(value.whole), parts.join("|"))
        });
        let join = |items: Vec<String>| items.join("|");
        [
            v.ids.text(person.id).to_owned(),
            person.name.to_string(),
            format!("{:?}", person.role),
            person.department.map_or("", |symbol| v.departments.text(symbol)).to_owned(),
            person.site.map_or("", |symbol| v.sites.text(symbol)).to_owned(),
            person.manager.map_or("", |symbol| v.ids.text(symbol)).to_owned(),
            person.level.map_or(String::new(), |level| level.to_string()),
            person.languages.iter().map(|&code| v.languages.text(code)).collect::<Vec<_>>().join("|"),
            join(offers.collect()),
            join(wants.collect()),
            person.interests.iter().map(|&interest| v.interests.text(interest)).collect::<Vec<_>>().join("|"),
            person.style.map(|axis| axis.map_or("-".into(), |value| value.to_string())).concat(),
            join(spans.collect()),
            person.time_zone.map_or("", |symbol| v.time_zones.text(symbol)).to_owned(),
            person.capacity.to_string(),
            ids(&person.wishes),
            ids(&person.vetoes),
            ids(&person.previous),
            join(attributes.collect()),
        ]
        .join(";")
    };
    people.mentees.iter().chain(&people.mentors).map(describe).collect()
}
