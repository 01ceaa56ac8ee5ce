//! Who is who: people by id.

use people::{People, Person, Recipe};
use std::collections::HashMap;

/// People, found by id in either role, and what the recipe charges for extra partners.
pub(crate) struct Roster<'a> {
    pub people: &'a People,
    mentees: HashMap<&'a str, usize>,
    mentors: HashMap<&'a str, usize>,
    penalty: i128,
}

impl<'a> Roster<'a> {
    pub fn new(people: &'a People, recipe: &Recipe) -> Self {
        let by_id = |rows: &'a [Person]| {
            rows.iter().enumerate().map(|(index, row)| (people.id_of(row), index)).collect()
        };
        Roster {
            people,
            mentees: by_id(&people.mentees),
            mentors: by_id(&people.mentors),
            penalty: recipe.rules.extra_partner_penalty.into(),
        }
    }

    pub fn mentee(&self, id: &str) -> Option<usize> {
        self.mentees.get(id).copied()
    }

    pub fn mentor(&self, id: &str) -> Option<usize> {
        self.mentors.get(id).copied()
    }

    pub fn mentee_id(&self, mentee: usize) -> &'a str {
        self.people.id_of(&self.people.mentees[mentee])
    }

    pub fn mentor_id(&self, mentor: usize) -> &'a str {
        self.people.id_of(&self.people.mentors[mentor])
    }

    pub fn capacity(&self, mentor: usize) -> usize {
        self.people.mentors[mentor].capacity.into()
    }

    /// What the mentor's place costs: 0 for the first, the penalty for the second, twice the penalty for the third.
    pub fn penalty(&self, place: usize) -> i128 {
        self.penalty * place as i128
    }

    /// What all places of a mentor with so many partners cost.
    pub fn penalties(&self, partners: u64) -> i128 {
        let partners = i128::from(partners);
        self.penalty * partners * (partners - 1) / 2
    }

    /// The most that any plan can pay in penalties.
    pub fn most_penalties(&self) -> i128 {
        self.people.mentors.iter().map(|mentor| self.penalties(mentor.capacity.into())).sum()
    }

    /// What each pair counts on top of its score where more pairs always count more: one more than the values of any
    /// two plans can differ by.
    pub fn bonus(&self) -> i128 {
        let places: usize = self.people.mentors.iter().map(|mentor| usize::from(mentor.capacity)).sum();
        let most_pairs = self.people.mentees.len().min(places);
        10_000 * most_pairs as i128 + self.most_penalties() + 1
    }
}
