//! From a plan and the prices of its certificate to potentials.

use people::Objective;

use crate::plan::Plan;
use crate::problem::Problem;
use crate::repair::state::{NONE, PAIR, State};
use crate::scan::Scanner;
use crate::{auction::Places, cardinality};

/// Scores go up to this.
const MOST_SCORE: i64 = 10_000;

/// Why a plan cannot be repaired.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotProven {
    /// The run was allowed to stop at a gap.
    #[error(
        "the plan is proven only to within {gap} of the best value; what a change costs is known for a plan proven to be the best"
    )]
    Gap {
        /// Bound less value.
        gap: i64,
    },
    /// People, choices or prices are not those of the plan.
    #[error(
        "the plan's prices do not prove it to be the best for these people, this recipe and these choices"
    )]
    Foreign,
}

/// The plan's potentials, with [`PAIR`] as the bonus.
pub(crate) fn state(problem: &Problem<'_>, plan: &Plan) -> Result<State, NotProven> {
    if !plan.is_best() {
        return Err(NotProven::Gap { gap: plan.bound.saturating_sub(plan.value) });
    }
    check_form(problem, plan)?;
    let bonus = if problem.recipe.objective == Objective::BestFit { 0 } else { PAIR };
    let penalty = i64::from(problem.recipe.rules.extra_partner_penalty);
    let mut state = State::new(problem.rows_order.len(), &problem.places, penalty, bonus);
    for pair in plan.pairs.iter().filter(|pair| !pair.locked) {
        let (row, column) = (problem.row_of[pair.mentee], problem.column_of[pair.mentor]);
        if row == NONE
            || column == NONE
            || state.partner[row as usize] != NONE
            || state.next_level(column).is_none()
        {
            return Err(NotProven::Foreign);
        }
        state.take(row, column);
    }
    for (row, &mentee) in problem.rows_order.iter().enumerate() {
        state.profits[row] = plan.mentee_prices[mentee as usize];
    }
    for (column, &mentor) in problem.columns_order.iter().enumerate() {
        let (locked, _) = problem.places[column];
        // With every place's own price the sum is least at any place that is taken: places are alike but for their level.
        let prices = plan.mentor_prices[mentor as usize].iter().enumerate().skip(usize::from(locked));
        let ask = prices.map(|(k, &price)| price.saturating_add(penalty * k as i64)).min();
        state.prices[column] = ask.expect("a column has a free place");
    }
    check_fit(problem, plan, &state)?;
    if bonus > 0 {
        count_pairs(problem, plan, &mut state)?;
    }
    Ok(state)
}

/// Everyone has prices, and the locks are those of the problem.
fn check_form(problem: &Problem<'_>, plan: &Plan) -> Result<(), NotProven> {
    let people = problem.people;
    let locked =
        plan.pairs.iter().filter(|pair| pair.locked).map(|pair| (pair.mentee as u32, pair.mentor as u32));
    let fits = plan.mentee_prices.len() == people.mentees.len()
        && plan.mentor_prices.len() == people.mentors.len()
        && std::iter::zip(&plan.mentor_prices, &people.mentors)
            .all(|(p, m)| p.len() == usize::from(m.capacity))
        && plan
            .pairs
            .iter()
            .all(|pair| pair.mentee < people.mentees.len() && pair.mentor < people.mentors.len())
        && locked.eq(problem.locked.iter().copied())
        && (plan.bonus > 0) == (problem.recipe.objective != Objective::BestFit);
    if fits { Ok(()) } else { Err(NotProven::Foreign) }
}

/// Pairs bring exactly their prices, and who is left over is worth nothing (complementary slackness).
fn check_fit(problem: &Problem<'_>, plan: &Plan, state: &State) -> Result<(), NotProven> {
    let pairs_fit = plan.pairs.iter().filter(|pair| !pair.locked).all(|pair| {
        let (row, column) = (problem.row_of[pair.mentee] as usize, problem.column_of[pair.mentor] as usize);
        state.profits[row] + state.prices[column] == i64::from(pair.score) + plan.bonus
    });
    let rows_fit = (0..state.row_count()).all(|row| {
        let profit = state.profits[row];
        profit >= 0 && (state.partner[row] != NONE || profit == 0)
    });
    let columns_fit = (0..state.column_count() as u32).all(|column| {
        let price = state.prices[column as usize];
        state.next_level(column).is_none_or(|level| price <= level)
            && state.last_level(column).is_none_or(|level| price >= level)
    });
    if pairs_fit && rows_fit && columns_fit { Ok(()) } else { Err(NotProven::Foreign) }
}

/// Finds which potentials hold the bonus, and puts [`PAIR`] in its place.
///
/// The pairs alone have potentials as well: 1 for some rows and columns and 0 for others, so that each allowed pair has at
/// least 1 and each pair of the plan exactly 1. Any such choice will do. Prices nearly always show one, by a gap between
/// profits that hold the bonus and profits that do not which is wider than any score; where there is none, the plan's
/// pairs do (Kőnig 1931).
fn count_pairs(problem: &Problem<'_>, plan: &Plan, state: &mut State) -> Result<(), NotProven> {
    let bonus = plan.bonus;
    let counts = by_gap(state, bonus);
    let certain = match counts {
        Some(certain) => certain,
        None => by_cover(problem, plan, state)?,
    };
    for column in 0..state.column_count() as u32 {
        let holds = state.partners(column).next().is_some_and(|row| !certain[row as usize]);
        if holds {
            if state.next_level(column).is_some() {
                return Err(NotProven::Foreign);
            }
            state.prices[column as usize] += PAIR - bonus;
        }
    }
    for (row, certain) in certain.into_iter().enumerate() {
        if certain {
            state.profits[row] += PAIR - bonus;
        }
    }
    Ok(())
}

/// Rows that hold the bonus: those above a gap in profits.
///
/// Across a gap wider than any score no pair is left without the bonus. Say its row is below the gap and its column holds
/// none, so that the column's own row is above the gap: then the pair would bring more than row and column are worth.
fn by_gap(state: &State, bonus: i64) -> Option<Vec<bool>> {
    let dearest =
        (0..state.column_count() as u32).filter_map(|column| state.next_level(column)).max().unwrap_or(0);
    let mut profits: Vec<i64> = state.profits.clone();
    profits.extend([0, bonus - dearest]);
    profits.sort_unstable();
    let widest = profits.windows(2).max_by_key(|pair| pair[1] - pair[0])?;
    let (low, high) = (widest[0], widest[1]);
    let apart = high - low > MOST_SCORE && low < bonus - dearest && high <= bonus - dearest;
    apart.then(|| state.profits.iter().map(|&profit| profit >= high).collect())
}

/// Rows that no plan with the most pairs leaves over.
fn by_cover(problem: &Problem<'_>, plan: &Plan, state: &State) -> Result<Vec<bool>, NotProven> {
    let never = std::sync::atomic::AtomicBool::new(false);
    let mut scanner = Scanner::new(problem, &never);
    scanner.least_score = super::least_score(problem, plan);
    let places = Places::new(&problem.places, problem.recipe.rules.extra_partner_penalty);
    let most = cardinality::most_pairs(&scanner, &places, Some(&state.partner)).ok_or(NotProven::Foreign)?;
    let placed = state.partner.iter().filter(|&&column| column != NONE).count();
    if most.count != placed {
        return Err(NotProven::Foreign);
    }
    Ok(most.short_rows.into_iter().map(|short| !short).collect())
}
