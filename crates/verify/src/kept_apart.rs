//! Who must not be paired whatever the recipe says: oneself, the reporting line, vetoes, previous partners.

use crate::rule::Rule;
use people::{People, Person, Symbol};
use std::collections::{HashMap, HashSet};

/// Everyone with whom one person must not be paired, and the rule that says so.
pub(crate) type KeptApartFrom = HashMap<Symbol, Rule>;

/// What rows say of other people, by id: a person's two rows count as one.
pub(crate) struct KeptApart {
    managers: Links,
    reports: Links,
    vetoes: Links,
    previous: Links,
}

impl KeptApart {
    pub fn new(people: &People) -> Self {
        let rows = || people.mentees.iter().chain(&people.mentors);
        let managers: Vec<_> = rows().filter_map(|row| Some((row.id, row.manager?))).collect();
        KeptApart {
            reports: Links::new(reversed(&managers)),
            managers: Links::new(managers),
            vetoes: either_way(rows(), |row| &row.vetoes),
            previous: either_way(rows(), |row| &row.previous),
        }
    }

    /// Everyone with whom this person must not be paired.
    pub fn from(&self, id: Symbol) -> KeptApartFrom {
        let mut apart = HashMap::from([(id, Rule::Oneself)]);
        for line in [&self.managers, &self.reports] {
            for other in reached(id, line) {
                apart.entry(other).or_insert(Rule::ReportingLine);
            }
        }
        for (links, rule) in [(&self.vetoes, Rule::Veto), (&self.previous, Rule::Previous)] {
            for &(_, other) in links.of(id) {
                apart.entry(other).or_insert_with(|| rule.clone());
            }
        }
        apart
    }
}

/// Everyone at any distance along the links; ends even if they run in a circle.
fn reached(id: Symbol, links: &Links) -> Vec<Symbol> {
    let mut found = vec![id];
    let mut seen = HashSet::from([id]);
    let mut next = 0;
    while next < found.len() {
        let here = found[next];
        found.extend(links.of(here).iter().map(|&(_, to)| to).filter(|&to| seen.insert(to)));
        next += 1;
    }
    found.split_off(1)
}

/// Arrows between ids, sorted.
struct Links(Vec<(Symbol, Symbol)>);

impl Links {
    fn new(mut links: Vec<(Symbol, Symbol)>) -> Self {
        links.sort_unstable();
        links.dedup();
        Links(links)
    }

    fn of(&self, from: Symbol) -> &[(Symbol, Symbol)] {
        let start = self.0.partition_point(|&(id, _)| id < from);
        let length = self.0[start..].partition_point(|&(id, _)| id == from);
        &self.0[start..start + length]
    }
}

fn reversed(links: &[(Symbol, Symbol)]) -> Vec<(Symbol, Symbol)> {
    links.iter().map(|&(from, to)| (to, from)).collect()
}

/// It is enough that one of the two names the other.
fn either_way<'a>(rows: impl Iterator<Item = &'a Person>, named: impl Fn(&Person) -> &[Symbol]) -> Links {
    let mut links: Vec<_> = rows.flat_map(|row| named(row).iter().map(|&other| (row.id, other))).collect();
    links.extend(reversed(&links));
    Links::new(links)
}
