//! `viceversa match`.

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use matching::{Options, Plan, Problem, files};
use people::{People, UnknownColumn};
use serde_json::json;

use crate::choices;
use crate::cli::MatchArgs;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{self, Outputs};
use crate::progress::{self, Progress, Stage};
use crate::report::{
    Explanation, Files, Report, Result as Found, write_json, write_markdown, write_unmatched,
};
use crate::{people_file, recipe_file};

/// How long each part of a run took.
#[derive(Clone, Copy, Debug, Default)]
struct Times {
    reading: Duration,
    solving: Duration,
    explaining: Duration,
    writing: Duration,
}

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
    let explanation = Explanation::new(&problem, &plan, args.margins, &progress);
    times.explaining = lap();

    progress.begin(Stage::Writing);
    let mut finished = Outputs::new();
    let margin = |index| explanation.margin(index).map(|margin| (margin.pairs, margin.value));
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
        progress::line(&summary_json(&people, &unknown_columns, &plan, times));
    } else {
        // Whoever closes the pipe has read enough.
        let text = notes(&people, &unknown_columns, language) + &summary(&people, &plan, times, language);
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

/// What was read but has no effect.
fn notes(people: &People, unknown_columns: &[UnknownColumn], language: Language) -> String {
    let mut text = String::new();
    let dropped: Vec<&UnknownColumn> = unknown_columns.iter().filter(|column| !column.kept).collect();
    if !dropped.is_empty() {
        let names = dropped.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ");
        text += &language.pick(
            format!("Note: these columns play no part: {names}.\n"),
            format!("Hinweis: Diese Spalten spielen keine Rolle: {names}.\n"),
        );
    }
    for column in dropped {
        if let Some(meant) = &column.meant {
            let name = &column.name;
            text += &language.pick(
                format!("Note: is the column “{name}” meant to be “{meant}”?\n"),
                format!("Hinweis: Ist mit der Spalte „{name}“ „{meant}“ gemeint?\n"),
            );
        }
    }
    if people.unknown_ids > 0 {
        let unknown = language.count(people.unknown_ids);
        text += &language.pick(
            format!(
                "Note: {unknown} ids of managers, wishes, exclusions or earlier partners are of nobody in the file; they have \
                 no effect.\n"
            ),
            format!(
                "Hinweis: {unknown} Personalnummern bei Vorgesetzten, Wünschen, Ausschlüssen oder Bisherigen gehören niemandem \
                 in der Datei; sie bleiben ohne Wirkung.\n"
            ),
        );
    }
    text
}

/// What came out, for people.
fn summary(people: &People, plan: &Plan, times: Times, language: Language) -> String {
    let (mentees, mentors) = (people.mentees.len(), people.mentors.len());
    let count = |number: usize| language.count(number);
    let mut text = language.pick(
        format!(
            "{} people: {} mentees, {} mentors.\n",
            count(mentees + mentors),
            count(mentees),
            count(mentors)
        ),
        format!(
            "{} Personen: {} Mentees, {} Mentor:innen.\n",
            count(mentees + mentors),
            count(mentees),
            count(mentors)
        ),
    );
    let found = Found::of(plan);
    let gap = found.map_or(0.0, |found| found.gap);
    let proven = if gap > 0.0 {
        let gap = language.percent((gap * 1e4).ceil() / 1e4, 2);
        language.pick(
            format!("Proven: no plan is worth more than {gap} more."),
            format!("Bewiesen: Kein Plan ist mehr als {gap} mehr wert."),
        )
    } else {
        language.pick("Proven: no plan is better.", "Bewiesen: Kein Plan ist besser.").to_owned()
    };
    let pairs = plan.pairs.len();
    let placed = if pairs == mentees {
        language.pick("every mentee has a mentor", "alle Mentees haben eine:n Mentor:in").to_owned()
    } else {
        let left = count(mentees - pairs);
        let are = if mentees - pairs == 1 { ("is", "bleibt") } else { ("are", "bleiben") };
        language.pick(
            format!("{left} of {} mentees {} left over", count(mentees), are.0),
            format!("{left} von {} Mentees {} übrig", count(mentees), are.1),
        )
    };
    let words = if pairs == 1 { language.pick("pair", "Tandem") } else { language.pick("pairs", "Tandems") };
    text += &format!("{} {words}: {placed}. {proven}\n", count(pairs));
    if let Some(found) = found {
        let (value, mean) = (language.number(plan.value), language.number(found.mean_score.round() as i64));
        let lowest = language.number(found.lowest_score);
        text += &language.pick(
            format!("Value {value}; mean score {mean}, lowest {lowest} of 10,000.\n"),
            format!("Wert {value}; mittlere Punktzahl {mean}, niedrigste {lowest} von 10.000.\n"),
        );
    }
    let [reading, solving, explaining, writing] =
        times.all().map(|time| language.decimal(time.as_secs_f64(), 2));
    text += &language.pick(
        format!(
            "Seconds: reading {reading}, solving {solving}, explaining {explaining}, writing {writing}.\n"
        ),
        format!("Sekunden: Lesen {reading}, Lösen {solving}, Erklären {explaining}, Schreiben {writing}.\n"),
    );
    text
}

/// What came out, for programs.
fn summary_json(
    people: &People,
    unknown_columns: &[UnknownColumn],
    plan: &Plan,
    times: Times,
) -> serde_json::Value {
    let found = Found::of(plan);
    let unused: Vec<&str> =
        unknown_columns.iter().filter(|column| !column.kept).map(|column| column.name.as_str()).collect();
    let [reading, solving, explaining, writing] =
        times.all().map(|time| (time.as_secs_f64() * 1e3).round() / 1e3);
    json!({
        "done": true,
        "mentees": people.mentees.len(),
        "mentors": people.mentors.len(),
        "unknown_ids": people.unknown_ids,
        "unused_columns": unused,
        "pairs": plan.pairs.len(),
        "value": plan.value,
        "bound": plan.bound,
        "gap": found.map_or(0.0, |found| found.gap),
        "mean_score": found.map(|found| found.mean_score),
        "lowest_score": found.map(|found| found.lowest_score),
        "seconds": { "reading": reading, "solving": solving, "explaining": explaining, "writing": writing },
    })
}

impl Times {
    fn all(self) -> [Duration; 4] {
        [self.reading, self.solving, self.explaining, self.writing]
    }
}
