//! What `fairest` adds: covers of pairs.
//!
//! If some people together have a part in every pair that could be made, no plan has more pairs than these people have
//! places. So a cover as large as the plan shows that the plan has the most pairs; and a smaller one, of the pairs that
//! score more than the plan's lowest, shows that a higher lowest score would place fewer.

use crate::certificate::{self, Certificate};
use crate::fault::{CoverKind, Fault, Side};
use crate::plan::Plan;
use crate::prices::Prices;
use crate::roster::Roster;

/// The covers of a certificate, found small enough; whether they cover, the pass over all pairs tells.
pub(crate) struct Covers {
    /// None if there is no free pair: then there is no score to be above.
    pub lowest_score: Option<i128>,
    most_pairs: Covered,
    lowest: Covered,
}

impl Covers {
    /// Checks the lowest score and the covers' people and sizes; none unless the objective is `fairest`.
    pub fn check(
        certificate: &Certificate,
        roster: &Roster,
        plan: &Plan,
        prices: &Prices,
    ) -> Result<Option<Self>, Fault> {
        let Some(fairest) = &certificate.fairest else { return Ok(None) };
        let actual = plan.lowest_free_score.map(|score| score as i64);
        if fairest.lowest_score != actual {
            return Err(Fault::WrongLowestScore { stated: fairest.lowest_score, actual });
        }
        let free_pairs = plan.pairs - plan.locked.len();
        let (most_pairs, size) =
            Covered::new(&fairest.most_pairs_cover, CoverKind::MostPairs, roster, prices)?;
        if size != free_pairs {
            return Err(Fault::WrongCoverSize { cover: CoverKind::MostPairs, size, pairs: free_pairs });
        }
        let (lowest, size) =
            Covered::new(&fairest.lowest_score_cover, CoverKind::LowestScore, roster, prices)?;
        let is_empty = fairest.lowest_score_cover == certificate::Cover::default();
        if if actual.is_some() { size >= free_pairs } else { !is_empty } {
            return Err(Fault::WrongCoverSize { cover: CoverKind::LowestScore, size, pairs: free_pairs });
        }
        Ok(Some(Covers { lowest_score: actual.map(i128::from), most_pairs, lowest }))
    }

    /// The highest score that an allowed pair may have, where it may not have any; `by_price` is what the prices say.
    pub fn highest_score(&self, mentee: usize, mentor: usize, by_price: i128) -> i128 {
        if !self.most_pairs.has(mentee, mentor) {
            return -1;
        }
        let Some(lowest) = self.lowest_score else { return by_price };
        // Prices speak of pairs that reach the lowest score only.
        let highest = by_price.max(lowest - 1);
        if self.lowest.has(mentee, mentor) { highest } else { highest.min(lowest) }
    }

    /// The cover that should hold one of the two and does not.
    pub fn missing(&self, mentee: usize, mentor: usize, score: u64) -> Option<CoverKind> {
        if !self.most_pairs.has(mentee, mentor) {
            return Some(CoverKind::MostPairs);
        }
        let is_above = self.lowest_score.is_some_and(|lowest| i128::from(score) > lowest);
        (is_above && !self.lowest.has(mentee, mentor)).then_some(CoverKind::LowestScore)
    }
}

/// Who is in a cover, by the order of people.
struct Covered {
    mentees: Vec<bool>,
    mentors: Vec<bool>,
}

impl Covered {
    /// Finds everyone in the cover and counts the places that they have: a mentee one, a mentor each free place.
    fn new(
        ids: &certificate::Cover,
        cover: CoverKind,
        roster: &Roster,
        prices: &Prices,
    ) -> Result<(Self, usize), Fault> {
        let mut covered = Covered {
            mentees: vec![false; roster.people.mentees.len()],
            mentors: vec![false; roster.people.mentors.len()],
        };
        let mut size = 0;
        for id in &ids.mentees {
            let side = Side::Mentee;
            let mentee =
                roster.mentee(id).ok_or_else(|| Fault::CoverOfUnknown { cover, side, id: id.clone() })?;
            if !prices.mentee_is_free(mentee) {
                return Err(Fault::CoverOfLocked { cover, mentee: id.clone() });
            }
            if std::mem::replace(&mut covered.mentees[mentee], true) {
                return Err(Fault::CoverTwice { cover, side, id: id.clone() });
            }
            size += 1;
        }
        for id in &ids.mentors {
            let side = Side::Mentor;
            let mentor =
                roster.mentor(id).ok_or_else(|| Fault::CoverOfUnknown { cover, side, id: id.clone() })?;
            if std::mem::replace(&mut covered.mentors[mentor], true) {
                return Err(Fault::CoverTwice { cover, side, id: id.clone() });
            }
            size += prices.free_places(mentor);
        }
        Ok((covered, size))
    }

    fn has(&self, mentee: usize, mentor: usize) -> bool {
        self.mentees[mentee] || self.mentors[mentor]
    }
}
