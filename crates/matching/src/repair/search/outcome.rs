//! What was found: the moves on the path, and potentials at which it costs nothing.

use super::{FAR, Move, Node, Search};
use crate::repair::state::{NONE, State};

impl Search {
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
        // A row is worth what its column leaves it, so it moves with the column.
        let to_target = |row: u32| match state.partner[row as usize] {
            column if column != NONE && self.source != Node::Row(row) => {
                self.backward.columns[column as usize]
            }
            _ => self.backward.rows[row as usize],
        };
        let of_rows: Vec<(u32, i64)> = rows
            .into_iter()
            .map(|row| (row, change(self.row_distance(state, row), to_target(row))))
            .collect();
        // The outside stays at 0, so that everyone else moves instead.
        let outside = change(self.forward.outside, self.backward.outside);
        if outside != 0 {
            state.profits.iter_mut().for_each(|profit| *profit -= outside);
            state.prices.iter_mut().for_each(|price| *price += outside);
        }
        for (row, change) in of_rows {
            state.profits[row as usize] += change;
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
