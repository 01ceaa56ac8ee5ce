//! A plan and the prices that prove it.

use people::Objective;

use crate::alike::Owner;
use crate::auction::{Duties, NONE, Places};
use crate::problem::Problem;
use crate::residual::State;

/// Two people who fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index in `people.mentees`.
    pub mentee: usize,
    /// Index in `people.mentors`.
    pub mentor: usize,
    /// 0 to 10000.
    pub score: u32,
    /// Fixed by hand before the run.
    pub locked: bool,
}

/// People who together cover pairs: each of those pairs has its mentee or its mentor in here. Indices, in rising order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Indices in `people.mentees`.
    pub mentees: Vec<usize>,
    /// Indices in `people.mentors`.
    pub mentors: Vec<usize>,
}

/// What proves a [`Objective::Fairest`] plan beside its prices (Kőnig 1931): see `docs/certificate.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FairestProof {
    /// The lowest score of a pair that was not locked; `None` if there is no such pair.
    pub lowest_score: Option<u32>,
    /// Covers every allowed pair, and is as large as the plan.
    pub most_pairs_cover: Cover,
    /// Covers every allowed pair that scores more than `lowest_score`, and is smaller than the plan.
    pub lowest_score_cover: Cover,
}

/// A matching with the prices that prove that no other is better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// By mentee.
    pub pairs: Vec<Pair>,
    /// Sum of scores less extra-partner penalties.
    pub value: i64,
    /// Sum of scores.
    pub scores_total: i64,
    /// No plan with as many pairs is worth more. Equal to `value` unless the run was allowed to stop at a gap.
    pub bound: i64,
    /// Added to each pair's value so that more pairs always win; 0 for `best_fit`.
    pub bonus: i64,
    /// For `fairest`: what proves the number of pairs and the lowest score.
    pub fairest: Option<FairestProof>,
    /// Per mentee.
    pub mentee_prices: Vec<i64>,
    /// Per mentor, per place.
    pub mentor_prices: Vec<Vec<i64>>,
}

impl Plan {
    /// True if no plan is better, false if the run stopped at a gap.
    pub fn is_best(&self) -> bool {
        self.bound == self.value
    }

    pub(crate) fn new(
        problem: &Problem<'_>,
        owners: &[Owner],
        places: &Places,
        duties: &Duties,
        state: &State,
        fairest: Option<FairestProof>,
    ) -> Plan {
        let people = problem.people;
        let bonus = bonus(problem);
        let mut pairs: Vec<Pair> = Vec::new();
        let score = |mentee: u32, mentor: u32| {
            problem.view(mentee as usize, mentor as usize).score(&problem.criteria)
        };
        for &(mentee, mentor) in &problem.locked {
            let score = score(mentee, mentor);
            pairs.push(Pair { mentee: mentee as usize, mentor: mentor as usize, score, locked: true });
        }
        for (row, &place) in state.slot_of.iter().enumerate() {
            if place != NONE {
                let (mentee, mentor) = (problem.rows_order[row], owners[place as usize].mentor);
                let score = score(mentee, mentor);
                pairs.push(Pair { mentee: mentee as usize, mentor: mentor as usize, score, locked: false });
            }
        }
        pairs.sort_unstable_by_key(|pair| pair.mentee);
        let scores_total: i64 = pairs.iter().map(|pair| i64::from(pair.score)).sum();
        let value = scores_total - penalties(problem, &pairs);

        let mut mentee_prices = vec![0i64; people.mentees.len()];
        let mut mentor_prices: Vec<Vec<i64>> =
            people.mentors.iter().map(|mentor| vec![0; usize::from(mentor.capacity)]).collect();
        for (row, &profit) in state.profit.iter().enumerate() {
            let shift = if duties.optional[row] { 0 } else { bonus };
            mentee_prices[problem.rows_order[row] as usize] = i64::from(profit) + shift;
        }
        for (place, owner) in owners.iter().enumerate() {
            let column = places.columns[place];
            let price = i64::from(state.prices.get(column)) - i64::from(places.levels[place]);
            mentor_prices[owner.mentor as usize][usize::from(owner.number)] =
                if duties.must_fill[column as usize] { price + bonus } else { price.max(0) };
        }
        let mut settled = vec![0i64; people.mentors.len()];
        let penalty = i64::from(problem.recipe.rules.extra_partner_penalty);
        for pair in pairs.iter().filter(|pair| pair.locked) {
            mentee_prices[pair.mentee] = i64::from(pair.score) + bonus - penalty * settled[pair.mentor];
            settled[pair.mentor] += 1;
        }
        let sum: i128 =
            mentee_prices.iter().chain(mentor_prices.iter().flatten()).map(|&price| i128::from(price)).sum();
        let bound = (sum - i128::from(bonus) * pairs.len() as i128) as i64;
        Plan { pairs, value, scores_total, bound, bonus, fairest, mentee_prices, mentor_prices }
    }
}

/// What all extra partners cost.
fn penalties(problem: &Problem<'_>, pairs: &[Pair]) -> i64 {
    let mut partners = vec![0i64; problem.people.mentors.len()];
    for pair in pairs {
        partners[pair.mentor] += 1;
    }
    let penalty = i64::from(problem.recipe.rules.extra_partner_penalty);
    partners.iter().map(|&m| penalty * m * (m - 1).max(0) / 2).sum()
}

/// More than the values of any two plans can differ by: all scores at their highest and all penalties.
fn bonus(problem: &Problem<'_>) -> i64 {
    if problem.recipe.objective == Objective::BestFit {
        return 0;
    }
    let people = problem.people;
    let capacities: i64 = people.mentors.iter().map(|mentor| i64::from(mentor.capacity)).sum();
    let pairs = capacities.min(people.mentees.len() as i64);
    let penalty = i64::from(problem.recipe.rules.extra_partner_penalty);
    let penalties: i64 =
        people.mentors.iter().map(|m| i64::from(m.capacity)).map(|c| penalty * c * (c - 1) / 2).sum();
    10_000 * pairs + penalties + 1
}
