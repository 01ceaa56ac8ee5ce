//! The reports: the same story in both languages and as data, and nothing that is confidential.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use serde_json::Value;
use support::{Folder, data};

fn report(folder: &Folder) -> Value {
    serde_json::from_str(&folder.read("report.json")).unwrap()
}

#[test]
fn both_languages_tell_the_same() {
    let people = data("hr-export.csv");
    let told = |language: &str| {
        let folder = Folder::new();
        let options = format!("--explain report.md --report report.json --language {language}");
        folder.run_match(&people, &options).succeeded();
        (folder.read("report.md"), report(&folder))
    };
    let ((english, data), (german, german_data)) = (told("en"), told("de"));
    // Headings, tables and lists are the same, line by line; words and numbers differ.
    let shape = |report: &str| -> Vec<String> {
        let start = |line: &str| line.chars().take_while(|letter| "#-|>".contains(*letter)).collect();
        report.lines().filter(|line| !line.trim().is_empty()).map(start).collect()
    };
    assert_eq!(shape(&english), shape(&german));
    for word in [" mentor ", " points", " score", " and ", " the "] {
        assert!(!german.contains(word), "“{word}” in the German report");
    }
    for word in [" mit ", "Punkte", "Tandem", "Stufe "] {
        assert!(!english.contains(word), "“{word}” in the English report");
    }
    // As data nothing differs but the sentences.
    let without_sentences = |mut report: Value| {
        for left in report["left_over"].as_array_mut().unwrap() {
            left.as_object_mut().unwrap().remove("detail");
        }
        report
    };
    assert_eq!(without_sentences(data), without_sentences(german_data));
}

#[test]
fn the_report_agrees_with_the_files() {
    let (folder, people) = (Folder::new(), data("hr-export.csv"));
    folder.run_match(&people, "--explain report.md --report report.json").succeeded();
    let (report, text) = (report(&folder), folder.read("report.md"));
    let mut pairs = csv::Reader::from_path(folder.path("pairs.csv")).unwrap();
    let mut count = 0;
    for (row, pair) in pairs.records().map(Result::unwrap).zip(report["pairs"].as_array().unwrap()) {
        assert_eq!(
            (&row[0], &row[1]),
            (pair["mentee"]["id"].as_str().unwrap(), pair["mentor"]["id"].as_str().unwrap())
        );
        assert_eq!(row[2], pair["score"].to_string());
        assert_eq!(
            (&row[10], &row[11]),
            (&*pair["margin"]["pairs"].to_string(), &*pair["margin"]["value"].to_string())
        );
        for criterion in pair["criteria"].as_array().unwrap() {
            let column = ["topics", "interests", "style", "time", "site", "department", "wishes"];
            let column = column.iter().position(|name| criterion["criterion"] == **name).unwrap();
            assert_eq!(row[3 + column], criterion["value"].to_string());
        }
        let (mentee, mentor) =
            (pair["mentee"]["name"].as_str().unwrap(), pair["mentor"]["name"].as_str().unwrap());
        assert!(text.contains(&format!("### {mentor} teaches {mentee}: ")));
        count += 1;
    }
    assert_eq!(report["result"]["pairs"], count);
    let mut left = csv::Reader::from_path(folder.path("unmatched.csv")).unwrap();
    let left: Vec<csv::StringRecord> = left.records().map(Result::unwrap).collect();
    assert_eq!(left.len(), report["left_over"].as_array().unwrap().len());
    for (row, person) in left.iter().zip(report["left_over"].as_array().unwrap()) {
        let told = ["id", "role", "reason", "detail"].map(|key| person[key].as_str().unwrap());
        assert_eq!(row.iter().collect::<Vec<_>>(), told);
    }
}

#[test]
fn the_command_in_the_report_checks_the_plan() {
    let folder = Folder::new();
    folder.write("our people.csv", std::fs::read(data("hr-export.csv")).unwrap());
    folder.write("recipe.toml", "seed = 5\n");
    folder.run_match("our people.csv".as_ref(), "--recipe recipe.toml --explain report.md").succeeded();
    let report = folder.read("report.md");
    let line = report.lines().find(|line| line.starts_with("viceversa verify")).unwrap();
    let line = line.replacen("viceversa", env!("CARGO_BIN_EXE_viceversa"), 1);
    let status = std::process::Command::new("sh").args(["-c", &line]).current_dir(folder.path("")).status();
    assert!(status.unwrap().success(), "{line}");
}

#[test]
fn nobody_learns_who_excluded_whom() {
    let folder = Folder::new();
    folder.write(
        "people.csv",
        "id,role,level,languages,availability,vetoes\n\
        a,mentee,5,de,Mon 09:00-12:00,\n\
        b,mentor,1,de,Mon 09:00-12:00,a\n",
    );
    folder.run_match("people.csv".as_ref(), "--explain report.md --report report.json").succeeded();
    let told = [folder.read("report.md"), folder.read("report.json"), folder.read("unmatched.csv")].concat();
    for word in ["veto", "exclu", "apart or", "kept_apart"] {
        assert!(!told.contains(word), "“{word}” in:\n{told}");
    }
    assert!(folder.read("unmatched.csv").contains("a,mentee,nobody_allowed,"));
}

#[test]
fn names_cannot_break_the_report() {
    let folder = Folder::new();
    folder.write(
        "people.csv",
        "id,name,role,level,languages,availability\n\
        a,\"<b>|x|</b>\n# y\",mentee,5,de,Mon 09:00-12:00\n\
        b,[z](http://example.org),mentor,1,de,Mon 09:00-12:00\n",
    );
    folder.run_match("people.csv".as_ref(), "--explain report.md").succeeded();
    let report = folder.read("report.md");
    assert!(report.contains(r"\<b\>\|x\|\</b\> \# y"), "{report}");
    assert!(report.contains(r"\[z\](http://example.org)"), "{report}");
}

#[test]
fn long_plans_are_told_in_part() {
    let folder = Folder::new();
    let made = folder.run("generate people --mentees 700 --mentors 300 --seed 4").succeeded();
    folder.write("people.csv", made.stdout);
    folder.run_match("people.csv".as_ref(), "--explain report.md --report report.json").succeeded();
    let (text, report) = (folder.read("report.md"), report(&folder));
    let pairs = report["pairs"].as_array().unwrap();
    assert!(pairs.len() > 200);
    assert!(text.contains("Here are the 200 with the lowest scores"));
    assert_eq!(text.matches(" teaches ").count(), 200);
    let mut scores: Vec<u64> = pairs.iter().map(|pair| pair["score"].as_u64().unwrap()).collect();
    scores.sort_unstable();
    let first = text.split(" teaches ").nth(1).unwrap().split(": ").nth(1).unwrap();
    assert_eq!(first.split(' ').next().unwrap().replace(',', ""), scores[0].to_string());
}
