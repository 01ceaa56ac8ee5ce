//! Splits CSV text into rows and cells.
//!
//! By hand rather than by the `csv` crate, which passes over a quotation mark that never ends and over text after one that
//! did, and which counts lines by LF alone: an error is to name the line of the cell, whatever ends lines in the file.
//! The two agree on every file that is well formed; a test compares them.

#[cfg(test)]
mod tests;

use super::row::{Cell, CellFault, Row};

/// Splits text that comes in pieces.
#[derive(Debug)]
pub(super) struct Splitter {
    delimiter: u8,
    /// Line of the next row, from 1.
    line: u64,
    cells: Vec<Cell>,
    rewritten: String,
    is_cut: bool,
}

impl Splitter {
    /// The first row is in this line, counted from 1.
    pub fn new(delimiter: u8, line: u64) -> Splitter {
        Splitter { delimiter, line, cells: Vec::new(), rewritten: String::new(), is_cut: false }
    }

    /// Line of the next row, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Finds the row at the beginning of `text` and returns its length; `is_all` if nothing comes after the text. None if
    /// the text may end before the row does.
    pub fn split(&mut self, text: &str, is_all: bool) -> Option<usize> {
        self.cells.clear();
        self.rewritten.clear();
        self.is_cut = false;
        let bytes = text.as_bytes();
        let mut line = self.line;
        let mut at = 0;
        loop {
            let start = at;
            let blanks = bytes[at..].iter().take_while(|&&byte| self.is_blank(byte)).count();
            let cell = if bytes.get(at + blanks) == Some(&b'"') {
                at += blanks + 1;
                self.quoted(text, &mut at, is_all, &mut line)?
            } else {
                at = end_of_cell(bytes, at, self.delimiter);
                Cell { start, end: at, is_rewritten: false, fault: None, line }
            };
            self.cells.push(cell);
            match bytes.get(at) {
                // A CR that is the last so far may have its LF yet to come.
                None if !is_all => return None,
                Some(b'\r') if at + 1 == bytes.len() && !is_all => return None,
                Some(&byte) if byte == self.delimiter => at += 1,
                None => {
                    self.line = line;
                    self.is_cut = true;
                    break;
                }
                Some(_) => {
                    at += if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
                    self.line = line + 1;
                    break;
                }
            }
        }
        Some(at)
    }

    /// The row that was found last; `text` as it was then.
    pub fn row<'s>(&'s self, text: &'s str) -> Row<'s> {
        Row { text, rewritten: &self.rewritten, cells: &self.cells, is_cut: self.is_cut }
    }

    fn is_blank(&self, byte: u8) -> bool {
        byte == b' ' || (byte == b'\t' && self.delimiter != b'\t')
    }

    /// The cell whose opening quotation mark ends at `at`, which moves on to what ends the cell. None if the text ends first.
    fn quoted(&mut self, text: &str, at: &mut usize, is_all: bool, line: &mut u64) -> Option<Cell> {
        let bytes = text.as_bytes();
        let first_line = *line;
        let start = *at;
        let rewritten_start = self.rewritten.len();
        let mut copied = start;
        let mut is_rewritten = false;
        loop {
            match bytes.get(*at) {
                None if !is_all => return None,
                None => {
                    let fault = Some(CellFault::UnclosedQuote);
                    return Some(Cell { start, end: *at, is_rewritten: false, fault, line: first_line });
                }
                Some(b'"') if bytes.get(*at + 1) == Some(&b'"') => {
                    self.rewritten.push_str(&text[copied..=*at]);
                    is_rewritten = true;
                    *at += 2;
                    copied = *at;
                }
                Some(b'"') if *at + 1 == bytes.len() && !is_all => return None,
                Some(b'"') => break,
                Some(b'\n') => {
                    *line += 1;
                    *at += 1;
                }
                Some(b'\r') => {
                    *line += u64::from(bytes.get(*at + 1) != Some(&b'\n'));
                    *at += 1;
                }
                Some(_) => *at += 1,
            }
        }
        let mut cell = Cell { start, end: *at, is_rewritten, fault: None, line: first_line };
        if is_rewritten {
            self.rewritten.push_str(&text[copied..*at]);
            (cell.start, cell.end) = (rewritten_start, self.rewritten.len());
        }
        *at += 1;
        let end = end_of_cell(bytes, *at, self.delimiter);
        if bytes[*at..end].iter().any(|&byte| !self.is_blank(byte)) {
            cell = Cell {
                start,
                end,
                is_rewritten: false,
                fault: Some(CellFault::TextAfterQuote),
                line: first_line,
            };
        }
        *at = end;
        Some(cell)
    }
}

/// Where the cell without quotation marks ends that `at` is in.
fn end_of_cell(bytes: &[u8], at: usize, delimiter: u8) -> usize {
    let is_end = |&byte: &u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    at + bytes[at..].iter().position(is_end).unwrap_or(bytes.len() - at)
}
