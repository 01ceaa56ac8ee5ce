//! Reads the best partners of rows at the prices of a state.

use std::sync::atomic::AtomicBool;

use crate::columns::WORDS;
use crate::problem::Problem;
use crate::repair::state::{State, pairs, value};
use crate::scan::{Candidate, Closed, Prices, Request, Scanner};

/// Which of a row's two lists: partners that cost no pair, and those that would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// For rows whose profit holds a pair, columns whose price holds none; all columns for other rows.
    Near,
    /// For rows whose profit holds a pair, columns whose price does as well.
    Far,
}

/// A row's best partners, as far as they were read.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    /// In falling order of `score - price`.
    pub candidates: Vec<Candidate>,
    /// `score - price` of any other allowed pair is at most this, pairs aside; `None` if there is no other.
    pub rest: Option<i64>,
    /// How many it was to hold at the most.
    pub keep: usize,
}

/// Reads at fixed prices.
pub(crate) struct Reader<'p, 'a> {
    near: Scanner<'p, 'a>,
    far: Scanner<'p, 'a>,
    prices: Prices,
    /// Rows whose profit holds a pair.
    certain: Vec<bool>,
    /// Columns whose price holds a pair.
    contested: Vec<bool>,
    any_contested: bool,
    least_price: i64,
}

impl<'p, 'a> Reader<'p, 'a> {
    /// `least_score` is the lowest score of a pair that is looked at. `None` if a price is beyond what can be read.
    pub fn new(problem: &'p Problem<'a>, state: &State, least_score: u16) -> Option<Reader<'p, 'a>> {
        static NEVER: AtomicBool = AtomicBool::new(false);
        let (rows, columns) = (problem.rows_order.len(), problem.columns_order.len());
        let certain: Vec<bool> = state.profits[..rows].iter().map(|&profit| pairs(profit) > 0).collect();
        let contested: Vec<bool> = state.prices[..columns].iter().map(|&price| pairs(price) > 0).collect();
        let prices = state.prices[..columns].iter().map(|&price| i32::try_from(value(price)).ok());
        let prices = Prices::new(prices.collect::<Option<Vec<i32>>>()?);
        let least_price = i64::from(prices.values().iter().copied().min().unwrap_or(0));
        let scanner = |closed: bool| {
            let mut words = vec![0u64; problem.columns.blocks * WORDS];
            for column in (0..columns).filter(|&column| contested[column] == closed) {
                words[column / 64] |= 1 << (column % 64);
            }
            let mut scanner = Scanner::new(problem, &NEVER);
            scanner.closed = Closed { rows: certain.clone(), columns: words };
            scanner.least_score = least_score;
            scanner
        };
        let (near, far) = (scanner(true), scanner(false));
        let any_contested = contested.contains(&true);
        Some(Reader { near, far, prices, certain, contested, any_contested, least_price })
    }

    /// True if there may be partners that would cost the row a pair.
    pub fn has_far(&self, row: u32) -> bool {
        self.certain[row as usize] && self.any_contested
    }

    /// What is known of a row that was not read.
    pub fn unread(&self) -> List {
        List { candidates: Vec::new(), rest: Some(10_000 - self.least_price), keep: 0 }
    }

    /// True if the same rows and columns hold a pair as in the other.
    pub fn holds_as(&self, other: &Reader<'_, '_>) -> bool {
        self.certain == other.certain && self.contested == other.contested
    }

    /// The price of one of the problem's columns, pairs aside.
    pub fn price(&self, column: u32) -> i64 {
        i64::from(self.prices.get(column))
    }

    /// True if row and column hold a pair where they did when this was made.
    pub fn is_certain(&self, row: u32) -> bool {
        self.certain[row as usize]
    }

    /// As [`Self::is_certain`], for a column.
    pub fn is_contested(&self, column: u32) -> bool {
        self.contested[column as usize]
    }

    /// Reads lists, in the order of the requests.
    pub fn read(&self, requests: &[Request], part: Part) -> Vec<List> {
        let scanner = if part == Part::Near { &self.near } else { &self.far };
        std::iter::zip(scanner.best(requests, &self.prices), requests)
            .map(|(best, request)| {
                let rest = (best.rest > i32::MIN).then(|| i64::from(best.rest));
                List { candidates: best.candidates, rest, keep: request.keep }
            })
            .collect()
    }
}
