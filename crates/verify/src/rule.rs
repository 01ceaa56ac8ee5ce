//! Hard rules, and how to say that a pair breaks one.

use crate::number::{counted, english, german};
use people::Direction;
use std::fmt;

/// A hard rule that a pair breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Both are the same person.
    Oneself,
    /// One is above the other, at any distance.
    ReportingLine,
    /// One of the two has excluded the other.
    Veto,
    /// They were partners before.
    Previous,
    /// The pair was forbidden by hand.
    Forbidden,
    /// The senior is not this many levels above the junior, or a level is missing.
    LevelGap {
        /// Who must be senior.
        direction: Direction,
        /// Levels between the two at least.
        least: u8,
    },
    /// Both are in the same department.
    SameDepartment,
    /// No language in common.
    NoCommonLanguage,
    /// Too little time in common.
    CommonHalfHours {
        /// Half hours in common.
        found: u64,
        /// Half hours in common at least.
        least: u16,
    },
    /// A custom attribute that must be equal is not, or is missing.
    NotSame {
        /// The attribute as the recipe spells it.
        attribute: Box<str>,
    },
    /// A custom attribute that must differ is equal.
    NotDifferent {
        /// The attribute as the recipe spells it.
        attribute: Box<str>,
    },
    /// The score is too low.
    MinScore {
        /// The pair's score.
        found: u64,
        /// The lowest score that is allowed.
        least: u16,
    },
}

/// Completes “They may not be paired: …”, in English.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Rule::Oneself => f.write_str("they are the same person"),
            Rule::ReportingLine => f.write_str("one is above the other in the reporting line"),
            Rule::Veto => f.write_str("one of the two has excluded the other"),
            Rule::Previous => f.write_str("they were partners before"),
            Rule::Forbidden => f.write_str("the pair was forbidden by hand"),
            Rule::LevelGap { direction, least } => {
                let (senior, junior) = match direction {
                    Direction::Classic => ("mentor", "mentee"),
                    _ => ("mentee", "mentor"),
                };
                let levels = if *least == 1 { "level" } else { "levels" };
                write!(f, "the {senior} must be at least {least} career {levels} above the {junior}")
            }
            Rule::SameDepartment => f.write_str("both are in the same department"),
            Rule::NoCommonLanguage => f.write_str("they have no language in common"),
            Rule::CommonHalfHours { found, least } => {
                let found = counted(*found as usize, english, "half hour", "half hours");
                write!(f, "they have {found} a week in common and need {least}")
            }
            Rule::NotSame { attribute } => write!(f, "“{attribute}” must be given for both and equal"),
            Rule::NotDifferent { attribute } => write!(f, "“{attribute}” must differ"),
            Rule::MinScore { found, least } => {
                let (found, least) = (english(*found), english(*least));
                write!(f, "their score is {found}, and {least} is the least allowed")
            }
        }
    }
}

impl Rule {
    /// The same words as [`fmt::Display`], in German.
    pub fn german(&self) -> String {
        match self {
            Rule::Oneself => "es ist dieselbe Person".into(),
            Rule::ReportingLine => "die eine Person ist der anderen vorgesetzt, direkt oder mittelbar".into(),
            Rule::Veto => "eine der beiden Personen hat die andere ausgeschlossen".into(),
            Rule::Previous => "sie waren schon früher ein Paar".into(),
            Rule::Forbidden => "das Paar wurde von Hand ausgeschlossen".into(),
            Rule::LevelGap { direction, least } => {
                let (senior, junior) = match direction {
                    Direction::Classic => ("Mentor:in", "Mentee"),
                    _ => ("Mentee", "Mentor:in"),
                };
                let levels = if *least == 1 { "Karrierestufe" } else { "Karrierestufen" };
                format!("{senior} muss mindestens {least} {levels} über {junior} stehen")
            }
            Rule::SameDepartment => "beide sind in derselben Abteilung".into(),
            Rule::NoCommonLanguage => "sie haben keine gemeinsame Sprache".into(),
            Rule::CommonHalfHours { found, least } => {
                format!("gemeinsame halbe Stunden in der Woche: {found}, nötig: {least}")
            }
            Rule::NotSame { attribute } => format!("„{attribute}“ muss bei beiden angegeben und gleich sein"),
            Rule::NotDifferent { attribute } => format!("„{attribute}“ muss verschieden sein"),
            Rule::MinScore { found, least } => {
                format!("ihre Punktzahl ist {}, erlaubt ist sie erst ab {}", german(*found), german(*least))
            }
        }
    }
}
