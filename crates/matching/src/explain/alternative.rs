//! Other mentors for a mentee, and what they would cost the whole.

use crate::repair::Repair;

/// Another mentor for a mentee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Index in `people.mentors`.
    pub mentor: usize,
    /// The pair's score, 0 to 10000.
    pub score: u32,
    /// How many pairs more the best plan with this pair has; at most 0 where pairs count first.
    pub pairs: i64,
    /// How much more value it has; at most 0 unless it has other pairs.
    pub value: i64,
}

impl Repair<'_, '_> {
    /// The `count` mentors with whom the mentee would cost the whole least, the cheapest first: among equals the one who
    /// scores more, then the first by id. The mentor of the plan is not among them.
    ///
    /// What one costs is exactly what [`Self::what_if`] says of locking the pair. Empty for a mentee who is locked, and
    /// for one whom nobody else may have. For [`crate::Objective::Fairest`] only pairs count that score at least the
    /// plan's lowest.
    ///
    /// # Panics
    /// If there is no such mentee.
    pub fn alternatives(&self, mentee: usize, count: usize) -> Vec<Alternative> {
        (self.cheapest_mentors(mentee, count).into_iter())
            .map(|(mentor, score, cost)| Alternative {
                mentor,
                score,
                pairs: -cost.pairs,
                value: -cost.value,
            })
            .collect()
    }
}
