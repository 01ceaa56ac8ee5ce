//! How a run is watched and ended.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

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

/// The run's side of [`Options`].
pub(crate) struct Watch<'o> {
    pub stop: &'o AtomicBool,
    report: Option<&'o dyn Fn(Progress)>,
    stage: Cell<Stage>,
    /// Share of the run at the beginning and at the end of the part that is being done.
    span: Cell<(f64, f64)>,
    done: Cell<f64>,
    gap: Cell<Option<f64>>,
}

impl<'o> Watch<'o> {
    pub fn new(options: &Options<'o>) -> Watch<'o> {
        static NEVER: AtomicBool = AtomicBool::new(false);
        Watch {
            stop: options.stop.unwrap_or(&NEVER),
            report: options.progress,
            stage: Cell::new(Stage::Counting),
            span: Cell::new((0.0, 0.0)),
            done: Cell::new(0.0),
            gap: Cell::new(None),
        }
    }

    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Begins a part of the run that ends at the share `to`.
    pub fn enter(&self, stage: Stage, to: f64) {
        self.stage.set(stage);
        self.span.set((self.done.get(), to));
        self.part(0.0);
    }

    /// Says that this share of the part is done.
    pub fn part(&self, share: f64) {
        let (from, to) = self.span.get();
        let done = (from + (to - from) * share.clamp(0.0, 1.0)).clamp(self.done.get(), 1.0);
        self.done.set(done);
        if let Some(report) = self.report {
            report(Progress { stage: self.stage.get(), done, gap: self.gap.get() });
        }
    }

    /// Says that the run is alive.
    pub fn tick(&self) {
        if let Some(report) = self.report {
            report(Progress { stage: self.stage.get(), done: self.done.get(), gap: self.gap.get() });
        }
    }

    /// Notes a gap that is proven.
    pub fn gap(&self, gap: f64) {
        self.gap.set(Some(self.gap.get().map_or(gap, |known| known.min(gap))));
    }
}
