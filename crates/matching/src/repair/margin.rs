//! How much worse the best plan without a pair is.

use people::Objective;
use rayon::prelude::*;

use crate::repair::Repair;
use crate::repair::field::View;
use crate::repair::search::{Node, Search};
use crate::repair::state::{NONE, pairs, value};
use crate::what_if::Change;

/// How much better the plan is than the best plan without some pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Margin {
    /// How many pairs the other plan has less.
    pub pairs: i64,
    /// How much less value the other plan has; below 0 if it has more, at the cost of pairs or of the lowest score.
    pub value: i64,
}

impl Repair<'_, '_> {
    /// The margins of these mentees' pairs, in their order; `None` for one without a pair.
    ///
    /// The margin of a locked pair is measured against the best plan in which it is neither locked nor allowed: it is
    /// below 0 where the lock costs something.
    ///
    /// Each is a question of its own, so this takes time in proportion to their number; all processors share the work.
    /// For [`people::Objective::Fairest`] a pair without which there are fewer pairs, or only with a lower lowest score,
    /// has the problem solved anew.
    pub fn margins(&self, mentees: &[usize]) -> Vec<Option<Margin>> {
        let view = self.field.view();
        mentees
            .par_iter()
            .map_init(|| Search::new(view.state), |search, &mentee| self.margin(&view, search, mentee))
            .collect()
    }

    fn margin(&self, view: &View<'_, '_, '_>, search: &mut Search, mentee: usize) -> Option<Margin> {
        let at = self.plan.pairs.binary_search_by_key(&mentee, |pair| pair.mentee).ok()?;
        let (pair, problem) = (self.plan.pairs[at], self.problem);
        if pair.locked {
            let (mentee, mentor) = (pair.mentee, pair.mentor);
            return self.without(&[Change::Unlock { mentee, mentor }, Change::Forbid { mentee, mentor }]);
        }
        let (row, column) = (problem.row_of[pair.mentee], problem.column_of[pair.mentor]);
        let cost = search.run(view, Node::Row(row), Node::Column(column), None)?;
        if problem.recipe.objective == Objective::Fairest && pairs(cost) > 0 {
            return self.without(&[Change::Forbid { mentee: pair.mentee, mentor: pair.mentor }]);
        }
        if problem.recipe.objective == Objective::BestFit {
            let moves = search.path(view.state);
            let out = moves.iter().filter(|&&(_, to)| to == NONE).count() as i64;
            let back =
                moves.iter().filter(|&&(row, _)| view.state.partner[row as usize] == NONE).count() as i64;
            return Some(Margin { pairs: out - back, value: cost });
        }
        Some(Margin { pairs: pairs(cost), value: value(cost) })
    }

    fn without(&self, changes: &[Change]) -> Option<Margin> {
        let effect = self.what_if(changes).ok()?;
        Some(Margin { pairs: -effect.pairs, value: -effect.value })
    }
}
