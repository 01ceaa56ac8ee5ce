//! Everyone who takes part, newcomers included, and what they are to each other.

use people::{People, Person, Role, Symbol};
use rustc_hash::FxHashSet;

use crate::criteria::{Between, PairView};
use crate::facts::{Stretch, free_stretches, half_hours_in_both};
use crate::problem::Problem;
use crate::what_if::ChangeError;

/// The problem's people and those who joined since. Indices go on after the problem's own.
pub(crate) struct Cast<'p, 'a> {
    pub problem: &'p Problem<'a>,
    mentees: Vec<Newcomer>,
    mentors: Vec<Newcomer>,
    /// Reporting lines that newcomers bring: who is below, who is above.
    lines: Vec<(Symbol, Symbol)>,
}

struct Newcomer {
    person: Person,
    free: Vec<Stretch>,
    /// Ids with whom they must not be paired: vetoes and earlier partners, by either side.
    apart: FxHashSet<Symbol>,
    /// Ids above and below.
    line: FxHashSet<Symbol>,
}

/// What a newcomer changes for others.
pub(crate) struct Arrival {
    /// Index in their role.
    pub index: usize,
    /// Pairs of ids of others that are in one reporting line because of the newcomer.
    pub in_line: Vec<(Symbol, Symbol)>,
    /// Pairs of ids of others (the newcomer's other row) whom the newcomer's row keeps apart.
    pub apart: Vec<(Symbol, Symbol)>,
}

impl<'p, 'a> Cast<'p, 'a> {
    pub fn new(problem: &'p Problem<'a>) -> Self {
        Cast { problem, mentees: Vec::new(), mentors: Vec::new(), lines: Vec::new() }
    }

    pub fn mentee_count(&self) -> usize {
        self.problem.people.mentees.len() + self.mentees.len()
    }

    pub fn mentor_count(&self) -> usize {
        self.problem.people.mentors.len() + self.mentors.len()
    }

    pub fn mentee(&self, index: usize) -> &Person {
        let own = &self.problem.people.mentees;
        own.get(index).unwrap_or_else(|| &self.mentees[index - own.len()].person)
    }

    pub fn mentor(&self, index: usize) -> &Person {
        let own = &self.problem.people.mentors;
        own.get(index).unwrap_or_else(|| &self.mentors[index - own.len()].person)
    }

    /// Those who joined, in the order in which they did.
    pub fn newcomers(&self, role: Role) -> impl Iterator<Item = &Person> {
        let newcomers = if role == Role::Mentee { &self.mentees } else { &self.mentors };
        newcomers.iter().map(|newcomer| &newcomer.person)
    }

    /// The person's id, or for an id without a text the name.
    pub fn id_text(&self, person: &Person) -> String {
        text_of(self.problem.people, person)
    }

    /// The pair, looked at by the definitions.
    pub fn view(&self, mentee: usize, mentor: usize) -> PairView<'_, Acquaintance<'_, 'p, 'a>> {
        let between = Acquaintance { cast: self, mentee, mentor };
        PairView {
            recipe: self.problem.recipe,
            mentee: self.mentee(mentee),
            mentor: self.mentor(mentor),
            between,
        }
    }

    /// Score of a pair that the rules allow.
    pub fn allowed_score(&self, mentee: usize, mentor: usize) -> Option<u16> {
        let people = self.problem.people;
        let score = if mentee < people.mentees.len() && mentor < people.mentors.len() {
            self.problem.view(mentee, mentor).allowed_score(&self.problem.criteria)
        } else {
            self.view(mentee, mentor).allowed_score(&self.problem.criteria)
        };
        score.map(|score| score as u16)
    }

    pub fn score(&self, mentee: usize, mentor: usize) -> i64 {
        i64::from(self.view(mentee, mentor).score(&self.problem.criteria))
    }

    /// Lets someone in.
    pub fn join(&mut self, person: &Person) -> Result<Arrival, ChangeError> {
        let person = tidied(person.clone());
        self.check(&person)?;
        let (id, role) = (person.id, person.role);
        let present_before = self.is_present(id);
        let manager = person.manager.filter(|&manager| manager != id && self.is_present(manager));
        self.lines.extend(manager.map(|manager| (id, manager)));
        if !present_before {
            let reports: Vec<Symbol> =
                self.everyone().filter(|other| other.manager == Some(id)).map(|other| other.id).collect();
            self.lines.extend(reports.into_iter().map(|report| (report, id)));
        }
        let (above, below) = (self.reach(id, true), self.reach(id, false));
        if above.contains(&id) || !above.is_disjoint(&below) {
            return Err(ChangeError::ManagerCycle { id: self.id_text(&person) });
        }
        let mut in_line: Vec<(Symbol, Symbol)> = Vec::new();
        for &one in &below {
            in_line.extend(above.iter().map(|&other| (one, other)));
        }
        in_line.extend(above.iter().chain(&below).map(|&other| (id, other)));
        let own_words = person.vetoes.iter().chain(&person.previous).copied();
        let apart = own_words.clone().map(|other| (id, other)).collect();
        let people_of_id = self.everyone().filter(|other| other.id == id);
        let other_row = people_of_id.flat_map(|other| other.vetoes.iter().chain(&other.previous).copied());
        let by_others =
            self.everyone().filter(|other| other.vetoes.contains(&id) || other.previous.contains(&id));
        let everyone_apart = own_words.chain(other_row).chain(by_others.map(|other| other.id)).collect();
        let free = free_stretches(self.problem.people, self.problem.recipe, &person);
        let free =
            free.map_err(|error| ChangeError::Time { id: self.id_text(&person), reason: error.to_string() })?;
        let line = above.union(&below).copied().collect();
        let newcomer = Newcomer { person, free, apart: everyone_apart, line };
        let index = match role {
            Role::Mentee => {
                self.mentees.push(newcomer);
                self.mentee_count() - 1
            }
            Role::Mentor => {
                self.mentors.push(newcomer);
                self.mentor_count() - 1
            }
        };
        Ok(Arrival { index, in_line, apart })
    }

    fn check(&self, person: &Person) -> Result<(), ChangeError> {
        let id = || self.id_text(person);
        let same_role = |other: &Person| other.id == person.id && other.role == person.role;
        if self.everyone().any(same_role) {
            return Err(ChangeError::AlreadyThere { id: id() });
        }
        let bad = |what: &'static str| Err(ChangeError::BadNewcomer { id: id(), what });
        if person.capacity > 20 {
            return bad("a capacity is at most 20");
        }
        if person.level.is_some_and(|level| !(1..=9).contains(&level)) {
            return bad("a level is 1 to 9");
        }
        if person.style.iter().flatten().any(|axis| !(1..=5).contains(axis)) {
            return bad("a style is 1 to 5");
        }
        if person.offers.iter().any(|offer| !(1..=5).contains(&offer.level)) {
            return bad("what is offered has a level of 1 to 5");
        }
        if person.wants.iter().any(|want| !(1..=3).contains(&want.importance)) {
            return bad("what is wanted has an importance of 1 to 3");
        }
        if person.availability.iter().any(|span| span.start >= span.end || span.end > 336) {
            return bad("a free time begins before it ends, within the week");
        }
        if person
            .time_zone
            .is_some_and(|zone| zone as usize >= self.problem.people.vocabulary.time_zones.len())
        {
            return bad("a time zone is one of the vocabulary's");
        }
        Ok(())
    }

    fn everyone(&self) -> impl Iterator<Item = &Person> {
        let people = self.problem.people;
        let newcomers = self.mentees.iter().chain(&self.mentors).map(|newcomer| &newcomer.person);
        people.mentees.iter().chain(&people.mentors).chain(newcomers)
    }

    fn is_present(&self, id: Symbol) -> bool {
        let facts = &self.problem.facts;
        facts.mentee_row(id).is_some()
            || facts.mentor_row(id).is_some()
            || self.mentees.iter().chain(&self.mentors).any(|newcomer| newcomer.person.id == id)
    }

    /// All ids above, or all below.
    fn reach(&self, id: Symbol, up: bool) -> FxHashSet<Symbol> {
        let facts = &self.problem.facts;
        let mut found = FxHashSet::default();
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            let known = if up { facts.managers(id) } else { facts.reports(id) };
            let new = self.lines.iter().filter_map(|&(below, above)| match up {
                true => (below == id).then_some(above),
                false => (above == id).then_some(below),
            });
            for next in known.iter().copied().chain(new) {
                if found.insert(next) {
                    stack.push(next);
                }
            }
        }
        found
    }

    /// Indices of an id as a mentee and as a mentor.
    pub fn rows_of(&self, id: Symbol) -> (Option<usize>, Option<usize>) {
        let people = self.problem.people;
        let position = |newcomers: &[Newcomer], own: usize| {
            newcomers.iter().position(|newcomer| newcomer.person.id == id).map(|index| own + index)
        };
        let facts = &self.problem.facts;
        (
            facts.mentee_row(id).or_else(|| position(&self.mentees, people.mentees.len())),
            facts.mentor_row(id).or_else(|| position(&self.mentors, people.mentors.len())),
        )
    }
}

/// The id, or for an id without a text the name.
pub(crate) fn text_of(people: &People, person: &Person) -> String {
    let ids = &people.vocabulary.ids;
    if (person.id as usize) < ids.len() { ids.text(person.id).to_owned() } else { person.name.to_string() }
}

/// With lists in their order.
fn tidied(mut person: Person) -> Person {
    let set = |list: &mut Box<[Symbol]>| {
        let mut items = std::mem::take(list).into_vec();
        items.sort_unstable();
        items.dedup();
        *list = items.into();
    };
    for list in [
        &mut person.languages,
        &mut person.interests,
        &mut person.wishes,
        &mut person.vetoes,
        &mut person.previous,
    ] {
        set(list);
    }
    person.offers.sort_by_key(|offer| offer.topic);
    person.wants.sort_by_key(|want| want.topic);
    person.availability.sort_by_key(|span| span.start);
    person.attributes.sort_by_key(|value| value.attribute);
    person.attributes.iter_mut().for_each(|value| set(&mut value.parts));
    person
}

/// Two people, of whom one or both may be new.
pub(crate) struct Acquaintance<'c, 'p, 'a> {
    cast: &'c Cast<'p, 'a>,
    mentee: usize,
    mentor: usize,
}

impl Acquaintance<'_, '_, '_> {
    fn new_mentee(&self) -> Option<&Newcomer> {
        let own = self.cast.problem.people.mentees.len();
        self.mentee.checked_sub(own).map(|index| &self.cast.mentees[index])
    }

    fn new_mentor(&self) -> Option<&Newcomer> {
        let own = self.cast.problem.people.mentors.len();
        self.mentor.checked_sub(own).map(|index| &self.cast.mentors[index])
    }

    /// True if what a newcomer is told of holds for the other of the two.
    fn told(&self, of: impl Fn(&Newcomer, Symbol) -> bool) -> bool {
        let (mentee, mentor) = (self.cast.mentee(self.mentee).id, self.cast.mentor(self.mentor).id);
        self.new_mentee().is_some_and(|newcomer| of(newcomer, mentor))
            || self.new_mentor().is_some_and(|newcomer| of(newcomer, mentee))
    }

    fn both_known(&self) -> bool {
        self.new_mentee().is_none() && self.new_mentor().is_none()
    }
}

impl Between for Acquaintance<'_, '_, '_> {
    fn common_half_hours(&self) -> u32 {
        let facts = &self.cast.problem.facts;
        let one =
            self.new_mentee().map_or_else(|| facts.mentee_free.get(self.mentee), |newcomer| &newcomer.free);
        let other =
            self.new_mentor().map_or_else(|| facts.mentor_free.get(self.mentor), |newcomer| &newcomer.free);
        half_hours_in_both(one, other)
    }

    fn in_line(&self) -> bool {
        let (mentee, mentor) = (self.cast.mentee(self.mentee).id, self.cast.mentor(self.mentor).id);
        let known = self.both_known() && self.cast.problem.facts.in_line(mentee, mentor);
        known || self.told(|newcomer, other| newcomer.line.contains(&other))
    }

    fn apart(&self) -> bool {
        let facts = &self.cast.problem.facts;
        let known =
            self.both_known() && facts.apart.get(self.mentee).binary_search(&(self.mentor as u32)).is_ok();
        known || self.told(|newcomer, other| newcomer.apart.contains(&other))
    }

    fn forbidden(&self) -> bool {
        let facts = &self.cast.problem.facts;
        self.both_known() && facts.forbidden.get(self.mentee).binary_search(&(self.mentor as u32)).is_ok()
    }
}
