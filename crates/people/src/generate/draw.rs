//! Chance from a seed, in integers alone, so that it falls the same way on every machine.

/// A stream of numbers of its own for each thing drawn: SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014).
pub(super) struct Draw {
    state: u64,
}

impl Draw {
    /// The stream of `stream` number `index` under this seed.
    pub fn new(seed: u64, stream: u64, index: u64) -> Draw {
        Draw { state: mix(mix(seed.wrapping_add(GOLDEN)) ^ mix(stream.wrapping_mul(GOLDEN)) ^ index) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// Evenly from `0..n`; 0 if `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        (((self.next() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// Evenly from `low..=high`.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    /// True in so many cases of a hundred.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// Evenly one of them.
    pub fn of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u32) as usize]
    }
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Draws one of up to 256 things by their weights, with one look into a table.
pub(super) struct Wheel {
    slots: Vec<u8>,
}

impl Wheel {
    const SLOTS: u64 = 4096;

    pub fn new(weights: &[u32]) -> Wheel {
        let total: u64 = weights.iter().map(|&w| u64::from(w)).sum();
        let mut slots = Vec::with_capacity(Self::SLOTS as usize);
        let mut reached = 0;
        for (thing, &weight) in weights.iter().enumerate() {
            reached += u64::from(weight);
            slots.resize((reached * Self::SLOTS / total) as usize, thing as u8);
        }
        Wheel { slots }
    }

    /// The first is drawn most, the next half, a third … as often: how popularity is spread among people (Zipf).
    pub fn uneven(things: usize) -> Wheel {
        Wheel::new(&(1..=things as u32).map(|rank| 1_000_000 / rank).collect::<Vec<_>>())
    }

    pub fn turn(&self, draw: &mut Draw) -> u8 {
        self.slots[draw.below(self.slots.len() as u32) as usize]
    }
}
