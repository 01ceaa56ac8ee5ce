//! What is known about people before any pair is looked at: free times as instants, who may never meet, who reports to whom.

use people::{Choices, People, Person, Recipe, Symbol};
use rustc_hash::{FxHashMap, FxHashSet};

/// Stands for "nobody" in an index by id.
const NOBODY: u32 = u32::MAX;

/// Rows of fixed length that differ in size, stored back to back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Lists<T> {
    pub fn new() -> Self {
        Lists { starts: vec![0], items: Vec::new() }
    }
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.starts.push(self.items.len() as u32);
    }
    /// Groups `(row, item)` pairs, which must be sorted by row, into `rows` lists.
    pub fn from_sorted(rows: usize, pairs: &[(u32, T)]) -> Self {
        let mut starts = vec![0u32; rows + 1];
        for &(row, _) in pairs {
            starts[row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        Lists { starts, items: pairs.iter().map(|&(_, item)| item).collect() }
    }
    pub fn get(&self, row: usize) -> &[T] {
        &self.items[self.starts[row] as usize..self.starts[row + 1] as usize]
    }
}

/// A free stretch: seconds from the Monday 00:00 UTC of the recipe's week, end exclusive. May begin before it.
pub(crate) type Stretch = (i32, i32);

/// Indices are those of `people.mentees` and `people.mentors`.
#[derive(Debug)]
pub(crate) struct Facts {
    pub mentee_free: Lists<Stretch>,
    pub mentor_free: Lists<Stretch>,
    /// Mentors whom a mentee must not get for reasons of the two persons: oneself, vetoes, earlier partners. Sorted.
    pub apart: Lists<u32>,
    /// Mentors forbidden by hand. Sorted.
    pub forbidden: Lists<u32>,
    /// Mentors who wish for a mentee.
    pub wished_by: Lists<u32>,
    /// Row of an id as mentee and as mentor, or `NOBODY`.
    mentee_of: Vec<u32>,
    mentor_of: Vec<u32>,
    /// Per id: the ids directly above and below.
    above: Lists<Symbol>,
    below: Lists<Symbol>,
    /// True if someone has two managers, one from each of their rows: then a walk can come by the same person twice.
    doubled: bool,
}

impl Facts {
    pub fn new(people: &People, recipe: &Recipe, choices: &Choices) -> Result<Facts, jiff::Error> {
        let ids = people.vocabulary.ids.len();
        let mut mentee_of = vec![NOBODY; ids];
        let mut mentor_of = vec![NOBODY; ids];
        for (row, mentee) in people.mentees.iter().enumerate() {
            mentee_of[mentee.id as usize] = row as u32;
        }
        for (row, mentor) in people.mentors.iter().enumerate() {
            mentor_of[mentor.id as usize] = row as u32;
        }
        let mut clock = WeekClock::new(people, recipe)?;
        let mentee_free = clock.stretches(&people.mentees)?;
        let mentor_free = clock.stretches(&people.mentors)?;
        let apart = apart(people, &mentee_of, &mentor_of);
        let forbidden = forbidden(people, choices);
        let wished_by = wished_by(people, &mentee_of);
        let (above, below) = reporting_lines(people, &mentee_of, &mentor_of);
        Ok(Facts {
            mentee_free,
            mentor_free,
            apart,
            forbidden,
            wished_by,
            doubled: (0..ids).any(|id| above.get(id).len() > 1),
            mentee_of,
            mentor_of,
            above,
            below,
        })
    }

    /// Half hours that both have free.
    pub fn common_half_hours(&self, mentee: usize, mentor: usize) -> u32 {
        half_hours_in_both(self.mentee_free.get(mentee), self.mentor_free.get(mentor))
    }

    /// True if one of the two ids is above the other at any distance.
    pub fn in_line(&self, one: Symbol, other: Symbol) -> bool {
        self.is_above(one, other) || self.is_above(other, one)
    }

    fn is_above(&self, boss: Symbol, person: Symbol) -> bool {
        let mut found = false;
        self.walk(&self.above, person, &mut Vec::new(), |id| found |= id == boss);
        found
    }

    /// The ids directly above an id; none for one that nobody here has.
    pub fn managers(&self, id: Symbol) -> &[Symbol] {
        if (id as usize) < self.mentor_of.len() { self.above.get(id as usize) } else { &[] }
    }

    /// The ids directly below an id; none for one that nobody here has.
    pub fn reports(&self, id: Symbol) -> &[Symbol] {
        if (id as usize) < self.mentor_of.len() { self.below.get(id as usize) } else { &[] }
    }

    /// Calls `visit` for every mentor above or below the id.
    pub fn mentors_in_line(&self, id: Symbol, stack: &mut Vec<Symbol>, mut visit: impl FnMut(u32)) {
        let mut visit_id = |id: Symbol| {
            let mentor = self.mentor_of[id as usize];
            if mentor != NOBODY {
                visit(mentor);
            }
        };
        self.walk(&self.above, id, stack, &mut visit_id);
        self.walk(&self.below, id, stack, &mut visit_id);
    }

    /// Visits all that can be reached, each once. There are no cycles by construction of `People`.
    fn walk(
        &self,
        edges: &Lists<Symbol>,
        from: Symbol,
        stack: &mut Vec<Symbol>,
        mut visit: impl FnMut(Symbol),
    ) {
        stack.clear();
        stack.extend_from_slice(edges.get(from as usize));
        let mut seen: FxHashSet<Symbol> = FxHashSet::default();
        while let Some(id) = stack.pop() {
            if self.doubled && !seen.insert(id) {
                continue;
            }
            visit(id);
            stack.extend_from_slice(edges.get(id as usize));
        }
    }

    pub fn mentee_row(&self, id: Symbol) -> Option<usize> {
        self.mentee_of.get(id as usize).filter(|&&row| row != NOBODY).map(|&row| row as usize)
    }

    pub fn mentor_row(&self, id: Symbol) -> Option<usize> {
        self.mentor_of.get(id as usize).filter(|&&row| row != NOBODY).map(|&row| row as usize)
    }
}

/// The whole half hours in each stretch that both share.
pub(crate) fn half_hours_in_both(one: &[Stretch], other: &[Stretch]) -> u32 {
    shared_stretches(one, other).map(|(start, end)| (end - start) as u32 / 1800).sum()
}

/// The stretches that both share, each as long as it can be.
pub(crate) fn shared_stretches(one: &[Stretch], other: &[Stretch]) -> impl Iterator<Item = Stretch> {
    let (mut a, mut b) = (one.iter(), other.iter());
    let (mut left, mut right) = (a.next(), b.next());
    std::iter::from_fn(move || {
        while let (Some(&(a0, a1)), Some(&(b0, b1))) = (left, right) {
            if a1 <= b1 {
                left = a.next();
            } else {
                right = b.next();
            }
            if a0.max(b0) < a1.min(b1) {
                return Some((a0.max(b0), a1.min(b1)));
            }
        }
        None
    })
}

/// Vetoes, earlier partners and oneself, by person: what one of a person's two rows says holds for both.
fn apart(people: &People, mentee_of: &[u32], mentor_of: &[u32]) -> Lists<u32> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for person in people.mentees.iter().chain(&people.mentors) {
        let id = person.id as usize;
        let others = person.vetoes.iter().chain(&person.previous).chain(std::iter::once(&person.id));
        for &other in others {
            pairs.push((mentee_of[id], mentor_of[other as usize]));
            pairs.push((mentee_of[other as usize], mentor_of[id]));
        }
    }
    pairs.retain(|&(mentee, mentor)| mentee != NOBODY && mentor != NOBODY);
    pairs.sort_unstable();
    pairs.dedup();
    Lists::from_sorted(people.mentees.len(), &pairs)
}

fn forbidden(people: &People, choices: &Choices) -> Lists<u32> {
    let row = |rows: &[Person], id: &str| rows.binary_search_by(|person| people.id_of(person).cmp(id)).ok();
    let mut pairs: Vec<(u32, u32)> = (choices.forbid.iter())
        .filter_map(|(mentee, mentor)| {
            Some((row(&people.mentees, mentee)? as u32, row(&people.mentors, mentor)? as u32))
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    Lists::from_sorted(people.mentees.len(), &pairs)
}

fn wished_by(people: &People, mentee_of: &[u32]) -> Lists<u32> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for (row, mentor) in people.mentors.iter().enumerate() {
        let mentees =
            mentor.wishes.iter().map(|&id| mentee_of[id as usize]).filter(|&mentee| mentee != NOBODY);
        pairs.extend(mentees.map(|mentee| (mentee, row as u32)));
    }
    pairs.sort_unstable();
    Lists::from_sorted(people.mentees.len(), &pairs)
}

/// Edges between ids that are in the file; a person with two rows has the managers of both.
fn reporting_lines(people: &People, mentee_of: &[u32], mentor_of: &[u32]) -> (Lists<u32>, Lists<u32>) {
    let present = |id: Symbol| mentee_of[id as usize] != NOBODY || mentor_of[id as usize] != NOBODY;
    let mut up: Vec<(u32, u32)> = (people.mentees.iter().chain(&people.mentors))
        .filter_map(|person| Some((person.id, person.manager?)))
        .filter(|&(id, manager)| present(manager) && id != manager)
        .collect();
    up.sort_unstable();
    up.dedup();
    let mut down: Vec<(u32, u32)> = up.iter().map(|&(id, manager)| (manager, id)).collect();
    down.sort_unstable();
    (Lists::from_sorted(mentee_of.len(), &up), Lists::from_sorted(mentee_of.len(), &down))
}

/// The free stretches of someone who need not be among the people.
pub(crate) fn free_stretches(
    people: &People,
    recipe: &Recipe,
    person: &Person,
) -> Result<Vec<Stretch>, jiff::Error> {
    let lists = WeekClock::new(people, recipe)?.stretches(std::slice::from_ref(person))?;
    Ok(lists.get(0).to_vec())
}

/// Turns weekly half hours into instants, one table of 337 instants a zone.
struct WeekClock<'a> {
    people: &'a People,
    recipe: &'a Recipe,
    monday: jiff::civil::Date,
    zones: FxHashMap<Option<Symbol>, Vec<i32>>,
}

impl<'a> WeekClock<'a> {
    fn new(people: &'a People, recipe: &'a Recipe) -> Result<Self, jiff::Error> {
        let day = recipe.week_of;
        let monday = day.checked_sub(jiff::Span::new().days(day.weekday().to_monday_zero_offset()))?;
        Ok(WeekClock { people, recipe, monday, zones: FxHashMap::default() })
    }

    fn stretches(&mut self, rows: &[Person]) -> Result<Lists<Stretch>, jiff::Error> {
        let mut lists = Lists::new();
        for person in rows {
            if person.availability.is_empty() {
                lists.push([]);
                continue;
            }
            let instants = self.instants(person.time_zone)?;
            // A stretch that falls into the hour that spring skips is empty.
            lists.push(
                (person.availability.iter())
                    .map(|span| (instants[span.start as usize], instants[span.end as usize]))
                    .filter(|(start, end)| start < end),
            );
        }
        Ok(lists)
    }

    fn instants(&mut self, zone: Option<Symbol>) -> Result<&[i32], jiff::Error> {
        if !self.zones.contains_key(&zone) {
            let name =
                zone.map_or(self.recipe.time_zone.as_str(), |z| self.people.vocabulary.time_zones.text(z));
            let time_zone = jiff::tz::TimeZone::get(name)?;
            let origin = jiff::tz::TimeZone::UTC.to_timestamp(self.monday.at(0, 0, 0, 0))?.as_second();
            let mut instants = Vec::with_capacity(337);
            for half_hour in 0..=336i16 {
                let day = self.monday.checked_add(jiff::Span::new().days(half_hour / 48))?;
                let local = day.at((half_hour % 48 / 2) as i8, (half_hour % 2 * 30) as i8, 0, 0);
                let instant = time_zone.to_timestamp(local)?.as_second();
                instants.push((instant - origin) as i32);
            }
            self.zones.insert(zone, instants);
        }
        Ok(&self.zones[&zone])
    }
}
