//! The engine's parts: `cargo bench -p matching`. The whole beside other solvers: `scripts/bench-matching`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a program that may fail where it stands")]

use std::io::Cursor;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use matching::{Change, Objective, People, Problem, Recipe, Repair};
use people::Role;
use people::generate::{Kind, Shape, write_csv};

fn main() {
    divan::main();
}

fn made_up(mentees: u32, mentors: u32, kind: Kind) -> People {
    let mut csv = Vec::new();
    let shape = Shape { mentees, mentors, seed: 7, kind, ..Shape::default() };
    write_csv(&mut csv, &shape).unwrap();
    people::read(Cursor::new(csv), &[]).unwrap().people
}

/// Each pair by the definitions, one at a time.
#[divan::bench(args = [200], sample_count = 20)]
fn score_by_definition(bencher: Bencher, size: u32) {
    let (people, recipe) = (made_up(size, size, Kind::Plain), Recipe::default());
    let problem = Problem::new(&people, &recipe).unwrap();
    let rows = size as usize;
    bencher.counter(ItemsCount::new(rows * rows)).bench(|| {
        let pairs = (0..rows).flat_map(|mentee| (0..rows).map(move |mentor| (mentee, mentor)));
        pairs
            .filter(|&(mentee, mentor)| problem.broken_rule(mentee, mentor).is_none())
            .map(|(mentee, mentor)| u64::from(problem.score(mentee, mentor).total))
            .sum::<u64>()
    });
}

/// A few mentees against very many mentors: scans far more than choices.
#[divan::bench(args = [50_000], sample_count = 20)]
fn few_among_many(bencher: Bencher, mentors: u32) {
    const MENTEES: u32 = 64;
    let people = made_up(MENTEES, mentors, Kind::Plain);
    let recipe = Recipe { objective: Objective::BestFit, ..Recipe::default() };
    let problem = Problem::new(&people, &recipe).unwrap();
    bencher
        .counter(ItemsCount::new(u64::from(MENTEES) * u64::from(mentors)))
        .bench(|| problem.solve().unwrap());
}

#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn prepare(bencher: Bencher, size: u32) {
    let (people, recipe) = (made_up(size, size, Kind::Plain), Recipe::default());
    bencher.bench(|| Problem::new(black_box(&people), black_box(&recipe)).unwrap());
}

#[divan::bench(args = [(1_000, Objective::Everyone), (1_000, Objective::BestFit), (1_000, Objective::Fairest),
    (2_000, Objective::Everyone)], sample_count = 10)]
fn solve(bencher: Bencher, (size, objective): (u32, Objective)) {
    let (people, recipe) = (made_up(size, size, Kind::Plain), Recipe { objective, ..Recipe::default() });
    let problem = Problem::new(&people, &recipe).unwrap();
    bencher.bench(|| problem.solve().unwrap());
}

#[divan::bench(args = Kind::ALL, sample_count = 10)]
fn solve_contested_1000(bencher: Bencher, kind: Kind) {
    let mentees = if kind == Kind::Crowded { 3_000 } else { 1_000 };
    let (people, recipe) = (made_up(mentees, 1_000, kind), Recipe::default());
    let problem = Problem::new(&people, &recipe).unwrap();
    bencher.bench(|| problem.solve().unwrap());
}

/// From a plan to being asked about it.
#[divan::bench(args = [2_000], sample_count = 10)]
fn repair_prepare(bencher: Bencher, size: u32) {
    let (people, recipe) = (made_up(size, size, Kind::Plain), Recipe::default());
    let problem = Problem::new(&people, &recipe).unwrap();
    let plan = problem.solve().unwrap();
    bencher.bench(|| Repair::new(&problem, &plan).unwrap().prepare());
}

/// The margins of all pairs.
#[divan::bench(args = [(1_000, Kind::Plain), (1_000, Kind::Popular), (2_000, Kind::Plain)], sample_count = 5)]
fn margins(bencher: Bencher, (size, kind): (u32, Kind)) {
    let (people, recipe) = (made_up(size, size, kind), Recipe::default());
    let problem = Problem::new(&people, &recipe).unwrap();
    let plan = problem.solve().unwrap();
    let mentees: Vec<usize> = plan.pairs.iter().map(|pair| pair.mentee).collect();
    let repair = Repair::new(&problem, &plan).unwrap();
    repair.prepare();
    bencher.counter(ItemsCount::new(mentees.len())).bench(|| repair.margins(&mentees));
}

/// One question after another: what if this pair were forbidden, what if this mentor left?
#[divan::bench(args = [1_000, 10_000], sample_count = 20, sample_size = 20)]
fn what_if(bencher: Bencher, size: u32) {
    let (people, recipe) = (made_up(size, size, Kind::Plain), Recipe::default());
    let problem = Problem::new(&people, &recipe).unwrap();
    let plan = problem.solve().unwrap();
    let repair = Repair::new(&problem, &plan).unwrap();
    repair.prepare();
    let mut questions = plan.pairs.iter().cycle().flat_map(|pair| {
        let (mentee, mentor) = (pair.mentee, pair.mentor);
        [Change::Forbid { mentee, mentor }, Change::Leave { role: Role::Mentor, index: mentor }]
    });
    bencher.bench_local(|| repair.what_if(&[questions.next().unwrap()]).unwrap());
}
