//! Writes the finished matrix of scores for solvers that need one: `matrix PEOPLE.csv MATRIX.npy`.
//!
//! A row per mentee, a column per mentor, scores by the default recipe as 16-bit numbers, -1 where the pair is not
//! allowed. Two bytes a pair: 200 MB for 10,000 x 10,000.
#![allow(missing_docs, clippy::unwrap_used, reason = "a program that may fail where it stands")]

mod npy;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use matching::{Problem, Recipe};
use rayon::prelude::*;

/// Mentees at once, so that all cores have work and memory stays small.
const ROWS: usize = 64;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [people, matrix] = &arguments[..] else { panic!("matrix PEOPLE.csv MATRIX.npy") };
    let people = people::read_file(Path::new(people), &[]).unwrap().people;
    let recipe = Recipe::default();
    let problem = Problem::new(&people, &recipe).unwrap();
    let (mentees, mentors) = (people.mentees.len(), people.mentors.len());
    let mut out = BufWriter::new(File::create(matrix).unwrap());
    npy::write_header(&mut out, mentees, mentors).unwrap();
    for start in (0..mentees).step_by(ROWS) {
        let rows: Vec<Vec<i16>> = (start..mentees.min(start + ROWS))
            .into_par_iter()
            .map(|mentee| (0..mentors).map(|mentor| entry(&problem, mentee, mentor)).collect())
            .collect();
        rows.iter().for_each(|row| npy::write_numbers(&mut out, row).unwrap());
    }
    out.flush().unwrap();
}

fn entry(problem: &Problem<'_>, mentee: usize, mentor: usize) -> i16 {
    match problem.broken_rule(mentee, mentor) {
        None => problem.score(mentee, mentor).total as i16,
        Some(_) => -1,
    }
}
