//! Plans of every kind of people, written to files and checked by the definitions.

mod support;

use std::io::Cursor;
use std::sync::atomic::AtomicBool;

use matching::{Choices, Objective, Options, People, Problem, Recipe, files};
use people::generate::{Kind, Shape, write_csv};
use support::{Dice, LARGE, World};
use verify::{Definition, Verified};

fn verified(people: &People, recipe: &Recipe, choices: &Choices, options: &Options, what: &str) -> Verified {
    let problem = Problem::with_choices(people, recipe, choices).expect(what);
    let plan = problem.solve_with(options).expect("nobody stops it");
    let (mut pairs, mut certificate) = (Vec::new(), Vec::new());
    let digest = files::write_pairs(&mut pairs, &problem, &plan, |_| None).expect("memory takes everything");
    files::write_certificate(&mut certificate, &problem, &plan, &digest).expect("memory takes everything");
    let stop = AtomicBool::new(false);
    verify::check(people, recipe, &pairs[..], &certificate[..], &mut |_| {}, &stop)
        .unwrap_or_else(|fault| panic!("{what}: {fault}"))
}

fn made_up(mentees: u32, mentors: u32, seed: u64, kind: Kind) -> People {
    let mut csv = Vec::new();
    let shape = Shape { mentees, mentors, seed, kind, ..Shape::default() };
    write_csv(&mut csv, &shape).expect("memory takes everything");
    people::read(Cursor::new(csv), &[]).expect("made-up people are well-formed").people
}

#[test]
fn plans_of_every_kind_of_people_are_proven_the_best() {
    for kind in Kind::ALL {
        for objective in Objective::ALL {
            for (mentees, mentors) in [(1, 1), (2, 40), (160, 60), (300, 300)] {
                let people = made_up(mentees, mentors, 3, kind);
                let recipe = Recipe { objective, ..Recipe::default() };
                let what = format!("{mentees} x {mentors} {kind}, {}", objective.name());
                let verified = verified(&people, &recipe, &Choices::default(), &Options::default(), &what);
                assert_eq!(verified.gap, 0, "{what}");
            }
        }
    }
}

#[test]
fn contested_plans_of_a_thousand_are_proven_the_best() {
    for kind in Kind::ALL {
        let people = made_up(1000, if kind == Kind::Crowded { 333 } else { 1000 }, 1, kind);
        let recipe = Recipe::default();
        let verified = verified(&people, &recipe, &Choices::default(), &Options::default(), kind.name());
        assert_eq!(verified.gap, 0, "{kind}");
    }
}

#[test]
fn plans_with_any_recipe_and_choices_are_proven_the_best() {
    let (mut pairs, mut locks) = (0, 0);
    for seed in 0..300 {
        let mut dice = Dice(seed);
        let world = World {
            mentees: dice.below(60),
            mentors: dice.below(60),
            topics: 3 + dice.below(20),
            most_capacity: 1 + dice.below(4),
            ties: [5, 50][dice.below(2)],
            ..LARGE
        };
        let people = support::people(seed, world);
        let recipe = support::recipe(&mut dice, Objective::ALL[seed as usize % 3]);
        let choices = support::choices(&mut dice, &people, &recipe);
        let what = format!("seed {seed}, {}", recipe.objective.name());
        let verified = verified(&people, &recipe, &choices, &Options::default(), &what);
        assert_eq!(verified.gap, 0, "{what}");
        pairs += verified.pairs;
        locks += verified.lock.len();
    }
    assert!(pairs > 1000 && locks > 100, "{pairs} pairs, {locks} locks");
}

#[test]
fn a_run_that_stops_at_a_gap_proves_that_gap() {
    let recipe = Recipe::default();
    for kind in Kind::ALL {
        let people = made_up(600, 500, 5, kind);
        let options = Options { gap: 0.01, ..Options::default() };
        let verified = verified(&people, &recipe, &Choices::default(), &options, kind.name());
        let gap = verified.gap as f64 / verified.bound as f64;
        assert!(gap <= 0.01, "{kind}: {gap}");
    }
}

/// The order of rows, and so the draw of ties, may change the plan but never what it is worth.
#[test]
fn every_seed_finds_a_plan_as_good() {
    let people = made_up(200, 180, 9, Kind::Ties);
    let worth = |seed: u64, objective: Objective| {
        let recipe = Recipe { seed, objective, ..Recipe::default() };
        let verified = verified(&people, &recipe, &Choices::default(), &Options::default(), "ties");
        (verified.pairs, verified.lowest_score, verified.value)
    };
    for objective in [Objective::Everyone, Objective::Fairest] {
        for seed in 2..12 {
            assert_eq!(worth(seed, objective), worth(1, objective), "seed {seed}");
        }
    }
    for seed in 2..12 {
        assert_eq!(worth(seed, Objective::BestFit).2, worth(1, Objective::BestFit).2, "seed {seed}");
    }
}

/// What the solver says of a pair is what the definitions say.
#[test]
fn rules_and_scores_are_those_of_the_definitions() {
    let (mut allowed, mut broken) = (0, 0);
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let world = World { mentees: 20, mentors: 20, both: 5, ties: 40, ..LARGE };
        let people = support::people(seed, world);
        let recipe = support::recipe(&mut dice, Objective::Everyone);
        let choices = Choices { forbid: vec![("P0000000".into(), "P0000015".into())], ..Choices::default() };
        let problem = Problem::with_choices(&people, &recipe, &choices).expect("a problem");
        let definition = Definition::new(&people, &recipe, &choices).expect("a recipe that fits");
        for (mentee, mentor) in (0..20).flat_map(|mentee| (0..20).map(move |mentor| (mentee, mentor))) {
            let what = format!("seed {seed}: {mentee}, {mentor}");
            let is_allowed = definition.broken_rule(mentee, mentor).is_none();
            assert_eq!(problem.broken_rule(mentee, mentor).is_none(), is_allowed, "{what}");
            assert_eq!(
                u64::from(problem.score(mentee, mentor).total),
                definition.score(mentee, mentor),
                "{what}"
            );
            if is_allowed { allowed += 1 } else { broken += 1 }
        }
    }
    assert!(allowed > 5000 && broken > 5000, "{allowed} {broken}");
}
