//! Prices for the whole field from small samples of it.
//!
//! Rows and columns are in drawn order, so the first of them are a fair sample. An auction among a few hundred finds what
//! is scarce; the columns of the next, larger sample then cost what the smaller sample's rows would pay for them. The
//! whole field begins with prices that are nearly right, and few bids are left to be made.

use crate::auction::{Auction, Duties, Places};
use crate::columns::LANES;
use crate::options::{Stage, Watch};
use crate::scan::Scanner;

/// A sample is this many times smaller than the next.
const STEP: usize = 6;
/// Least increment of bids in a sample, in points of score.
const SAMPLE_EPSILON: i32 = 16;
/// Each phase's increments are this many times smaller than the last one's.
const FALL: i32 = 4;
/// Rounds of bidding and balancing in a phase at the most.
const ROUNDS: usize = 40;

/// Runs the auction, from the smallest sample to everyone; ends early once the gap is as small as wished. `None` if
/// stopped.
pub(crate) fn auction<'s, 'p, 'a>(
    scanner: &'s Scanner<'p, 'a>,
    places: &'s Places,
    duties: &'s Duties,
    gap: f64,
    watch: &'s Watch<'_>,
) -> Option<Auction<'s, 'p, 'a>> {
    let problem = scanner.problem;
    let blocks = problem.columns.blocks;
    let (rows, columns) = (problem.rows_order.len(), problem.columns_order.len());
    let mut reserves: Vec<i32> = Vec::new();
    let sizes = sizes(blocks);
    // Nobody must be placed in a sample: who has few partners may find none there, and would bid without end.
    let free = Duties { optional: vec![true; rows], must_fill: vec![false; columns] };
    for (step, &size) in sizes[..sizes.len() - 1].iter().enumerate() {
        watch.enter(Stage::Bidding, 0.15);
        let part = scanner.first_blocks(size);
        let mut prices = floor(places, &free, size * LANES);
        if step > 0 {
            part.raise(&reserves, &mut prices, watch);
        }
        // As many rows for the places as in the whole.
        let share = places.starts[size * LANES] as usize;
        let mut sample = Auction::new(&part, places, &free, rows * share / places.count(), &prices, watch);
        let first = if step == 0 { 256 } else { 64 };
        run(&mut sample, first, SAMPLE_EPSILON, 0.0, watch)?;
        reserves = sample.reserves();
    }
    watch.enter(Stage::Bidding, 0.2);
    let mut prices = floor(places, duties, columns);
    if sizes.len() > 1 {
        scanner.raise(&reserves, &mut prices, watch);
    }
    watch.enter(Stage::Bidding, 0.45);
    let mut whole = Auction::new(scanner, places, duties, rows, &prices, watch);
    watch.enter(Stage::Bidding, 0.8);
    run(&mut whole, if sizes.len() > 1 { 64 } else { 256 }, 1, gap, watch)?;
    Some(whole)
}

/// Blocks in each sample, the smallest first and the whole last.
fn sizes(blocks: usize) -> Vec<usize> {
    let mut sizes = vec![blocks];
    while sizes[sizes.len() - 1] > 2 {
        sizes.push(sizes[sizes.len() - 1].div_ceil(STEP));
    }
    sizes.reverse();
    sizes
}

/// The least that the first columns ask: the level of their first place. A column of which every place must be taken may
/// ask less than anyone would turn down.
fn floor(places: &Places, duties: &Duties, columns: usize) -> Vec<i32> {
    let least = -(10_001 + places.levels.iter().copied().max().unwrap_or(0));
    (0..columns)
        .map(
            |column| {
                if duties.must_fill[column] { least } else { places.levels[places.of(column as u32).start] }
            },
        )
        .collect()
}

/// Phases with falling increments. `None` if stopped.
fn run(auction: &mut Auction<'_, '_, '_>, first: i32, last: i32, gap: f64, watch: &Watch<'_>) -> Option<()> {
    let mut epsilon = first;
    let phases = f64::from((first / last).max(2).ilog(FALL) + 1);
    let mut phase = 0.0;
    loop {
        let mut before = usize::MAX / 16;
        for round in 0..ROUNDS {
            let fall = if round == 0 { 0 } else { 2 * epsilon };
            auction.balance(fall);
            let most_bids = 10 * auction.place_of.len() as u64 + 1000;
            auction.run(epsilon, most_bids);
            if watch.stopped() {
                return None;
            }
            let discontent = auction.discontent(epsilon);
            if discontent * 1000 <= auction.place_of.len() || (round > 3 && discontent * 20 >= before * 19) {
                break;
            }
            before = discontent;
        }
        phase += 1.0;
        watch.part(phase / phases);
        if gap > 0.0 {
            watch.gap(auction.gap());
            if auction.gap() <= gap {
                return Some(());
            }
        }
        if epsilon <= last {
            return Some(());
        }
        auction.restart(epsilon);
        epsilon = (epsilon / FALL).max(1);
    }
}
