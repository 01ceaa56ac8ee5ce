//! The pass over all pairs: none is worth more than its two prices, and none escapes the covers.

use crate::cover::Covers;
use crate::definition::Definition;
use crate::fault::Fault;
use crate::one_mentee::OneMentee;
use crate::prices::Prices;
use crate::roster::Roster;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// So many mentees are held against one mentor after another, so that a mentor is fetched from memory once for all.
const MENTEES_AT_ONCE: usize = 64;

/// All that is needed to check any pair.
pub(crate) struct Scan<'a> {
    pub roster: &'a Roster<'a>,
    pub definition: &'a Definition<'a>,
    pub prices: &'a Prices<'a>,
    pub covers: Option<&'a Covers>,
}

impl Scan<'_> {
    /// Checks every pair, on all cores. Of several faults it is the first in the order of mentees, then mentors.
    pub fn run(&self, progress: &mut dyn FnMut(f64), stop: &AtomicBool) -> Result<(), Fault> {
        let chunks = self.roster.people.mentees.len().div_ceil(MENTEES_AT_ONCE);
        let threads = thread::available_parallelism().map_or(1, usize::from).min(chunks);
        let next = AtomicUsize::new(0);
        // Chunks are begun in order, so all before a faulty one are checked to the end even if it ends the rest.
        let first_faulty = AtomicUsize::new(usize::MAX);
        let mut first = None;
        thread::scope(|scope| {
            let (send, checked) = mpsc::channel();
            for _ in 0..threads {
                let (send, next, first_faulty) = (send.clone(), &next, &first_faulty);
                scope.spawn(move || {
                    loop {
                        let chunk = next.fetch_add(1, Ordering::Relaxed);
                        if chunk >= chunks.min(first_faulty.load(Ordering::Relaxed))
                            || stop.load(Ordering::Relaxed)
                        {
                            return;
                        }
                        let fault = self.chunk(chunk, stop);
                        if fault.is_some() {
                            first_faulty.fetch_min(chunk, Ordering::Relaxed);
                        }
                        if send.send((chunk, fault)).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(send);
            for (done, (chunk, fault)) in checked.into_iter().enumerate() {
                progress((done + 1) as f64 / chunks as f64);
                if let Some(fault) =
                    fault.filter(|_| first.as_ref().is_none_or(|&(before, _)| chunk < before))
                {
                    first = Some((chunk, fault));
                }
            }
        });
        match first {
            _ if stop.load(Ordering::Relaxed) => Err(Fault::Stopped),
            Some((_, fault)) => Err(fault),
            None => Ok(()),
        }
    }

    /// The first fault among the mentees of a chunk.
    fn chunk(&self, chunk: usize, stop: &AtomicBool) -> Option<Fault> {
        let start = chunk * MENTEES_AT_ONCE;
        let end = self.roster.people.mentees.len().min(start + MENTEES_AT_ONCE);
        let mut mentees: Vec<_> = (start..end).map(|row| OneMentee::new(self.definition, row)).collect();
        let mut first = None;
        for mentor in 0..self.roster.people.mentors.len() {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let failing = |(index, mentee): (usize, &mut OneMentee)| {
                mentee.beats(mentor, self.highest_score(start + index, mentor)?).then_some(index)
            };
            if let Some(index) = mentees.iter_mut().enumerate().find_map(failing) {
                // Only a mentee before this one can have an earlier fault.
                mentees.truncate(index);
                first = Some((start + index, mentor));
            }
        }
        first.map(|(mentee, mentor)| self.fault(mentee, mentor))
    }

    /// The highest score that the pair may have if it is allowed; none if it may have any.
    fn highest_score(&self, mentee: usize, mentor: usize) -> Option<i128> {
        let by_price = self.prices.highest_score(mentee, mentor)?;
        Some(self.covers.map_or(by_price, |covers| covers.highest_score(mentee, mentor, by_price)))
    }

    fn fault(&self, mentee: usize, mentor: usize) -> Fault {
        let score = self.definition.score(mentee, mentor);
        if let Some(cover) = self.covers.and_then(|covers| covers.missing(mentee, mentor, score)) {
            let (mentee, mentor) =
                (self.roster.mentee_id(mentee).into(), self.roster.mentor_id(mentor).into());
            return Fault::CoverMisses { cover, mentee, mentor, score };
        }
        self.prices
            .failing(mentee, mentor, score, self.roster)
            .expect("a pair that no cover misses fails by its price")
    }
}
