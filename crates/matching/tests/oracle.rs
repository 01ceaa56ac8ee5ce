//! The solver against all plans of small problems, and against its own proof on larger ones.

mod support;

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

use matching::{
    Cover, FairestProof, Objective, Options, People, Person, Plan, Problem, Progress, Recipe, Rule, Stopped,
};
use support::{Dice, LARGE, SMALL, World, people, recipe};

/// The best `(pairs, lowest score, value)` by trying every plan, as the objective compares them.
fn best_of_all(problem: &Problem, objective: Objective) -> (usize, i64, i64) {
    let people = problem.people();
    let allowed: Vec<Vec<Option<i64>>> = (0..people.mentees.len())
        .map(|mentee| {
            (0..people.mentors.len())
                .map(|mentor| {
                    problem
                        .broken_rule(mentee, mentor)
                        .is_none()
                        .then(|| i64::from(problem.score(mentee, mentor).total))
                })
                .collect()
        })
        .collect();
    let mut left: Vec<u8> = people.mentors.iter().map(|mentor| mentor.capacity).collect();
    let mut best = (usize::MAX, 0, 0);
    let penalty = i64::from(problem.recipe().rules.extra_partner_penalty);
    try_all(
        &allowed,
        &people.mentors.iter().map(|m| m.capacity).collect::<Vec<_>>(),
        &mut left,
        penalty,
        0,
        (0, i64::MAX, 0),
        objective,
        &mut best,
    );
    best
}

fn better(objective: Objective, a: (usize, i64, i64), b: (usize, i64, i64)) -> bool {
    if b.0 == usize::MAX {
        return true;
    }
    match objective {
        Objective::BestFit => a.2 > b.2,
        Objective::Everyone => (a.0, a.2) > (b.0, b.2),
        Objective::Fairest => (a.0, a.1, a.2) > (b.0, b.1, b.2),
    }
}

#[allow(clippy::too_many_arguments)]
fn try_all(
    allowed: &[Vec<Option<i64>>],
    capacity: &[u8],
    left: &mut [u8],
    penalty: i64,
    mentee: usize,
    so_far: (usize, i64, i64),
    objective: Objective,
    best: &mut (usize, i64, i64),
) {
    if mentee == allowed.len() {
        if better(objective, so_far, *best) {
            *best = so_far;
        }
        return;
    }
    try_all(allowed, capacity, left, penalty, mentee + 1, so_far, objective, best);
    for mentor in 0..left.len() {
        let (Some(score), true) = (allowed[mentee][mentor], left[mentor] > 0) else { continue };
        let cost = penalty * i64::from(capacity[mentor] - left[mentor]);
        left[mentor] -= 1;
        let next = (so_far.0 + 1, so_far.1.min(score), so_far.2 + score - cost);
        try_all(allowed, capacity, left, penalty, mentee + 1, next, objective, best);
        left[mentor] += 1;
    }
}

/// Checks plan and prices by the definitions.
fn check(problem: &Problem, plan: &Plan) {
    let people = problem.people();
    let penalty = i64::from(problem.recipe().rules.extra_partner_penalty);
    let mut partners = vec![0; people.mentors.len()];
    let mut seen = vec![false; people.mentees.len()];
    for pair in &plan.pairs {
        assert!(!std::mem::replace(&mut seen[pair.mentee], true));
        partners[pair.mentor] += 1;
        assert!(partners[pair.mentor] <= people.mentors[pair.mentor].capacity);
        assert_eq!(problem.broken_rule(pair.mentee, pair.mentor), None);
        assert_eq!(problem.score(pair.mentee, pair.mentor).total, pair.score);
    }
    assert!(plan.mentee_prices.iter().chain(plan.mentor_prices.iter().flatten()).all(|&price| price >= 0));
    let lowest = plan.fairest.as_ref().and_then(|proof| proof.lowest_score).unwrap_or(0);
    for mentee in 0..people.mentees.len() {
        for mentor in 0..people.mentors.len() {
            if problem.broken_rule(mentee, mentor).is_some() {
                continue;
            }
            let score = problem.score(mentee, mentor).total;
            if score < lowest {
                continue;
            }
            for (k, price) in plan.mentor_prices[mentor].iter().enumerate() {
                let paid = plan.mentee_prices[mentee] + price;
                let worth = i64::from(score) + plan.bonus - penalty * k as i64;
                assert!(paid >= worth, "mentee {mentee} and mentor {mentor}, place {k}: {paid} < {worth}");
            }
        }
    }
    assert!(plan.bound >= plan.value);
    if let Some(proof) = &plan.fairest {
        check_covers(problem, plan, proof);
    }
}

/// Covers meet every pair that they must, and are of the size that proves.
fn check_covers(problem: &Problem, plan: &Plan, proof: &FairestProof) {
    let people = problem.people();
    let size = |cover: &Cover| {
        let places: usize =
            cover.mentors.iter().map(|&mentor| usize::from(people.mentors[mentor].capacity)).sum();
        cover.mentees.len() + places
    };
    let covers = |cover: &Cover, mentee: usize, mentor: usize| {
        cover.mentees.contains(&mentee) || cover.mentors.contains(&mentor)
    };
    assert_eq!(plan.pairs.iter().map(|pair| pair.score).min(), proof.lowest_score);
    assert_eq!(size(&proof.most_pairs_cover), plan.pairs.len());
    assert!(proof.lowest_score.is_none() || size(&proof.lowest_score_cover) < plan.pairs.len());
    for mentee in 0..people.mentees.len() {
        for mentor in 0..people.mentors.len() {
            if people.mentors[mentor].capacity > 0 && problem.broken_rule(mentee, mentor).is_none() {
                assert!(covers(&proof.most_pairs_cover, mentee, mentor));
                let above =
                    proof.lowest_score.is_some_and(|lowest| problem.score(mentee, mentor).total > lowest);
                assert!(!above || covers(&proof.lowest_score_cover, mentee, mentor));
            }
        }
    }
}

fn small_problems(objective: Objective) {
    for seed in 0..1500 {
        let mut dice = Dice(seed * 3);
        let (mentees, mentors) = (dice.below(7), dice.below(6));
        let both = dice.below(3).min(mentees).min(mentors);
        let world = World { mentees, mentors, both, ..SMALL };
        let people: People = people(seed, world);
        let recipe = recipe(&mut dice, objective);
        let problem = Problem::new(&people, &recipe).expect("a problem");
        let plan = problem.solve().expect("nobody stops it");
        let best = best_of_all(&problem, objective);
        assert_eq!(plan.value, best.2, "seed {seed}");
        if objective != Objective::BestFit {
            assert_eq!(plan.pairs.len(), best.0, "seed {seed}");
        }
        if objective == Objective::Fairest {
            let lowest = plan.fairest.as_ref().expect("a proof").lowest_score;
            assert_eq!(lowest.map_or(i64::MAX, i64::from), best.1, "seed {seed}");
        }
        check(&problem, &plan);
        assert!(plan.is_best());
    }
}

#[test]
fn best_fit_equals_the_best_of_all_plans() {
    small_problems(Objective::BestFit);
}

#[test]
fn everyone_equals_the_best_of_all_plans() {
    small_problems(Objective::Everyone);
}

/// Mentors who are all alike but for their capacity, and tied to nobody, are solved as one.
#[test]
fn mentors_who_are_alike_are_shared_out_as_well_as_can_be() {
    for seed in 0..900 {
        let mut dice = Dice(seed);
        let objective = Objective::ALL[dice.below(3)];
        let world = World { mentees: dice.below(6), mentors: 2 + dice.below(4), both: 0, ties: 0, ..SMALL };
        let mut people = people(seed, world);
        let kinds = 1 + dice.below(2);
        for mentor in kinds..people.mentors.len() {
            let own = people.mentors[mentor].clone();
            let like = people.mentors[mentor % kinds].clone();
            people.mentors[mentor] = Person { id: own.id, name: own.name, capacity: own.capacity, ..like };
        }
        people.mentees.iter_mut().chain(&mut people.mentors).for_each(|person| person.manager = None);
        let recipe = recipe(&mut dice, objective);
        let problem = Problem::new(&people, &recipe).expect("a problem");
        let plan = problem.solve().expect("nobody stops it");
        let best = best_of_all(&problem, objective);
        assert_eq!(plan.value, best.2, "seed {seed}");
        assert!(plan.is_best());
        check(&problem, &plan);
    }
}

#[test]
fn fairest_equals_the_best_of_all_plans() {
    small_problems(Objective::Fairest);
}

#[test]
fn larger_problems_prove_themselves() {
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let objective = Objective::ALL[dice.below(3)];
        let world = World {
            mentees: dice.below(250),
            mentors: 50 + dice.below(200),
            most_capacity: 1 + dice.below(4),
            topics: 3 + dice.below(40),
            interests: 3 + dice.below(40),
            ..LARGE
        };
        let people = people(seed, world);
        let recipe = recipe(&mut dice, objective);
        let problem = Problem::new(&people, &recipe).expect("a problem");
        let plan = problem.solve().expect("nobody stops it");
        check(&problem, &plan);
        assert!(plan.is_best(), "seed {seed} {objective:?}: {} of {}", plan.value, plan.bound);
    }
}

#[test]
fn a_gap_ends_a_run_early_and_is_proven() {
    let mut early = 0;
    for seed in 0..40 {
        let mut dice = Dice(seed);
        let world = World { mentees: 100 + dice.below(200), mentors: 100 + dice.below(200), ..LARGE };
        let people = people(seed, world);
        let objective = Objective::ALL[dice.below(3)];
        let recipe = recipe(&mut dice, objective);
        let problem = Problem::new(&people, &recipe).expect("a problem");
        let best = problem.solve().expect("nobody stops it");
        let gap = [0.05, 0.01, 0.001][dice.below(3)];
        let plan = problem.solve_with(&Options { gap, ..Options::default() }).expect("nobody stops it");
        check(&problem, &plan);
        assert!(plan.value <= best.value && best.value <= plan.bound);
        assert!((plan.bound - plan.value) as f64 <= gap * plan.bound as f64);
        if recipe.objective != Objective::BestFit {
            assert_eq!(plan.pairs.len(), best.pairs.len());
        }
        early += usize::from(!plan.is_best());
    }
    assert!(early > 10, "only {early} ended early");
}

/// Whoever is mentee and mentor may have a manager in either role. Forty such people, each with the next two as managers,
/// make more ways up than anyone could walk one by one.
#[test]
fn many_ways_up_a_reporting_line_are_one_line() {
    let world = World { mentees: 40, mentors: 40, both: 40, ties: 0, ..SMALL };
    let mut people = people(1, world);
    for person in 0..40 {
        people.mentees[person].manager = (person + 1 < 40).then_some(person as u32 + 1);
        people.mentors[person].manager = (person + 2 < 40).then_some(person as u32 + 2);
    }
    let recipe = Recipe::default();
    let problem = Problem::new(&people, &recipe).expect("a problem");
    assert_eq!(problem.broken_rules(0, 39)[0], Rule::ReportingLine);
    assert!(problem.solve().expect("nobody stops it").pairs.is_empty(), "all are in one line");
}

#[test]
fn a_stopped_run_gives_no_plan() {
    let people = people(3, World { mentees: 300, mentors: 300, ..LARGE });
    let recipe = Recipe::default();
    let problem = Problem::new(&people, &recipe).expect("a problem");
    for after in 0..40 {
        let (stop, heard) = (AtomicBool::new(false), Cell::new(0));
        let progress = |progress: Progress| {
            assert!((0.0..=1.0).contains(&progress.done));
            heard.set(heard.get() + 1);
            stop.store(heard.get() > after, Ordering::Relaxed);
        };
        let options = Options { stop: Some(&stop), progress: Some(&progress), ..Options::default() };
        match problem.solve_with(&options) {
            Ok(plan) => assert!(plan.is_best() && heard.get() <= after + 2, "a plan despite the stop"),
            Err(Stopped) => assert!(heard.get() > after),
        }
    }
}
