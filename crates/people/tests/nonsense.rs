//! Whatever the file holds: people who are sound, or an error that can be told; never a panic.
//!
//! `FUZZ_CASES=100000 cargo test -p people --test nonsense` tries longer than the moment that every run takes.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "common/archive.rs"]
mod archive;

use std::io::Cursor;
use std::path::{Path, PathBuf};

use archive::{archive, workbook_files};
use people::generate::{Kind, Language, Shape, write_csv};
use people::{Choices, People, ReadError, Recipe, Symbol, Table, digest, fold, read, write_errors_csv};
use proptest::prelude::*;
use proptest::sample::{Index, select};

const KEEP: [&str; 3] = ["Since", "bemerkung", "x"];

/// Reads the file, and looks at all that comes of it.
fn try_out(bytes: &[u8]) {
    match read(Cursor::new(bytes), &KEEP) {
        Ok(reading) => {
            assert_sound(&reading.people);
            digest(&reading.people, &Recipe::default(), &Choices::default());
        }
        Err(error) => {
            assert!(!error.to_string().is_empty() && !error.german().is_empty());
            if let ReadError::Cells(errors) = error {
                assert!(!errors.is_empty());
                assert!(errors.is_sorted_by_key(|error| error.person_row), "in the order of the file");
                assert!(errors.is_sorted_by_key(|error| error.line));
                assert!(errors.iter().all(|error| error.line > 0 && error.value.chars().count() <= 201));
                write_errors_csv(Vec::new(), &errors).unwrap();
            }
        }
    }
}

/// All that the types promise.
fn assert_sound(people: &People) {
    let v = &people.vocabulary;
    let tables = [&v.ids, &v.departments, &v.sites, &v.languages, &v.topics, &v.interests, &v.time_zones];
    let folded = [&v.departments, &v.sites, &v.topics, &v.interests];
    let of_attributes = v.attributes.iter().flat_map(|attribute| [&attribute.values, &attribute.parts]);
    for table in folded.into_iter().chain(of_attributes.clone()) {
        assert!(texts(table).is_sorted_by(|one, other| fold(one) < fold(other)));
    }
    for table in [&v.ids, &v.languages, &v.time_zones] {
        assert!(texts(table).is_sorted_by(|one, other| one < other));
    }
    for table in tables.into_iter().chain(of_attributes) {
        let is_sound = |text: &&str| !text.is_empty() && text.trim() == *text && !text.contains('\0');
        assert!(texts(table).iter().all(is_sound));
    }
    for side in [&people.mentees, &people.mentors] {
        assert!(side.is_sorted_by(|one, other| one.id < other.id), "each id once, in order");
        for person in side {
            let lists =
                [&person.wishes, &person.vetoes, &person.previous, &person.languages, &person.interests];
            assert!(lists.iter().all(|list| is_set(list)));
            assert!(person.offers.is_sorted_by(|one, other| one.topic < other.topic));
            assert!(person.wants.is_sorted_by(|one, other| one.topic < other.topic));
            assert!(person.availability.is_sorted_by(|one, other| one.end < other.start));
            assert!(person.availability.iter().all(|span| span.start < span.end && span.end <= 336));
            assert!(person.attributes.is_sorted_by(|one, other| one.attribute < other.attribute));
            assert!(person.attributes.iter().all(|value| is_set(&value.parts)));
            assert!(person.capacity <= 20 && person.level.is_none_or(|level| (1..=9).contains(&level)));
            assert!(!person.name.is_empty());
        }
    }
}

fn texts(table: &Table) -> Vec<&str> {
    (0..table.len()).map(|symbol| table.text(symbol as Symbol)).collect()
}

fn is_set(symbols: &[Symbol]) -> bool {
    symbols.is_sorted_by(|one, other| one < other)
}

/// A change to a file.
#[derive(Clone, Debug)]
enum Change {
    Put(Index, u8),
    Insert(Index, &'static [u8]),
    Remove(Index, usize),
    Repeat(Index, usize, Index),
    Cut(Index),
}

/// What readers stumble over.
const SIGNS: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b";",
    b",",
    b"\t",
    b"\r",
    b"\n",
    b"\r\n",
    b"|",
    b":",
    b"\0",
    b"\x1f",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\x81",
    b"-",
    b" ",
    b"9999999999",
    b"<",
    b">",
    b"&#0;",
    b"&amp;",
    b"_x0000_",
    b"-1",
    b"1e308",
    b"NaN",
    b"XFD1048576",
    b"A0",
    b"\xd8\0",
    "\u{1e9e}\u{323}".as_bytes(),
    "ﷺ".as_bytes(),
];

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Put(at, byte)),
        (any::<Index>(), select(SIGNS)).prop_map(|(at, sign)| Change::Insert(at, sign)),
        (any::<Index>(), 1..40usize).prop_map(|(at, length)| Change::Remove(at, length)),
        (any::<Index>(), 1..200usize, any::<Index>())
            .prop_map(|(from, length, to)| Change::Repeat(from, length, to)),
        any::<Index>().prop_map(Change::Cut),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let length = bytes.len();
        let range = |at: &Index, count: usize| at.index(length)..(at.index(length) + count).min(length);
        match change {
            Change::Put(at, byte) => bytes[at.index(length)] = *byte,
            Change::Insert(at, sign) => {
                let at = at.index(length);
                bytes.splice(at..at, sign.iter().copied());
            }
            Change::Remove(at, count) => drop(bytes.drain(range(at, *count))),
            Change::Repeat(from, count, to) => {
                let copy = bytes[range(from, *count)].to_vec();
                let to = to.index(length);
                bytes.splice(to..to, copy);
            }
            Change::Cut(at) => bytes.truncate(at.index(length)),
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    proptest::collection::vec(change(), 1..8)
}

/// Small files that are right, of every kind.
fn right_files() -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for language in [Language::English, Language::German] {
        let mut csv = Vec::new();
        write_csv(&mut csv, &Shape { mentees: 6, mentors: 6, seed: 1, kind: Kind::Plain, language }).unwrap();
        let text = String::from_utf8(csv).unwrap();
        let semicolons = text.replace(',', ";").replace('\n', "\r\n");
        files.push(encoding_rs::WINDOWS_1252.encode(&semicolons).0.into_owned());
        files.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        files.push(text.into_bytes());
    }
    let export = std::fs::read(shared("hr-export.csv")).unwrap();
    // The first people, among them one with a line break in a cell.
    let ends = export.windows(2).enumerate().filter(|(_, pair)| *pair == b"\r\n").map(|(at, _)| at + 2);
    files.push(export[..ends.take(8).last().unwrap()].to_vec());
    files.push(archive(&workbook_files()));
    files
}

fn shared(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../../shared/data", name].iter().collect()
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400);
    ProptestConfig::with_cases(cases)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        try_out(&bytes);
    }

    #[test]
    fn any_table(rows in "(id|role|x|Rolle|\"|\"\"|,|;|\t|\r\n|\n|\r| |mentor|mentee|a|:|\\||[^a]){0,80}", header in "(id,role,x\n|Rolle;x;id\r\n)?") {
        try_out(format!("{header}{rows}").as_bytes());
    }

    #[test]
    fn any_cells(cells in proptest::collection::vec("(mentor|mentee|[a-c]|[0-9]|\\||:| |-|Mo |09:30|\\PC|\u{0}|\u{1f}){0,9}", 12)) {
        let header = "id,role,manager,level,languages,offers,wants,style,availability,time_zone,capacity,wishes\n";
        let cells: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        try_out(format!("{header}{}\n", cells.join(",")).as_bytes());
    }

    #[test]
    fn files_with_changes(file in select(right_files()), changes in changes()) {
        try_out(&changed(file, &changes));
    }

    /// Archives check their sums: to get behind that, what is in them is changed before they are made.
    #[test]
    fn workbooks_with_changes_inside(which in any::<Index>(), changes in changes()) {
        let mut files = workbook_files();
        let at = which.index(files.len());
        files[at].1 = changed(std::mem::take(&mut files[at].1), &changes);
        try_out(&archive(&files));
    }

    /// The last file of the workbook is its sheet.
    #[test]
    fn workbooks_with_changes_in_the_sheet(changes in changes()) {
        let mut files = workbook_files();
        let sheet = files.last_mut().unwrap();
        sheet.1 = changed(std::mem::take(&mut sheet.1), &changes);
        try_out(&archive(&files));
    }
}

#[test]
fn right_files_are_right() {
    for file in right_files() {
        let people = read(Cursor::new(&file), &KEEP).unwrap_or_else(|error| panic!("{error}")).people;
        assert_sound(&people);
        assert!(!people.mentees.is_empty() || !people.mentors.is_empty());
    }
}

/// Files that once were, or might have been, trouble.
#[test]
fn the_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        try_out(&bytes);
        // And all that is cut short.
        for end in (0..bytes.len()).step_by(1 + bytes.len() / 200) {
            try_out(&bytes[..end]);
        }
        count += 1;
    }
    assert!(count > 10, "{count} files");
}
