//! What can be wrong with a plan or its certificate, in English. German: `fault_german.rs`.

use crate::number::{counted, english};
use crate::rule::Rule;
use std::fmt;

/// The first thing that is wrong. Lines count from 1, places of a mentor from 0.
///
/// [`fmt::Display`] says it in English, [`Fault::german`] in German.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The check was stopped from outside; nothing is known.
    #[error("The check was stopped before its end; nothing is proven.")]
    Stopped,

    // The recipe does not fit the people.
    /// The recipe names a custom attribute that no column of the people has.
    #[error("The recipe names the attribute “{name}”, but the people have no such column.")]
    NoSuchAttribute {
        /// As the recipe spells it.
        name: String,
    },
    /// A time zone that the time zone database does not know.
    #[error("The time zone “{zone}” does not exist.")]
    NoSuchTimeZone {
        /// As the people or the recipe spell it.
        zone: String,
    },
    /// The recipe's week is at the edge of the calendar.
    #[error("The week of {week_of} can't be converted between time zones.")]
    WeekOutOfRange {
        /// The recipe's day.
        week_of: jiff::civil::Date,
    },
    /// No weight is above 0.
    #[error("The recipe gives no criterion a weight, so no pair has a score.")]
    NoWeight,

    // Reading the files.
    /// The file could not be read to its end.
    #[error("{file} can't be read: {reason}.")]
    Unreadable {
        /// Which of the two files.
        file: File,
        /// What the operating system says.
        reason: String,
    },
    /// The file ends in the middle.
    #[error("{file} ends too early.")]
    EndsEarly {
        /// Which of the two files.
        file: File,
    },
    /// The certificate breaks the rules of JSON.
    #[error("certificate.json is not valid JSON: line {line}, column {column}.")]
    NotJson {
        /// Line of the first wrong character.
        line: usize,
        /// Column of the first wrong character.
        column: usize,
    },
    /// The certificate has a value of the wrong kind, such as a text for a number, or one that is out of range.
    #[error(
        "certificate.json, line {line}, column {column}: not the kind of value that belongs here ({reason})."
    )]
    WrongKind {
        /// Line of the value's end.
        line: usize,
        /// Column of the value's end.
        column: usize,
        /// What was found and expected, in English.
        reason: String,
    },
    /// The certificate lacks a key.
    #[error("certificate.json lacks the key “{key}”.")]
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// The certificate has a key that means nothing.
    #[error("certificate.json has the key “{key}”, which means nothing.")]
    UnknownKey {
        /// The key.
        key: String,
    },
    /// The certificate has a key that belongs to `fairest` only.
    #[error("certificate.json has the key “{key}”, which belongs to the objective “fairest” only.")]
    OnlyForFairest {
        /// The key.
        key: &'static str,
    },
    /// A JSON object has the same key twice.
    #[error("certificate.json has the key “{key}” twice{}.", within(.object))]
    DuplicateKey {
        /// `mentees` or `mentors`; none for the certificate itself.
        object: Option<&'static str>,
        /// The key.
        key: String,
    },
    /// Locked or forbidden pairs are not sorted by mentee and mentor, or one is there twice.
    #[error(
        "certificate.json, “{key}”: {mentee} and {mentor} are out of order; pairs are sorted by id, each once."
    )]
    ChoicesOutOfOrder {
        /// `lock` or `forbid`.
        key: &'static str,
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
    },
    /// The certificate was not made by this product.
    #[error("certificate.json names the engine “{engine}”, not “viceversa” and a version such as 0.1.0.")]
    OtherEngine {
        /// The engine named.
        engine: String,
    },
    /// `pairs.csv` has other columns.
    #[error("pairs.csv must begin with the line “{}”{}.", crate::COLUMNS.join(","), not_with(.found))]
    WrongHeader {
        /// The first line; none if the file is empty.
        found: Option<String>,
    },
    /// A row has too few or too many fields.
    #[error("pairs.csv, line {line}: {} instead of 12.", counted(*.found, english, "field", "fields"))]
    WrongFieldCount {
        /// Line in the file.
        line: u64,
        /// How many fields there are.
        found: usize,
    },
    /// A row is not UTF-8.
    #[error("pairs.csv, line {line}: not valid UTF-8.")]
    NotUtf8 {
        /// Line in the file.
        line: u64,
    },
    /// A cell holds no whole number, or one that is out of range or not in its shortest form.
    #[error("pairs.csv, line {line}, {column}: “{text}” is not a whole number as it should be written.")]
    NotANumber {
        /// Line in the file.
        line: u64,
        /// Column.
        column: &'static str,
        /// The cell.
        text: String,
    },
    /// Of the two margins only one is given.
    #[error("pairs.csv, line {line}: of margin_pairs and margin_value only one is given.")]
    HalfAMargin {
        /// Line in the file.
        line: u64,
    },

    // The certificate belongs to something else.
    /// The certificate is for another objective than the recipe's.
    #[error("The certificate is for the objective “{certificate}”, the recipe asks for “{recipe}”.")]
    OtherObjective {
        /// The certificate's objective.
        certificate: &'static str,
        /// The recipe's objective.
        recipe: &'static str,
    },
    /// The digest is of other people, another recipe, or other locks and forbidden pairs.
    #[error(
        "The certificate was made for other people, another recipe, or other locked and forbidden pairs: it names \
         the digest {stated}, but these have {actual}."
    )]
    OtherPeople {
        /// The certificate's digest.
        stated: String,
        /// The digest of what was given.
        actual: String,
    },

    // The plan.
    /// A row names someone who has no row in that role.
    #[error("pairs.csv, line {line}, {column}: nobody has the id “{id}” in this role.")]
    UnknownPerson {
        /// Line in the file.
        line: u64,
        /// The id.
        id: String,
        /// Column.
        column: &'static str,
    },
    /// A mentee has two mentors.
    #[error("pairs.csv, line {line}: mentee {mentee} is in two pairs, with {} and {}.", .mentors[0], .mentors[1])]
    MenteeTwice {
        /// Line of the second pair.
        line: u64,
        /// The mentee's id.
        mentee: String,
        /// Ids of the two mentors.
        mentors: [String; 2],
    },
    /// Rows are not sorted by mentee and mentor.
    #[error("pairs.csv, line {line}: mentee {mentee} is out of order; pairs are sorted by the mentee's id.")]
    OutOfOrder {
        /// Line in the file.
        line: u64,
        /// The mentee's id.
        mentee: String,
    },
    /// A mentor has more partners than places.
    #[error("pairs.csv, line {line}: mentor {mentor} has {} partners, but room for {capacity}.", u32::from(*.capacity) + 1)]
    OverCapacity {
        /// Line of the first pair too many.
        line: u64,
        /// The mentor's id.
        mentor: String,
        /// Partners at once.
        capacity: u8,
    },
    /// A pair breaks a hard rule.
    #[error("pairs.csv, line {line}: {mentee} and {mentor} may not be paired: {rule}.")]
    NotAllowed {
        /// Line in the file.
        line: u64,
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The rule that is broken.
        rule: Rule,
    },
    /// A pair's score, or its value in one criterion, is not what the definitions give.
    #[error(
        "pairs.csv, line {line}, {column}: {mentee} and {mentor} have {}, not {}.",
        english(*.actual),
        english(*.stated)
    )]
    WrongInRow {
        /// Line in the file.
        line: u64,
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// `score` or a criterion.
        column: &'static str,
        /// What the file says.
        stated: i64,
        /// What is right.
        actual: u64,
    },
    /// A locked pair is not in the plan.
    #[error("The pair of {mentee} and {mentor} is locked, but the plan does not have it.")]
    LockMissing {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
    },
    /// The certificate counts another number of pairs.
    #[error("The number of pairs is {} by the certificate, but the plan has {}.", english(*.stated), english(*.actual as i128))]
    WrongPairs {
        /// What the certificate says.
        stated: i64,
        /// What is right.
        actual: usize,
    },
    /// The certificate has another sum of scores.
    #[error("The certificate says that all scores come to {}, but they come to {}.", english(*.stated), english(*.actual))]
    WrongScoresTotal {
        /// What the certificate says.
        stated: i64,
        /// What is right.
        actual: i128,
    },
    /// The certificate has another value of the plan.
    #[error("The certificate says that the plan is worth {}, but it is worth {}.", english(*.stated), english(*.actual))]
    WrongValue {
        /// What the certificate says.
        stated: i64,
        /// What is right.
        actual: i128,
    },
    /// The rows are not those that the certificate was made for, though scores and people agree: margins were changed.
    #[error(
        "The digest of pairs.csv is not the one in the certificate: a margin or the certificate was changed."
    )]
    OtherPairs,

    // The prices.
    /// The bonus for a pair is not what it must be.
    #[error("The certificate says that each pair has a bonus of {}, but it must be {}.", english(*.stated), english(*.actual))]
    WrongBonus {
        /// What the certificate says.
        stated: i64,
        /// What is right.
        actual: i128,
    },
    /// Someone has no price.
    #[error("The {side} {id} has no price.")]
    PriceMissing {
        /// In which role.
        side: Side,
        /// The id.
        id: String,
    },
    /// There is a price of someone who is not among the people.
    #[error("There is a price for the {side} {id}, but nobody has this id in this role.")]
    PriceOfUnknown {
        /// In which role.
        side: Side,
        /// The id.
        id: String,
    },
    /// A mentor has more or fewer prices than places.
    #[error(
        "The mentor {mentor} has {} for {}.",
        counted(*.stated, english, "price", "prices"),
        counted(*.capacity, english, "place", "places")
    )]
    WrongPlaces {
        /// The mentor's id.
        mentor: String,
        /// How many prices there are.
        stated: usize,
        /// How many places there are.
        capacity: usize,
    },
    /// A mentee's price is below 0 though no lock settles it.
    #[error("The price of the mentee {mentee} is {}, below 0.", english(*.price))]
    MenteePriceBelowZero {
        /// The mentee's id.
        mentee: String,
        /// The price.
        price: i128,
    },
    /// A place's price is below 0.
    #[error("The price of the mentor {mentor}'s place {place} is {}, below 0.", english(*.price))]
    PlacePriceBelowZero {
        /// The mentor's id.
        mentor: String,
        /// The place, from 0.
        place: usize,
        /// The price.
        price: i64,
    },
    /// A locked mentee's price is not what the pair brings.
    #[error("The price of the locked mentee {mentee} is {}, but the pair brings {}.", english(*.stated), english(*.actual))]
    WrongLockedPrice {
        /// The mentee's id.
        mentee: String,
        /// What the certificate says.
        stated: i128,
        /// What is right.
        actual: i128,
    },
    /// A place that a lock takes has a price.
    #[error("The mentor {mentor}'s place {place} is taken by a locked pair, but has the price {} instead of 0.", english(*.price))]
    LockedPlacePriced {
        /// The mentor's id.
        mentor: String,
        /// The place, from 0.
        place: usize,
        /// The price.
        price: i64,
    },
    /// The prices don't add up to the bound.
    #[error(
        "All prices come to {}, but the bound with all bonuses is {}: they differ by {}.",
        english(*.prices),
        english(*.proven),
        english((.prices - .proven).abs())
    )]
    SumsDiffer {
        /// Sum of all prices.
        prices: i128,
        /// The bound and the bonus of each pair.
        proven: i128,
    },
    /// The bound is less than what the plan is worth.
    #[error("The bound is {}, less than the {} that the plan is worth.", english(*.bound), english(*.value))]
    BoundBelowValue {
        /// The certificate's bound.
        bound: i64,
        /// The plan's value.
        value: i128,
    },
    /// The bound is so high that there could be one pair more.
    #[error(
        "It is not proven that no plan has more pairs: the bound is {}, and must be below {}.",
        english(*.bound),
        english(*.least)
    )]
    MostPairsNotProven {
        /// The certificate's bound.
        bound: i64,
        /// The least that a plan with one more pair would bring.
        least: i128,
    },
    /// Two prices are together less than their pair would bring.
    #[error(
        "The prices of {mentee} and of {mentor}'s place {place} come to {}, {} short of the {} that the pair would bring.",
        english(*.prices),
        english(.worth - .prices),
        english(*.worth)
    )]
    PriceFails {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The place, from 0.
        place: usize,
        /// Both prices together.
        prices: i128,
        /// What the pair would bring on this place: score and bonus less the penalty.
        worth: i128,
    },

    // The covers.
    /// The certificate has another lowest score.
    #[error("The certificate says that the lowest score is {}, but it is {}.", or_none(.stated), or_none(.actual))]
    WrongLowestScore {
        /// What the certificate says.
        stated: Option<i64>,
        /// What is right.
        actual: Option<i64>,
    },
    /// A cover names someone who is not among the people.
    #[error("The {cover} names the {side} {id}, but nobody has this id in this role.")]
    CoverOfUnknown {
        /// Which cover.
        cover: CoverKind,
        /// In which role.
        side: Side,
        /// The id.
        id: String,
    },
    /// A cover names someone twice.
    #[error("The {cover} names the {side} {id} twice.")]
    CoverTwice {
        /// Which cover.
        cover: CoverKind,
        /// In which role.
        side: Side,
        /// The id.
        id: String,
    },
    /// A cover names a mentee who is locked.
    #[error("The {cover} names the mentee {mentee}, whom a locked pair has settled.")]
    CoverOfLocked {
        /// Which cover.
        cover: CoverKind,
        /// The mentee's id.
        mentee: String,
    },
    /// A cover has the wrong size and so proves nothing.
    #[error(
        "The {cover} holds {}; to prove anything it must hold {} {}.",
        counted(*.size, english, "place", "places"),
        match .cover { CoverKind::MostPairs => "exactly", CoverKind::LowestScore => "fewer than" },
        english(*.pairs as i128)
    )]
    WrongCoverSize {
        /// Which cover.
        cover: CoverKind,
        /// Its size: a mentee counts one, a mentor each place that no lock takes.
        size: usize,
        /// Pairs of the plan that are not locked.
        pairs: usize,
    },
    /// A cover holds neither of two people who could be paired.
    #[error("The {cover} holds neither {mentee} nor {mentor}, who may be paired and score {}.", english(*.score))]
    CoverMisses {
        /// Which cover.
        cover: CoverKind,
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The pair's score.
        score: u64,
    },
}

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// `pairs.csv`
    Pairs,
    /// `certificate.json`
    Certificate,
}

/// A role in a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Learns.
    Mentee,
    /// Gives knowledge.
    Mentor,
}

/// One of the two covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverKind {
    /// Of all allowed pairs.
    MostPairs,
    /// Of all allowed pairs above the lowest score.
    LowestScore,
}

impl fmt::Display for File {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            File::Pairs => "pairs.csv",
            File::Certificate => "certificate.json",
        })
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Side::Mentee => "mentee",
            Side::Mentor => "mentor",
        })
    }
}

impl fmt::Display for CoverKind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            CoverKind::MostPairs => "cover of all pairs (most_pairs_cover)",
            CoverKind::LowestScore => "cover of all pairs above the lowest score (lowest_score_cover)",
        })
    }
}

fn within(object: &Option<&'static str>) -> String {
    object.map_or(String::new(), |object| format!(" in “{object}”"))
}

fn not_with(found: &Option<String>) -> String {
    found.as_ref().map_or(String::new(), |found| format!(", not with “{found}”"))
}

fn or_none(number: &Option<i64>) -> String {
    number.map_or("none".into(), english)
}
