//! Mentors who are alike to every mentee become one column with many places.
//!
//! Where scores tie, an auction turns into a price war: each of many equal mentors is bid up by the smallest increment in
//! turn. Mentors whose every answer is the same, and whom no veto, wish or manager ties to a person, are one good of which
//! there are many; as one column they have one price, and the war is over with the first bid. The plan is the same: only
//! who among equals gets whom is drawn, as always.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use people::Person;
use rustc_hash::{FxHashMap, FxHasher};

use crate::auction::Places;
use crate::columns::Columns;
use crate::problem::Problem;

/// Whose a place is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owner {
    /// Index in `people.mentors`.
    pub mentor: u32,
    /// Which of the mentor's places, from 0.
    pub number: u8,
}

/// The solver's columns: mentors alike are one.
pub(crate) struct Alike<'a> {
    /// The problem with one mentor for each column.
    pub problem: Problem<'a>,
    pub places: Places,
    /// Of each place.
    pub owners: Vec<Owner>,
}

impl<'a> Alike<'a> {
    /// Joins mentors who are alike, if that makes a difference worth the trouble: at least a quarter of them must vanish.
    pub fn new(problem: &Problem<'a>) -> Option<Alike<'a>> {
        let groups = groups(problem)?;
        let penalty = i64::from(problem.recipe.rules.extra_partner_penalty) as i32;
        let mut places = Places { starts: vec![0], levels: Vec::new(), columns: Vec::new() };
        let mut owners = Vec::new();
        for (column, group) in groups.iter().enumerate() {
            let mut own: Vec<(u8, u32)> = Vec::new();
            for &old in group {
                let (taken, all) = problem.places[old as usize];
                own.extend((taken..all).map(|number| (number, problem.columns_order[old as usize])));
            }
            // Cheapest first; among equals in drawn order, which the sort keeps.
            own.sort_by_key(|&(number, _)| number);
            for (number, mentor) in own {
                places.levels.push(i32::from(number) * penalty);
                places.columns.push(column as u32);
                owners.push(Owner { mentor, number });
            }
            places.starts.push(places.levels.len() as u32);
        }
        let columns_order: Vec<u32> =
            groups.iter().map(|group| problem.columns_order[group[0] as usize]).collect();
        let mut column_of = vec![u32::MAX; problem.column_of.len()];
        for (column, group) in groups.iter().enumerate() {
            for &old in group {
                column_of[problem.columns_order[old as usize] as usize] = column as u32;
            }
        }
        let mut joined = Problem {
            people: problem.people,
            recipe: problem.recipe,
            choices: problem.choices.clone(),
            facts: Arc::clone(&problem.facts),
            criteria: problem.criteria.clone(),
            locked: problem.locked.clone(),
            rows_order: problem.rows_order.clone(),
            columns_order,
            column_of,
            row_of: problem.row_of.clone(),
            places: Vec::new(),
            columns: Columns::default(),
        };
        joined.columns = Columns::new(&joined);
        Some(Alike { problem: joined, places, owners })
    }
}

/// Columns that are alike, each group in drawn order, groups by their first; `None` if there are few.
fn groups(problem: &Problem<'_>) -> Option<Vec<Vec<u32>>> {
    let single = tied_to_persons(problem);
    let mut of_key: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for (column, &mentor) in problem.columns_order.iter().enumerate() {
        let column = column as u32;
        if single[mentor as usize] {
            groups.push(vec![column]);
            continue;
        }
        let with_same_key = of_key.entry(key(problem, mentor as usize)).or_default();
        let alike = with_same_key.iter().find(|&&group| {
            let first = problem.columns_order[groups[group as usize][0] as usize];
            same(problem, first as usize, mentor as usize)
        });
        match alike {
            Some(&group) => groups[group as usize].push(column),
            None => {
                with_same_key.push(groups.len() as u32);
                groups.push(vec![column]);
            }
        }
    }
    (groups.len() * 4 <= problem.columns_order.len() * 3).then_some(groups)
}

/// Mentors whom a veto, a wish, an earlier pair, a forbidden pair or a manager ties to single persons, or who are mentees
/// too.
fn tied_to_persons(problem: &Problem<'_>) -> Vec<bool> {
    let people = problem.people;
    let mut single = vec![false; people.mentors.len()];
    for mentee in 0..people.mentees.len() {
        for &mentor in problem.facts.apart.get(mentee).iter().chain(problem.facts.forbidden.get(mentee)) {
            single[mentor as usize] = true;
        }
    }
    let mut mark = |id| {
        if let Some(mentor) = problem.facts.mentor_row(id) {
            single[mentor] = true;
        }
    };
    for person in people.mentees.iter().chain(&people.mentors) {
        person.wishes.iter().copied().for_each(&mut mark);
        if let Some(manager) = person.manager {
            mark(manager);
            mark(person.id);
        }
    }
    for (mentor, person) in people.mentors.iter().enumerate() {
        single[mentor] |= !person.wishes.is_empty();
    }
    single
}

/// All that a mentee's score and rules can see of a mentor who is tied to nobody.
fn seen(person: &Person) -> impl PartialEq + Hash + '_ {
    (
        (person.department, person.site, person.level, &person.languages, &person.interests, person.style),
        person.offers.iter().map(|offer| (offer.topic, offer.level)).collect::<Vec<_>>(),
        person
            .attributes
            .iter()
            .map(|value| (value.attribute, value.whole, &value.parts))
            .collect::<Vec<_>>(),
    )
}

fn key(problem: &Problem<'_>, mentor: usize) -> u64 {
    let mut hasher = FxHasher::default();
    seen(&problem.people.mentors[mentor]).hash(&mut hasher);
    problem.facts.mentor_free.get(mentor).hash(&mut hasher);
    hasher.finish()
}

fn same(problem: &Problem<'_>, one: usize, other: usize) -> bool {
    let mentors = &problem.people.mentors;
    seen(&mentors[one]) == seen(&mentors[other])
        && problem.facts.mentor_free.get(one) == problem.facts.mentor_free.get(other)
}

/// Places of a problem whose mentors are each a column of their own, and whose they are.
pub(crate) fn single(problem: &Problem<'_>) -> (Places, Vec<Owner>) {
    let places = Places::new(&problem.places, problem.recipe.rules.extra_partner_penalty);
    let owners = (problem.columns_order.iter().zip(&problem.places))
        .flat_map(|(&mentor, &(taken, all))| (taken..all).map(move |number| Owner { mentor, number }))
        .collect();
    (places, owners)
}
