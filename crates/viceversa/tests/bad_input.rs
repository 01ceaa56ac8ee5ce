//! Bad input: a clear error at the right place, exit status 2, and nothing written.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::path::Path;

use support::{FILES, Folder, data};

#[test]
fn all_bad_cells_are_told_at_once() {
    let folder = Folder::new();
    let run = folder
        .run_match(&data("hr-export-broken.csv"), "--errors errors.csv --explain report.md")
        .failed(2, &["12 cells", "nothing was written"]);
    assert_eq!(folder.names(), ["errors.csv"], "nothing but the errors is written");

    let mut expected = csv::Reader::from_path(data("hr-export-broken.expected.csv")).unwrap();
    let mut errors = csv::Reader::from_path(folder.path("errors.csv")).unwrap();
    assert_eq!(errors.headers().unwrap(), vec!["line", "person_row", "column", "value", "expected"]);
    let errors: Vec<csv::StringRecord> = errors.records().map(Result::unwrap).collect();
    let mut count = 0;
    for (error, expected) in errors.iter().zip(expected.records()) {
        let expected = expected.unwrap();
        assert_eq!(error.iter().skip(1).collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
        // Line, column, value and what would be right stand in one line of the table.
        let is_shown = |line: &str| [0, 2, 3, 4].iter().all(|&field| line.contains(&error[field]));
        assert!(run.stderr.lines().any(is_shown), "{error:?} is not in:\n{}", run.stderr);
        count += 1;
    }
    assert_eq!((count, errors.len()), (12, 12));
}

#[test]
fn bad_cells_are_told_in_german() {
    let folder = Folder::new();
    folder.run_match(&data("hr-export-broken.csv"), "--language de").failed(
        2,
        &["Zeile", "Was richtig wäre", "mentor oder mentee", "12 Zellen von", "nichts geschrieben"],
    );
    folder
        .run_verify(&data("hr-export-broken.csv"), "")
        .failed(2, &["pairs.csv cannot be read: there is no such file or folder."]);
}

#[test]
fn a_recipe_is_told_what_is_allowed() {
    let folder = Folder::new();
    folder.write("recipe.toml", "seed = 3\n[weights]\ntopic = 5\n\n[rules]\nmin_level_gap = -1\n");
    let run = folder.run_match(&data("hr-export.csv"), "--recipe recipe.toml");
    run.failed(
        2,
        &[
            "The recipe recipe.toml cannot be used; 2 things are wrong:",
            "line 3: there is no key weights.topic; did you mean weights.topics?",
            "line 6: rules.min_level_gap = -1 should be a whole number from 0 to 8",
        ],
    );
    let run = folder.run_match(&data("hr-export.csv"), "--recipe recipe.toml --language de");
    run.failed(2, &["es hat 2 Fehler", "Zeile 3: den Schlüssel weights.topic gibt es nicht"]);
    folder.write("recipe.toml", "[weights]\nsame = { Haarfarbe = 3 }\n");
    let run = folder.run_match(&data("hr-export.csv"), "--recipe recipe.toml");
    run.failed(2, &["The recipe names the column “Haarfarbe”"]);
    assert_eq!(folder.names(), ["recipe.toml"]);
}

#[test]
fn choices_that_cannot_be_are_told() {
    let (folder, people) = (Folder::new(), data("hr-export.csv"));
    for (options, texts) in [
        ("--lock F000001", ["--lock F000001: there is no colon", "F01:J07"]),
        ("--lock F000001:J999", ["--lock F000001:J999: no mentor has the id “J999”", ""]),
        (
            "--forbid J000001:F000001",
            ["“J000001” is a mentor, not a mentee", "The mentee (who learns) comes first"],
        ),
        ("--forbid F000001:J1:2", ["none of the colons stands between", ""]),
        // Björn Müller is at level 7 as is nobody among the mentors whom he leads.
        ("--lock F000062:J000000", ["--lock F000062:J000000: this pair breaks a rule", "reporting line"]),
        (
            "--lock F000000:J000049 F000000:J000041",
            ["F000000 is already locked to", "a mentee has one mentor"],
        ),
    ] {
        folder.run_match(&people, options).failed(2, &texts);
    }
    folder
        .run_match(&people, "--language de --lock F000062:J000000")
        .failed(2, &["Dieses Paar verletzt eine Regel", "in einer Berichtslinie"]);
    assert!(folder.names().is_empty());
}

#[test]
fn files_that_are_not_there_are_named() {
    let folder = Folder::new();
    folder
        .run_match("nobody.csv".as_ref(), "")
        .failed(2, &["nobody.csv cannot be read: there is no such file or folder."]);
    folder.run_match(folder.path("").as_path(), "").failed(2, &["it is a folder"]);
    folder
        .run_match(&data("hr-export.csv"), "--recipe none.toml --language de")
        .failed(2, &["none.toml lässt sich nicht lesen: die Datei oder den Ordner gibt es nicht."]);
    folder.write("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0");
    folder.run_match("picture.csv".as_ref(), "").failed(2, &["picture.csv: "]);
}

#[test]
fn outputs_never_overwrite_inputs_or_each_other() {
    let folder = Folder::new();
    let people = "id,role\na,mentee\nb,mentor\n";
    folder.write("people.csv", people);
    let outputs = "--unmatched u.csv --certificate c.json";
    folder
        .run(&format!("match --people people.csv --pairs ./people.csv {outputs}"))
        .failed(2, &["people.csv is an input and would be overwritten"]);
    std::fs::hard_link(folder.path("people.csv"), folder.path("other-name.csv")).unwrap();
    folder
        .run(&format!("match --people people.csv --pairs other-name.csv {outputs}"))
        .failed(2, &["is an input and would be overwritten"]);
    folder
        .run(&format!("match --people people.csv --pairs u.csv {outputs}"))
        .failed(2, &["u.csv is named for two outputs"]);
    folder
        .run("match --people people.csv --pairs - --unmatched - --certificate c.json")
        .failed(2, &["Standard output is named for two outputs"]);
    assert_eq!(folder.read("people.csv"), people);
    assert_eq!(folder.names(), ["other-name.csv", "people.csv"]);
}

#[test]
fn all_files_appear_or_none() {
    let folder = Folder::new();
    for name in FILES {
        folder.write(name, "from an earlier run");
    }
    // The folder of one output does not exist.
    folder.run_match(&data("hr-export.csv"), "--explain nowhere/report.md").failed(
        2,
        &["nowhere/report.md cannot be written: there is no such file or folder. Nothing was written."],
    );
    for name in FILES {
        assert_eq!(folder.read(name), "from an earlier run");
    }
    assert_eq!(folder.names().len(), FILES.len(), "{:?}", folder.names());
    folder.run_match(&data("hr-export.csv"), "").succeeded();
    assert_eq!(folder.names().len(), FILES.len(), "nothing temporary stays: {:?}", folder.names());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    // The kernel's own folder takes no files, not even from the administrator.
    let folder = Folder::new();
    folder
        .run_match(&data("hr-export.csv"), "--explain /proc/self/report.md")
        .failed(2, &["report.md cannot be written"]);
    assert!(folder.names().is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let folder = Folder::new();
    for name in FILES {
        folder.write(name, "from an earlier run");
    }
    let run = folder.run_match(&data("hr-export.csv"), "--explain /dev/full");
    run.failed(2, &["/dev/full cannot be written: the disk is full. Nothing was written."]);
    for name in FILES {
        assert_eq!(folder.read(name), "from an earlier run");
    }
}

#[test]
fn wrong_usage_is_explained() {
    let folder = Folder::new();
    folder.run("match --people people.csv").failed(2, &["--pairs", "--help"]);
    folder.run_match(Path::new("people.csv"), "--gap 5%").failed(2, &["a share from 0 to below 1"]);
    folder.run("metch").failed(2, &["metch", "match"]);
    let help = folder.run("match --help").succeeded();
    for text in ["Examples:", "--lock", "--explain", "--progress"] {
        assert!(help.stdout.contains(text), "{text}");
    }
    assert!(folder.run("").succeeded().stdout.contains("viceversa match --people"));
}
