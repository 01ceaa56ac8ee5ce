//! Provably optimal matching.

mod alike;
mod auction;
mod buckets;
mod cardinality;
mod columns;
mod criteria;
mod draw;
mod facts;
mod fairest;
mod fairness;
pub mod files;
mod kernel;
mod options;
mod plan;
mod problem;
mod repair;
mod residual;
mod row;
mod sample;
mod scan;
mod solve;
mod what_if;

#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod support;

pub use criteria::{Criterion, Rule};
pub use fairness::{Comparison, FLOOR, Fairness, FairnessGroup, GroupedBy};
pub use options::{Options, Progress, Stage};
pub use people::{Choices, Objective, People, Person, Recipe};
pub use plan::{Cover, FairestProof, Pair, Plan};
pub use problem::{Problem, ProblemError, Score, mentee_row, mentor_row};
pub use repair::{Margin, NotProven, Repair};
pub use solve::Stopped;
pub use what_if::{Change, ChangeError, Effect, Move};

impl Problem<'_> {
    /// Finds the best plan, with its proof.
    ///
    /// The plan depends on people, recipe and choices alone, not on the number of threads or the machine.
    ///
    /// # Errors
    /// None unless it is stopped, and here nobody can.
    pub fn solve(&self) -> Result<Plan, Stopped> {
        self.solve_with(&Options::default())
    }

    /// Finds the best plan or, with [`Options::gap`], one that is proven to be nearly the best.
    ///
    /// # Errors
    /// [`Stopped`] soon after [`Options::stop`] was set.
    pub fn solve_with(&self, options: &Options<'_>) -> Result<Plan, Stopped> {
        solve::solve(self, options)
    }
}
