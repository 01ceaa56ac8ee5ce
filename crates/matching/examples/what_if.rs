//! Times what-if and margins on people made up: `what_if MENTEES MENTORS KIND OBJECTIVE [all]`.
//! With `all` also the reasons of everyone left over and the margins of all pairs.

#[path = "../tests/support/mod.rs"]
mod support;

use std::io::Cursor;
use std::time::Instant;

use matching::{Change, Problem, Recipe, Repair};
use people::generate::{Kind, Shape, write_csv};
use people::{Objective, Role};
use support::Dice;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize| arguments[index].parse::<u32>().expect("a number");
    let kind: Kind = arguments[2].parse().expect("a kind of people");
    let shape = Shape { mentees: number(0), mentors: number(1), kind, ..Shape::default() };
    let mut csv = Vec::new();
    write_csv(&mut csv, &shape).expect("memory takes it");
    let people = people::read(Cursor::new(csv), &[]).expect("well-formed").people;
    let objective = Objective::ALL.into_iter().find(|objective| objective.name() == arguments[3]);
    let recipe = Recipe { objective: objective.expect("an objective"), ..Recipe::default() };
    let problem = Problem::new(&people, &recipe).expect("a problem");
    let clock = Instant::now();
    let plan = problem.solve().expect("nobody stops it");
    println!("{} pairs of {}, solved in {:.0} ms", plan.pairs.len(), people.mentees.len(), ms(clock));
    let clock = Instant::now();
    let repair = Repair::new(&problem, &plan).expect("proven");
    println!("made ready in {:.0} ms", ms(clock));
    let clock = Instant::now();
    repair.prepare();
    println!("prepared in {:.0} ms", ms(clock));

    let mut dice = Dice(5);
    let kinds = ["lock", "forbid", "mentee leaves", "mentor leaves", "mentee joins", "mentor joins"];
    for (index, name) in kinds.into_iter().enumerate() {
        let mut times: Vec<(f64, String)> = (0..200)
            .map(|_| {
                let change = change(&mut dice, index, &problem, &plan);
                // The best of three, since others may use the machine as well.
                let mut time = f64::INFINITY;
                let mut effect = matching::Effect::default();
                for _ in 0..3 {
                    let clock = Instant::now();
                    effect = repair.what_if(std::slice::from_ref(&change)).expect("it can be made");
                    time = time.min(ms(clock));
                }
                let what =
                    if let Change::Join(_) = change { "join".to_owned() } else { format!("{change:?}") };
                (time, format!("{what}: {} {}, {} moves", effect.pairs, effect.value, effect.moves.len()))
            })
            .collect();
        times.sort_by(|one, other| one.0.total_cmp(&other.0));
        let (median, worst) = (&times[times.len() / 2], &times[times.len() - 1]);
        println!("{name}: median {:.2} ms, worst {:.2} ms ({})", median.0, worst.0, worst.1);
    }
    if arguments.len() > 4 {
        let clock = Instant::now();
        let left = repair.left_over();
        println!("{} left over in {:.0} ms", left.len(), ms(clock));
        let clock = Instant::now();
        let mentees: Vec<usize> = plan.pairs.iter().map(|pair| pair.mentee).collect();
        let margins = repair.margins(&mentees);
        println!("{} margins in {:.0} ms", margins.len(), ms(clock));
    }
}

/// A change that can be made.
fn change(dice: &mut Dice, index: usize, problem: &Problem<'_>, plan: &matching::Plan) -> Change {
    let people = problem.people();
    let pair = plan.pairs[dice.below(plan.pairs.len())];
    let (mentees, mentors) = (people.mentees.len(), people.mentors.len());
    match index {
        0 => loop {
            let (mentee, mentor) = (dice.below(mentees), dice.below(mentors));
            if people.mentors[mentor].capacity > 0 && problem.broken_rule(mentee, mentor).is_none() {
                return Change::Lock { mentee, mentor };
            }
        },
        1 => Change::Forbid { mentee: pair.mentee, mentor: pair.mentor },
        2 => Change::Leave { role: Role::Mentee, index: pair.mentee },
        3 => Change::Leave { role: Role::Mentor, index: pair.mentor },
        // Someone like a person who is there.
        _ => {
            let like = if index == 4 { &people.mentees[pair.mentee] } else { &people.mentors[pair.mentor] };
            let mut person = like.clone();
            person.id = people.vocabulary.ids.len() as u32;
            Change::Join(Box::new(person))
        }
    }
}

fn ms(clock: Instant) -> f64 {
    clock.elapsed().as_secs_f64() * 1e3
}
