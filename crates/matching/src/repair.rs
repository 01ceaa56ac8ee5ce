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

/// A proven plan, ready for questions: what the plan would lose without a pair, what a change would do to it, what a place
/// would cost.
///
/// ```
/// use matching::{Change, Margin, Problem, Recipe, Repair};
///
/// let csv = "id,name,role,level,department,languages,availability,offers,wants\n\
///            L1,Ada,mentee,8,Sales,de,Mon 09:00-12:00,,Podcasts:3|Cloud:2\n\
///            L2,Ben,mentee,7,Legal,de,Mon 09:00-12:00,,Cloud:3\n\
///            L3,Cleo,mentee,7,Sales,de,Mon 09:00-12:00,,Podcasts:2|Charts:1\n\
///            J1,Dua,mentor,2,IT,de,Mon 09:00-12:00,Podcasts:5|Cloud:5,\n\
///            J2,Emil,mentor,3,Legal,de,Mon 10:00-12:00,Cloud:4|Podcasts:1,\n";
/// let people = people::read(std::io::Cursor::new(csv), &[])?.people;
/// let recipe = Recipe::default();
/// let problem = Problem::new(&people, &recipe)?;
/// let plan = problem.solve()?;
/// assert_eq!(plan.pairs.len(), 2); // Ada with Emil, Ben with Dua
///
/// let repair = Repair::new(&problem, &plan)?;
/// // Without Ben and Dua together, Dua would have Ada, and Emil would have Cleo, for whom he knows less.
/// assert_eq!(repair.margins(&[1]), [Some(Margin { pairs: 0, value: 1534 })]);
///
/// // What if Dua left?
/// let dua = matching::mentor_row(&people, "J1").expect("she is there");
/// let effect = repair.what_if(&[Change::Leave { role: people::Role::Mentor, index: dua }])?;
/// assert_eq!((effect.pairs, effect.value), (-1, -6750));
///
/// // Ben cannot be locked to Emil, who is in his department.
/// let error = repair.what_if(&[Change::Lock { mentee: 1, mentor: 1 }]).unwrap_err();
/// assert_eq!(error.to_string(), "lock L2:J2 breaks a rule: same department");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    /// Looks at all pairs once, to keep everyone's best: for ten thousand mentees and mentors a tenth of a second on two
    /// processors. This also checks that the prices prove the plan.
    ///
    /// # Errors
    /// [`NotProven`] if the plan stopped at a gap, or if its prices do not prove it to be the best of this problem.
    pub fn new(problem: &'p Problem<'a>, plan: &'p Plan) -> Result<Repair<'p, 'a>, NotProven> {
        let state = start::state(problem, plan)?;
        let least_score = least_score(problem, plan);
        let field = Field::new(problem, state, least_score).ok_or(NotProven::Foreign)?;
        if !field.is_proven() {
            return Err(NotProven::Foreign);
        }
        Ok(Repair { problem, plan, field, outward: OnceLock::new(), inward: OnceLock::new() })
    }

    /// Does now what the first question about a leaver, a newcomer or a place would otherwise wait for: looks at all pairs
    /// two to four times more. Each later question is answered at once.
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
