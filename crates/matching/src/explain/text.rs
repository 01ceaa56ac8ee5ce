//! What reasons in both languages need.

use people::Role;

use super::left_over::{LeftOver, Obstacles};
use crate::criteria::Rule;
use crate::problem::Problem;

/// A number with a mark between thousands.
pub(super) fn grouped(number: i64, mark: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {and} {last}", rest.join(", ")),
    }
}

/// What the person has left out and a rule needs, where that alone rules everyone out: free times, languages, the level,
/// each by the name given.
pub(super) fn missing(
    left: &LeftOver,
    problem: &Problem<'_>,
    obstacles: &Obstacles,
    names: [&str; 3],
) -> Vec<String> {
    let people = problem.people;
    let person = match left.role {
        Role::Mentee => &people.mentees[left.index],
        Role::Mentor => &people.mentors[left.index],
    };
    let entries = [
        (person.availability.is_empty(), Rule::Time),
        (person.languages.is_empty(), Rule::Language),
        (person.level.is_none(), Rule::Level),
    ];
    let rules_all_out = |rule: Rule| {
        let mut rules = obstacles.rules.iter();
        rules.any(|obstacle| obstacle.rule == rule && obstacle.count == obstacles.others)
    };
    (entries.into_iter().zip(names))
        .filter(|&((is_missing, rule), _)| is_missing && rules_all_out(rule))
        .map(|(_, name)| name.to_owned())
        .collect()
}
