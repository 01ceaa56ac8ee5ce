//! Provably optimal matching.

mod auction;
mod buckets;
mod cardinality;
mod columns;
mod criteria;
mod draw;
mod facts;
mod kernel;
mod plan;
mod problem;
mod residual;
mod row;
mod scan;
mod solve;

#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;

pub use criteria::{Criterion, Rule};
pub use people::{Choices, Objective, People, Person, Recipe};
pub use plan::{Pair, Plan};
pub use problem::{Problem, ProblemError, Score, mentee_row, mentor_row};
pub use solve::Stopped;

impl Problem<'_> {
    /// Solves.
    pub fn solve(&self) -> Result<Plan, Stopped> {
        solve::solve(self)
    }
}
