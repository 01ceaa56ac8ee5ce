//! Mentors as columns of bytes, in blocks of [`LANES`], for the vector loops in `kernel`.
//!
//! A column here is one mentor with a free place; "lane" is its place in its block. Values that many mentors share
//! (a topic, an interest) are dense columns of bytes; rare ones are lists, so that free text costs no memory to speak of.

use people::{Person, Symbol};

use crate::criteria::{Criterion, parts, whole};
use crate::facts::{Lists, Stretch};
use crate::problem::Problem;

/// Mentors in a block. One block of typical columns fits the second-level cache with room to spare.
pub(crate) const LANES: usize = 512;
/// Words of 64 bits in a block.
pub(crate) const WORDS: usize = LANES / 64;
/// A value held by fewer than one mentor in this many is a list rather than a dense column.
const RARE: usize = 64;
/// Where a value's column is.
const NONE: u32 = u32::MAX;

/// For each symbol a small number per mentor (a level, or 1), 0 where the mentor lacks it.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    /// Dense column of a symbol, or `NONE`.
    dense_of: Vec<u32>,
    dense_count: usize,
    /// `[block][dense column][lane]`
    bytes: Vec<u8>,
    /// Rare symbols: `(column, number)`, by column.
    rare: Lists<(u32, u8)>,
}

impl Counted {
    /// `values[c]` yields the `(symbol, number)` of column `c`.
    fn new<I: Iterator<Item = (Symbol, u8)>>(
        symbols: usize,
        columns: usize,
        values: impl Fn(usize) -> I,
    ) -> Self {
        let mut holders = vec![0u32; symbols];
        for column in 0..columns {
            for (symbol, _) in values(column) {
                holders[symbol as usize] += 1;
            }
        }
        let blocks = columns.div_ceil(LANES);
        let mut dense_count = 0;
        let dense_of: Vec<u32> = (holders.iter())
            .map(|&held| {
                if held as usize * RARE < columns || held == 0 {
                    return NONE;
                }
                dense_count += 1;
                dense_count as u32 - 1
            })
            .collect();
        let mut bytes = vec![0u8; blocks * dense_count * LANES];
        let mut rare: Vec<(u32, (u32, u8))> = Vec::new();
        for column in 0..columns {
            let (block, lane) = (column / LANES, column % LANES);
            for (symbol, number) in values(column) {
                match dense_of[symbol as usize] {
                    NONE => rare.push((symbol, (column as u32, number))),
                    dense => bytes[(block * dense_count + dense as usize) * LANES + lane] = number,
                }
            }
        }
        rare.sort_unstable();
        Counted { dense_of, dense_count, bytes, rare: Lists::from_sorted(symbols, &rare) }
    }

    pub fn dense(&self, symbol: Symbol) -> Option<u32> {
        self.dense_of.get(symbol as usize).copied().filter(|&dense| dense != NONE)
    }

    /// Columns that hold a rare symbol; empty for a dense or unknown one.
    pub fn rare(&self, symbol: Symbol) -> &[(u32, u8)] {
        if (symbol as usize) < self.dense_of.len() { self.rare.get(symbol as usize) } else { &[] }
    }

    pub fn lanes(&self, block: usize, dense: u32) -> &[u8; LANES] {
        lanes(&self.bytes, block * self.dense_count + dense as usize)
    }
}

/// For each symbol the set of mentors that have it.
#[derive(Debug, Default)]
pub(crate) struct Sets {
    dense_of: Vec<u32>,
    /// `[dense set][word]`
    words: Vec<u64>,
    words_per_set: usize,
    rare: Lists<u32>,
}

impl Sets {
    fn new<I: Iterator<Item = Symbol>>(symbols: usize, columns: usize, values: impl Fn(usize) -> I) -> Self {
        let words_per_set = columns.div_ceil(LANES) * WORDS;
        let mut holders = vec![0u32; symbols];
        for column in 0..columns {
            for symbol in values(column) {
                holders[symbol as usize] += 1;
            }
        }
        // A set costs a bit a mentor, a list four bytes a holder.
        let mut dense_count = 0;
        let dense_of: Vec<u32> = (holders.iter())
            .map(|&held| {
                if held as usize * RARE < columns || held == 0 {
                    return NONE;
                }
                dense_count += 1;
                dense_count as u32 - 1
            })
            .collect();
        let mut words = vec![0u64; words_per_set * dense_count];
        let mut rare: Vec<(u32, u32)> = Vec::new();
        for column in 0..columns {
            for symbol in values(column) {
                match dense_of[symbol as usize] {
                    NONE => rare.push((symbol, column as u32)),
                    dense => words[dense as usize * words_per_set + column / 64] |= 1 << (column % 64),
                }
            }
        }
        rare.sort_unstable();
        Sets { dense_of, words, words_per_set, rare: Lists::from_sorted(symbols, &rare) }
    }

    pub fn dense(&self, symbol: Symbol) -> Option<u32> {
        self.dense_of.get(symbol as usize).copied().filter(|&dense| dense != NONE)
    }

    pub fn rare(&self, symbol: Symbol) -> &[u32] {
        if (symbol as usize) < self.dense_of.len() { self.rare.get(symbol as usize) } else { &[] }
    }

    pub fn block(&self, dense: u32, block: usize) -> &[u64; WORDS] {
        let start = dense as usize * self.words_per_set + block * WORDS;
        self.words[start..start + WORDS].try_into().expect("a set has WORDS words a block")
    }
}

/// Free time as running counts: `counts[t]` is how many units a mentor is free before unit `t`, modulo 256, so that two
/// columns give the common time with any span.
#[derive(Debug, Default)]
pub(crate) struct FreeTime {
    /// Length of a unit in seconds: 1800, or 900 where a zone's offset is no whole half hour.
    pub unit: i32,
    /// True if all times fall on whole units, so that counts are exact.
    pub exact: bool,
    /// First instant, seconds as in [`Stretch`].
    origin: i32,
    units: usize,
    /// `[block][unit 0..=units][lane]`
    bytes: Vec<u8>,
}

impl FreeTime {
    fn new(all: &[&Lists<Stretch>], rows: &[usize], mentor_free: &Lists<Stretch>, columns: &[u32]) -> Self {
        let every = |test: &dyn Fn(Stretch) -> bool| {
            std::iter::zip(all, rows)
                .all(|(lists, &rows)| (0..rows).all(|row| lists.get(row).iter().all(|&s| test(s))))
        };
        let whole_half_hours = every(&|(start, end)| start % 1800 == 0 && end % 1800 == 0);
        let unit = if whole_half_hours { 1800 } else { 900 };
        // Quarter hours bound half hours from above but do not count them exactly.
        let exact = whole_half_hours;
        let ends = columns.iter().flat_map(|&mentor| mentor_free.get(mentor as usize));
        let (mut first, mut last) = (i32::MAX, i32::MIN);
        for &(start, end) in ends {
            first = first.min(start.div_euclid(unit));
            last = last.max(end.div_euclid(unit) + 1);
        }
        if first > last {
            return FreeTime { unit, exact, ..FreeTime::default() };
        }
        let units = (last - first) as usize;
        let blocks = columns.len().div_ceil(LANES);
        let mut bytes = vec![0u8; blocks * (units + 1) * LANES];
        let mut this = FreeTime { unit, exact, origin: first * unit, units, bytes: Vec::new() };
        for (column, &mentor) in columns.iter().enumerate() {
            let (block, lane) = (column / LANES, column % LANES);
            let at = |t: usize| (block * (units + 1) + t) * LANES + lane;
            for &stretch in mentor_free.get(mentor as usize) {
                let (start, end) = this.cut(stretch);
                for t in start..end {
                    bytes[at(t + 1)] = 1;
                }
            }
            let mut count = 0u8;
            for t in 0..=units {
                count = count.wrapping_add(bytes[at(t)]);
                bytes[at(t)] = count;
            }
        }
        this.bytes = bytes;
        this
    }

    /// The units that a stretch touches, cut to those that any mentor has.
    pub fn cut(&self, (start, end): Stretch) -> (usize, usize) {
        if self.units == 0 {
            return (0, 0);
        }
        let first = (start - self.origin).div_euclid(self.unit).clamp(0, self.units as i32);
        let last = (end - self.origin + self.unit - 1).div_euclid(self.unit).clamp(0, self.units as i32);
        (first as usize, last as usize)
    }

    pub fn before(&self, block: usize, unit: usize) -> &[u8; LANES] {
        lanes(&self.bytes, block * (self.units + 1) + unit)
    }
}

/// One symbol per mentor, for equality; 0 is "not given".
#[derive(Debug, Default)]
pub(crate) struct Labels {
    values: Vec<u16>,
    /// True if there are too many texts for 16 bits: then different ones may look equal.
    pub folded: bool,
}

impl Labels {
    fn new(symbols: usize, columns: usize, value: impl Fn(usize) -> Option<Symbol>) -> Self {
        let mut values = vec![0u16; columns.div_ceil(LANES) * LANES];
        for (column, slot) in values.iter_mut().enumerate().take(columns) {
            *slot = Self::label(value(column));
        }
        Labels { values, folded: symbols >= usize::from(u16::MAX) }
    }

    pub fn label(symbol: Option<Symbol>) -> u16 {
        symbol.map_or(0, |symbol| (symbol % u32::from(u16::MAX)) as u16 + 1)
    }

    pub fn block(&self, block: usize) -> &[u16; LANES] {
        lanes(&self.values, block)
    }
}

/// Sizes of sets, and for each size `a` that a mentee's set has, `2^16 / (a + b)` rounded up, for mentors' sizes `b`.
#[derive(Debug, Default)]
pub(crate) struct Sizes {
    pub sizes: Vec<u8>,
    /// Index of the column for size `a`, or `NONE`.
    of_size: Vec<u32>,
    /// `[index][column]`, padded to whole blocks.
    reciprocals: Vec<u16>,
    padded: usize,
    /// True if a size is above 255 and so not exact here.
    pub saturated: bool,
}

impl Sizes {
    fn new(columns: usize, size: impl Fn(usize) -> usize, mentee_sizes: impl Iterator<Item = usize>) -> Self {
        let padded = columns.div_ceil(LANES) * LANES;
        let sizes: Vec<u8> =
            (0..padded).map(|c| if c < columns { size(c).min(255) as u8 } else { 0 }).collect();
        let mut of_size = vec![NONE; 256];
        let mut reciprocals = Vec::new();
        let mut count = 0;
        for mentee_size in mentee_sizes {
            let a = mentee_size.min(255);
            if of_size[a] == NONE && a > 0 {
                of_size[a] = count;
                count += 1;
                reciprocals.extend(
                    sizes.iter().map(|&b| (1u32 << 16).div_ceil(a as u32 + u32::from(b)).min(0xffff) as u16),
                );
            }
        }
        Sizes { sizes, of_size, reciprocals, padded, saturated: (0..columns).any(|c| size(c) > 255) }
    }

    pub fn index(&self, mentee_size: usize) -> Option<u32> {
        Some(self.of_size[mentee_size.min(255)]).filter(|&index| index != NONE)
    }

    pub fn reciprocals(&self, index: u32, block: usize) -> &[u16; LANES] {
        let start = index as usize * self.padded + block * LANES;
        self.reciprocals[start..start + LANES].try_into().expect("padded to whole blocks")
    }

    pub fn block(&self, block: usize) -> &[u8; LANES] {
        lanes(&self.sizes, block)
    }
}

/// A multi-valued attribute compared by intersection over union.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    pub items: Counted,
    pub sizes: Sizes,
}

/// All that the vector loops read about mentors.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub blocks: usize,
    pub topics: Counted,
    /// Interests first, then the recipe's overlap attributes in the order of its criteria.
    pub shared: Vec<Shared>,
    /// Per axis and mentee's answer 1..=5 the mentor's points: `[block][axis * 5 + answer - 1][lane]`.
    style: Vec<u8>,
    pub time: FreeTime,
    /// Label columns, one for each criterion by equality, in the order of the criteria.
    pub labels: Vec<Labels>,
    /// Mentors whom a mentee's level (index, 0 = none) passes.
    levels: Vec<u64>,
    pub languages: Sets,
    pub departments: Sets,
    pub require_same: Vec<Sets>,
    pub require_different: Vec<Sets>,
}

impl Columns {
    pub fn new(problem: &Problem<'_>) -> Columns {
        let people = problem.people;
        let (vocabulary, criteria) = (&people.vocabulary, &problem.criteria);
        let columns = &problem.columns_order;
        let count = columns.len();
        let blocks = count.div_ceil(LANES);
        let mentor = |column: usize| -> &Person { &people.mentors[columns[column] as usize] };
        let weighted = |criterion: &Criterion| criteria.weighted.iter().any(|(c, _)| c == criterion);

        let topics = if weighted(&Criterion::Topics) {
            Counted::new(vocabulary.topics.len(), count, |c| {
                mentor(c).offers.iter().map(|o| (o.topic, o.level))
            })
        } else {
            Counted::default()
        };
        let mut shared = Vec::new();
        let mut labels = Vec::new();
        for (criterion, _) in &criteria.weighted {
            match *criterion {
                Criterion::Interests => shared.push(Shared {
                    items: Counted::new(vocabulary.interests.len(), count, |c| {
                        mentor(c).interests.iter().map(|&s| (s, 1))
                    }),
                    sizes: Sizes::new(
                        count,
                        |c| mentor(c).interests.len(),
                        people.mentees.iter().map(|m| m.interests.len()),
                    ),
                }),
                Criterion::Overlap(a) => shared.push(Shared {
                    items: Counted::new(vocabulary.attributes[a as usize].parts.len(), count, |c| {
                        parts(mentor(c), a).iter().map(|&s| (s, 1))
                    }),
                    sizes: Sizes::new(
                        count,
                        |c| parts(mentor(c), a).len(),
                        people.mentees.iter().map(|m| parts(m, a).len()),
                    ),
                }),
                Criterion::Site => {
                    labels.push(Labels::new(vocabulary.sites.len(), count, |c| mentor(c).site))
                }
                Criterion::Department => {
                    labels.push(Labels::new(vocabulary.departments.len(), count, |c| mentor(c).department));
                }
                Criterion::Same(a) | Criterion::Different(a) => {
                    let values = vocabulary.attributes[a as usize].values.len();
                    labels.push(Labels::new(values, count, |c| whole(mentor(c), a)));
                }
                Criterion::Topics | Criterion::Style | Criterion::Time | Criterion::Wishes => {}
            }
        }
        let rules = &problem.recipe.rules;
        let style = if weighted(&Criterion::Style) { style_columns(count, mentor) } else { Vec::new() };
        let time = if weighted(&Criterion::Time) || rules.min_common_half_hours > 0 {
            FreeTime::new(
                &[&problem.facts.mentee_free, &problem.facts.mentor_free],
                &[people.mentees.len(), people.mentors.len()],
                &problem.facts.mentor_free,
                columns,
            )
        } else {
            FreeTime::default()
        };
        let set_of = |a: u32| {
            Sets::new(vocabulary.attributes[a as usize].values.len(), count, move |c| {
                whole(mentor(c), a).into_iter()
            })
        };
        Columns {
            blocks,
            topics,
            shared,
            style,
            time,
            labels,
            levels: level_sets(problem, count, mentor),
            languages: Sets::new(vocabulary.languages.len(), count, |c| mentor(c).languages.iter().copied()),
            departments: Sets::new(vocabulary.departments.len(), count, |c| mentor(c).department.into_iter()),
            require_same: criteria.require_same.iter().map(|&a| set_of(a)).collect(),
            require_different: criteria.require_different.iter().map(|&a| set_of(a)).collect(),
        }
    }

    pub fn style(&self, block: usize, axis: usize, answer: u8) -> &[u8; LANES] {
        lanes(&self.style, block * 20 + axis * 5 + usize::from(answer) - 1)
    }

    /// Mentors of the block whom the level rule allows to a mentee of this level (0 = none given).
    pub fn level(&self, level: Option<u8>, block: usize) -> &[u64; WORDS] {
        let start = (usize::from(level.unwrap_or(0)) * self.blocks + block) * WORDS;
        self.levels[start..start + WORDS].try_into().expect("a level has WORDS words a block")
    }
}

fn lanes<T>(values: &[T], index: usize) -> &[T; LANES] {
    values[index * LANES..(index + 1) * LANES].try_into().expect("columns are padded to whole blocks")
}

fn style_columns<'a>(count: usize, mentor: impl Fn(usize) -> &'a Person) -> Vec<u8> {
    let mut bytes = vec![0u8; count.div_ceil(LANES) * 20 * LANES];
    for column in 0..count {
        for (axis, answer) in mentor(column).style.iter().enumerate() {
            for own in 1..=5u8 {
                let points = answer.map_or(2, |answer| 4 - answer.abs_diff(own));
                let row = column / LANES * 20 + axis * 5 + usize::from(own) - 1;
                bytes[row * LANES + column % LANES] = points;
            }
        }
    }
    bytes
}

/// One set per mentee level 0 (none) to 9. Bits beyond the last mentor stay 0, so that padding is never allowed.
fn level_sets<'a>(problem: &Problem<'_>, count: usize, mentor: impl Fn(usize) -> &'a Person) -> Vec<u64> {
    let words = count.div_ceil(LANES) * WORDS;
    let mut sets = vec![0u64; 10 * words];
    for level in 0..10u8 {
        let mentee_level = (level > 0).then_some(level);
        for column in 0..count {
            if crate::criteria::level_passes(problem.recipe, mentee_level, mentor(column).level) {
                sets[usize::from(level) * words + column / 64] |= 1 << (column % 64);
            }
        }
    }
    sets
}
