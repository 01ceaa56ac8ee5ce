//! The command line.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::failure::Failure;
use crate::language::Language;
use crate::progress::{self, Kind};
use crate::{generate_command, match_command, stop, verify_command};

/// Reverse mentoring, run well: provably the best pairs, and reasons for each
#[derive(Debug, Parser)]
#[command(name = "viceversa", version, after_long_help = EXAMPLES, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Language of messages and reports, and of people made up [default: that of LC_ALL, LC_MESSAGES or LANG, else English]
    #[arg(long, global = true, value_enum, hide_possible_values = true, value_name = "de|en")]
    language: Option<Language>,
}

const EXAMPLES: &str = "\
Examples:
  viceversa match --people people.csv --pairs pairs.csv --unmatched unmatched.csv \\
                  --certificate certificate.json --explain report.md
      Pairs mentees with mentors, proves that no plan is better, and explains it.

  viceversa verify --people people.csv --pairs pairs.csv --certificate certificate.json
      Checks the plan and its proof, by another way than it was found.

  viceversa generate people --mentees 100 --mentors 120 > people.csv
      Makes people up, to try things out.

Exit status: 0 done, 1 a verification failed, 2 bad input or usage, 130 stopped.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Pair mentees with mentors, provably the best way
    Match(Box<MatchArgs>),
    /// Check a plan and its certificate by the definitions
    Verify(VerifyArgs),
    /// Make things up, to try Vice Versa out
    Generate {
        #[command(subcommand)]
        what: Generated,
    },
}

/// What is read by `match` and `verify`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct InputArgs {
    /// People as CSV or XLSX, with English or German headers
    #[arg(long, value_name = "FILE")]
    pub people: PathBuf,

    /// Rules and weights as TOML [default: those of examples/recipe.toml]
    #[arg(long, value_name = "FILE")]
    pub recipe: Option<PathBuf>,

    /// If cells are bad, write them to this CSV file as well
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
}

/// How a command speaks of its work.
#[derive(Debug, Args)]
#[command(next_help_heading = "Display")]
pub struct DisplayArgs {
    /// Progress on standard error: a bar on a terminal, JSON lines for programs, or none
    #[arg(long, value_enum, default_value_t, value_name = "auto|json|none", hide_possible_values = true)]
    pub progress: Kind,
}

/// Arguments of `match`.
#[derive(Debug, Args)]
#[command(after_long_help = MATCH_EXAMPLES)]
pub struct MatchArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Pairs that must be in the plan: mentee's id, colon, mentor's id
    #[arg(long, num_args = 1.., value_name = "MENTEE:MENTOR", help_heading = "Choices by hand")]
    pub lock: Vec<String>,

    /// Pairs that must not be in the plan
    #[arg(long, num_args = 1.., value_name = "MENTEE:MENTOR", help_heading = "Choices by hand")]
    pub forbid: Vec<String>,

    /// Stop as soon as the plan is proven to be within this share of the best: 0.001 for 0.1 %
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share, hide_default_value = true, help_heading = "Search")]
    pub gap: f64,

    /// For which pairs to work out what the plan would lose without them [default: all if there are up to 2,000]
    #[arg(long, value_enum, value_name = "all|none", hide_possible_values = true, help_heading = "Search")]
    pub margins: Option<Margins>,

    /// Who is paired with whom, as CSV
    #[arg(long, value_name = "FILE", help_heading = "Output (- is standard output)")]
    pub pairs: PathBuf,

    /// Who is left over and why, as CSV
    #[arg(long, value_name = "FILE", help_heading = "Output (- is standard output)")]
    pub unmatched: PathBuf,

    /// The proof that no plan is better, as JSON
    #[arg(long, value_name = "FILE", help_heading = "Output (- is standard output)")]
    pub certificate: PathBuf,

    /// A report for people to read, as Markdown
    #[arg(long, value_name = "FILE", help_heading = "Output (- is standard output)")]
    pub explain: Option<PathBuf>,

    /// The same report for programs, as JSON
    #[arg(long, value_name = "FILE", help_heading = "Output (- is standard output)")]
    pub report: Option<PathBuf>,

    #[command(flatten)]
    pub display: DisplayArgs,
}

const MATCH_EXAMPLES: &str = "\
Examples:
  viceversa match --people people.csv --pairs pairs.csv --unmatched unmatched.csv \\
                  --certificate certificate.json --explain report.md
      The usual run, with the default rules and weights.

  viceversa match --people staff.xlsx --recipe recipe.toml --lock F01:J07 F02:J11 --forbid F03:J07 \\
                  --pairs pairs.csv --unmatched unmatched.csv --certificate certificate.json
      With rules of your own, two pairs settled beforehand and one ruled out.

  viceversa match --people million.csv --gap 0.001 --progress json \\
                  --pairs pairs.csv --unmatched unmatched.csv --certificate certificate.json
      Very many people: good enough is proven to be within 0.1 % of the best.

All files appear together when the run is complete, or none does. The same people, recipe and choices give the same \
files to the byte, whatever the order of rows or the machine.";

/// For which pairs margins are worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Margins {
    /// For every pair, however many there are.
    All,
    /// For none.
    None,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(after_long_help = VERIFY_EXAMPLES)]
pub struct VerifyArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// The plan: pairs.csv as `match` wrote it
    #[arg(long, value_name = "FILE")]
    pub pairs: PathBuf,

    /// The proof: certificate.json as `match` wrote it
    #[arg(long, value_name = "FILE")]
    pub certificate: PathBuf,

    #[command(flatten)]
    pub display: DisplayArgs,
}

const VERIFY_EXAMPLES: &str = "\
Example:
  viceversa verify --people people.csv --recipe recipe.toml \\
                   --pairs pairs.csv --certificate certificate.json

People and recipe must be those of the run; locked and forbidden pairs stand in the certificate. Every possible pair is \
scored anew by the definitions, with no code of the solver.

Exit status: 0 the plan is proven, 1 something is wrong (the first thing found is named), 2 the input cannot be read.";

/// What can be made up.
#[derive(Debug, Subcommand)]
enum Generated {
    /// People for `match`, as CSV on standard output
    People(PeopleArgs),
}

/// Arguments of `generate people`.
#[derive(Debug, Args)]
#[command(after_long_help = GENERATE_EXAMPLES)]
pub struct PeopleArgs {
    /// How many learn
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(0..=MOST_PEOPLE))]
    pub mentees: u32,

    /// How many give knowledge
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(0..=MOST_PEOPLE))]
    pub mentors: u32,

    /// The same seed, the same people
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,

    /// What makes them hard to match
    #[arg(long, value_enum, default_value_t)]
    pub kind: PeopleKind,
}

/// Most that can be made up on each side.
const MOST_PEOPLE: i64 = 1_000_000;

const GENERATE_EXAMPLES: &str = "\
Examples:
  viceversa generate people --mentees 84 --mentors 96 --seed 7 > people.csv
  viceversa --language de generate people --kind popular > personen.csv

All people are invented. Headers, days and words are English unless --language is de; names and sites are German.";

/// What makes invented people hard to match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PeopleKind {
    /// A company as it is: popular topics and interests, teams, sites
    #[default]
    Plain,
    /// A handful of topics that everyone wants and few offer
    Popular,
    /// Six kinds of mentees and six of mentors: equal scores everywhere
    Ties,
    /// Each mentor takes three mentees
    Capacity,
    /// Three departments, most people in one of them
    Departments,
    /// Hardly any free time
    Sparse,
    /// Levels, languages and departments rule out about four pairs in five
    Forbidden,
    /// As plain; meant for three times as many mentees as mentors
    Crowded,
}

/// A share of one, from 0 to below 1.
fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..1.0).contains(&share) => Ok(share),
        _ => Err("a share from 0 to below 1, such as 0.001 for 0.1 %".into()),
    }
}

/// Runs the command that was asked for.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let language = cli.language.unwrap_or_else(Language::of_environment);
    let is_json = cli.command.as_ref().is_some_and(Command::speaks_json);
    stop::listen(language, is_json);
    let result = match cli.command {
        Some(Command::Match(args)) => match_command::run(&args, language),
        Some(Command::Verify(args)) => verify_command::run(&args, language),
        Some(Command::Generate { what: Generated::People(args) }) => {
            generate_command::run(&args, cli.language.unwrap_or(Language::En))
        }
        None => {
            // Whoever closes the pipe has read enough.
            let _ = Cli::command().print_long_help();
            Ok(())
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report(&failure, language, is_json);
            ExitCode::from(failure.status())
        }
    }
}

impl Command {
    fn speaks_json(&self) -> bool {
        match self {
            Command::Match(args) => args.display.progress == Kind::Json,
            Command::Verify(args) => args.display.progress == Kind::Json,
            Command::Generate { .. } => false,
        }
    }
}

fn report(failure: &Failure, language: Language, is_json: bool) {
    if is_json {
        progress::line(&failure.to_json(language));
    } else {
        let _ = writeln!(std::io::stderr(), "{}", failure.text(language));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_gap_is_a_share() {
        assert_eq!(share("0.001"), Ok(0.001));
        for wrong in ["1", "-0.1", "5%", "nan", ""] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }
}
