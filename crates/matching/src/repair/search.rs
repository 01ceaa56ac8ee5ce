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

mod backward;
mod forward;
mod outcome;
mod side;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use crate::repair::field::View;
use crate::repair::reader::{List, Part};
use crate::repair::state::{NONE, State};
use side::Side;

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
}
