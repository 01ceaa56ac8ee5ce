//! One number for all that a plan depends on, so that a certificate belongs to its people and to no others.

use sha2::{Digest, Sha256};

use crate::choices::Choices;
use crate::person::{People, Person, Role, Symbol, Table};
use crate::recipe::Recipe;

/// SHA-256, in lower-case hex, of people, recipe, locks and forbidden pairs as they were read.
///
/// The same for every order of rows. What is hashed is a text that another program can write as well: `docs/certificate.md`
/// describes it under *The digest*.
pub fn digest(people: &People, recipe: &Recipe, choices: &Choices) -> String {
    let mut text = Text { hasher: Sha256::new(), buffer: Vec::with_capacity(2 * BUFFER) };
    text.row(["viceversa 1"]);
    push_recipe(&mut text, recipe);
    for (name, pairs) in [("lock", &choices.lock), ("forbid", &choices.forbid)] {
        let mut pairs: Vec<_> = pairs.iter().collect();
        pairs.sort_unstable();
        pairs.dedup();
        for (mentee, mentor) in pairs {
            text.row([name, mentee, mentor]);
        }
    }
    let vocabulary = &people.vocabulary;
    for attribute in &vocabulary.attributes {
        text.row(["attribute", &attribute.name]);
    }
    for person in people.mentees.iter().chain(&people.mentors) {
        push_person(&mut text, people, person);
    }
    text.finish()
}

fn push_recipe(text: &mut Text, recipe: &Recipe) {
    let Recipe { direction, objective, time_zone, week_of, seed, rules, weights } = recipe;
    text.row(["direction", direction.name()]);
    text.row(["objective", objective.name()]);
    text.row(["time_zone", time_zone]);
    text.row(["week_of", &week_of.to_string()]);
    text.row(["seed", &seed.to_string()]);
    text.row(["min_level_gap", &rules.min_level_gap.to_string()]);
    text.row(["different_department", &rules.different_department.to_string()]);
    text.row(["common_language", &rules.common_language.to_string()]);
    text.row(["min_common_half_hours", &rules.min_common_half_hours.to_string()]);
    text.row(["min_score", &rules.min_score.to_string()]);
    text.row(["extra_partner_penalty", &rules.extra_partner_penalty.to_string()]);
    for (key, names) in
        [("require_same", &rules.require_same), ("require_different", &rules.require_different)]
    {
        text.row(std::iter::once(key).chain(names.iter().map(String::as_str)));
    }
    let own = [
        ("topics", weights.topics),
        ("interests", weights.interests),
        ("style", weights.style),
        ("time", weights.time),
        ("site", weights.site),
        ("department", weights.department),
        ("wishes", weights.wishes),
    ];
    for (key, weight) in own {
        text.row([key, &weight.to_string()]);
    }
    for (key, custom) in
        [("same", &weights.same), ("different", &weights.different), ("overlap", &weights.overlap)]
    {
        for (name, weight) in custom {
            text.row([key, name, &weight.to_string()]);
        }
    }
}

fn push_person(text: &mut Text, people: &People, person: &Person) {
    let v = &people.vocabulary;
    text.field(match person.role {
        Role::Mentee => "mentee",
        Role::Mentor => "mentor",
    });
    text.field(v.ids.text(person.id));
    text.field(&person.name);
    text.field(optional(&v.departments, person.department));
    text.field(optional(&v.sites, person.site));
    text.field(optional(&v.ids, person.manager));
    text.number(person.level.unwrap_or(0).into());
    text.symbols(&v.languages, &person.languages);
    text.list(&person.offers, |text, offer| text.leveled(v.topics.text(offer.topic), offer.level));
    text.list(&person.wants, |text, want| text.leveled(v.topics.text(want.topic), want.importance));
    text.symbols(&v.interests, &person.interests);
    text.list(&person.style, |text, axis| text.push_number(axis.unwrap_or(0).into()));
    text.list(&person.availability, |text, span| {
        text.push_number(span.start.into());
        text.push("-");
        text.push_number(span.end.into());
    });
    text.field(optional(&v.time_zones, person.time_zone));
    text.number(person.capacity.into());
    text.symbols(&v.ids, &person.wishes);
    text.symbols(&v.ids, &person.vetoes);
    text.symbols(&v.ids, &person.previous);
    for value in &person.attributes {
        let attribute = &v.attributes[value.attribute as usize];
        text.field(&attribute.name);
        text.field(attribute.values.text(value.whole));
        text.symbols(&attribute.parts, &value.parts);
    }
    text.end_row();
}

fn optional(table: &Table, symbol: Option<Symbol>) -> &str {
    symbol.map_or("", |symbol| table.text(symbol))
}

const BUFFER: usize = 1 << 16;

/// Ends a field.
const FIELD: &str = "\u{1f}";
/// Ends a row.
const ROW: &str = "\u{1e}";
/// Ends an item of a list.
const ITEM: &str = "\u{1d}";

/// The text that is hashed.
struct Text {
    hasher: Sha256,
    buffer: Vec<u8>,
}

impl Text {
    fn push(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
    }

    fn push_number(&mut self, number: u32) {
        let mut digits = [0u8; 10];
        let mut at = digits.len();
        let mut rest = number;
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.buffer.extend_from_slice(&digits[at..]);
    }

    fn field(&mut self, field: &str) {
        self.push(field);
        self.push(FIELD);
    }

    fn number(&mut self, number: u32) {
        self.push_number(number);
        self.push(FIELD);
    }

    fn leveled(&mut self, topic: &str, level: u8) {
        self.push(topic);
        self.push(":");
        self.push_number(level.into());
    }

    fn list<T>(&mut self, items: &[T], mut push: impl FnMut(&mut Text, &T)) {
        for item in items {
            push(self, item);
            self.push(ITEM);
        }
        self.push(FIELD);
    }

    fn symbols(&mut self, table: &Table, symbols: &[Symbol]) {
        self.list(symbols, |text, &symbol| text.push(table.text(symbol)));
    }

    fn row<'t>(&mut self, fields: impl IntoIterator<Item = &'t str>) {
        fields.into_iter().for_each(|field| self.field(field));
        self.end_row();
    }

    fn end_row(&mut self) {
        self.push(ROW);
        if self.buffer.len() >= BUFFER {
            self.hasher.update(&self.buffer);
            self.buffer.clear();
        }
    }

    fn finish(mut self) -> String {
        self.hasher.update(&self.buffer);
        self.hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
