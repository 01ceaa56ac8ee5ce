//! The inner loops: one mentee against one block of mentors.
//!
//! A pass counts what each pair has in common (exactly) and bounds its score from above in 16 bits. The few pairs whose
//! bound may matter are then scored exactly from the counts. Plain loops over arrays of bytes, which the compiler
//! turns into vector code; the same source is compiled for AVX-512, AVX2 and the portable baseline, and all give the same
//! bits, since there is nothing but integer arithmetic.

use crate::columns::{Columns, LANES, WORDS};
use crate::row::{LabelTest, Row};

/// Prices are cut at this distance above the lowest one. A cut price only raises a bound.
const PRICE_SPAN: i32 = 30_000;

/// What the mentee and each mentor of a block have in common.
pub(crate) struct Counts {
    pub topics: [u16; LANES],
    pub style: [u8; LANES],
    pub time: [u8; LANES],
    /// One array per shared attribute (interests first), in the order of `Columns::shared`.
    pub shared: Vec<[u8; LANES]>,
    /// Half points: upper bounds of twice the score.
    bound: [u16; LANES],
    /// What rare topics and rare shared values bring, laid out by lane.
    rare_topics: [u16; LANES],
    rare_shared: Vec<[u16; LANES]>,
}

impl Counts {
    pub fn new(shared: usize) -> Counts {
        Counts {
            topics: [0; LANES],
            style: [0; LANES],
            time: [0; LANES],
            shared: vec![[0; LANES]; shared],
            bound: [0; LANES],
            rare_topics: [0; LANES],
            rare_shared: vec![[0; LANES]; shared],
        }
    }

    /// Upper bound of the lane's `score - price`, in the last pass.
    pub fn bound_of(&self, lane: usize, prices: &BlockPrices) -> i16 {
        (self.bound[lane] >> 1) as i16 - prices.above_base[lane]
    }
}

/// A block's prices as the loops want them.
#[derive(Clone, Debug)]
pub(crate) struct BlockPrices {
    /// `min(price - base, PRICE_SPAN)`.
    above_base: [i16; LANES],
}

impl BlockPrices {
    pub fn new(prices: &[i32], base: i32, block: usize) -> BlockPrices {
        let mut above_base = [0i16; LANES];
        let start = block * LANES;
        for (slot, &price) in above_base.iter_mut().zip(&prices[start..]) {
            *slot = (price.saturating_sub(base)).clamp(0, PRICE_SPAN) as i16;
        }
        BlockPrices { above_base }
    }

    pub fn set(&mut self, lane: usize, price: i32, base: i32) {
        self.above_base[lane] = price.saturating_sub(base).clamp(0, PRICE_SPAN) as i16;
    }
}

/// Which instructions the machine has, found out once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Instructions {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Instructions {
    pub fn best() -> Instructions {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
            {
                return Instructions::Avx512;
            }
            if is_x86_feature_detected!("avx2") {
                return Instructions::Avx2;
            }
        }
        Instructions::Portable
    }

    /// All that this machine can run, for tests that compare them.
    #[cfg(test)]
    pub fn all() -> Vec<Instructions> {
        let mut all = vec![Instructions::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                all.push(Instructions::Avx2);
            }
            if Instructions::best() == Instructions::Avx512 {
                all.push(Instructions::Avx512);
            }
        }
        all
    }
}

/// Fills `counts` for the block and returns the lanes whose bound of `score - price` exceeds `threshold`.
///
/// Rules that are sets are not looked at here; those that are counts (common time, least score) are.
pub(crate) fn scan(
    instructions: Instructions,
    row: &Row,
    columns: &Columns,
    block: usize,
    prices: &BlockPrices,
    threshold: i16,
    counts: &mut Counts,
) -> [u64; WORDS] {
    match instructions {
        Instructions::Portable => scan_portable(row, columns, block, prices, threshold, counts),
        // SAFETY: `Instructions::best` found these features on this machine.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        Instructions::Avx2 => unsafe { scan_avx2(row, columns, block, prices, threshold, counts) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        Instructions::Avx512 => unsafe { scan_avx512(row, columns, block, prices, threshold, counts) },
    }
}

fn scan_portable(
    row: &Row,
    columns: &Columns,
    block: usize,
    prices: &BlockPrices,
    threshold: i16,
    counts: &mut Counts,
) -> [u64; WORDS] {
    scan_body(row, columns, block, prices, threshold, counts)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn scan_avx2(
    row: &Row,
    columns: &Columns,
    block: usize,
    prices: &BlockPrices,
    threshold: i16,
    counts: &mut Counts,
) -> [u64; WORDS] {
    scan_body(row, columns, block, prices, threshold, counts)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
fn scan_avx512(
    row: &Row,
    columns: &Columns,
    block: usize,
    prices: &BlockPrices,
    threshold: i16,
    counts: &mut Counts,
) -> [u64; WORDS] {
    scan_body(row, columns, block, prices, threshold, counts)
}

#[inline(always)]
fn scan_body(
    row: &Row,
    columns: &Columns,
    block: usize,
    prices: &BlockPrices,
    threshold: i16,
    counts: &mut Counts,
) -> [u64; WORDS] {
    if row.topics.counted && !row.topics.rare.is_empty() {
        spread(in_block(&row.topics.rare, block), &mut counts.rare_topics);
    }
    for (shared, rare) in row.shared.iter().zip(&mut counts.rare_shared) {
        if !shared.rare.is_empty() {
            spread(in_block(&shared.rare, block), rare);
        }
    }
    let mut hits = [0u64; WORDS];
    for (group, hit) in hits.iter_mut().enumerate() {
        *hit = scan_group(row, columns, block, prices, threshold, counts, group);
    }
    hits
}

/// The lanes of one word: everything stays in registers but the counts.
#[inline(always)]
fn scan_group(
    row: &Row,
    columns: &Columns,
    block: usize,
    prices: &BlockPrices,
    threshold: i16,
    counts: &mut Counts,
    group: usize,
) -> u64 {
    let mut bound = [row.base_points; GROUP];
    if row.topics.counted {
        // A topic of importance 3 is counted in all three sums, one of importance 1 in the last alone.
        let mut sum = [0u8; GROUP];
        for &dense in &row.topics.dense[2] {
            add(&mut sum, part(columns.topics.lanes(block, dense), group));
        }
        let very = sum;
        for &dense in &row.topics.dense[1] {
            add(&mut sum, part(columns.topics.lanes(block, dense), group));
        }
        let much = sum;
        for &dense in &row.topics.dense[0] {
            add(&mut sum, part(columns.topics.lanes(block, dense), group));
        }
        let mut points = [0u16; GROUP];
        for lane in 0..GROUP {
            points[lane] = u16::from(very[lane]) + u16::from(much[lane]) + u16::from(sum[lane]);
        }
        if !row.topics.rare.is_empty() {
            let rare = part(&counts.rare_topics, group);
            for lane in 0..GROUP {
                points[lane] += rare[lane];
            }
        }
        *part_mut(&mut counts.topics, group) = points;
        let (shift, factor) = (row.topics.shift, row.topics.factor);
        for lane in 0..GROUP {
            bound[lane] += high(points[lane] << shift, factor);
        }
    }
    if row.style_factor > 0 {
        let mut points = [row.style_missing; GROUP];
        for &(axis, answer) in &row.style {
            add(&mut points, part(columns.style(block, axis, answer), group));
        }
        *part_mut(&mut counts.style, group) = points;
        for lane in 0..GROUP {
            bound[lane] += (u16::from(points[lane]) * row.style_factor) >> 1;
        }
    }
    let mut time = [0u8; GROUP];
    if row.time.counted {
        for &(start, end) in &row.time.spans {
            let before = part(columns.time.before(block, start), group);
            let after = part(columns.time.before(block, end), group);
            for lane in 0..GROUP {
                time[lane] = time[lane].wrapping_add(after[lane].wrapping_sub(before[lane]));
            }
        }
        if row.time.quarters {
            for count in &mut time {
                *count /= 2;
            }
        }
        *part_mut(&mut counts.time, group) = time;
        for lane in 0..GROUP {
            bound[lane] += u16::from(time[lane].min(4)) * row.time.factor;
        }
    }
    for (index, shared) in row.shared.iter().enumerate() {
        let Some(sizes) = shared.sizes else { continue };
        let attribute = &columns.shared[index];
        let mut common = [0u8; GROUP];
        for &dense in &shared.dense {
            add(&mut common, part(attribute.items.lanes(block, dense), group));
        }
        if !shared.rare.is_empty() {
            let rare = part(&counts.rare_shared[index], group);
            for lane in 0..GROUP {
                common[lane] += rare[lane] as u8;
            }
        }
        *part_mut(&mut counts.shared[index], group) = common;
        let reciprocals = part(attribute.sizes.reciprocals(sizes, block), group);
        for lane in 0..GROUP {
            bound[lane] += high(jaccard_bound(u16::from(common[lane]), reciprocals[lane]), shared.factor);
        }
    }
    for label in &row.labels {
        let values = part(columns.labels[label.column].block(block), group);
        let points = label.points;
        match label.test {
            LabelTest::Equal(own) => {
                for lane in 0..GROUP {
                    bound[lane] += if values[lane] == own { points } else { 0 };
                }
            }
            LabelTest::Different(own) => {
                for lane in 0..GROUP {
                    bound[lane] += if values[lane] != own && values[lane] != 0 { points } else { 0 };
                }
            }
        }
    }
    *part_mut(&mut counts.bound, group) = bound;
    // The threshold, the least score and the least common time.
    let least_bound = row.least_score * 2;
    let price = part(&prices.above_base, group);
    let mut ok = [0u8; GROUP];
    for lane in 0..GROUP {
        let profit = (bound[lane] >> 1) as i16 - price[lane];
        ok[lane] = u8::from(profit > threshold) & u8::from(bound[lane] >= least_bound);
    }
    let least_time = row.time.least;
    for lane in 0..GROUP {
        ok[lane] &= u8::from(time[lane] >= least_time);
    }
    let mut any = 0u8;
    for &lane in &ok {
        any |= lane;
    }
    if any == 0 { 0 } else { to_bits(&ok) }
}

/// Lanes in a group: a word of bits.
const GROUP: usize = 64;

#[inline(always)]
fn part<T>(lanes: &[T; LANES], group: usize) -> &[T; GROUP] {
    lanes[group * GROUP..(group + 1) * GROUP].try_into().expect("GROUP divides LANES")
}

#[inline(always)]
fn part_mut<T>(lanes: &mut [T; LANES], group: usize) -> &mut [T; GROUP] {
    (&mut lanes[group * GROUP..(group + 1) * GROUP]).try_into().expect("GROUP divides LANES")
}

/// Lays a block's part of a list out by lane.
#[inline(always)]
fn spread<T: Copy + Into<u16>>(list: &[(u32, T)], lanes: &mut [u16; LANES]) {
    *lanes = [0; LANES];
    for &(column, number) in list {
        lanes[column as usize % LANES] += number.into();
    }
}

/// Packs 64 bytes of 0 or 1 into bits, eight at a time by a multiplication that moves each to its place.
#[inline(always)]
fn to_bits(bytes: &[u8; GROUP]) -> u64 {
    let mut bits = 0u64;
    for (index, chunk) in bytes.as_chunks::<8>().0.iter().enumerate() {
        let packed = u64::from_le_bytes(*chunk).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= packed << (index * 8);
    }
    bits
}

#[inline(always)]
fn add(sum: &mut [u8; GROUP], column: &[u8; GROUP]) {
    for lane in 0..GROUP {
        sum[lane] = sum[lane].wrapping_add(column[lane]);
    }
}

/// The high half of a product: `a * b / 2^16`, rounded down.
#[inline(always)]
fn high(a: u16, b: u16) -> u16 {
    ((u32::from(a) * u32::from(b)) >> 16) as u16
}

/// An upper bound of `2^15 * common / (a + b - common)`, from `reciprocal = 2^16 / (a + b)` rounded up.
///
/// With `y = common / (a + b)`, at most 1/2, the quotient is `y / (1 - y) = y + y^2 / (1 - y) <= y + y^2 (1 + 2 y)`, since
/// `1 / (1 - y)` is convex and the chord from 0 to 1/2 is `1 + 2 y`.
#[inline(always)]
fn jaccard_bound(common: u16, reciprocal: u16) -> u16 {
    let y = common.wrapping_mul(reciprocal);
    let square = high(y, y) + 1;
    let cube = high(square, y) + 1;
    let bound = (y >> 1) + (square >> 1) + cube + 2;
    if common == 0 { 0 } else { bound }
}

/// The part of a list sorted by column that lies in the block.
#[inline(always)]
pub(crate) fn in_block<T: Copy>(list: &[(u32, T)], block: usize) -> &[(u32, T)] {
    if list.is_empty() {
        return list;
    }
    let start = (block * LANES) as u32;
    let from = list.partition_point(|&(column, _)| column < start);
    let to = from + list[from..].partition_point(|&(column, _)| column < start + LANES as u32);
    &list[from..to]
}
