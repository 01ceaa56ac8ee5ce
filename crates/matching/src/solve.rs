//! The way from a problem to a proven plan, for each objective.
//!
//! 1. `cardinality` counts how many pairs there can be and finds the people who are short of partners; `fairest` raises
//!    the lowest score first.
//! 2. `sample` and `auction` find prices at which nearly everyone is content.
//! 3. `residual` makes the plan the best and the prices its proof.

use people::Objective;

use crate::alike::{self, Alike, Owner};
use crate::auction::{Auction, Duties, NONE, Places};
use crate::cardinality::{self, MostPairs};
use crate::fairest;
use crate::options::{Options, Stage, Watch};
use crate::plan::{FairestProof, Plan};
use crate::problem::Problem;
use crate::residual::{Labels, State, Workshop};
use crate::sample;
use crate::scan::{Closed, Scanner};

/// The run was stopped from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub struct Stopped;

pub(crate) fn solve(problem: &Problem<'_>, options: &Options<'_>) -> Result<Plan, Stopped> {
    let watch = Watch::new(options);
    let alike = Alike::new(problem);
    let original = problem;
    let (problem, (places, owners)) = match alike {
        Some(Alike { ref problem, places, owners }) => (problem, (places, owners)),
        None => (problem, alike::single(problem)),
    };
    let mut scanner = Scanner::new(problem, watch.stop);
    watch.enter(Stage::Counting, if problem.recipe.objective == Objective::Fairest { 0.4 } else { 0.1 });
    let (duties, proof) = count(problem, &mut scanner, &places, &owners, &watch).ok_or(Stopped)?;
    scanner.closed = closed(&duties, problem.columns.blocks);

    let auction = sample::auction(&scanner, &places, &duties, options.gap, &watch).ok_or(Stopped)?;
    let state = if options.gap > 0.0 && auction.gap() <= options.gap {
        auction.settle()
    } else {
        watch.enter(Stage::Proving, 1.0);
        prove(&scanner, &places, &duties, auction, &watch).ok_or(Stopped)?
    };
    watch.part(1.0);
    Ok(Plan::new(original, &owners, &places, &duties, &state, proof))
}

/// Whom a plan must place. `None` if stopped.
fn count(
    problem: &Problem<'_>,
    scanner: &mut Scanner<'_, '_>,
    places: &Places,
    owners: &[Owner],
    watch: &Watch<'_>,
) -> Option<(Duties, Option<FairestProof>)> {
    match problem.recipe.objective {
        Objective::BestFit => {
            let (rows, columns) = (problem.rows_order.len(), problem.columns_order.len());
            Some((Duties { optional: vec![true; rows], must_fill: vec![false; columns] }, None))
        }
        Objective::Everyone => Some((duties(cardinality::most_pairs(scanner, places, None)?), None)),
        Objective::Fairest => {
            let fairest = fairest::find(scanner, places, owners, watch)?;
            scanner.least_score = fairest.least_score;
            Some((duties(fairest.most), Some(fairest.proof)))
        }
    }
}

fn duties(most: MostPairs) -> Duties {
    Duties { optional: most.short_rows, must_fill: most.short_columns }
}

/// Rows that all get a mentor keep away from mentors whom the others need.
fn closed(duties: &Duties, blocks: usize) -> Closed {
    let mut columns = cardinality::ColumnSet::empty(blocks);
    for (column, &must_fill) in duties.must_fill.iter().enumerate() {
        if must_fill {
            columns.insert(column as u32);
        }
    }
    Closed { rows: duties.optional.iter().map(|&optional| !optional).collect(), columns: columns.words }
}

/// Takes nearly the best plan to the best. `None` if stopped.
fn prove(
    scanner: &Scanner<'_, '_>,
    places: &Places,
    duties: &Duties,
    auction: Auction<'_, '_, '_>,
    watch: &Watch<'_>,
) -> Option<State> {
    let shop = Workshop { scanner, places, duties, watch };
    let wanted: Vec<u32> = (auction.place_of.iter())
        .map(|&place| if place == NONE { NONE } else { places.columns[place as usize] })
        .collect();
    let mut labels = Labels::new(wanted.len(), duties.must_fill.len());
    let mut state = State::new(&shop, auction.prices, auction.lists, &wanted);
    let done = state.place_free_rows(&shop, &mut labels) && state.mend_overpriced(&shop, &mut labels);
    done.then_some(state)
}
