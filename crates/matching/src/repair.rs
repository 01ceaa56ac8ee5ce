//! What would change if the plan did: margins, what-if, alternatives, by repairing the plan rather than solving anew.

mod anew;
mod cast;
mod cheapest;
mod effect;
mod extreme;
mod field;
mod index;
mod lowest;
mod margin;
mod place;
mod reader;
mod search;
mod start;
mod state;
mod trial;
mod twins;

use std::sync::OnceLock;

use people::Objective;

use crate::plan::Plan;
use crate::problem::Problem;
pub use margin::Margin;
pub(crate) use place::PlacePrices;
pub(crate) use search::Search;
pub use start::NotProven;

use extreme::Direction;
use field::Field;

/// A proven plan, ready for questions about what would change if something else did.
pub struct Repair<'p, 'a> {
    problem: &'p Problem<'a>,
    plan: &'p Plan,
    /// At the certificate's prices.
    field: Field<'p, 'a>,
    /// At the ends of the range of prices.
    outward: OnceLock<Option<Field<'p, 'a>>>,
    inward: OnceLock<Option<Field<'p, 'a>>>,
}

impl<'p, 'a> Repair<'p, 'a> {
    /// Takes a plan and its prices, as [`Problem::solve`] or a certificate gives them.
    ///
    /// Takes time in proportion to the number of people: pairs are looked at as questions need them, and what was seen is
    /// kept for later ones. That the prices prove the plan over all pairs is not checked (`viceversa verify` does that).
    ///
    /// # Errors
    /// [`NotProven`] if the plan stopped at a gap, or is not one of this problem with its prices.
    pub fn new(problem: &'p Problem<'a>, plan: &'p Plan) -> Result<Repair<'p, 'a>, NotProven> {
        let state = start::state(problem, plan)?;
        let least_score = least_score(problem, plan);
        let field = Field::new(problem, state, least_score).ok_or(NotProven::Foreign)?;
        Ok(Repair { problem, plan, field, outward: OnceLock::new(), inward: OnceLock::new() })
    }

    /// Does now what the first questions would otherwise wait for, so that each later one is answered at once.
    pub fn prepare(&self) {
        self.outward();
        self.inward();
    }

    /// Where everyone is near the outside.
    fn outward(&self) -> &Field<'p, 'a> {
        let field = self.outward.get_or_init(|| extreme::field(&self.field, Direction::Outward));
        field.as_ref().unwrap_or(&self.field)
    }

    /// Where the outside is near everyone.
    fn inward(&self) -> &Field<'p, 'a> {
        let field = self.inward.get_or_init(|| extreme::field(&self.field, Direction::Inward));
        field.as_ref().unwrap_or(&self.field)
    }

    /// The problem.
    pub fn problem(&self) -> &'p Problem<'a> {
        self.problem
    }

    /// The lowest score of a pair that is looked at.
    pub(crate) fn least_score(&self) -> u16 {
        self.field.least_score
    }

    /// The plan.
    pub fn plan(&self) -> &'p Plan {
        self.plan
    }
}

/// Pairs that score less are in no plan with as many pairs and as high a lowest score, but for locked ones.
fn least_score(problem: &Problem<'_>, plan: &Plan) -> u16 {
    let lowest = match problem.recipe.objective {
        Objective::Fairest => effect::lowest_score(plan).unwrap_or(0) as u16,
        _ => 0,
    };
    lowest.max(problem.recipe.rules.min_score)
}
