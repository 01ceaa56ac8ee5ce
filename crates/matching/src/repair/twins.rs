//! Mentees who are alike to every mentor.

use std::hash::Hasher;

use people::Person;
use rustc_hash::{FxHashMap, FxHasher};

use crate::problem::Problem;
use crate::repair::state::NONE;

/// For each row the first one that has the same score with each mentor and the same mentors; `NONE` where it has ties to
/// single people or nobody is like it.
pub(crate) fn twins(problem: &Problem<'_>) -> Vec<u32> {
    let mut firsts: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut twins = vec![NONE; problem.rows_order.len()];
    for (row, &mentee) in problem.rows_order.iter().enumerate() {
        if knows_someone(problem, mentee as usize) {
            continue;
        }
        let person = &problem.people.mentees[mentee as usize];
        let alike = firsts.entry(digest(person)).or_default();
        let person_of = |row: u32| &problem.people.mentees[problem.rows_order[row as usize] as usize];
        match alike.iter().copied().find(|&first| is_like(person_of(first), person)) {
            Some(first) => {
                twins[row] = first;
                twins[first as usize] = first;
            }
            None => alike.push(row as u32),
        }
    }
    twins
}

/// Wishes, vetoes, earlier partners or reporting lines set the mentee apart from others.
fn knows_someone(problem: &Problem<'_>, mentee: usize) -> bool {
    let (facts, person) = (&problem.facts, &problem.people.mentees[mentee]);
    !person.wishes.is_empty()
        || !facts.apart.get(mentee).is_empty()
        || !facts.forbidden.get(mentee).is_empty()
        || !facts.wished_by.get(mentee).is_empty()
        || !facts.managers(person.id).is_empty()
        || !facts.reports(person.id).is_empty()
}

fn digest(person: &Person) -> u64 {
    let mut hasher = FxHasher::default();
    let some = |symbol: Option<u32>| symbol.unwrap_or(NONE);
    hasher.write_u32(some(person.department));
    hasher.write_u32(some(person.site));
    person.wants.iter().for_each(|want| hasher.write_u32(want.topic * 4 + u32::from(want.importance)));
    person.interests.iter().for_each(|&interest| hasher.write_u32(interest));
    person.availability.iter().for_each(|span| hasher.write_u16(span.start));
    hasher.finish()
}

/// All that scores and rules look at, but for what ties people to each other.
fn is_like(one: &Person, other: &Person) -> bool {
    one.department == other.department
        && one.site == other.site
        && one.level == other.level
        && one.languages == other.languages
        && one.wants == other.wants
        && one.interests == other.interests
        && one.style == other.style
        && one.availability == other.availability
        && one.time_zone == other.time_zone
        && one.attributes == other.attributes
}
