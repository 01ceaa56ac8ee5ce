//! From nearly the best to the best: shortest paths in the residual graph, with prices as potentials.
//!
//! The state keeps these truths (complementary slackness), with `level` a place's extra-partner penalty:
//! 1. `profit[i] >= score(i,j) - price[j]` for every allowed pair, with equality for pairs of the plan;
//! 2. an optional row has `profit >= 0`, and 0 if it stays alone by choice;
//! 3. a column with a free place has `price <= level` of its next place — or it is *overpriced* and waits to be mended;
//! 4. a column's price is at least the level of its last taken place.
//!
//! Rows that must or want to have a partner and have none are *free*. When nobody is free and nothing overpriced, the plan
//! is the best and the prices prove it. [`State::place_free_rows`] and [`State::mend_overpriced`] get there by paths along
//! which partners change (Edmonds and Karp 1972).
//!
//! Rows are read through lists of their best partners with a bound on the rest, as in `auction`; a search that gets as far
//! as the bound looks the row up anew. So the result holds over all pairs, though few are ever touched.

use rustc_hash::FxHashSet;

use crate::auction::{Duties, KEEP, NONE, Places};
use crate::options::Watch;
use crate::scan::{Best, Candidate, Prices, Request, Scanner};

mod depth;
mod labels;
mod overpriced;
mod search;

pub(crate) use labels::Labels;

const FAR: i32 = i32::MAX;

/// A plan in the making and its prices.
#[derive(Clone)]
pub(crate) struct State {
    pub profit: Vec<i32>,
    pub prices: Prices,
    /// Column of a row, or `NONE`.
    pub partner: Vec<u32>,
    /// Per place, taken from the front of each column: rows, or `NONE`.
    pub slots: Vec<u32>,
    /// Per column: how many slots are taken.
    pub taken: Vec<u32>,
    /// Per row: its slot, or `NONE`.
    pub slot_of: Vec<u32>,
    lists: Vec<Best>,
    /// How far prices have fallen at the most since the start, and when each list was made.
    fallen: i32,
    fallen_at: Vec<i32>,
}

/// Everything fixed during the work on a state.
pub(crate) struct Workshop<'s, 'p, 'a> {
    pub scanner: &'s Scanner<'p, 'a>,
    pub places: &'s Places,
    pub duties: &'s Duties,
    pub watch: &'s Watch<'s>,
}

impl State {
    /// Takes everything over as it is: a plan that need not be the best, and prices that bound it.
    pub fn settled(
        places: &Places,
        profit: Vec<i32>,
        prices: Prices,
        lists: Vec<Best>,
        partner: &[u32],
    ) -> State {
        let rows = lists.len();
        let columns = prices.values().len();
        let mut state = State {
            profit,
            prices,
            partner: vec![NONE; rows],
            slots: vec![NONE; places.count()],
            taken: vec![0; columns],
            slot_of: vec![NONE; rows],
            lists,
            fallen: 0,
            fallen_at: vec![0; rows],
        };
        for (row, &column) in partner.iter().enumerate() {
            if column != NONE {
                state.take(places, row as u32, column);
            }
        }
        state
    }

    /// Takes over prices and those pairs that fit them exactly.
    pub fn new(shop: &Workshop<'_, '_, '_>, prices: Prices, lists: Vec<Best>, wanted: &[u32]) -> State {
        let rows = lists.len();
        let mut state = State::settled(shop.places, vec![0; rows], prices, lists, &[]);
        let stale: Vec<u32> = (0..rows as u32).filter(|&row| !state.knows_best(row)).collect();
        state.look(shop, &stale);
        for row in 0..rows as u32 {
            let (profit, _) = state.best(row);
            let optional = shop.duties.optional[row as usize];
            state.profit[row as usize] = if optional { profit.max(0) } else { profit };
            let column = wanted[row as usize];
            if column != NONE
                && let Some(candidate) = state.candidate(row, column)
                && state.slack(row, candidate) == 0
                && (shop.duties.must_fill[column as usize]
                    || state.next_level(shop, column).is_some_and(|level| level <= state.prices.get(column)))
            {
                state.take(shop.places, row, column);
            }
        }
        state
    }

    fn best(&self, row: u32) -> (i32, u32) {
        (self.lists[row as usize].candidates.iter())
            .map(|candidate| {
                (i32::from(candidate.score) - self.prices.get(candidate.column), candidate.column)
            })
            .max_by_key(|&(profit, _)| profit)
            .unwrap_or((i32::MIN / 2, NONE))
    }

    fn knows_best(&self, row: u32) -> bool {
        self.rest(row) <= self.best(row).0
    }

    /// Bound on the profit of pairs that are not in the row's list.
    fn rest(&self, row: u32) -> i32 {
        let rest = self.lists[row as usize].rest;
        if rest == i32::MIN { rest } else { rest + (self.fallen - self.fallen_at[row as usize]) }
    }

    fn candidate(&self, row: u32, column: u32) -> Option<Candidate> {
        self.lists[row as usize].candidates.iter().copied().find(|candidate| candidate.column == column)
    }

    fn slack(&self, row: u32, candidate: Candidate) -> i32 {
        self.profit[row as usize] + self.prices.get(candidate.column) - i32::from(candidate.score)
    }

    /// Reads rows on: more partners than before, the current partner among them.
    fn look(&mut self, shop: &Workshop<'_, '_, '_>, rows: &[u32]) {
        if rows.is_empty() {
            return;
        }
        let requests: Vec<Request> = (rows.iter())
            .map(|&row| {
                // A second look at unchanged prices must see more: ties may be many.
                let list = &self.lists[row as usize];
                let seen = (list.candidates.iter())
                    .filter(|c| i32::from(c.score) - self.prices.get(c.column) >= self.rest(row))
                    .count();
                Request { row, above: i32::MIN, keep: KEEP.max(seen * 2) }
            })
            .collect();
        let found = shop.scanner.best_watched(&requests, &self.prices, |_| shop.watch.tick());
        for (&row, mut best) in rows.iter().zip(found) {
            // What was seen before stays: it may be the partner, or on a path that is just being found.
            let known: FxHashSet<u32> = best.candidates.iter().map(|candidate| candidate.column).collect();
            let before = std::mem::take(&mut self.lists[row as usize].candidates);
            best.candidates.extend(before.into_iter().filter(|candidate| !known.contains(&candidate.column)));
            self.fallen_at[row as usize] = self.fallen;
            self.lists[row as usize] = best;
        }
    }

    fn take(&mut self, places: &Places, row: u32, column: u32) {
        let slot = places.of(column).start + self.taken[column as usize] as usize;
        self.slots[slot] = row;
        self.slot_of[row as usize] = slot as u32;
        self.taken[column as usize] += 1;
        self.partner[row as usize] = column;
    }

    /// Frees the row's place; the last partner moves up.
    pub fn release(&mut self, shop: &Workshop<'_, '_, '_>, row: u32) {
        let column = self.partner[row as usize];
        if column == NONE {
            return;
        }
        let first = shop.places.of(column).start;
        self.taken[column as usize] -= 1;
        let last = first + self.taken[column as usize] as usize;
        let slot = self.slot_of[row as usize] as usize;
        let moved = self.slots[last];
        self.slots[slot] = moved;
        self.slot_of[moved as usize] = slot as u32;
        self.slots[last] = NONE;
        self.slot_of[row as usize] = NONE;
        self.partner[row as usize] = NONE;
    }

    fn partners(&self, shop: &Workshop<'_, '_, '_>, column: u32) -> std::ops::Range<usize> {
        let first = shop.places.of(column).start;
        first..first + self.taken[column as usize] as usize
    }

    /// Level of the column's next free place, if it has one.
    fn next_level(&self, shop: &Workshop<'_, '_, '_>, column: u32) -> Option<i32> {
        let places = shop.places.of(column);
        let next = places.start + self.taken[column as usize] as usize;
        (next < places.end).then(|| shop.places.levels[next])
    }

    /// Level of the column's last taken place, if it may give that place up.
    fn level_to_leave(&self, shop: &Workshop<'_, '_, '_>, column: u32) -> Option<i32> {
        let taken = self.taken[column as usize] as usize;
        let may_leave = taken > 0 && !shop.duties.must_fill[column as usize];
        may_leave.then(|| shop.places.levels[shop.places.of(column).start + taken - 1])
    }

    fn is_free(&self, shop: &Workshop<'_, '_, '_>, row: u32) -> bool {
        let row = row as usize;
        self.partner[row] == NONE && !(shop.duties.optional[row] && self.profit[row] == 0)
    }

    /// Rows that still need a partner.
    pub fn free_rows(&self, shop: &Workshop<'_, '_, '_>) -> Vec<u32> {
        (0..self.profit.len() as u32).filter(|&row| self.is_free(shop, row)).collect()
    }

    /// Whether the truths above hold, as far as lists tell: checked at each step of a debug build.
    fn holds(&self, shop: &Workshop<'_, '_, '_>) -> Result<(), String> {
        for row in 0..self.profit.len() as u32 {
            let (profit, column) = (self.profit[row as usize], self.partner[row as usize]);
            let pair =
                (column != NONE).then(|| self.candidate(row, column).map(|pair| self.slack(row, pair)));
            let slack = self.lists[row as usize].candidates.iter().map(|&c| self.slack(row, c)).min();
            if pair.is_some_and(|slack| slack != Some(0)) {
                return Err(format!("row {row} is not content with column {column}: {pair:?}"));
            }
            if slack.is_some_and(|slack| slack < 0) || self.rest(row) > profit {
                return Err(format!(
                    "row {row} could have more than {profit}: {slack:?}, {}",
                    self.rest(row)
                ));
            }
            if shop.duties.optional[row as usize] && profit < 0 {
                return Err(format!("row {row} would rather be alone: {profit}"));
            }
        }
        for column in 0..self.taken.len() as u32 {
            let level = self.level_to_leave(shop, column);
            if level.is_some_and(|level| self.prices.get(column) < level) {
                return Err(format!("column {column} sells a place for less than its level"));
            }
        }
        Ok(())
    }
}
