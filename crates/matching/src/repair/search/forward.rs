//! From the source on: rows are read as far as the search gets.

use std::cmp::Reverse;

use super::{BATCH, FAR, MANY, Node, OUTSIDE, Search};
use crate::repair::field::View;
use crate::repair::index::KEEP;
use crate::repair::reader::{List, Part};
use crate::repair::state::{NONE, State};
use crate::scan::Request;

impl Search {
    pub(super) fn step_forward(&mut self, view: &View<'_, '_, '_>) {
        let Some(Reverse((distance, node))) = self.forward.queue.pop() else { return };
        self.work += 1;
        if node == OUTSIDE {
            return self.leave_outside(view, distance);
        }
        let state = view.state;
        if let Some(level) = state.next_level(node) {
            let cost = (level - state.prices[node as usize]).max(0);
            self.reach_outside(distance + cost, Node::Column(node));
        }
        for row in state.partners(node) {
            self.leave_row(view, row, distance);
        }
    }

    fn leave_outside(&mut self, view: &View<'_, '_, '_>, distance: i64) {
        let state = view.state;
        for column in 0..state.column_count() as u32 {
            if let Some(level) = state.last_level(column)
                && self.gives_way(state, column)
            {
                self.reach_column(column, distance + state.prices[column as usize] - level, NONE);
            }
        }
        for row in 0..state.row_count() as u32 {
            if state.is_outside(row) && Node::Row(row) != self.source {
                self.leave_row(view, row, distance - state.profits[row as usize]);
            }
        }
    }

    /// True if the column may give up a place.
    pub(super) fn gives_way(&self, state: &State, column: u32) -> bool {
        let is_target = self.adds_to_target && self.target == Node::Column(column);
        !is_target && !state.column_gone[column as usize]
    }

    pub(super) fn leave_row(&mut self, view: &View<'_, '_, '_>, row: u32, distance: i64) {
        let state = view.state;
        if state.partner[row as usize] != NONE {
            self.reach_outside(distance + state.profits[row as usize].max(0), Node::Row(row));
        }
        // The source does not stand for its twins, since it must not come back to its own column.
        if let Some(twins) = view.twins_of(row).filter(|_| self.source != Node::Row(row)) {
            let reach = distance + state.profits[row as usize];
            let nearest = self.nearest_twin.entry(twins).or_insert(FAR);
            if *nearest <= reach {
                return;
            }
            *nearest = reach;
        }
        let (own, all) = (state.own_columns() as u32, state.column_count() as u32);
        if (row as usize) < state.own_rows() {
            self.relax_near(view, row, distance);
            if view.field.reader.has_far(row) {
                self.relax_far(view, row, distance);
            }
            self.relax_extra(view, row, own..all, distance);
        } else {
            self.relax_extra(view, row, 0..all, distance);
        }
    }

    fn relax_extra(
        &mut self,
        view: &View<'_, '_, '_>,
        row: u32,
        columns: std::ops::Range<u32>,
        distance: i64,
    ) {
        for column in columns {
            if let Some(score) = view.state.extra_score(row, column) {
                self.relax(view, row, column, score, distance);
            }
        }
    }

    fn relax_near(&mut self, view: &View<'_, '_, '_>, row: u32, distance: i64) {
        if let Some(list) = self.deeper.remove(&(row, Part::Near)) {
            self.relax_list(view, row, Part::Near, &list, distance);
            self.deeper.insert((row, Part::Near), list);
            return;
        }
        for candidate in view.field.index.of_row(row) {
            self.relax(view, row, candidate.column, candidate.score, distance);
        }
        if let Some(rest) = view.field.index.rest(row) {
            self.want(view, row, Part::Near, rest, distance);
        }
    }

    fn relax_far(&mut self, view: &View<'_, '_, '_>, row: u32, distance: i64) {
        let list = self.deeper.remove(&(row, Part::Far)).unwrap_or_else(|| view.field.reader.unread());
        self.relax_list(view, row, Part::Far, &list, distance);
        self.deeper.insert((row, Part::Far), list);
    }

    fn relax_list(&mut self, view: &View<'_, '_, '_>, row: u32, part: Part, list: &List, distance: i64) {
        for candidate in &list.candidates {
            self.relax(view, row, candidate.column, candidate.score, distance);
        }
        if let Some(rest) = list.rest {
            self.want(view, row, part, rest, distance);
        }
    }

    /// Notes when the row's list must be read on, of which what is left brings at most `rest`.
    fn want(&mut self, view: &View<'_, '_, '_>, row: u32, part: Part, rest: i64, distance: i64) {
        let at = distance + view.least_slack(row, part, rest);
        if at < self.best {
            self.looks.push(Reverse((at, row, part)));
        }
    }

    /// Reads on the lists that must be read before anything else can be said, as far as the best path so far asks for.
    /// What they hold beyond what is known is at least as far from the target as `beyond`.
    pub(super) fn look(&mut self, view: &View<'_, '_, '_>, limit: i64, beyond: i64) {
        let part = self.looks.peek().map_or(Part::Near, |&Reverse((_, _, part))| part);
        let mut requests: Vec<Request> = Vec::new();
        while requests.len() < BATCH
            && let Some(&Reverse((at, row, this))) = self.looks.peek()
            && (requests.is_empty() || (at < limit && this == part))
        {
            self.looks.pop();
            let known = self.deeper.get(&(row, part)).map_or(0, |list| list.keep);
            let known =
                if part == Part::Near { known.max(view.field.index.of_row(row).len()) } else { known };
            // Once there is a path, all pairs that could make a shorter one are read at once.
            let distance = self.row_distance(view.state, row);
            let slack = self.best.checked_sub(distance + beyond).filter(|_| self.best < FAR);
            requests.push(match slack.and_then(|slack| view.brings_above(row, part, slack)) {
                Some(above) => Request { row, above, keep: (known * 2).max(MANY) },
                None => Request { row, above: i32::MIN, keep: (known * 2).max(KEEP) },
            });
        }
        self.work += 20 * requests.len();
        for (request, list) in std::iter::zip(&requests, view.field.reader.read(&requests, part)) {
            let distance = self.row_distance(view.state, request.row);
            self.relax_list(view, request.row, part, &list, distance);
            self.deeper.insert((request.row, part), list);
        }
    }

    /// Forward distance of a row.
    pub(super) fn row_distance(&self, state: &State, row: u32) -> i64 {
        if self.source == Node::Row(row) {
            return 0;
        }
        match state.partner[row as usize] {
            NONE if self.forward.outside == FAR => FAR,
            NONE => self.forward.outside - state.profits[row as usize],
            column => self.forward.columns[column as usize],
        }
    }

    fn relax(&mut self, view: &View<'_, '_, '_>, row: u32, column: u32, score: u16, distance: i64) {
        let state = view.state;
        if state.is_open(row, column) {
            self.reach_column(column, distance + state.slack(row, column, score), row);
        }
    }

    pub(super) fn reach_column(&mut self, column: u32, at: i64, via: u32) {
        let behind = self.backward.columns[column as usize];
        if at < self.forward.columns[column as usize] && at.saturating_add(behind.min(self.floor)) < self.best
        {
            self.forward.set_column(column, at, via);
            self.meet(Node::Column(column), at, behind);
        }
    }

    pub(super) fn reach_outside(&mut self, at: i64, via: Node) {
        if at < self.forward.outside && at < self.best {
            self.forward.outside = at;
            self.forward.outside_via = via;
            if self.target != Node::Outside {
                self.forward.queue.push(Reverse((at, OUTSIDE)));
            }
            self.meet(Node::Outside, at, self.backward.outside);
        }
    }
}
