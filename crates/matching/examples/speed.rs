//! Times the engine on people drawn at random: `speed MENTEES MENTORS`.
#[path = "../tests/support/mod.rs"]
mod support;

use matching::{Problem, Recipe};

fn main() {
    let arguments: Vec<usize> = std::env::args().skip(1).map(|a| a.parse().expect("a number")).collect();
    let world = support::World { mentees: arguments[0], mentors: arguments[1], ..support::LARGE };
    let people = support::people(7, world);
    let mut recipe = Recipe::default();
    if arguments.get(2) == Some(&1) {
        recipe.objective = matching::Objective::BestFit;
    }
    let clock = std::time::Instant::now();
    let problem = Problem::new(&people, &recipe).expect("a problem");
    eprintln!("prepared {:.3}", clock.elapsed().as_secs_f64());
    let plan = problem.solve().expect("a plan");
    eprintln!(
        "solved {:.3}: {} pairs, value {}, bound {}",
        clock.elapsed().as_secs_f64(),
        plan.pairs.len(),
        plan.value,
        plan.bound
    );
}
