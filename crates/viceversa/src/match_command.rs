//! `viceversa match`.

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use matching::{Options, Plan, Problem, files};

use crate::choices;
use crate::cli::MatchArgs;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{self, Outputs};
use crate::progress::{self, Progress, Stage};
use crate::report::{Explanation, Files, Report, described, write_json, write_markdown, write_unmatched};
use crate::summary::{self, Times};
use crate::{people_file, recipe_file};

/// Reads, solves, explains and writes.
pub fn run(args: &MatchArgs, language: Language) -> Result<(), Failure> {
    let mut inputs: Vec<&Path> = vec![&args.input.people];
    inputs.extend(args.input.recipe.as_deref());
    let [pairs, unmatched, certificate] =
        [&args.pairs, &args.unmatched, &args.certificate].map(|path| path.as_path());
    let outputs = [Some(pairs), Some(unmatched), Some(certificate)].into_iter();
    let optional = [args.explain.as_deref(), args.report.as_deref(), args.input.errors.as_deref()];
    let paths: Vec<&Path> = outputs.chain(optional).flatten().collect();
    let mut targets = output::targets(&inputs, &paths)?.into_iter();
    let mut target = || targets.next().expect("a target for each path");
    let (pairs, unmatched, certificate) = (target(), target(), target());
    let [explain, report, errors] = optional.map(|path| path.map(|_| target()));

    let recipe = recipe_file::read(args.input.recipe.as_deref())?;
    let progress = Progress::new(args.display.progress, language);
    let mut clock = Instant::now();
    let mut lap = || std::mem::replace(&mut clock, Instant::now()).elapsed();
    let mut times = Times::default();

    let reading = people_file::read(&args.input.people, &recipe.attributes(), errors, &progress)?;
    let (people, unknown_columns) = (reading.people, reading.unknown_columns);
    let choices = choices::read(&people, &args.lock, &args.forbid)?;
    times.reading = lap();

    progress.begin(Stage::Preparing);
    let problem = Problem::with_choices(&people, &recipe, &choices).map_err(Failure::Problem)?;
    progress.begin(Stage::Counting);
    let plan = solve(&problem, args.gap, &progress);
    times.solving = lap();

    progress.begin(Stage::Explaining);
    let described = match (&explain, &report) {
        (Some(_), _) => Some(described(&plan)),
        (None, Some(_)) => Some(Vec::new()),
        (None, None) => None,
    };
    let explanation = Explanation::new(&problem, &plan, args.margins, described.as_deref(), &progress);
    times.explaining = lap();

    progress.begin(Stage::Writing);
    let mut finished = Outputs::new();
    let margin = |index| explanation.margin_in_files(index).map(|margin| (margin.pairs, margin.value));
    let digest = finished.write(pairs, |out| files::write_pairs(out, &problem, &plan, margin))?;
    finished.write(certificate, |out| files::write_certificate(out, &problem, &plan, &digest))?;
    finished.write(unmatched, |out| write_unmatched(out, &problem, &explanation.left, language))?;
    let told = Report {
        problem: &problem,
        plan: &plan,
        explanation: &explanation,
        files: Files {
            people: args.input.people.clone(),
            recipe: args.input.recipe.clone(),
            pairs: args.pairs.clone(),
            unmatched: args.unmatched.clone(),
            certificate: args.certificate.clone(),
        },
        language,
    };
    if let Some(target) = explain {
        finished.write(target, |out| write_markdown(out, &told))?;
    }
    if let Some(target) = report {
        finished.write(target, |out| write_json(out, &told))?;
    }
    finished.put_in_place()?;
    times.writing = lap();

    let is_json = progress.is_json();
    progress.finish();
    if is_json {
        progress::line(&summary::json(&people, &unknown_columns, &plan, times));
    } else {
        // Whoever closes the pipe has read enough.
        let text = summary::notes(&people, &unknown_columns, language)
            + &summary::text(&people, &plan, times, language);
        let _ = io::stderr().write_all(text.as_bytes());
    }
    Ok(())
}

fn solve(problem: &Problem<'_>, gap: f64, progress: &Progress) -> Plan {
    let hear = |now: matching::Progress| {
        let stage = match now.stage {
            matching::Stage::Counting => Stage::Counting,
            matching::Stage::Bidding => Stage::Bidding,
            matching::Stage::Proving => Stage::Proving,
        };
        progress.report(stage, now.done, now.gap);
    };
    // Ctrl-C ends the process: nothing else stops a run.
    let options = Options { gap, progress: Some(&hear), ..Options::default() };
    problem.solve_with(&options).expect("a run that nobody can stop")
}
