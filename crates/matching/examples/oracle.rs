//! Writes random problems and their plans for another solver to check: `oracle DIRECTORY COUNT`, then `scripts/oracle.py`.
//!
//! `000.npy` holds the score of each mentee (row) with each mentor (column), -1 where the pair is not allowed, both by
//! the definitions as [`verify::Definition`] has them and not by the solver; `000.json` the rest, and our plan.
#![allow(missing_docs, clippy::unwrap_used, reason = "a program that may fail where it stands")]

mod npy;
#[path = "../tests/support/mod.rs"]
mod support;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use matching::{Choices, Objective, People, Problem};
use serde_json::json;
use support::{Dice, LARGE, World};
use verify::Definition;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [directory, count] = &arguments[..] else { panic!("oracle DIRECTORY COUNT") };
    fs::create_dir_all(directory).unwrap();
    for seed in 0..count.parse().unwrap() {
        write_problem(seed, Path::new(directory));
    }
}

fn write_problem(seed: u64, directory: &Path) {
    let mut dice = Dice(seed);
    let objective = Objective::ALL[(seed % 3) as usize];
    let people = support::people(seed, world(&mut dice, seed));
    let recipe = support::recipe(&mut dice, objective);
    let choices =
        if seed % 4 == 3 { support::choices(&mut dice, &people, &recipe) } else { Choices::default() };
    let scores = scores(&Definition::new(&people, &recipe, &choices).unwrap(), &people);
    let plan = Problem::with_choices(&people, &recipe, &choices).unwrap().solve().unwrap();

    let mut matrix = BufWriter::new(File::create(directory.join(format!("{seed:03}.npy"))).unwrap());
    npy::write_header(&mut matrix, people.mentees.len(), people.mentors.len()).unwrap();
    scores.iter().for_each(|row| npy::write_numbers(&mut matrix, row).unwrap());
    matrix.flush().unwrap();
    let lock: Vec<_> = (choices.lock.iter())
        .map(|(mentee, mentor)| {
            (matching::mentee_row(&people, mentee), matching::mentor_row(&people, mentor))
        })
        .collect();
    let pairs: Vec<_> = plan.pairs.iter().map(|pair| (pair.mentee, pair.mentor)).collect();
    let problem = json!({
        "objective": objective.name(),
        "penalty": recipe.rules.extra_partner_penalty,
        "capacities": people.mentors.iter().map(|mentor| mentor.capacity).collect::<Vec<_>>(),
        "lock": lock,
        "pairs": pairs,
        "value": plan.value,
        "lowest_score": plan.fairest.and_then(|proof| proof.lowest_score),
    });
    fs::write(directory.join(format!("{seed:03}.json")), problem.to_string()).unwrap();
}

/// Mostly small, every fifth up to 500 x 500; more people than places, and the other way round.
fn world(dice: &mut Dice, seed: u64) -> World {
    let most = if seed % 5 == 4 { 500 } else { 120 };
    World {
        mentees: most - dice.below(most / 2),
        mentors: most - dice.below(most / 2),
        both: dice.below(20),
        topics: 3 + dice.below(40),
        interests: 3 + dice.below(40),
        departments: 2 + dice.below(10),
        most_capacity: 1 + dice.below(3),
        ties: [5, 50][dice.below(2)],
        ..LARGE
    }
}

fn scores(definition: &Definition, people: &People) -> Vec<Vec<i16>> {
    let score = |mentee, mentor| match definition.broken_rule(mentee, mentor) {
        None => definition.score(mentee, mentor) as i16,
        Some(_) => -1,
    };
    (0..people.mentees.len())
        .map(|mentee| (0..people.mentors.len()).map(|mentor| score(mentee, mentor)).collect())
        .collect()
}
