//! The best partners of all rows at fixed prices, by row and by column.

use crate::repair::reader::{List, Part, Reader};
use crate::repair::state::{State, value};
use crate::scan::{Candidate, Request};

/// Partners that a list holds at first.
pub(crate) const KEEP: usize = 24;
/// No list is read beyond this for the index.
const MOST: usize = 16 * KEEP;

/// The near lists of all the problem's rows.
pub(crate) struct Index {
    starts: Vec<u32>,
    candidates: Vec<Candidate>,
    rests: Vec<Option<i64>>,
    column_starts: Vec<u32>,
    /// Rows that have the column in their list, and the scores.
    rows: Vec<(u32, u16)>,
}

impl Index {
    /// Reads all rows.
    pub fn read(state: &State, reader: &Reader<'_, '_>) -> Index {
        let rows: Vec<Request> = (0..state.own_rows() as u32).map(|row| first_request(row, KEEP)).collect();
        Index::deepened(state, reader, reader.read(&rows, Part::Near))
    }

    /// Takes lists, and reads on those that reach least far.
    pub fn deepened(state: &State, reader: &Reader<'_, '_>, mut lists: Vec<List>) -> Index {
        deepen(state, reader, &mut lists);
        let (column_starts, rows) = by_column(&lists, state.own_columns());
        let mut starts = vec![0u32];
        let mut candidates: Vec<Candidate> = Vec::with_capacity(rows.len());
        for list in &lists {
            candidates.extend_from_slice(&list.candidates);
            starts.push(candidates.len() as u32);
        }
        Index { starts, candidates, rests: lists.iter().map(|list| list.rest).collect(), column_starts, rows }
    }

    /// The row's best columns.
    pub fn of_row(&self, row: u32) -> &[Candidate] {
        &self.candidates[self.starts[row as usize] as usize..self.starts[row as usize + 1] as usize]
    }

    /// What the row's other columns bring at the most.
    pub fn rest(&self, row: u32) -> Option<i64> {
        self.rests[row as usize]
    }

    /// Rows that have the column among their best.
    pub fn of_column(&self, column: u32) -> &[(u32, u16)] {
        match self.column_starts.get(column as usize..column as usize + 2) {
            Some(range) => &self.rows[range[0] as usize..range[1] as usize],
            None => &[],
        }
    }
}

/// Rows and scores by column: those of column `c` lie at `starts[c]..starts[c + 1]`.
pub(crate) fn by_column(lists: &[List], columns: usize) -> (Vec<u32>, Vec<(u32, u16)>) {
    let mut starts = vec![0u32; columns + 1];
    for candidate in lists.iter().flat_map(|list| &list.candidates) {
        starts[candidate.column as usize + 1] += 1;
    }
    for column in 0..columns {
        starts[column + 1] += starts[column];
    }
    let mut next = starts.clone();
    let mut rows = vec![(0u32, 0u16); starts[columns] as usize];
    for (row, list) in lists.iter().enumerate() {
        for candidate in &list.candidates {
            let slot = &mut next[candidate.column as usize];
            rows[*slot as usize] = (row as u32, candidate.score);
            *slot += 1;
        }
    }
    (starts, rows)
}

pub(crate) fn first_request(row: u32, keep: usize) -> Request {
    Request { row, above: i32::MIN, keep }
}

/// Reads on the tenth of the rows whose lists reach least far, until they reach as far as the others or it is enough.
fn deepen(state: &State, reader: &Reader<'_, '_>, lists: &mut [List]) {
    let gap = |row: u32, list: &List| list.rest.map(|rest| value(state.profits[row as usize]) - rest);
    let mut gaps: Vec<i64> =
        lists.iter().enumerate().filter_map(|(row, list)| gap(row as u32, list)).collect();
    if gaps.is_empty() {
        return;
    }
    let tenth = gaps.len() / 10;
    let (_, &mut enough, _) = gaps.select_nth_unstable(tenth);
    loop {
        let short: Vec<Request> = (lists.iter().enumerate())
            .filter(|&(row, list)| list.keep < MOST && gap(row as u32, list).is_some_and(|gap| gap < enough))
            .map(|(row, list)| first_request(row as u32, (list.keep * 4).max(KEEP)))
            .collect();
        if short.is_empty() {
            return;
        }
        for (request, list) in short.iter().zip(reader.read(&short, Part::Near)) {
            lists[request.row as usize] = list;
        }
    }
}
