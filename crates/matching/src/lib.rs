//! Provably optimal matching of mentees and mentors, with reasons.
//!
//! ```
//! use matching::{Problem, Recipe};
//!
//! let csv = "id,role,level,department,languages,availability,offers,wants\n\
//!            Ada,mentee,8,Sales,de,Mon 09:00-11:00,,Podcasts:3|Cloud:1\n\
//!            Ben,mentee,7,Legal,de,Mon 09:00-12:00,,Cloud:3\n\
//!            Cem,mentor,2,IT,de,Mon 10:00-12:00,Podcasts:5|Cloud:4,\n\
//!            Dua,mentor,3,IT,de,Mon 09:00-10:00,Cloud:5,\n";
//! let people = people::read(std::io::Cursor::new(csv), &[])?.people;
//! let recipe = Recipe::default();
//! let plan = Problem::new(&people, &recipe)?.solve()?;
//! for pair in &plan.pairs {
//!     println!("{} learns from {}", people.mentees[pair.mentee].name, people.mentors[pair.mentor].name);
//! }
//! assert!(plan.is_best() && plan.pairs.len() == 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Problem`] checks people and recipe against each other and knows the score of any pair. [`Problem::solve`] finds the
//! [`Plan`], whose prices prove that no plan is better; [`files`] writes it down so that others can check it. [`Repair`]
//! tells what the plan would lose without a pair and what a change would cost, [`Problem::fairness`] how groups fare.
//!
//! Nothing here reads a file or a clock. The same people, recipe and seed give the same plan on any machine and number of
//! threads. How it is found is told in `docs/engine.md`.

mod alike;
mod allowed;
mod auction;
mod buckets;
mod cardinality;
mod columns;
mod criteria;
mod draw;
mod explain;
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

pub use allowed::Allowed;
pub use criteria::{Criterion, Rule};
pub use explain::{
    Alternative, CommonTime, CriterionValue, LeftOver, Obstacle, Obstacles, PairFacts, Reason, WantedTopic,
};
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
