//! `viceversa match`: what a run leaves behind, and that it can be proven.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use serde_json::Value;
use support::{FILES, Folder, data};

fn json(folder: &Folder, name: &str) -> Value {
    serde_json::from_str(&folder.read(name)).unwrap()
}

/// Rows of a CSV file without its header.
fn rows(folder: &Folder, name: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(folder.path(name)).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_companys_export_is_matched_and_proven() {
    let (folder, people) = (Folder::new(), data("hr-export.csv"));
    let run = folder.run_match(&people, "").succeeded();
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("180 people: 84 mentees, 96 mentors."), "{}", run.stderr);
    assert!(run.stderr.contains("Proven: no plan is better."), "{}", run.stderr);
    assert_eq!(folder.names(), ["certificate.json", "pairs.csv", "unmatched.csv"]);

    let certificate = json(&folder, "certificate.json");
    let (pairs, left) = (rows(&folder, "pairs.csv"), rows(&folder, "unmatched.csv"));
    assert_eq!(certificate["pairs"], pairs.len());
    assert_eq!(certificate["value"], certificate["bound"]);
    let is = |role: &str| left.iter().filter(|row| row[1] == role).count();
    assert_eq!(pairs.len() + is("mentee"), 84, "every mentee is in one of the two files");
    let mentors: std::collections::BTreeSet<&String> = pairs.iter().map(|row| &row[1]).collect();
    assert_eq!(mentors.len() + is("mentor"), 96, "every mentor is in one of the two files");
    assert!(left.iter().all(|row| !row[2].is_empty() && !row[3].is_empty()), "a reason for each");

    let proven = folder.run_verify(&people, "").succeeded();
    assert!(proven.stdout.starts_with("Proven. No plan over these people"), "{}", proven.stdout);
    let proven = folder.run_verify(&people, "--language de").succeeded();
    assert!(proven.stdout.starts_with("Bewiesen. Kein Plan mit diesen Personen"), "{}", proven.stdout);
}

#[test]
fn every_objective_is_proven() {
    let people = data("hr-export.csv");
    for objective in ["everyone", "best_fit", "fairest"] {
        let folder = Folder::new();
        folder.write("recipe.toml", format!("objective = \"{objective}\"\n"));
        folder
            .run_match(&people, "--recipe recipe.toml --report report.json --explain report.md")
            .succeeded();
        assert_eq!(json(&folder, "certificate.json")["objective"], objective);
        folder.run_verify(&people, "--recipe recipe.toml").succeeded();
        // Another recipe than the run's is noticed.
        if objective != "everyone" {
            folder.run_verify(&people, "").failed(1, &["The certificate is for the objective"]);
        }
    }
}

#[test]
fn the_same_people_give_the_same_bytes() {
    let people = data("hr-export.csv");
    let all = [FILES[0], FILES[1], FILES[2], "report.md", "report.json"];
    let outputs = "--explain report.md --report report.json";
    let first = Folder::new();
    first.run_match(&people, outputs).succeeded();

    // Rows in another order, in another encoding.
    let bytes = std::fs::read(&people).unwrap();
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut records: Vec<_> = reader.records().map(Result::unwrap).collect();
    records.reverse();
    records.rotate_left(61);
    let shuffled = Folder::new();
    let mut writer = csv::Writer::from_path(shuffled.path("hr-export.csv")).unwrap();
    writer.write_record(&header).unwrap();
    records.iter().for_each(|record| writer.write_record(record).unwrap());
    writer.flush().unwrap();
    drop(writer);
    shuffled.run_match("hr-export.csv".as_ref(), outputs).succeeded();

    for name in all {
        // The report names the file of people as it was given.
        let path = people.display().to_string();
        assert_eq!(first.read(name).replace(&path, "hr-export.csv"), shuffled.read(name), "{name}");
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let people = Folder::new();
    let made = people.run("generate people --mentees 300 --mentors 280 --seed 5 --kind popular").succeeded();
    people.write("people.csv", made.stdout);
    let run = |threads: &str| {
        let folder = Folder::new();
        let mut command = folder.command();
        command.args(
            "match --pairs pairs.csv --unmatched unmatched.csv --certificate certificate.json".split(' '),
        );
        command
            .args("--explain report.md --report report.json --people".split(' '))
            .arg(people.path("people.csv"));
        assert!(command.env("RAYON_NUM_THREADS", threads).output().unwrap().status.success());
        FILES
            .into_iter()
            .chain(["report.md", "report.json"])
            .map(|name| folder.read(name))
            .collect::<Vec<_>>()
    };
    assert_eq!(run("1"), run("2"));
}

#[test]
fn few_people_or_none_make_a_plan_too() {
    let header = "id,role,level,languages,availability,wants,offers\n";
    let mentee = "a,mentee,5,de,Mon 09:00-12:00,Go:3,\n";
    let mentor = "b,mentor,1,de,Mon 09:00-12:00,,Go:5\n";
    for (people, pairs, said) in [
        (header.to_owned(), 0, "0 people"),
        (format!("{header}{mentee}"), 0, "1 of 1 mentees is left over"),
        (format!("{header}{mentor}"), 0, "1 person: 0 mentees, 1 mentor."),
        (format!("{header}{mentee}{mentor}"), 1, "1 pair: every mentee has a mentor."),
    ] {
        for objective in ["everyone", "best_fit", "fairest"] {
            let folder = Folder::new();
            folder.write("people.csv", &people).write("recipe.toml", format!("objective = \"{objective}\""));
            let outputs = "--recipe recipe.toml --explain report.md --report report.json";
            let run = folder.run_match("people.csv".as_ref(), outputs).succeeded();
            assert!(run.stderr.contains(said), "{}", run.stderr);
            assert_eq!(rows(&folder, "pairs.csv").len(), pairs);
            folder.run_verify("people.csv".as_ref(), "--recipe recipe.toml").succeeded();
        }
    }
}

#[test]
fn ids_with_commas_quotes_and_colons_come_through() {
    let folder = Folder::new();
    let people = "id,role,level,languages,availability\n\
                  \"a,\"\"1\"\"\",mentee,5,de,Mon 09:00-12:00\n\
                  x:y,mentor,1,de,Mon 09:00-12:00\n";
    folder.write("people.csv", people);
    let mut command = folder.command();
    command.args("match --people people.csv --pairs pairs.csv --unmatched unmatched.csv".split(' '));
    command.args(["--certificate", "certificate.json", "--lock", "a,\"1\":x:y"]);
    assert!(command.output().unwrap().status.success());
    assert_eq!(rows(&folder, "pairs.csv")[0][..2], ["a,\"1\"", "x:y"]);
    let certificate = json(&folder, "certificate.json");
    assert_eq!(certificate["lock"], serde_json::json!([["a,\"1\"", "x:y"]]));
    folder.run_verify("people.csv".as_ref(), "").succeeded();
}

#[test]
fn choices_by_hand_are_kept() {
    let (folder, people) = (Folder::new(), data("hr-export.csv"));
    folder.run_match(&people, "").succeeded();
    let free = rows(&folder, "pairs.csv");
    let (forbidden, other) = (format!("{}:{}", free[3][0], free[3][1]), &free[7]);
    let locked = format!("{}:{}", other[0], other[1]);
    folder.run_match(&people, &format!("--lock {locked} --forbid {forbidden}")).succeeded();
    let chosen = rows(&folder, "pairs.csv");
    let has = |pair: &str| chosen.iter().any(|row| format!("{}:{}", row[0], row[1]) == pair);
    assert!(has(&locked) && !has(&forbidden));
    folder.run_verify(&people, "").succeeded();
}

#[test]
fn a_gap_is_honoured_and_told() {
    let folder = Folder::new();
    let made = folder.run("generate people --mentees 400 --mentors 400 --seed 3").succeeded();
    folder.write("people.csv", made.stdout);
    let outputs = "--gap 0.05 --explain report.md --report report.json";
    folder.run_match("people.csv".as_ref(), outputs).succeeded();
    let certificate = json(&folder, "certificate.json");
    let (value, bound) = (certificate["value"].as_f64().unwrap(), certificate["bound"].as_f64().unwrap());
    assert!(value <= bound && (bound - value) / bound <= 0.05, "{value} of {bound}");
    folder.run_verify("people.csv".as_ref(), "").succeeded();
}

#[test]
fn one_output_may_go_to_standard_output() {
    let (folder, people) = (Folder::new(), data("hr-export.csv"));
    let mut command = folder.command();
    command.args(["match", "--pairs", "-", "--unmatched", "u.csv", "--certificate", "c.json", "--people"]);
    let output = command.arg(&people).output().unwrap();
    assert!(output.status.success());
    folder.run_match(&people, "").succeeded();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), folder.read("pairs.csv"));
}

#[test]
fn people_come_down_a_pipe() {
    let folder = Folder::new();
    let people = data("hr-export.csv");
    let mut command = folder.command();
    command.args("match --people - --pairs p.csv --unmatched u.csv --certificate c.json".split(' '));
    command.stdin(std::fs::File::open(&people).unwrap());
    assert!(command.output().unwrap().status.success());
    folder.run_match(&people, "").succeeded();
    assert_eq!(folder.read("p.csv"), folder.read("pairs.csv"));
}

#[test]
fn progress_for_programs_is_json() {
    let folder = Folder::new();
    let run = folder.run_match(&data("hr-export.csv"), "--progress json").succeeded();
    let lines: Vec<Value> = run.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let stages: Vec<&str> = lines.iter().filter_map(|line| line["stage"].as_str()).collect();
    for stage in ["reading", "preparing", "counting", "explaining", "writing"] {
        assert!(stages.contains(&stage), "{stage} in {stages:?}");
    }
    let end = &lines[lines.len() - 1];
    assert_eq!(end["done"], true);
    assert_eq!(end["mentees"], 84);
    assert!(end["seconds"]["solving"].is_number());
}

#[test]
fn the_language_follows_the_environment() {
    let folder = Folder::new();
    let said = |variable: &str, locale: &str, option: &[&str]| {
        let mut command = folder.command();
        command.args(
            "match --pairs p.csv --unmatched u.csv --certificate c.json --explain r.md --people".split(' '),
        );
        let output = command.arg(data("hr-export.csv")).args(option).env(variable, locale).output().unwrap();
        (String::from_utf8(output.stderr).unwrap(), folder.read("r.md"))
    };
    let is_german = |(stderr, report): (String, String)| {
        assert_eq!(stderr.contains("Bewiesen"), report.contains("## Warum sie passen"));
        stderr.contains("Bewiesen")
    };
    assert!(is_german(said("LANG", "de_DE.UTF-8", &[])));
    assert!(is_german(said("LC_ALL", "de_AT", &[])));
    assert!(!is_german(said("LANG", "fr_FR.UTF-8", &[])));
    assert!(!is_german(said("LANG", "de_DE.UTF-8", &["--language", "en"])));
}

/// Where very many are left over, what a place would cost is not worked out for each; who can have nobody is still told.
#[test]
fn everyone_left_over_is_told_why_however_many_they_are() {
    let folder = Folder::new();
    let people = folder.run("generate people --mentees 5000 --mentors 4300 --seed 5").succeeded().stdout;
    folder.write("people.csv", people);
    // A score that nobody reaches who has not nearly everything in common.
    folder.write("recipe.toml", "[rules]\nmin_score = 7000\n");
    folder.run_match(&folder.path("people.csv"), "--recipe recipe.toml").succeeded();
    let (pairs, left) = (rows(&folder, "pairs.csv"), rows(&folder, "unmatched.csv"));
    let of_mentees: Vec<_> = left.iter().filter(|row| row[1] == "mentee").collect();
    assert_eq!(pairs.len() + of_mentees.len(), 5000);
    for (reason, text) in [("nobody_allowed", "No mentor is allowed"), ("other_pairs", "allowed")] {
        let told: Vec<_> = of_mentees.iter().filter(|row| row[2] == reason).collect();
        assert!(!told.is_empty() && told.iter().all(|row| row[3].contains(text)), "{reason}: {told:?}");
    }
}
