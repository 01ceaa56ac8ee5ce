//! From nearly the best to the best: shortest paths in the residual graph, with prices as potentials.
//!
//! The state keeps these truths (complementary slackness), with `level` a place's extra-partner penalty:
//! 1. `profit[i] >= score(i,j) - price[j]` for every allowed pair, with equality for pairs of the plan;
//! 2. an optional row has `profit >= 0`, and 0 if it stays alone by choice;
//! 3. a column with a free place has `price <= level` of its next place — or it is *overpriced* and waits to be mended;
//! 4. a column's price is at least the level of its last taken place.
//!
//! Rows that must or want to have a partner and have none are *free*. When nobody is free and nothing overpriced, the plan is the
//! best and the prices prove it. [`State::place_free_rows`] and [`State::mend_overpriced`] get there by paths along which
//! partners change (Edmonds and Karp 1972; many rows at once as in Hopcroft and Karp 1973).
//!
//! Rows are read through lists of their best partners with a bound on the rest, as in `auction`; a search that gets as far as the bound looks
//! the row up anew. So the result holds over all pairs, though few are ever touched.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;

use crate::auction::{Duties, KEEP, NONE, Places};
use crate::buckets::Buckets;
use crate::options::Watch;
use crate::scan::{Best, Candidate, Prices, Request, Scanner};

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

/// Labels of a search.
pub(crate) struct Labels {
    row_distance: Vec<i32>,
    column_distance: Vec<i32>,
    /// Row from which a column was reached, `NONE` for none.
    parent: Vec<u32>,
    reached_rows: Vec<u32>,
    reached_columns: Vec<u32>,
    /// How many of a column's partners a search in depth has gone through.
    gone_through: Vec<u32>,
    /// Columns by distance.
    queue: Buckets,
    /// Rows whose list must be read on once the search has come this far.
    to_look: BinaryHeap<Reverse<(i32, u32)>>,
    /// How many rows are read on at once; grows during a search.
    batch: usize,
}

/// How far ahead of the search rows are read on at the most, beyond half the way that it has come.
const AHEAD: i32 = 24;
/// Rows read on at once: at the beginning of a search, and at the most.
const BATCH: std::ops::RangeInclusive<usize> = 16..=4096;

impl Labels {
    pub fn new(rows: usize, columns: usize) -> Labels {
        Labels {
            row_distance: vec![FAR; rows],
            column_distance: vec![FAR; columns],
            parent: vec![NONE; columns],
            reached_rows: Vec::new(),
            reached_columns: Vec::new(),
            gone_through: vec![0; columns],
            queue: Buckets::new(),
            to_look: BinaryHeap::new(),
            batch: *BATCH.start(),
        }
    }

    fn clear(&mut self) {
        for row in self.reached_rows.drain(..) {
            self.row_distance[row as usize] = FAR;
        }
        for column in self.reached_columns.drain(..) {
            self.column_distance[column as usize] = FAR;
            self.parent[column as usize] = NONE;
            self.gone_through[column as usize] = 0;
        }
        self.queue.clear();
        self.to_look.clear();
        self.batch = *BATCH.start();
    }

    /// What comes next: a column, or rows to be read on. Columns at the same distance come first.
    fn next(&mut self) -> Option<(i32, Next)> {
        let column = self.queue.next_distance();
        let look = self.to_look.peek().map(|&Reverse((distance, _))| distance);
        match (column, look) {
            (column, Some(look)) if column.is_none_or(|column| look < column) => Some((look, Next::Look)),
            (Some(_), _) => self.queue.pop().map(|(distance, column)| (distance, Next::Column(column))),
            _ => None,
        }
    }
}

/// Where a path may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// A free place of the column.
    Place(u32),
    /// The row stays alone.
    Alone(u32),
}

/// What a path over tight pairs is to lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    /// A place for the first row, or leave to stay alone for the last.
    Partner,
    /// A column that is overpriced.
    Overpriced,
}

/// Where a search goes on.
enum Next {
    Column(u32),
    Look,
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

    fn is_free(&self, shop: &Workshop<'_, '_, '_>, row: u32) -> bool {
        let row = row as usize;
        self.partner[row] == NONE && !(shop.duties.optional[row] && self.profit[row] == 0)
    }

    /// Rows that still need a partner.
    pub fn free_rows(&self, shop: &Workshop<'_, '_, '_>) -> Vec<u32> {
        (0..self.profit.len() as u32).filter(|&row| self.is_free(shop, row)).collect()
    }

    /// Gives every free row a partner or, where allowed, leave to stay alone. False if cancelled or if some row can have none.
    pub fn place_free_rows(&mut self, shop: &Workshop<'_, '_, '_>, labels: &mut Labels) -> bool {
        debug_assert_eq!(self.holds(shop), Ok(()), "at the beginning");
        let mut free = self.free_rows(shop);
        self.augment_all(shop, labels, &mut free);
        // Many at once while that pays.
        while free.len() > 8 {
            if shop.watch.stopped() {
                return false;
            }
            let before = free.len();
            if self.search(shop, labels, &free).is_none() {
                return false;
            }
            self.augment_all(shop, labels, &mut free);
            if (before - free.len()) * 50 < before {
                break;
            }
        }
        for row in free {
            if shop.watch.stopped() {
                return false;
            }
            let Some(end) = self.search(shop, labels, &[row]) else { return false };
            self.shift_along(shop, labels, end);
            debug_assert_eq!(self.holds(shop), Ok(()), "after a row was placed");
        }
        true
    }

    /// Shortest path from any of the rows to a place or a row that may stay alone; moves the prices so that it is tight.
    fn search(&mut self, shop: &Workshop<'_, '_, '_>, labels: &mut Labels, from: &[u32]) -> Option<End> {
        labels.clear();
        let mut end: Option<(i32, End)> = None;
        for &row in from {
            self.reach_row(shop, labels, row, 0, &mut end);
        }
        while let Some((distance, next)) = labels.next() {
            if end.is_some_and(|(best, _)| best <= distance) {
                break;
            }
            let Next::Column(column) = next else {
                if !self.look_ahead(shop, labels, distance, end.map_or(FAR, |(best, _)| best)) {
                    return None;
                }
                continue;
            };
            if distance <= labels.column_distance[column as usize] {
                self.leave_column(shop, labels, column, distance, &mut end);
            }
        }
        let (distance, end) = end?;
        for &row in &labels.reached_rows {
            let gap = distance - labels.row_distance[row as usize];
            if gap > 0 {
                self.profit[row as usize] -= gap;
            }
        }
        for &column in &labels.reached_columns {
            let gap = distance - labels.column_distance[column as usize];
            if gap > 0 {
                self.prices.set(column, self.prices.get(column) + gap);
            }
        }
        Some(end)
    }

    /// Reads on the rows that wait at this distance and the next ones, many at once: all cores look, and prices are laid out
    /// once. False if stopped.
    fn look_ahead(&mut self, shop: &Workshop<'_, '_, '_>, labels: &mut Labels, now: i32, limit: i32) -> bool {
        let mut rows = Vec::new();
        while rows.len() < labels.batch
            && let Some(&Reverse((distance, row))) = labels.to_look.peek()
            && distance < limit.min(now.saturating_add(now / 2 + AHEAD))
        {
            labels.to_look.pop();
            rows.push(row);
        }
        labels.batch = (labels.batch * 2).min(*BATCH.end());
        self.look(shop, &rows);
        for &row in &rows {
            self.relax(labels, row, labels.row_distance[row as usize], now, limit);
        }
        !shop.watch.stopped()
    }

    fn leave_column(
        &self,
        shop: &Workshop<'_, '_, '_>,
        labels: &mut Labels,
        column: u32,
        distance: i32,
        end: &mut Option<(i32, End)>,
    ) {
        if let Some(level) = self.next_level(shop, column) {
            let at = distance + (level - self.prices.get(column)).max(0);
            if shop.duties.must_fill[column as usize] {
                improve(end, distance, End::Place(column));
            } else {
                improve(end, at, End::Place(column));
            }
        }
        for slot in self.partners(shop, column) {
            self.reach_row(shop, labels, self.slots[slot], distance, end);
        }
    }

    fn reach_row(
        &self,
        shop: &Workshop<'_, '_, '_>,
        labels: &mut Labels,
        row: u32,
        distance: i32,
        end: &mut Option<(i32, End)>,
    ) {
        if labels.row_distance[row as usize] <= distance {
            return;
        }
        labels.row_distance[row as usize] = distance;
        labels.reached_rows.push(row);
        if shop.duties.optional[row as usize] {
            improve(end, distance + self.profit[row as usize], End::Alone(row));
        }
        self.relax(labels, row, distance, distance, end.map_or(FAR, |(best, _)| best));
    }

    /// Labels the partners in the row's list. No label is set below `now`, where the search stands.
    fn relax(&self, labels: &mut Labels, row: u32, distance: i32, now: i32, limit: i32) {
        let list = &self.lists[row as usize];
        for &candidate in &list.candidates {
            let at = (distance + self.slack(row, candidate)).max(now);
            let column = candidate.column;
            let label = &mut labels.column_distance[column as usize];
            if at < *label && at < limit {
                if *label == FAR {
                    labels.reached_columns.push(column);
                }
                *label = at;
                labels.parent[column as usize] = row;
                labels.queue.push(at, column);
            }
        }
        let rest = self.rest(row);
        if rest > i32::MIN {
            let at = (distance + self.profit[row as usize] - rest).max(now);
            if at < limit {
                labels.to_look.push(Reverse((at, row)));
            }
        }
    }

    /// Walks back from the end of the path and lets each row on it take its next column.
    fn shift_along(&mut self, shop: &Workshop<'_, '_, '_>, labels: &Labels, end: End) {
        let mut column = match end {
            End::Place(column) => column,
            End::Alone(row) => {
                let column = self.partner[row as usize];
                self.release(shop, row);
                if column == NONE {
                    return;
                }
                column
            }
        };
        // The path begins with a row that had no partner, or one whose column was reached by nobody and gives up a place.
        loop {
            let row = labels.parent[column as usize];
            if row == NONE {
                return;
            }
            let previous = self.partner[row as usize];
            self.release(shop, row);
            self.take(shop.places, row, column);
            if previous == NONE {
                return;
            }
            column = previous;
        }
    }

    /// A greatest set of disjoint paths over tight pairs, found depth first; `free` keeps those without one.
    fn augment_all(&mut self, shop: &Workshop<'_, '_, '_>, labels: &mut Labels, free: &mut Vec<u32>) {
        labels.clear();
        free.retain(|&row| !self.augment(shop, labels, row, Goal::Partner));
    }

    /// Looks for a path over tight pairs from the row; columns seen before by this round are dead ends.
    fn augment(&mut self, shop: &Workshop<'_, '_, '_>, labels: &mut Labels, start: u32, goal: Goal) -> bool {
        // Each entry: a row and how far its list has been read.
        let mut stack: Vec<(u32, u32)> = vec![(start, 0)];
        let mark_row = |labels: &mut Labels, row: u32| {
            let fresh = labels.row_distance[row as usize] == FAR;
            if fresh {
                labels.row_distance[row as usize] = 0;
                labels.reached_rows.push(row);
            }
            fresh
        };
        if !mark_row(labels, start) {
            return false;
        }
        // Whoever gives up a place does not come back to it.
        let own = self.partner[start as usize];
        if own != NONE {
            labels.column_distance[own as usize] = 0;
            labels.reached_columns.push(own);
        }
        while let Some(&mut (row, ref mut read)) = stack.last_mut() {
            if goal == Goal::Partner && shop.duties.optional[row as usize] && self.profit[row as usize] == 0 {
                self.shift_along(shop, labels, End::Alone(row));
                return true;
            }
            let list = &self.lists[row as usize].candidates;
            let next = (*read as usize..list.len()).find(|&index| {
                let candidate = list[index];
                labels.column_distance[candidate.column as usize] == FAR && self.slack(row, candidate) == 0
            });
            let Some(index) = next else {
                stack.pop();
                continue;
            };
            let column = list[index].column;
            // The column's other partners come next time round: the column stays unread until all are marked.
            if labels.parent[column as usize] == NONE {
                labels.parent[column as usize] = row;
                labels.reached_columns.push(column);
                let price = self.prices.get(column);
                let must_fill = shop.duties.must_fill[column as usize];
                let reached = self.next_level(shop, column).is_some_and(|level| match goal {
                    Goal::Partner => must_fill || level <= price,
                    Goal::Overpriced => must_fill || level < price,
                });
                if reached {
                    self.shift_along(shop, labels, End::Place(column));
                    // It may have more free places for others.
                    labels.parent[column as usize] = NONE;
                    return true;
                }
            } else if labels.parent[column as usize] != row {
                *read = index as u32 + 1;
                continue;
            }
            let slots = &self.slots[self.partners(shop, column)];
            let unmarked = loop {
                let partner = slots.get(labels.gone_through[column as usize] as usize).copied();
                match partner {
                    Some(partner) if labels.row_distance[partner as usize] != FAR => {
                        labels.gone_through[column as usize] += 1;
                    }
                    other => break other,
                }
            };
            match unmarked {
                Some(partner) => {
                    mark_row(labels, partner);
                    stack.push((partner, 0));
                }
                None => {
                    labels.column_distance[column as usize] = 0;
                    *read = index as u32 + 1;
                }
            }
        }
        false
    }

    /// Columns that ask more for a free place than it may cost.
    fn overpriced(&self, shop: &Workshop<'_, '_, '_>) -> Vec<(u32, i32)> {
        (0..self.taken.len() as u32)
            .filter_map(|column| {
                let level = self.next_level(shop, column)?;
                let excess = if shop.duties.must_fill[column as usize] {
                    FAR
                } else {
                    self.prices.get(column) - level
                };
                (excess > 0).then_some((column, excess))
            })
            .collect()
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

    /// Lets overpriced columns win partners from elsewhere or lower their prices. False if cancelled or impossible.
    pub fn mend_overpriced(&mut self, shop: &Workshop<'_, '_, '_>, labels: &mut Labels) -> bool {
        loop {
            let targets = self.overpriced(shop);
            if targets.is_empty() {
                return true;
            }
            if shop.watch.stopped() || !self.lower_towards(shop, labels, &targets) {
                return false;
            }
            debug_assert_eq!(self.holds(shop), Ok(()), "after prices fell");
            self.fill_overpriced(shop, labels);
            debug_assert_eq!(self.holds(shop), Ok(()), "after places were filled");
        }
    }

    /// Level of the column's last taken place, if it may give that place up.
    fn level_to_leave(&self, shop: &Workshop<'_, '_, '_>, column: u32) -> Option<i32> {
        let taken = self.taken[column as usize] as usize;
        let may_leave = taken > 0 && !shop.duties.must_fill[column as usize];
        may_leave.then(|| shop.places.levels[shop.places.of(column).start + taken - 1])
    }

    /// Searches from those who would give up a place, or gladly take one, to the nearest overpriced column, and lowers prices so that the
    /// path is tight, or the least overpriced column costs no more than its level. False if cancelled or impossible.
    fn lower_towards(
        &mut self,
        shop: &Workshop<'_, '_, '_>,
        labels: &mut Labels,
        targets: &[(u32, i32)],
    ) -> bool {
        labels.clear();
        // Beyond the least excess that price is lowered to its level instead.
        let mut limit = targets.iter().map(|&(_, excess)| excess).min().unwrap_or(FAR);
        let mut is_target = vec![false; self.taken.len()];
        targets.iter().for_each(|&(column, _)| is_target[column as usize] = true);
        for row in 0..self.profit.len() as u32 {
            if self.partner[row as usize] == NONE && shop.duties.optional[row as usize] {
                labels.row_distance[row as usize] = 0;
                labels.reached_rows.push(row);
                self.relax(labels, row, 0, 0, limit);
            }
        }
        for column in 0..self.taken.len() as u32 {
            if is_target[column as usize] {
                continue;
            }
            let Some(level) = self.level_to_leave(shop, column) else { continue };
            let cost = self.prices.get(column) - level;
            if cost < limit && cost < labels.column_distance[column as usize] {
                if labels.column_distance[column as usize] == FAR {
                    labels.reached_columns.push(column);
                }
                labels.column_distance[column as usize] = cost;
                labels.parent[column as usize] = NONE;
                labels.queue.push(cost, column);
            }
        }
        while let Some((distance, next)) = labels.next() {
            if distance >= limit {
                break;
            }
            let Next::Column(column) = next else {
                if !self.look_ahead(shop, labels, distance, limit) {
                    return false;
                }
                continue;
            };
            if distance > labels.column_distance[column as usize] {
                continue;
            }
            if is_target[column as usize] {
                limit = distance;
                break;
            }
            for slot in self.partners(shop, column) {
                let row = self.slots[slot];
                if labels.row_distance[row as usize] > distance {
                    labels.row_distance[row as usize] = distance;
                    labels.reached_rows.push(row);
                    self.relax(labels, row, distance, distance, limit);
                }
            }
        }
        if limit == FAR {
            return false;
        }
        self.lower(labels, limit);
        true
    }

    /// Disjoint paths over tight pairs to overpriced columns, from rows that are alone or whose column would give up a place for nothing.
    fn fill_overpriced(&mut self, shop: &Workshop<'_, '_, '_>, labels: &mut Labels) {
        labels.clear();
        for row in 0..self.profit.len() as u32 {
            if self.partner[row as usize] == NONE && shop.duties.optional[row as usize] {
                self.augment(shop, labels, row, Goal::Overpriced);
            }
        }
        for column in 0..self.taken.len() as u32 {
            if labels.parent[column as usize] != NONE
                || self.level_to_leave(shop, column) != Some(self.prices.get(column))
            {
                continue;
            }
            for slot in self.partners(shop, column) {
                let row = self.slots[slot];
                if labels.row_distance[row as usize] == FAR
                    && self.augment(shop, labels, row, Goal::Overpriced)
                {
                    break;
                }
            }
        }
    }

    /// Moves all prices down by their distance, at the most by `limit`, and profits up alike.
    fn lower(&mut self, labels: &Labels, limit: i32) {
        for (row, profit) in self.profit.iter_mut().enumerate() {
            *profit += labels.row_distance[row].min(limit);
        }
        for column in 0..self.taken.len() as u32 {
            let fall = labels.column_distance[column as usize].min(limit);
            self.prices.set(column, self.prices.get(column) - fall);
        }
        self.fallen += limit;
    }
}

fn improve(end: &mut Option<(i32, End)>, distance: i32, candidate: End) {
    if end.is_none_or(|(best, _)| distance < best) {
        *end = Some((distance, candidate));
    }
}
