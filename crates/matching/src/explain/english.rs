//! Reasons in English.

use people::Role;

use crate::criteria::Rule;
use crate::explain::left_over::{LEAST_APART, Obstacles, Reason};
use crate::problem::Problem;
use crate::what_if::Effect;

impl Reason {
    /// The reason in a sentence. `role` is that of the one left over.
    pub fn english(&self, problem: &Problem<'_>, role: Role) -> String {
        let (others, one) = match role {
            Role::Mentee => ("mentors", "mentor"),
            Role::Mentor => ("mentees", "mentee"),
        };
        match self {
            Reason::NoCapacity => "Takes no mentees: the capacity is 0.".into(),
            Reason::NobodyThere => format!("There are no {others}."),
            Reason::NoPlace => "No mentor takes any mentees.".into(),
            Reason::NobodyAllowed(obstacles) => nobody_allowed(obstacles, others, one),
            Reason::Locked { allowed: 1 } => format!("The only {one} who is allowed was paired by hand."),
            Reason::Locked { allowed } => {
                format!("All {} {others} who are allowed were paired by hand.", number(*allowed as i64))
            }
            Reason::LowersLowest { allowed: 1, best, lowest } => format!(
                "The only pair that is allowed scores {}, less than the plan's lowest of {}.",
                number((*best).into()),
                number((*lowest).into())
            ),
            Reason::LowersLowest { allowed, best, lowest } => format!(
                "The best of {} pairs that are allowed scores {}, less than the plan's lowest of {}.",
                number(*allowed as i64),
                number((*best).into()),
                number((*lowest).into())
            ),
            Reason::BetterElsewhere { allowed, place } => {
                let allowed = match allowed {
                    1 => format!("1 {one} is allowed"),
                    _ => format!("{} {others} are allowed", number(*allowed as i64)),
                };
                let way = self.gives_way(role).map(|index| match role {
                    Role::Mentee => format!("{} would have no mentor", problem.people.mentees[index].name),
                    Role::Mentor => {
                        format!("{} would have one mentee fewer", problem.people.mentors[index].name)
                    }
                });
                better_elsewhere(&allowed, place, way)
            }
        }
    }
}

fn nobody_allowed(obstacles: &Obstacles, others: &str, one: &str) -> String {
    let told = obstacles.rules.iter().filter(|each| each.rule != Rule::Apart || each.count >= LEAST_APART);
    let rules: Vec<String> =
        told.map(|each| format!("{} ({})", each.rule.english(), number(each.count as i64))).collect();
    let head = match obstacles.others {
        1 => format!("The only {one} is not allowed"),
        count => format!("None of {} {others} is allowed", number(count as i64)),
    };
    if rules.is_empty() { format!("{head}.") } else { format!("{head}: {}.", rules.join(", ")) }
}

fn better_elsewhere(allowed: &str, place: &Effect, way: Option<String>) -> String {
    let cost = match (place.pairs, place.value) {
        (0, 0) => "would change nothing for the whole".to_owned(),
        (0, -1) => "would cost the whole 1 point".into(),
        (0, value) => format!("would cost the whole {} points", number(-value)),
        (-1, value) => format!("would cost a pair and change the value by {}", signed(value)),
        (1, value) => format!("would make a pair more and change the value by {}", signed(value)),
        (pairs, value) => {
            format!(
                "would change the number of pairs by {} and the value by {}",
                signed(pairs),
                signed(value)
            )
        }
    };
    match way {
        Some(way) => format!("{allowed}, but a place {cost}: {way}."),
        None => format!("{allowed}, but a place {cost}."),
    }
}

fn signed(number_with_sign: i64) -> String {
    let sign = if number_with_sign < 0 { "−" } else { "+" };
    format!("{sign}{}", number(number_with_sign.abs()))
}

/// With a comma between thousands.
fn number(number: i64) -> String {
    super::grouped(number, ',')
}
