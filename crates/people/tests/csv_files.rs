//! Encodings, delimiters, line ends, quotation marks, headers: a file of people as any program writes it.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use common::{described, error, people, reading, wrong};
use people::{FileKind, ReadError};

const PLAIN: &str = "id,role,name,site\na,mentor,Zoë,Köln\nb,mentee,Jürgen,\"Wien, Mitte\"\n";

fn utf_16(text: &str, to_bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

#[test]
fn every_encoding_says_the_same() {
    let expected = people(PLAIN);
    assert_eq!(described(&expected)[1], "a;Zoë;Mentor;;Köln;;;;;;;----;;;1;;;;");
    assert_eq!(described(&expected)[0], "b;Jürgen;Mentee;;Wien, Mitte;;;;;;;----;;;1;;;;");
    let with_mark = format!("\u{feff}{PLAIN}");
    assert_eq!(people(&with_mark), expected, "UTF-8 with a mark");
    assert_eq!(people(utf_16(&with_mark, u16::to_le_bytes)), expected, "UTF-16 LE");
    assert_eq!(people(utf_16(&with_mark, u16::to_be_bytes)), expected, "UTF-16 BE");
    assert_eq!(people(utf_16(PLAIN, u16::to_le_bytes)), expected, "UTF-16 LE without a mark");
    assert_eq!(people(utf_16(PLAIN, u16::to_be_bytes)), expected, "UTF-16 BE without a mark");
    assert_eq!(people(windows_1252(PLAIN)), expected, "Windows-1252");
}

#[test]
fn windows_1252_has_its_own_signs() {
    let people = people(b"id,role,name\na,mentor,\x80 \x84Zo\xeb\x93 \x96 \x8a\n");
    assert_eq!(&*people.mentors[0].name, "€ „Zoë“ – Š");
    // Five bytes have no letter.
    assert_eq!(wrong(b"id,role,name\na,mentor,\x81\xe4\n")[0].4, "text without control characters");
}

#[test]
fn a_letter_that_is_not_ascii_may_come_late() {
    let mut file = String::from("id;role;name\n");
    for n in 0..20_000 {
        file += &format!("p{n};mentee;Name\n");
    }
    file += "z;mentor;Jörg\n";
    for bytes in [file.clone().into_bytes(), windows_1252(&file), utf_16(&file, u16::to_le_bytes)] {
        let people = people(bytes);
        assert_eq!((people.mentees.len(), &*people.mentors[0].name), (20_000, "Jörg"));
    }
}

#[test]
fn letters_across_the_pieces_of_a_file_stay_whole() {
    for shift in 0..5 {
        let filler = "x".repeat(65_536 - 30 + shift);
        let file = format!("id,role,name,note\na,mentor,Jörg,{filler}äöü😀ß\nb,mentor,Zoë,\n");
        let expected: Vec<String> = ["Jörg", "Zoë"].map(String::from).into();
        for bytes in [file.clone().into_bytes(), utf_16(&file, u16::to_be_bytes)] {
            let reading = reading(bytes, &["note"]);
            let names: Vec<String> =
                reading.people.mentors.iter().map(|mentor| mentor.name.to_string()).collect();
            assert_eq!(names, expected);
            assert!(reading.people.vocabulary.attributes[0].values.text(0).ends_with("xäöü😀ß"));
        }
    }
}

#[test]
fn damaged_utf_8_is_not_taken_for_windows_1252() {
    let file = b"id,role,name\r\na,mentor,J\xc3\xb6rg\r\nb,mentor,Zo\xc3\xab\r\nc,mentor,J\xf6rg\r\n";
    assert!(matches!(error(file), ReadError::Encoding { line: 4, encoding: "UTF-8" }));
    // With a mark there is no doubt at all.
    let file = b"\xef\xbb\xbfid,role,name\na,mentor,J\xf6rg\n";
    assert!(matches!(error(file), ReadError::Encoding { line: 2, encoding: "UTF-8" }));
    let half = [0xff, 0xfe, b'i', 0, b'd', 0, b'\n', 0, 0, 0xd8, b'x', 0];
    assert!(matches!(error(half), ReadError::Encoding { line: 2, encoding: "UTF-16LE" }));
    let cut = &utf_16("\u{feff}id,role\na,mentor\n", u16::to_le_bytes);
    assert!(matches!(error(&cut[..cut.len() - 1]), ReadError::Encoding { encoding: "UTF-16LE", .. }));
}

#[test]
fn delimiters_are_found_out() {
    let expected = people("id,role,name,interests\na,mentor,x,\"b;c;d;e;f\"\n");
    for file in [
        "id;role;name;interests\na;mentor;x;\"b;c;d;e;f\"\n",
        "id\trole\tname\tinterests\na\tmentor\tx\tb;c;d;e;f\n",
        "id,role,name,interests\na,mentor,x,b;c;d;e;f\n",
        "sep=;\nid;role;name;interests\na;mentor;x;\"b;c;d;e;f\"\n",
        "sep=,\r\nid,role,name,interests\r\na,mentor,x,b;c;d;e;f\r\n",
    ] {
        assert_eq!(people(file), expected, "{file}");
    }
    // Names of columns decide, whatever else is in the file.
    let file = "\"remark; free, text; at will\";id;role\n\"a,b,c,d\";x;mentor\n";
    let reading = reading(file, &[]);
    assert_eq!(reading.unknown_columns[0].name, "remark; free, text; at will");
    // And a column more or less is no matter.
    assert_eq!(people("id,a;b;c;d;e;f,role\nx,,mentor\n").mentors.len(), 1);
}

#[test]
fn lines_end_with_lf_crlf_or_cr() {
    let expected = people(PLAIN);
    for end in ["\n", "\r\n", "\r"] {
        let file = PLAIN.replace('\n', end);
        assert_eq!(people(&file), expected);
        assert_eq!(people(file.trim_end()), expected, "the last line does not end");
        assert_eq!(people(file.replace(end, &end.repeat(3))), expected, "blank lines");
        assert_eq!(people(format!("{end}{end}{file}")), expected, "blank lines first");
    }
    assert_eq!(people(PLAIN.replacen('\n', "\r\n", 2)), expected, "both");
    assert_eq!(people(PLAIN.replace('\n', "\n , \"\",,  \n")), expected, "lines of blank cells");
}

#[test]
fn errors_name_the_line_of_the_cell() {
    for end in ["\n", "\r\n", "\r"] {
        let lines = [
            "id,role,note,level",
            "",
            "a,mentor,\"one",
            "two \"\"quoted\"\"",
            "three\",10",
            ",,,",
            "b,mentor,,11",
            "c,chief,\"",
            "\",1",
            "d,mentor,,\"12",
            "\"",
        ];
        let errors = wrong(lines.join(end));
        let found: Vec<_> =
            errors.iter().map(|error| (error.0, error.1, error.2.as_str(), error.3.as_str())).collect();
        assert_eq!(
            found,
            [(5, 1, "level", "10"), (7, 2, "level", "11"), (8, 3, "role", "chief"), (10, 4, "level", "12")]
        );
    }
}

#[test]
fn quotation_marks_quote() {
    let name = |cell: &str| people(format!("id,role,name\nx,mentor,{cell}\n")).mentors[0].name.to_string();
    assert_eq!(name("\"a,b\"\"c\"\"\""), "a,b\"c\"");
    assert_eq!(name("\"\"\"\""), "\"");
    assert_eq!(name("\"\""), "x", "empty, hence the id");
    assert_eq!(name("5\" pipe"), "5\" pipe", "not at the beginning");
    assert_eq!(name(" \"a, b\" "), "a, b", "blanks around");
    assert_eq!(name("\"a\nb\""), "a\nb");
}

#[test]
fn a_quotation_mark_that_does_not_end_is_told() {
    let file = "id,role,name,level\na,mentor,x,12\nb,mentor,\"never ends,3\nc,mentor,z,4\n";
    let errors = wrong(file);
    assert_eq!(errors.len(), 2, "the cell before it is told too");
    assert_eq!((errors[1].0, errors[1].1, errors[1].2.as_str()), (3, 2, "name"));
    assert!(errors[1].3.starts_with("never ends,3"));
    assert_eq!(errors[1].4, "a quotation mark at the end of the cell");
    // In a column that nobody reads too: it hides everyone after it.
    assert_eq!(wrong("id,role,x\na,mentor,\"b\nc,mentor,\n")[0].4, "a quotation mark at the end of the cell");
    assert!(matches!(error("\n\"id,role\nx,mentor\n"), ReadError::UnclosedHeader { line: 2 }));
}

#[test]
fn text_after_a_quotation_mark_is_told() {
    let errors = wrong("id,role,name\na,mentor,\"x\" y\n");
    assert_eq!(errors[0].3, "x\" y");
    assert_eq!(errors[0].4, "quotation marks within a quoted cell written twice");
    assert_eq!(people("id,role,note\na,mentor,\"x\" y\n").mentors.len(), 1, "nobody reads the column");
}

#[test]
fn rows_have_no_more_cells_than_there_are_columns() {
    let errors = wrong("id,role,name\nb,mentor,x,surplus,\nc,mentor,x,,,\nd,mentor,x,\"\n\",more\n");
    let found: Vec<_> =
        errors.iter().map(|error| (error.0, error.1, error.2.as_str(), error.3.as_str())).collect();
    assert_eq!(found, [(2, 1, "", "surplus"), (5, 3, "", "more")]);
    assert!(errors.iter().all(|error| error.4 == "3 cells in the row, as there are 3 columns"));
}

#[test]
fn cells_that_are_missing_at_the_end_are_empty() {
    let people = people("id,role,name,site\na,mentor\nb,mentor,Ada\nc,mentee,Eva,\n");
    assert_eq!((people.mentors.len(), people.mentees.len()), (2, 1));
    assert_eq!(&*people.mentors[1].name, "Ada");
    let errors = wrong("id,role,name\na\n");
    assert_eq!(errors, [(2, 1, "role".into(), String::new(), "mentor or mentee".into())]);
    // A line break that should have been in quotation marks.
    let errors = wrong("id,role,name,level\na,mentor,Ada\nLovelace,3\n");
    assert_eq!(errors[0].3, "3");
}

#[test]
fn a_file_that_was_cut_off_is_told() {
    let errors = wrong("id,role,name,vetoes\na,mentor,x,b\nb,mentor,y");
    let expected = "4 cells in the row, as there are 4 columns";
    assert_eq!(errors, [(3, 2, "vetoes".into(), String::new(), expected.into())]);
    assert_eq!(people("id,role,name,vetoes\nb,mentor,y\n").mentors.len(), 1, "a row that ends");
    assert_eq!(people("id,role,name,vetoes\nb,mentor,y,").mentors.len(), 1, "a row with all its cells");
}

#[test]
fn headers_are_known_in_both_languages_any_case_and_order() {
    let german = "\u{feff} Rolle ;PERSONALNUMMER;wu\u{308}nsche;Kapazitaet;Ausschluesse;ＳＴＵＦＥ;Zeitzone\n\
                  mentor;a;b;3;c;2;UTC\n";
    let english = "Role,Id,WISHES,capacity,vetoes,level,time zone\nmentor,a,b,3,c,2,UTC\n";
    assert_eq!(people(german), people(english));
    assert_eq!(described(&people(english)), ["a;a;Mentor;;;;2;;;;;----;;UTC;3;b;c;;"]);
    let all = "Personalnummer,Name,Rolle,Abteilung,Standort,Vorgesetzte,Stufe,Sprachen,Bietet,Sucht,Interessen,Stil,\
               Zeiten,Zeitzone,Kapazität,Wünsche,Ausschlüsse,Bisherige\n";
    assert!(reading(all, &[]).unknown_columns.is_empty());
    let all = "id,name,role,department,site,manager,level,languages,offers,wants,interests,style,availability,\
               time_zone,capacity,wishes,vetoes,previous\n";
    assert!(reading(all, &[]).unknown_columns.is_empty());
}

#[test]
fn columns_that_must_be_there_are_missed() {
    let error = error("Name;Abteilung;Rollen\nx;y;z\n");
    assert_eq!(
        error.to_string(),
        "there is no column “id” (in German “Personalnummer”) and no column “role” (in German “Rolle”); \
         the columns are “Name”, “Abteilung”, “Rollen”"
    );
    assert_eq!(
        error.german(),
        "Es fehlt die Spalte „Personalnummer“ (englisch „id“) und die Spalte „Rolle“ (englisch „role“); \
         vorhanden sind „Name“, „Abteilung“, „Rollen“."
    );
}

#[test]
fn columns_that_mean_the_same_are_told() {
    let file = "id,role,Standort,site\nx,mentor,a,b\n";
    assert_eq!(error(file).to_string(), "columns “Standort” and “site” mean the same; leave one of them out");
    let twice = "id,role,Team,TEAM\nx,mentor,a,b\n";
    assert_eq!(people(twice).mentors.len(), 1, "nobody reads them");
    let error = people::read(std::io::Cursor::new(twice), &["team"]).unwrap_err();
    assert!(matches!(error, ReadError::AmbiguousColumn { .. }));
}

#[test]
fn a_column_with_a_slip_in_its_name_is_pointed_out() {
    let file = "id,role,Vorgesetzter,languagse,Eintritt\nx,mentor,,,\n";
    let meant: Vec<_> = reading(file, &[]).unknown_columns.into_iter().map(|column| column.meant).collect();
    assert_eq!(meant, [Some("Vorgesetzte".into()), Some("languages".into()), None]);
    // Not if the right one is there as well, and not if it was asked for.
    let file = "id,role,Vorgesetzter,Vorgesetzte\nx,mentor,,\n";
    assert_eq!(reading(file, &[]).unknown_columns[0].meant, None);
    assert_eq!(reading("id,role,sites\nx,mentor,\n", &["Sites"]).unknown_columns[0].meant, None);
}

#[test]
fn tables_have_no_more_columns_than_excel_has() {
    let names = |columns: usize| (2..columns).map(|n| format!(",c{n}")).collect::<String>();
    assert_eq!(people(format!("id,role{}\nx,mentor\n", names(16_384))).mentors.len(), 1);
    let file = format!("id,role{}\nx,mentor\n", names(16_385));
    assert!(matches!(error(file), ReadError::TooManyColumns { columns: 16_385 }));
}

#[test]
fn columns_without_a_name_are_none() {
    assert_eq!(people("id,,role,,\na,x,mentor,,\n").mentors.len(), 1);
    assert_eq!(wrong("id,role,,\na,mentor,,x\n")[0].3, "x", "beyond the last name");
}

#[test]
fn files_that_are_no_tables_are_told() {
    assert!(matches!(error(""), ReadError::Empty));
    assert!(matches!(error("\u{feff}"), ReadError::Empty));
    assert!(matches!(error("\n \r\n\n"), ReadError::Empty));
    for (start, kind) in [
        (&b"%PDF-1.7\n"[..], FileKind::Pdf),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", FileKind::OldExcel),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0", FileKind::Binary),
    ] {
        let error = error(start);
        assert!(matches!(error, ReadError::NotATable { found } if found == kind), "{error}");
    }
}

#[test]
fn a_table_without_people_is_one() {
    assert_eq!(people("id,role\n"), people("role;id"));
    assert_eq!(people("id,role\n").mentees.len(), 0);
}

#[test]
fn a_row_does_not_fill_the_memory() {
    let mut file = String::from("id,role,name\na,mentor,\"");
    file.extend(std::iter::repeat_n("b,mentor,x\n", 2 << 20));
    assert!(matches!(error(file), ReadError::RowTooLong { line: 2 }));
}

#[test]
fn errors_as_a_file_quote_what_must_be_quoted() {
    let ReadError::Cells(errors) = error("id,\"role, of the person\",role\na,,\"x,\"\"y\"\n") else {
        panic!()
    };
    let mut csv = Vec::new();
    people::write_errors_csv(&mut csv, &errors).unwrap();
    let expected = "line,person_row,column,value,expected\n2,1,role,\"x,\"\"y\",mentor or mentee\n";
    assert_eq!(String::from_utf8(csv).unwrap(), expected);
}
