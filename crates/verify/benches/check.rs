//! How fast a whole check is: `cargo bench -p verify -- 20000` for 20,000 mentees and as many mentors.
//!
//! The certificate is valid without a solver: for `best_fit` every mentee pays their highest score and places are free.
//! That proves a bound far above the plan's value, but it is checked like any other.
#![allow(missing_docs, clippy::unwrap_used, reason = "a program that may fail where it stands")]

#[allow(dead_code, reason = "tests use the rest")]
#[path = "../tests/common/problem.rs"]
mod problem;

use people::{Choices, Objective, People, Recipe};
use problem::{Draw, read};
use std::collections::HashSet;
use std::fmt::Write;
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use verify::{COLUMNS, Definition};

fn main() {
    let size = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(2_000);
    let recipe = Recipe { objective: Objective::BestFit, ..Recipe::default() };
    let people = read(&csv(size));
    let (pairs, certificate) = files(&people, &recipe);
    println!("{size} mentees, {size} mentors, {} pairs", pairs.lines().count() - 1);
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
    let per_pair = seconds / (size * size) as f64 * 1e9;
    println!("{}", verified.english());
    println!(
        "{seconds:.2} s, {per_pair:.1} ns a pair; 100,000 x 100,000 at this rate: {:.0} s",
        per_pair * 10.0
    );
}

/// People as in a company: 40 departments, 12 sites, 60 topics of which some are popular, 40 interests.
fn csv(size: usize) -> String {
    let mut draw = Draw::new(7);
    let mut csv = String::from(
        "id,role,department,site,manager,level,languages,offers,wants,interests,style,availability,capacity\n",
    );
    for role in ["mentee", "mentor"] {
        let is_mentor = role == "mentor";
        for index in 0..size {
            let department = draw.below(40);
            let manager =
                if is_mentor { format!("mentee{}", draw.below(size as u64)) } else { String::new() };
            let level = if is_mentor { 1 + draw.below(4) } else { 5 + draw.below(5) };
            let (offers, wants) = match is_mentor {
                true => (several(&mut draw, 3, 60, "t", 5), String::new()),
                false => (String::new(), several(&mut draw, 3, 60, "t", 3)),
            };
            let languages = ["de", "de|en", "en", "de|en"][draw.below(4) as usize];
            let interests = several(&mut draw, 5, 40, "i", 0);
            let mut style = String::new();
            for axis in ["directness", "structure", "pace", "channel"] {
                write!(style, "{axis}:{}|", 1 + draw.below(5)).expect("text takes all");
            }
            let mut times = Vec::new();
            for day in ["Mo", "Di", "Mi", "Do", "Fr"] {
                if draw.chance(70) {
                    let start = 8 + draw.below(6);
                    times.push(format!("{day} {start:02}:00-{:02}:30", start + 1 + draw.below(3)));
                }
            }
            let (site, times, style) = (draw.below(12), times.join("|"), style.trim_end_matches('|'));
            writeln!(
                csv,
                "{role}{index},{role},d{department},s{site},{manager},{level},{languages},{offers},{wants},{interests},\
                 {style},{times},{}",
                if is_mentor { "1" } else { "" }
            )
            .expect("text takes all");
        }
    }
    csv
}

/// Some of `kinds` items, low numbers being popular, each with a level up to `levels` unless that is 0.
fn several(draw: &mut Draw, count: usize, kinds: u64, prefix: &str, levels: u64) -> String {
    let items: HashSet<u64> = (0..count).map(|_| draw.below(kinds).min(draw.below(kinds))).collect();
    let mut items: Vec<u64> = items.into_iter().collect();
    items.sort_unstable();
    let level =
        |draw: &mut Draw| if levels > 0 { format!(":{}", 1 + draw.below(levels)) } else { String::new() };
    items.iter().map(|item| format!("{prefix}{item}{}", level(draw))).collect::<Vec<_>>().join("|")
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
