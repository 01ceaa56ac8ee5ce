//! The command `viceversa`.
#![forbid(unsafe_code)]

mod choices;
mod cli;
mod failure;
mod generate_command;
mod language;
mod match_command;
mod output;
mod people_file;
mod progress;
mod recipe_file;
mod report;
mod stop;
mod summary;
mod verify_command;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
