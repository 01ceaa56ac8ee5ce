//! What can be wrong with a file of people, in English; [`super::error_german`] has the German.

use std::fmt;
use std::io;

use super::header::Field;

/// Why people could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file could not be opened or read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Everything that is wrong with cells; at least one, in the order of the file.
    #[error("{}", sentences(.0))]
    Cells(Vec<CellError>),
    /// The file holds no rows at all.
    #[error("the file is empty; a table of people begins with a row of column names")]
    Empty,
    /// The file is of another kind.
    #[error("this is {found}, not a table of people; save it as CSV or as an Excel workbook (.xlsx)")]
    NotATable {
        /// What the file is.
        found: FileKind,
    },
    /// The text breaks the rules of its encoding.
    #[error("line {line} is not valid {encoding}; save the file again as CSV UTF-8")]
    Encoding {
        /// Line in the file, from 1.
        line: u64,
        /// The encoding that the rest of the file has.
        encoding: &'static str,
    },
    /// Columns that must be there are not.
    #[error("there is no column {}; the columns are {}", names(.missing, " and no column "), quoted(.found, "“", "”"))]
    MissingColumns {
        /// What is missing, by its English name: `id`, `role`.
        missing: Vec<&'static str>,
        /// Columns that are there, as the file spells them.
        found: Vec<String>,
    },
    /// Two columns mean the same.
    #[error("columns “{first}” and “{second}” mean the same; leave one of them out")]
    AmbiguousColumn {
        /// As the file spells it.
        first: String,
        /// As the file spells it.
        second: String,
    },
    /// More columns than a sheet of Excel can have.
    #[error("the first row has {columns} cells; a table has {} columns at most", super::MOST_COLUMNS)]
    TooManyColumns {
        /// How many there are.
        columns: usize,
    },
    /// A quoted column name that does not end.
    #[error("line {line}: a column name begins with a quotation mark, but no quotation mark ends it")]
    UnclosedHeader {
        /// Line in the file, from 1.
        line: u64,
    },
    /// A row that is too long for a person's, most likely because of a quotation mark that is missing or too many.
    #[error("the row in line {line} is longer than {} MiB; is a quotation mark missing there?", super::MOST_ROW >> 20)]
    RowTooLong {
        /// Line in the file where the row starts, from 1.
        line: u64,
    },
    /// The workbook is damaged or protected.
    #[error("the workbook cannot be read: {reason}")]
    Workbook {
        /// What the reader of workbooks says.
        reason: String,
    },
}

/// Kinds of files that are not tables of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileKind {
    /// Microsoft's compound file: `.xls`, or a workbook with a password.
    OldExcel,
    /// A ZIP archive that is no workbook.
    Archive,
    /// PDF.
    Pdf,
    /// Anything else that is not text.
    Binary,
}

/// One cell that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellError {
    /// Line in the file where the cell starts, from 1; in a workbook the row of the sheet.
    pub line: u64,
    /// People counted from 1, in the order of the file; blank lines do not count.
    pub person_row: usize,
    /// The column as the file spells it; empty beyond the last column.
    pub column: String,
    /// The cell, or of a list the item that is wrong; cut after 200 letters.
    pub value: String,
    /// What would be right.
    pub expected: Expected,
}

/// What would be right in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// An id.
    Id,
    /// An id that this role has not yet.
    NewId,
    /// A role.
    Role,
    /// A manager who is not below.
    NoCycle(Cycle),
    /// A career level.
    Level,
    /// A language.
    Language,
    /// A topic in front of the colon.
    Topic,
    /// A topic that this cell has not yet.
    NewTopic,
    /// How well a topic is known.
    OfferLevel,
    /// How much a topic is wanted.
    Importance,
    /// One of the four axes of style.
    Axis,
    /// An axis that this cell has not yet.
    NewAxis,
    /// A place on an axis of style.
    AxisValue,
    /// A day, then times.
    DayAndTimes,
    /// Half hours of a day.
    HalfHours,
    /// A later end.
    LaterEnd,
    /// A time zone.
    TimeZone,
    /// How many partners at once.
    Capacity,
    /// As many cells as there are columns.
    CellCount {
        /// How many columns there are.
        columns: usize,
    },
    /// A quotation mark at the end.
    ClosingQuote,
    /// Quotation marks within quotation marks written twice.
    DoubledQuotes,
    /// Text that can be read.
    PlainText,
    /// A formula that has a value.
    FormulaValue,
}

impl Expected {
    /// In English.
    pub fn english(&self) -> String {
        match self {
            Expected::Id => "an id".into(),
            Expected::NewId => "this id is already in the file in this role".into(),
            Expected::Role => "mentor or mentee".into(),
            Expected::NoCycle(cycle) if cycle.is_own_manager() => "no cycle of managers".into(),
            Expected::NoCycle(cycle) => format!("no cycle of managers: {}", cycle.shown("more")),
            Expected::Level => "1 to 9".into(),
            Expected::Language => "ISO 639 codes such as de".into(),
            Expected::Topic => "a topic before the colon".into(),
            Expected::NewTopic => "each topic once".into(),
            Expected::OfferLevel => "level 1 to 5".into(),
            Expected::Importance => "importance 1 to 3".into(),
            Expected::Axis => "directness, structure, pace or channel".into(),
            Expected::NewAxis => "each axis once".into(),
            Expected::AxisValue => "1 to 5".into(),
            Expected::DayAndTimes => "a day and times such as Mon 09:00-11:30".into(),
            Expected::HalfHours => "times from 00:00 to 24:00 in half hours".into(),
            Expected::LaterEnd => "an end after the beginning".into(),
            Expected::TimeZone => "an IANA time zone".into(),
            Expected::Capacity => "0 to 20".into(),
            Expected::CellCount { columns: 1 } => "1 cell in the row, as there is 1 column".into(),
            Expected::CellCount { columns } => {
                format!("{columns} cells in the row, as there are {columns} columns")
            }
            Expected::ClosingQuote => "a quotation mark at the end of the cell".into(),
            Expected::DoubledQuotes => "quotation marks within a quoted cell written twice".into(),
            Expected::PlainText => "text without control characters".into(),
            Expected::FormulaValue => "a formula that gives a value".into(),
        }
    }
}

/// A reporting line that leads from a person back to the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// The person, the manager, that one's manager and so on; the person again is not among them.
    ids: Vec<String>,
    /// How many more there are in front of the last of them.
    left_out: usize,
}

impl Cycle {
    /// How many ids are kept.
    const SHOWN: usize = 8;

    /// Of the person's id and those from the manager to the person again.
    pub(super) fn new<'t>(person: &'t str, way: impl ExactSizeIterator<Item = &'t str>) -> Cycle {
        let mut ids: Vec<String> = Vec::new();
        let (count, mut left_out) = (way.len(), 0);
        for (place, id) in std::iter::once(person).chain(way).take(count).enumerate() {
            if place + 1 < Self::SHOWN || place + 1 == count {
                ids.push(id.into());
            } else {
                left_out += 1;
            }
        }
        Cycle { ids, left_out }
    }

    pub(super) fn is_own_manager(&self) -> bool {
        self.ids.len() == 1
    }

    /// `A → B → C → A`, each one's manager to the right.
    pub(super) fn shown(&self, more: &str) -> String {
        let mut line = String::new();
        for (place, id) in self.ids.iter().enumerate() {
            if self.left_out > 0 && place + 1 == self.ids.len() {
                line += &format!("({} {more}) → ", self.left_out);
            }
            line += &format!("{id} → ");
        }
        line + &self.ids[0]
    }
}

/// In English.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}

/// In English, on one line.
impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CellError { line, column, value, expected, .. } = self;
        write!(f, "line {line}, column “{column}”: “{value}”; expected: {expected}")
    }
}

/// In English, with an article.
impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FileKind::OldExcel => "an old Excel workbook (.xls) or one with a password",
            FileKind::Archive => "a ZIP archive",
            FileKind::Pdf => "a PDF",
            FileKind::Binary => "a binary file",
        })
    }
}

fn sentences(errors: &[CellError]) -> String {
    errors.iter().map(CellError::to_string).collect::<Vec<_>>().join("\n")
}

fn names(missing: &[&str], and: &str) -> String {
    let names: Vec<String> = missing.iter().map(|name| both_names(name)).collect();
    names.join(and)
}

/// `“id” (in German “Personalnummer”)`.
fn both_names(english: &str) -> String {
    let german = Field::ALL.iter().find(|field| field.english() == english).map(|field| field.german());
    match german {
        Some(german) if german != english => format!("“{english}” (in German “{german}”)"),
        _ => format!("“{english}”"),
    }
}

pub(super) fn quoted(names: &[String], open: &str, close: &str) -> String {
    names.iter().map(|name| format!("{open}{name}{close}")).collect::<Vec<_>>().join(", ")
}

/// Writes the errors as a CSV file: `line,person_row,column,value,expected`, the last in English.
///
/// # Errors
///
/// Those of `out`.
pub fn write_errors_csv(out: impl io::Write, errors: &[CellError]) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["line", "person_row", "column", "value", "expected"])?;
    for CellError { line, person_row, column, value, expected } in errors {
        let (line, person_row) = (line.to_string(), person_row.to_string());
        csv.write_record([&line, &person_row, column, value, &expected.english()])?;
    }
    csv.flush()
}
