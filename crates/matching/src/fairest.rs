//! How high the lowest score can be with as many pairs as there can be, and what proves it.
//!
//! Pairs below a threshold are left out; a greatest plan over the others says whether the threshold still allows as many
//! pairs. Bisection finds the highest threshold that does. Each greatest plan comes with a vertex cover of its own size
//! (Kőnig 1931): the one just above the threshold is smaller than the plan, so no plan as large has only higher scores.

use crate::alike::Owner;
use crate::auction::Places;
use crate::cardinality::{MostPairs, most_pairs};
use crate::options::Watch;
use crate::plan::{Cover, FairestProof};
use crate::scan::Scanner;

/// The highest lowest score.
pub(crate) struct Fairest {
    /// Pairs that score less are left out.
    pub least_score: u16,
    /// A plan with the most pairs over the others.
    pub most: MostPairs,
    pub proof: FairestProof,
}

/// Bisects the lowest score. `None` if stopped.
pub(crate) fn find(
    scanner: &mut Scanner<'_, '_>,
    places: &Places,
    owners: &[Owner],
    watch: &Watch<'_>,
) -> Option<Fairest> {
    let rule = scanner.least_score;
    let first = most_pairs(scanner, places, None)?;
    let most_pairs_cover = cover(scanner, places, owners, &first);
    let wanted = first.count;
    if wanted == 0 {
        let proof = FairestProof { most_pairs_cover, ..FairestProof::default() };
        return Some(Fairest { least_score: rule, most: first, proof });
    }
    let (mut low, mut best) = (lowest(scanner, &first), first);
    // Not possible at `high`: no score is above full marks.
    let mut high = 10_001;
    let mut above: Option<MostPairs> = None;
    let mut step = 0.0;
    while high - low > 1 {
        step += 1.0;
        watch.part(step / 15.0);
        let middle = low + (high - low) / 2;
        scanner.least_score = middle;
        let known: Vec<u32> = kept(scanner, &best, middle);
        let tried = most_pairs(scanner, places, Some(&known))?;
        if tried.count == wanted {
            low = lowest(scanner, &tried);
            best = tried;
        } else {
            high = middle;
            above = Some(tried);
        }
    }
    // The cover for `high` proves; at full marks there is nothing above and the empty cover does.
    let lowest_score_cover =
        above.map_or_else(Cover::default, |above| cover(scanner, places, owners, &above));
    // The rows and columns that are short of partners differ with the threshold.
    scanner.least_score = low.max(rule);
    let known: Vec<u32> = best.partner.clone();
    let most = most_pairs(scanner, places, Some(&known))?;
    let proof = FairestProof { lowest_score: Some(u32::from(low)), most_pairs_cover, lowest_score_cover };
    Some(Fairest { least_score: low.max(rule), most, proof })
}

fn lowest(scanner: &Scanner<'_, '_>, plan: &MostPairs) -> u16 {
    scores(scanner, plan).map(|(_, _, score)| score).min().unwrap_or(0)
}

/// The plan's partners without the pairs below the threshold.
fn kept(scanner: &Scanner<'_, '_>, plan: &MostPairs, least: u16) -> Vec<u32> {
    let mut partner = vec![crate::auction::NONE; plan.partner.len()];
    for (row, column, score) in scores(scanner, plan) {
        if score >= least {
            partner[row] = column;
        }
    }
    partner
}

fn scores<'a>(
    scanner: &'a Scanner<'_, '_>,
    plan: &'a MostPairs,
) -> impl Iterator<Item = (usize, u32, u16)> + 'a {
    (plan.partner.iter().enumerate()).filter(|&(_, &column)| column != crate::auction::NONE).map(
        |(row, &column)| {
            let problem = scanner.problem;
            let (mentee, mentor) = (problem.rows_order[row], problem.columns_order[column as usize]);
            let score = problem.view(mentee as usize, mentor as usize).score(&problem.criteria);
            (row, column, score as u16)
        },
    )
}

/// Rows that have all they want, and the columns of those that do not: they meet every allowed pair, and are as many as
/// the plan has pairs.
fn cover(scanner: &Scanner<'_, '_>, places: &Places, owners: &[Owner], most: &MostPairs) -> Cover {
    let mut mentees: Vec<usize> = (most.short_rows.iter().zip(&scanner.problem.rows_order))
        .filter(|(short, _)| !**short)
        .map(|(_, &mentee)| mentee as usize)
        .collect();
    let mut mentors: Vec<usize> = (owners.iter().zip(&places.columns))
        .filter(|&(_, &column)| most.short_columns[column as usize])
        .map(|(owner, _)| owner.mentor as usize)
        .collect();
    mentees.sort_unstable();
    mentors.sort_unstable();
    mentors.dedup();
    Cover { mentees, mentors }
}
