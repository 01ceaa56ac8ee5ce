//! A queue of entries by small whole distances, popped in rising order: one bucket a distance (Dial 1969).

use std::collections::BinaryHeap;

/// Distances from here on go to a heap; they are rare.
const BUCKETS: usize = 1 << 14;

/// Meant for distances that hardly fall below the last one popped: what was passed is looked through again.
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
        // Looking for the least distance may have gone past this one.
        self.current = self.current.min(at);
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

    /// The least distance that waits.
    pub fn next_distance(&mut self) -> Option<i32> {
        if self.count > 0 {
            while self.buckets[self.current].is_empty() {
                self.current += 1;
            }
            return Some(self.current as i32);
        }
        self.far.peek().map(|(distance, _)| distance.0)
    }
}
