//! Tables as CSV.

use std::io::{Read, Seek};

use super::MOST_ROW;
use super::encoding::{Text, TextError};
use super::error::ReadError;
use super::header::{Field, Header};
use super::person_row::PersonRows;
use super::row::{CellFault, Row};
use super::split::Splitter;

/// How much is read at least at a time.
const PIECE: usize = 1 << 18;

/// Which signs may be between cells; of those that fit equally well, the first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Reads all rows.
pub(super) fn read_csv(source: impl Read + Seek, keep: &[&str]) -> Result<PersonRows, ReadError> {
    let mut table = Table::new(Text::new(source)?)?;
    let header = loop {
        if !table.advance()? {
            return Err(ReadError::Empty);
        }
        let row = table.row();
        if let Some(cell) = row.cells.iter().find(|cell| cell.fault == Some(CellFault::UnclosedQuote)) {
            return Err(ReadError::UnclosedHeader { line: cell.line });
        }
        if !row.is_blank() {
            break Header::new(&row.texts(), keep)?;
        }
    };
    let mut rows = PersonRows::new(header);
    while table.advance()? {
        rows.add(table.row());
    }
    Ok(rows)
}

/// Rows, one after the other.
struct Table<R> {
    text: Text<R>,
    /// What was read and is still needed.
    buffer: String,
    /// Where the row that was found last begins, and where the next one does.
    row: usize,
    next: usize,
    is_at_end: bool,
    splitter: Splitter,
}

impl<R: Read + Seek> Table<R> {
    fn new(text: Text<R>) -> Result<Table<R>, ReadError> {
        let splitter = Splitter::new(b',', 1);
        let mut table = Table { text, buffer: String::new(), row: 0, next: 0, is_at_end: false, splitter };
        table.read_more()?;
        match stated_delimiter(&table.buffer) {
            Some((delimiter, length)) => {
                table.splitter = Splitter::new(delimiter, 2);
                table.next = length;
            }
            None => table.splitter = Splitter::new(likely_delimiter(&table.buffer), 1),
        }
        Ok(table)
    }

    /// Finds the next row; false if there is none.
    fn advance(&mut self) -> Result<bool, ReadError> {
        loop {
            let rest = &self.buffer[self.next..];
            if rest.is_empty() && self.is_at_end {
                return Ok(false);
            }
            if let Some(length) = self.splitter.split(rest, self.is_at_end) {
                self.row = self.next;
                self.next += length;
                return Ok(true);
            }
            if rest.len() > MOST_ROW {
                return Err(ReadError::RowTooLong { line: self.splitter.line() });
            }
            self.read_more()?;
        }
    }

    fn row(&self) -> Row<'_> {
        self.splitter.row(&self.buffer[self.row..self.next])
    }

    /// Reads as much as there is, and no less than a piece: so a row that is long is not looked at too often.
    fn read_more(&mut self) -> Result<(), ReadError> {
        self.buffer.drain(..self.next);
        self.next = 0;
        let wanted = (2 * self.buffer.len()).max(PIECE);
        while self.buffer.len() < wanted && !self.is_at_end {
            match self.text.read(&mut self.buffer) {
                Ok(more) => self.is_at_end = !more,
                Err(TextError::Io(error)) => return Err(error.into()),
                Err(TextError::Malformed(encoding)) => {
                    let line = self.splitter.line() + line_ends(&self.buffer);
                    return Err(ReadError::Encoding { line, encoding });
                }
            }
        }
        Ok(())
    }
}

/// Of a first line such as `sep=;`, by which Excel is told the delimiter: that, and the length of the line.
fn stated_delimiter(text: &str) -> Option<(u8, usize)> {
    let rest = text.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &text[4..])?;
    let delimiter = *rest.as_bytes().first().filter(|byte| DELIMITERS.contains(byte))?;
    let end = ["\r\n", "\n", "\r"].into_iter().find(|end| rest[1..].starts_with(end))?;
    Some((delimiter, 5 + end.len()))
}

/// The delimiter that makes the most known names of the first row, and the most cells.
fn likely_delimiter(text: &str) -> u8 {
    let text = text.trim_start();
    let merit = |delimiter: u8| {
        let mut splitter = Splitter::new(delimiter, 1);
        if splitter.split(text, true).is_none() {
            return (0, 0);
        }
        let names = splitter.row(text).texts();
        (names.iter().filter(|name| Field::of(name).is_some()).count(), names.len())
    };
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| merit(delimiter)).unwrap_or(b',')
}

fn line_ends(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let is_end = |at: usize| bytes[at] == b'\r' || bytes[at] == b'\n' && (at == 0 || bytes[at - 1] != b'\r');
    (0..bytes.len()).filter(|&at| is_end(at)).count() as u64
}
