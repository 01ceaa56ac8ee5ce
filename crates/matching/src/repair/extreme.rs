//! The two ends of the range of prices that prove a plan (Shapley and Shubik 1972): with the least profits everyone has a
//! way outside that costs nothing, with the greatest everyone can be reached from outside at no cost. A question that
//! begins or ends outside is answered there almost at sight.
//!
//! Distances to or from the outside make the one of any other prices. They are found over the pairs that are known, and
//! are an upper bound; then all rows are read at the prices that follow, which shows the pairs over which it is nearer;
//! and so on until there is none. Distances only fall, and each belongs to a way that exists.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::repair::field::Field;
use crate::repair::index::{Index, KEEP, by_column, first_request};
use crate::repair::reader::{List, Part, Reader};
use crate::repair::state::{NONE, State, value};

const FAR: i64 = i64::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Least profits, highest prices: everyone is near the outside.
    Outward,
    /// Greatest profits, lowest prices: the outside is near everyone.
    Inward,
}

/// The same plan at the prices of the given end. `None` if prices are beyond what can be read.
pub(crate) fn field<'p, 'a>(base: &Field<'p, 'a>, direction: Direction) -> Option<Field<'p, 'a>> {
    let rows = base.state.own_rows();
    let mut lists: Vec<List> = (0..rows as u32)
        .map(|row| List { candidates: base.index.of_row(row).to_vec(), rest: base.index.rest(row), keep: 0 })
        .collect();
    let mut distances = Distances::new(&base.state, direction);
    distances.begin(&lists);
    let mut last: Option<(Reader<'_, '_>, State)> = None;
    loop {
        let state = distances.applied();
        let reader = Reader::new(base.problem, &state, base.least_score)?;
        let unread = match &last {
            Some((reader_before, before)) if reader.holds_as(reader_before) => {
                forget(&mut lists, before, &state);
                (0..rows as u32).filter(|&row| may_bring_more(&state, row, &lists[row as usize])).collect()
            }
            _ => (0..rows as u32).collect::<Vec<u32>>(),
        };
        if unread.is_empty() {
            let index = Index::deepened(&state, &reader, lists);
            let (problem, least_score, twins) = (base.problem, base.least_score, base.twins.clone());
            return Some(Field { problem, state, reader, index, least_score, twins });
        }
        let requests: Vec<_> = unread.iter().map(|&row| first_request(row, KEEP)).collect();
        for (&row, list) in unread.iter().zip(reader.read(&requests, Part::Near)) {
            lists[row as usize] = list;
        }
        distances.go_on(&lists, &unread);
        last = Some((reader, state));
    }
}

/// Raises what unread pairs may bring by as much as some price has fallen.
fn forget(lists: &mut [List], before: &State, now: &State) {
    let falls = std::iter::zip(&before.prices, &now.prices).map(|(&before, &now)| value(before) - value(now));
    let fall = falls.max().unwrap_or(0).max(0);
    if fall > 0 {
        lists.iter_mut().filter_map(|list| list.rest.as_mut()).for_each(|rest| *rest += fall);
    }
}

/// True if a pair that is not in the list may bring more than the row is worth.
fn may_bring_more(state: &State, row: u32, list: &List) -> bool {
    list.rest.is_some_and(|rest| rest > value(state.profits[row as usize]))
}

/// Distances of columns from or to the outside, over known pairs. A row is where its column is.
struct Distances<'s> {
    state: &'s State,
    direction: Direction,
    columns: Vec<i64>,
    queue: BinaryHeap<Reverse<(i64, u32)>>,
}

impl<'s> Distances<'s> {
    fn new(state: &'s State, direction: Direction) -> Self {
        let columns = vec![FAR; state.column_count()];
        Distances { state, direction, columns, queue: BinaryHeap::new() }
    }

    /// First distances, over the pairs in the lists.
    fn begin(&mut self, lists: &[List]) {
        let state = self.state;
        for column in 0..state.column_count() as u32 {
            let price = state.prices[column as usize];
            let straight = match self.direction {
                Direction::Outward => state.next_level(column).map(|level| level - price),
                Direction::Inward => state.last_level(column).map(|level| price - level),
            };
            if let Some(straight) = straight {
                self.set_column(column, straight);
            }
        }
        let all: Vec<u32> = (0..state.row_count() as u32).collect();
        if self.direction == Direction::Outward {
            for (row, &column) in state.partner.iter().enumerate().filter(|&(_, &column)| column != NONE) {
                self.set_column(column, state.profits[row]);
            }
        }
        self.go_on(lists, &all);
    }

    /// Takes in the pairs in the lists of `rows`.
    fn go_on(&mut self, lists: &[List], rows: &[u32]) {
        for &row in rows {
            self.relax_row(row, &lists[row as usize]);
        }
        match self.direction {
            Direction::Inward => self.run_inward(lists),
            Direction::Outward => self.run_outward(lists),
        }
    }

    fn relax_row(&mut self, row: u32, list: &List) {
        let own = self.state.partner[row as usize];
        for candidate in list.candidates.iter().filter(|candidate| candidate.column != own) {
            let slack = self.state.slack(row, candidate.column, candidate.score);
            match self.direction {
                Direction::Inward => {
                    // Rows outside are reached first of all.
                    let distance = if own == NONE { 0 } else { self.columns[own as usize] };
                    self.set_column(candidate.column, distance.saturating_add(slack));
                }
                Direction::Outward if own != NONE => {
                    self.set_column(own, self.columns[candidate.column as usize].saturating_add(slack));
                }
                Direction::Outward => {}
            }
        }
    }

    fn set_column(&mut self, column: u32, distance: i64) {
        if distance < self.columns[column as usize] {
            self.columns[column as usize] = distance;
            self.queue.push(Reverse((distance, column)));
        }
    }

    fn run_inward(&mut self, lists: &[List]) {
        let state = self.state;
        while let Some(Reverse((distance, column))) = self.queue.pop() {
            if distance == self.columns[column as usize] {
                state.partners(column).for_each(|row| self.relax_row(row, &lists[row as usize]));
            }
        }
    }

    fn run_outward(&mut self, lists: &[List]) {
        let (starts, rows) = by_column(lists, self.columns.len());
        while let Some(Reverse((distance, column))) = self.queue.pop() {
            if distance > self.columns[column as usize] {
                continue;
            }
            for &(row, score) in &rows[starts[column as usize] as usize..starts[column as usize + 1] as usize]
            {
                let own = self.state.partner[row as usize];
                if own != column && own != NONE {
                    self.set_column(own, distance + self.state.slack(row, column, score));
                }
            }
        }
    }

    /// The potentials that follow. Nobody at all can be farther off than the farthest.
    fn applied(&self) -> State {
        let mut state = self.state.clone();
        let farthest = self.columns.iter().copied().filter(|&distance| distance < FAR).max().unwrap_or(0);
        for (column, &distance) in self.columns.iter().enumerate() {
            match self.direction {
                Direction::Outward => state.prices[column] += distance.min(farthest),
                Direction::Inward => state.prices[column] -= distance.min(farthest),
            }
        }
        for (row, &column) in self.state.partner.iter().enumerate().filter(|&(_, &column)| column != NONE) {
            let distance = self.columns[column as usize];
            match self.direction {
                Direction::Outward => state.profits[row] -= distance,
                Direction::Inward => state.profits[row] += distance,
            }
        }
        state
    }
}
