//! The way from a problem to a proven plan, for each objective.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use people::Objective;

use crate::auction::{Auction, Duties, NONE, Places};
use crate::cardinality::{self, MostPairs};
use crate::options::Options;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::residual::{Labels, State, Workshop};
use crate::scan::{Closed, Scanner};

/// The run was stopped from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub struct Stopped;

pub(crate) fn solve(problem: &Problem<'_>, options: &Options<'_>) -> Result<Plan, Stopped> {
    let never = AtomicBool::new(false);
    let cancel = options.stop.unwrap_or(&never);
    let places = Places::new(&problem.places, problem.recipe.rules.extra_partner_penalty);
    let mut scanner = Scanner::new(problem, cancel);
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
    let floor: Vec<i32> = (0..columns)
        .map(|column| if duties.must_fill[column] { start } else { places.levels[places.of(column as u32).start] })
        .collect();
    let blocks = problem.columns.blocks;
    // Sizes of the samples, the smallest first.
    let mut sizes = vec![blocks];
    while sizes[sizes.len() - 1] > 2 {
        sizes.push(sizes[sizes.len() - 1].div_ceil(6));
    }
    sizes.reverse();
    let mut prices: Vec<i32> = Vec::new();
    let mut profits: Vec<i32> = Vec::new();
    let mut auction = None;
    for (step, &size) in sizes.iter().enumerate() {
        let last = size == blocks;
        let sample_columns = if last { columns } else { size * crate::columns::LANES };
        let sample_rows = if last { rows } else { rows * size / blocks };
        scanner.blocks = size;
        prices = floor[..sample_columns].to_vec();
        if step > 0 {
            scanner.raise(&profits, &mut prices);
            say(&format!("raised, from {} rows to {} columns", profits.len(), sample_columns));
        }
        let mut this = Auction::new(&scanner, &places, &duties, sample_rows, &prices);
        say("first lists");
        let mut epsilon = if step == 0 { 256 } else { env("VV_EPS", 64) };
        loop {
            let most_bids = env("VV_BIDS", 10) as u64 * sample_rows as u64 + 1000;
            for round in 0..env("VV_ROUNDS", 20) {
                let freed = this.balance();
                let (bids, looks) = (this.bids, this.looks);
                this.run(epsilon, most_bids);
                let unplaced = this.place_of.iter().filter(|&&p| p == NONE).count();
                let overpriced = this.overpriced(epsilon);
                say(&format!(
                    "epsilon {epsilon} round {round}: freed {freed}, {} bids, {} looks, {unplaced} unplaced, {overpriced} overpriced",
                    this.bids - bids, this.looks - looks
                ));
                if freed == 0 && round > 0 {
                    break;
                }
            }
            if epsilon <= if last { 1 } else { 16 } {
                break;
            }
            this.restart(epsilon);
            epsilon = (epsilon / env("VV_DIV", 4)).max(1);
        }
        if last {
            let Auction { place_of, prices, lists, .. } = this;
            auction = Some((place_of, prices, lists));
        } else {
            profits = this.profits();
        }
    }
    let _ = prices;
    let (place_of, prices, lists) = auction.unwrap_or_else(|| (Vec::new(), crate::scan::Prices::new(Vec::new()), Vec::new()));
    scanner.blocks = blocks;
    let shop = Workshop { scanner: &scanner, places: &places, duties: &duties };
    let wanted: Vec<u32> = (place_of.iter())
        .map(|&place| if place == NONE { NONE } else { places.columns[place as usize] })
        .collect();
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

fn env(name: &str, default: i32) -> i32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}
