//! `certificate.json`: the prices that prove a plan.

use std::io::{self, Write};

use people::{People, Person};

use crate::plan::{Cover, Plan};
use crate::problem::Problem;

/// The program and its version, as certificates name it.
pub const ENGINE: &str = concat!("viceversa ", env!("CARGO_PKG_VERSION"));

/// Writes `certificate.json` to a plan whose pairs have this digest (see [`super::write_pairs`]).
///
/// # Errors
/// Those of `out`.
pub fn write_certificate(
    out: &mut impl Write,
    problem: &Problem<'_>,
    plan: &Plan,
    pairs_digest: &str,
) -> io::Result<()> {
    let (people, choices) = (problem.people(), problem.choices());
    writeln!(out, "{{")?;
    writeln!(out, "  \"engine\": \"{ENGINE}\",")?;
    writeln!(out, "  \"objective\": \"{}\",", problem.recipe().objective.name())?;
    writeln!(out, "  \"pairs\": {},", plan.pairs.len())?;
    writeln!(out, "  \"value\": {},", plan.value)?;
    writeln!(out, "  \"scores_total\": {},", plan.scores_total)?;
    writeln!(out, "  \"bound\": {},", plan.bound)?;
    writeln!(out, "  \"bonus\": {},", plan.bonus)?;
    writeln!(out, "  \"digest\": \"{}\",", people::digest(people, problem.recipe(), choices))?;
    writeln!(out, "  \"pairs_digest\": \"{pairs_digest}\",")?;
    write_choices(out, "lock", &choices.lock)?;
    write_choices(out, "forbid", &choices.forbid)?;
    if let Some(proof) = &plan.fairest {
        match proof.lowest_score {
            Some(score) => writeln!(out, "  \"lowest_score\": {score},")?,
            None => writeln!(out, "  \"lowest_score\": null,")?,
        }
        write_cover(out, people, "most_pairs_cover", &proof.most_pairs_cover)?;
        write_cover(out, people, "lowest_score_cover", &proof.lowest_score_cover)?;
    }
    write_prices(out, people, "mentees", &people.mentees, |out, row| {
        write!(out, "{}", plan.mentee_prices[row])
    })?;
    writeln!(out, ",")?;
    write_prices(out, people, "mentors", &people.mentors, |out, row| {
        write_list(out, &plan.mentor_prices[row])
    })?;
    writeln!(out, "\n}}")
}

/// Pairs as ids, sorted, each once.
fn write_choices(out: &mut impl Write, key: &str, pairs: &[(String, String)]) -> io::Result<()> {
    let mut pairs: Vec<_> = pairs.iter().collect();
    pairs.sort_unstable();
    pairs.dedup();
    write!(out, "  \"{key}\": [")?;
    for (index, (mentee, mentor)) in pairs.into_iter().enumerate() {
        write!(out, "{}[", if index > 0 { ", " } else { "" })?;
        write_text(out, mentee)?;
        write!(out, ", ")?;
        write_text(out, mentor)?;
        write!(out, "]")?;
    }
    writeln!(out, "],")
}

fn write_cover(out: &mut impl Write, people: &People, key: &str, cover: &Cover) -> io::Result<()> {
    write!(out, "  \"{key}\": {{ \"mentees\": ")?;
    write_ids(out, people, &people.mentees, &cover.mentees)?;
    write!(out, ", \"mentors\": ")?;
    write_ids(out, people, &people.mentors, &cover.mentors)?;
    writeln!(out, " }},")
}

fn write_ids(out: &mut impl Write, people: &People, side: &[Person], rows: &[usize]) -> io::Result<()> {
    write!(out, "[")?;
    for (index, &row) in rows.iter().enumerate() {
        write!(out, "{}", if index > 0 { ", " } else { "" })?;
        write_text(out, people.id_of(&side[row]))?;
    }
    write!(out, "]")
}

/// An object from id to price, a line a person.
fn write_prices<W: Write>(
    out: &mut W,
    people: &People,
    key: &str,
    side: &[Person],
    write_price: impl Fn(&mut W, usize) -> io::Result<()>,
) -> io::Result<()> {
    if side.is_empty() {
        return write!(out, "  \"{key}\": {{}}");
    }
    writeln!(out, "  \"{key}\": {{")?;
    for (row, person) in side.iter().enumerate() {
        write!(out, "    ")?;
        write_text(out, people.id_of(person))?;
        write!(out, ": ")?;
        write_price(out, row)?;
        writeln!(out, "{}", if row + 1 < side.len() { "," } else { "" })?;
    }
    write!(out, "  }}")
}

fn write_list(out: &mut impl Write, prices: &[i64]) -> io::Result<()> {
    write!(out, "[")?;
    for (index, price) in prices.iter().enumerate() {
        write!(out, "{}{price}", if index > 0 { ", " } else { "" })?;
    }
    write!(out, "]")
}

fn write_text(out: &mut impl Write, text: &str) -> io::Result<()> {
    serde_json::to_writer(out, text).map_err(io::Error::from)
}
