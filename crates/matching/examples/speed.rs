//! Times the engine stage by stage on made-up people: `speed MENTEES MENTORS [KIND] [everyone|best_fit|fairest] [GAP]`.

use std::cell::Cell;
use std::io::Cursor;
use std::time::Instant;

use matching::{Objective, Options, Problem, Progress, Recipe};
use people::generate::{Kind, Shape, write_csv};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize| arguments.get(index).and_then(|text| text.parse().ok()).unwrap_or(1000);
    let kind: Kind = arguments.get(2).map_or(Ok(Kind::Plain), |text| text.parse()).expect("a kind of people");
    let shape = Shape { mentees: number(0), mentors: number(1), seed: 7, kind, ..Shape::default() };
    let mut csv = Vec::new();
    write_csv(&mut csv, &shape).expect("memory takes everything");
    let people = people::read(Cursor::new(csv), &[]).expect("made-up people are well-formed").people;
    let objective =
        Objective::ALL.into_iter().find(|o| arguments.get(3).is_some_and(|text| text == o.name()));
    let recipe = Recipe { objective: objective.unwrap_or_default(), ..Recipe::default() };
    let gap = arguments.get(4).and_then(|text| text.parse().ok()).unwrap_or(0.0);

    let (clock, cpu) = (Instant::now(), cpu_seconds());
    let say = |what: &str| {
        eprintln!(
            "{:8.3} s ({:7.2} on all cores)  {what}",
            clock.elapsed().as_secs_f64(),
            cpu_seconds() - cpu
        );
    };
    let problem = Problem::new(&people, &recipe).expect("a problem");
    say("prepared");
    let heard = Cell::new(None);
    let progress = |progress: Progress| {
        let now = (progress.stage, (progress.done * 20.0) as u32);
        if heard.replace(Some(now)) != Some(now) {
            let gap = progress.gap.map_or(String::new(), |gap| format!(", gap {:.3} %", gap * 100.0));
            say(&format!("{:?} {:.0} %{gap}", progress.stage, progress.done * 100.0));
        }
    };
    let options = Options { gap, progress: Some(&progress), ..Options::default() };
    let plan = problem.solve_with(&options).expect("nobody stops it");
    say(&format!("{} pairs, value {}, bound {}", plan.pairs.len(), plan.value, plan.bound));
}

/// What all cores have done for this process, where the system tells (Linux, 100 ticks a second).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = |index: usize| stat.split_whitespace().nth(index).and_then(|ticks| ticks.parse::<f64>().ok());
    (ticks(13).unwrap_or(0.0) + ticks(14).unwrap_or(0.0)) / 100.0
}
