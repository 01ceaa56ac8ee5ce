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
mod table_xlsx;
mod time_zone;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use encoding::read_full;
pub use error::{CellError, Cycle, Expected, FileKind, ReadError, write_errors_csv};
pub(crate) use header::Field;
pub use header::UnknownColumn;

use crate::person::People;

/// Bytes of UTF-8 in a row at most: a person's is far shorter, and memory must not grow with the file.
const MOST_ROW: usize = 8 << 20;

/// Columns of a table at most: Excel's limit.
const MOST_COLUMNS: usize = 16_384;

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

/// Reads people from CSV or from an Excel workbook (XLSX), whatever the file is called.
///
/// CSV may be UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs; both are found out. Of a workbook the first
/// sheet is read that begins with names of columns. Names of columns are English or German, in any case and order.
///
/// Columns that the format does not know are custom attributes. Those named in `keep` are kept ([`crate::Recipe::attributes`]);
/// all others are dropped, so that memory is in proportion to what is needed. A name in `keep` that no column has is no
/// error here.
///
/// ```
/// use std::io::Cursor;
///
/// let file = "Personalnummer;Rolle;Stufe;Sucht;Bietet\nF1;mentee;8;Prompting:3;\nJ1;mentor;2;;Prompting:5|OKR\n";
/// let people = people::read(Cursor::new(file), &[])?.people;
/// assert_eq!((people.mentees.len(), people.mentors.len()), (1, 1));
///
/// let file = "id,role,level\nF1,mentee,12\nJ1,boss,2\n";
/// let error = people::read(Cursor::new(file), &[]).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "line 2, column “level”: “12”; expected: 1 to 9\n\
///      line 3, column “role”: “boss”; expected: mentor or mentee"
/// );
/// # Ok::<(), people::ReadError>(())
/// ```
///
/// # Errors
///
/// All cells that are wrong, at once; or why there is no table to read.
pub fn read(mut source: impl Read + Seek, keep: &[&str]) -> Result<Reading, ReadError> {
    let mut rows = match file_kind(&mut source)? {
        Some(FileKind::Archive) => table_xlsx::read_xlsx(source, keep)?,
        Some(found) => return Err(ReadError::NotATable { found }),
        None => table_csv::read_csv(source, keep)?,
    };
    cycle::reject_cycles(&mut rows);
    let mut errors = std::mem::take(&mut rows.errors);
    if !errors.is_empty() {
        errors.sort_by_key(|located| (located.error.person_row, located.column));
        return Err(ReadError::Cells(errors.into_iter().map(|located| located.error).collect()));
    }
    let unknown_columns = rows.header.unknown();
    Ok(Reading { people: assemble::assemble(rows), unknown_columns })
}

/// What the first bytes say that the file is, if it is no text.
fn file_kind(source: &mut (impl Read + Seek)) -> io::Result<Option<FileKind>> {
    let mut start = [0; 8];
    source.rewind()?;
    let count = read_full(source, &mut start)?;
    source.rewind()?;
    let kinds: [(&[u8], FileKind); 4] = [
        (b"PK\x03\x04", FileKind::Archive),
        // An archive without files.
        (b"PK\x05\x06", FileKind::Archive),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::OldExcel),
        (b"%PDF-", FileKind::Pdf),
    ];
    Ok(kinds.into_iter().find(|(mark, _)| start[..count].starts_with(mark)).map(|(_, kind)| kind))
}
