//! The inputs that companies really have.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::path::PathBuf;

use people::{ReadError, Role, read_file, write_errors_csv};

fn shared(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../../shared/data", name].iter().collect()
}

#[test]
fn the_export_reads_as_it_is() {
    let reading = read_file(&shared("hr-export.csv"), &["bemerkung"]).unwrap();
    let people = &reading.people;
    assert_eq!((people.mentees.len(), people.mentors.len()), (84, 96));
    assert_eq!(people.unknown_ids, 0);
    let unknown: Vec<_> =
        reading.unknown_columns.iter().map(|column| (column.name.as_str(), column.kept)).collect();
    assert_eq!(unknown, [("E-Mail", false), ("Eintritt", false), ("Bemerkung", true)]);

    let first = &people.mentees[0];
    assert_eq!((people.id_of(first), &*first.name, first.role), ("F000000", "Björn Müller", Role::Mentee));
    let vocabulary = &people.vocabulary;
    assert_eq!(vocabulary.sites.text(first.site.unwrap()), "Bremen");
    assert_eq!((first.level, first.style), (Some(7), [Some(1), Some(5), Some(4), Some(5)]));
    let wants: Vec<_> =
        first.wants.iter().map(|want| (vocabulary.topics.text(want.topic), want.importance)).collect();
    assert_eq!(wants, [("Automatisierung", 2), ("Datenanalyse", 2), ("Purpose und Sinn", 3)]);
    let spans: Vec<_> = first.availability.iter().map(|span| (span.start, span.end)).collect();
    assert_eq!(spans, [(17, 21), (2 * 48 + 20, 2 * 48 + 26), (4 * 48 + 20, 4 * 48 + 22)]);

    let remark = people.mentees[5].attributes[0].whole;
    assert_eq!(
        vocabulary.attributes[0].values.text(remark),
        "Möchte nur dienstags;\nbitte \"vorsichtig\" einplanen"
    );
}

#[test]
fn the_broken_export_gives_all_its_errors_at_once() {
    let error = read_file(&shared("hr-export-broken.csv"), &[]).unwrap_err();
    let ReadError::Cells(errors) = error else { panic!("{error}") };
    let mut csv = Vec::new();
    write_errors_csv(&mut csv, &errors).unwrap();
    let expected = std::fs::read_to_string(shared("hr-export-broken.expected.csv")).unwrap();
    let without_lines: String = (String::from_utf8(csv).unwrap().lines())
        .map(|line| line.split_once(',').unwrap().1.to_owned() + "\n")
        .collect();
    assert_eq!(without_lines, expected.replace("\r\n", "\n"));

    // The lines in the file: counted by hand, or as here by looking for the person.
    let bytes = std::fs::read(shared("hr-export-broken.csv")).unwrap();
    let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    for error in &errors {
        let line = String::from_utf8_lossy(lines[error.line as usize - 1]);
        assert!(line.contains(error.value.as_str()), "{error}: {line}");
    }
}
