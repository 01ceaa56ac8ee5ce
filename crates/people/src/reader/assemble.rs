//! From rows read to people in an order of their own.

use super::intern::{FoldedTexts, Renumbering, Texts};
use super::person_row::{PersonRows, Tables};
use crate::person::{Attribute, People, Person, Vocabulary};

/// How the numbers of all texts change.
struct Renumberings {
    ids: Renumbering,
    departments: Renumbering,
    sites: Renumbering,
    languages: Renumbering,
    topics: Renumbering,
    interests: Renumbering,
    time_zones: Renumbering,
    /// Of whole cells and of parts.
    attributes: Vec<(Renumbering, Renumbering)>,
}

/// People with texts numbered in their order, sorted by id.
pub(super) fn assemble(rows: PersonRows) -> People {
    let PersonRows { header, tables, mut mentees, mut mentors, .. } = rows;
    let (vocabulary, renumberings) = number(tables, header.kept);
    for people in [&mut mentees, &mut mentors] {
        for person in people.iter_mut() {
            renumberings.apply(person);
        }
        people.sort_unstable_by_key(|person| person.id);
        people.shrink_to_fit();
    }
    let unknown_ids = count_unknown_ids(vocabulary.ids.len(), &mentees, &mentors);
    People { mentees, mentors, vocabulary, unknown_ids }
}

fn number(tables: Tables, names: Vec<Box<str>>) -> (Vocabulary, Renumberings) {
    let folded = FoldedTexts::into_table;
    let plain = Texts::into_table;
    let (ids, new_ids) = plain(tables.ids);
    let (departments, new_departments) = folded(tables.departments);
    let (sites, new_sites) = folded(tables.sites);
    let (languages, new_languages) = plain(tables.languages);
    let (topics, new_topics) = folded(tables.topics);
    let (interests, new_interests) = folded(tables.interests);
    let (time_zones, new_time_zones) = plain(tables.time_zones);
    let mut attributes = Vec::new();
    let mut new_attributes = Vec::new();
    for (name, (values, parts)) in names.into_iter().zip(tables.attributes) {
        let (values, new_values) = folded(values);
        let (parts, new_parts) = folded(parts);
        attributes.push(Attribute { name, values, parts });
        new_attributes.push((new_values, new_parts));
    }
    let vocabulary =
        Vocabulary { ids, departments, sites, languages, topics, interests, time_zones, attributes };
    let renumberings = Renumberings {
        ids: new_ids,
        departments: new_departments,
        sites: new_sites,
        languages: new_languages,
        topics: new_topics,
        interests: new_interests,
        time_zones: new_time_zones,
        attributes: new_attributes,
    };
    (vocabulary, renumberings)
}

impl Renumberings {
    fn apply(&self, person: &mut Person) {
        person.id = self.ids.of(person.id);
        self.departments.apply(&mut person.department);
        self.sites.apply(&mut person.site);
        self.ids.apply(&mut person.manager);
        self.languages.apply_to_list(&mut person.languages);
        for offer in &mut person.offers {
            offer.topic = self.topics.of(offer.topic);
        }
        person.offers.sort_unstable_by_key(|offer| offer.topic);
        for want in &mut person.wants {
            want.topic = self.topics.of(want.topic);
        }
        person.wants.sort_unstable_by_key(|want| want.topic);
        self.interests.apply_to_list(&mut person.interests);
        self.time_zones.apply(&mut person.time_zone);
        for ids in [&mut person.wishes, &mut person.vetoes, &mut person.previous] {
            self.ids.apply_to_list(ids);
        }
        for value in &mut person.attributes {
            let (values, parts) = &self.attributes[value.attribute as usize];
            value.whole = values.of(value.whole);
            parts.apply_to_list(&mut value.parts);
        }
        person.attributes.sort_unstable_by_key(|value| value.attribute);
    }
}

fn count_unknown_ids(ids: usize, mentees: &[Person], mentors: &[Person]) -> usize {
    let mut is_known = vec![false; ids];
    for person in mentees.iter().chain(mentors) {
        is_known[person.id as usize] = true;
    }
    let named = mentees.iter().chain(mentors).flat_map(|person| {
        let lists = person.wishes.iter().chain(&person.vetoes).chain(&person.previous);
        person.manager.iter().chain(lists)
    });
    named.filter(|&&id| !is_known[id as usize]).count()
}
