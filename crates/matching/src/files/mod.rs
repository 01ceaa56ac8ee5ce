//! The files that a run leaves behind, written row by row: nothing is held in memory.
//!
//! `pairs.csv` and `certificate.json` are described in `docs/certificate.md`.
//!
//! ```
//! use matching::{Problem, Recipe, People, files};
//!
//! let (people, recipe) = (People::default(), Recipe::default());
//! let problem = Problem::new(&people, &recipe)?;
//! let plan = problem.solve()?;
//! let (mut pairs, mut certificate) = (Vec::new(), Vec::new());
//! let digest = files::write_pairs(&mut pairs, &problem, &plan, |_| None)?;
//! files::write_certificate(&mut certificate, &problem, &plan, &digest)?;
//! assert!(String::from_utf8(pairs)?.starts_with("mentee_id,mentor_id,score,"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod certificate;
mod pairs;
mod unmatched;

pub use certificate::{ENGINE, write_certificate};
pub use pairs::{PAIR_COLUMNS, write_pairs};
pub use unmatched::{UNMATCHED_COLUMNS, Unmatched, write_unmatched};

use std::io;

/// The field as CSV wants it: in quotes if it holds a comma, a quote or a line break, or is empty and alone.
fn push_field(row: &mut Vec<u8>, field: &str) {
    if !field.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        row.extend_from_slice(field.as_bytes());
        return;
    }
    row.push(b'"');
    for byte in field.bytes() {
        if byte == b'"' {
            row.push(b'"');
        }
        row.push(byte);
    }
    row.push(b'"');
}

/// Appends the number's digits.
fn push_number(row: &mut Vec<u8>, number: i64) {
    // Writing into memory cannot fail.
    let _ = io::Write::write_fmt(row, format_args!("{number}"));
}
