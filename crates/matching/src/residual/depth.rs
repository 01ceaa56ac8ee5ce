//! Many disjoint paths at once where prices need not move: a search in depth over tight pairs (Hopcroft and Karp 1973).

use super::search::End;
use super::{FAR, Labels, State, Workshop};
use crate::auction::NONE;

/// What a path over tight pairs is to lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// A place for the first row, or leave to stay alone for the last.
    Partner,
    /// A column that is overpriced.
    Overpriced,
}

impl State {
    /// A greatest set of disjoint paths over tight pairs, found depth first; `free` keeps those without one.
    pub(super) fn augment_all(
        &mut self,
        shop: &Workshop<'_, '_, '_>,
        labels: &mut Labels,
        free: &mut Vec<u32>,
    ) {
        labels.clear();
        free.retain(|&row| !self.augment(shop, labels, row, Goal::Partner));
    }

    /// Looks for a path over tight pairs from the row; columns seen before by this round are dead ends.
    pub(super) fn augment(
        &mut self,
        shop: &Workshop<'_, '_, '_>,
        labels: &mut Labels,
        start: u32,
        goal: Goal,
    ) -> bool {
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
}
