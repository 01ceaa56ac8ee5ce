//! Checks a plan and its certificate by the definitions.
//!
//! A plan says who is paired with whom; its certificate says what each person and place is worth, and with that proves
//! that no plan is better. This crate believes neither. It scores every pair anew, straight from the definitions, and
//! shares no code with the program that made the plan: both read people and recipe with crate [`people`], nothing else.
//! Files and proof are described in `docs/certificate.md`.
//!
//! [`check`] is all that most need. [`Definition`] answers for a single pair: whether it is allowed, and what it scores.
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may fail where it stands"))]

mod certificate;
mod cover;
mod custom;
mod definition;
mod fault;
mod fault_german;
mod kept_apart;
mod number;
mod one_mentee;
mod plan;
mod prices;
mod roster;
mod rule;
mod scan;
mod time;
mod verified;

pub use certificate::{Certificate, Cover, Fairest};
pub use definition::{CRITERIA, Definition, FULL};
pub use fault::{CoverKind, Fault, File, Side};
pub use plan::COLUMNS;
pub use rule::Rule;
pub use verified::Verified;

#[cfg(test)]
#[allow(dead_code, reason = "unit tests need only a part of it")]
#[path = "../tests/common/problem.rs"]
mod problem;

use people::{People, Recipe};
use std::io::Read;
use std::sync::atomic::AtomicBool;

/// Checks that the pairs are a plan over these people and this recipe, and that the certificate proves it the best.
///
/// Takes one pass over all pairs of a mentee and a mentor, on all cores, with memory in proportion to the people.
/// `progress` hears the share of that pass that is done, above 0 and up to 1. Setting `stop` ends the check at once.
///
/// # Errors
/// The first [`Fault`] found, in this order: the certificate's form, whom it is about, the pairs row by row, their sums,
/// the prices by themselves, the covers by themselves, and the pairs that could be, by mentee and mentor.
/// [`Fault::Stopped`] if it was stopped.
pub fn check(
    people: &People,
    recipe: &Recipe,
    pairs: impl Read,
    certificate: impl Read,
    progress: &mut dyn FnMut(f64),
    stop: &AtomicBool,
) -> Result<Verified, Fault> {
    let certificate = Certificate::from_json(certificate)?;
    check_belongs(&certificate, people, recipe)?;
    let roster = roster::Roster::new(people, recipe);
    let definition = Definition::new(people, recipe, &certificate.choices)?;
    let plan = plan::Plan::check(pairs, &roster, &definition, &certificate, stop)?;
    let prices = prices::Prices::check(&certificate, &roster, &plan)?;
    let covers = cover::Covers::check(&certificate, &roster, &plan, &prices)?;
    let scan =
        scan::Scan { roster: &roster, definition: &definition, prices: &prices, covers: covers.as_ref() };
    scan.run(progress, stop)?;
    Ok(Verified {
        objective: certificate.objective,
        mentees: people.mentees.len(),
        mentors: people.mentors.len(),
        pairs: plan.pairs,
        scores_total: certificate.scores_total,
        value: certificate.value,
        bound: certificate.bound,
        gap: certificate.bound.saturating_sub(certificate.value),
        lowest_score: certificate.fairest.and_then(|fairest| fairest.lowest_score),
        lock: certificate.choices.lock,
        forbid: certificate.choices.forbid,
        engine: certificate.engine,
    })
}

/// Checks that the certificate is about these people and this recipe.
fn check_belongs(certificate: &Certificate, people: &People, recipe: &Recipe) -> Result<(), Fault> {
    if certificate.objective != recipe.objective {
        let (certificate, recipe) = (certificate.objective.name(), recipe.objective.name());
        return Err(Fault::OtherObjective { certificate, recipe });
    }
    let actual = people::digest(people, recipe, &certificate.choices);
    if certificate.digest != actual {
        return Err(Fault::OtherPeople { stated: certificate.digest.clone(), actual });
    }
    Ok(())
}
