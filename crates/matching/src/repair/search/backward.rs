//! From the target back: over pairs of the index, and over all pairs of columns that were looked up.

use std::cmp::Reverse;

use super::{FAR, Node, OUTSIDE, REMEMBERED, Search};
use crate::repair::field::View;
use crate::repair::state::NONE;

impl Search {
    pub(super) fn start_backward(&mut self, view: &View<'_, '_, '_>) {
        match self.target {
            Node::Column(column) => {
                self.backward.set_column(column, 0, NONE);
                self.depth = view.depth;
            }
            Node::Outside => {
                // Everyone has a way outside: forwards is shorter.
                self.backward.outside = 0;
                self.depth = 0;
            }
            Node::Row(_) => unreachable!("paths end at a column or outside"),
        }
    }

    pub(super) fn step_backward(&mut self, view: &View<'_, '_, '_>) {
        let Some(Reverse((distance, node))) = self.backward.queue.pop() else { return };
        self.work += 1;
        if node == OUTSIDE {
            // Everyone has a way outside.
            self.barrier = distance;
            self.depth = self.depth.min(distance);
            return;
        }
        self.entered.push((distance, node));
        self.enter_column(view, node, distance);
    }

    /// Distance of the nearest column that may have ways in beside those that are known.
    pub(super) fn nearest_unknown(&self, behind: i64) -> i64 {
        self.entered.get(self.looked_up).map_or(behind.min(self.depth), |&(distance, _)| distance)
    }

    /// Looks up with all rows the nearest column that was not.
    pub(super) fn look_up(&mut self, view: &View<'_, '_, '_>) {
        let (distance, column) = self.entered[self.looked_up];
        if self.all_of.len() >= REMEMBERED && !self.all_of.contains_key(&column) {
            self.all_of.clear();
        }
        let all = self.all_of.remove(&column).unwrap_or_else(|| view.all_of_column(column));
        for &(row, score) in &all {
            self.enter_over(view, row, column, score, distance);
        }
        self.all_of.insert(column, all);
        self.looked_up += 1;
        let next = self
            .entered
            .get(self.looked_up)
            .map_or_else(|| self.backward.radius(), |&(distance, _)| distance);
        self.depth = view.depth.saturating_add(next).min(self.barrier);
    }

    /// All known ways into the column.
    fn enter_column(&mut self, view: &View<'_, '_, '_>, column: u32, distance: i64) {
        let state = view.state;
        for &(row, score) in view.field.index.of_column(column) {
            self.enter_over(view, row, column, score, distance);
        }
        let own = state.own_rows() as u32;
        let first = if (column as usize) < state.own_columns() { own } else { 0 };
        for row in first..state.row_count() as u32 {
            if let Some(score) = state.extra_score(row, column) {
                self.enter_over(view, row, column, score, distance);
            }
        }
        if let Some(level) = state.last_level(column)
            && self.gives_way(state, column)
        {
            let at = distance + state.prices[column as usize] - level;
            self.enter_outside(at, Node::Column(column));
        }
    }

    /// The way from the row to the column, if it is open.
    fn enter_over(&mut self, view: &View<'_, '_, '_>, row: u32, column: u32, score: u16, distance: i64) {
        let state = view.state;
        if !state.row_gone[row as usize] && state.is_open(row, column) {
            self.enter_row(view, row, distance + state.slack(row, column, score), column);
        }
    }

    /// The row goes on to the column.
    fn enter_row(&mut self, view: &View<'_, '_, '_>, row: u32, at: i64, column: u32) {
        let state = view.state;
        if at >= self.backward.rows[row as usize] || at >= self.best {
            return;
        }
        if self.backward.rows[row as usize] == FAR {
            self.backward.reached_rows.push(row);
        }
        self.backward.rows[row as usize] = at;
        self.backward.next[row as usize] = column;
        if self.source == Node::Row(row) {
            return self.meet(self.source, 0, at);
        }
        match state.partner[row as usize] {
            NONE => self.enter_outside(at - state.profits[row as usize], Node::Row(row)),
            own if state.column_gone[own as usize] => {}
            own if at < self.backward.columns[own as usize] => {
                self.backward.set_column(own, at, row);
                self.meet(Node::Column(own), self.forward.columns[own as usize], at);
            }
            _ => {}
        }
    }

    fn enter_outside(&mut self, at: i64, via: Node) {
        if at < self.backward.outside && at < self.best {
            self.backward.outside = at;
            self.backward.outside_via = via;
            self.backward.queue.push(Reverse((at, OUTSIDE)));
            self.meet(Node::Outside, self.forward.outside, at);
        }
    }
}
