//! The way from a problem to a proven plan, for each objective.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use people::Objective;

use crate::auction::{Auction, Duties, NONE, Places};
use crate::cardinality::{self, MostPairs};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::residual::{Labels, State, Workshop};
use crate::scan::{Closed, Scanner};

/// The run was stopped from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub struct Stopped;

pub(crate) fn solve(problem: &Problem<'_>) -> Result<Plan, Stopped> {
    let cancel = AtomicBool::new(false);
    let places = Places::new(&problem.places, problem.recipe.rules.extra_partner_penalty);
    let mut scanner = Scanner::new(problem, &cancel);
    let verbose = std::env::var_os("VV_VERBOSE").is_some();
    let clock = Instant::now();
    let say = |what: &str| {
        if verbose {
            eprintln!("{:8.3} {what}", clock.elapsed().as_secs_f64());
        }
    };
    let rows = problem.rows_order.len();
    let columns = problem.columns_order.len();
    let most = match problem.recipe.objective {
        Objective::BestFit => None,
        _ => Some(cardinality::most_pairs(&scanner, &places, None).ok_or(Stopped)?),
    };
    say("cardinality");
    let duties = duties(most.as_ref(), rows, columns);
    scanner.closed = closed(&duties, problem.columns.blocks);
    let start = -(10_001 + places.levels.iter().copied().max().unwrap_or(0));
    let mut auction = Auction::new(&scanner, &places, &duties, start);
    say("first lists");
    let mut epsilon = 256;
    loop {
        let most_bids = 40 * rows as u64 + 1000;
        auction.run(epsilon, most_bids);
        let unplaced = auction.place_of.iter().filter(|&&p| p == NONE).count();
        say(&format!("epsilon {epsilon}: {} bids, {} looks, {unplaced} unplaced", auction.bids, auction.looks));
        if epsilon <= 1 {
            break;
        }
        auction.restart(epsilon);
        epsilon = (epsilon / 4).max(1);
    }
    let shop = Workshop { scanner: &scanner, places: &places, duties: &duties };
    let wanted: Vec<u32> = (auction.place_of.iter())
        .map(|&place| if place == NONE { NONE } else { places.columns[place as usize] })
        .collect();
    let Auction { prices, lists, .. } = auction;
    let mut state = State::new(&shop, prices, lists, &wanted);
    say(&format!("state: {} free", state.free_rows(&shop).len()));
    let mut labels = Labels::new(rows, columns);
    if verbose { state.check(&shop, "start"); }
    if !state.place_free_rows(&shop, &mut labels) {
        return Err(Stopped);
    }
    say(&format!("placed: {} searches {} looks", labels.searches, labels.looks));
    if verbose { state.check(&shop, "placed"); }
    if !state.mend_overpriced(&shop, &mut labels) {
        return Err(Stopped);
    }
    say(&format!("mended: {} searches {} looks", labels.searches, labels.looks));
    if verbose { state.check(&shop, "mended"); }
    let _ = cancel.load(Ordering::Relaxed);
    Ok(Plan::new(problem, &places, &duties, &state))
}

fn duties(most: Option<&MostPairs>, rows: usize, columns: usize) -> Duties {
    match most {
        None => Duties { optional: vec![true; rows], must_fill: vec![false; columns] },
        Some(most) => Duties { optional: most.short_rows.clone(), must_fill: most.short_columns.clone() },
    }
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
