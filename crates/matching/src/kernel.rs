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
    /// For importance 3, 2 and 1: levels of topics wanted at least that much.
    levels: [[u8; LANES]; 3],
    part: [u16; LANES],
}

impl Counts {
    pub fn new(shared: usize) -> Counts {
        Counts {
            topics: [0; LANES],
            style: [0; LANES],
            time: [0; LANES],
            shared: vec![[0; LANES]; shared],
            bound: [0; LANES],
            levels: [[0; LANES]; 3],
            part: [0; LANES],
        }
    }
}

/// A block's prices as the loops want them.
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
    counts.bound = [row.base_points; LANES];
    if row.topics.counted {
        count_topics(row, columns, block, counts);
        let (shift, factor) = (row.topics.shift, row.topics.factor);
        for (bound, &points) in counts.bound.iter_mut().zip(&counts.topics) {
            *bound += high(points << shift, factor);
        }
    }
    if row.style_factor > 0 {
        count_style(row, columns, block, counts);
        for (bound, &points) in counts.bound.iter_mut().zip(&counts.style) {
            *bound += (u16::from(points) * row.style_factor) >> 1;
        }
    }
    if row.time.counted {
        count_time(row, columns, block, counts);
        for (bound, &half_hours) in counts.bound.iter_mut().zip(&counts.time) {
            *bound += u16::from(half_hours.min(4)) * row.time.factor;
        }
    }
    for (index, shared) in row.shared.iter().enumerate() {
        let Some(sizes) = shared.sizes else { continue };
        let attribute = &columns.shared[index];
        let common = &mut counts.shared[index];
        *common = [0; LANES];
        for &dense in &shared.dense {
            add(common, attribute.items.lanes(block, dense));
        }
        for &(column, _) in in_block(&shared.rare, block) {
            common[column as usize % LANES] += 1;
        }
        let reciprocals = attribute.sizes.reciprocals(sizes, block);
        for ((part, &common), &reciprocal) in counts.part.iter_mut().zip(&*common).zip(reciprocals) {
            *part = jaccard_bound(u16::from(common), reciprocal);
        }
        for (bound, &part) in counts.bound.iter_mut().zip(&counts.part) {
            *bound += high(part, shared.factor);
        }
    }
    for label in &row.labels {
        let values = columns.labels[label.column].block(block);
        let points = label.points;
        match label.test {
            LabelTest::Equal(own) => {
                for (bound, &value) in counts.bound.iter_mut().zip(values) {
                    *bound += if value == own { points } else { 0 };
                }
            }
            LabelTest::Different(own) => {
                for (bound, &value) in counts.bound.iter_mut().zip(values) {
                    *bound += if value != own && value != 0 { points } else { 0 };
                }
            }
        }
    }
    pass(row, prices, threshold, counts)
}

/// Lanes whose bound passes the threshold, the least score and the least common time.
#[inline(always)]
fn pass(row: &Row, prices: &BlockPrices, threshold: i16, counts: &Counts) -> [u64; WORDS] {
    let least_bound = row.least_score * 2;
    let least_time = row.time.least;
    let mut hits = [0u64; WORDS];
    for (word, hit) in hits.iter_mut().enumerate() {
        let start = word * 64;
        let bound: &[u16; 64] = counts.bound[start..start + 64].try_into().expect("64 lanes a word");
        let price: &[i16; 64] = prices.above_base[start..start + 64].try_into().expect("64 lanes a word");
        let time: &[u8; 64] = counts.time[start..start + 64].try_into().expect("64 lanes a word");
        let mut ok = [0u8; 64];
        for lane in 0..64 {
            let profit = (bound[lane] >> 1) as i16 - price[lane];
            ok[lane] = u8::from(profit > threshold) & u8::from(bound[lane] >= least_bound);
        }
        if least_time > 0 {
            for lane in 0..64 {
                ok[lane] &= u8::from(time[lane] >= least_time);
            }
        }
        let mut any = 0u8;
        for &lane in &ok {
            any |= lane;
        }
        if any != 0 {
            *hit = to_bits(&ok);
        }
    }
    hits
}

/// Packs 64 bytes of 0 or 1 into bits, eight at a time by a multiplication that moves each to its place.
#[inline(always)]
fn to_bits(bytes: &[u8; 64]) -> u64 {
    let mut bits = 0u64;
    for (index, chunk) in bytes.as_chunks::<8>().0.iter().enumerate() {
        let packed = u64::from_le_bytes(*chunk).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= packed << (index * 8);
    }
    bits
}

#[inline(always)]
fn count_topics(row: &Row, columns: &Columns, block: usize, counts: &mut Counts) {
    // A topic of importance 3 is counted in all three arrays, one of importance 1 in the last alone.
    let [very, much, some] = &mut counts.levels;
    *very = [0; LANES];
    for &dense in &row.topics.dense[2] {
        add(very, columns.topics.lanes(block, dense));
    }
    *much = *very;
    for &dense in &row.topics.dense[1] {
        add(much, columns.topics.lanes(block, dense));
    }
    *some = *much;
    for &dense in &row.topics.dense[0] {
        add(some, columns.topics.lanes(block, dense));
    }
    for (lane, points) in counts.topics.iter_mut().enumerate() {
        *points = u16::from(very[lane]) + u16::from(much[lane]) + u16::from(some[lane]);
    }
    for &(column, points) in in_block(&row.topics.rare, block) {
        counts.topics[column as usize % LANES] += points;
    }
}

#[inline(always)]
fn count_style(row: &Row, columns: &Columns, block: usize, counts: &mut Counts) {
    counts.style = [row.style_missing; LANES];
    for &(axis, answer) in &row.style {
        add(&mut counts.style, columns.style(block, axis, answer));
    }
}

#[inline(always)]
fn count_time(row: &Row, columns: &Columns, block: usize, counts: &mut Counts) {
    let time = &mut counts.time;
    *time = [0; LANES];
    for &(start, end) in &row.time.spans {
        let (before, after) = (columns.time.before(block, start), columns.time.before(block, end));
        for ((count, &before), &after) in time.iter_mut().zip(before).zip(after) {
            *count = count.wrapping_add(after).wrapping_sub(before);
        }
    }
    if row.time.quarters {
        for count in time.iter_mut() {
            *count /= 2;
        }
    }
}

#[inline(always)]
fn add(sum: &mut [u8; LANES], column: &[u8; LANES]) {
    for (sum, &number) in sum.iter_mut().zip(column) {
        *sum = sum.wrapping_add(number);
    }
}

/// The high half of a product: `a * b / 2^16`, rounded down.
#[inline(always)]
fn high(a: u16, b: u16) -> u16 {
    ((u32::from(a) * u32::from(b)) >> 16) as u16
}

/// An upper bound of `2^15 * common / (a + b - common)`, from `reciprocal = 2^15 / (a + b)` rounded up.
///
/// With `y = common / (a + b)`, at most 1/2, the quotient is `y / (1 - y) = y + y^2 / (1 - y) <= y + y^2 (1 + 2 y)`, since
/// `1 / (1 - y)` is convex and the chord from 0 to 1/2 is `1 + 2 y`.
#[inline(always)]
fn jaccard_bound(common: u16, reciprocal: u16) -> u16 {
    let y = common.wrapping_mul(reciprocal);
    let square = high(y, y.wrapping_mul(2)).wrapping_add(1);
    let cube = high(square, y.wrapping_mul(2)).wrapping_add(1);
    let bound = y.wrapping_add(square).wrapping_add(cube.wrapping_mul(2));
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
