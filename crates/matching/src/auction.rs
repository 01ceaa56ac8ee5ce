//! Good prices fast: a forward auction with falling increments.
//!
//! Each mentee bids for a place with the mentor of greatest profit (`score - price`), raising the price by the lead over the
//! second best plus epsilon (Bertsekas 1988). Epsilon falls from phase to phase. A mentee sees the whole field without
//! reading it each time: it keeps its best partners and a bound on all others, and since prices only rise within a phase,
//! the list is right until its best falls below the bound; then the mentee is looked up anew.
//!
//! What comes out is within `epsilon` a mentee of the best; `residual` takes it to the optimum.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::sync::atomic::Ordering;

use rustc_hash::FxHashMap;

use crate::options::Watch;
use crate::residual::State;
use crate::scan::{Best, Prices, Request, Scanner};

/// No row, no place.
pub(crate) const NONE: u32 = u32::MAX;
/// Partners that a mentee keeps in view.
pub(crate) const KEEP: usize = 24;

/// Up to so many places of a column are looked through one by one.
const FEW_PLACES: usize = 24;

/// Which rows and columns a plan must use. Everyone else is free to stay alone.
#[derive(Clone, Debug)]
pub(crate) struct Duties {
    /// Rows that may stay without a partner.
    pub optional: Vec<bool>,
    /// Columns of which every place must be taken.
    pub must_fill: Vec<bool>,
}

/// A column's places: `first..first + count` in flat arrays; a place's level is what it costs before anyone bids.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    pub starts: Vec<u32>,
    pub levels: Vec<i32>,
    /// Column of a place.
    pub columns: Vec<u32>,
}

impl Places {
    pub fn new(places: &[(u8, u8)], penalty: u32) -> Places {
        let mut this = Places { starts: vec![0], levels: Vec::new(), columns: Vec::new() };
        for (column, &(taken, all)) in places.iter().enumerate() {
            for k in taken..all {
                this.levels.push(i32::from(k) * penalty as i32);
                this.columns.push(column as u32);
            }
            this.starts.push(this.levels.len() as u32);
        }
        this
    }

    pub fn of(&self, column: u32) -> std::ops::Range<usize> {
        self.starts[column as usize] as usize..self.starts[column as usize + 1] as usize
    }

    pub fn count(&self) -> usize {
        self.levels.len()
    }
}

/// Prices and a plan that is nearly the best at them.
pub(crate) struct Auction<'s, 'p, 'a> {
    scanner: &'s Scanner<'p, 'a>,
    places: &'s Places,
    duties: &'s Duties,
    watch: &'s Watch<'s>,
    /// Per place: what must be outbid.
    pub asks: Vec<i32>,
    /// Per place: the row that holds it.
    pub holders: Vec<u32>,
    /// Per row: its place.
    pub place_of: Vec<u32>,
    /// Per column: the least ask.
    pub prices: Prices,
    pub lists: Vec<Best>,
    /// Columns with many places keep them in order.
    heaps: FxHashMap<u32, BinaryHeap<Reverse<(i32, u32)>>>,
    /// How many bids were made.
    bids: u64,
}

impl<'s, 'p, 'a> Auction<'s, 'p, 'a> {
    /// Begins with the first rows and the first columns, as many as there are prices; a place asks its column's price, or its
    /// level if that is more.
    pub fn new(
        scanner: &'s Scanner<'p, 'a>,
        places: &'s Places,
        duties: &'s Duties,
        rows: usize,
        prices: &[i32],
        watch: &'s Watch<'_>,
    ) -> Self {
        let asks: Vec<i32> = (prices.iter().enumerate())
            .flat_map(|(column, &price)| {
                let must_fill = duties.must_fill[column];
                let first = places.of(column as u32).start;
                places.of(column as u32).map(move |place| {
                    let (level, least) = (places.levels[place], places.levels[first]);
                    if must_fill { price + level - least } else { price.max(level) }
                })
            })
            .collect();
        let mut this = Auction {
            scanner,
            places,
            duties,
            watch,
            holders: vec![NONE; asks.len()],
            asks,
            place_of: vec![NONE; rows],
            prices: Prices::new(Vec::new()),
            lists: vec![Best::default(); rows],
            heaps: (0..prices.len() as u32)
                .filter(|&column| places.of(column).len() > FEW_PLACES)
                .map(|column| (column, BinaryHeap::new()))
                .collect(),
            bids: 0,
        };
        this.reprice();
        let requests: Vec<Request> =
            (0..rows as u32).map(|row| Request { row, above: i32::MIN, keep: KEEP }).collect();
        this.lists = scanner.best_watched(&requests, &this.prices, |share| watch.part(share));
        this
    }

    fn reprice(&mut self) {
        for (&column, heap) in &mut self.heaps {
            *heap = self.places.of(column).map(|place| Reverse((self.asks[place], place as u32))).collect();
        }
        let columns = self.places.columns[..self.asks.len()].last().map_or(0, |&column| column + 1);
        let prices = (0..columns).map(|column| self.cheapest(column).1).collect();
        self.prices = Prices::new(prices);
    }

    /// Place and ask of the column's cheapest place; of equal ones the first.
    fn cheapest(&self, column: u32) -> (usize, i32) {
        match self.heaps.get(&column) {
            Some(heap) => {
                heap.peek().map_or((usize::MAX, i32::MAX), |&Reverse((ask, place))| (place as usize, ask))
            }
            None => cheapest_of(&self.asks, self.places.of(column)),
        }
    }

    /// Raises the ask of the column's cheapest place; returns what the cheapest then asks.
    fn raise(&mut self, column: u32, place: usize, ask: i32) -> i32 {
        self.asks[place] = ask;
        if let Some(heap) = self.heaps.get_mut(&column) {
            heap.pop();
            heap.push(Reverse((ask, place as u32)));
        }
        self.cheapest(column).1
    }

    /// What the column's second cheapest place asks, if it has one.
    fn second_ask(&mut self, column: u32, cheapest: usize) -> Option<i32> {
        match self.heaps.get_mut(&column) {
            Some(heap) => {
                let first = heap.pop()?;
                let second = heap.peek().map(|&Reverse((ask, _))| ask);
                heap.push(first);
                second
            }
            None => {
                self.places.of(column).filter(|&place| place != cheapest).map(|place| self.asks[place]).min()
            }
        }
    }

    /// Frees everyone and lets prices fall by `fall` (not below a place's level): the next phase begins.
    pub fn restart(&mut self, fall: i32) {
        self.holders.fill(NONE);
        self.place_of.fill(NONE);
        for (place, ask) in self.asks.iter_mut().enumerate() {
            let must_fill = self.duties.must_fill[self.places.columns[place] as usize];
            let floor = if must_fill { i32::MIN / 2 } else { self.places.levels[place] };
            *ask = (*ask - fall).max(floor.min(*ask));
        }
        self.reprice();
        for list in &mut self.lists {
            if list.rest > i32::MIN {
                list.rest += fall;
            }
        }
    }

    /// Shifts all prices alike to where the sum of prices and profits is least: where as many rows gain from a partner as there are
    /// places worth something. Rows that need not and rows that must have a partner see different columns; each kind is
    /// shifted for itself, and by `fall` further down, so that places that nobody takes get cheap in few rounds.
    ///
    /// Whoever holds a place that is then better left empty loses it and looks again.
    pub fn balance(&mut self, fall: i32) {
        let profits: Vec<i32> = (0..self.lists.len()).map(|row| self.best_in_view(row)).collect();
        for scarce in [false, true] {
            // In best_fit all rows are optional and no column must be filled: one market.
            let one_market = !self.duties.must_fill.iter().any(|&must| must);
            let belongs = |flag: bool| one_market || flag == scarce;
            if one_market && scarce {
                break;
            }
            let mut rows: Vec<i32> = (profits.iter().enumerate())
                .filter(|&(row, &profit)| belongs(self.duties.optional[row]) && profit > i32::MIN)
                .map(|(row, &profit)| if self.duties.optional[row] { profit } else { i32::MAX })
                .collect();
            let mut places: Vec<i32> = (self.asks.iter().enumerate())
                .filter(|&(place, _)| belongs(self.duties.must_fill[self.places.columns[place] as usize]))
                .map(|(place, &ask)| {
                    let must_fill = self.duties.must_fill[self.places.columns[place] as usize];
                    if must_fill { i32::MAX } else { ask - self.places.levels[place] }
                })
                .collect();
            rows.sort_unstable();
            places.sort_unstable();
            let above =
                |sorted: &[i32], limit: i32| sorted.len() - sorted.partition_point(|&number| number <= limit);
            let (mut low, mut high) = (-20_000i32, 20_000i32);
            while low < high {
                let middle = (low + high).div_euclid(2);
                if above(&places, -middle) >= above(&rows, middle) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            if low.abs() == 20_000 {
                continue;
            }
            low -= fall;
            for place in 0..self.asks.len() {
                let must_fill = self.duties.must_fill[self.places.columns[place] as usize];
                if !belongs(must_fill) {
                    continue;
                }
                self.asks[place] += low;
                if !must_fill && self.asks[place] < self.places.levels[place] {
                    self.asks[place] = self.places.levels[place];
                    if let Some(holder) = self.holder(place) {
                        self.holders[place] = NONE;
                        self.place_of[holder as usize] = NONE;
                    }
                }
            }
            for (row, list) in self.lists.iter_mut().enumerate() {
                if belongs(self.duties.optional[row]) && list.rest > i32::MIN {
                    list.rest -= low;
                }
            }
        }
        self.reprice();
    }

    fn holder(&self, place: usize) -> Option<u32> {
        Some(self.holders[place]).filter(|&row| row != NONE)
    }

    /// Proven gap between what is placed now and the best, as a share of the best; infinite while someone who must be placed
    /// is not.
    pub fn gap(&self) -> f64 {
        let must_have_missing = (0..self.place_of.len())
            .any(|row| self.place_of[row] == NONE && !self.duties.optional[row])
            || (0..self.asks.len()).any(|place| {
                self.holders[place] == NONE && self.duties.must_fill[self.places.columns[place] as usize]
            });
        if must_have_missing {
            return f64::INFINITY;
        }
        let value: i64 = (self.place_of.iter().enumerate())
            .filter(|&(_, &place)| place != NONE)
            .map(|(row, &place)| {
                let column = self.places.columns[place as usize];
                let seen = self.lists[row].candidates.iter().find(|candidate| candidate.column == column);
                seen.map_or(0, |candidate| i64::from(candidate.score)) - self.settled_level(place)
            })
            .sum();
        let prices: i64 = (self.asks.iter().enumerate())
            .map(|(place, _)| {
                let column = self.places.columns[place];
                let above = i64::from(self.prices.get(column)) - i64::from(self.places.levels[place]);
                if self.duties.must_fill[column as usize] { above } else { above.max(0) }
            })
            .sum();
        let bound = prices + self.profits().iter().map(|&profit| i64::from(profit)).sum::<i64>();
        (bound - value).max(0) as f64 / (bound.max(1)) as f64
    }

    /// How many rows and places are still without a partner though they should have one at this increment.
    pub fn discontent(&self, epsilon: i32) -> usize {
        let must_fill = |place: usize| self.duties.must_fill[self.places.columns[place] as usize];
        let places = (0..self.asks.len()).filter(|&place| self.holders[place] == NONE);
        let rows =
            (0..self.place_of.len()).filter(|&row| self.place_of[row] == NONE && !self.duties.optional[row]);
        rows.count()
            + places.filter(|&p| must_fill(p) || self.asks[p] - self.places.levels[p] > epsilon).count()
    }

    /// What the holder of the place costs: a column's holders have its first places.
    fn settled_level(&self, place: u32) -> i64 {
        let places = self.places.of(self.places.columns[place as usize]);
        let before = (places.start..place as usize).filter(|&place| self.holders[place] != NONE).count();
        i64::from(self.places.levels[places.start + before])
    }

    /// The plan as it stands, with prices that bound all others.
    pub fn settle(self) -> State {
        let profits = self.profits();
        let partner: Vec<u32> = (self.place_of.iter())
            .map(|&place| if place == NONE { NONE } else { self.places.columns[place as usize] })
            .collect();
        State::settled(self.places, profits, self.prices, self.lists, &partner)
    }

    /// Lets rows bid until everyone has a place or, where that is allowed, prefers none. Stops early after `most_bids`.
    pub fn run(&mut self, epsilon: i32, most_bids: u64) {
        let mut queue: VecDeque<u32> =
            (0..self.place_of.len() as u32).filter(|&row| self.place_of[row as usize] == NONE).collect();
        let mut stale: Vec<u32> = Vec::new();
        let stop_at = self.bids + most_bids;
        loop {
            while let Some(row) = queue.pop_front() {
                match self.bid(row, epsilon) {
                    Bid::Took(Some(loser)) => queue.push_back(loser),
                    Bid::Took(None) | Bid::StaysOut => {}
                    Bid::Stale => stale.push(row),
                }
                if self.bids >= stop_at {
                    return;
                }
            }
            if stale.is_empty() || self.scanner.cancel.load(Ordering::Relaxed) {
                return;
            }
            self.look(&stale);
            queue.extend(stale.drain(..));
        }
    }

    /// Looks rows up at today's prices.
    fn look(&mut self, rows: &[u32]) {
        let requests: Vec<Request> =
            rows.iter().map(|&row| Request { row, above: self.kth_profit(row), keep: KEEP }).collect();
        let found = self.scanner.best_watched(&requests, &self.prices, |_| self.watch.tick());
        for (&row, best) in rows.iter().zip(found) {
            self.lists[row as usize] = best;
        }
    }

    /// Just below the profit that as many partners as a list holds are known to bring.
    fn kth_profit(&self, row: u32) -> i32 {
        let list = &self.lists[row as usize].candidates;
        if list.len() < KEEP {
            return i32::MIN;
        }
        list.iter().map(|c| i32::from(c.score) - self.prices.get(c.column)).min().unwrap_or(i32::MIN) - 1
    }

    /// What each row would pay less than a pair is worth: its profit, or `i32::MAX` if it has no partner here and so no say.
    pub fn reserves(&self) -> Vec<i32> {
        (0..self.lists.len())
            .map(|row| match self.best_in_view(row) {
                i32::MIN => i32::MAX,
                best if self.duties.optional[row] => best.max(0),
                best => best,
            })
            .collect()
    }

    /// What each row gets at today's prices, as far as it is in view.
    pub fn profits(&self) -> Vec<i32> {
        (0..self.lists.len())
            .map(|row| {
                let best = self.best_in_view(row);
                if self.duties.optional[row] { best.max(0) } else { best.max(i32::MIN / 4) }
            })
            .collect()
    }

    /// The best profit that any partner brings the row, or a bound on it; `i32::MIN` if it can have none.
    fn best_in_view(&self, row: usize) -> i32 {
        let list = &self.lists[row];
        (list.candidates.iter())
            .map(|c| i32::from(c.score) - self.prices.get(c.column))
            .chain([list.rest])
            .max()
            .unwrap_or(i32::MIN)
    }

    fn bid(&mut self, row: u32, epsilon: i32) -> Bid {
        let list = &self.lists[row as usize];
        let (mut best, mut second, mut column) = (i32::MIN, i32::MIN, NONE);
        for candidate in &list.candidates {
            let profit = i32::from(candidate.score) - self.prices.get(candidate.column);
            if profit > best {
                (second, best, column) = (best, profit, candidate.column);
            } else if profit > second {
                second = profit;
            }
        }
        if list.rest > best {
            return Bid::Stale;
        }
        let optional = self.duties.optional[row as usize];
        if column == NONE || (optional && best < 0) {
            return Bid::StaysOut;
        }
        // What the row has if it does not get this place: another partner, one that it cannot see, or none.
        // With no other in sight the first bid gives up all profit, and later ones go on in small steps.
        let mut fallback = second.max(list.rest).max(best - best.max(8 * epsilon));
        if optional {
            fallback = fallback.max(0);
        }
        let (place, ask) = self.cheapest(column);
        let next_ask = self.second_ask(column, place);
        if let Some(next_ask) = next_ask {
            fallback = fallback.max(best + ask - next_ask);
        }
        let raised = ask + (best - fallback) + epsilon;
        let price = self.raise(column, place, raised);
        self.prices.set(column, price);
        let loser = std::mem::replace(&mut self.holders[place], row);
        self.place_of[row as usize] = place as u32;
        self.bids += 1;
        if loser == NONE {
            return Bid::Took(None);
        }
        self.place_of[loser as usize] = NONE;
        Bid::Took(Some(loser))
    }
}

fn cheapest_of(asks: &[i32], places: std::ops::Range<usize>) -> (usize, i32) {
    let mut best = (usize::MAX, i32::MAX);
    for place in places {
        if asks[place] < best.1 {
            best = (place, asks[place]);
        }
    }
    best
}

enum Bid {
    /// A place, and who lost it.
    Took(Option<u32>),
    /// No partner is worth its price.
    StaysOut,
    /// A partner out of view may be better than any in view.
    Stale,
}
