//! A plan that passes is the best: shown by trying all plans of thousands of small problems.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use common::files::Files;
use common::problem::{Problem, drawn};
use common::solver::{solve, try_all};
use people::{Choices, Objective};

const OBJECTIVES: [Objective; 3] = [Objective::BestFit, Objective::Everyone, Objective::Fairest];

fn assert_proven_best(problem: &Problem, what: &str) {
    let solved = solve(problem);
    let files = Files::new(problem, &solved);
    let verified = files.check(problem).unwrap_or_else(|fault| panic!("{what}: {fault}\n{}", problem.csv));
    let (pairs, lowest, value) = try_all(problem);
    assert_eq!(verified.value, value, "{what}");
    assert_eq!(verified.gap, 0, "{what}");
    if problem.recipe.objective != Objective::BestFit {
        assert_eq!(verified.pairs, pairs, "{what}");
        assert_eq!(verified.lowest_score, lowest, "{what}");
    }
}

#[test]
fn what_passes_is_the_best_of_all_plans() {
    let mut with_pairs = 0;
    for seed in 0..1500 {
        for objective in OBJECTIVES {
            let problem = drawn(seed, objective);
            with_pairs += usize::from(!solve(&problem).pairs.is_empty());
            assert_proven_best(&problem, &format!("seed {seed}, {objective:?}"));
        }
    }
    assert!(with_pairs > 1500, "only {with_pairs} problems have a plan");
}

#[test]
fn what_passes_is_the_best_of_all_plans_that_keep_locks_and_avoid_forbidden_pairs() {
    let (mut locked, mut forbidden) = (0, 0);
    for seed in 0..1500 {
        for objective in OBJECTIVES {
            let mut problem = drawn(seed, objective);
            let ids = |&(i, j): &(usize, usize)| {
                let people = &problem.people;
                (people.id_of(&people.mentees[i]).to_owned(), people.id_of(&people.mentors[j]).to_owned())
            };
            // Of a plan some pairs are kept and one is forbidden; or, so that locks hurt, of another objective's plan.
            let other = drawn(seed, OBJECTIVES[seed as usize % 3]);
            let pairs: Vec<_> = solve(&other).pairs.iter().map(ids).collect();
            problem.choices = Choices {
                lock: pairs.iter().skip(1).step_by(2).cloned().collect(),
                forbid: pairs.iter().take(1).cloned().collect(),
            };
            locked += problem.choices.lock.len();
            forbidden += problem.choices.forbid.len();
            assert_proven_best(&problem, &format!("seed {seed}, {objective:?}, with choices"));
        }
    }
    assert!(locked > 500 && forbidden > 500, "{locked} {forbidden}");
}
