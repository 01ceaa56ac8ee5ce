//! `pairs.csv`: who is paired with whom.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::{push_field, push_number};
use crate::criteria::Criterion;
use crate::plan::Plan;
use crate::problem::Problem;

/// The columns of `pairs.csv`.
pub const PAIR_COLUMNS: &str =
    "mentee_id,mentor_id,score,topics,interests,style,time,site,department,wishes,margin_pairs,margin_value";

/// The criteria whose values stand in each row, in the order of the columns.
const CRITERIA: [Criterion; 7] = [
    Criterion::Topics,
    Criterion::Interests,
    Criterion::Style,
    Criterion::Time,
    Criterion::Site,
    Criterion::Department,
    Criterion::Wishes,
];

/// Ends a field and a row in the text whose digest the certificate holds.
const FIELD: u8 = 0x1f;
const ROW: u8 = 0x1e;

/// Writes `pairs.csv` and returns the digest of its rows, which the certificate names.
///
/// `margin` tells for an index in `plan.pairs` how many pairs and how much value the best plan without that pair has less,
/// if that was computed.
///
/// # Errors
/// Those of `out`.
pub fn write_pairs(
    out: &mut impl Write,
    problem: &Problem<'_>,
    plan: &Plan,
    margin: impl Fn(usize) -> Option<(i64, i64)>,
) -> io::Result<String> {
    let people = problem.people();
    let mut digest = Sha256::new();
    let (mut row, mut hashed) = (Vec::with_capacity(128), Vec::with_capacity(128));
    writeln!(out, "{PAIR_COLUMNS}")?;
    for (index, pair) in plan.pairs.iter().enumerate() {
        row.clear();
        hashed.clear();
        let ids = [people.id_of(&people.mentees[pair.mentee]), people.id_of(&people.mentors[pair.mentor])];
        for id in ids {
            push_field(&mut row, id);
            row.push(b',');
            hashed.extend_from_slice(id.as_bytes());
            hashed.push(FIELD);
        }
        let numbers = row.len();
        push_number(&mut row, pair.score.into());
        for criterion in &CRITERIA {
            row.push(b',');
            push_number(&mut row, problem.value(pair.mentee, pair.mentor, criterion).into());
        }
        row.push(b',');
        match margin(index) {
            Some((pairs, value)) => {
                push_number(&mut row, pairs);
                row.push(b',');
                push_number(&mut row, value);
            }
            None => row.push(b','),
        }
        // Numbers are never quoted, so that commas are all that ends their fields.
        hashed.extend(row[numbers..].iter().map(|&byte| if byte == b',' { FIELD } else { byte }));
        hashed.push(ROW);
        digest.update(&hashed);
        row.push(b'\n');
        out.write_all(&row)?;
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
