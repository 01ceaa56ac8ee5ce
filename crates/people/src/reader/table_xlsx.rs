//! Tables as Excel workbooks.

use std::fmt::Write;
use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::error::{FileKind, ReadError};
use super::header::Header;
use super::person_row::PersonRows;
use super::row::{Cell, CellFault, Row};
use super::{MOST_COLUMNS, MOST_ROW};

/// Reads all rows of the first sheet, hidden ones aside, that begins with a row of column names.
pub(super) fn read_xlsx(source: impl Read + Seek, keep: &[&str]) -> Result<PersonRows, ReadError> {
    let mut workbook = guarded(|| Xlsx::new(source)).map_err(not_a_workbook)?;
    let sheets: Vec<String> = (workbook.sheets_metadata().iter())
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut other_names: Option<Vec<String>> = None;
    for name in sheets {
        let cells = guarded(|| workbook.worksheet_cells_reader(&name)).map_err(unreadable)?;
        let mut sheet = SheetRows::new(cells)?;
        if !sheet.advance_to_text()? {
            continue;
        }
        let names = sheet.row().texts();
        if !Header::is_complete(&names) {
            other_names.get_or_insert_with(|| names.iter().map(|&name| name.into()).collect());
            continue;
        }
        let mut rows = PersonRows::new(Header::new(&names, keep)?);
        while sheet.advance()? {
            rows.add(sheet.row());
        }
        return Ok(rows);
    }
    match other_names {
        // For the error that it gives.
        Some(names) => {
            Header::new(&names.iter().map(String::as_str).collect::<Vec<_>>(), keep).map(PersonRows::new)
        }
        None => Err(ReadError::Empty),
    }
}

/// Rows of a sheet that have cells, one after the other.
struct SheetRows<'w, R: Read + Seek> {
    reader: XlsxCellReader<'w, R>,
    /// The first cell of the next row.
    pending: Option<calamine::Cell<DataRef<'w>>>,
    /// Of the row found last, counted from 1.
    line: u64,
    text: String,
    cells: Vec<Cell>,
}

impl<'w, R: Read + Seek> SheetRows<'w, R> {
    fn new(reader: XlsxCellReader<'w, R>) -> Result<Self, ReadError> {
        let mut rows = SheetRows { reader, pending: None, line: 0, text: String::new(), cells: Vec::new() };
        rows.pending = rows.next_cell()?;
        Ok(rows)
    }

    /// Finds the first row that says something; false if there is none.
    fn advance_to_text(&mut self) -> Result<bool, ReadError> {
        while self.advance()? {
            if !self.row().is_blank() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Finds the next row; false if there is none.
    fn advance(&mut self) -> Result<bool, ReadError> {
        self.text.clear();
        self.cells.clear();
        let Some(first) = self.pending.take() else { return Ok(false) };
        let row = first.get_position().0;
        let line = u64::from(row) + 1;
        if line <= self.line {
            return Err(ReadError::Workbook { reason: format!("row {line} is there twice") });
        }
        self.line = line;
        let mut next = Some(first);
        while let Some(cell) = next {
            if cell.get_position().0 != row {
                self.pending = Some(cell);
                break;
            }
            let column = cell.get_position().1 as usize;
            // A cell that claims to be far to the right would fill the memory with those to its left.
            if column >= MOST_COLUMNS {
                return Err(ReadError::Workbook {
                    reason: format!("row {line} has more columns than Excel has"),
                });
            }
            self.add(column, cell.get_value());
            if self.text.len() > MOST_ROW {
                return Err(ReadError::RowTooLong { line });
            }
            next = self.next_cell()?;
        }
        Ok(true)
    }

    fn add(&mut self, column: usize, value: &DataRef<'_>) {
        self.pad(column);
        let start = self.text.len();
        let fault = push_value(&mut self.text, value);
        let cell = Cell { start, end: self.text.len(), is_rewritten: false, fault, line: self.line };
        match self.cells.get_mut(column) {
            Some(earlier) => *earlier = cell,
            None => self.cells.push(cell),
        }
    }

    /// Cells that are empty may not be in the file: adds those in front of this column.
    fn pad(&mut self, columns: usize) {
        let at = self.text.len();
        while self.cells.len() < columns {
            self.cells.push(Cell { start: at, end: at, is_rewritten: false, fault: None, line: self.line });
        }
    }

    fn row(&self) -> Row<'_> {
        Row { text: &self.text, rewritten: "", cells: &self.cells, is_cut: false }
    }

    fn next_cell(&mut self) -> Result<Option<calamine::Cell<DataRef<'w>>>, ReadError> {
        guarded(|| self.reader.next_cell()).map_err(|error| {
            let reason = format!("after row {}: {error}", self.line);
            ReadError::Workbook { reason }
        })
    }
}

/// Calls calamine, which panics at some workbooks that are damaged: at a dimension, say, that ends before it begins.
fn guarded<T>(call: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    // What is broken by a panic is never used again.
    catch_unwind(AssertUnwindSafe(call)).unwrap_or(Err(XlsxError::Unexpected("the workbook is damaged")))
}

fn push_value(text: &mut String, value: &DataRef<'_>) -> Option<CellFault> {
    match value {
        DataRef::Empty => {}
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
            text.push_str(value)
        }
        DataRef::SharedString(value) => text.push_str(value),
        DataRef::Int(number) => push(text, format_args!("{number}")),
        DataRef::Float(number) => push_number(text, *number),
        DataRef::Bool(value) => push(text, format_args!("{value}")),
        DataRef::DateTime(time) => push_time(text, *time),
        DataRef::Error(error) => {
            push(text, format_args!("{error}"));
            return Some(CellFault::FormulaError);
        }
    }
    None
}

/// With the 15 digits that Excel shows: 0.3, though the sum of 0.1 and 0.2 is not quite that.
fn push_number(text: &mut String, number: f64) {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // No minus sign for zero.
    push(text, format_args!("{}", shown + 0.0));
}

/// ISO 8601: `2026-11-23`, `2026-11-23T09:30`, `09:30`; seconds if there are any.
fn push_time(text: &mut String, time: ExcelDateTime) {
    let days = time.as_f64();
    // From 1899 to 9999.
    if !(0.0..2_958_466.0).contains(&days) {
        return push_number(text, days);
    }
    let (year, month, day, hours, minutes, seconds, _) = time.to_ymd_hms_milli();
    let is_midnight = (hours, minutes, seconds) == (0, 0, 0);
    let hours = if time.is_duration() { 24 * days as u64 + u64::from(hours) } else { hours.into() };
    let has_day = days >= 1.0 && !time.is_duration();
    if has_day {
        push(text, format_args!("{year:04}-{month:02}-{day:02}"));
    }
    if has_day && !is_midnight {
        text.push('T');
    }
    if !has_day || !is_midnight {
        push(text, format_args!("{hours:02}:{minutes:02}"));
        if seconds > 0 {
            push(text, format_args!(":{seconds:02}"));
        }
    }
}
fn push(text: &mut String, value: std::fmt::Arguments<'_>) {
    text.write_fmt(value).expect("a String takes all that is written to it");
}

/// Why a ZIP archive could not be opened as a workbook.
fn not_a_workbook(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Io(error) => ReadError::Io(error),
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => {
            ReadError::NotATable { found: FileKind::Archive }
        }
        error => unreadable(error),
    }
}

fn unreadable(error: XlsxError) -> ReadError {
    ReadError::Workbook { reason: error.to_string() }
}
