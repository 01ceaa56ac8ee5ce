//! One mentee made ready for a pass over all mentors.

use people::{Person, Symbol};

use crate::columns::{Columns, Counted, Labels, WORDS};
use crate::criteria::{Criterion, FULL, fraction, parts, whole};
use crate::kernel::Counts;
use crate::problem::Problem;

/// Bounds are in half points.
const SCALE: u64 = 2 * FULL as u64;

/// The mentee's wanted topics.
#[derive(Default)]
pub(crate) struct TopicRow {
    /// False if there is nothing to count: the criterion has no weight or the mentee wants nothing.
    pub counted: bool,
    /// Dense columns by importance less 1.
    pub dense: [Vec<u32>; 3],
    /// Rare topics: points by column.
    pub rare: Vec<(u32, u16)>,
    pub shift: u16,
    pub factor: u16,
    /// `5 * sum of importances`
    pub most: u32,
}

#[derive(Default)]
pub(crate) struct TimeRow {
    pub counted: bool,
    /// Units from and to, as columns of `FreeTime`.
    pub spans: Vec<(usize, usize)>,
    pub quarters: bool,
    pub factor: u16,
    /// Least common half hours that the rule asks for, at most 255.
    pub least: u8,
}

/// The mentee's side of interests or of an overlap attribute.
#[derive(Default)]
pub(crate) struct SharedRow {
    /// Column of reciprocals; none if the mentee's set is empty and the value 0 throughout.
    pub sizes: Option<u32>,
    pub own: usize,
    pub dense: Vec<u32>,
    pub rare: Vec<(u32, u8)>,
    pub factor: u16,
}

#[derive(Clone, Copy)]
pub(crate) enum LabelTest {
    Equal(u16),
    Different(u16),
}

pub(crate) struct LabelRow {
    pub column: usize,
    pub test: LabelTest,
    pub points: u16,
}

#[derive(Default)]
pub(crate) struct Row {
    /// Index in `people.mentees`.
    pub mentee: usize,
    /// Half points that every pair may have whatever the counts: bounds of what is not counted, and rounding.
    pub base_points: u16,
    pub topics: TopicRow,
    pub style: Vec<(usize, u8)>,
    /// Points for the axes that the mentee left out.
    pub style_missing: u8,
    pub style_factor: u16,
    pub time: TimeRow,
    pub shared: Vec<SharedRow>,
    pub labels: Vec<LabelRow>,
    pub least_score: u16,
    /// Columns that are not allowed for reasons of the two persons, sorted, each once.
    pub apart: Vec<u32>,
    /// Columns that a wish connects, and the value of the wishes; sorted.
    pub wishes: Vec<(u32, u32)>,
    /// True if counts give the exact score.
    exact: bool,
    stack: Vec<Symbol>,
}

impl Row {
    /// Makes the row ready; buffers are used again.
    pub fn set(&mut self, problem: &Problem<'_>, mentee_row: usize, least_score: u16) {
        let columns = &problem.columns;
        let mentee = &problem.people.mentees[mentee_row];
        self.mentee = mentee_row;
        self.exact = true;
        self.base_points = 1;
        self.topics.counted = false;
        self.style_factor = 0;
        self.time.counted = false;
        self.labels.clear();
        self.wishes.clear();
        self.least_score = least_score;
        self.shared.resize_with(columns.shared.len(), SharedRow::default);
        let total = problem.criteria.total_weight;
        let (mut shared_index, mut label_index) = (0, 0);
        let mut wishes = false;
        for (criterion, weight) in &problem.criteria.weighted {
            // The most half points that this criterion can bring, rounded up.
            let points = (SCALE * weight).div_ceil(total) as u16;
            match *criterion {
                Criterion::Topics => self.set_topics(mentee, &columns.topics, points),
                Criterion::Interests => {
                    self.set_shared(columns, shared_index, &mentee.interests, points);
                    shared_index += 1;
                }
                Criterion::Overlap(attribute) => {
                    self.set_shared(columns, shared_index, parts(mentee, attribute), points);
                    shared_index += 1;
                }
                Criterion::Style => self.set_style(mentee, (2 * SCALE * weight).div_ceil(16 * total) as u16),
                Criterion::Time => self.time.factor = (SCALE * weight).div_ceil(4 * total) as u16,
                Criterion::Site | Criterion::Same(_) | Criterion::Department | Criterion::Different(_) => {
                    self.set_label(mentee, criterion, &columns.labels[label_index], label_index, points);
                    label_index += 1;
                }
                Criterion::Wishes => wishes = true,
            }
        }
        self.set_time(problem, columns);
        self.set_apart(problem, mentee);
        if wishes {
            self.set_wishes(problem, mentee);
        }
    }

    fn set_topics(&mut self, mentee: &Person, columns: &Counted, points: u16) {
        let topics = &mut self.topics;
        topics.dense.iter_mut().for_each(Vec::clear);
        topics.rare.clear();
        topics.most = 5 * mentee.wants.iter().map(|want| u32::from(want.importance)).sum::<u32>();
        if mentee.wants.is_empty() {
            return;
        }
        // The three byte sums hold 51 topics of level 5. Whoever wants more is bounded by full marks and scored apart.
        if mentee.wants.len() > 51 {
            self.base_points += points;
            self.exact = false;
            return;
        }
        topics.counted = true;
        for want in &mentee.wants {
            if let Some(dense) = columns.dense(want.topic) {
                topics.dense[usize::from(want.importance) - 1].push(dense);
            } else {
                let rare = columns.rare(want.topic).iter();
                topics.rare.extend(
                    rare.map(|&(column, level)| (column, u16::from(level) * u16::from(want.importance))),
                );
            }
        }
        topics.rare.sort_unstable();
        // points << shift fits 16 bits for the most points; the factor then undoes the shift.
        topics.shift = (topics.most as u16).leading_zeros() as u16;
        topics.factor =
            (u64::from(points) << 16).div_ceil(u64::from(topics.most) << topics.shift).min(0xffff) as u16;
        self.base_points += 1;
    }

    fn set_shared(&mut self, columns: &Columns, index: usize, own: &[Symbol], points: u16) {
        let (row, attribute) = (&mut self.shared[index], &columns.shared[index]);
        row.dense.clear();
        row.rare.clear();
        row.own = own.len();
        row.sizes = None;
        if own.is_empty() {
            return;
        }
        if own.len() > 255 {
            self.base_points += points;
            self.exact = false;
            return;
        }
        row.sizes = attribute.sizes.index(own.len());
        for &symbol in own {
            match attribute.items.dense(symbol) {
                Some(dense) => row.dense.push(dense),
                None => row.rare.extend_from_slice(attribute.items.rare(symbol)),
            }
        }
        row.rare.sort_unstable();
        row.factor = points * 2;
        self.exact &= !attribute.sizes.saturated;
        self.base_points += 1;
    }

    fn set_style(&mut self, mentee: &Person, factor: u16) {
        self.style.clear();
        self.style_missing = 0;
        for (axis, answer) in mentee.style.iter().enumerate() {
            match answer {
                Some(answer) => self.style.push((axis, *answer)),
                None => self.style_missing += 2,
            }
        }
        self.style_factor = factor;
        self.base_points += 1;
    }

    fn set_label(
        &mut self,
        mentee: &Person,
        criterion: &Criterion,
        labels: &Labels,
        column: usize,
        points: u16,
    ) {
        let own = match *criterion {
            Criterion::Site => mentee.site,
            Criterion::Department => mentee.department,
            Criterion::Same(attribute) | Criterion::Different(attribute) => whole(mentee, attribute),
            _ => None,
        };
        let Some(own) = own else { return };
        let equal = matches!(criterion, Criterion::Site | Criterion::Same(_));
        if labels.folded {
            self.exact = false;
            if !equal {
                self.base_points += points;
                return;
            }
        }
        let own = Labels::label(Some(own));
        let test = if equal { LabelTest::Equal(own) } else { LabelTest::Different(own) };
        self.labels.push(LabelRow { column, test, points });
    }

    fn set_time(&mut self, problem: &Problem<'_>, columns: &Columns) {
        let least = problem.recipe.rules.min_common_half_hours;
        let weighted = problem.criteria.weighted.iter().any(|(c, _)| *c == Criterion::Time);
        let time = &mut self.time;
        time.spans.clear();
        time.least = 0;
        if !weighted && least == 0 {
            return;
        }
        if !weighted {
            time.factor = 0;
        }
        time.quarters = columns.time.unit == 900;
        let mut units = 0;
        for &stretch in problem.facts.mentee_free.get(self.mentee) {
            let (start, end) = columns.time.cut(stretch);
            if start < end {
                time.spans.push((start, end));
                units += end - start;
            }
        }
        // Counts are kept modulo 256.
        if units > 255 {
            self.base_points += 4 * time.factor;
            self.exact = false;
            return;
        }
        time.counted = true;
        time.least = least.min(255) as u8;
        self.exact &= columns.time.exact && least <= 255;
    }

    fn set_apart(&mut self, problem: &Problem<'_>, mentee: &Person) {
        self.apart.clear();
        let apart = &mut self.apart;
        let mut add = |mentor: u32| {
            let column = problem.column_of[mentor as usize];
            if column != u32::MAX {
                apart.push(column);
            }
        };
        problem.facts.apart.get(self.mentee).iter().for_each(|&mentor| add(mentor));
        problem.facts.forbidden.get(self.mentee).iter().for_each(|&mentor| add(mentor));
        problem.facts.mentors_in_line(mentee.id, &mut self.stack, add);
        self.apart.sort_unstable();
        self.apart.dedup();
    }

    fn set_wishes(&mut self, problem: &Problem<'_>, mentee: &Person) {
        let wished_by = problem.facts.wished_by.get(self.mentee).iter().copied();
        let wishes =
            mentee.wishes.iter().filter_map(|&id| problem.facts.mentor_row(id)).map(|row| row as u32);
        for mentor in wished_by.chain(wishes) {
            let column = problem.column_of[mentor as usize];
            if column != u32::MAX {
                self.wishes.push((column, 0));
            }
        }
        self.wishes.sort_unstable();
        self.wishes.dedup();
        for (column, value) in &mut self.wishes {
            let mentor = problem.columns_order[*column as usize] as usize;
            *value = problem.value(self.mentee, mentor, &Criterion::Wishes);
        }
    }

    /// The mentors of the block whom no rule on sets keeps from this mentee.
    pub fn allowed(&self, problem: &Problem<'_>, columns: &Columns, block: usize) -> [u64; WORDS] {
        let mentee = &problem.people.mentees[self.mentee];
        let rules = &problem.recipe.rules;
        let mut allowed = *columns.level(mentee.level, block);
        if rules.common_language {
            let mut speak = [0u64; WORDS];
            for &language in &mentee.languages {
                add_set(&mut speak, &columns.languages, language, block);
            }
            keep(&mut allowed, &speak, false);
        }
        if rules.different_department
            && let Some(department) = mentee.department
        {
            let mut same = [0u64; WORDS];
            add_set(&mut same, &columns.departments, department, block);
            keep(&mut allowed, &same, true);
        }
        for (sets, &attribute) in columns.require_same.iter().zip(&problem.criteria.require_same) {
            let mut same = [0u64; WORDS];
            if let Some(value) = whole(mentee, attribute) {
                add_set(&mut same, sets, value, block);
            }
            keep(&mut allowed, &same, false);
        }
        for (sets, &attribute) in columns.require_different.iter().zip(&problem.criteria.require_different) {
            if let Some(value) = whole(mentee, attribute) {
                let mut same = [0u64; WORDS];
                add_set(&mut same, sets, value, block);
                keep(&mut allowed, &same, true);
            }
        }
        for &column in columns_in_block(&self.apart, block) {
            allowed[column as usize % crate::columns::LANES / 64] &= !(1 << (column % 64));
        }
        allowed
    }

    /// True if the kernel's test of common time is the rule itself and there is no least score.
    pub fn decides_rules(&self) -> bool {
        self.exact && self.least_score == 0
    }

    /// The rules on common time and least score, by the definitions.
    pub fn passes_counts(&self, problem: &Problem<'_>, column: u32) -> bool {
        let mentor = problem.columns_order[column as usize] as usize;
        let least = u32::from(problem.recipe.rules.min_common_half_hours);
        (least == 0 || problem.facts.common_half_hours(self.mentee, mentor) >= least)
            && (self.least_score == 0
                || problem.view(self.mentee, mentor).score(&problem.criteria) >= u32::from(self.least_score))
    }

    /// The exact score of a lane from its counts, or `None` if a rule on counts forbids the pair.
    pub fn score(
        &self,
        problem: &Problem<'_>,
        columns: &Columns,
        counts: &Counts,
        column: u32,
    ) -> Option<u32> {
        let lane = column as usize % crate::columns::LANES;
        let block = column as usize / crate::columns::LANES;
        let rules = &problem.recipe.rules;
        let mentor = problem.columns_order[column as usize] as usize;
        if !self.exact {
            let view = problem.view(self.mentee, mentor);
            let least = u32::from(rules.min_common_half_hours);
            if least > 0 && problem.facts.common_half_hours(self.mentee, mentor) < least {
                return None;
            }
            let score = view.score(&problem.criteria);
            return (score >= u32::from(self.least_score)).then_some(score);
        }
        if self.time.counted && u16::from(counts.time[lane]) < rules.min_common_half_hours {
            return None;
        }
        let mut sum = 0u64;
        let (mut shared_index, mut label_index) = (0, 0);
        for (criterion, weight) in &problem.criteria.weighted {
            let value = match criterion {
                Criterion::Topics if self.topics.counted => {
                    fraction(u32::from(counts.topics[lane]), self.topics.most)
                }
                Criterion::Topics => 0,
                Criterion::Style => fraction(u32::from(counts.style[lane]), 16),
                Criterion::Time => fraction(u32::from(counts.time[lane].min(4)), 4),
                Criterion::Interests | Criterion::Overlap(_) => {
                    let (row, sizes) =
                        (&self.shared[shared_index], columns.shared[shared_index].sizes.block(block));
                    let common =
                        if row.sizes.is_some() { u32::from(counts.shared[shared_index][lane]) } else { 0 };
                    shared_index += 1;
                    fraction(common, row.own as u32 + u32::from(sizes[lane]) - common)
                }
                Criterion::Wishes => self
                    .wishes
                    .binary_search_by_key(&column, |&(c, _)| c)
                    .map_or(0, |index| self.wishes[index].1),
                Criterion::Site | Criterion::Same(_) | Criterion::Department | Criterion::Different(_) => {
                    let value = columns.labels[label_index].block(block)[lane];
                    let test =
                        self.labels.iter().find(|label| label.column == label_index).map(|label| label.test);
                    label_index += 1;
                    let met = match test {
                        Some(LabelTest::Equal(own)) => value == own,
                        Some(LabelTest::Different(own)) => value != own && value != 0,
                        None => false,
                    };
                    if met { FULL } else { 0 }
                }
            };
            sum += weight * u64::from(value);
        }
        let score = (sum / problem.criteria.total_weight) as u32;
        (score >= u32::from(self.least_score)).then_some(score)
    }
}

/// The part of a sorted list of columns that lies in the block.
pub(crate) fn columns_in_block(list: &[u32], block: usize) -> &[u32] {
    let start = (block * crate::columns::LANES) as u32;
    let from = list.partition_point(|&column| column < start);
    let to = from + list[from..].partition_point(|&column| column < start + crate::columns::LANES as u32);
    &list[from..to]
}

fn add_set(words: &mut [u64; WORDS], sets: &crate::columns::Sets, symbol: Symbol, block: usize) {
    match sets.dense(symbol) {
        Some(dense) => {
            for (word, set) in words.iter_mut().zip(sets.block(dense, block)) {
                *word |= set;
            }
        }
        None => {
            for &column in columns_in_block(sets.rare(symbol), block) {
                words[column as usize % crate::columns::LANES / 64] |= 1 << (column % 64);
            }
        }
    }
}

/// Keeps what is in the set, or with `not` what is not.
fn keep(words: &mut [u64; WORDS], set: &[u64; WORDS], not: bool) {
    for (word, set) in words.iter_mut().zip(set) {
        *word &= if not { !set } else { *set };
    }
}
