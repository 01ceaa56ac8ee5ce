//! `unmatched.csv`: who is left over, and why.

use std::io::{self, Write};

use people::Role;

use super::push_field;

/// The columns of `unmatched.csv`.
pub const UNMATCHED_COLUMNS: &str = "id,role,reason,detail";

/// Someone without a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched<'a> {
    /// The id.
    pub id: &'a str,
    /// Without a mentor or without a mentee.
    pub role: Role,
    /// A code that stays the same in every language and version.
    pub reason: &'a str,
    /// The reason in a sentence.
    pub detail: &'a str,
}

/// Writes one row of `unmatched.csv`; the header is `UNMATCHED_COLUMNS`.
///
/// # Errors
/// Those of `out`.
pub fn write_unmatched(out: &mut impl Write, person: &Unmatched<'_>) -> io::Result<()> {
    let mut row = Vec::with_capacity(256);
    push_field(&mut row, person.id);
    row.extend_from_slice(match person.role {
        Role::Mentee => b",mentee,",
        Role::Mentor => b",mentor,",
    });
    push_field(&mut row, person.reason);
    row.push(b',');
    push_field(&mut row, person.detail);
    row.push(b'\n');
    out.write_all(&row)
}
