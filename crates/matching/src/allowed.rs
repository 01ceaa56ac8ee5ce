//! How many partners the rules allow to each person.

use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use crate::auction::NONE;
use crate::cardinality::ColumnSet;
use crate::columns::LANES;
use crate::problem::Problem;
use crate::scan::{Scanner, bits};

/// How many partners the rules allow: see [`Problem::count_allowed`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Per mentee: mentors with a place that is not locked. 0 for a mentee who is locked.
    pub mentees: Vec<usize>,
    /// Per mentor: mentees who are not locked. 0 for a mentor without such a place.
    pub mentors: Vec<usize>,
}

/// Rows that share a count.
const ROWS: usize = 512;

impl Problem<'_> {
    /// Counts for each person the others who may be their partner, in one pass over all pairs of about 2 ns each.
    pub fn count_allowed(&self) -> Allowed {
        let never = AtomicBool::new(false);
        let scanner = Scanner::new(self, &never);
        let (rows, columns) = (self.rows_order.len(), self.columns_order.len());
        let mut all = ColumnSet::empty(self.columns.blocks);
        (0..columns as u32).for_each(|column| all.insert(column));
        let counted: Vec<(Vec<usize>, Vec<u32>)> = (0..rows.div_ceil(ROWS))
            .into_par_iter()
            .map(|part| {
                let mut reader = scanner.reader();
                let mut of_columns = vec![0u32; columns];
                let part = part * ROWS..((part + 1) * ROWS).min(rows);
                let of_rows = part.map(|row| {
                    reader.set(row as u32);
                    let mut count = 0;
                    for block in 0..self.columns.blocks {
                        for (word, hits) in reader.block(block, all.block(block)).into_iter().enumerate() {
                            count += hits.count_ones() as usize;
                            bits(hits)
                                .for_each(|bit| of_columns[block * LANES + word * 64 + bit as usize] += 1);
                        }
                    }
                    count
                });
                (of_rows.collect(), of_columns)
            })
            .collect();
        let (mut of_rows, mut of_columns) = (Vec::with_capacity(rows), vec![0usize; columns]);
        for (rows, columns) in counted {
            of_rows.extend(rows);
            of_columns.iter_mut().zip(columns).for_each(|(sum, count)| *sum += count as usize);
        }
        let by_person = |of: &[u32], counts: &[usize]| -> Vec<usize> {
            of.iter().map(|&at| if at == NONE { 0 } else { counts[at as usize] }).collect()
        };
        Allowed {
            mentees: by_person(&self.row_of, &of_rows),
            mentors: by_person(&self.column_of, &of_columns),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{Dice, SMALL, World, people, recipe};
    use people::Objective;

    #[test]
    fn counts_are_those_of_the_definitions() {
        for seed in 0..40 {
            let world = World { mentees: 60, mentors: 50, both: 5, ..SMALL };
            let people = people(seed, world);
            let recipe = recipe(&mut Dice(seed), Objective::Everyone);
            let problem = Problem::new(&people, &recipe).expect("a problem");
            let allowed = problem.count_allowed();
            let is_allowed = |mentee: usize, mentor: usize| {
                people.mentors[mentor].capacity > 0 && problem.broken_rule(mentee, mentor).is_none()
            };
            for (mentee, &count) in allowed.mentees.iter().enumerate() {
                assert_eq!(count, (0..50).filter(|&mentor| is_allowed(mentee, mentor)).count());
            }
            for (mentor, &count) in allowed.mentors.iter().enumerate() {
                assert_eq!(count, (0..60).filter(|&mentee| is_allowed(mentee, mentor)).count());
            }
        }
    }
}
