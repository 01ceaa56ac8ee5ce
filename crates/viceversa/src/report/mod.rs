//! What a run found, told to people and to programs.

mod explanation;
mod fairness_section;
mod json;
mod left_over;
mod left_over_section;
mod markdown;
mod pair_words;
mod pairs_section;
mod recipe_words;
mod text;
mod topics;
mod topics_section;

pub use explanation::Explanation;
pub use json::write as write_json;
pub use left_over_section::write_csv as write_unmatched;
pub use markdown::write as write_markdown;
pub use pairs_section::described;

use std::path::PathBuf;

use matching::{Plan, Problem};

use crate::language::Language;

/// Everything that a report is made of.
pub struct Report<'r, 'a> {
    /// People, recipe and choices.
    pub problem: &'r Problem<'a>,
    /// Who is paired with whom.
    pub plan: &'r Plan,
    /// Why.
    pub explanation: &'r Explanation,
    /// The files of the run, as they were named.
    pub files: Files,
    /// In which language people are told.
    pub language: Language,
}

impl Report<'_, '_> {
    /// How many mentors have a mentee.
    fn mentors_in_pairs(&self) -> usize {
        let mut mentors: Vec<usize> = self.plan.pairs.iter().map(|pair| pair.mentor).collect();
        mentors.sort_unstable();
        mentors.dedup();
        mentors.len()
    }
}

/// The files of a run, for the command that checks them.
#[derive(Clone, Debug)]
pub struct Files {
    /// People.
    pub people: PathBuf,
    /// The recipe, if there is one.
    pub recipe: Option<PathBuf>,
    /// The plan.
    pub pairs: PathBuf,
    /// Who is left over.
    pub unmatched: PathBuf,
    /// The proof.
    pub certificate: PathBuf,
}

/// A few numbers that say how good a plan is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Result {
    /// Mean of all scores.
    pub mean_score: f64,
    /// The lowest score.
    pub lowest_score: u32,
    /// `(bound - value) / bound`: how much better a plan could be at the most.
    pub gap: f64,
}

impl Result {
    /// None if there are no pairs.
    pub fn of(plan: &Plan) -> Option<Result> {
        let lowest_score = plan.pairs.iter().map(|pair| pair.score).min()?;
        let mean_score = plan.scores_total as f64 / plan.pairs.len() as f64;
        let gap = if plan.is_best() {
            0.0
        } else {
            (plan.bound - plan.value) as f64 / (plan.bound.abs().max(1)) as f64
        };
        Some(Result { mean_score, lowest_score, gap })
    }
}
