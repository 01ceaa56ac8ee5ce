//! Distances from one end of a path.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{FAR, Node, OUTSIDE};
use crate::repair::state::NONE;

/// Distances from one end.
pub(super) struct Side {
    pub columns: Vec<i64>,
    /// Forwards: the row from which a column was reached, `NONE` from outside. Backwards: the row of the column that
    /// goes on, `NONE` if the column has a place free and the way goes outside.
    pub via: Vec<u32>,
    /// Backwards only: rows, and the column to which each goes on (`NONE`: outside).
    pub rows: Vec<i64>,
    pub next: Vec<u32>,
    pub outside: i64,
    /// Forwards: whence the outside was reached. Backwards: a row that comes in, or a column that gives up a place.
    pub outside_via: Node,
    pub reached_columns: Vec<u32>,
    pub reached_rows: Vec<u32>,
    pub queue: BinaryHeap<Reverse<(i64, u32)>>,
}

impl Side {
    pub fn new(rows: usize, columns: usize) -> Side {
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

    pub fn clear(&mut self) {
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
    pub fn radius(&mut self) -> i64 {
        while let Some(&Reverse((distance, node))) = self.queue.peek() {
            let label = if node == OUTSIDE { self.outside } else { self.columns[node as usize] };
            if label == distance {
                return distance;
            }
            self.queue.pop();
        }
        FAR
    }

    pub fn set_column(&mut self, column: u32, at: i64, via: u32) {
        if self.columns[column as usize] == FAR {
            self.reached_columns.push(column);
        }
        self.columns[column as usize] = at;
        self.via[column as usize] = via;
        self.queue.push(Reverse((at, column)));
    }
}
