//! How a run is watched and ended.

use std::sync::atomic::AtomicBool;

/// How a run is watched and ended. `Options::default()` runs to the proven best, in silence.
#[derive(Clone, Copy, Default)]
pub struct Options<'o> {
    /// Stops as soon as the plan is proven to be within this share of the best: `0.001` for 0.1 %. The gap is
    /// `(bound - value) / bound`. 0 goes on to the best.
    pub gap: f64,
    /// Once true, the run ends with [`crate::Stopped`], within 100 ms.
    pub stop: Option<&'o AtomicBool>,
    /// Hears how far the run is, often, from the calling thread.
    pub progress: Option<&'o dyn Fn(Progress)>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// An estimate of the share of the whole run that is done, 0 to 1, never falling.
    pub done: f64,
    /// Gap proven so far, once one is known.
    pub gap: Option<f64>,
}

/// The stages of a run, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// How many pairs there can be, and for `fairest` the lowest score.
    Counting,
    /// Prices rise until few want the same place.
    Bidding,
    /// The last pairs are found, and prices become a proof.
    Proving,
}
