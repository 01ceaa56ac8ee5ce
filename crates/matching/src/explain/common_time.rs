//! When two people are both free.

use jiff::civil::DateTime;
use people::Person;

use crate::facts::shared_stretches;
use crate::problem::Problem;

/// A stretch of time that both have free, in the recipe's week, on either one's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommonTime {
    /// Beginning and end on the mentee's clock.
    pub for_mentee: (DateTime, DateTime),
    /// Beginning and end on the mentor's clock.
    pub for_mentor: (DateTime, DateTime),
    /// Whole half hours in it.
    pub half_hours: u32,
}

/// The stretches that both have free, each as long as it can be, in order.
pub(super) fn common_times(problem: &Problem<'_>, mentee: usize, mentor: usize) -> Vec<CommonTime> {
    let (facts, people) = (&problem.facts, problem.people);
    let clock = |person: &Person| {
        let zones = &people.vocabulary.time_zones;
        let name = person.time_zone.map_or(problem.recipe.time_zone.as_str(), |zone| zones.text(zone));
        jiff::tz::TimeZone::get(name).ok()
    };
    // Both zones are known: all times were converted when the problem was posed.
    let clocks = (clock(&people.mentees[mentee]), clock(&people.mentors[mentor]));
    let (Some(mentee_clock), Some(mentor_clock)) = clocks else { return Vec::new() };
    let day = problem.recipe.week_of;
    let monday = day.saturating_sub(jiff::Span::new().days(day.weekday().to_monday_zero_offset()));
    let Ok(origin) = jiff::tz::TimeZone::UTC.to_timestamp(monday.at(0, 0, 0, 0)) else { return Vec::new() };
    let at = |clock: &jiff::tz::TimeZone, seconds: i32| {
        clock.to_datetime(
            origin.saturating_add(jiff::SignedDuration::from_secs(seconds.into())).unwrap_or(origin),
        )
    };
    shared_stretches(facts.mentee_free.get(mentee), facts.mentor_free.get(mentor))
        .map(|(start, end)| CommonTime {
            for_mentee: (at(&mentee_clock, start), at(&mentee_clock, end)),
            for_mentor: (at(&mentor_clock, start), at(&mentor_clock, end)),
            half_hours: (end - start) as u32 / 1800,
        })
        .collect()
}
