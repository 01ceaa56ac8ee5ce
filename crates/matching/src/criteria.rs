//! The score of a pair to the integer and the rules that forbid one, straight from the definitions. The vector code in
//! `kernel` must agree with this file.

use people::{Direction, People, Person, Recipe, Symbol};

use crate::facts::Facts;
use crate::problem::ProblemError;

/// Value of a criterion that is met in full.
pub const FULL: u32 = 10_000;

/// What one side of a criterion's name refers to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// Wanted topics that are offered, by importance and level.
    Topics,
    /// Interests in common.
    Interests,
    /// Closeness of communication styles.
    Style,
    /// Common half hours, up to four.
    Time,
    /// Same site.
    Site,
    /// Different departments.
    Department,
    /// Wishes of either side.
    Wishes,
    /// Equal custom attribute (index in the vocabulary).
    Same(u32),
    /// Different custom attribute.
    Different(u32),
    /// Shared values of a custom attribute.
    Overlap(u32),
}

/// A rule that a pair can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Mentor and mentee are the same person.
    Oneself,
    /// One is above the other in the organisation.
    ReportingLine,
    /// A veto of either side, or they were partners before. One reason for both: vetoes are confidential.
    Apart,
    /// The career levels are too close or unknown.
    Level,
    /// Same department.
    Department,
    /// No language in common.
    Language,
    /// Too few half hours in common.
    Time,
    /// A custom attribute that must be equal is not (index in the vocabulary).
    RequireSame(u32),
    /// A custom attribute that must differ does not.
    RequireDifferent(u32),
    /// The score is below the recipe's least.
    MinScore,
    /// Forbidden by hand.
    Forbidden,
}

/// The recipe with its attribute names resolved, and the criteria that count.
#[derive(Clone, Debug)]
pub(crate) struct Criteria {
    /// Criteria with a weight above 0.
    pub weighted: Vec<(Criterion, u64)>,
    /// Sum of the weights; above 0.
    pub total_weight: u64,
    pub require_same: Vec<u32>,
    pub require_different: Vec<u32>,
}

impl Criteria {
    pub fn new(people: &People, recipe: &Recipe) -> Result<Criteria, ProblemError> {
        let attribute = |name: &str| -> Result<u32, ProblemError> {
            let folded = people::fold(name);
            (people.vocabulary.attributes.iter())
                .position(|attribute| people::fold(&attribute.name) == folded)
                .map(|index| index as u32)
                .ok_or_else(|| ProblemError::UnknownAttribute {
                    name: name.to_owned(),
                    known: people.vocabulary.attributes.iter().map(|a| a.name.to_string()).collect(),
                })
        };
        let weights = &recipe.weights;
        let mut weighted = vec![
            (Criterion::Topics, weights.topics),
            (Criterion::Interests, weights.interests),
            (Criterion::Style, weights.style),
            (Criterion::Time, weights.time),
            (Criterion::Site, weights.site),
            (Criterion::Department, weights.department),
            (Criterion::Wishes, weights.wishes),
        ];
        for (name, &weight) in &weights.same {
            weighted.push((Criterion::Same(attribute(name)?), weight));
        }
        for (name, &weight) in &weights.different {
            weighted.push((Criterion::Different(attribute(name)?), weight));
        }
        for (name, &weight) in &weights.overlap {
            weighted.push((Criterion::Overlap(attribute(name)?), weight));
        }
        weighted.retain(|&(_, weight)| weight > 0);
        let weighted: Vec<_> = weighted.into_iter().map(|(c, w)| (c, u64::from(w))).collect();
        let total_weight = weighted.iter().map(|(_, weight)| weight).sum();
        if total_weight == 0 {
            return Err(ProblemError::NoWeight);
        }
        Ok(Criteria {
            weighted,
            total_weight,
            require_same: recipe.rules.require_same.iter().map(|n| attribute(n)).collect::<Result<_, _>>()?,
            require_different: recipe
                .rules
                .require_different
                .iter()
                .map(|n| attribute(n))
                .collect::<Result<_, _>>()?,
        })
    }
}

/// What is known about two people that their two rows alone do not tell.
pub(crate) trait Between {
    /// Half hours a week that both have free.
    fn common_half_hours(&self) -> u32;
    /// One is above the other in the reporting line.
    fn in_line(&self) -> bool;
    /// A veto of either, or they were partners before.
    fn apart(&self) -> bool;
    /// Forbidden by hand.
    fn forbidden(&self) -> bool;
}

/// Two people of the problem: indices in `people.mentees` and `people.mentors`, and their ids.
pub(crate) struct Known<'a> {
    pub facts: &'a Facts,
    pub rows: (usize, usize),
    pub ids: (Symbol, Symbol),
}

impl Between for Known<'_> {
    fn common_half_hours(&self) -> u32 {
        self.facts.common_half_hours(self.rows.0, self.rows.1)
    }
    fn in_line(&self) -> bool {
        self.facts.in_line(self.ids.0, self.ids.1)
    }
    fn apart(&self) -> bool {
        self.facts.apart.get(self.rows.0).binary_search(&(self.rows.1 as u32)).is_ok()
    }
    fn forbidden(&self) -> bool {
        self.facts.forbidden.get(self.rows.0).binary_search(&(self.rows.1 as u32)).is_ok()
    }
}

/// One pair, looked at by the definitions.
pub(crate) struct PairView<'a, B = Known<'a>> {
    pub recipe: &'a Recipe,
    pub mentee: &'a Person,
    pub mentor: &'a Person,
    pub between: B,
}

impl<B: Between> PairView<'_, B> {
    /// The criterion's value, 0 to 10000.
    pub fn value(&self, criterion: &Criterion) -> u32 {
        let (mentee, mentor) = (self.mentee, self.mentor);
        match *criterion {
            Criterion::Topics => {
                let wanted: u32 = mentee.wants.iter().map(|want| u32::from(want.importance)).sum();
                fraction(self.topic_points(), 5 * wanted)
            }
            Criterion::Interests => jaccard(&mentee.interests, &mentor.interests),
            Criterion::Style => fraction(self.style_points(), 16),
            Criterion::Time => fraction(self.between.common_half_hours().min(4), 4),
            Criterion::Site => yes(mentee.site.is_some() && mentee.site == mentor.site),
            Criterion::Department => yes(differ(mentee.department, mentor.department)),
            Criterion::Wishes => {
                let wishes =
                    |one: &Person, other: &Person| u32::from(one.wishes.binary_search(&other.id).is_ok());
                fraction(wishes(mentee, mentor) + wishes(mentor, mentee), 2)
            }
            Criterion::Same(attribute) => {
                let value = whole(mentee, attribute);
                yes(value.is_some() && value == whole(mentor, attribute))
            }
            Criterion::Different(attribute) => {
                yes(differ(whole(mentee, attribute), whole(mentor, attribute)))
            }
            Criterion::Overlap(attribute) => jaccard(parts(mentee, attribute), parts(mentor, attribute)),
        }
    }

    /// Sum of importance times level over topics both wanted and offered.
    fn topic_points(&self) -> u32 {
        let mut points = 0;
        let mut offers = self.mentor.offers.iter().peekable();
        for want in &self.mentee.wants {
            while offers.next_if(|offer| offer.topic < want.topic).is_some() {}
            if let Some(offer) = offers.next_if(|offer| offer.topic == want.topic) {
                points += u32::from(want.importance) * u32::from(offer.level);
            }
        }
        points
    }

    fn style_points(&self) -> u32 {
        std::iter::zip(self.mentee.style, self.mentor.style)
            .map(|axis| match axis {
                (Some(a), Some(b)) => 4 - u32::from(a.abs_diff(b)),
                _ => 2,
            })
            .sum()
    }

    /// The score, 0 to 10000: `floor(sum(w * v) / sum(w))`.
    pub fn score(&self, criteria: &Criteria) -> u32 {
        let sum: u64 = criteria.weighted.iter().map(|(c, weight)| weight * u64::from(self.value(c))).sum();
        (sum / criteria.total_weight) as u32
    }

    /// Calls `broken` for each rule that the pair breaks, in the order of [`Rule`].
    pub fn broken_rules(&self, criteria: &Criteria, mut broken: impl FnMut(Rule)) {
        let (mentee, mentor) = (self.mentee, self.mentor);
        let rules = &self.recipe.rules;
        if mentee.id == mentor.id {
            broken(Rule::Oneself);
        } else {
            if self.between.in_line() {
                broken(Rule::ReportingLine);
            }
            if self.between.apart() {
                broken(Rule::Apart);
            }
        }
        if !level_passes(self.recipe, mentee.level, mentor.level) {
            broken(Rule::Level);
        }
        if rules.different_department && mentee.department.is_some() && mentee.department == mentor.department
        {
            broken(Rule::Department);
        }
        if rules.common_language && !mentee.languages.iter().any(|l| mentor.languages.contains(l)) {
            broken(Rule::Language);
        }
        if rules.min_common_half_hours > 0
            && self.between.common_half_hours() < u32::from(rules.min_common_half_hours)
        {
            broken(Rule::Time);
        }
        for &attribute in &criteria.require_same {
            let value = whole(mentee, attribute);
            if value.is_none() || value != whole(mentor, attribute) {
                broken(Rule::RequireSame(attribute));
            }
        }
        for &attribute in &criteria.require_different {
            let value = whole(mentee, attribute);
            if value.is_some() && value == whole(mentor, attribute) {
                broken(Rule::RequireDifferent(attribute));
            }
        }
        if rules.min_score > 0 && self.score(criteria) < u32::from(rules.min_score) {
            broken(Rule::MinScore);
        }
        if self.between.forbidden() {
            broken(Rule::Forbidden);
        }
    }

    /// The score if the pair breaks no rule, without a look at more than that takes.
    pub fn allowed_score(&self, criteria: &Criteria) -> Option<u32> {
        let (mentee, mentor, rules) = (self.mentee, self.mentor, &self.recipe.rules);
        let same_department = mentee.department.is_some() && mentee.department == mentor.department;
        if mentee.id == mentor.id
            || !level_passes(self.recipe, mentee.level, mentor.level)
            || (rules.different_department && same_department)
        {
            return None;
        }
        let score = self.score(criteria);
        if score < u32::from(rules.min_score) {
            return None;
        }
        let mut allowed = true;
        self.broken_rules(criteria, |_| allowed = false);
        allowed.then_some(score)
    }
}

/// The level rule: how far the senior is above the junior.
pub(crate) fn level_passes(recipe: &Recipe, mentee: Option<u8>, mentor: Option<u8>) -> bool {
    let gap = recipe.rules.min_level_gap;
    if gap == 0 || recipe.direction == Direction::Mutual {
        return true;
    }
    let (Some(mentee), Some(mentor)) = (mentee, mentor) else { return false };
    match recipe.direction {
        Direction::Reverse => mentee >= mentor.saturating_add(gap),
        _ => mentor >= mentee.saturating_add(gap),
    }
}

/// `floor(10000 * num / den)`; 0 where there is nothing to divide by.
pub(crate) fn fraction(num: u32, den: u32) -> u32 {
    (FULL * num).checked_div(den).unwrap_or(0)
}

fn yes(condition: bool) -> u32 {
    if condition { FULL } else { 0 }
}

fn differ(one: Option<Symbol>, other: Option<Symbol>) -> bool {
    one.is_some() && other.is_some() && one != other
}

fn jaccard(one: &[Symbol], other: &[Symbol]) -> u32 {
    let common = one.iter().filter(|item| other.binary_search(item).is_ok()).count();
    fraction(common as u32, (one.len() + other.len() - common) as u32)
}

/// The person's value of a custom attribute as one text, if given.
pub(crate) fn whole(person: &Person, attribute: u32) -> Option<Symbol> {
    position(person, attribute).map(|index| person.attributes[index].whole)
}

/// The person's values of a custom attribute, split.
pub(crate) fn parts(person: &Person, attribute: u32) -> &[Symbol] {
    position(person, attribute).map_or(&[], |index| &person.attributes[index].parts)
}

fn position(person: &Person, attribute: u32) -> Option<usize> {
    person.attributes.binary_search_by_key(&attribute, |value| value.attribute).ok()
}
