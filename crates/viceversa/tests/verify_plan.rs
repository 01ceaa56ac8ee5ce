//! `viceversa verify`: what is wrong is found and named, exit status 1.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use support::{Folder, data};

/// A folder with a plan for the company's export.
fn matched() -> Folder {
    let folder = Folder::new();
    folder.run_match(&data("hr-export.csv"), "").succeeded();
    folder
}

#[test]
fn tampering_is_found_and_named() {
    let folder = matched();
    let people = data("hr-export.csv");
    let (pairs, certificate) = (folder.read("pairs.csv"), folder.read("certificate.json"));
    let first: Vec<&str> = pairs.lines().nth(1).unwrap().split(',').collect();

    let score: u32 = first[2].parse().unwrap();
    folder.write("pairs.csv", pairs.replacen(&format!(",{score},"), &format!(",{},", score + 1), 1));
    let named = format!("pairs.csv, line 2, score: {} and {} have", first[0], first[1]);
    folder.run_verify(&people, "").failed(1, &["Not proven", &named]);

    let without: String =
        pairs.lines().enumerate().filter(|(line, _)| *line != 1).map(|(_, row)| format!("{row}\n")).collect();
    folder.write("pairs.csv", without);
    folder
        .run_verify(&people, "")
        .failed(1, &["The number of pairs is 83 by the certificate, but the plan has 82."]);
    folder.write("pairs.csv", &pairs);

    let value: serde_json::Value = serde_json::from_str(&certificate).unwrap();
    let value = value["value"].as_i64().unwrap();
    folder.write(
        "certificate.json",
        certificate.replace(&format!("\"value\": {value}"), &format!("\"value\": {}", value + 1)),
    );
    folder.run_verify(&people, "").failed(1, &["The certificate says that the plan is worth"]);
    folder.run_verify(&people, "--language de").failed(1, &["Nicht bewiesen"]);

    folder.write("certificate.json", &certificate[..certificate.len() / 2]);
    folder.run_verify(&people, "").failed(1, &["certificate.json ends too early"]);
    folder.write("certificate.json", &certificate);
    folder.run_verify(&people, "").succeeded();
}

#[test]
fn other_people_are_noticed() {
    let folder = matched();
    let made = folder.run("generate people --mentees 20 --mentors 20").succeeded();
    folder.write("others.csv", made.stdout);
    folder
        .run_verify("others.csv".as_ref(), "")
        .failed(1, &["The certificate was made for other people, another recipe"]);
}

#[test]
fn what_cannot_be_read_is_no_verdict() {
    let folder = matched();
    folder.write("recipe.toml", "objective = 3\n");
    let people = data("hr-export.csv");
    folder.run_verify(&people, "--recipe recipe.toml").failed(2, &["line 1: objective = 3 should be"]);
    folder.run_verify(&data("hr-export-broken.csv"), "").failed(2, &["12 cells"]);
    std::fs::remove_file(folder.path("certificate.json")).unwrap();
    folder
        .run_verify(&people, "")
        .failed(2, &["certificate.json cannot be read: there is no such file or folder."]);
}

#[test]
fn failures_are_json_for_programs() {
    let folder = matched();
    folder.write("pairs.csv", "nothing\n");
    let run = folder.run_verify(&data("hr-export.csv"), "--progress json");
    assert_eq!(run.status, 1);
    let last = run.stderr.lines().last().unwrap();
    let error: serde_json::Value = serde_json::from_str(last).unwrap();
    assert_eq!(error["status"], 1);
    assert!(error["error"].as_str().unwrap().contains("pairs.csv must begin with"));
}
