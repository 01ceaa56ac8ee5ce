use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// All rows, as texts with their lines; the text comes in pieces of this size.
fn rows(text: &str, delimiter: u8, piece: usize) -> Vec<Vec<(String, u64, Option<CellFault>)>> {
    let mut splitter = Splitter::new(delimiter, 1);
    let mut rows = Vec::new();
    let (mut from, mut to) = (0, 0);
    loop {
        if from == to && to == text.len() {
            return rows;
        }
        let part = &text[from..to];
        match splitter.split(part, to == text.len()) {
            Some(length) => {
                assert!(length > 0, "no row is empty of signs");
                let row = splitter.row(part);
                let cell = |cell: &Cell| {
                    let text = if cell.is_rewritten { row.rewritten } else { row.text };
                    (text[cell.start..cell.end].to_owned(), cell.line, cell.fault)
                };
                rows.push(row.cells.iter().map(cell).collect());
                from += length;
            }
            None => {
                assert!(to < text.len(), "all is there");
                to = (to + piece..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
            }
        }
    }
}

fn texts(text: &str, delimiter: u8, piece: usize) -> Vec<Vec<String>> {
    let texts = |row: Vec<(String, u64, Option<CellFault>)>| row.into_iter().map(|cell| cell.0).collect();
    rows(text, delimiter, piece).into_iter().map(texts).collect()
}

/// What the `csv` crate reads.
fn peer(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.expect("UTF-8"));
    records.map(|record| record.iter().map(String::from).collect()).collect()
}

/// A cell as a program that knows the format writes it; neither blank nor quoted with blanks in front.
fn written() -> impl Strategy<Value = String> {
    let plain = "[a-z0-9äß|:]{0,6}";
    let quoted = "(x|é|,|;|\t|\n|\r|\r\n|\"\"| ){0,8}".prop_map(|inner| format!("\"{inner}\""));
    prop_oneof![plain, quoted, Just("5\" pipe".to_owned())]
}

proptest! {
    #[test]
    fn it_reads_what_the_csv_crate_reads(
        table in proptest::collection::vec(proptest::collection::vec(written(), 1..5), 0..6),
        delimiter in select(&b",;\t"[..]),
        end in select(&["\n", "\r\n", "\r"][..]),
        piece in 1..40usize,
        ends in any::<bool>(),
    ) {
        let sign = char::from(delimiter).to_string();
        let mut text = table.iter().map(|row| row.join(&sign)).collect::<Vec<_>>().join(end);
        if ends {
            text += end;
        }
        let (mut found, mut expected) = (texts(&text, delimiter, piece), peer(&text, delimiter));
        // That crate drops lines without any sign.
        for rows in [&mut found, &mut expected] {
            rows.retain(|row| row.len() > 1 || !row[0].is_empty());
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn pieces_make_no_difference(text in "(x|é|,|\"|\n|\r| ){0,40}", piece in 1..9usize) {
        prop_assert_eq!(rows(&text, b',', piece), rows(&text, b',', 1000));
    }

    #[test]
    fn lines_are_counted_whatever_ends_them(text in "(x|,|\"|\n|\r| ){0,40}") {
        for row in rows(&text, b',', 1000) {
            prop_assert!(row.is_sorted_by_key(|cell| cell.1));
        }
        let ends = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines = |text: &str| rows(text, b',', 1000).iter().map(|row| row[0].1).collect::<Vec<_>>();
        prop_assert_eq!(lines(&text), lines(&ends));
        prop_assert_eq!(lines(&text), lines(&ends.replace('\n', "\r\n")));
    }
}

#[test]
fn nothing_is_lost() {
    let texts = |text: &str| texts(text, b';', 1);
    assert_eq!(texts(""), Vec::<Vec<String>>::new());
    assert_eq!(texts("\n"), [[""]]);
    assert_eq!(texts(";"), [["", ""]]);
    assert_eq!(texts("a\r\n\r\nb"), [["a"], [""], ["b"]]);
    assert_eq!(texts("\"a\" ; \"b\";c \"d\""), [["a", "b", "c \"d\""]]);
    assert_eq!(texts("\"\""), [[""]]);
    assert_eq!(texts("\"\"\"\""), [["\""]]);
}

#[test]
fn faults_are_seen() {
    let faults = |text: &str| -> Vec<_> {
        rows(text, b',', 1)
            .into_iter()
            .flatten()
            .filter_map(|(text, line, fault)| Some((text, line, fault?)))
            .collect()
    };
    assert_eq!(faults("a,\"b\nc"), [("b\nc".into(), 1, CellFault::UnclosedQuote)]);
    assert_eq!(faults("\n\"a\"b,c"), [("a\"b".into(), 2, CellFault::TextAfterQuote)]);
    assert_eq!(faults("a,\"b\"\"\nc"), [("b\"\"\nc".into(), 1, CellFault::UnclosedQuote)]);
    assert_eq!(faults("\"a\"\t \r\n\"b\" ,c"), []);
}
