//! People are the same in whatever order rows, columns and items are, and whatever program wrote the file.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use std::io::Cursor;

use common::{quoted, reading};
use people::generate::{Kind, Language, Shape, write_csv};
use people::{Choices, People, Recipe, digest};
use proptest::prelude::*;
use proptest::sample::select;

/// Rows of cells, the first of which names the columns.
type Cells = Vec<Vec<String>>;

const KEEP: [&str; 2] = ["Club", "team"];

/// One of several spellings that mean the same, or nearly.
fn word() -> impl Strategy<Value = String> {
    select(
        &[
            "Köln",
            "KÖLN",
            "ko\u{308}ln",
            " Köln ",
            "Straße",
            "STRASSE",
            "a,b;c",
            "say \"hi\"",
            "ﬁlm",
            "Film",
            "x",
        ][..],
    )
    .prop_map(String::from)
}

fn list(item: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    proptest::collection::vec(item, 0..4).prop_map(|items| items.join("|"))
}

fn topics(most: u8) -> impl Strategy<Value = String> {
    let topic = select(&["Köln", "Straße", "Film", "x: y", "z"][..]);
    proptest::collection::btree_map(topic, proptest::option::of(1..=most), 0..4).prop_map(|topics| {
        let items = topics.into_iter().map(|(topic, number)| match number {
            Some(number) => format!("{topic}:{number}"),
            // Only a topic without a colon can do without its number.
            None => topic.replace(':', ""),
        });
        items.collect::<Vec<_>>().join("|")
    })
}

fn span() -> impl Strategy<Value = String> {
    (select(&["Mo", "tue", "Mittwoch", "SUN"][..]), 0..47u16, 1..10u16).prop_map(|(day, start, length)| {
        let time = |half: u16| format!("{:02}:{}0", half / 2, 3 * (half % 2));
        format!("{day} {}-{}", time(start), time((start + length).min(48)))
    })
}

fn id() -> impl Strategy<Value = String> {
    (0..12u32).prop_map(|n| format!("p{n}"))
}

/// A row without id, role and manager.
fn row() -> impl Strategy<Value = Vec<String>> {
    let words = (word(), word(), list(word()), word(), list(word()));
    let numbers = ("[1-9]?", "|[0-9]|1[0-9]|20");
    let lists = (topics(5), topics(3), list(span()), list(id()), list(id()), list(id()));
    let codes = (list(select(&["de", "DE", "ger", "en"][..]).prop_map(String::from)), "|UTC|europe/berlin");
    (words, numbers, lists, codes).prop_map(
        |((name, department, interests, team, club), (level, capacity), lists, (languages, zone))| {
            let (offers, wants, availability, wishes, vetoes, previous) = lists;
            vec![
                name,
                department,
                interests,
                team,
                club,
                level,
                capacity,
                offers,
                wants,
                availability,
                wishes,
                vetoes,
                previous,
                languages,
                zone,
            ]
        },
    )
}

const COLUMNS: [&str; 18] = [
    "Personalnummer",
    "ROLE",
    "manager",
    "name",
    "Abteilung",
    "interests",
    "Team",
    "CLUB",
    "level",
    "Kapazität",
    "offers",
    "Sucht",
    "availability",
    "Wünsche",
    "vetoes",
    "previous",
    "Sprachen",
    "time_zone",
];

prop_compose! {
    /// A table that is right, with people in either role or in both.
    fn table()(
        rows in proptest::collection::vec((row(), row(), 0..3u8, any::<u32>()), 0..8)
    ) -> Cells {
        let mut cells: Cells = vec![COLUMNS.map(String::from).into()];
        for (n, (one, other, roles, manager)) in rows.into_iter().enumerate() {
            // Managers come before those who report to them, so that there is no cycle; some are not in the file.
            let manager = match manager as usize % (n + 2) {
                at if at < n => format!("p{at}"),
                at if at == n => String::new(),
                _ => "boss".into(),
            };
            for (role, row) in [("mentee", one), ("Mentor", other)] {
                if roles == 2 || (roles == 1) == (role == "mentee") {
                    let mut all = vec![format!("p{n}"), role.into(), manager.clone()];
                    all.extend(row);
                    cells.push(all);
                }
            }
        }
        cells
    }
}

fn csv(cells: &Cells, delimiter: &str, end: &str) -> String {
    let lines =
        cells.iter().map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(delimiter));
    lines.map(|line| line + end).collect()
}

fn read(cells: &Cells) -> People {
    reading(csv(cells, ",", "\n"), &KEEP).people
}

fn digest_of(people: &People) -> String {
    digest(people, &Recipe::default(), &Choices::default())
}

/// The rows in this order; the first stays.
fn permuted(cells: &Cells, order: &[usize]) -> Cells {
    let mut permuted = cells.clone();
    for (from, &to) in order.iter().enumerate() {
        permuted[1 + to] = cells[1 + from].clone();
    }
    permuted
}

fn encode(text: &str, encoding: usize) -> Vec<u8> {
    let utf_16 = |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect();
    match encoding {
        0 => text.into(),
        1 => format!("\u{feff}{text}").into(),
        2 => utf_16(u16::to_le_bytes),
        3 => utf_16(u16::to_be_bytes),
        // What Windows-1252 has no letter for is spelled otherwise, to the same effect.
        _ => {
            encoding_rs::WINDOWS_1252.encode(&text.replace("o\u{308}", "ö").replace('ﬁ', "fi")).0.into_owned()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_order_of_rows_is_no_matter(cells in table(), seed in any::<u64>()) {
        let expected = read(&cells);
        let mut order: Vec<usize> = (0..cells.len() - 1).collect();
        order.sort_by_key(|&at| (at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let found = read(&permuted(&cells, &order));
        prop_assert_eq!(digest_of(&found), digest_of(&expected));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_order_of_columns_is_no_matter(cells in table(), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..COLUMNS.len()).collect();
        order.sort_by_key(|&at| (at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let found: Cells = cells.iter().map(|row| order.iter().map(|&at| row[at].clone()).collect()).collect();
        prop_assert_eq!(read(&found), read(&cells));
    }

    #[test]
    fn every_program_writes_the_same_people(
        cells in table(), encoding in 0..5usize, delimiter in select(&[",", ";", "\t"][..]), end in select(&["\n", "\r\n", "\r"][..])
    ) {
        let found = reading(encode(&csv(&cells, delimiter, end), encoding), &KEEP).people;
        let expected = read(&cells);
        if encoding < 4 {
            prop_assert_eq!(found, expected);
        } else {
            prop_assert_eq!(found.mentees.len(), expected.mentees.len());
            prop_assert_eq!(found.mentors.len(), expected.mentors.len());
        }
    }

    #[test]
    fn a_workbook_holds_the_same_people(cells in table()) {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, cells) in cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                // As Excel does with what is typed.
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row as u32, column as u16, number).unwrap(),
                    Err(_) => sheet.write_string(row as u32, column as u16, cell).unwrap(),
                };
            }
        }
        let file = workbook.save_to_buffer().unwrap();
        prop_assert_eq!(reading(file, &KEEP).people, read(&cells));
    }
}

#[test]
fn invented_people_are_the_same_in_any_order() {
    for kind in Kind::ALL {
        for language in [Language::English, Language::German] {
            let mut bytes = Vec::new();
            write_csv(&mut bytes, &Shape { mentees: 60, mentors: 70, seed: 2, kind, language }).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            let expected = people::read(Cursor::new(&text), &[]).unwrap().people;
            let mut lines: Vec<&str> = text.lines().collect();
            lines[1..].sort_by_key(|line| line.bytes().rev().collect::<Vec<u8>>());
            let found = people::read(Cursor::new(lines.join("\n")), &[]).unwrap().people;
            assert_eq!(digest_of(&found), digest_of(&expected), "{kind}");
            assert_eq!(found, expected, "{kind}");
        }
    }
}
