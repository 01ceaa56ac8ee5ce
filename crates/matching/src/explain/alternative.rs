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
    ///
    /// ```
    /// # let csv = "id,name,role,level,department,languages,availability,offers,wants\n\
    /// #     L1,Ada,mentee,8,Sales,de,Mon 09:00-12:00,,Podcasts:3|Cloud:2\n\
    /// #     L2,Ben,mentee,7,Legal,de,Mon 09:00-12:00,,Cloud:3\n\
    /// #     L3,Cleo,mentee,7,Sales,de,Mon 09:00-12:00,,Podcasts:2|Charts:1\n\
    /// #     J1,Dua,mentor,2,IT,de,Mon 09:00-12:00,Podcasts:5|Cloud:5,\n\
    /// #     J2,Emil,mentor,3,Legal,de,Mon 10:00-12:00,Cloud:4|Podcasts:1,\n";
    /// # let people = people::read(std::io::Cursor::new(csv), &[])?.people;
    /// # let recipe = matching::Recipe::default();
    /// # let problem = matching::Problem::new(&people, &recipe)?;
    /// # let plan = problem.solve()?;
    /// # let repair = matching::Repair::new(&problem, &plan)?;
    /// // Ada has Emil. She would do better with Dua, but the whole would not.
    /// let others = repair.alternatives(0, 3);
    /// assert_eq!(people.mentors[others[0].mentor].name.as_ref(), "Dua");
    /// assert_eq!((others[0].score, others[0].pairs, others[0].value), (6750, 0, -1534));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
