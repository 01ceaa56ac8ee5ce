//! A matching problem: people, a recipe and choices made by hand, checked and prepared for the solver.

use std::sync::Arc;

use people::{Choices, People, Person, Recipe};

use crate::columns::Columns;
use crate::criteria::{Criteria, Criterion, Known, PairView, Rule};
use crate::draw;
use crate::facts::Facts;

/// Why a problem cannot be posed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ProblemError {
    /// The recipe names a custom attribute that no column has.
    #[error("the recipe names the attribute “{name}”, but there is no such column; there are: {}", .known.join(", "))]
    UnknownAttribute {
        /// As the recipe spells it.
        name: String,
        /// The custom attributes that were read.
        known: Vec<String>,
    },
    /// All weights are 0.
    #[error("all weights are 0: at least one criterion must count")]
    NoWeight,
    /// The recipe's zone or one of a person's is unknown, or the week is out of range.
    #[error("times cannot be converted: {0}")]
    Time(String),
    /// A choice names someone who is not there in that role.
    #[error("{choice} {mentee}:{mentor}: nobody has the id {id} as a {role}")]
    UnknownPerson {
        /// `lock` or `forbid`.
        choice: &'static str,
        /// The mentee's id as given.
        mentee: String,
        /// The mentor's id as given.
        mentor: String,
        /// The id that is unknown.
        id: String,
        /// `mentee` or `mentor`.
        role: &'static str,
    },
    /// A locked pair breaks a rule.
    #[error("lock {mentee}:{mentor} breaks a rule: {}", .rule.english())]
    LockBreaksRule {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The first rule that it breaks.
        rule: Rule,
    },
    /// Two locks for one mentee.
    #[error("lock {mentee}:{mentor}: {mentee} is already locked to {other}, and a mentee has one mentor")]
    LockedTwice {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The mentor of the earlier lock.
        other: String,
    },
    /// More locks than a mentor has places.
    #[error(
        "lock {mentee}:{mentor}: {mentor} has a capacity of {capacity}, and all places are locked already"
    )]
    LockOverCapacity {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The mentor's capacity.
        capacity: u8,
    },
}

/// The score of a pair and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// 0 to 10000.
    pub total: u32,
    /// Value (0 to 10000) and weight of each criterion with a weight above 0.
    pub parts: Vec<(Criterion, u32, u64)>,
}

/// People and a recipe, ready to be solved.
///
/// Mentees and mentors are referred to by their index in `people.mentees` and `people.mentors`.
#[derive(Debug)]
pub struct Problem<'a> {
    pub(crate) people: &'a People,
    pub(crate) recipe: &'a Recipe,
    pub(crate) choices: Choices,
    pub(crate) facts: Arc<Facts>,
    pub(crate) criteria: Criteria,
    /// Pairs fixed by hand, by mentee id.
    pub(crate) locked: Vec<(u32, u32)>,
    /// Mentees without a lock, in the order in which ties are drawn: the solver's rows.
    pub(crate) rows_order: Vec<u32>,
    /// Mentors with a free place, in drawn order: the solver's columns.
    pub(crate) columns_order: Vec<u32>,
    /// Column of a mentor, or `u32::MAX`.
    pub(crate) column_of: Vec<u32>,
    /// Row of a mentee, or `u32::MAX`.
    pub(crate) row_of: Vec<u32>,
    /// Per column: places taken by locks, and all places.
    pub(crate) places: Vec<(u8, u8)>,
    pub(crate) columns: Columns,
}

impl<'a> Problem<'a> {
    /// Poses the problem without choices by hand.
    ///
    /// # Errors
    /// See [`ProblemError`].
    pub fn new(people: &'a People, recipe: &'a Recipe) -> Result<Problem<'a>, ProblemError> {
        Self::with_choices(people, recipe, &Choices::default())
    }

    /// Poses the problem with pairs locked and forbidden.
    ///
    /// # Errors
    /// A lock that breaks a rule or a capacity, an unknown id: see [`ProblemError`].
    pub fn with_choices(
        people: &'a People,
        recipe: &'a Recipe,
        choices: &Choices,
    ) -> Result<Problem<'a>, ProblemError> {
        let criteria = Criteria::new(people, recipe)?;
        for (choice, pairs) in [("lock", &choices.lock), ("forbid", &choices.forbid)] {
            for (mentee, mentor) in pairs {
                check_known(people, choice, mentee, mentor)?;
            }
        }
        let facts =
            Facts::new(people, recipe, choices).map_err(|error| ProblemError::Time(error.to_string()))?;
        let mut problem = Problem {
            people,
            recipe,
            choices: choices.clone(),
            facts: Arc::new(facts),
            criteria,
            locked: Vec::new(),
            rows_order: Vec::new(),
            columns_order: Vec::new(),
            column_of: vec![u32::MAX; people.mentors.len()],
            row_of: vec![u32::MAX; people.mentees.len()],
            places: Vec::new(),
            columns: Columns::default(),
        };
        let locked_places = problem.lock()?;
        problem.draw_order(&locked_places);
        problem.columns = Columns::new(&problem);
        Ok(problem)
    }

    /// Checks the locks and returns how many places each mentor has lost to them.
    fn lock(&mut self) -> Result<Vec<u8>, ProblemError> {
        let mut taken = vec![0u8; self.people.mentors.len()];
        let mut mentor_of: Vec<Option<usize>> = vec![None; self.people.mentees.len()];
        for (mentee_id, mentor_id) in &self.choices.lock {
            let (mentee, mentor) = (mentee_row(self.people, mentee_id), mentor_row(self.people, mentor_id));
            let (Some(mentee), Some(mentor)) = (mentee, mentor) else { continue };
            let ids = || (mentee_id.clone(), mentor_id.clone());
            match mentor_of[mentee] {
                Some(other) if other == mentor => continue,
                Some(other) => {
                    let other = self.people.id_of(&self.people.mentors[other]).to_owned();
                    let (mentee, mentor) = ids();
                    return Err(ProblemError::LockedTwice { mentee, mentor, other });
                }
                None => {}
            }
            if let Some(rule) = self.broken_rule(mentee, mentor) {
                let (mentee, mentor) = ids();
                return Err(ProblemError::LockBreaksRule { mentee, mentor, rule });
            }
            let capacity = self.people.mentors[mentor].capacity;
            if taken[mentor] == capacity {
                let (mentee, mentor) = ids();
                return Err(ProblemError::LockOverCapacity { mentee, mentor, capacity });
            }
            taken[mentor] += 1;
            mentor_of[mentee] = Some(mentor);
            self.locked.push((mentee as u32, mentor as u32));
        }
        self.locked.sort_unstable();
        Ok(taken)
    }

    /// Puts free mentees and mentors in an order that depends on their ids and the seed alone.
    fn draw_order(&mut self, locked_places: &[u8]) {
        let (people, seed) = (self.people, self.recipe.seed);
        let drawn = |rows: &[Person], keep: &dyn Fn(usize) -> bool, salt: u64| -> Vec<u32> {
            let mut order: Vec<(u64, u32)> = (0..rows.len())
                .filter(|&row| keep(row))
                .map(|row| (draw::number(seed ^ salt, people.id_of(&rows[row])), row as u32))
                .collect();
            order.sort_unstable();
            order.into_iter().map(|(_, row)| row).collect()
        };
        let mut is_locked = vec![false; people.mentees.len()];
        for &(mentee, _) in &self.locked {
            is_locked[mentee as usize] = true;
        }
        self.rows_order = drawn(&people.mentees, &|row| !is_locked[row], 0);
        self.columns_order =
            drawn(&people.mentors, &|row| locked_places[row] < people.mentors[row].capacity, 1);
        for (row, &mentee) in self.rows_order.iter().enumerate() {
            self.row_of[mentee as usize] = row as u32;
        }
        for (column, &mentor) in self.columns_order.iter().enumerate() {
            self.column_of[mentor as usize] = column as u32;
        }
        self.places = (self.columns_order.iter())
            .map(|&mentor| (locked_places[mentor as usize], people.mentors[mentor as usize].capacity))
            .collect();
    }

    /// Everyone who takes part.
    pub fn people(&self) -> &'a People {
        self.people
    }

    /// The recipe.
    pub fn recipe(&self) -> &'a Recipe {
        self.recipe
    }

    /// The choices made by hand.
    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    pub(crate) fn view(&self, mentee: usize, mentor: usize) -> PairView<'_> {
        let people = self.people;
        let (one, other) = (&people.mentees[mentee], &people.mentors[mentor]);
        let between = Known { facts: &self.facts, rows: (mentee, mentor), ids: (one.id, other.id) };
        PairView { recipe: self.recipe, mentee: one, mentor: other, between }
    }

    /// The pair's score by the definitions, whether it is allowed or not.
    pub fn score(&self, mentee: usize, mentor: usize) -> Score {
        let view = self.view(mentee, mentor);
        let parts = (self.criteria.weighted.iter())
            .map(|(criterion, weight)| (criterion.clone(), view.value(criterion), *weight))
            .collect();
        Score { total: view.score(&self.criteria), parts }
    }

    /// The value (0 to 10000) of one criterion, weighted or not.
    pub fn value(&self, mentee: usize, mentor: usize, criterion: &Criterion) -> u32 {
        self.view(mentee, mentor).value(criterion)
    }

    /// Half hours a week that both have free.
    pub fn common_half_hours(&self, mentee: usize, mentor: usize) -> u32 {
        self.facts.common_half_hours(mentee, mentor)
    }

    /// All rules that the pair breaks, in the order of [`Rule`].
    pub fn broken_rules(&self, mentee: usize, mentor: usize) -> Vec<Rule> {
        let mut rules = Vec::new();
        self.view(mentee, mentor).broken_rules(&self.criteria, |rule| rules.push(rule));
        rules
    }

    /// The first rule that the pair breaks, if any.
    pub fn broken_rule(&self, mentee: usize, mentor: usize) -> Option<Rule> {
        let mut first = None;
        self.view(mentee, mentor).broken_rules(&self.criteria, |rule| first = first.or(Some(rule)));
        first
    }
}

/// Index of the mentee with this id.
pub fn mentee_row(people: &People, id: &str) -> Option<usize> {
    people.mentees.binary_search_by(|mentee| people.id_of(mentee).cmp(id)).ok()
}

/// Index of the mentor with this id.
pub fn mentor_row(people: &People, id: &str) -> Option<usize> {
    people.mentors.binary_search_by(|mentor| people.id_of(mentor).cmp(id)).ok()
}

fn check_known(
    people: &People,
    choice: &'static str,
    mentee: &str,
    mentor: &str,
) -> Result<(), ProblemError> {
    let unknown = |id: &str, role| ProblemError::UnknownPerson {
        choice,
        mentee: mentee.to_owned(),
        mentor: mentor.to_owned(),
        id: id.to_owned(),
        role,
    };
    if mentee_row(people, mentee).is_none() {
        return Err(unknown(mentee, "mentee"));
    }
    if mentor_row(people, mentor).is_none() {
        return Err(unknown(mentor, "mentor"));
    }
    Ok(())
}

impl Rule {
    /// The rule in a few words.
    pub fn english(&self) -> &'static str {
        match self {
            Rule::Oneself => "nobody is their own partner",
            Rule::ReportingLine => "one is above the other in the reporting line",
            Rule::Apart => "a veto, or partners before",
            Rule::Level => "career levels too close or unknown",
            Rule::Department => "same department",
            Rule::Language => "no language in common",
            Rule::Time => "too little free time in common",
            Rule::RequireSame(_) => "an attribute that must be equal is not",
            Rule::RequireDifferent(_) => "an attribute that must differ does not",
            Rule::MinScore => "the score is too low",
            Rule::Forbidden => "forbidden by hand",
        }
    }
}
