//! Labels of a search through the residual graph.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::FAR;
use crate::auction::NONE;
use crate::buckets::Buckets;

/// Labels of a search.
pub(crate) struct Labels {
    pub(super) row_distance: Vec<i32>,
    pub(super) column_distance: Vec<i32>,
    /// Row from which a column was reached, `NONE` for none.
    pub(super) parent: Vec<u32>,
    pub(super) reached_rows: Vec<u32>,
    pub(super) reached_columns: Vec<u32>,
    /// How many of a column's partners a search in depth has gone through.
    pub(super) gone_through: Vec<u32>,
    /// Columns by distance.
    pub(super) queue: Buckets,
    /// Rows whose list must be read on once the search has come this far.
    pub(super) to_look: BinaryHeap<Reverse<(i32, u32)>>,
    /// How many rows are read on at once; grows during a search.
    pub(super) batch: usize,
}

/// Rows read on at once: at the beginning of a search, and at the most.
pub(super) const BATCH: std::ops::RangeInclusive<usize> = 16..=4096;

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

    pub(super) fn clear(&mut self) {
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
    pub(super) fn next(&mut self) -> Option<(i32, Next)> {
        let column = self.queue.next_distance();
        let look = self.to_look.peek().map(|&Reverse((distance, _))| distance);
        match (column, look) {
            (column, Some(look)) if column.is_none_or(|column| look < column) => Some((look, Next::Look)),
            (Some(_), _) => self.queue.pop().map(|(distance, column)| (distance, Next::Column(column))),
            _ => None,
        }
    }
}

/// Where a search goes on.
pub(super) enum Next {
    Column(u32),
    Look,
}
