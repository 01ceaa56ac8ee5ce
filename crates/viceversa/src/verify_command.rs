//! `viceversa verify`.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serde_json::json;

use crate::cli::VerifyArgs;
use crate::failure::Failure;
use crate::language::Language;
use crate::output;
use crate::progress::{self, Progress, Stage};
use crate::{people_file, recipe_file};

/// Checks a plan and says what is proven.
pub fn run(args: &VerifyArgs, language: Language) -> Result<(), Failure> {
    let clock = Instant::now();
    let mut inputs: Vec<&Path> = vec![&args.input.people, &args.pairs, &args.certificate];
    inputs.extend(args.input.recipe.as_deref());
    let errors =
        output::targets(&inputs, &args.input.errors.as_deref().into_iter().collect::<Vec<_>>())?.pop();
    let recipe = recipe_file::read(args.input.recipe.as_deref())?;
    let (pairs, certificate) = (open(&args.pairs)?, open(&args.certificate)?);
    let progress = Progress::new(args.display.progress, language);
    let people = people_file::read(&args.input.people, &recipe.attributes(), errors, &progress)?.people;
    progress.begin(Stage::Verifying);
    // Ctrl-C ends the process: nothing else stops a check.
    let never = AtomicBool::new(false);
    let mut hear = |done| progress.report(Stage::Verifying, done, None);
    let verified =
        verify::check(&people, &recipe, pairs, certificate, &mut hear, &never).map_err(|fault| {
            Failure::Fault {
                pairs: args.pairs.clone(),
                certificate: args.certificate.clone(),
                fault: fault.into(),
            }
        })?;
    let is_json = progress.is_json();
    progress.finish();
    let seconds = clock.elapsed().as_secs_f64();
    let proven = language.pick(verified.english(), verified.german());
    if is_json {
        progress::line(&json!({ "verified": proven, "seconds": (seconds * 1e3).round() / 1e3 }));
    }
    let head = language.pick("Proven.", "Bewiesen.");
    // Whoever closes the pipe has read enough.
    let _ = writeln!(io::stdout(), "{head} {proven}");
    Ok(())
}

fn open(path: &Path) -> Result<BufReader<File>, Failure> {
    let failed = |error| Failure::NotReadable { path: path.into(), error };
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    Ok(BufReader::with_capacity(1 << 16, file))
}
