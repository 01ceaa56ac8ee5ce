//! Who is left over, and the true reason for each.

use matching::{Plan, Problem, Rule};
use people::Role;
use rayon::prelude::*;

/// Someone without a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// On which side.
    pub role: Role,
    /// Index in `people.mentees` or `people.mentors`.
    pub row: usize,
    /// Why.
    pub reason: Reason,
}

/// Why someone is left over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A mentor who takes no one.
    NoCapacity,
    /// Nobody is there on the other side.
    NobodyThere,
    /// Nobody on the other side is allowed.
    NobodyAllowed(Obstacles),
    /// Some are allowed, but they are mentors who take no one.
    NoPlace,
    /// Some are allowed, but the plan is better with them elsewhere.
    BetterElsewhere {
        /// How many are allowed and have places, if they were counted.
        allowed: Option<usize>,
    },
}

/// What stands between someone and the people of the other side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Obstacles {
    /// How many people there are on the other side.
    pub others: usize,
    /// The rules that rule someone out, those that rule out most first.
    pub rules: Vec<Obstacle>,
}

/// What one rule rules out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The rule.
    pub rule: Rule,
    /// People whom it rules out.
    pub count: usize,
    /// People whom nothing else rules out.
    pub alone: usize,
}

impl Reason {
    /// The reason as files name it: the same in every language and version.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::NoCapacity => "no_capacity",
            Reason::NobodyThere => "nobody_there",
            Reason::NobodyAllowed(_) => "nobody_allowed",
            Reason::NoPlace => "no_place",
            Reason::BetterElsewhere { .. } => "better_elsewhere",
        }
    }
}

/// Up to so many pairs are looked at to count who is allowed; beyond, one who is allowed will do.
const MOST_LOOKS: usize = 3_000_000;

/// Everyone without a partner: mentees, then mentors, each by id.
pub fn find(problem: &Problem<'_>, plan: &Plan) -> Vec<LeftOver> {
    let people = problem.people();
    let (mut has_mentor, mut has_mentee) =
        (vec![false; people.mentees.len()], vec![false; people.mentors.len()]);
    for pair in &plan.pairs {
        has_mentor[pair.mentee] = true;
        has_mentee[pair.mentor] = true;
    }
    let rows = |placed: &[bool]| (0..placed.len()).filter(|&row| !placed[row]).collect::<Vec<usize>>();
    let (mentees, mentors) = (rows(&has_mentor), rows(&has_mentee));
    let looks = mentees.len() * people.mentors.len() + mentors.len() * people.mentees.len();
    let search = Search { problem, counts: looks <= MOST_LOOKS };
    let mentees = (mentees.into_par_iter()).map(|row| LeftOver {
        role: Role::Mentee,
        row,
        reason: search.of_mentee(row),
    });
    let mentors = (mentors.into_par_iter()).map(|row| LeftOver {
        role: Role::Mentor,
        row,
        reason: search.of_mentor(row),
    });
    mentees.chain(mentors).collect()
}

struct Search<'s, 'a> {
    problem: &'s Problem<'a>,
    /// Whether all who are allowed are counted.
    counts: bool,
}

impl Search<'_, '_> {
    fn of_mentee(&self, mentee: usize) -> Reason {
        let mentors = &self.problem.people().mentors;
        if mentors.is_empty() {
            return Reason::NobodyThere;
        }
        let allowed = |mentor: &usize| self.problem.broken_rule(mentee, *mentor).is_none();
        let with_place = |&mentor: &usize| mentors[mentor].capacity > 0;
        match self.count(mentors.len(), |mentor| with_place(mentor) && allowed(mentor)) {
            Some(allowed) => Reason::BetterElsewhere { allowed },
            None if (0..mentors.len()).any(|mentor| allowed(&mentor)) => Reason::NoPlace,
            None => Reason::NobodyAllowed(obstacles(mentors.len(), |mentor| {
                self.problem.broken_rules(mentee, mentor)
            })),
        }
    }

    fn of_mentor(&self, mentor: usize) -> Reason {
        let people = self.problem.people();
        let mentees = people.mentees.len();
        if people.mentors[mentor].capacity == 0 {
            return Reason::NoCapacity;
        }
        if mentees == 0 {
            return Reason::NobodyThere;
        }
        match self.count(mentees, |&mentee| self.problem.broken_rule(mentee, mentor).is_none()) {
            Some(allowed) => Reason::BetterElsewhere { allowed },
            None => {
                Reason::NobodyAllowed(obstacles(mentees, |mentee| self.problem.broken_rules(mentee, mentor)))
            }
        }
    }

    /// None if nobody is allowed; otherwise how many are, where that is counted.
    fn count(&self, others: usize, is_allowed: impl Fn(&usize) -> bool) -> Option<Option<usize>> {
        if !self.counts {
            return (0..others).any(|other| is_allowed(&other)).then_some(None);
        }
        let count = (0..others).filter(|other| is_allowed(other)).count();
        (count > 0).then_some(Some(count))
    }
}

/// What rules the others out.
fn obstacles(others: usize, broken: impl Fn(usize) -> Vec<Rule>) -> Obstacles {
    let mut rules: Vec<Obstacle> = Vec::new();
    for other in 0..others {
        let broken = broken(other);
        for &rule in &broken {
            let at = rules.iter().position(|obstacle| obstacle.rule == rule).unwrap_or_else(|| {
                rules.push(Obstacle { rule, count: 0, alone: 0 });
                rules.len() - 1
            });
            rules[at].count += 1;
            rules[at].alone += usize::from(broken.len() == 1);
        }
    }
    rules.sort_by_key(|obstacle| (std::cmp::Reverse(obstacle.count), obstacle.rule));
    Obstacles { others, rules }
}
