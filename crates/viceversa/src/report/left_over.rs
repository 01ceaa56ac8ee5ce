//! Who is left over, and the true reason for each.

use matching::{Allowed, LeftOver, Obstacles, Plan, Problem, Reason, Repair, mentee_row, mentor_row};
use people::Role;
use rayon::prelude::*;

/// Up to so many pairs are looked at to tell what a place would cost. Beyond, that someone is allowed will do.
const MOST_LOOKS: usize = 20_000_000;
/// Up to so many pairs are looked at to tell what rules everyone out.
const MOST_TOLD: usize = 4_000_000;
/// So many people of the other side are asked before all pairs are counted.
const FIRST_FEW: usize = 1000;
/// Up to so many pairs are counted.
const MOST_COUNTED: u64 = 20_000_000_000;

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

/// Everyone without a partner, before anything is known of why.
pub struct Without {
    /// Mentees, then mentors, each by id.
    people: Vec<(Role, usize)>,
    /// How many pairs there are to look at.
    looks: usize,
}

impl Without {
    /// Finds them.
    pub fn new(problem: &Problem<'_>, plan: &Plan) -> Without {
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
        Without { people: [mentees, mentors].concat(), looks }
    }

    /// True if there are few enough to work out what a place would cost.
    pub fn are_few(&self) -> bool {
        self.looks <= MOST_LOOKS
    }

    /// Why they have no partner; what a place would cost, if `repair` can tell.
    pub fn reasons(self, problem: &Problem<'_>, repair: Option<&Repair<'_, '_>>) -> Vec<Left> {
        match repair {
            Some(repair) if self.are_few() => repair.left_over().into_iter().map(Left::Known).collect(),
            _ => self.plain_reasons(problem),
        }
    }

    /// Whether anyone is allowed to them, and if not, why.
    fn plain_reasons(self, problem: &Problem<'_>) -> Vec<Left> {
        // Most are allowed to someone among the first few; only for others all pairs are counted.
        let left = self.people;
        let people = problem.people();
        let has_partner = |&(role, index): &(Role, usize)| {
            let others = if role == Role::Mentee { people.mentors.len() } else { people.mentees.len() };
            (0..others.min(FIRST_FEW)).any(|other| is_allowed(problem, role, index, other))
        };
        let found: Vec<bool> = left.par_iter().map(has_partner).collect();
        let counted = found.contains(&false)
            && people.mentees.len() as u64 * people.mentors.len() as u64 <= MOST_COUNTED;
        let allowed = counted.then(|| problem.count_allowed());
        // The first so many are told in full what rules everyone out, the others that nobody is allowed.
        let in_full = MOST_TOLD / people.mentees.len().max(people.mentors.len()).max(1);
        let mut told = 0;
        let tasks: Vec<(Role, usize, bool, bool)> = (left.into_iter().zip(found))
            .map(|((role, index), found)| {
                told += usize::from(!found);
                (role, index, found, told <= in_full)
            })
            .collect();
        (tasks.into_par_iter())
            .map(|(role, index, found, in_full)| {
                let reason =
                    if found { None } else { plain_reason(problem, allowed.as_ref(), role, index, in_full) };
                match reason {
                    Some(reason) => Left::Known(LeftOver { role, index, reason }),
                    None => Left::OtherPairs { role, index },
                }
            })
            .collect()
    }
}

/// Whether a mentor with any place and a mentee may be a pair, seen from the one with this role.
fn is_allowed(problem: &Problem<'_>, role: Role, index: usize, other: usize) -> bool {
    let (mentee, mentor) = if role == Role::Mentee { (index, other) } else { (other, index) };
    problem.people().mentors[mentor].capacity > 0 && problem.broken_rule(mentee, mentor).is_none()
}

/// Why someone can have no partner, whatever the plan; `None` for someone who could, or whose partners are all locked.
fn plain_reason(
    problem: &Problem<'_>,
    allowed: Option<&Allowed>,
    role: Role,
    index: usize,
    in_full: bool,
) -> Option<Reason> {
    let people = problem.people();
    let takes = |mentor: usize| people.mentors[mentor].capacity > 0;
    let others = match role {
        Role::Mentee => people.mentors.len(),
        Role::Mentor if !takes(index) => return Some(Reason::NoCapacity),
        Role::Mentor => people.mentees.len(),
    };
    if others == 0 {
        return Some(Reason::NobodyThere);
    }
    if role == Role::Mentee && !(0..others).any(takes) {
        return Some(Reason::NoPlace);
    }
    let could = match allowed {
        // The counts leave out who is locked.
        Some(allowed) => {
            let count = if role == Role::Mentee { allowed.mentees[index] } else { allowed.mentors[index] };
            count > 0 || is_allowed_to_locked(problem, role, index)
        }
        None => (0..others).any(|other| is_allowed(problem, role, index, other)),
    };
    if could {
        return None;
    }
    let obstacles =
        if in_full { problem.obstacles(role, index) } else { Obstacles { others, rules: Vec::new() } };
    Some(Reason::NobodyAllowed(obstacles))
}

fn is_allowed_to_locked(problem: &Problem<'_>, role: Role, index: usize) -> bool {
    let people = problem.people();
    (problem.choices().lock.iter()).any(|(mentee, mentor)| {
        let other = match role {
            Role::Mentee => mentor_row(people, mentor),
            Role::Mentor => mentee_row(people, mentee),
        };
        other.is_some_and(|other| is_allowed(problem, role, index, other))
    })
}
