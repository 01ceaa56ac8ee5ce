//! Shortest paths along which partners change, from both ends (Dijkstra 1959 with potentials, Edmonds and Karp 1972;
//! both ends after Pohl 1971).
//!
//! Nodes are rows, columns and the outside. A unit goes from a row to a column that is not its own, at
//! `profit + price - w`; from a column back to one of its rows, at nothing; from a column with a free place outside, at
//! `level - price`; from a row outside, at its profit; from outside to a column that gives up its last place, at
//! `price - level`; from outside to a row that is there, at nothing. With valid potentials no distance is negative.
//!
//! Forwards, rows are read as far as the search gets: it is exact over all pairs. Backwards only the pairs of the index
//! are known. Any other pair costs its row at least the *depth* of the index, so that a path over one of them, met
//! beyond the forward radius, is at least as long as that radius and the depth: with this as the limit of the backward
//! radius the two together are exact. Where the index knows too few ways, the columns nearest to the target are looked
//! up with all rows: paths over unknown pairs must then reach one farther off, which adds its distance to the limit.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::repair::field::View;
use crate::repair::index::KEEP;
use crate::repair::reader::{List, Part};
use crate::repair::state::{NONE, State};
use crate::scan::Request;

const FAR: i64 = i64::MAX;
/// Lists that are read at once, and how much of each when it is known what is needed.
const BATCH: usize = 64;
const MANY: usize = 1024;
/// Work after which looking a column up with all rows pays.
const LOOK_UP: usize = 500;
/// How many columns that were looked up are kept.
const REMEMBERED: usize = 16;
/// How many columns near the target may wait for it.
const FEW: usize = 8;
/// The outside, in a queue of columns.
const OUTSIDE: u32 = u32::MAX - 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Row(u32),
    Column(u32),
    Outside,
}

/// What a row does on a path: it takes a place of the column, or goes outside (`NONE`).
pub(crate) type Move = (u32, u32);

/// Distances from one end.
struct Side {
    columns: Vec<i64>,
    /// Forwards: the row from which a column was reached, `NONE` from outside. Backwards: the row of the column that
    /// goes on, `NONE` if the column has a place free and the way goes outside.
    via: Vec<u32>,
    /// Backwards only: rows, and the column to which each goes on (`NONE`: outside).
    rows: Vec<i64>,
    next: Vec<u32>,
    outside: i64,
    /// Forwards: whence the outside was reached. Backwards: a row that comes in, or a column that gives up a place.
    outside_via: Node,
    reached_columns: Vec<u32>,
    reached_rows: Vec<u32>,
    queue: BinaryHeap<Reverse<(i64, u32)>>,
}

impl Side {
    fn new(rows: usize, columns: usize) -> Side {
        Side {
            columns: vec![FAR; columns],
            via: vec![NONE; columns],
            rows: vec![FAR; rows],
            next: vec![NONE; rows],
            outside: FAR,
            outside_via: Node::Outside,
            reached_columns: Vec::new(),
            reached_rows: Vec::new(),
            queue: BinaryHeap::new(),
        }
    }

    fn clear(&mut self) {
        for column in self.reached_columns.drain(..) {
            self.columns[column as usize] = FAR;
        }
        for row in self.reached_rows.drain(..) {
            self.rows[row as usize] = FAR;
        }
        self.outside = FAR;
        self.queue.clear();
    }

    /// Distance of the nearest node that was not left yet.
    fn radius(&mut self) -> i64 {
        while let Some(&Reverse((distance, node))) = self.queue.peek() {
            let label = if node == OUTSIDE { self.outside } else { self.columns[node as usize] };
            if label == distance {
                return distance;
            }
            self.queue.pop();
        }
        FAR
    }

    fn set_column(&mut self, column: u32, at: i64, via: u32) {
        if self.columns[column as usize] == FAR {
            self.reached_columns.push(column);
        }
        self.columns[column as usize] = at;
        self.via[column as usize] = via;
        self.queue.push(Reverse((at, column)));
    }
}

/// A search and what it found. Used again, it saves the making of its tables.
pub(crate) struct Search {
    forward: Side,
    backward: Side,
    looks: BinaryHeap<Reverse<(i64, u32, Part)>>,
    /// Lists that were read beyond the index.
    deeper: FxHashMap<(u32, Part), List>,
    /// Columns that were looked up with all rows, and what was found: the next search often needs the same.
    all_of: FxHashMap<u32, Vec<(u32, u16)>>,
    /// Of rows that are alike the least distance and profit: the others reach nobody sooner.
    nearest_twin: FxHashMap<u32, i64>,
    /// The target is to get a row more: that it gives up a place of its own for it does not count.
    pub adds_to_target: bool,
    source: Node,
    target: Node,
    /// Length of the shortest path so far, or the limit, and where its two halves meet.
    best: i64,
    meeting: Option<Node>,
    /// How far backward distances count.
    depth: i64,
    /// Columns in the order in which they were left backwards, with their distances; the first ones were looked up with
    /// all rows.
    entered: Vec<(i64, u32)>,
    looked_up: usize,
    /// Whoever has no backward distance below this is at least as far from the target.
    floor: i64,
    /// Distance of the outside once it was reached backwards; from there on only forwards.
    barrier: i64,
    /// Nodes left and lists read, in rough units.
    work: usize,
}

impl Search {
    pub fn new(state: &State) -> Search {
        let (rows, columns) = (state.row_count(), state.column_count());
        Search {
            forward: Side::new(0, columns),
            backward: Side::new(rows, columns),
            looks: BinaryHeap::new(),
            deeper: FxHashMap::default(),
            all_of: FxHashMap::default(),
            nearest_twin: FxHashMap::default(),
            adds_to_target: false,
            source: Node::Outside,
            target: Node::Outside,
            best: FAR,
            meeting: None,
            depth: 0,
            entered: Vec::new(),
            looked_up: 0,
            floor: 0,
            barrier: FAR,
            work: 0,
        }
    }

    /// Makes room for rows and columns that were added.
    pub fn fit(&mut self, state: &State) {
        let (rows, columns) = (state.row_count(), state.column_count());
        for side in [&mut self.forward, &mut self.backward] {
            side.columns.resize(columns, FAR);
            side.via.resize(columns, NONE);
        }
        self.backward.rows.resize(rows, FAR);
        self.backward.next.resize(rows, NONE);
    }

    /// The length of a shortest path from `source` to `target`, or `None` if there is none below `limit`.
    ///
    /// A source that is a row outside does not count as a path to the outside by itself.
    pub fn run(
        &mut self,
        view: &View<'_, '_, '_>,
        source: Node,
        target: Node,
        limit: Option<i64>,
    ) -> Option<i64> {
        self.forward.clear();
        self.backward.clear();
        self.looks.clear();
        self.nearest_twin.clear();
        (self.source, self.target) = (source, target);
        (self.best, self.meeting) = (limit.unwrap_or(FAR), None);
        self.entered.clear();
        (self.looked_up, self.floor, self.barrier, self.work) = (0, 0, FAR, 0);
        self.start_backward(view);
        match source {
            Node::Row(row) => self.leave_row(view, row, 0),
            Node::Column(column) => self.reach_column(column, 0, NONE),
            Node::Outside => self.reach_outside(0, Node::Outside),
        }
        loop {
            let ahead = self.forward.radius();
            let behind = self.backward.radius();
            let look = self.looks.peek().map_or(FAR, |&Reverse((distance, ..))| distance);
            let done = ahead.saturating_add(behind.min(self.depth)) >= self.best;
            let beyond = self.nearest_unknown(behind);
            self.floor = behind.min(self.depth);
            let stuck = behind > self.depth || behind == FAR;
            if !done && stuck && self.pays_to_look_up() {
                self.look_up(view);
            } else if look.saturating_add(beyond) < self.best && (done || look < ahead) {
                self.look(view, if done { self.best - beyond } else { ahead }, beyond);
            } else if done || ahead == FAR {
                break;
            } else if !stuck && self.prefers_backward() {
                self.step_backward(view);
            } else {
                self.step_forward(view);
            }
        }
        self.meeting.map(|_| self.best)
    }

    /// Looking up is worth it where few columns are near the target and much has been done to get there.
    fn pays_to_look_up(&self) -> bool {
        let waiting = self.entered.len() - self.looked_up;
        (1..=FEW).contains(&waiting) && self.work > LOOK_UP * (1 + self.looked_up * self.looked_up)
    }

    /// The end with fewer nodes waiting goes on. The outside has ways to everyone and so comes last.
    fn prefers_backward(&self) -> bool {
        let outside_is_next = matches!(self.forward.queue.peek(), Some(&Reverse((_, OUTSIDE))));
        outside_is_next || self.backward.queue.len() <= self.forward.queue.len()
    }

    /// Notes that a path of this length leads over the node.
    fn meet(&mut self, node: Node, ahead: i64, behind: i64) {
        if ahead < FAR && behind < FAR && ahead + behind < self.best {
            self.best = ahead + behind;
            self.meeting = Some(node);
        }
    }

    // Forwards.

    fn step_forward(&mut self, view: &View<'_, '_, '_>) {
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
    fn gives_way(&self, state: &State, column: u32) -> bool {
        let is_target = self.adds_to_target && self.target == Node::Column(column);
        !is_target && !state.column_gone[column as usize]
    }

    fn leave_row(&mut self, view: &View<'_, '_, '_>, row: u32, distance: i64) {
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
    fn look(&mut self, view: &View<'_, '_, '_>, limit: i64, beyond: i64) {
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
    fn row_distance(&self, state: &State, row: u32) -> i64 {
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

    fn reach_column(&mut self, column: u32, at: i64, via: u32) {
        let behind = self.backward.columns[column as usize];
        if at < self.forward.columns[column as usize] && at.saturating_add(behind.min(self.floor)) < self.best
        {
            self.forward.set_column(column, at, via);
            self.meet(Node::Column(column), at, behind);
        }
    }

    fn reach_outside(&mut self, at: i64, via: Node) {
        if at < self.forward.outside && at < self.best {
            self.forward.outside = at;
            self.forward.outside_via = via;
            if self.target != Node::Outside {
                self.forward.queue.push(Reverse((at, OUTSIDE)));
            }
            self.meet(Node::Outside, at, self.backward.outside);
        }
    }

    // Backwards.

    fn start_backward(&mut self, view: &View<'_, '_, '_>) {
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

    fn step_backward(&mut self, view: &View<'_, '_, '_>) {
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
    fn nearest_unknown(&self, behind: i64) -> i64 {
        self.entered.get(self.looked_up).map_or(behind.min(self.depth), |&(distance, _)| distance)
    }

    /// Looks up with all rows the nearest column that was not.
    fn look_up(&mut self, view: &View<'_, '_, '_>) {
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

    // Results.

    /// What rows do on the path that was found; each row once.
    pub fn path(&self, state: &State) -> Vec<Move> {
        let mut moves = Vec::new();
        let Some(meeting) = self.meeting else { return moves };
        // Back to the source.
        let mut at = meeting;
        while at != self.source {
            let row = match at {
                Node::Row(row) => row,
                Node::Column(column) => match self.forward.via[column as usize] {
                    NONE => {
                        at = Node::Outside;
                        continue;
                    }
                    row => {
                        moves.push((row, column));
                        row
                    }
                },
                Node::Outside => match self.forward.outside_via {
                    Node::Row(row) => {
                        moves.push((row, NONE));
                        row
                    }
                    column => {
                        at = column;
                        continue;
                    }
                },
            };
            at = match state.partner[row as usize] {
                _ if self.source == Node::Row(row) => self.source,
                NONE => Node::Outside,
                column => Node::Column(column),
            };
        }
        moves.reverse();
        // On to the target.
        let mut at = meeting;
        while at != self.target {
            let row = match at {
                Node::Row(row) => row,
                Node::Column(column) => self.backward.via[column as usize],
                Node::Outside => match self.backward.outside_via {
                    Node::Row(row) => row,
                    column => {
                        at = column;
                        continue;
                    }
                },
            };
            let column = self.backward.next[row as usize];
            moves.push((row, column));
            at = Node::Column(column);
        }
        moves
    }

    /// Moves the potentials so that the path that was found costs nothing and no distance is negative.
    ///
    /// A node nearer to the source than the forward radius moves by what it is nearer, one nearer to the target than the
    /// backward radius by what that is, the other way round. The radii add up to the length of the path, or to `limit`
    /// where there was none below it: so no pair between the two sides falls below 0.
    pub fn shift(&mut self, state: &mut State) {
        let behind = self.backward.radius().min(self.depth).min(self.best);
        let ahead = self.best - behind;
        let change =
            |forward: i64, backward: i64| (forward.min(ahead) - ahead) + (behind - backward.min(behind));
        // The outside stays at 0, so that everyone else moves instead.
        let outside = change(self.forward.outside, self.backward.outside);
        if outside != 0 {
            state.profits.iter_mut().for_each(|profit| *profit -= outside);
            state.prices.iter_mut().for_each(|price| *price += outside);
        }
        let mut rows: Vec<u32> = self.backward.reached_rows.clone();
        for &column in self.forward.reached_columns.iter().chain(&self.backward.reached_columns) {
            rows.extend(state.partners(column));
        }
        if self.forward.outside < FAR {
            rows.extend((0..state.row_count() as u32).filter(|&row| state.is_outside(row)));
        }
        if let Node::Row(row) = self.source {
            rows.push(row);
        }
        rows.sort_unstable();
        rows.dedup();
        for row in rows {
            // A row is worth what its column leaves it, so it moves with the column.
            let to_target = match state.partner[row as usize] {
                column if column != NONE && self.source != Node::Row(row) => {
                    self.backward.columns[column as usize]
                }
                _ => self.backward.rows[row as usize],
            };
            state.profits[row as usize] += change(self.row_distance(state, row), to_target);
        }
        let mut columns: Vec<u32> = self.forward.reached_columns.clone();
        columns.extend_from_slice(&self.backward.reached_columns);
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            let at = column as usize;
            state.prices[at] -= change(self.forward.columns[at], self.backward.columns[at]);
        }
    }
}
