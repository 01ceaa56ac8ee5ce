//! Times the reader: `reading FILE MENTEES MENTORS`. Makes the people up and writes the file if it does not exist.
#![allow(missing_docs, reason = "a program")]

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::time::Instant;

use people::generate::{Shape, write_csv};
use people::{Choices, Recipe, digest, read_file};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, mentees, mentors] = arguments.as_slice() else { panic!("reading FILE MENTEES MENTORS") };
    let file = Path::new(file);
    if !file.exists() {
        let number = |text: &str| text.parse().expect("a number of people");
        let shape = Shape { mentees: number(mentees), mentors: number(mentors), seed: 7, ..Shape::default() };
        let out = File::create(file).expect("a file that can be written");
        write_csv(&mut BufWriter::new(out), &shape).expect("room on the disk");
    }
    let bytes = file.metadata().map_or(0, |metadata| metadata.len());
    let clock = Instant::now();
    let reading = read_file(file, &[]).expect("people");
    let seconds = clock.elapsed().as_secs_f64();
    let people = &reading.people;
    println!(
        "{} mentees and {} mentors of {} MB read in {seconds:.2} s, {} MB in use at most",
        people.mentees.len(),
        people.mentors.len(),
        bytes / 1_000_000,
        most_memory().map_or("?".into(), |kilobytes| (kilobytes / 1000).to_string()),
    );
    let clock = Instant::now();
    let digest = digest(people, &Recipe::default(), &Choices::default());
    println!("digest {} in {:.2} s", &digest[..8], clock.elapsed().as_secs_f64());
}

/// Kilobytes of memory that the program had in use at most, where Linux says so.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
