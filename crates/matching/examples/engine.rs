//! Times the engine alone, from people in memory to the proven plan: `engine PEOPLE.csv`. Prints one line of JSON.
//!
//! Under a second the best of five runs counts, since a single one is at the mercy of the machine.
#![allow(missing_docs, clippy::unwrap_used, reason = "a program that may fail where it stands")]

use std::path::Path;
use std::time::Instant;

use matching::{Problem, Recipe};
use serde_json::json;

fn main() {
    let path = std::env::args().nth(1).expect("engine PEOPLE.csv");
    let people = people::read_file(Path::new(&path), &[]).unwrap().people;
    let recipe = Recipe::default();
    let mut best: Option<(f64, f64)> = None;
    let (mut pairs, mut value) = (0, 0);
    for _ in 0..5 {
        let start = Instant::now();
        let problem = Problem::new(&people, &recipe).unwrap();
        let building = start.elapsed().as_secs_f64();
        let plan = problem.solve().unwrap();
        let solving = start.elapsed().as_secs_f64() - building;
        assert!(plan.is_best());
        (pairs, value) = (plan.pairs.len(), plan.value);
        if best.is_none_or(|best| building + solving < best.0 + best.1) {
            best = Some((building, solving));
        }
        if start.elapsed().as_secs_f64() > 1.0 {
            break;
        }
    }
    let (building, solving) = best.unwrap();
    let result = json!({ "building": building, "solving": solving, "pairs": pairs, "value": value });
    println!("{result}");
}
