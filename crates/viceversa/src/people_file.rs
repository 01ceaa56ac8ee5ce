//! Reading people, and showing what is wrong with them.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use comfy_table::{Attribute, Cell, ContentArrangement, LineStyle, Table, TableStyle};
use people::{CellError, ReadError, Reading};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Outputs, Target};
use crate::progress::{Progress, Stage};
use crate::words;

/// A line below the header, and nothing else.
const RULED: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));
/// Cells shown; a file with more is better looked at as a file.
const MOST_SHOWN: usize = 1000;

/// The path that stands for standard input.
const STDIN: &str = "-";

/// Reads people, keeping the custom columns `keep`. Bad cells go to `errors` as well, if that is given.
pub fn read(
    path: &Path,
    keep: &[&str],
    errors: Option<Target>,
    progress: &Progress,
) -> Result<Reading, Failure> {
    open_and_read(path, keep, progress).map_err(|error| {
        if let (ReadError::Cells(cells), Some(target)) = (&error, errors) {
            let mut outputs = Outputs::new();
            let written = outputs
                .write(target, |out| people::write_errors_csv(out, cells))
                .and_then(|()| outputs.put_in_place());
            if let Err(failure) = written {
                return failure;
            }
        }
        Failure::People { path: path.into(), error }
    })
}

fn open_and_read(path: &Path, keep: &[&str], progress: &Progress) -> Result<Reading, ReadError> {
    if path == Path::new(STDIN) {
        let mut text = Vec::new();
        io::stdin().lock().read_to_end(&mut text)?;
        return people::read(Cursor::new(text), keep);
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    people::read(Watched { file, read: 0, len: metadata.len(), progress }, keep)
}

/// A file that says how far it has been read.
struct Watched<'p> {
    file: File,
    read: u64,
    len: u64,
    progress: &'p Progress,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read += count as u64;
        let done = self.read as f64 / self.len.max(1) as f64;
        self.progress.report(Stage::Reading, done.min(1.0), None);
        Ok(count)
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// What is wrong with the file: bad cells as a table, anything else as a sentence.
pub fn text(path: &Path, error: &ReadError, language: Language) -> String {
    let path = path.display();
    match error {
        ReadError::Cells(cells) => {
            let table = table(cells, language).trim_fmt();
            let count = language.count(cells.len());
            let end = match cells.len() {
                1 => language.pick(
                    format!("1 cell of {path} is wrong. Nothing was read, and nothing was written."),
                    format!("1 Zelle von {path} ist falsch. Es wurde nichts übernommen und nichts geschrieben."),
                ),
                _ => language.pick(
                    format!("{count} cells of {path} are wrong. Nothing was read, and nothing was written."),
                    format!(
                        "{count} Zellen von {path} sind falsch. Es wurde nichts übernommen und nichts geschrieben."
                    ),
                ),
            };
            let shown = if cells.len() > MOST_SHOWN {
                let most = language.count(MOST_SHOWN);
                language.pick(
                    format!("These are the first {most}; --errors errors.csv writes all to a file.\n"),
                    format!("Das sind die ersten {most}; --errors fehler.csv schreibt alle in eine Datei.\n"),
                )
            } else {
                String::new()
            };
            format!("{table}\n{shown}{end}")
        }
        ReadError::Io(error) => {
            let reason = words::system(error, language);
            language.pick(
                format!("{path} cannot be read: {reason}."),
                format!("{path} lässt sich nicht lesen: {reason}."),
            )
        }
        _ => language.pick(format!("{path}: {error}."), format!("{path}: {}", error.german())),
    }
}

fn table(cells: &[CellError], language: Language) -> Table {
    let mut table = Table::new();
    table.load_style(RULED).set_content_arrangement(ContentArrangement::Dynamic).use_stderr();
    let header = language.pick(
        ["Line", "Column", "Value", "What would be right"],
        ["Zeile", "Spalte", "Wert", "Was richtig wäre"],
    );
    table.set_header(header.map(|text| Cell::new(text).add_attribute(Attribute::Bold)));
    for cell in cells.iter().take(MOST_SHOWN) {
        let expected = language.pick(cell.expected.english(), cell.expected.german());
        table.add_row([cell.line.to_string(), cell.column.clone(), on_one_line(&cell.value), expected]);
    }
    table
}

/// A value with its line breaks shown rather than done.
fn on_one_line(value: &str) -> String {
    value.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎").replace('\t', "⇥")
}

/// Bad cells for programs.
pub fn cells_json(error: &ReadError) -> Value {
    let ReadError::Cells(cells) = error else { return Value::Null };
    cells
        .iter()
        .map(|cell| {
            json!({
                "line": cell.line,
                "person_row": cell.person_row,
                "column": cell.column,
                "value": cell.value,
                "expected": cell.expected.english(),
            })
        })
        .collect()
}
