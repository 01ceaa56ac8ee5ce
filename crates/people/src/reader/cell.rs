//! What a cell or an item of a list says.

use super::error::Expected;
use crate::fold::fold;
use crate::person::{Role, Span};

/// Items of a list, without blanks around them; empty ones say nothing.
pub(super) fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').map(str::trim).filter(|item| !item.is_empty())
}

/// A whole number of this range in ASCII digits, without a sign.
pub(super) fn number(text: &str, least: u8, most: u8) -> Option<u8> {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = if is_digits { text.parse().ok()? } else { return None };
    (least..=most).contains(&number).then_some(number)
}

/// A role, in German also in the forms that name women or everyone.
pub(super) fn role(text: &str) -> Option<Role> {
    if text.eq_ignore_ascii_case("mentee") {
        return Some(Role::Mentee);
    }
    if text.eq_ignore_ascii_case("mentor") {
        return Some(Role::Mentor);
    }
    match fold(text).as_ref() {
        "mentee" => Some(Role::Mentee),
        "mentor" | "mentorin" | "mentor:in" | "mentor*in" | "mentor_in" | "mentor/in" | "mentor(in)" => {
            Some(Role::Mentor)
        }
        _ => None,
    }
}

/// `topic:number`, or `topic` alone, which has the number `default`. What is after the last colon is the number, or wrong.
pub(super) fn topic(item: &str, most: u8, default: u8) -> (&str, Option<u8>) {
    match item.rsplit_once(':') {
        Some((topic, text)) => (topic.trim_end(), number(text.trim_start(), 1, most)),
        None => (item, Some(default)),
    }
}

const AXES: [[&str; 2]; 4] =
    [["directness", "direktheit"], ["structure", "struktur"], ["pace", "tempo"], ["channel", "kanal"]];

/// `axis:number`: the axis as its place in `Person::style`, and 1 to 5.
pub(super) fn axis(item: &str) -> Result<(usize, u8), Expected> {
    let (name, text) = item.rsplit_once(':').unwrap_or((item, ""));
    let name = name.trim_end();
    let axis = (AXES.iter().position(|names| names.iter().any(|known| name.eq_ignore_ascii_case(known))))
        .ok_or(Expected::Axis)?;
    let value = number(text.trim_start(), 1, 5).ok_or(Expected::AxisValue)?;
    Ok((axis, value))
}

const DAYS: [&[&str]; 7] = [
    &["mo", "mon", "montag", "monday"],
    &["di", "tue", "tu", "tues", "dienstag", "tuesday"],
    &["mi", "wed", "we", "mittwoch", "wednesday"],
    &["do", "thu", "th", "thur", "thurs", "donnerstag", "thursday"],
    &["fr", "fri", "freitag", "friday"],
    &["sa", "sat", "samstag", "sonnabend", "saturday"],
    &["so", "sun", "su", "sonntag", "sunday"],
];

const HALF_HOURS_A_DAY: u16 = 48;

/// `Mo 09:00-11:30`.
pub(super) fn span(item: &str) -> Result<Span, Expected> {
    let (day, times) = item.split_once(char::is_whitespace).ok_or(Expected::DayAndTimes)?;
    let day = day.strip_suffix(['.', ',', ':']).unwrap_or(day);
    let day = (DAYS.iter().position(|names| names.iter().any(|name| day.eq_ignore_ascii_case(name))))
        .ok_or(Expected::DayAndTimes)?;
    // Word processors and phones turn the hyphen into a dash.
    let (start, end) = times.split_once(['-', '–', '—', '‑', '−']).ok_or(Expected::DayAndTimes)?;
    let start = half_hour(start.trim()).ok_or(Expected::HalfHours)?;
    let end = half_hour(end.trim()).ok_or(Expected::HalfHours)?;
    if start >= end {
        return Err(Expected::LaterEnd);
    }
    let midnight = day as u16 * HALF_HOURS_A_DAY;
    Ok(Span { start: midnight + start, end: midnight + end })
}

/// Half hours since midnight, 0 to 48, of `9:00`, `09:30`, `24:00`.
fn half_hour(time: &str) -> Option<u16> {
    let (hours, minutes) = time.split_once(':')?;
    if hours.len() > 2 {
        return None;
    }
    let hours = number(hours, 0, 24)?;
    let half = match minutes {
        "00" => 0,
        "30" => 1,
        _ => return None,
    };
    let half_hours = 2 * u16::from(hours) + half;
    (half_hours <= HALF_HOURS_A_DAY).then_some(half_hours)
}

/// Disjoint, not touching, in order.
pub(super) fn join_spans(spans: &mut Vec<Span>) {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    spans.dedup_by(|next, span| {
        let touches = next.start <= span.end;
        if touches {
            span.end = span.end.max(next.end);
        }
        touches
    });
}

/// False if the text surely has no control characters; a quick look at many bytes at a time.
pub(super) fn may_have_control_characters(text: &str) -> bool {
    let is_suspicious = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0xc2;
    // Without leaving early, which would keep the compiler from looking at many bytes at a time.
    text.bytes().fold(false, |found, byte| found | is_suspicious(byte))
}

/// True if the text holds what would make it look like another: control characters that mean the end of a field, and those
/// that Windows-1252 has where it has no letter. Tabs and line breaks, U+0085 among them, are text.
pub(super) fn has_control_characters(text: &str) -> bool {
    // UTF-8 writes U+0080 to U+009F as C2 80 to C2 9F.
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, &byte)| match byte {
        0 | 0x1c..=0x1f => true,
        0xc2 => bytes[at + 1] < 0xa0 && bytes[at + 1] != 0x85,
        _ => false,
    })
}
