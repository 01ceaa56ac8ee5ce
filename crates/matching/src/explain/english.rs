//! Reasons in English.

use people::Role;

use super::left_over::{LeftOver, Obstacles, Reason};
use super::text::{grouped, listed, missing};
use crate::criteria::Rule;
use crate::problem::Problem;
use crate::what_if::Effect;

impl LeftOver {
    /// The reason in a sentence or a few, with what would help where something is known to.
    ///
    /// Vetoes are told only together with earlier partners, and not of few people.
    pub fn english(&self, problem: &Problem<'_>) -> String {
        let (others, one) = match self.role {
            Role::Mentee => ("mentors", "mentor"),
            Role::Mentor => ("mentees", "mentee"),
        };
        match &self.reason {
            Reason::NoCapacity => "Takes no mentees: the capacity is 0.".into(),
            Reason::NobodyThere => format!("There are no {others}."),
            Reason::NoPlace => "No mentor takes any mentees.".into(),
            Reason::NobodyAllowed(obstacles) => nobody_allowed(self, problem, obstacles, others, one),
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
                let way = self.reason.gives_way(self.role).map(|index| match self.role {
                    Role::Mentee => format!("{} would have no mentor", problem.people.mentees[index].name),
                    Role::Mentor => {
                        format!("{} would have one mentee fewer", problem.people.mentors[index].name)
                    }
                });
                better_elsewhere(self.role, &allowed, place, way)
            }
        }
    }
}

fn nobody_allowed(
    left: &LeftOver,
    problem: &Problem<'_>,
    obstacles: &Obstacles,
    others: &str,
    one: &str,
) -> String {
    let head = format!("No {one} is allowed");
    let missing = missing(left, problem, obstacles, ["free times", "languages", "the career level"]);
    if !missing.is_empty() {
        return format!("{head}: nothing is said about {}.", listed(&missing, "and"));
    }
    // A rule that rules everyone out says it all.
    let (whole, some) = obstacles.told();
    let all = |count: usize| if count == 1 { one } else { others };
    let text = if !whole.is_empty() {
        let clauses: Vec<String> = (whole.iter())
            .map(|obstacle| clause(problem, obstacle.rule, obstacles.others == 1))
            .map(|(verb, rest)| format!("{verb} {rest}"))
            .collect();
        let who = match obstacles.others {
            1 => format!("The only {one}"),
            count => format!("All {} {others}", number(count as i64)),
        };
        format!("{head}. {who} {}.", listed(&clauses, "and"))
    } else if !some.is_empty() {
        let clauses: Vec<String> = (some.iter())
            .map(|obstacle| {
                let (verb, rest) = clause(problem, obstacle.rule, obstacle.count == 1);
                format!("{} {verb} {rest}", number(obstacle.count as i64))
            })
            .collect();
        let count = obstacles.others;
        format!("{head}. Of {} {}, {}.", number(count as i64), all(count), listed(&clauses, "and"))
    } else {
        return format!("{head}.");
    };
    let Some(only) = obstacles.only() else { return text };
    let (what, help) = only_obstacle(problem, only.rule);
    let way = if only.alone == obstacles.others {
        "Nothing else stands in the way".into()
    } else {
        format!("For {} {}, {what} is all that stands in the way", number(only.alone as i64), all(only.alone))
    };
    format!("{text} {way}.{help}")
}

/// The verb and the rest of “12 have too little free time in common”.
fn clause(problem: &Problem<'_>, rule: Rule, one: bool) -> (&'static str, String) {
    let (are, have) = if one { ("is", "has") } else { ("are", "have") };
    match rule {
        Rule::Oneself => (are, "the same person".into()),
        Rule::Apart => (are, "to be kept apart or an earlier partner".into()),
        Rule::ReportingLine => (are, "in the same reporting line".into()),
        Rule::Level => (have, "no career level that fits".into()),
        Rule::Department => (are, "in the same department".into()),
        Rule::Language => (have, "no language in common".into()),
        Rule::Time => (have, "too little free time in common".into()),
        Rule::RequireSame(attribute) => (have, format!("another “{}” or none", problem.attribute(attribute))),
        Rule::RequireDifferent(attribute) => (have, format!("the same “{}”", problem.attribute(attribute))),
        Rule::MinScore => (have, "too low a score".into()),
        Rule::Forbidden => (are, "ruled out by hand".into()),
    }
}

/// What stands in the way, and what would help.
fn only_obstacle(problem: &Problem<'_>, rule: Rule) -> (String, &'static str) {
    match rule {
        Rule::Oneself => ("being oneself".into(), ""),
        Rule::Apart => ("an earlier pair or a wish to be kept apart".into(), ""),
        Rule::ReportingLine => ("the reporting line".into(), ""),
        Rule::Level => ("the career level".into(), ""),
        Rule::Department => ("the department".into(), ""),
        Rule::Language => ("the language".into(), " Another language would help."),
        Rule::Time => ("free time".into(), " More free times would help."),
        Rule::RequireSame(attribute) | Rule::RequireDifferent(attribute) => {
            (format!("“{}”", problem.attribute(attribute)), "")
        }
        Rule::MinScore => ("the least score".into(), ""),
        Rule::Forbidden => ("the choice by hand".into(), ""),
    }
}

fn better_elsewhere(role: Role, allowed: &str, place: &Effect, way: Option<String>) -> String {
    let doing = match role {
        Role::Mentee => "a place",
        Role::Mentor => "taking one",
    };
    let points = |value: i64| match value.abs() {
        1 => "1 point".to_owned(),
        value => format!("{} points", number(value)),
    };
    let cost = match (place.pairs, place.value) {
        (0, 0) => "would cost the plan nothing".to_owned(),
        (0, value) if value < 0 => format!("would cost the plan {}", points(value)),
        (1, value) if value < 0 => format!("would add a pair and cost the plan {}", points(value)),
        (-1, value) => format!("would cost the plan a pair and change its value by {}", signed(value)),
        (pairs, value) => {
            format!(
                "would change the number of pairs by {} and the value by {}",
                signed(pairs),
                signed(value)
            )
        }
    };
    let way = way.map_or(String::new(), |way| format!(": {way}"));
    format!("{allowed}, but {doing} {cost}{way}.")
}

fn signed(number_with_sign: i64) -> String {
    let sign = if number_with_sign < 0 { "−" } else { "+" };
    format!("{sign}{}", number(number_with_sign.abs()))
}

/// With a comma between thousands.
fn number(number: i64) -> String {
    grouped(number, ',')
}
