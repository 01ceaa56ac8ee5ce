//! What changes do to the plan.

use people::{Objective, Role};

use crate::plan::Plan;
use crate::repair::field::Field;
use crate::repair::state::NONE;
use crate::repair::trial::Trial;
use crate::repair::{Repair, anew, lowest};
use crate::what_if::{Change, ChangeError, Effect};

impl<'p, 'a> Repair<'p, 'a> {
    /// The best plan if all these changes were made, one after the other, against the plan as it is.
    ///
    /// The plan is repaired, not solved anew, and is the best again. Only for [`Objective::Fairest`] it is solved anew
    /// where the change may have touched the lowest score.
    ///
    /// # Errors
    /// [`ChangeError`] if a change cannot be made; it names the rule or capacity in its way.
    pub fn what_if(&self, changes: &[Change]) -> Result<Effect, ChangeError> {
        let mut trial = Trial::new(self.field_for(changes), self.plan);
        for change in changes {
            trial.change(change)?;
        }
        if lowest::is_proven(self.plan, &trial) {
            return Ok(self.effect(&trial, &trial.mentors()));
        }
        let effect = self.effect(&trial, &anew::mentors(&trial)?);
        Ok(Effect { solved_anew: true, ..effect })
    }

    /// Where the changes' ways are short.
    fn field_for(&self, changes: &[Change]) -> &Field<'p, 'a> {
        let outside = |mentee: usize| {
            let row = self.problem.row_of.get(mentee).copied().unwrap_or(NONE);
            row == NONE || self.field.state.partner[row as usize] == NONE
        };
        match changes {
            [Change::Forbid { .. }] => &self.field,
            &[Change::Lock { mentee, .. }] if !outside(mentee) => &self.field,
            [Change::Leave { role: Role::Mentee, .. }] => self.inward(),
            [Change::Join(person)] if person.role == Role::Mentor => self.inward(),
            _ => self.outward(),
        }
    }

    /// What it means if everyone has the mentor of `after`.
    fn effect(&self, trial: &Trial<'_, 'p, 'a>, after: &[u32]) -> Effect {
        let mut effect = Effect { moves: trial.moves(after), ..Effect::default() };
        if self.problem.recipe.objective == Objective::Fairest {
            effect.lowest_score = (lowest_score(self.plan), self.lowest_score(trial, after));
        }
        let mut before = vec![0i64; trial.cast.mentor_count()];
        for pair in &self.plan.pairs {
            before[pair.mentor] += 1;
        }
        let mut after = before.clone();
        for each in &effect.moves {
            if let Some(mentor) = each.from {
                effect.pairs -= 1;
                effect.value -= trial.cast.score(each.mentee, mentor);
                after[mentor] -= 1;
            }
            if let Some(mentor) = each.to {
                effect.pairs += 1;
                effect.value += trial.cast.score(each.mentee, mentor);
                after[mentor] += 1;
            }
        }
        let cost = |partners: i64| trial.state.penalty * partners * (partners - 1).max(0) / 2;
        effect.value -=
            std::iter::zip(before, after).map(|(before, after)| cost(after) - cost(before)).sum::<i64>();
        effect
    }

    /// The lowest score of a pair that is not locked.
    fn lowest_score(&self, trial: &Trial<'_, 'p, 'a>, after: &[u32]) -> Option<u32> {
        let mentor_before = |mentee: usize| {
            let at = self.plan.pairs.binary_search_by_key(&mentee, |pair| pair.mentee).ok()?;
            Some(&self.plan.pairs[at])
        };
        let free =
            (0..after.len()).filter(|mentee| after[*mentee] != NONE && !trial.locks.contains_key(mentee));
        let scores = free.map(|mentee| match mentor_before(mentee) {
            Some(pair) if pair.mentor as u32 == after[mentee] => pair.score,
            _ => trial.cast.score(mentee, after[mentee] as usize) as u32,
        });
        scores.min()
    }
}

/// The lowest score of a pair that is not locked.
pub(crate) fn lowest_score(plan: &Plan) -> Option<u32> {
    plan.pairs.iter().filter(|pair| !pair.locked).map(|pair| pair.score).min()
}
