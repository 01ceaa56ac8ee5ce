//! Shortest paths for rows without a partner: their prices rise until a place is worth it.

use std::cmp::Reverse;

use super::labels::{BATCH, Next};
use super::{FAR, Labels, State, Workshop};
use crate::auction::NONE;

/// How far ahead of the search rows are read on at the most, beyond half the way that it has come.
const AHEAD: i32 = 24;

/// Where a path may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A free place of the column.
    Place(u32),
    /// The row stays alone.
    Alone(u32),
}

impl State {
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
    pub(super) fn search(
        &mut self,
        shop: &Workshop<'_, '_, '_>,
        labels: &mut Labels,
        from: &[u32],
    ) -> Option<End> {
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
    pub(super) fn look_ahead(
        &mut self,
        shop: &Workshop<'_, '_, '_>,
        labels: &mut Labels,
        now: i32,
        limit: i32,
    ) -> bool {
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

    pub(super) fn leave_column(
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

    pub(super) fn reach_row(
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
    pub(super) fn relax(&self, labels: &mut Labels, row: u32, distance: i32, now: i32, limit: i32) {
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
    pub(super) fn shift_along(&mut self, shop: &Workshop<'_, '_, '_>, labels: &Labels, end: End) {
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
}

fn improve(end: &mut Option<(i32, End)>, distance: i32, candidate: End) {
    if end.is_none_or(|(best, _)| distance < best) {
        *end = Some((distance, candidate));
    }
}
