//! Whatever is changed in a plan, its certificate or its people is found.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use common::files::{Files, check};
use common::problem::{Problem, drawn, read};
use common::solver::solve;
use people::{Choices, Objective};
use serde_json::{Value, json};
use verify::{Fault, Rule};

/// Valid files for problems of each objective, with capacities, penalties, locks, forbidden pairs, and people left over.
fn valid() -> Vec<(Problem, Files)> {
    let objectives = [Objective::BestFit, Objective::Everyone, Objective::Fairest];
    let mut all = Vec::new();
    for seed in 0..160 {
        for objective in objectives {
            let mut problem = drawn(seed, objective);
            let solved = solve(&problem);
            if solved.pairs.len() < 2 {
                continue;
            }
            if seed % 2 == 0 {
                let people = &problem.people;
                let ids = |(i, j): (usize, usize)| {
                    (people.id_of(&people.mentees[i]).to_owned(), people.id_of(&people.mentors[j]).to_owned())
                };
                let (lock, forbid) = (vec![ids(solved.pairs[0])], vec![ids(solved.pairs[1])]);
                problem.choices = Choices { lock, forbid };
            }
            let files = Files::new(&problem, &solve(&problem));
            files.check(&problem).unwrap();
            all.push((problem, files));
        }
    }
    assert!(all.len() > 60, "{}", all.len());
    all
}

/// Every place in a JSON value that holds what `wanted` wants, as a pointer.
fn pointers(value: &Value, at: String, wanted: &dyn Fn(&Value) -> bool, found: &mut Vec<String>) {
    if wanted(value) {
        found.push(at.clone());
    }
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                pointers(value, format!("{at}/{key}"), wanted, found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{index}"), wanted, found);
            }
        }
        _ => {}
    }
}

fn found(value: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<String> {
    let mut all = Vec::new();
    pointers(value, String::new(), &wanted, &mut all);
    all
}

fn assert_found(problem: &Problem, files: &Files, what: &str) -> Fault {
    match files.check(problem) {
        Err(fault) => {
            for sentence in [fault.to_string(), fault.german()] {
                assert!(sentence.ends_with('.') && sentence.len() > 20, "{sentence}");
            }
            assert!(fault.to_string() != fault.german(), "no German: {fault}");
            fault
        }
        Ok(_) => panic!("{what} was not found in\n{}{}", files.pairs(), files.certificate),
    }
}

#[test]
fn each_number_in_the_certificate() {
    let mut changed = 0;
    for (problem, files) in valid() {
        for pointer in found(&files.certificate, Value::is_i64) {
            for step in [-1, 1] {
                let mut files = files.clone();
                let number = files.certificate.pointer_mut(&pointer).unwrap();
                *number = (number.as_i64().unwrap() + step).into();
                assert_found(&problem, &files, &format!("{pointer} {step:+}"));
                changed += 1;
            }
        }
    }
    assert!(changed > 1500, "{changed}");
}

#[test]
fn each_number_in_the_pairs() {
    for (problem, files) in valid() {
        for (row, column) in (0..files.rows.len()).flat_map(|row| (2..12).map(move |column| (row, column))) {
            for step in [-1, 1] {
                let mut files = files.clone();
                let cell = &mut files.rows[row][column];
                *cell = (cell.parse::<i64>().unwrap_or(0) + step).to_string();
                assert_found(&problem, &files, &format!("row {row} column {column} {step:+}"));
                // Signing the changed rows hides a margin, which no price proves, but nothing else.
                files.sign();
                if column < 10 {
                    assert_found(&problem, &files, &format!("signed: row {row} column {column} {step:+}"));
                }
            }
        }
    }
}

#[test]
fn each_text_in_the_certificate() {
    for (problem, files) in valid() {
        for pointer in found(&files.certificate, Value::is_string) {
            for text in ["", "E9", "x", "fairest "] {
                let mut files = files.clone();
                *files.certificate.pointer_mut(&pointer).unwrap() = text.into();
                assert_found(&problem, &files, &format!("{pointer} {text}"));
            }
        }
    }
}

#[test]
fn each_entry_left_out_or_renamed_or_added() {
    for (problem, files) in valid() {
        for pointer in found(&files.certificate, |value| value.is_object() || value.is_array()) {
            let container = |files: &mut Files, change: &dyn Fn(&mut Value)| {
                change(files.certificate.pointer_mut(&pointer).unwrap());
            };
            let entries = match files.certificate.pointer(&pointer).unwrap() {
                Value::Array(items) => items.len(),
                Value::Object(entries) => entries.len(),
                _ => 0,
            };
            for entry in 0..entries {
                let mut without = files.clone();
                container(&mut without, &|value| match value {
                    Value::Array(items) => drop(items.remove(entry)),
                    Value::Object(entries) => {
                        let key = entries.keys().nth(entry).unwrap().clone();
                        entries.remove(&key);
                    }
                    _ => {}
                });
                assert_found(&problem, &without, &format!("{pointer} without {entry}"));
                let mut twice = files.clone();
                container(&mut twice, &|value| match value {
                    Value::Array(items) => items.push(items[entry].clone()),
                    Value::Object(entries) => {
                        let (key, value) = entries.iter().nth(entry).unwrap();
                        let (key, value) = (format!("{key}x"), value.clone());
                        entries.insert(key, value);
                    }
                    _ => {}
                });
                assert_found(&problem, &twice, &format!("{pointer} with {entry} twice"));
            }
        }
    }
}

#[test]
fn choices_written_another_way() {
    for (mut problem, mut files) in valid() {
        let ids = problem.people.mentees.iter().map(|mentee| problem.people.id_of(mentee));
        // Forbidding what nobody could pair changes no plan.
        problem.choices.forbid = ids.take(2).map(|id| (id.to_owned(), "nobody".to_owned())).collect();
        let digest = people::digest(&problem.people, &problem.recipe, &problem.choices);
        files.certificate["digest"] = digest.into();
        let forbid = &problem.choices.forbid;
        for other in [[1, 0].as_slice(), &[0, 0, 1], &[0, 1, 1]] {
            files.certificate["forbid"] = json!(other.iter().map(|&at| &forbid[at]).collect::<Vec<_>>());
            let fault = assert_found(&problem, &files, "forbidden pairs written another way");
            assert!(matches!(fault, Fault::ChoicesOutOfOrder { key: "forbid", .. }), "{fault}");
        }
        files.certificate["forbid"] = json!(forbid);
        assert!(!matches!(files.check(&problem), Err(Fault::ChoicesOutOfOrder { .. })));
    }
}

#[test]
fn rows_left_out_doubled_swapped_or_renamed() {
    for (problem, files) in valid() {
        let rows = files.rows.len();
        for row in 0..rows {
            let tamper = |change: &dyn Fn(&mut Vec<Vec<String>>), what: &str| {
                let mut files = files.clone();
                change(&mut files.rows);
                files.sign();
                assert_found(&problem, &files, &format!("row {row} {what}"))
            };
            tamper(&|rows| drop(rows.remove(row)), "left out");
            let fault = tamper(&|rows| rows.insert(row, rows[row].clone()), "doubled");
            assert!(matches!(fault, Fault::MenteeTwice { .. }), "{fault}");
            let fault = tamper(&|rows| rows[row][0] = "nobody".into(), "renamed");
            assert!(matches!(fault, Fault::UnknownPerson { .. }), "{fault}");
            let fault = tamper(&|rows| rows[row][1] = "nobody".into(), "renamed");
            assert!(matches!(fault, Fault::UnknownPerson { .. }), "{fault}");
            tamper(&|rows| rows[row].truncate(11), "cut short");
            if row > 0 {
                let fault = tamper(&|rows| rows.swap(row - 1, row), "out of order");
                assert!(matches!(fault, Fault::OutOfOrder { .. }), "{fault}");
            }
            for other in (row + 1..rows).filter(|&other| files.rows[row][1] != files.rows[other][1]) {
                let swap = |rows: &mut Vec<Vec<String>>| {
                    let mentor = rows[row][1].clone();
                    rows[row][1] = std::mem::replace(&mut rows[other][1], mentor);
                };
                let mut files = files.clone();
                swap(&mut files.rows);
                assert!(files.check(&problem).is_err());
            }
        }
    }
}

#[test]
fn one_cell_of_one_person() {
    let (problem, files) = valid().into_iter().find(|(problem, _)| problem.people.mentees.len() > 3).unwrap();
    let recipe = &problem.recipe;
    let columns = [
        ("department", "D"),
        ("site", "W"),
        ("manager", "boss"),
        ("level", "9"),
        ("languages", "fr"),
        ("offers", "rust:5"),
        ("wants", "rust:3"),
        ("interests", "e"),
        ("style", "pace:1|channel:5"),
        ("availability", "Fr 10:00-10:30"),
        ("time_zone", "Asia/Tokyo"),
        ("capacity", "7"),
        ("wishes", "friend"),
        ("vetoes", "foe"),
        ("previous", "past"),
        ("Team", "green"),
    ];
    let lines: Vec<&str> = problem.csv.lines().collect();
    let header: Vec<&str> = lines[0].split(',').map(str::trim).collect();
    for (column, value) in columns {
        let index = header.iter().position(|name| *name == column).unwrap();
        // The last line is a mentor.
        let mut cells: Vec<&str> = lines[lines.len() - 1].split(',').collect();
        cells[index] = value;
        let mut changed: Vec<String> = lines.iter().map(|line| line.to_string()).collect();
        *changed.last_mut().unwrap() = cells.join(",");
        let people = read(&changed.join("\n"));
        let problem =
            Problem { people, recipe: recipe.clone(), choices: problem.choices.clone(), csv: String::new() };
        let fault = files.check(&problem).unwrap_err();
        assert!(matches!(fault, Fault::OtherPeople { .. }), "{column}: {fault}");
    }
}

#[test]
fn another_recipe() {
    let (mut problem, files) = valid().remove(0);
    problem.recipe.rules.extra_partner_penalty += 1;
    assert!(matches!(files.check(&problem), Err(Fault::OtherPeople { .. })));
    problem.recipe.rules.extra_partner_penalty -= 1;
    problem.recipe.objective = Objective::Everyone;
    let (certificate, recipe) = ("best_fit", "everyone");
    assert_eq!(files.check(&problem).unwrap_err(), Fault::OtherObjective { certificate, recipe });
}

#[test]
fn a_pair_that_is_not_allowed() {
    let (mut seen_veto, mut seen_score) = (false, false);
    for (problem, files) in valid() {
        let taken: Vec<&str> = files.rows.iter().map(|row| row[1].as_str()).collect();
        for mentor in &problem.people.mentors {
            let id = problem.people.id_of(mentor);
            if taken.contains(&id) || mentor.capacity == 0 {
                continue;
            }
            let mut files = files.clone();
            files.rows[0][1] = id.into();
            match files.check(&problem).unwrap_err() {
                Fault::NotAllowed { mentor, rule, .. } => {
                    assert_eq!(mentor, id);
                    seen_veto |= rule == Rule::Veto;
                }
                Fault::WrongInRow { mentor, .. } => {
                    assert_eq!(mentor, id);
                    seen_score = true;
                }
                _ => {}
            }
        }
    }
    assert!(seen_veto && seen_score);
}

#[test]
fn a_mentor_with_too_many_partners() {
    let recipe = common::problem::bare_recipe();
    let csv = "id,role,wants,offers\nA,mentee,x,\nB,mentee,x,\nJ,mentor,,x";
    let problem = Problem { people: read(csv), recipe, choices: Choices::default(), csv: csv.into() };
    let mut files = Files::new(&problem, &solve(&problem));
    let row = files.rows[0].clone();
    let other = if row[0] == "A" { "B" } else { "A" };
    files.rows.push(std::iter::once(other.to_owned()).chain(row[1..].to_vec()).collect());
    files.rows.sort();
    let fault = assert_found(&problem, &files, "a second partner");
    assert_eq!(fault, Fault::OverCapacity { line: 3, mentor: "J".into(), capacity: 1 });
    assert_eq!(fault.to_string(), "pairs.csv, line 3: mentor J has 2 partners, but room for 1.");
}

#[test]
fn the_form_of_the_certificate() {
    let (problem, files) = valid().remove(0);
    let (pairs, text) = (files.pairs(), files.certificate.to_string());
    let fault = |certificate: &str| check(&problem, &pairs, certificate).unwrap_err();
    let replaced = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} is not in {text}");
        fault(&text.replacen(from, to, 1))
    };
    assert!(matches!(fault(""), Fault::EndsEarly { .. }));
    assert!(matches!(fault(&text[..text.len() - 1]), Fault::EndsEarly { .. }));
    assert!(matches!(fault(&format!("{text} x")), Fault::NotJson { line: 1, .. }));
    assert!(matches!(fault("[]"), Fault::WrongKind { .. }));
    assert!(matches!(replaced("{", "{\"extra\":{\"a\":[1]},"), Fault::UnknownKey { key } if key == "extra"));
    assert!(
        matches!(replaced("{", "{\"bonus\":0,"), Fault::DuplicateKey { object: None, key } if key == "bonus")
    );
    assert!(matches!(
        replaced("{", "{\"lowest_score\":null,"),
        Fault::OnlyForFairest { key: "lowest_score" }
    ));
    assert!(matches!(replaced("\"bonus\":0", "\"bonus\":0.5"), Fault::WrongKind { .. }));
    assert!(matches!(replaced("\"bonus\":0", "\"bonus\":\"0\""), Fault::WrongKind { .. }));
    assert!(matches!(replaced("\"bonus\":0", "\"bonus\":9223372036854775808"), Fault::WrongKind { .. }));
    assert!(matches!(
        replaced("\"bonus\":0", "\"bonus\":1e400"),
        Fault::NotJson { .. } | Fault::WrongKind { .. }
    ));
    assert!(matches!(replaced("viceversa 0.1.0", "viceversa 0.1"), Fault::OtherEngine { .. }));
    let mentee = problem.people.id_of(&problem.people.mentees[0]);
    let doubled = replaced("\"mentees\":{", &format!("\"mentees\":{{\"{mentee}\":0,"));
    assert_eq!(doubled, Fault::DuplicateKey { object: Some("mentees"), key: mentee.into() });
    let huge = replaced("\"mentees\":{", &format!("\"mentees\":{{\"nobody\":{},", i64::MAX));
    assert!(matches!(huge, Fault::PriceOfUnknown { id, .. } if id == "nobody"));
    let without = text.replacen("\"bonus\":0,", "", 1);
    assert_eq!(fault(&without), Fault::MissingKey { key: "bonus" });
}

#[test]
fn prices_at_the_edge_of_what_a_number_holds() {
    for (problem, files) in valid() {
        for price in [i64::MIN, i64::MAX] {
            let mut files = files.clone();
            for pointer in found(&files.certificate, Value::is_i64) {
                *files.certificate.pointer_mut(&pointer).unwrap() = price.into();
                assert_found(&problem, &files, &format!("{pointer} = {price}"));
            }
        }
    }
}

#[test]
fn the_form_of_the_pairs() {
    let (problem, files) = valid().remove(0);
    let (pairs, text) = (files.pairs(), files.certificate.to_string());
    let fault = |pairs: &[u8]| check(&problem, pairs, &text).unwrap_err();
    assert_eq!(fault(b""), Fault::WrongHeader { found: None });
    assert!(matches!(
        fault(pairs.replacen("score", "Score", 1).as_bytes()),
        Fault::WrongHeader { found: Some(_) }
    ));
    assert!(matches!(fault(pairs.replace(',', ";").as_bytes()), Fault::WrongHeader { found: Some(_) }));
    let second = |change: &dyn Fn(&mut Vec<String>)| {
        let mut files = files.clone();
        change(&mut files.rows[1]);
        fault(files.pairs().as_bytes())
    };
    assert_eq!(second(&|row| row.push(String::new())), Fault::WrongFieldCount { line: 3, found: 13 });
    for number in ["+1", "01", " 1", "1.0", "-0", "", "1e3", "9223372036854775808"] {
        let fault = second(&|row| row[2] = number.into());
        assert!(matches!(fault, Fault::NotANumber { line: 3, column: "score", .. }), "{number}: {fault}");
    }
    assert_eq!(second(&|row| row[10] = String::new()), Fault::HalfAMargin { line: 3 });
    let mut bytes = pairs.clone().into_bytes();
    bytes.splice(pairs.find('\n').unwrap() + 1..pairs.find('\n').unwrap() + 1, [0xff]);
    assert_eq!(fault(&bytes), Fault::NotUtf8 { line: 2 });
    // Line ends and quotes say nothing, so they may be other ones.
    check(&problem, pairs.replace('\n', "\r\n"), &text).unwrap();
}
