//! For `fairest`: whether a repaired plan still has the most pairs and the highest lowest score.
//!
//! A repair looks at pairs that score at least what the plan's lowest pair does. It finds the best plan if no plan has
//! more pairs, and none as many that all score more. The plan's two covers (Kőnig 1931, see `docs/certificate.md`) prove
//! that as long as they are small enough after the change; where they are not, nothing is known and the plan is solved
//! anew.

use people::Role;

use crate::plan::{Cover, Plan};
use crate::repair::state::NONE;
use crate::repair::trial::Trial;

/// True if the plan's covers prove the trial's pairs to be the most and their lowest score to be the highest.
pub(crate) fn is_proven(plan: &Plan, trial: &Trial<'_, '_, '_>) -> bool {
    let Some(proof) = &plan.fairest else { return true };
    let Some(lowest) = proof.lowest_score else { return false };
    let pairs = trial.state.partner.iter().filter(|&&column| column != NONE).count();
    let most = size_after(trial, &proof.most_pairs_cover, 0);
    most == pairs && size_after(trial, &proof.lowest_score_cover, lowest + 1) < most
}

/// The size of the cover after the changes, with those added whom it needs to cover every allowed pair that scores at
/// least `least`.
fn size_after(trial: &Trial<'_, '_, '_>, cover: &Cover, least: u32) -> usize {
    let cast = &trial.cast;
    let mut has_mentee = vec![false; cast.mentee_count()];
    let mut has_mentor = vec![false; cast.mentor_count()];
    cover.mentees.iter().for_each(|&mentee| has_mentee[mentee] = true);
    cover.mentors.iter().for_each(|&mentor| has_mentor[mentor] = true);
    let counts = |mentee: usize, mentor: usize| {
        cast.allowed_score(mentee, mentor).is_some_and(|score| u32::from(score) >= least)
    };
    for mentor in trial.new_people(Role::Mentor) {
        let open = |mentee: usize| !has_mentee[mentee] && counts(mentee, mentor);
        has_mentor[mentor] |= (0..has_mentee.len()).any(open);
    }
    for mentee in trial.new_people(Role::Mentee) {
        let open = |mentor: usize| !has_mentor[mentor] && counts(mentee, mentor);
        has_mentee[mentee] |= (0..has_mentor.len()).any(open);
    }
    let mentees = (0..has_mentee.len()).filter(|&mentee| has_mentee[mentee] && trial.is_free(mentee)).count();
    let places =
        (0..has_mentor.len()).filter(|&mentor| has_mentor[mentor]).map(|mentor| trial.places(mentor));
    mentees + places.sum::<usize>()
}
