//! Rules and scores, straight from their definitions.

use crate::custom::Column;
use crate::fault::Fault;
use crate::kept_apart::KeptApart;
use crate::rule::Rule;
use crate::time::{Times, common_half_hours};
use people::{Choices, Direction, Offer, People, Recipe, Symbol, Want};
use std::collections::{HashMap, HashSet};

/// The highest value of a criterion and the highest score.
pub const FULL: u64 = 10_000;

/// Columns of the seven criteria that every plan lists.
pub const CRITERIA: [&str; 7] = ["topics", "interests", "style", "time", "site", "department", "wishes"];

/// What is valued in a pair.
pub(crate) enum Criterion {
    Topics,
    Interests,
    Style,
    Time,
    Site,
    Department,
    Wishes,
    Same(usize),
    Different(usize),
    Overlap(usize),
}

/// Says of any pair whether it is allowed and what it scores. Mentees and mentors are given by their index in
/// [`People::mentees`] and [`People::mentors`].
pub struct Definition<'a> {
    pub(crate) people: &'a People,
    pub(crate) recipe: &'a Recipe,
    times: Times,
    columns: Vec<Column<'a>>,
    must_be_same: Vec<usize>,
    must_differ: Vec<usize>,
    pub(crate) kept_apart: KeptApart,
    forbidden: HashSet<(Symbol, Symbol)>,
    /// Criteria with a weight above 0, those first that are soon valued.
    pub(crate) weighted: Vec<(Criterion, u64)>,
    pub(crate) all_weights: u64,
}

impl<'a> Definition<'a> {
    /// Prepares what the definitions need. Only `choices.forbid` matters; ids in it that nobody has are without effect.
    ///
    /// # Errors
    /// [`Fault::NoSuchAttribute`], [`Fault::NoSuchTimeZone`], [`Fault::WeekOutOfRange`] or [`Fault::NoWeight`] if the
    /// recipe cannot be applied to these people.
    pub fn new(people: &'a People, recipe: &'a Recipe, choices: &Choices) -> Result<Self, Fault> {
        let names = recipe.attributes();
        let columns = names.iter().map(|name| Column::new(people, name)).collect::<Result<Vec<_>, _>>()?;
        let column =
            |name: &String| names.iter().position(|known| known == name).expect("names holds every one");
        let weights = &recipe.weights;
        let mut weighted = vec![(Criterion::Site, weights.site), (Criterion::Department, weights.department)];
        weighted.extend(weights.same.iter().map(|(name, &weight)| (Criterion::Same(column(name)), weight)));
        weighted.extend(
            weights.different.iter().map(|(name, &weight)| (Criterion::Different(column(name)), weight)),
        );
        weighted.extend([
            (Criterion::Topics, weights.topics),
            (Criterion::Style, weights.style),
            (Criterion::Interests, weights.interests),
        ]);
        weighted
            .extend(weights.overlap.iter().map(|(name, &weight)| (Criterion::Overlap(column(name)), weight)));
        weighted.extend([(Criterion::Wishes, weights.wishes), (Criterion::Time, weights.time)]);
        weighted.retain(|&(_, weight)| weight > 0);
        let weighted: Vec<_> =
            weighted.into_iter().map(|(criterion, weight)| (criterion, u64::from(weight))).collect();
        if weighted.is_empty() {
            return Err(Fault::NoWeight);
        }
        Ok(Definition {
            times: Times::new(people, recipe)?,
            must_be_same: recipe.rules.require_same.iter().map(column).collect(),
            must_differ: recipe.rules.require_different.iter().map(column).collect(),
            columns,
            kept_apart: KeptApart::new(people),
            forbidden: forbidden(people, choices),
            all_weights: weighted.iter().map(|&(_, weight)| weight).sum(),
            weighted,
            people,
            recipe,
        })
    }

    /// The hard rule that the pair breaks, if any.
    pub fn broken_rule(&self, mentee: usize, mentor: usize) -> Option<Rule> {
        let (one, other) = (&self.people.mentees[mentee], &self.people.mentors[mentor]);
        if let Some(rule) = self.kept_apart.from(one.id).remove(&other.id) {
            return Some(rule);
        }
        if self.forbidden.contains(&(one.id, other.id)) {
            return Some(Rule::Forbidden);
        }
        let rules = &self.recipe.rules;
        if !self.levels_fit(mentee, mentor) {
            return Some(Rule::LevelGap { direction: self.recipe.direction, least: rules.min_level_gap });
        }
        if rules.different_department && both_equal(one.department, other.department) {
            return Some(Rule::SameDepartment);
        }
        if rules.common_language && common(&one.languages, &other.languages) == 0 {
            return Some(Rule::NoCommonLanguage);
        }
        let half_hours = self.common_half_hours(mentee, mentor);
        if half_hours < u64::from(rules.min_common_half_hours) {
            return Some(Rule::CommonHalfHours { found: half_hours, least: rules.min_common_half_hours });
        }
        let attribute = |column: &usize| self.columns[*column].name.into();
        if let Some(column) =
            self.must_be_same.iter().find(|column| !self.columns[**column].equal(mentee, mentor))
        {
            return Some(Rule::NotSame { attribute: attribute(column) });
        }
        if let Some(column) =
            self.must_differ.iter().find(|column| self.columns[**column].equal(mentee, mentor))
        {
            return Some(Rule::NotDifferent { attribute: attribute(column) });
        }
        let score = self.score(mentee, mentor);
        if score < u64::from(rules.min_score) {
            return Some(Rule::MinScore { found: score, least: rules.min_score });
        }
        None
    }

    /// The pair's score, 0 to 10000, whether the pair is allowed or not.
    pub fn score(&self, mentee: usize, mentor: usize) -> u64 {
        let sum: u64 = self
            .weighted
            .iter()
            .map(|(criterion, weight)| weight * self.value(criterion, mentee, mentor))
            .sum();
        sum / self.all_weights
    }

    /// What the pair is worth in each of [`CRITERIA`], 0 to 10000, weighted or not.
    pub fn values(&self, mentee: usize, mentor: usize) -> [u64; 7] {
        use Criterion::{Department, Interests, Site, Style, Time, Topics, Wishes};
        [Topics, Interests, Style, Time, Site, Department, Wishes]
            .map(|criterion| self.value(&criterion, mentee, mentor))
    }

    /// What [`Self::broken_rule`] says of forbidden pairs, custom attributes and common time.
    pub(crate) fn fits_but_for_score(&self, mentee: usize, mentor: usize) -> bool {
        let ids = (self.people.mentees[mentee].id, self.people.mentors[mentor].id);
        self.must_be_same.iter().all(|&column| self.columns[column].equal(mentee, mentor))
            && !self.must_differ.iter().any(|&column| self.columns[column].equal(mentee, mentor))
            && self.common_half_hours(mentee, mentor) >= u64::from(self.recipe.rules.min_common_half_hours)
            && !self.forbidden.contains(&ids)
    }

    /// The pair's value in one criterion, 0 to 10000.
    pub(crate) fn value(&self, criterion: &Criterion, mentee: usize, mentor: usize) -> u64 {
        let (one, other) = (&self.people.mentees[mentee], &self.people.mentors[mentor]);
        let (num, den) = match *criterion {
            Criterion::Topics => topics(&one.wants, &other.offers),
            Criterion::Interests => overlap(&one.interests, &other.interests),
            Criterion::Style => style(&one.style, &other.style),
            Criterion::Time => (self.common_half_hours(mentee, mentor).min(4), 4),
            Criterion::Site => (both_equal(one.site, other.site).into(), 1),
            Criterion::Department => (both_different(one.department, other.department).into(), 1),
            Criterion::Wishes => {
                let wish = u64::from(one.wishes.contains(&other.id));
                let other_wish = u64::from(other.wishes.contains(&one.id));
                (wish + other_wish, 2)
            }
            Criterion::Same(column) => (self.columns[column].equal(mentee, mentor).into(), 1),
            Criterion::Different(column) => (self.columns[column].different(mentee, mentor).into(), 1),
            Criterion::Overlap(column) => {
                let (one, other) = self.columns[column].parts(mentee, mentor);
                overlap(one, other)
            }
        };
        fraction(num, den)
    }

    pub(crate) fn levels_fit(&self, mentee: usize, mentor: usize) -> bool {
        let least = i16::from(self.recipe.rules.min_level_gap);
        if least == 0 || self.recipe.direction == Direction::Mutual {
            return true;
        }
        let (Some(mentee), Some(mentor)) =
            (self.people.mentees[mentee].level, self.people.mentors[mentor].level)
        else {
            return false;
        };
        let mentee_above = i16::from(mentee) - i16::from(mentor);
        match self.recipe.direction {
            Direction::Reverse => mentee_above >= least,
            Direction::Classic => -mentee_above >= least,
            Direction::Mutual => true,
        }
    }

    fn common_half_hours(&self, mentee: usize, mentor: usize) -> u64 {
        common_half_hours(&self.times.mentees[mentee], &self.times.mentors[mentor])
    }
}

/// `floor(10000 * num / den)`; 0 where there is nothing to compare with.
pub(crate) fn fraction(num: u64, den: u64) -> u64 {
    (FULL * num).checked_div(den).unwrap_or(0)
}

/// Importance times level over topics both wanted and offered, of 5 times all importances.
fn topics(wants: &[Want], offers: &[Offer]) -> (u64, u64) {
    let (mut num, mut den) = (0, 0);
    let mut offers = offers.iter().peekable();
    for want in wants {
        den += 5 * u64::from(want.importance);
        while offers.next_if(|offer| offer.topic < want.topic).is_some() {}
        if let Some(offer) = offers.peek().filter(|offer| offer.topic == want.topic) {
            num += u64::from(want.importance) * u64::from(offer.level);
        }
    }
    (num, den)
}

/// Size of the intersection, of the size of the union.
fn overlap(one: &[Symbol], other: &[Symbol]) -> (u64, u64) {
    let both = common(one, other);
    (both, (one.len() + other.len()) as u64 - both)
}

/// How many symbols two sorted lists have in common.
fn common(one: &[Symbol], other: &[Symbol]) -> u64 {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        count += u64::from(one[i] == other[j]);
        let (a, b) = (one[i], other[j]);
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
    count
}

/// Over the four axes 4 less the distance, 2 where one is missing, of 16.
fn style(one: &[Option<u8>; 4], other: &[Option<u8>; 4]) -> (u64, u64) {
    let closeness = |axis: usize| match (one[axis], other[axis]) {
        (Some(a), Some(b)) => 4u64.saturating_sub(a.abs_diff(b).into()),
        _ => 2,
    };
    ((0..4).map(closeness).sum(), 16)
}

pub(crate) fn both_equal(one: Option<Symbol>, other: Option<Symbol>) -> bool {
    one.is_some() && one == other
}

fn both_different(one: Option<Symbol>, other: Option<Symbol>) -> bool {
    one.is_some() && other.is_some() && one != other
}

fn forbidden(people: &People, choices: &Choices) -> HashSet<(Symbol, Symbol)> {
    if choices.forbid.is_empty() {
        return HashSet::new();
    }
    let ids: HashMap<&str, Symbol> =
        people.mentees.iter().chain(&people.mentors).map(|row| (people.id_of(row), row.id)).collect();
    (choices.forbid.iter())
        .filter_map(|(mentee, mentor)| Some((*ids.get(mentee.as_str())?, *ids.get(mentor.as_str())?)))
        .collect()
}
