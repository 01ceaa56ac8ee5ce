//! Profiles as rows of a CSV file. No word holds a comma or a quote, so that no cell needs quoting.

use super::Language;
use super::company::{Profile, Slot};
use super::words::{AXES, DAYS, DEPARTMENTS, FIRST_NAMES, INTERESTS, LAST_NAMES, SITES, TOPICS, Word};
use crate::reader::Field;

pub(super) fn push_headers(out: &mut Vec<u8>, language: Language) {
    push_list(out, b',', &Field::ALL, |out, field| {
        push(out, if language == Language::English { field.english() } else { field.german() });
    });
    out.push(b'\n');
}

pub(super) fn push_mentee(out: &mut Vec<u8>, index: u32, profile: &Profile, language: Language) {
    push_id(out, b'F', index);
    push_common(out, "mentee", profile, language);
    out.push(b',');
    push_topics(out, &profile.topics, language);
    push_rest(out, profile, language, false);
}

pub(super) fn push_mentor(out: &mut Vec<u8>, index: u32, profile: &Profile, language: Language) {
    push_id(out, b'J', index);
    push_common(out, "mentor", profile, language);
    push_topics(out, &profile.topics, language);
    out.push(b',');
    push_rest(out, profile, language, true);
}

/// From name to languages, with the comma after them.
fn push_common(out: &mut Vec<u8>, role: &str, profile: &Profile, language: Language) {
    out.push(b',');
    push(out, FIRST_NAMES[usize::from(profile.first_name)]);
    out.push(b' ');
    push(out, LAST_NAMES[usize::from(profile.last_name)]);
    out.push(b',');
    push(out, role);
    out.push(b',');
    push(out, DEPARTMENTS[usize::from(profile.department)].word.in_(language));
    out.push(b',');
    push(out, SITES[usize::from(profile.site)].word.in_(language));
    out.push(b',');
    if let Some(manager) = profile.manager {
        push_id(out, b'F', manager);
    }
    out.push(b',');
    out.push(b'0' + profile.level);
    out.push(b',');
    push(out, profile.languages);
    out.push(b',');
}

/// From interests to the end of the line.
fn push_rest(out: &mut Vec<u8>, profile: &Profile, language: Language, is_mentor: bool) {
    out.push(b',');
    push_list(out, b'|', &profile.interests, |out, &interest| {
        push(out, INTERESTS[usize::from(interest)].in_(language));
    });
    out.push(b',');
    let axes: Vec<(&Word, u8)> = AXES.iter().zip(profile.style).filter(|&(_, value)| value > 0).collect();
    push_list(out, b'|', &axes, |out, &(axis, value)| {
        push(out, axis.in_(language));
        out.extend([b':', b'0' + value]);
    });
    out.push(b',');
    push_list(out, b'|', &profile.availability, |out, slot| push_slot(out, slot, language));
    out.push(b',');
    push(out, profile.time_zone);
    out.push(b',');
    if is_mentor {
        out.push(b'0' + profile.capacity);
    }
    let partners = if is_mentor { b'F' } else { b'J' };
    for ids in [&profile.wishes, &profile.vetoes, &profile.previous] {
        out.push(b',');
        push_list(out, b'|', ids, |out, &id| push_id(out, partners, id));
    }
    out.push(b'\n');
}

fn push_topics(out: &mut Vec<u8>, topics: &[(u8, u8)], language: Language) {
    push_list(out, b'|', topics, |out, &(topic, number)| {
        push(out, TOPICS[usize::from(topic)].word.in_(language));
        out.extend([b':', b'0' + number]);
    });
}

fn push_slot(out: &mut Vec<u8>, slot: &Slot, language: Language) {
    push(out, DAYS[usize::from(slot.day)].in_(language));
    out.push(b' ');
    push_time(out, slot.start);
    out.push(b'-');
    push_time(out, slot.end);
}

fn push_time(out: &mut Vec<u8>, half_hours: u8) {
    let hour = half_hours / 2;
    let minutes: &[u8] = if half_hours.is_multiple_of(2) { b"00" } else { b"30" };
    out.extend([b'0' + hour / 10, b'0' + hour % 10, b':']);
    out.extend(minutes);
}

/// A letter and at least six digits.
fn push_id(out: &mut Vec<u8>, letter: u8, index: u32) {
    out.push(letter);
    let mut power = 100_000;
    while index / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        out.push(b'0' + (index / power % 10) as u8);
        power /= 10;
    }
}

fn push_list<T>(out: &mut Vec<u8>, separator: u8, items: &[T], mut push_item: impl FnMut(&mut Vec<u8>, &T)) {
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.push(separator);
        }
        push_item(out, item);
    }
}

fn push(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

impl Word {
    fn in_(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.0,
            Language::German => self.1,
        }
    }
}
