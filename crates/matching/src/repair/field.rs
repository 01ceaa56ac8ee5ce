//! Potentials of a plan with the pairs that matter at them, ready to be searched.

use std::sync::Arc;

use rayon::prelude::*;

use crate::problem::Problem;
use crate::repair::index::Index;
use crate::repair::reader::{Part, Reader};
use crate::repair::state::{NONE, PAIR, State, pairs, value};
use crate::repair::twins::twins;

/// A plan, potentials that prove it, and each row's best partners at them.
pub(crate) struct Field<'p, 'a> {
    pub problem: &'p Problem<'a>,
    pub state: State,
    pub reader: Reader<'p, 'a>,
    pub index: Index,
    pub least_score: u16,
    /// Rows that are alike, see [`twins`].
    pub twins: Arc<[u32]>,
}

impl<'p, 'a> Field<'p, 'a> {
    /// Reads all rows at the state's potentials. `None` if these are beyond what can be read.
    pub fn new(problem: &'p Problem<'a>, state: State, least_score: u16) -> Option<Field<'p, 'a>> {
        let reader = Reader::new(problem, &state, least_score)?;
        let index = Index::read(&state, &reader);
        Some(Field { problem, state, reader, index, least_score, twins: twins(problem).into() })
    }

    /// True if no pair brings more than its two people are worth: each row's best shows it.
    pub fn is_proven(&self) -> bool {
        let state = &self.state;
        (0..state.own_rows() as u32).all(|row| {
            self.index.of_row(row).iter().all(|candidate| {
                let worth = state.profits[row as usize] + state.prices[candidate.column as usize];
                worth >= state.bonus + i64::from(candidate.score)
            })
        })
    }

    /// The field as it is, to be searched.
    pub fn view(&self) -> View<'_, 'p, 'a> {
        View::new(self, &self.state)
    }
}

/// A field with a state that has come out of its own by changes.
pub(crate) struct View<'v, 'p, 'a> {
    pub field: &'v Field<'p, 'a>,
    pub state: &'v State,
    /// How far a price has fallen at the most, pairs aside.
    fallen: i64,
    /// True if potentials have taken up or given up pairs.
    shuffled: bool,
    /// What a pair that the index does not hold costs at the least.
    pub depth: i64,
}

impl<'v, 'p, 'a> View<'v, 'p, 'a> {
    pub fn new(field: &'v Field<'p, 'a>, state: &'v State) -> View<'v, 'p, 'a> {
        let (rows, columns) = (state.own_rows() as u32, state.own_columns() as u32);
        let reader = &field.reader;
        let fallen =
            (0..columns).map(|column| reader.price(column) - value(state.prices[column as usize])).max();
        let shuffled = (0..columns).any(|c| (pairs(state.prices[c as usize]) > 0) != reader.is_contested(c))
            || (0..rows).any(|row| (pairs(state.profits[row as usize]) > 0) != reader.is_certain(row));
        let mut view = View { field, state, fallen: fallen.unwrap_or(0), shuffled, depth: i64::MAX };
        let unread = reader.unread().rest.unwrap_or(0);
        let near =
            (0..rows).filter_map(|row| Some(view.least_slack(row, Part::Near, field.index.rest(row)?)));
        let far =
            (0..rows).filter(|&row| reader.has_far(row)).map(|row| view.least_slack(row, Part::Far, unread));
        view.depth = near.chain(far).min().unwrap_or(i64::MAX);
        view
    }

    /// The row's twins, if it has some and nothing has set it apart from them.
    pub fn twins_of(&self, row: u32) -> Option<u32> {
        let twins = self.field.twins.get(row as usize).copied().filter(|&first| first != NONE);
        twins.filter(|_| self.state.forbidden.is_empty())
    }

    /// What a pair costs at the least that is not in the row's list, whose rest is given.
    pub fn least_slack(&self, row: u32, part: Part, rest: i64) -> i64 {
        let apart = if part == Part::Far && !self.shuffled { PAIR } else { 0 };
        (apart + value(self.state.profits[row as usize]) - rest - self.fallen).max(0)
    }

    /// The `score - price` above which pairs of the row cost less than `slack`. `None` where it is out of reach.
    pub fn brings_above(&self, row: u32, part: Part, slack: i64) -> Option<i32> {
        let apart = if part == Part::Far && !self.shuffled { PAIR } else { 0 };
        let above = apart + value(self.state.profits[row as usize]) - self.fallen - slack;
        i32::try_from(above).ok().filter(|&above| above > i32::MIN)
    }

    /// The problem's rows that may be paired with the column, with their scores.
    pub fn all_of_column(&self, column: u32) -> Vec<(u32, u16)> {
        if column as usize >= self.state.own_columns() {
            return Vec::new();
        }
        let problem = self.field.problem;
        let mentor = problem.columns_order[column as usize] as usize;
        (0..self.state.own_rows() as u32)
            .into_par_iter()
            .filter_map(|row| {
                let mentee = problem.rows_order[row as usize] as usize;
                let view = problem.view(mentee, mentor);
                let score = view.allowed_score(&problem.criteria)?;
                (score >= u32::from(self.field.least_score)).then_some((row, score as u16))
            })
            .collect()
    }
}
