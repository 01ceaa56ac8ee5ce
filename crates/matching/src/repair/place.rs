//! What a place would cost the others.

use people::Role;

use crate::repair::Repair;
use crate::repair::field::View;
use crate::repair::search::{Node, Search};
use crate::repair::state::NONE;
use crate::what_if::{Effect, Move};

/// Looks up what places would cost, one after the other.
pub(crate) struct PlacePrices<'r, 'p, 'a> {
    repair: &'r Repair<'p, 'a>,
    outward: View<'r, 'p, 'a>,
    inward: View<'r, 'p, 'a>,
}

impl<'r, 'p, 'a> PlacePrices<'r, 'p, 'a> {
    pub fn new(repair: &'r Repair<'p, 'a>) -> Self {
        PlacePrices { repair, outward: repair.outward().view(), inward: repair.inward().view() }
    }

    pub fn search(&self) -> Search {
        let mut search = Search::new(self.outward.state);
        search.adds_to_target = true;
        search
    }

    /// The best plan in which the mentee has a mentor, or the mentor one mentee more, against the plan as it is. `None`
    /// if there is none, or only with a lower lowest score.
    pub fn of(&self, search: &mut Search, role: Role, index: usize) -> Option<Effect> {
        let problem = self.repair.problem;
        let (view, source, target) = match role {
            Role::Mentee => (&self.outward, Node::Row(problem.row_of[index]), Node::Outside),
            Role::Mentor => (&self.inward, Node::Outside, Node::Column(problem.column_of[index])),
        };
        search.run(view, source, target, None)?;
        let state = view.state;
        let mut moves: Vec<Move> = (search.path(state).into_iter())
            .map(|(row, to)| Move {
                mentee: problem.rows_order[row as usize] as usize,
                from: self.mentor(state.partner[row as usize]),
                to: self.mentor(to),
            })
            .collect();
        moves.sort_unstable();
        Some(self.repair.effect_of(moves))
    }

    fn mentor(&self, column: u32) -> Option<usize> {
        (column != NONE).then(|| self.repair.problem.columns_order[column as usize] as usize)
    }
}

impl Repair<'_, '_> {
    /// What it would cost the others if the mentee had a mentor, or the mentor a mentee more than in the plan: the best
    /// plan of that kind against the plan as it is.
    ///
    /// `None` if the person is placed (a mentee with a mentor, a mentor without a free place), or if there is no such plan:
    /// nobody is allowed, all places are locked, or, for [`crate::Objective::Fairest`], it would have a lower lowest score.
    ///
    /// # Panics
    /// If there is no such person.
    pub fn price_of_place(&self, role: Role, index: usize) -> Option<Effect> {
        if !self.is_left_over(role, index) {
            return None;
        }
        let prices = PlacePrices::new(self);
        prices.of(&mut prices.search(), role, index)
    }

    /// True for a mentee without a mentor and a mentor with a free place beyond locks.
    pub(crate) fn is_left_over(&self, role: Role, index: usize) -> bool {
        let state = &self.field.state;
        match role {
            Role::Mentee => {
                let row = self.problem.row_of[index];
                row != NONE && state.partner[row as usize] == NONE
            }
            Role::Mentor => {
                let column = self.problem.column_of[index];
                column != NONE && state.next_level(column).is_some()
            }
        }
    }

    /// What moves do, whatever comes of them.
    pub(crate) fn effect_of(&self, moves: Vec<Move>) -> Effect {
        let mut partners: Vec<(usize, i64)> = Vec::new();
        let mut effect = Effect::default();
        let score = |mentee, mentor| i64::from(self.problem.score(mentee, mentor).total);
        for each in &moves {
            if let Some(mentor) = each.from {
                effect.pairs -= 1;
                effect.value -= score(each.mentee, mentor);
                partners.push((mentor, -1));
            }
            if let Some(mentor) = each.to {
                effect.pairs += 1;
                effect.value += score(each.mentee, mentor);
                partners.push((mentor, 1));
            }
        }
        partners.sort_unstable();
        let penalty = i64::from(self.problem.recipe.rules.extra_partner_penalty);
        let cost = |partners: i64| penalty * partners * (partners - 1).max(0) / 2;
        for of_mentor in partners.chunk_by(|one, other| one.0 == other.0) {
            let before = self.partner_count(of_mentor[0].0);
            let after = before + of_mentor.iter().map(|&(_, change)| change).sum::<i64>();
            effect.value -= cost(after) - cost(before);
        }
        Effect { moves, ..effect }
    }

    /// How many partners the mentor has in the plan.
    fn partner_count(&self, mentor: usize) -> i64 {
        match self.problem.column_of[mentor] {
            NONE => i64::from(self.problem.people.mentors[mentor].capacity),
            column => i64::from(self.field.state.filled(column)),
        }
    }
}
