//! How many pairs there can be at the most, and who stands in the way of more.
//!
//! Augmenting paths over sets of columns, 64 at a time, on the whole field and without a list of pairs. A search that fails leaves a
//! tree that no later path can use; the rows and columns of all such trees are the Dulmage–Mendelsohn part that is short of
//! mentors, and give the vertex cover of Kőnig's theorem.

use std::sync::atomic::Ordering;

use crate::auction::{NONE, Places};
use crate::columns::{LANES, WORDS};
use crate::draw;
use crate::scan::{AllowedReader, Scanner, bits};

/// A plan with the most pairs, regardless of scores.
#[derive(Clone, Debug)]
pub(crate) struct MostPairs {
    /// Column of a row, or `NONE`.
    pub partner: Vec<u32>,
    pub count: usize,
    /// Rows in the part that is short of mentors: not all of them can have one.
    pub short_rows: Vec<bool>,
    /// The mentors of that part: all of them have no place left in any plan with the most pairs.
    pub short_columns: Vec<bool>,
}

/// Finds a plan with the most pairs, beginning from pairs already known (they must be allowed). `None` if cancelled.
pub(crate) fn most_pairs(
    scanner: &Scanner<'_, '_>,
    places: &Places,
    start: Option<&[u32]>,
) -> Option<MostPairs> {
    let mut search = Search::new(scanner, places);
    if let Some(start) = start {
        search.adopt(start);
    }
    search.greedy()?;
    for row in 0..search.partner.len() as u32 {
        if search.partner[row as usize] == NONE {
            search.augment(row)?;
        }
    }
    let count = search.partner.iter().filter(|&&column| column != NONE).count();
    Some(MostPairs {
        partner: search.partner,
        count,
        short_rows: search.dead_rows,
        short_columns: (0..scanner.problem.columns_order.len()).map(|c| search.dead.has(c as u32)).collect(),
    })
}

/// A set of columns, in whole blocks.
#[derive(Clone, Debug)]
pub(crate) struct ColumnSet {
    pub words: Vec<u64>,
}

impl ColumnSet {
    pub fn empty(blocks: usize) -> ColumnSet {
        ColumnSet { words: vec![0; blocks * WORDS] }
    }
    pub fn has(&self, column: u32) -> bool {
        self.words[column as usize / 64] >> (column % 64) & 1 == 1
    }
    pub fn insert(&mut self, column: u32) {
        self.words[column as usize / 64] |= 1 << (column % 64);
    }
    pub fn remove(&mut self, column: u32) {
        self.words[column as usize / 64] &= !(1 << (column % 64));
    }
    pub fn block(&self, block: usize) -> &[u64] {
        &self.words[block * WORDS..(block + 1) * WORDS]
    }
}

struct Search<'s, 'p, 'a> {
    scanner: &'s Scanner<'p, 'a>,
    places: &'s Places,
    reader: AllowedReader<'s, 'p, 'a>,
    blocks: usize,
    partner: Vec<u32>,
    slots: Vec<u32>,
    taken: Vec<u32>,
    /// Columns with a free place.
    open: ColumnSet,
    /// Columns of failed searches.
    dead: ColumnSet,
    dead_rows: Vec<bool>,
    /// Columns not yet seen by this search.
    unseen: ColumnSet,
    parent: Vec<u32>,
}

impl<'s, 'p, 'a> Search<'s, 'p, 'a> {
    fn new(scanner: &'s Scanner<'p, 'a>, places: &'s Places) -> Self {
        let rows = scanner.problem.rows_order.len();
        let columns = scanner.problem.columns_order.len();
        let blocks = scanner.problem.columns.blocks;
        let mut open = ColumnSet::empty(blocks);
        (0..columns as u32).for_each(|column| open.insert(column));
        Search {
            scanner,
            places,
            reader: scanner.reader(),
            blocks,
            partner: vec![NONE; rows],
            slots: vec![NONE; places.count()],
            taken: vec![0; columns],
            unseen: open.clone(),
            open,
            dead: ColumnSet::empty(blocks),
            dead_rows: vec![false; rows],
            parent: vec![NONE; columns],
        }
    }

    fn adopt(&mut self, partners: &[u32]) {
        for (row, &column) in partners.iter().enumerate() {
            if column != NONE {
                self.take(row as u32, column);
            }
        }
    }

    fn take(&mut self, row: u32, column: u32) {
        let places = self.places.of(column);
        let slot = places.start + self.taken[column as usize] as usize;
        self.slots[slot] = row;
        self.taken[column as usize] += 1;
        self.partner[row as usize] = column;
        if slot + 1 == places.end {
            self.open.remove(column);
        }
    }

    /// Puts `row` into the slot of `other`, who moves on.
    fn replace(&mut self, row: u32, other: u32, column: u32) {
        let places = self.places.of(column);
        for slot in places {
            if self.slots[slot] == other {
                self.slots[slot] = row;
            }
        }
        self.partner[row as usize] = column;
    }

    /// First come, first served; rows begin at different blocks.
    fn greedy(&mut self) -> Option<()> {
        for row in 0..self.partner.len() as u32 {
            if row % 256 == 0 && self.scanner.cancel.load(Ordering::Relaxed) {
                return None;
            }
            if self.partner[row as usize] != NONE {
                continue;
            }
            let turn = draw::mix(u64::from(row));
            self.reader.set(row);
            let first = turn as usize % self.blocks.max(1);
            for block in (first..self.blocks).chain(0..first) {
                let hits = self.reader.block(block, self.open.block(block));
                if let Some(column) = pick(&hits, block, turn >> 32) {
                    self.take(row, column);
                    break;
                }
            }
        }
        Some(())
    }

    /// Breadth-first search for a path from the row to a free place; takes it if there is one.
    fn augment(&mut self, start: u32) -> Option<()> {
        let mut rows = vec![start];
        let mut seen: Vec<u32> = Vec::new();
        let mut next = 0;
        while let Some(&row) = rows.get(next) {
            next += 1;
            if self.scanner.cancel.load(Ordering::Relaxed) {
                return None;
            }
            self.reader.set(row);
            for block in 0..self.blocks {
                let hits = self.reader.block(block, self.unseen.block(block));
                let open: Vec<u64> =
                    hits.iter().zip(self.open.block(block)).map(|(hit, open)| hit & open).collect();
                if let Some(column) = pick(&open, block, 0) {
                    self.parent[column as usize] = row;
                    self.shift(column);
                    seen.iter().for_each(|&column| self.unseen.insert(column));
                    return Some(());
                }
                for (word, hits) in hits.into_iter().enumerate() {
                    for bit in bits(hits) {
                        let column = (block * LANES + word * 64) as u32 + bit;
                        self.unseen.remove(column);
                        self.parent[column as usize] = row;
                        seen.push(column);
                        rows.extend_from_slice(&self.slots[self.places.of(column)]);
                    }
                }
            }
        }
        // Failed: what was seen stays closed to later searches.
        seen.iter().for_each(|&column| self.dead.insert(column));
        rows.iter().for_each(|&row| self.dead_rows[row as usize] = true);
        Some(())
    }

    fn shift(&mut self, end: u32) {
        let row = self.parent[end as usize];
        let mut freed = self.partner[row as usize];
        let mut mover = row;
        self.take(row, end);
        while freed != NONE {
            let column = freed;
            let next = self.parent[column as usize];
            freed = self.partner[next as usize];
            self.replace(next, mover, column);
            mover = next;
        }
    }
}

/// A column of the set: the first at or after a drawn word.
fn pick(hits: &[u64], block: usize, turn: u64) -> Option<u32> {
    (0..WORDS).map(|step| (step + turn as usize) % WORDS).find(|&word| hits[word] != 0).map(|word| {
        let rotation = (turn >> 8) as u32 % 64;
        let bit = (hits[word].rotate_right(rotation).trailing_zeros() + rotation) % 64;
        (block * LANES + word * 64) as u32 + bit
    })
}
