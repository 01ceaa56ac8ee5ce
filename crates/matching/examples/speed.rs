//! Times the engine stage by stage on people drawn at random: `speed MENTEES MENTORS [everyone|best_fit|fairest] [gap]`.
#[path = "../tests/support/mod.rs"]
mod support;

use std::cell::Cell;
use std::time::Instant;

use matching::{Objective, Options, Problem, Progress, Recipe};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize| arguments.get(index).and_then(|text| text.parse().ok()).unwrap_or(1000);
    let world = support::World { mentees: number(0), mentors: number(1), ..support::LARGE };
    let people = support::people(7, world);
    let objective = Objective::ALL
        .into_iter()
        .find(|o| arguments.get(2).is_some_and(|text| text == o.name()))
        .unwrap_or_default();
    let recipe = Recipe { objective, ..Recipe::default() };
    let gap = arguments.get(3).and_then(|text| text.parse().ok()).unwrap_or(0.0);
    let clock = Instant::now();
    let seconds = || {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
        let cpu: f64 = stat.split_whitespace().nth(13).and_then(|ticks| ticks.parse().ok()).unwrap_or(0.0);
        eprint!("cpu {:6.2} ", cpu / 100.0);
        clock.elapsed().as_secs_f64()
    };
    let problem = Problem::new(&people, &recipe).expect("a problem");
    eprintln!("{:8.3} prepared", seconds());
    let heard = Cell::new(None);
    let progress = |progress: Progress| {
        let now = (progress.stage, (progress.done * 20.0) as u32);
        if heard.replace(Some(now)) != Some(now) {
            eprintln!("{:8.3} {:?} {:.2} {:?}", seconds(), progress.stage, progress.done, progress.gap);
        }
    };
    let options = Options { gap, progress: Some(&progress), ..Options::default() };
    let plan = problem.solve_with(&options).expect("nobody stops it");
    eprintln!("{:8.3} {} pairs, value {}, bound {}", seconds(), plan.pairs.len(), plan.value, plan.bound);
}
