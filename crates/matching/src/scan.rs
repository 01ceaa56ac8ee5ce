//! Passes of mentees over all mentors: the best partners at given prices, and whom the rules allow.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::columns::{LANES, WORDS};
use crate::draw;
use crate::kernel::{self, BlockPrices, Counts, Instructions};
use crate::options::Watch;
use crate::problem::Problem;
use crate::row::Row;

/// How many rows of a sample must be ready to pay a column's first price. The best offer alone is often that of one row
/// with few partners, who will find another in the whole field; a price too high then waits long for it to be mended.
const OFFERS: usize = 8;
/// Rows that share a pass over the blocks, so that a block is read from cache.
const ROWS_PER_TASK: usize = 32;

/// A partner who may come into question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub column: u32,
    pub score: u16,
}

/// Prices of columns, kept in the form that the vector loops read as well.
#[derive(Clone, Debug)]
pub(crate) struct Prices {
    values: Vec<i32>,
    /// No price is lower.
    base: i32,
    blocks: Vec<BlockPrices>,
}

impl Prices {
    pub fn new(values: Vec<i32>) -> Prices {
        let base = values.iter().copied().min().unwrap_or(0);
        Prices::above(values, base)
    }
    pub fn get(&self, column: u32) -> i32 {
        self.values[column as usize]
    }
    pub fn set(&mut self, column: u32, price: i32) {
        self.values[column as usize] = price;
        if price < self.base {
            // With room below, so that prices that fall bit by bit are not laid out anew each time.
            let values = std::mem::take(&mut self.values);
            *self = Prices::above(values, price - 500);
            return;
        }
        self.blocks[column as usize / LANES].set(column as usize % LANES, price, self.base);
    }
    pub fn values(&self) -> &[i32] {
        &self.values
    }

    fn above(values: Vec<i32>, base: i32) -> Prices {
        let blocks =
            (0..values.len().div_ceil(LANES)).map(|block| BlockPrices::new(&values, base, block)).collect();
        Prices { values, base, blocks }
    }
}

/// The best partners of a row at some prices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Best {
    /// In falling order of profit (`score - price`), then by column.
    pub candidates: Vec<Candidate>,
    /// No other allowed pair's profit is above this; `i32::MIN` if there is no other.
    pub rest: i32,
}

/// What a row asks of a pass.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub row: u32,
    /// Only profits above this matter.
    pub above: i32,
    /// How many at the most; those that are worse are summed up by [`Best::rest`].
    pub keep: usize,
}

/// Columns that some rows must not use, beside the rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Closed {
    /// Rows for which `columns` are closed.
    pub rows: Vec<bool>,
    /// Bits by column, padded to whole blocks.
    pub columns: Vec<u64>,
}

impl Closed {
    fn mask(&self, row: u32, block: usize) -> Option<&[u64]> {
        let closed = self.rows.get(row as usize).copied().unwrap_or(false);
        closed.then(|| &self.columns[block * WORDS..(block + 1) * WORDS])
    }
}

/// Looks rows up against all columns.
pub(crate) struct Scanner<'p, 'a> {
    pub problem: &'p Problem<'a>,
    pub closed: Closed,
    /// Pairs that score less are not allowed.
    pub least_score: u16,
    pub instructions: Instructions,
    pub cancel: &'p AtomicBool,
    /// Only the first blocks take part: a sample, since columns are in drawn order.
    pub blocks: usize,
}

/// Buffers of one thread.
struct Desk {
    counts: Counts,
    rows: Vec<Row>,
    heaps: Vec<Heap>,
}

#[derive(Default)]
struct Heap {
    found: Vec<(i32, Candidate)>,
    threshold: i32,
    cut: bool,
}

impl Heap {
    fn start(&mut self, above: i32) {
        self.found.clear();
        self.threshold = above;
        self.cut = above > i32::MIN;
    }

    fn push(&mut self, profit: i32, candidate: Candidate, keep: usize) {
        if profit <= self.threshold {
            return;
        }
        self.found.push((profit, candidate));
        if self.found.len() >= 3 * keep + 8 {
            self.cut_to(keep);
        }
    }

    /// Keeps the best; everything dropped has at most the new threshold as its profit.
    fn cut_to(&mut self, keep: usize) {
        if self.found.len() <= keep {
            return;
        }
        let order =
            |a: &(i32, Candidate), b: &(i32, Candidate)| b.0.cmp(&a.0).then(a.1.column.cmp(&b.1.column));
        self.found.select_nth_unstable_by(keep - 1, order);
        self.threshold = self.found[keep - 1].0;
        self.found.truncate(keep);
        self.cut = true;
    }

    fn finish(&mut self, keep: usize) -> Best {
        self.cut_to(keep);
        self.found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.column.cmp(&b.1.column)));
        let rest = if self.cut { self.threshold } else { i32::MIN };
        Best { candidates: self.found.iter().map(|&(_, candidate)| candidate).collect(), rest }
    }
}

impl<'p, 'a> Scanner<'p, 'a> {
    pub fn new(problem: &'p Problem<'a>, cancel: &'p AtomicBool) -> Self {
        Scanner {
            problem,
            closed: Closed::default(),
            least_score: problem.recipe.rules.min_score,
            instructions: Instructions::best(),
            cancel,
            blocks: problem.columns.blocks,
        }
    }

    /// The same over the first blocks only.
    pub fn first_blocks(&self, blocks: usize) -> Scanner<'p, 'a> {
        Scanner { blocks, closed: self.closed.clone(), ..*self }
    }

    fn desk(&self) -> Desk {
        Desk {
            counts: Counts::new(self.problem.columns.shared.len()),
            rows: (0..ROWS_PER_TASK).map(|_| Row::default()).collect(),
            heaps: (0..ROWS_PER_TASK).map(|_| Heap::default()).collect(),
        }
    }

    /// The best columns of each requested row, in the order of the requests. Empty answers after a cancellation.
    pub fn best(&self, requests: &[Request], prices: &Prices) -> Vec<Best> {
        let tasks: Vec<Vec<Best>> = requests
            .par_chunks(ROWS_PER_TASK)
            .map_init(|| self.desk(), |desk, chunk| self.best_of_chunk(desk, chunk, prices))
            .collect();
        tasks.into_iter().flatten().collect()
    }

    /// As [`Self::best`], and says after each tenth of a second or so which share is done.
    pub fn best_watched(
        &self,
        requests: &[Request],
        prices: &Prices,
        mut done: impl FnMut(f64),
    ) -> Vec<Best> {
        let pairs_at_once = 100_000_000;
        let at_once = (pairs_at_once / (self.blocks * LANES).max(1)).next_multiple_of(ROWS_PER_TASK).max(256);
        let mut all = Vec::with_capacity(requests.len());
        for batch in requests.chunks(at_once) {
            all.extend(self.best(batch, prices));
            done(all.len() as f64 / requests.len() as f64);
        }
        all
    }

    fn best_of_chunk(&self, desk: &mut Desk, chunk: &[Request], prices: &Prices) -> Vec<Best> {
        if self.cancel.load(Ordering::Relaxed) {
            return vec![Best::default(); chunk.len()];
        }
        let (problem, columns) = (self.problem, &self.problem.columns);
        let Desk { counts, rows, heaps } = desk;
        // Rows begin at different places, so that of many equal partners not all rows find the same ones first.
        let first = draw::mix(u64::from(chunk[0].row)) as usize % self.blocks.max(1);
        for ((row, heap), request) in rows.iter_mut().zip(&mut *heaps).zip(chunk) {
            row.set(problem, problem.rows_order[request.row as usize] as usize, self.least_score);
            heap.start(request.above);
        }
        for block in (first..self.blocks).chain(0..first) {
            let block_prices = &prices.blocks[block];
            for ((row, heap), request) in rows.iter().zip(&mut *heaps).zip(chunk) {
                let mut hits = self.hits(row, block, block_prices, heap.threshold, prices.base, counts);
                if hits.iter().all(|&word| word == 0) {
                    continue;
                }
                self.mask(row, request.row, block, &mut hits);
                if heap.threshold == i32::MIN
                    && let Some(known) =
                        self.cut_first(row, block, prices, block_prices, counts, &mut hits, request.keep)
                {
                    heap.threshold = known;
                    heap.cut = true;
                }
                let turn = draw::mix(u64::from(request.row) << 20 | block as u64);
                for step in 0..WORDS {
                    let word = (step + turn as usize) % WORDS;
                    let rotation = (turn >> 32) as u32 % 64;
                    for bit in bits(hits[word].rotate_right(rotation)) {
                        let column = (block * LANES + word * 64) as u32 + (bit + rotation) % 64;
                        let Some(score) = row.score(problem, columns, counts, column) else { continue };
                        let profit = score as i32 - prices.get(column);
                        heap.push(profit, Candidate { column, score: score as u16 }, request.keep);
                    }
                }
            }
        }
        heaps.iter_mut().zip(chunk).map(|(heap, request)| heap.finish(request.keep)).collect()
    }

    /// Lanes that may bring more than the threshold, before the rules.
    fn hits(
        &self,
        row: &Row,
        block: usize,
        block_prices: &BlockPrices,
        threshold: i32,
        base: i32,
        counts: &mut Counts,
    ) -> [u64; WORDS] {
        let threshold = threshold.saturating_add(base).clamp(-32_768, 32_767) as i16;
        let columns = &self.problem.columns;
        let mut hits = kernel::scan(self.instructions, row, columns, block, block_prices, threshold, counts);
        // Wishes are not in the bound.
        for &(column, _) in kernel::in_block(&row.wishes, block) {
            hits[column as usize % LANES / 64] |= 1 << (column % 64);
        }
        hits
    }

    /// Of the first block's many hits, drops those that can't be among the `keep` best. Returns a profit just below what
    /// `keep` of them bring.
    #[allow(clippy::too_many_arguments)]
    fn cut_first(
        &self,
        row: &Row,
        block: usize,
        prices: &Prices,
        block_prices: &BlockPrices,
        counts: &Counts,
        hits: &mut [u64; WORDS],
        keep: usize,
    ) -> Option<i32> {
        let mut order: Vec<(i32, u32)> = Vec::with_capacity(LANES);
        for (word, &hits) in hits.iter().enumerate() {
            order.extend(bits(hits).map(|bit| {
                let lane = word * 64 + bit as usize;
                (i32::from(counts.bound_of(lane, block_prices)) - prices.base, lane as u32)
            }));
        }
        if order.len() <= 2 * keep || !row.wishes.is_empty() {
            return None;
        }
        order.select_nth_unstable_by(keep - 1, |a, b| b.cmp(a));
        let mut known = i32::MAX;
        for &(_, lane) in &order[..keep] {
            let column = (block * LANES) as u32 + lane;
            let score = row.score(self.problem, &self.problem.columns, counts, column)?;
            known = known.min(score as i32 - prices.get(column) - 1);
        }
        for &(bound, lane) in &order {
            if bound <= known {
                hits[lane as usize / 64] &= !(1 << (lane % 64));
            }
        }
        Some(known)
    }

    /// Raises the price of every column to the [`OFFERS`]th best that the first rows would pay: of `score - profit` over rows
    /// `0..profits.len()`; a row whose profit is `i32::MAX` has no say.
    pub fn raise(&self, profits: &[i32], prices: &mut [i32], watch: &Watch<'_>) {
        let pairs_at_once = 100_000_000;
        let groups = (pairs_at_once / (profits.len() * LANES * 4).max(1)).max(2);
        let all = prices.len();
        for (batch, prices) in prices.chunks_mut(LANES * 4 * groups).enumerate() {
            self.raise_batch(profits, prices, batch * groups);
            watch.part((batch * groups * LANES * 4) as f64 / all as f64);
        }
    }

    /// Raises the prices of columns from group `first` on; a group is four blocks.
    fn raise_batch(&self, profits: &[i32], prices: &mut [i32], first: usize) {
        let (problem, columns) = (self.problem, &self.problem.columns);
        prices.par_chunks_mut(LANES * 4).enumerate().for_each_init(
            || (Row::default(), Counts::new(columns.shared.len())),
            |(row, counts), (chunk, prices)| {
                if self.cancel.load(Ordering::Relaxed) {
                    return;
                }
                let base = prices.iter().copied().min().unwrap_or(0);
                let mut offers: Vec<i32> =
                    prices.iter().flat_map(|&price| std::iter::repeat_n(price, OFFERS)).collect();
                let mut blocks: Vec<BlockPrices> = (0..prices.len().div_ceil(LANES))
                    .map(|block| BlockPrices::new(prices, base, block))
                    .collect();
                for (index, &profit) in profits.iter().enumerate().filter(|&(_, &profit)| profit < i32::MAX) {
                    row.set(problem, problem.rows_order[index] as usize, self.least_score);
                    for (within, block_prices) in blocks.iter_mut().enumerate() {
                        let block = (first + chunk) * 4 + within;
                        let mut hits = self.hits(row, block, block_prices, profit, base, counts);
                        if hits.iter().all(|&word| word == 0) {
                            continue;
                        }
                        self.mask(row, index as u32, block, &mut hits);
                        for (word, hits) in hits.into_iter().enumerate() {
                            for bit in bits(hits) {
                                let lane = word * 64 + bit as usize;
                                let column = (block * LANES + lane) as u32;
                                let Some(score) = row.score(problem, columns, counts, column) else {
                                    continue;
                                };
                                let at = within * LANES + lane;
                                let offers = &mut offers[at * OFFERS..(at + 1) * OFFERS];
                                let mut offer = score as i32 - profit;
                                for best in offers.iter_mut() {
                                    if offer > *best {
                                        std::mem::swap(best, &mut offer);
                                    }
                                }
                                prices[at] = offers[OFFERS - 1];
                                block_prices.set(lane, prices[at], base);
                            }
                        }
                    }
                }
            },
        );
    }

    fn mask(&self, row: &Row, index: u32, block: usize, hits: &mut [u64; WORDS]) {
        let allowed = row.allowed(self.problem, &self.problem.columns, block);
        for (hit, allowed) in hits.iter_mut().zip(allowed) {
            *hit &= allowed;
        }
        if let Some(closed) = self.closed.mask(index, block) {
            for (hit, closed) in hits.iter_mut().zip(closed) {
                *hit &= !closed;
            }
        }
    }

    /// A reader of allowed columns, for one thread.
    pub fn reader(&self) -> AllowedReader<'_, 'p, 'a> {
        let free = vec![0i32; LANES];
        AllowedReader {
            scanner: self,
            row: Row::default(),
            index: 0,
            counts: Counts::new(self.problem.columns.shared.len()),
            free: BlockPrices::new(&free, 0, 0),
        }
    }
}

/// Reads which columns the rules allow to one row after the other.
pub(crate) struct AllowedReader<'s, 'p, 'a> {
    scanner: &'s Scanner<'p, 'a>,
    row: Row,
    index: u32,
    counts: Counts,
    free: BlockPrices,
}

impl AllowedReader<'_, '_, '_> {
    pub fn set(&mut self, row: u32) {
        let problem = self.scanner.problem;
        self.index = row;
        self.row.set(problem, problem.rows_order[row as usize] as usize, self.scanner.least_score);
    }

    /// Bits of the block's columns that the row may be paired with and that are in `wanted`.
    pub fn block(&mut self, block: usize, wanted: &[u64]) -> [u64; WORDS] {
        let problem = self.scanner.problem;
        let mut hits: [u64; WORDS] = wanted.try_into().expect("a block's words");
        if hits.iter().all(|&word| word == 0) {
            return hits;
        }
        self.scanner.mask(&self.row, self.index, block, &mut hits);
        let rules = &problem.recipe.rules;
        if (rules.min_common_half_hours == 0 && self.row.least_score == 0)
            || hits.iter().all(|&word| word == 0)
        {
            return hits;
        }
        // A few are looked at one by one.
        if hits.iter().map(|word| word.count_ones()).sum::<u32>() <= 12 {
            for (word, hits) in hits.iter_mut().enumerate() {
                for bit in bits(*hits) {
                    if !self.row.passes_counts(problem, (block * LANES + word * 64) as u32 + bit) {
                        *hits &= !(1 << bit);
                    }
                }
            }
            return hits;
        }
        let pass = kernel::scan(
            self.scanner.instructions,
            &self.row,
            &problem.columns,
            block,
            &self.free,
            -1,
            &mut self.counts,
        );
        let mut wishes = [0u64; WORDS];
        for &(column, _) in kernel::in_block(&self.row.wishes, block) {
            wishes[column as usize % LANES / 64] |= 1 << (column % 64);
        }
        for word in 0..WORDS {
            hits[word] &= pass[word] | wishes[word];
            // What the counts decide exactly needs no second look.
            let decided = if self.row.decides_rules() { pass[word] } else { 0 };
            for bit in bits(hits[word] & !decided) {
                let column = (block * LANES + word * 64) as u32 + bit;
                if self.row.score(problem, &problem.columns, &self.counts, column).is_none() {
                    hits[word] &= !(1 << bit);
                }
            }
        }
        hits
    }
}

/// Positions of the bits that are set, from the lowest.
pub(crate) fn bits(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        if word == 0 {
            return None;
        }
        let bit = word.trailing_zeros();
        word &= word - 1;
        Some(bit)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::support::{Dice, LARGE, SMALL, World, people};
    use people::Recipe;

    /// The best of a row by the definitions.
    fn plain(problem: &Problem<'_>, row: u32, prices: &[i32]) -> Vec<(i32, u32)> {
        let mentee = problem.rows_order[row as usize] as usize;
        let mut all: Vec<(i32, u32)> = (problem.columns_order.iter().enumerate())
            .filter(|&(_, &mentor)| problem.broken_rule(mentee, mentor as usize).is_none())
            .map(|(column, &mentor)| {
                let score = problem.score(mentee, mentor as usize).total as i32;
                (score - prices[column], column as u32)
            })
            .collect();
        all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        all
    }

    fn compare(world: World, recipe: &Recipe, seed: u64, low: i32, span: usize) {
        let people = people(seed, world);
        let problem = Problem::new(&people, recipe).expect("a problem");
        let cancel = AtomicBool::new(false);
        let mut dice = Dice(seed);
        let values: Vec<i32> = problem.columns_order.iter().map(|_| low + dice.below(span) as i32).collect();
        let prices = Prices::new(values.clone());
        let requests: Vec<Request> = (0..problem.rows_order.len() as u32)
            .map(|row| Request {
                row,
                above: if dice.chance(20) { 1000 } else { i32::MIN },
                keep: 1 + dice.below(20),
            })
            .collect();
        let mut answers: Vec<Vec<Best>> = Vec::new();
        for instructions in Instructions::all() {
            let mut scanner = Scanner::new(&problem, &cancel);
            scanner.instructions = instructions;
            answers.push(scanner.best(&requests, &prices));
        }
        for other in &answers[1..] {
            assert_eq!(&answers[0], other, "all instruction sets give the same");
        }
        for (request, best) in requests.iter().zip(&answers[0]) {
            let all = plain(&problem, request.row, &values);
            let expected: Vec<(i32, u32)> =
                all.iter().copied().filter(|&(profit, _)| profit > request.above).collect();
            let found: Vec<(i32, u32)> = best
                .candidates
                .iter()
                .map(|c| (i32::from(c.score) - prices.get(c.column), c.column))
                .collect();
            assert_eq!(found.len(), expected.len().min(request.keep));
            for (index, (found, expected)) in found.iter().zip(&expected).enumerate() {
                assert_eq!(found.0, expected.0, "row {} entry {index}", request.row);
                assert!(all.contains(found));
            }
            let rest = all.iter().filter(|entry| !found.contains(entry)).map(|entry| entry.0).max();
            assert!(rest.is_none_or(|rest| rest <= best.rest), "the rest is bounded");
        }
    }

    #[test]
    fn finds_the_best_at_any_prices() {
        for seed in 0..8 {
            let world = World { mentees: 60, mentors: 1100, both: 10, ..LARGE };
            compare(world, &Recipe::default(), seed, 0, 6000);
            compare(world, &Recipe::default(), seed, -10_001, 20_000);
            compare(
                World { mentees: 40, mentors: 700, zones: SMALL.zones, ..SMALL },
                &every_criterion(seed),
                seed,
                -500,
                50_000,
            );
        }
    }

    fn every_criterion(seed: u64) -> Recipe {
        let mut recipe = Recipe::default();
        recipe.weights.department = 7;
        recipe.weights.wishes = 20;
        recipe.weights.same.insert("team".into(), 3);
        recipe.weights.different.insert("team".into(), 4);
        recipe.weights.overlap.insert("team".into(), 11);
        recipe.rules.min_score = [0, 2500][seed as usize % 2];
        recipe.rules.require_different = vec!["team".into()];
        recipe
    }
}
