//! A queue of entries by small whole distances, popped in rising order: one bucket a distance (Dial 1969).

use std::collections::BinaryHeap;

/// Distances from here on go to a heap; they are rare.
const BUCKETS: usize = 1 << 14;

/// Distances may not fall below the last one popped.
#[derive(Default)]
pub(crate) struct Buckets {
    buckets: Vec<Vec<u32>>,
    far: BinaryHeap<(std::cmp::Reverse<i32>, u32)>,
    current: usize,
    count: usize,
    highest: usize,
}

impl Buckets {
    pub fn new() -> Buckets {
        Buckets::default()
    }

    pub fn clear(&mut self) {
        if self.count > 0 {
            for bucket in &mut self.buckets[self.current.min(self.highest)..=self.highest] {
                bucket.clear();
            }
        }
        self.far.clear();
        self.current = 0;
        self.count = 0;
        self.highest = 0;
    }

    pub fn push(&mut self, distance: i32, entry: u32) {
        let at = distance.max(0) as usize;
        if at >= BUCKETS {
            self.far.push((std::cmp::Reverse(distance), entry));
            return;
        }
        if at >= self.buckets.len() {
            self.buckets.resize_with((at + 1).next_power_of_two().min(BUCKETS), Vec::new);
        }
        debug_assert!(at >= self.current, "distances rise");
        self.buckets[at].push(entry);
        self.highest = self.highest.max(at);
        self.count += 1;
    }

    /// The entry of least distance; of equal ones the newest.
    pub fn pop(&mut self) -> Option<(i32, u32)> {
        while self.count > 0 {
            if let Some(entry) = self.buckets[self.current].pop() {
                self.count -= 1;
                return Some((self.current as i32, entry));
            }
            self.current += 1;
        }
        self.far.pop().map(|(distance, entry)| (distance.0, entry))
    }

    /// The newest entry at this distance, if it passes the test.
    pub fn pop_at(&mut self, distance: i32, test: impl Fn(u32) -> bool) -> Option<u32> {
        let at = distance.max(0) as usize;
        if at >= BUCKETS {
            let &(std::cmp::Reverse(next), entry) = self.far.peek()?;
            return if next == distance && test(entry) {
                self.far.pop().map(|(_, entry)| entry)
            } else {
                None
            };
        }
        let entry = *self.buckets.get(at)?.last()?;
        if !test(entry) {
            return None;
        }
        self.count -= 1;
        self.buckets[at].pop()
    }
}
