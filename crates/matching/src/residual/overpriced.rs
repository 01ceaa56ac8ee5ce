//! Columns that ask too much for a place that nobody takes: all else gets dearer, relative to them, until somebody comes or
//! they cost no more than their level.

use super::depth::Goal;
use super::labels::Next;
use super::{FAR, Labels, State, Workshop};
use crate::auction::NONE;

impl State {
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

    /// Columns that ask more for a free place than it may cost.
    pub(super) fn overpriced(&self, shop: &Workshop<'_, '_, '_>) -> Vec<(u32, i32)> {
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

    /// Searches from those who would give up a place, or gladly take one, to the nearest overpriced column, and lowers prices so that the
    /// path is tight, or the least overpriced column costs no more than its level. False if cancelled or impossible.
    pub(super) fn lower_towards(
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
    pub(super) fn fill_overpriced(&mut self, shop: &Workshop<'_, '_, '_>, labels: &mut Labels) {
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
    pub(super) fn lower(&mut self, labels: &Labels, limit: i32) {
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
