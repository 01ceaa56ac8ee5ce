//! Small problems and the best of all their plans, found by trying every one.
#![allow(dead_code)]

use matching::{Choices, Objective, People, Plan, Problem, Recipe};

use crate::support::{Dice, SMALL, World, people};

/// A problem as tables, for trying every plan.
#[derive(Clone, Debug)]
pub struct Table {
    pub objective: Objective,
    pub penalty: i64,
    /// Score by mentee and mentor, where allowed.
    pub scores: Vec<Vec<Option<i64>>>,
    pub capacity: Vec<usize>,
    /// Mentor of a locked mentee.
    pub locks: Vec<Option<usize>>,
}

/// Looks at the mentees' mentors and at how many partners mentors have.
pub type Test<'t> = dyn Fn(&[Option<usize>], &[usize]) -> bool + 't;

/// Pairs, lowest score of pairs that are not locked, value.
pub type Worth = (i64, i64, i64);

impl Table {
    pub fn new(problem: &Problem<'_>) -> Table {
        let people = problem.people();
        let mut locks = vec![None; people.mentees.len()];
        for (mentee, mentor) in &problem.choices().lock {
            let mentee = matching::mentee_row(people, mentee).expect("known");
            locks[mentee] = matching::mentor_row(people, mentor);
        }
        let score = |mentee, mentor| {
            let allowed = problem.broken_rule(mentee, mentor).is_none();
            allowed.then(|| i64::from(problem.score(mentee, mentor).total))
        };
        Table {
            objective: problem.recipe().objective,
            penalty: i64::from(problem.recipe().rules.extra_partner_penalty),
            scores: (0..people.mentees.len())
                .map(|mentee| (0..people.mentors.len()).map(|mentor| score(mentee, mentor)).collect())
                .collect(),
            capacity: people.mentors.iter().map(|mentor| usize::from(mentor.capacity)).collect(),
            locks,
        }
    }

    /// How the objective orders what plans are worth.
    pub fn rank(&self, (pairs, lowest, value): Worth) -> Worth {
        match self.objective {
            Objective::BestFit => (0, 0, value),
            Objective::Everyone => (pairs, 0, value),
            Objective::Fairest => (pairs, lowest, value),
        }
    }

    /// The worth of the best plan.
    pub fn best(&self) -> Worth {
        self.best_where(&|_, _| true).expect("nobody paired is a plan")
    }

    /// The worth of the best plan of those that pass a test of the mentees' mentors and the mentors' numbers of partners.
    pub fn best_where(&self, test: &Test<'_>) -> Option<Worth> {
        let mut partners = vec![0; self.capacity.len()];
        for &mentor in self.locks.iter().flatten() {
            partners[mentor] += 1;
        }
        let mut best = None;
        self.try_all(&mut Vec::new(), &mut partners, (0, i64::MAX, 0), test, &mut best);
        best
    }

    fn try_all(
        &self,
        mentors: &mut Vec<Option<usize>>,
        partners: &mut [usize],
        so_far: Worth,
        test: &Test<'_>,
        best: &mut Option<Worth>,
    ) {
        let mentee = mentors.len();
        if mentee == self.scores.len() {
            let cost =
                partners.iter().map(|&m| self.penalty * (m * m.saturating_sub(1) / 2) as i64).sum::<i64>();
            let worth = (so_far.0, so_far.1, so_far.2 - cost);
            if best.is_none_or(|best| self.rank(worth) > self.rank(best)) && test(mentors, partners) {
                *best = Some(worth);
            }
            return;
        }
        let after = |score: i64, lowest: i64| (so_far.0 + 1, so_far.1.min(lowest), so_far.2 + score);
        if let Some(mentor) = self.locks[mentee] {
            let score = self.scores[mentee][mentor].expect("locks are allowed");
            mentors.push(Some(mentor));
            self.try_all(mentors, partners, after(score, i64::MAX), test, best);
            mentors.pop();
            return;
        }
        mentors.push(None);
        self.try_all(mentors, partners, so_far, test, best);
        mentors.pop();
        for mentor in 0..partners.len() {
            if let Some(score) = self.scores[mentee][mentor]
                && partners[mentor] < self.capacity[mentor]
            {
                partners[mentor] += 1;
                mentors.push(Some(mentor));
                self.try_all(mentors, partners, after(score, score), test, best);
                mentors.pop();
                partners[mentor] -= 1;
            }
        }
    }
}

pub fn recipe(dice: &mut Dice, objective: Objective) -> Recipe {
    let mut recipe = Recipe { objective, seed: dice.next(), ..Recipe::default() };
    let rules = &mut recipe.rules;
    rules.min_level_gap = dice.below(2) as u8;
    rules.different_department = dice.chance(30);
    rules.common_language = dice.chance(30);
    rules.min_common_half_hours = dice.below(2) as u16;
    rules.min_score = if dice.chance(20) { dice.below(3000) as u16 } else { 0 };
    rules.extra_partner_penalty = [0, 500, 4000, 9000][dice.below(4)];
    let coarse = dice.chance(30);
    let weights = &mut recipe.weights;
    for weight in [&mut weights.interests, &mut weights.style, &mut weights.time, &mut weights.wishes] {
        *weight = if dice.chance(50) && !coarse { dice.below(60) as u32 } else { 0 };
    }
    // Few different scores, so that ties are everywhere.
    weights.topics = u32::from(!coarse) * 50;
    weights.site = 10;
    weights.department = 7;
    recipe
}

pub fn world(dice: &mut Dice) -> World {
    let (mentees, mentors) = (1 + dice.below(6), 1 + dice.below(5));
    let both = dice.below(3).min(mentees).min(mentors);
    World { mentees, mentors, both, most_capacity: 1 + dice.below(3), ..SMALL }
}

/// Locks of allowed pairs, within capacities.
pub fn choices(dice: &mut Dice, people: &People, recipe: &Recipe) -> Choices {
    let problem = Problem::new(people, recipe).expect("a problem");
    let mut choices = Choices::default();
    let mut left: Vec<u8> = people.mentors.iter().map(|mentor| mentor.capacity).collect();
    for (mentee, person) in people.mentees.iter().enumerate() {
        let mentor = dice.below(people.mentors.len());
        if dice.chance(25) && left[mentor] > 0 && problem.broken_rule(mentee, mentor).is_none() {
            left[mentor] -= 1;
            let mentor = people.id_of(&people.mentors[mentor]).to_owned();
            choices.lock.push((people.id_of(person).to_owned(), mentor));
        }
    }
    choices
}

pub fn worth(plan: &Plan) -> Worth {
    let lowest = plan.pairs.iter().filter(|pair| !pair.locked).map(|pair| i64::from(pair.score)).min();
    (plan.pairs.len() as i64, lowest.unwrap_or(i64::MAX), plan.value)
}

pub const OBJECTIVES: [Objective; 3] = [Objective::BestFit, Objective::Everyone, Objective::Fairest];

/// Calls `check` with thousands of small problems and their best plans.
pub fn problems(
    seeds: std::ops::Range<u64>,
    objectives: &[Objective],
    mut check: impl FnMut(u64, &mut Dice, &Problem<'_>, &Plan),
) {
    for seed in seeds {
        let mut dice = Dice(seed * 7 + 1);
        let objective = objectives[seed as usize % objectives.len()];
        let world = world(&mut dice);
        let people = people(seed, world);
        let recipe = recipe(&mut dice, objective);
        let choices = choices(&mut dice, &people, &recipe);
        let problem = Problem::with_choices(&people, &recipe, &choices).expect("a problem");
        let plan = problem.solve().expect("nobody stops it");
        let table = Table::new(&problem);
        let (found, best) = (table.rank(worth(&plan)), table.rank(table.best()));
        assert_eq!(found, best, "seed {seed}");
        check(seed, &mut dice, &problem, &plan);
    }
}
