//! What README.md shows is what the program does.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::path::Path;

use support::Folder;

const README: &str = include_str!("../../../README.md");

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    std::fs::read_to_string(path).unwrap()
}

#[track_caller]
fn shows(text: &str) {
    assert!(README.contains(text.trim_end()), "README.md does not show:\n{text}");
}

#[test]
fn the_first_plan_is_as_shown() {
    let folder = Folder::new();
    folder.write("people.csv", example("people.csv"));
    let run = folder.run_match("people.csv".as_ref(), "--explain report.md").succeeded();
    let (what, seconds) = run.stderr.split_once("Seconds:").unwrap();
    shows(what);
    assert_eq!(seconds.matches(", ").count(), 3);
    shows(&folder.read("pairs.csv"));
    shows(&folder.read("unmatched.csv"));

    let report = folder.read("report.md");
    let shown: Vec<&str> = README.lines().filter_map(|line| line.strip_prefix('>')).map(str::trim).collect();
    let start = report.find("### Emre Kaya").unwrap();
    let section: Vec<&str> = report[start..].lines().take(shown.len()).collect();
    assert_eq!(section[0].replace("### ", "**") + "**", shown[0]);
    assert_eq!(section[1..], shown[1..]);

    let verified = folder.run_verify("people.csv".as_ref(), "").succeeded();
    shows(&verified.stdout);
    folder.write("pairs.csv", folder.read("pairs.csv").replace(",8212,", ",8213,"));
    let tampered = folder.run_verify("people.csv".as_ref(), "");
    assert_eq!(tampered.status, 1);
    shows(&tampered.stderr);
}

#[test]
fn bad_cells_are_as_shown() {
    let folder = Folder::new();
    let bad = example("people.csv")
        .replace("Mon 08:00-10:00|Thu", "Mon 8-10|Thu")
        .replace(",mentor,IT,", ",boss,IT,")
        .replace("AI assistants:5", "AI assistants:6");
    folder.write("bad.csv", bad);
    let run = folder.run_match("bad.csv".as_ref(), "");
    assert_eq!(run.status, 2);
    shows(&run.stderr);
    let made = folder.run("generate people --mentees 1 --mentors 1 --seed 7").succeeded();
    shows(&made.stdout);
}

#[test]
fn recipes_are_as_shown() {
    let folder = Folder::new();
    folder.write("people.csv", example("people.csv")).write("recipe.toml", example("recipe.toml"));
    folder.run_match("people.csv".as_ref(), "--recipe recipe.toml").succeeded();
    // The example holds every key with its default.
    folder.run_verify("people.csv".as_ref(), "").succeeded();
    let shown = README.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    folder.write("recipe.toml", shown);
    folder.run_match("people.csv".as_ref(), "--recipe recipe.toml").succeeded();
    folder.run_verify("people.csv".as_ref(), "--recipe recipe.toml").succeeded();
}
