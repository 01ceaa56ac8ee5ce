//! Who is left over, and the true reason for each.

use matching::{Plan, Problem, Rule};
use people::Role;

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
    NoPlace {
        /// How many are allowed.
        allowed: usize,
    },
    /// Some are allowed, but the plan is better with them elsewhere.
    BetterElsewhere {
        /// How many are allowed and have places.
        allowed: usize,
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
            Reason::NoPlace { .. } => "no_place",
            Reason::BetterElsewhere { .. } => "better_elsewhere",
        }
    }
}

/// Everyone without a partner: mentees, then mentors, each by id.
pub fn find(problem: &Problem<'_>, plan: &Plan) -> Vec<LeftOver> {
    let people = problem.people();
    let (mut has_mentor, mut has_mentee) =
        (vec![false; people.mentees.len()], vec![false; people.mentors.len()]);
    for pair in &plan.pairs {
        has_mentor[pair.mentee] = true;
        has_mentee[pair.mentor] = true;
    }
    let rows = |placed: Vec<bool>| (0..placed.len()).filter(move |&row| !placed[row]);
    let mentees =
        rows(has_mentor).map(|row| LeftOver { role: Role::Mentee, row, reason: of_mentee(problem, row) });
    let mentors =
        rows(has_mentee).map(|row| LeftOver { role: Role::Mentor, row, reason: of_mentor(problem, row) });
    mentees.chain(mentors).collect()
}

fn of_mentee(problem: &Problem<'_>, mentee: usize) -> Reason {
    let mentors = &problem.people().mentors;
    if mentors.is_empty() {
        return Reason::NobodyThere;
    }
    let (obstacles, allowed) = obstacles(mentors.len(), |mentor| problem.broken_rules(mentee, mentor));
    let with_place = allowed.iter().filter(|&&mentor| mentors[mentor].capacity > 0).count();
    match (allowed.len(), with_place) {
        (0, _) => Reason::NobodyAllowed(obstacles),
        (allowed, 0) => Reason::NoPlace { allowed },
        (_, allowed) => Reason::BetterElsewhere { allowed },
    }
}

fn of_mentor(problem: &Problem<'_>, mentor: usize) -> Reason {
    let people = problem.people();
    if people.mentors[mentor].capacity == 0 {
        return Reason::NoCapacity;
    }
    if people.mentees.is_empty() {
        return Reason::NobodyThere;
    }
    let (obstacles, allowed) = obstacles(people.mentees.len(), |mentee| problem.broken_rules(mentee, mentor));
    match allowed.len() {
        0 => Reason::NobodyAllowed(obstacles),
        allowed => Reason::BetterElsewhere { allowed },
    }
}

/// What rules the others out, and who remains.
fn obstacles(others: usize, broken: impl Fn(usize) -> Vec<Rule>) -> (Obstacles, Vec<usize>) {
    let mut rules: Vec<Obstacle> = Vec::new();
    let mut allowed = Vec::new();
    for other in 0..others {
        let broken = broken(other);
        if broken.is_empty() {
            allowed.push(other);
        }
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
    (Obstacles { others, rules }, allowed)
}
