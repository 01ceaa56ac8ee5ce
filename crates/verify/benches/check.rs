//! How fast a whole check is: `cargo bench -p verify -- 20000` for 20,000 mentees and as many mentors.
//!
//! The certificate is valid without a solver: for `best_fit` every mentee pays their highest score and places are free.
//! That proves a bound far above the plan's value, but it is checked like any other.
#![allow(missing_docs, clippy::unwrap_used, reason = "a program that may fail where it stands")]

use people::generate::{Shape, write_csv};
use people::{Choices, Objective, People, Recipe};
use std::io::Cursor;
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use verify::{COLUMNS, Definition};

fn main() {
    let size = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(2_000);
    let recipe = Recipe { objective: Objective::BestFit, ..Recipe::default() };
    let mut csv = Vec::new();
    write_csv(&mut csv, &Shape { mentees: size, mentors: size, ..Shape::default() }).unwrap();
    let people = people::read(Cursor::new(csv), &[]).unwrap().people;
    let (pairs, certificate) = files(&people, &recipe);
    println!("{size} mentees, {size} mentors, {} pairs", pairs.lines().count() - 1);
    let before = most_memory();
    let start = Instant::now();
    let verified = verify::check(
        &people,
        &recipe,
        pairs.as_bytes(),
        certificate.as_bytes(),
        &mut |_| {},
        &AtomicBool::new(false),
    )
    .expect("the certificate is valid");
    let seconds = start.elapsed().as_secs_f64();
    let per_pair = seconds / f64::from(size).powi(2) * 1e9;
    println!("{}", verified.english());
    println!(
        "{seconds:.2} s, {per_pair:.1} ns a pair; 100,000 x 100,000 at this rate: {:.0} s",
        per_pair * 10.0
    );
    if let (Some(before), Some(after)) = (before, most_memory()) {
        println!("{} MiB at most, {} of them for the check", after / 1024, (after - before) / 1024);
    }
}

/// The most memory so far in KiB, where the system tells (Linux).
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}

/// A plan and certificate for `best_fit`: each mentee takes the first mentor left who is allowed.
fn files(people: &People, recipe: &Recipe) -> (String, String) {
    let definition = Definition::new(people, recipe, &Choices::default()).expect("the recipe fits");
    let id = |index: usize, rows: &[people::Person]| people.id_of(&rows[index]).to_owned();
    let highest: Vec<u64> = (0..people.mentees.len())
        .map(|mentee| {
            (0..people.mentors.len()).map(|mentor| definition.score(mentee, mentor)).max().unwrap_or(0)
        })
        .collect();
    let mut left: Vec<usize> = (0..people.mentors.len()).collect();
    let (mut pairs, mut value) = (COLUMNS.join(",") + "\n", 0);
    let mut rows = Vec::new();
    for mentee in 0..people.mentees.len() {
        if let Some(at) = left.iter().position(|&mentor| definition.broken_rule(mentee, mentor).is_none()) {
            let mentor = left.swap_remove(at);
            let score = definition.score(mentee, mentor);
            value += score;
            let mut cells = vec![id(mentee, &people.mentees), id(mentor, &people.mentors), score.to_string()];
            cells.extend(definition.values(mentee, mentor).map(|value| value.to_string()));
            cells.extend([String::new(), String::new()]);
            rows.push(cells);
        }
    }
    for row in &rows {
        pairs += &(row.join(",") + "\n");
    }
    let mentees: serde_json::Map<_, _> = highest
        .iter()
        .enumerate()
        .map(|(mentee, &price)| (id(mentee, &people.mentees), price.into()))
        .collect();
    let mentors: serde_json::Map<_, _> = (0..people.mentors.len())
        .map(|mentor| (id(mentor, &people.mentors), vec![0; people.mentors[mentor].capacity.into()].into()))
        .collect();
    let certificate = serde_json::json!({
        "engine": "viceversa 0.1.0", "objective": "best_fit", "pairs": rows.len(), "value": value,
        "scores_total": value, "bound": highest.iter().sum::<u64>(), "bonus": 0,
        "digest": people::digest(people, recipe, &Choices::default()), "pairs_digest": digest(&rows),
        "lock": [], "forbid": [], "mentees": mentees, "mentors": mentors,
    });
    (pairs, certificate.to_string())
}

fn digest(rows: &[Vec<String>]) -> String {
    use sha2::Digest;
    let text: String = rows.iter().map(|row| row.join("\u{1f}") + "\u{1e}").collect();
    sha2::Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
