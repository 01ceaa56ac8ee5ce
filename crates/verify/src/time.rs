//! Availability as instants, and the half hours that two people have in common.

use crate::fault::Fault;
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use people::{People, Person, Recipe, Symbol};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

const HALF_HOURS_A_WEEK: i64 = 336;
const HALF_HOUR_SECONDS: i64 = 30 * 60;

/// A stretch of free time, in seconds since the epoch: from `start` up to, but not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    pub start: i64,
    pub end: i64,
}

/// Every row's free time as instants: maximal stretches, in order, with a gap between any two.
pub(crate) struct Times {
    pub mentees: Vec<Box<[Stretch]>>,
    pub mentors: Vec<Box<[Stretch]>>,
}

impl Times {
    /// Converts everyone's weekly spans in the week of the recipe.
    pub fn new(people: &People, recipe: &Recipe) -> Result<Self, Fault> {
        let mut weeks = HashMap::new();
        let mut convert = |rows: &[Person]| {
            rows.iter().map(|row| stretches(row, people, recipe, &mut weeks)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Times { mentees: convert(&people.mentees)?, mentors: convert(&people.mentors)? })
    }
}

/// Full half hours that both have free: summed over the maximal stretches of what they have in common.
pub(crate) fn common_half_hours(one: &[Stretch], other: &[Stretch]) -> u64 {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        let common = one[i].end.min(other[j].end) - one[i].start.max(other[j].start);
        if common > 0 {
            count += (common / HALF_HOUR_SECONDS) as u64;
        }
        if one[i].end < other[j].end {
            i += 1;
        } else {
            j += 1;
        }
    }
    count
}

/// The instants of each half hour of the week in one zone, Monday 00:00 to the next Monday 00:00.
type Week = Vec<i64>;

fn stretches(
    row: &Person,
    people: &People,
    recipe: &Recipe,
    weeks: &mut HashMap<Option<Symbol>, Week>,
) -> Result<Box<[Stretch]>, Fault> {
    if row.availability.is_empty() {
        return Ok(Box::default());
    }
    let week = match weeks.entry(row.time_zone) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => {
            let zones = &people.vocabulary.time_zones;
            let zone = row.time_zone.map_or(recipe.time_zone.as_str(), |zone| zones.text(zone));
            new.insert(week(zone, recipe.week_of)?)
        }
    };
    let instant = |half_hour: u16| week[usize::from(half_hour).min(week.len() - 1)];
    let spans =
        row.availability.iter().map(|span| Stretch { start: instant(span.start), end: instant(span.end) });
    Ok(joined(spans.collect()))
}

fn week(zone: &str, week_of: Date) -> Result<Week, Fault> {
    let zone = TimeZone::get(zone).map_err(|_| Fault::NoSuchTimeZone { zone: zone.into() })?;
    let instants = || -> Result<Week, jiff::Error> {
        let monday = week_of.checked_sub(i64::from(week_of.weekday().to_monday_zero_offset()).days())?;
        let midnight = monday.at(0, 0, 0, 0);
        (0..=HALF_HOURS_A_WEEK)
            .map(|half_hour| {
                let local = midnight.checked_add((30 * half_hour).minutes())?;
                // Where clocks jump, "compatible": a time that is skipped moves on by the jump, one that occurs twice
                // is the first of the two.
                zone.to_ambiguous_timestamp(local).compatible().map(Timestamp::as_second)
            })
            .collect()
    };
    instants().map_err(|_| Fault::WeekOutOfRange { week_of })
}

/// The same instants as maximal stretches. A span that clocks jumping forward leave without an instant is dropped.
fn joined(mut spans: Vec<Stretch>) -> Box<[Stretch]> {
    spans.retain(|span| span.start < span.end);
    spans.sort_unstable();
    let mut joined: Vec<Stretch> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(spans: &[(i64, i64)]) -> Box<[Stretch]> {
        joined(spans.iter().map(|&(start, end)| Stretch { start: start * 60, end: end * 60 }).collect())
    }

    #[test]
    fn counts_full_half_hours_of_each_stretch() {
        // In minutes. 0–100 against 20–65 and 70–95: 45 minutes hold one half hour, 25 hold none.
        assert_eq!(common_half_hours(&hours(&[(0, 100)]), &hours(&[(20, 65), (70, 95)])), 1);
        // Joined, the 75 minutes from 20 to 95 hold two.
        assert_eq!(common_half_hours(&hours(&[(0, 50), (50, 100)]), &hours(&[(20, 65), (65, 95)])), 2);
        assert_eq!(common_half_hours(&hours(&[(0, 60)]), &hours(&[(60, 120)])), 0);
        assert_eq!(common_half_hours(&hours(&[]), &hours(&[(60, 120)])), 0);
    }

    #[test]
    fn where_clocks_go_forward_an_hour_of_the_week_is_missing() {
        // Berlin, Sunday 29 March 2026: 02:00 to 03:00 does not exist.
        let week = week("Europe/Berlin", jiff::civil::date(2026, 3, 25)).unwrap();
        let sunday = 6 * 48;
        let minutes = |from: usize, to: usize| (week[sunday + to] - week[sunday + from]) / 60;
        assert_eq!(minutes(2, 8), 120); // 01:00 to 04:00
        assert_eq!(minutes(4, 6), 0); // 02:00 to 03:00: nothing is left
        assert_eq!(minutes(5, 6), -30); // 02:30 moves on to 03:30, past the end
        assert_eq!(minutes(0, 48), 23 * 60);
    }

    #[test]
    fn where_clocks_go_back_an_hour_of_the_week_is_there_twice() {
        // Berlin, Sunday 25 October 2026: 02:00 to 03:00 runs twice, and the first 02:30 counts.
        let week = week("Europe/Berlin", jiff::civil::date(2026, 10, 25)).unwrap();
        let sunday = 6 * 48;
        assert_eq!((week[sunday + 6] - week[sunday + 4]) / 60, 120);
        assert_eq!((week[sunday + 6] - week[sunday + 5]) / 60, 90);
        assert_eq!((week[sunday + 48] - week[sunday]) / 60, 25 * 60);
    }

    #[test]
    fn the_week_is_the_iso_week_of_the_day() {
        let monday = week("UTC", jiff::civil::date(2026, 11, 23)).unwrap();
        let sunday = week("UTC", jiff::civil::date(2026, 11, 29)).unwrap();
        assert_eq!(monday, sunday);
        assert_eq!(monday[0], 1_795_392_000); // date -u -d 2026-11-23 +%s
        assert_eq!(monday.len(), 337);
    }

    #[test]
    fn a_zone_or_week_that_cannot_be_is_a_fault() {
        assert!(matches!(
            week("Europe/Nowhere", Date::constant(2026, 1, 1)),
            Err(Fault::NoSuchTimeZone { .. })
        ));
        assert!(matches!(week("UTC", Date::MIN), Err(Fault::WeekOutOfRange { .. })));
        assert!(matches!(week("UTC", Date::MAX), Err(Fault::WeekOutOfRange { .. })));
    }
}
