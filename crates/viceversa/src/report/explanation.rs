//! Why a plan is as it is.

use std::ops::RangeInclusive;

use matching::{Fairness, Margin, Plan, Problem, Repair};

use super::left_over::{Left, Without};
use crate::cli::Margins;
use crate::progress::{Progress, Stage};

/// Up to so many pairs margins are worked out unasked.
pub const MOST_MARGINS: usize = 2000;
/// Up to so many pairs they are worked out for the pairs that the report describes. Beyond, even that would take longer
/// than the plan itself.
const MOST_PAIRS: usize = 20_000;
/// So often outcomes are shuffled to tell what chance can do, fewer times where people are many.
const DRAWS: RangeInclusive<usize> = 999..=9999;
/// People and draws together are at most so many, if that leaves the least number of draws.
const MOST_SHUFFLED: usize = 100_000_000;
/// So many margins are asked for at a time: often enough to say how far it is.
const AT_ONCE: usize = 64;

/// Why a plan is as it is.
pub struct Explanation {
    /// How much less the best plan without a pair has, by index in the plan's pairs, where that was worked out.
    margins: Vec<Option<Margin>>,
    /// For which pairs it was.
    pub scope: Scope,
    /// Everyone without a partner: mentees, then mentors, each by id.
    pub left: Vec<Left>,
    /// How groups fare, if that was asked for.
    pub fairness: Option<Fairness>,
}

/// For which pairs margins were worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// For all.
    All,
    /// For those that the report describes, since there are many and nobody asked for more.
    Described,
    /// For none, since there are very many and nobody asked.
    ManyPairs,
    /// For none, as was asked.
    NotWanted,
    /// For none, since the plan is not proven to be the best.
    Gap,
}

impl Explanation {
    /// Works out what was asked for: for a report, also how groups fare, and margins at least of the pairs that it describes.
    pub fn new(
        problem: &Problem<'_>,
        plan: &Plan,
        wanted: Option<Margins>,
        report: Option<&[usize]>,
        progress: &Progress,
    ) -> Explanation {
        let scope = match wanted {
            _ if !plan.is_best() => Scope::Gap,
            Some(Margins::None) => Scope::NotWanted,
            None if plan.pairs.len() > MOST_PAIRS => Scope::ManyPairs,
            None if plan.pairs.len() > MOST_MARGINS => Scope::Described,
            _ => Scope::All,
        };
        let without = Without::new(problem, plan);
        let described = report.unwrap_or_default();
        let is_needed = match scope {
            Scope::All => true,
            Scope::Described if !described.is_empty() => true,
            _ => without.are_few(),
        };
        let repair = (plan.is_best() && is_needed)
            .then(|| Repair::new(problem, plan).expect("the plan is the best, and of this problem"));
        let mut margins = vec![None; plan.pairs.len()];
        if let Some(repair) = &repair {
            match scope {
                Scope::All => {
                    work_out(repair, &(0..margins.len()).collect::<Vec<_>>(), &mut margins, progress);
                }
                Scope::Described => work_out(repair, described, &mut margins, progress),
                Scope::ManyPairs | Scope::NotWanted | Scope::Gap => {}
            }
        }
        Explanation {
            margins,
            scope,
            left: without.reasons(problem, repair.as_ref()),
            fairness: report.map(|_| problem.fairness(plan, draws(problem), problem.recipe().seed)),
        }
    }

    /// The margin of the pair with this index in the plan.
    pub fn margin(&self, index: usize) -> Option<Margin> {
        self.margins[index]
    }

    /// The same for files, which hold all margins or none: what one file holds must not depend on whether another is
    /// wanted.
    pub fn margin_in_files(&self, index: usize) -> Option<Margin> {
        (self.scope == Scope::All).then(|| self.margins[index]).flatten()
    }
}

fn draws(problem: &Problem<'_>) -> u32 {
    let people = problem.people().mentees.len() + problem.people().mentors.len();
    (MOST_SHUFFLED / people.max(1)).clamp(*DRAWS.start(), *DRAWS.end()) as u32
}

fn work_out(repair: &Repair<'_, '_>, indices: &[usize], margins: &mut [Option<Margin>], progress: &Progress) {
    let plan = repair.plan();
    let mut done = 0;
    for some in indices.chunks(AT_ONCE) {
        let mentees: Vec<usize> = some.iter().map(|&index| plan.pairs[index].mentee).collect();
        for (&index, margin) in some.iter().zip(repair.margins(&mentees)) {
            margins[index] = margin;
        }
        done += some.len();
        progress.report(Stage::Explaining, done as f64 / indices.len() as f64, None);
    }
}
