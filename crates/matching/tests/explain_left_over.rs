//! Reasons, prices of places and alternatives, against all plans of small problems.

#[path = "support/every_plan.rs"]
mod every_plan;
mod support;

use every_plan::{OBJECTIVES, Table, Worth, problems};
use matching::{Change, Effect, Objective, Plan, Problem, Reason, Recipe, Repair, Rule};
use people::Role;
use support::{SMALL, World};

/// What pairs and value of a plan become by an effect.
fn after(plan: &Plan, effect: &Effect) -> (i64, i64) {
    (plan.pairs.len() as i64 + effect.pairs, plan.value + effect.value)
}

/// The table without pairs that lower the lowest score.
fn not_lower(table: &Table, plan: &Plan) -> Table {
    let mut table = table.clone();
    if table.objective == Objective::Fairest {
        let lowest = plan.fairest.as_ref().and_then(|proof| proof.lowest_score).unwrap_or(0);
        let keep = |score: &mut Option<i64>| *score = score.filter(|&score| score >= i64::from(lowest));
        let free = table.scores.iter_mut().zip(&table.locks).filter(|(_, lock)| lock.is_none());
        free.flat_map(|(scores, _)| scores).for_each(keep);
        table.objective = Objective::Everyone;
    }
    table
}

fn check_price(table: &Table, plan: &Plan, best: Option<Worth>, place: Option<&Effect>, case: &str) {
    let found = place.map(|place| after(plan, place));
    match table.objective {
        // Plans of equal value may differ in pairs where these do not count.
        Objective::BestFit => assert_eq!(found.map(|found| found.1), best.map(|best| best.2), "{case}"),
        _ => assert_eq!(found, best.map(|best| (best.0, best.2)), "{case}"),
    }
}

#[test]
fn reasons_are_true_and_prices_exact() {
    let mut seen = [0; 7];
    problems(0..6000, &OBJECTIVES, |seed, _, problem, plan| {
        let repair = Repair::new(problem, plan).expect("proven");
        let all = Table::new(problem);
        let table = not_lower(&all, plan);
        let left = repair.left_over();
        let people = problem.people();
        let placed = |role: Role, index: usize| match role {
            Role::Mentee => plan.pairs.iter().any(|pair| pair.mentee == index),
            Role::Mentor => plan.pairs.iter().any(|pair| pair.mentor == index),
        };
        let everyone = (0..people.mentees.len())
            .map(|index| (Role::Mentee, index))
            .chain((0..people.mentors.len()).map(|index| (Role::Mentor, index)));
        let missing: Vec<_> = everyone.filter(|&(role, index)| !placed(role, index)).collect();
        assert_eq!(
            left.iter().map(|left| (left.role, left.index)).collect::<Vec<_>>(),
            missing,
            "seed {seed}"
        );
        for person in left {
            let case = format!("seed {seed}: {person:?}");
            let (role, index) = (person.role, person.index);
            assert_eq!(repair.why_left_over(role, index).as_ref(), Some(&person.reason), "{case}");
            let pairs: Vec<(usize, usize)> = match role {
                Role::Mentee => (0..people.mentors.len()).map(|mentor| (index, mentor)).collect(),
                Role::Mentor => (0..people.mentees.len()).map(|mentee| (mentee, index)).collect(),
            };
            let possible = |&&(mentee, mentor): &&(usize, usize)| {
                all.scores[mentee][mentor].is_some() && all.capacity[mentor] > 0
            };
            let allowed = pairs.iter().filter(possible).count();
            let price = repair.price_of_place(role, index);
            match person.reason {
                Reason::NoCapacity => {
                    seen[0] += 1;
                    assert!(role == Role::Mentor && people.mentors[index].capacity == 0, "{case}");
                }
                Reason::NobodyThere => {
                    seen[1] += 1;
                    assert!(pairs.is_empty(), "{case}");
                }
                Reason::NoPlace => {
                    seen[2] += 1;
                    assert!(people.mentors.iter().all(|mentor| mentor.capacity == 0), "{case}");
                }
                Reason::NobodyAllowed(ref obstacles) => {
                    seen[3] += 1;
                    assert_eq!(allowed, 0, "{case}");
                    let ruled_out = |rule: Rule| {
                        let others = pairs.iter().filter(|&&(_, mentor)| people.mentors[mentor].capacity > 0);
                        others.filter(|&&(e, o)| problem.broken_rules(e, o).contains(&rule)).count()
                    };
                    assert!(obstacles.rules.iter().all(|each| ruled_out(each.rule) == each.count), "{case}");
                    assert!(obstacles.rules.iter().map(|each| each.count).sum::<usize>() >= obstacles.others);
                }
                Reason::Locked { allowed: locked } => {
                    seen[4] += 1;
                    assert_eq!(locked, allowed, "{case}");
                    check_price(&table, plan, None, price.as_ref(), &case);
                }
                Reason::LowersLowest { best, lowest, .. } => {
                    seen[5] += 1;
                    assert!(best < lowest && problem.recipe().objective == Objective::Fairest, "{case}");
                    assert_eq!(price, None, "{case}");
                }
                Reason::BetterElsewhere { ref place, .. } => {
                    seen[6] += 1;
                    let best = table.best_where(&|mentors, partners| match role {
                        Role::Mentee => mentors[index].is_some(),
                        Role::Mentor => partners[index] > 0,
                    });
                    check_price(&table, plan, best, Some(place), &case);
                    assert_eq!(price.as_ref(), Some(place), "{case}");
                    if let Some(way) = person.reason.gives_way(role) {
                        assert!(placed(role, way), "{case}: who gives way has a place");
                    }
                }
            }
            let texts = [person.english(problem), person.german(problem)];
            assert!(texts.iter().all(|text| text.ends_with('.')), "{case}: {texts:?}");
        }
    });
    assert!(seen.iter().enumerate().all(|(kind, &count)| count > 20 || kind == 1), "{seen:?}");
}

#[test]
fn places_of_mentors_who_have_some_are_priced_too() {
    problems(0..2000, &OBJECTIVES, |seed, _, problem, plan| {
        let repair = Repair::new(problem, plan).expect("proven");
        let table = not_lower(&Table::new(problem), plan);
        for mentor in 0..table.capacity.len() {
            let partners = plan.pairs.iter().filter(|pair| pair.mentor == mentor).count();
            if partners < table.capacity[mentor] {
                let best = table.best_where(&|_, all| all[mentor] > partners);
                let price = repair.price_of_place(Role::Mentor, mentor);
                check_price(&table, plan, best, price.as_ref(), &format!("seed {seed}: mentor {mentor}"));
            } else {
                assert_eq!(repair.price_of_place(Role::Mentor, mentor), None);
            }
        }
    });
}

#[test]
fn alternatives_are_the_cheapest_locks() {
    problems(0..2500, &OBJECTIVES, |seed, dice, problem, plan| {
        let repair = Repair::new(problem, plan).expect("proven");
        let table = not_lower(&Table::new(problem), plan);
        let mentee = dice.below(table.scores.len());
        let count = 1 + dice.below(3);
        let found = repair.alternatives(mentee, count);
        let case = format!("seed {seed}, mentee {mentee}: {found:?}");
        let own = plan.pairs.iter().find(|pair| pair.mentee == mentee).map(|pair| pair.mentor);
        let mut expected: Vec<(Worth, i64, usize)> = Vec::new();
        for mentor in (0..table.capacity.len()).filter(|&mentor| Some(mentor) != own) {
            let Some(score) = table.scores[mentee][mentor] else { continue };
            let worth = table.best_where(&|mentors, _| mentors[mentee] == Some(mentor));
            if let Some(worth) = worth.filter(|_| table.locks[mentee].is_none()) {
                expected.push((worth, score, mentor));
            }
        }
        let rank = |worth: Worth| table.rank((worth.0, 0, worth.2));
        expected.sort_by_key(|&(worth, score, mentor)| (std::cmp::Reverse((rank(worth), score)), mentor));
        expected.truncate(count);
        assert_eq!(found.len(), expected.len(), "{case}");
        for (other, (worth, score, mentor)) in found.iter().zip(expected) {
            assert_eq!((other.mentor, i64::from(other.score)), (mentor, score), "{case}");
            assert_eq!(plan.value + other.value, worth.2, "{case}");
            if table.objective == Objective::Everyone {
                assert_eq!(plan.pairs.len() as i64 + other.pairs, worth.0, "{case}");
                let lock = repair.what_if(&[Change::Lock { mentee, mentor }]).expect("allowed");
                let fairest = problem.recipe().objective == Objective::Fairest;
                assert!(fairest || (lock.pairs, lock.value) == (other.pairs, other.value), "{case}");
            }
        }
    });
}

#[test]
fn facts_of_a_pair_agree_with_its_score() {
    problems(0..300, &OBJECTIVES, |seed, _, problem: &Problem<'_>, _| {
        let people = problem.people();
        for mentee in 0..people.mentees.len() {
            for mentor in 0..people.mentors.len() {
                let facts = problem.pair_facts(mentee, mentor);
                let weights: u64 = facts.criteria.iter().map(|each| each.weight).sum();
                let sum: u64 = facts.criteria.iter().map(|each| each.weight * u64::from(each.value)).sum();
                assert_eq!(u64::from(facts.score), sum / weights, "seed {seed}");
                let times: u32 = facts.common_times.iter().map(|time| time.half_hours).sum();
                assert_eq!(times, facts.half_hours, "seed {seed}");
                let points: u32 =
                    facts.met().map(|(topic, level)| u32::from(topic.importance) * u32::from(level)).sum();
                let most: u32 = facts.wanted.iter().map(|topic| 5 * u32::from(topic.importance)).sum();
                let topics = problem.value(mentee, mentor, &matching::Criterion::Topics);
                assert_eq!(topics, (10_000 * points).checked_div(most).unwrap_or(0), "seed {seed}");
            }
        }
    });
}

#[test]
fn one_side_may_be_empty_or_both() {
    for (mentees, mentors) in [(0, 0), (3, 0), (0, 3)] {
        let full = support::people(1, World { mentees: 4, mentors: 4, ..SMALL });
        let mut people = full.clone();
        people.mentees.truncate(mentees);
        people.mentors.truncate(mentors);
        people.mentors.iter_mut().for_each(|mentor| mentor.capacity = 2);
        for objective in OBJECTIVES {
            let recipe = Recipe { objective, ..Recipe::default() };
            let problem = Problem::new(&people, &recipe).expect("a problem");
            let plan = problem.solve().expect("nobody stops it");
            let repair = Repair::new(&problem, &plan).expect("proven");
            let left = repair.left_over();
            assert_eq!(left.len(), mentees + mentors);
            assert!(left.iter().all(|left| left.reason == Reason::NobodyThere));
            assert_eq!(repair.margins(&[]), []);
            // Someone comes: whoever may have them does.
            for person in [&full.mentees[3], &full.mentors[3]] {
                let mut person = person.clone();
                person.capacity = 1;
                let effect = repair.what_if(&[Change::Join(Box::new(person))]).expect("possible");
                assert!((0..=1).contains(&effect.pairs));
            }
        }
    }
}
