//! Margins and what-if against all plans of small problems.

#[path = "support/every_plan.rs"]
mod every_plan;
mod support;

use every_plan::{OBJECTIVES, Table, Worth, choices, problems, recipe, world};
use matching::{
    Change, Choices, Effect, NotProven, Objective, People, Person, Plan, Problem, Recipe, Repair,
};
use people::Role;
use support::{Dice, LARGE, World, people};

#[test]
fn margins_are_exact() {
    problems(0..4500, &OBJECTIVES, |seed, _, problem, plan| {
        let repair = Repair::new(problem, plan).expect("proven");
        let table = Table::new(problem);
        let mentees: Vec<usize> = (0..table.scores.len()).collect();
        for (mentee, margin) in repair.margins(&mentees).into_iter().enumerate() {
            let Some(pair) = plan.pairs.iter().find(|pair| pair.mentee == mentee) else {
                assert_eq!(margin, None);
                continue;
            };
            let mut without = table.clone();
            without.locks[mentee] = None;
            without.scores[mentee][pair.mentor] = None;
            let best = without.best();
            let margin = margin.expect("a pair has a margin");
            assert_eq!(margin.value, plan.value - best.2, "seed {seed}: {pair:?}");
            // Plans of equal value may differ in pairs where these do not count.
            if table.objective != Objective::BestFit {
                assert_eq!(margin.pairs, plan.pairs.len() as i64 - best.0, "seed {seed}: {pair:?}");
            }
        }
    });
}

/// A random change, whether it can be made, and then what it does to the table.
fn change(dice: &mut Dice, problem: &Problem<'_>, table: &mut Table) -> (Change, bool) {
    let people = problem.people();
    let (mentee, mentor) = (dice.below(people.mentees.len()), dice.below(people.mentors.len()));
    match dice.below(5) {
        0 => {
            let locked = table.locks.iter().filter(|&&lock| lock == Some(mentor)).count();
            let again = table.locks[mentee] == Some(mentor);
            let possible = again
                || (table.scores[mentee][mentor].is_some()
                    && table.locks[mentee].is_none()
                    && locked < table.capacity[mentor]);
            if possible {
                table.locks[mentee] = Some(mentor);
            }
            (Change::Lock { mentee, mentor }, possible)
        }
        1 => {
            let possible = table.locks[mentee] == Some(mentor);
            if possible {
                table.locks[mentee] = None;
            }
            (Change::Unlock { mentee, mentor }, possible)
        }
        2 => {
            let possible = table.locks[mentee] != Some(mentor);
            if possible {
                table.scores[mentee][mentor] = None;
            }
            (Change::Forbid { mentee, mentor }, possible)
        }
        3 => {
            table.locks[mentee] = None;
            table.scores[mentee].fill(None);
            (Change::Leave { role: Role::Mentee, index: mentee }, true)
        }
        _ => {
            for lock in table.locks.iter_mut().filter(|lock| **lock == Some(mentor)) {
                *lock = None;
            }
            table.capacity[mentor] = 0;
            table.scores.iter_mut().for_each(|scores| scores[mentor] = None);
            (Change::Leave { role: Role::Mentor, index: mentor }, true)
        }
    }
}

/// Checks an effect against the best plan of the changed table, and that its moves bring it about.
fn check_effect(table: &Table, plan: &Plan, effect: &Effect, case: &str) {
    let best = table.best();
    let (pairs, value) = (plan.pairs.len() as i64 + effect.pairs, plan.value + effect.value);
    let mut mentors: Vec<Option<usize>> = vec![None; table.scores.len()];
    for pair in &plan.pairs {
        mentors[pair.mentee] = Some(pair.mentor);
    }
    for each in &effect.moves {
        assert_eq!(mentors[each.mentee], each.from, "{case}");
        assert_ne!(each.from, each.to, "{case}");
        mentors[each.mentee] = each.to;
    }
    let mut partners = vec![0; table.capacity.len()];
    let mut worth: Worth = (0, i64::MAX, 0);
    if table.objective == Objective::Fairest {
        let lowest = if best.1 == i64::MAX { None } else { Some(best.1 as u32) };
        assert_eq!(effect.lowest_score.1, lowest, "{case}");
    }
    for (mentee, mentor) in mentors.iter().enumerate() {
        if let Some(lock) = table.locks[mentee] {
            assert_eq!(*mentor, Some(lock), "{case}: locks hold");
        }
        let Some(mentor) = *mentor else { continue };
        let score =
            table.scores[mentee][mentor].unwrap_or_else(|| panic!("{case}: {mentee}:{mentor} is allowed"));
        worth = (worth.0 + 1, worth.1, worth.2 + score - table.penalty * partners[mentor] as i64);
        if table.locks[mentee].is_none() {
            worth.1 = worth.1.min(score);
        }
        partners[mentor] += 1;
        assert!(partners[mentor] <= table.capacity[mentor], "{case}: capacities hold");
    }
    assert_eq!((worth.0, worth.2), (pairs, value), "{case}: the moves bring the effect about");
    if table.rank(worth) != table.rank(best) {
        eprintln!("{table:?} {plan:?} {effect:?}");
    }
    assert_eq!(table.rank(worth), table.rank(best), "{case}: the plan is the best again");
}

#[test]
fn several_changes_equal_solving_anew() {
    problems(102_000..106_000, &OBJECTIVES, |seed, dice, problem, plan| {
        let repair = Repair::new(problem, plan).expect("proven");
        let mut table = Table::new(problem);
        let mut changes = Vec::new();
        let mut left: Vec<(Role, usize)> = Vec::new();
        for _ in 0..2 + dice.below(5) {
            let mut next = table.clone();
            let (change, possible) = change(dice, problem, &mut next);
            let touches = |role, index| left.contains(&(role, index));
            let present = match change {
                Change::Lock { mentee, mentor }
                | Change::Unlock { mentee, mentor }
                | Change::Forbid { mentee, mentor } => {
                    !touches(Role::Mentee, mentee) && !touches(Role::Mentor, mentor)
                }
                Change::Leave { role, index } => !touches(role, index),
                Change::Join(_) => true,
            };
            if possible && present {
                if let Change::Leave { role, index } = change {
                    left.push((role, index));
                }
                table = next;
                changes.push(change);
            }
        }
        let case = format!("seed {seed}: {changes:?}");
        let effect = repair.what_if(&changes).unwrap_or_else(|error| panic!("{case}: {error}"));
        check_effect(&table, plan, &effect, &case);
    });
}

/// The people without some, who become newcomers; and the order of all in which they come last.
fn without(people: &People, newcomers: &[(Role, usize)]) -> (People, Vec<Person>, Vec<usize>, Vec<usize>) {
    let mut rest = people.clone();
    let mut joining = Vec::new();
    let (mut mentees, mut mentors): (Vec<usize>, Vec<usize>) =
        ((0..people.mentees.len()).collect(), (0..people.mentors.len()).collect());
    for &(role, index) in newcomers {
        let (order, persons) = match role {
            Role::Mentee => (&mut mentees, &people.mentees),
            Role::Mentor => (&mut mentors, &people.mentors),
        };
        order.retain(|&other| other != index);
        joining.push(persons[index].clone());
    }
    rest.mentees = mentees.iter().map(|&index| people.mentees[index].clone()).collect();
    rest.mentors = mentors.iter().map(|&index| people.mentors[index].clone()).collect();
    mentees.extend(newcomers.iter().filter(|(role, _)| *role == Role::Mentee).map(|&(_, index)| index));
    mentors.extend(newcomers.iter().filter(|(role, _)| *role == Role::Mentor).map(|&(_, index)| index));
    (rest, joining, mentees, mentors)
}

#[test]
fn newcomers_equal_solving_anew() {
    for seed in 0..3000 {
        let mut dice = Dice(seed * 11 + 5);
        let everyone = people(seed, World { ties: 35, ..world(&mut dice) });
        let recipe = recipe(&mut dice, OBJECTIVES[seed as usize % 3]);
        let mut newcomers = Vec::new();
        for _ in 0..1 + dice.below(2) {
            let one = if dice.chance(50) {
                (Role::Mentee, dice.below(everyone.mentees.len()))
            } else {
                (Role::Mentor, dice.below(everyone.mentors.len()))
            };
            if !newcomers.contains(&one) {
                newcomers.push(one);
            }
        }
        let (rest, joining, mentees, mentors) = without(&everyone, &newcomers);
        let problem = Problem::new(&rest, &recipe).expect("a problem");
        let plan = problem.solve().expect("nobody stops it");
        let repair = Repair::new(&problem, &plan).expect("proven");
        let whole = Problem::new(&everyone, &recipe).expect("a problem");
        let sorted = Table::new(&whole);
        let mut table = sorted.clone();
        table.scores = mentees
            .iter()
            .map(|&mentee| mentors.iter().map(|&mentor| sorted.scores[mentee][mentor]).collect())
            .collect();
        table.capacity = mentors.iter().map(|&mentor| sorted.capacity[mentor]).collect();
        let changes: Vec<Change> = joining.into_iter().map(|person| Change::Join(Box::new(person))).collect();
        let case = format!("seed {seed}: {newcomers:?}");
        let effect = repair.what_if(&changes).unwrap_or_else(|error| panic!("{case}: {error}"));
        check_effect(&table, &plan, &effect, &case);
    }
}

#[test]
fn what_if_equals_solving_anew() {
    problems(0..4000, &OBJECTIVES, |seed, dice, problem, plan| {
        let repair = Repair::new(problem, plan).expect("proven");
        for round in 0..6 {
            let mut table = Table::new(problem);
            let before = table.clone();
            let (change, possible) = change(dice, problem, &mut table);
            let case = format!("seed {seed}, round {round}: {change:?}");
            match repair.what_if(std::slice::from_ref(&change)) {
                Ok(effect) => {
                    assert!(possible, "{case}");
                    check_effect(&table, plan, &effect, &case);
                }
                Err(error) => assert!(!possible, "{case}: {error} {}", before.penalty),
            }
        }
    });
}

/// The best plan with the changes, found from scratch: who leaves is forbidden to everyone.
fn anew(problem: &Problem<'_>, changes: &[Change]) -> (i64, i64) {
    let people = problem.people();
    let mut choices = problem.choices().clone();
    let id = |mentee: usize, mentor: usize| {
        (people.id_of(&people.mentees[mentee]).to_owned(), people.id_of(&people.mentors[mentor]).to_owned())
    };
    for change in changes {
        match *change {
            Change::Lock { mentee, mentor } => choices.lock.push(id(mentee, mentor)),
            Change::Unlock { mentee, mentor } => choices.lock.retain(|lock| *lock != id(mentee, mentor)),
            Change::Forbid { mentee, mentor } => choices.forbid.push(id(mentee, mentor)),
            Change::Leave { role: Role::Mentee, index } => {
                let all: Vec<_> = (0..people.mentors.len()).map(|mentor| id(index, mentor)).collect();
                choices.lock.retain(|lock| !all.contains(lock));
                choices.forbid.extend(all);
            }
            Change::Leave { role: Role::Mentor, index } => {
                let all: Vec<_> = (0..people.mentees.len()).map(|mentee| id(mentee, index)).collect();
                choices.lock.retain(|lock| !all.contains(lock));
                choices.forbid.extend(all);
            }
            Change::Join(_) => unreachable!("nobody joins here"),
        }
    }
    let problem = Problem::with_choices(people, problem.recipe(), &choices).expect("a problem");
    let plan = problem.solve().expect("nobody stops it");
    (plan.pairs.len() as i64, plan.value)
}

#[test]
fn larger_plans_are_repaired_as_well() {
    for seed in 0..36 {
        let mut dice = Dice(seed * 3 + 2);
        let (mentees, mentors) = [(150, 150), (240, 80), (90, 200), (200, 110)][seed as usize % 4];
        let ties = dice.chance(30);
        let world = World {
            mentees,
            mentors,
            most_capacity: 1 + dice.below(3),
            topics: if ties { 2 } else { 30 },
            interests: if ties { 2 } else { 40 },
            ..LARGE
        };
        let people = people(seed, world);
        let mut recipe = recipe(&mut dice, OBJECTIVES[(seed / 4) as usize % 3]);
        recipe.weights.time = 0;
        let choices = choices(&mut dice, &people, &recipe);
        let problem = Problem::with_choices(&people, &recipe, &choices).expect("a problem");
        let plan = problem.solve().expect("nobody stops it");
        let repair = Repair::new(&problem, &plan).expect("proven");
        for round in 0..12 {
            let mut changes: Vec<Change> = Vec::new();
            for _ in 0..[1, 1, 1, 3][round % 4] {
                let pair = plan.pairs[dice.below(plan.pairs.len())];
                let (mentee, mentor) = (dice.below(mentees), dice.below(mentors));
                let change = match dice.below(6) {
                    0 => Change::Leave { role: Role::Mentee, index: mentee },
                    1 => Change::Leave { role: Role::Mentor, index: mentor },
                    2 | 3 => Change::Forbid { mentee: pair.mentee, mentor: pair.mentor },
                    4 if pair.locked => Change::Unlock { mentee: pair.mentee, mentor: pair.mentor },
                    _ => Change::Lock { mentee, mentor },
                };
                let mut next = changes.clone();
                next.push(change);
                if repair.what_if(&next).is_ok() {
                    changes = next;
                }
            }
            let effect = repair.what_if(&changes).expect("it was possible before");
            let found = (plan.pairs.len() as i64 + effect.pairs, plan.value + effect.value);
            let best = anew(&problem, &changes);
            let counts = recipe.objective != Objective::BestFit;
            assert_eq!(found.1, best.1, "seed {seed}, round {round}: {changes:?}");
            assert!(!counts || found.0 == best.0, "seed {seed}, round {round}: {changes:?}");
        }
    }
}

#[test]
fn answers_do_not_depend_on_what_was_asked_before() {
    let people = people(4, World { mentees: 120, mentors: 130, most_capacity: 2, topics: 3, ..LARGE });
    let recipe = Recipe { objective: Objective::BestFit, ..Recipe::default() };
    let problem = Problem::new(&people, &recipe).expect("a problem");
    let plan = problem.solve().expect("nobody stops it");
    let used = Repair::new(&problem, &plan).expect("proven");
    let questions: Vec<Change> = (0..30)
        .flat_map(|index| {
            let pair = plan.pairs[index];
            let (mentee, mentor) = (pair.mentee, pair.mentor);
            [Change::Forbid { mentee, mentor }, Change::Leave { role: Role::Mentor, index: mentor }]
        })
        .collect();
    let in_order: Vec<Effect> = questions
        .iter()
        .map(|change| used.what_if(std::slice::from_ref(change)).expect("possible"))
        .collect();
    for (change, answer) in questions.iter().zip(in_order).rev() {
        let fresh = Repair::new(&problem, &plan).expect("proven");
        assert_eq!(fresh.what_if(std::slice::from_ref(change)).as_ref(), Ok(&answer), "{change:?}");
        let threads = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("three threads");
        assert_eq!(threads.install(|| used.what_if(std::slice::from_ref(change))), Ok(answer), "{change:?}");
    }
}

/// Two mentees and two mentors who all fit, but Ben and Emil, who are of one department.
fn four() -> People {
    let csv = "id,role,level,department,languages,availability,manager\n\
               Ada,mentee,8,Sales,de,Mon 09:00-12:00,\n\
               Ben,mentee,7,Legal,de,Mon 09:00-12:00,\n\
               Dua,mentor,2,IT,de,Mon 09:00-12:00,\n\
               Emil,mentor,3,Legal,de,Mon 09:00-12:00,Gus\n";
    people::read(std::io::Cursor::new(csv), &[]).expect("well-formed").people
}

#[test]
fn what_cannot_be_is_told_with_its_reason() {
    let people = four();
    let recipe = Recipe::default();
    let choices = Choices { lock: vec![("Ada".into(), "Dua".into())], forbid: Vec::new() };
    let problem = Problem::with_choices(&people, &recipe, &choices).expect("a problem");
    let plan = problem.solve().expect("nobody stops it");
    let repair = Repair::new(&problem, &plan).expect("proven");
    let error = |changes: &[Change]| repair.what_if(changes).expect_err("it cannot be").to_string();
    let lock = |mentee, mentor| Change::Lock { mentee, mentor };
    let leave = |role, index| Change::Leave { role, index };
    let (ada, ben, dua, emil) = (0, 1, 0, 1);
    assert_eq!(error(&[lock(ben, emil)]), "lock Ben:Emil breaks a rule: same department");
    assert_eq!(
        error(&[lock(ada, emil)]),
        "lock Ada:Emil: Ada is already locked to Dua, and a mentee has one mentor"
    );
    assert_eq!(
        error(&[lock(ben, dua)]),
        "lock Ben:Dua: Dua has a capacity of 1, and all places are locked already"
    );
    let forbid = Change::Forbid { mentee: ada, mentor: dua };
    assert_eq!(
        error(std::slice::from_ref(&forbid)),
        "Ada:Dua is locked: unlock the pair before it is forbidden"
    );
    let unlock = Change::Unlock { mentee: ada, mentor: dua };
    assert!(repair.what_if(&[unlock.clone(), forbid.clone()]).is_ok());
    assert_eq!(error(&[unlock.clone(), unlock.clone()]), "Ada:Dua is not locked");
    assert_eq!(error(&[unlock, forbid, lock(ada, dua)]), "lock Ada:Dua breaks a rule: forbidden by hand");
    assert_eq!(error(&[leave(Role::Mentee, ben), lock(ben, dua)]), "Ben has left as a mentee");
    assert_eq!(error(&[leave(Role::Mentor, 7)]), "there is no mentor with the index 7");

    let mut newcomer = people.mentors[emil].clone();
    let join = |person: &Person| Change::Join(Box::new(person.clone()));
    assert_eq!(error(&[join(&newcomer)]), "Emil is already there in this role");
    newcomer.id = people.vocabulary.ids.len() as u32;
    newcomer.name = "Flo".into();
    newcomer.level = Some(12);
    assert_eq!(error(&[join(&newcomer)]), "Flo cannot join: a level is 1 to 9");
    newcomer.level = Some(2);
    assert!(repair.what_if(&[join(&newcomer)]).is_ok());
    // Gus is named as a manager, and would now be there: Emil's manager, and by Emil's choice Emil's report.
    let gus = people.mentors[emil].manager.expect("Emil has a manager");
    newcomer.id = gus;
    newcomer.manager = Some(people.mentors[emil].id);
    assert_eq!(
        error(&[join(&newcomer)]),
        "Gus would be above and below the same person in the reporting line"
    );
}

#[test]
fn only_proven_plans_are_repaired() {
    let people = four();
    let recipe = Recipe::default();
    let problem = Problem::new(&people, &recipe).expect("a problem");
    let plan = problem.solve().expect("nobody stops it");
    let refused = |plan: &Plan| Repair::new(&problem, plan).err();
    assert_eq!(refused(&plan), None);
    let gap = Plan { bound: plan.bound + 7, ..plan.clone() };
    assert_eq!(refused(&gap), Some(NotProven::Gap { gap: 7 }));
    let mut other_price = plan.clone();
    other_price.mentee_prices[0] += 1;
    assert_eq!(refused(&other_price), Some(NotProven::Foreign));
    // Fits every pair of the plan, but not the others: Ada and Emil would rather be a pair.
    let mut other_share = plan.clone();
    other_share.mentee_prices[0] -= 4000;
    let own = plan.pairs[0].mentor;
    other_share.mentor_prices[own][0] += 4000;
    assert_eq!(refused(&other_share), Some(NotProven::Foreign));
    let fewer = Plan { pairs: plan.pairs[1..].to_vec(), ..plan.clone() };
    assert_eq!(refused(&fewer), Some(NotProven::Foreign));
    let recipe = Recipe { objective: Objective::BestFit, ..Recipe::default() };
    let best_fit = Problem::new(&people, &recipe).expect("a problem");
    assert_eq!(Repair::new(&best_fit, &plan).err(), Some(NotProven::Foreign));
}
