//! Who is left over, and the true reason for each.

use matching::{LeftOver, Obstacles, Plan, Problem, Reason, Repair};
use people::Role;
use rayon::prelude::*;

/// Up to so many pairs are looked at to tell what a place would cost. Beyond, that someone is allowed will do.
const MOST_LOOKS: usize = 20_000_000;

/// Someone without a partner, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// The whole reason is known.
    Known(LeftOver),
    /// Someone is allowed, but what a place would cost was not worked out.
    OtherPairs {
        /// On which side.
        role: Role,
        /// Index in `people.mentees` or `people.mentors`.
        index: usize,
    },
}

impl Left {
    /// On which side.
    pub fn role(&self) -> Role {
        match self {
            Left::Known(left) => left.role,
            Left::OtherPairs { role, .. } => *role,
        }
    }

    /// Index in `people.mentees` or `people.mentors`.
    pub fn index(&self) -> usize {
        match self {
            Left::Known(left) => left.index,
            Left::OtherPairs { index, .. } => *index,
        }
    }

    /// The reason as files name it: the same in every language and version.
    pub fn code(&self) -> &'static str {
        match self {
            Left::Known(left) => left.reason.code(),
            Left::OtherPairs { .. } => "other_pairs",
        }
    }

    /// What rules everyone out, if that is so.
    pub fn obstacles(&self) -> Option<&Obstacles> {
        match self {
            Left::Known(LeftOver { reason: Reason::NobodyAllowed(obstacles), .. }) => Some(obstacles),
            _ => None,
        }
    }
}

/// Everyone without a partner: mentees, then mentors, each by id. `repair` is there if the plan is the best.
pub fn find(problem: &Problem<'_>, plan: &Plan, repair: Option<&Repair<'_, '_>>) -> Vec<Left> {
    let people = problem.people();
    let (mut has_mentor, mut has_mentee) =
        (vec![false; people.mentees.len()], vec![false; people.mentors.len()]);
    for pair in &plan.pairs {
        has_mentor[pair.mentee] = true;
        has_mentee[pair.mentor] = true;
    }
    let without = |placed: &[bool], role: Role| -> Vec<(Role, usize)> {
        (0..placed.len()).filter(|&index| !placed[index]).map(|index| (role, index)).collect()
    };
    let (mentees, mentors) = (without(&has_mentor, Role::Mentee), without(&has_mentee, Role::Mentor));
    let looks = mentees.len() * people.mentors.len() + mentors.len() * people.mentees.len();
    match repair {
        Some(repair) if looks <= MOST_LOOKS => repair.left_over().into_iter().map(Left::Known).collect(),
        _ => [mentees, mentors]
            .concat()
            .into_par_iter()
            .map(|(role, index)| match plain_reason(problem, role, index) {
                Some(reason) => Left::Known(LeftOver { role, index, reason }),
                None => Left::OtherPairs { role, index },
            })
            .collect(),
    }
}

/// Why someone can have no partner, whatever the plan; `None` for someone who could.
fn plain_reason(problem: &Problem<'_>, role: Role, index: usize) -> Option<Reason> {
    let people = problem.people();
    let mut others = match role {
        Role::Mentee => 0..people.mentors.len(),
        Role::Mentor => 0..people.mentees.len(),
    };
    if role == Role::Mentor && people.mentors[index].capacity == 0 {
        return Some(Reason::NoCapacity);
    }
    if others.is_empty() {
        return Some(Reason::NobodyThere);
    }
    let takes = |mentor: usize| people.mentors[mentor].capacity > 0;
    if role == Role::Mentee && !others.clone().any(takes) {
        return Some(Reason::NoPlace);
    }
    let is_allowed = |other: usize| match role {
        Role::Mentee => takes(other) && problem.broken_rule(index, other).is_none(),
        Role::Mentor => problem.broken_rule(other, index).is_none(),
    };
    (!others.any(is_allowed)).then(|| Reason::NobodyAllowed(problem.obstacles(role, index)))
}
