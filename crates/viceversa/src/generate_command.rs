//! `viceversa generate people`.

use std::io;
use std::path::PathBuf;

use people::generate::{self, Kind, Shape};

use crate::cli::{PeopleArgs, PeopleKind};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::STDOUT;

/// Writes invented people to standard output.
pub fn run(args: &PeopleArgs, language: Language) -> Result<(), Failure> {
    let shape = Shape {
        mentees: args.mentees,
        mentors: args.mentors,
        seed: args.seed,
        kind: kind(args.kind),
        language: language.pick(generate::Language::English, generate::Language::German),
    };
    match generate::write_csv(&mut io::stdout().lock(), &shape) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Failure::NotWritable { path: PathBuf::from(STDOUT), error }),
    }
}

fn kind(kind: PeopleKind) -> Kind {
    match kind {
        PeopleKind::Plain => Kind::Plain,
        PeopleKind::Popular => Kind::Popular,
        PeopleKind::Ties => Kind::Ties,
        PeopleKind::Capacity => Kind::Capacity,
        PeopleKind::Departments => Kind::Departments,
        PeopleKind::Sparse => Kind::Sparse,
        PeopleKind::Forbidden => Kind::Forbidden,
        PeopleKind::Crowded => Kind::Crowded,
    }
}
