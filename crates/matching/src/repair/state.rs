//! A plan as a flow with its potentials, in a form that changes can be tried on.
//!
//! Every mentee without a lock is a row that sends one unit, to a column (a mentor's places beyond locks) or outside.
//! Profits of rows and prices of columns are potentials that prove the plan the best (complementary slackness, see
//! `docs/certificate.md`): with `w = bonus + score` and `level(k)` the penalty of a mentor's partner `k`,
//! - `profit + price >= w` for every allowed pair, with equality for pairs of the plan;
//! - `profit >= 0`, and 0 for a row that is outside;
//! - `price` is at least the level of the last place taken, and at most that of the next free one.
//!
//! All values are whole numbers of which the bonus is [`PAIR`]: what is gained or lost in pairs is apart from what is
//! gained or lost in value.

use rustc_hash::FxHashSet;

/// What a pair counts for on top of its score where the objective puts the number of pairs first. Greater than any
/// difference of values: up to 2^40 / 10000 pairs, about a hundred million.
pub(crate) const PAIR: i64 = 1 << 40;
/// No row, no column.
pub(crate) const NONE: u32 = u32::MAX;

#[derive(Clone, Debug)]
pub(crate) struct State {
    /// [`PAIR`], or 0 for `best_fit`.
    pub bonus: i64,
    pub penalty: i64,
    pub profits: Vec<i64>,
    pub prices: Vec<i64>,
    /// Column of a row, or `NONE`.
    pub partner: Vec<u32>,
    /// First row of a column and next row of the same column, or `NONE`.
    first: Vec<u32>,
    next: Vec<u32>,
    /// Per column: rows, partners fixed by locks, and places for both.
    pub taken: Vec<u8>,
    pub settled: Vec<u8>,
    pub capacity: Vec<u8>,
    /// Rows that take no part (any more): they left, or were locked.
    pub row_gone: Vec<bool>,
    pub column_gone: Vec<bool>,
    /// Pairs forbidden since.
    pub forbidden: FxHashSet<(u32, u32)>,
    /// Rows that the problem does not have, numbered after its own: score by column, where allowed.
    pub extra_rows: Vec<Vec<Option<u16>>>,
    /// Columns that the problem does not have, numbered after its own: score by row, where allowed.
    pub extra_columns: Vec<Vec<Option<u16>>>,
}

impl State {
    /// Everyone outside, all potentials 0.
    pub fn new(rows: usize, places: &[(u8, u8)], penalty: i64, bonus: i64) -> State {
        let columns = places.len();
        State {
            bonus,
            penalty,
            profits: vec![0; rows],
            prices: vec![0; columns],
            partner: vec![NONE; rows],
            first: vec![NONE; columns],
            next: vec![NONE; rows],
            taken: vec![0; columns],
            settled: places.iter().map(|&(locked, _)| locked).collect(),
            capacity: places.iter().map(|&(_, all)| all).collect(),
            row_gone: vec![false; rows],
            column_gone: vec![false; columns],
            forbidden: FxHashSet::default(),
            extra_rows: Vec::new(),
            extra_columns: Vec::new(),
        }
    }

    /// The rows of the column.
    pub fn partners(&self, column: u32) -> impl Iterator<Item = u32> + '_ {
        let some = |row: u32| (row != NONE).then_some(row);
        std::iter::successors(some(self.first[column as usize]), move |&row| some(self.next[row as usize]))
    }

    /// The column's partners, locked ones included.
    pub fn filled(&self, column: u32) -> u8 {
        self.settled[column as usize] + self.taken[column as usize]
    }

    /// Level of the next free place, if there is one.
    pub fn next_level(&self, column: u32) -> Option<i64> {
        let filled = self.filled(column);
        (filled < self.capacity[column as usize]).then(|| self.penalty * i64::from(filled))
    }

    /// Level of the last place that a row has taken.
    pub fn last_level(&self, column: u32) -> Option<i64> {
        (self.taken[column as usize] > 0).then(|| self.penalty * i64::from(self.filled(column) - 1))
    }

    pub fn take(&mut self, row: u32, column: u32) {
        self.partner[row as usize] = column;
        self.next[row as usize] = std::mem::replace(&mut self.first[column as usize], row);
        self.taken[column as usize] += 1;
    }

    /// Sends the row outside.
    pub fn release(&mut self, row: u32) {
        let column = std::mem::replace(&mut self.partner[row as usize], NONE);
        if column == NONE {
            return;
        }
        self.taken[column as usize] -= 1;
        let after = std::mem::replace(&mut self.next[row as usize], NONE);
        if self.first[column as usize] == row {
            self.first[column as usize] = after;
            return;
        }
        let before = self.partners(column).find(|&other| self.next[other as usize] == row);
        self.next[before.expect("a row is among its column's") as usize] = after;
    }

    /// Adds a row outside.
    pub fn add_row(&mut self, scores: Vec<Option<u16>>, profit: i64) -> u32 {
        self.profits.push(profit);
        self.partner.push(NONE);
        self.next.push(NONE);
        self.row_gone.push(false);
        self.extra_rows.push(scores);
        self.partner.len() as u32 - 1
    }

    /// Adds a column without rows.
    pub fn add_column(&mut self, scores: Vec<Option<u16>>, price: i64, settled: u8, capacity: u8) -> u32 {
        self.prices.push(price);
        self.first.push(NONE);
        self.taken.push(0);
        self.settled.push(settled);
        self.capacity.push(capacity);
        self.column_gone.push(false);
        self.extra_columns.push(scores);
        self.taken.len() as u32 - 1
    }

    pub fn row_count(&self) -> usize {
        self.partner.len()
    }

    pub fn column_count(&self) -> usize {
        self.taken.len()
    }

    /// How many of the rows are the problem's own.
    pub fn own_rows(&self) -> usize {
        self.partner.len() - self.extra_rows.len()
    }

    /// How many of the columns are the problem's own.
    pub fn own_columns(&self) -> usize {
        self.taken.len() - self.extra_columns.len()
    }

    /// True if the row can move to the column: it is not its own, and nothing that happened since forbids it.
    pub fn is_open(&self, row: u32, column: u32) -> bool {
        !self.column_gone[column as usize]
            && self.partner[row as usize] != column
            && (self.forbidden.is_empty() || !self.forbidden.contains(&(row, column)))
    }

    /// Score of a pair of which one or both are not the problem's own: whoever came later knows it.
    pub fn extra_score(&self, row: u32, column: u32) -> Option<u16> {
        let (row, column) = (row as usize, column as usize);
        if let Some(extra) = column.checked_sub(self.own_columns())
            && let Some(&score) = self.extra_columns[extra].get(row)
        {
            return score;
        }
        self.extra_rows[row - self.own_rows()].get(column).copied().flatten()
    }

    /// What a unit from the row to the column costs beyond what both are worth.
    pub fn slack(&self, row: u32, column: u32, score: u16) -> i64 {
        let slack = self.profits[row as usize] + self.prices[column as usize] - self.bonus - i64::from(score);
        debug_assert!(slack >= 0, "row {row} and column {column} bring more than they are worth");
        slack.max(0)
    }

    /// A row that is outside and may come in.
    pub fn is_outside(&self, row: u32) -> bool {
        self.partner[row as usize] == NONE && !self.row_gone[row as usize]
    }
}

/// The pairs in a potential: the multiple of [`PAIR`] that is nearest.
pub(crate) fn pairs(potential: i64) -> i64 {
    (potential + PAIR / 2).div_euclid(PAIR)
}

/// What a potential holds beside pairs.
pub(crate) fn value(potential: i64) -> i64 {
    potential - pairs(potential) * PAIR
}
