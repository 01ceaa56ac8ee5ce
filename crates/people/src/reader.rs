//! Reads people from files as companies have them.

mod assemble;
mod cell;
mod cycle;
mod encoding;
mod error;
mod error_german;
mod header;
mod intern;
mod language;
mod person_row;
mod row;
mod split;
mod table_csv;
mod time_zone;

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

pub use error::{CellError, Cycle, Expected, FileKind, ReadError, write_errors_csv};
pub use header::UnknownColumn;

use crate::person::People;

/// Bytes of UTF-8 in a row at most: a person's is far shorter, and memory must not grow with the file.
const MOST_ROW: usize = 8 << 20;

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Everyone in the file.
    pub people: People,
    /// Columns that the format does not know, in the order of the file.
    pub unknown_columns: Vec<UnknownColumn>,
}

/// Reads people from a file; see [`read`].
///
/// # Errors
///
/// See [`read`].
pub fn read_file(path: &Path, keep: &[&str]) -> Result<Reading, ReadError> {
    read(File::open(path)?, keep)
}

/// Reads people.
///
/// Columns that the format does not know are custom attributes. Those named in `keep` are kept ([`crate::Recipe::attributes`]);
/// all others are dropped, so that memory is in proportion to what is needed. A name in `keep` that no column has is no
/// error here.
///
/// # Errors
///
/// All cells that are wrong, at once; or why there is no table to read.
pub fn read(source: impl Read + Seek, keep: &[&str]) -> Result<Reading, ReadError> {
    let mut rows = table_csv::read_csv(source, keep)?;
    cycle::reject_cycles(&mut rows);
    let mut errors = std::mem::take(&mut rows.errors);
    if !errors.is_empty() {
        errors.sort_by_key(|located| (located.error.person_row, located.column));
        return Err(ReadError::Cells(errors.into_iter().map(|located| located.error).collect()));
    }
    let unknown_columns = rows.header.unknown();
    Ok(Reading { people: assemble::assemble(rows), unknown_columns })
}
