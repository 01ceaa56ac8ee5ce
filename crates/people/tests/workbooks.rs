//! Excel workbooks.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "common/archive.rs"]
mod archive;
mod common;

use common::{described, error, people, reading, wrong};
use people::{FileKind, ReadError};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

/// A workbook with one sheet.
fn workbook(write: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    write(workbook.add_worksheet()).unwrap();
    workbook.save_to_buffer().unwrap()
}

fn write_rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) -> Result<(), XlsxError> {
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(first + row as u32, column as u16, *cell)?;
        }
    }
    Ok(())
}

#[test]
fn a_workbook_says_the_same_as_csv() {
    let rows: [&[&str]; 3] = [
        &["Personalnummer", "Rolle", "Stufe", "Sucht", "Zeiten", "Sprachen"],
        &["F000001", "mentee", "7", "Cloud-Dienste:3|OKR", "Mo 08:30-10:30|Do 10:00-11:00", "de|en"],
        &["J000001", "Mentorin", "", "", "", "de"],
    ];
    let csv: String = rows.iter().map(|row| row.join(";") + "\n").collect();
    let mut expected = described(&people(csv));
    let found = workbook(|sheet| write_rows(sheet, 0, &rows));
    assert_eq!(described(&people(found)), expected);
    // Blank rows and columns around the table, and within.
    let found = workbook(|sheet| {
        write_rows(sheet, 3, &rows[..1])?;
        write_rows(sheet, 5, &[&[" ", ""]])?;
        write_rows(sheet, 7, &rows[1..])
    });
    assert_eq!(described(&people(found)), std::mem::take(&mut expected));
}

#[test]
fn numbers_are_numbers_and_texts_are_texts() {
    let file = workbook(|sheet| {
        write_rows(sheet, 0, &[&["id", "role", "level", "capacity", "manager", "wishes", "Share"]])?;
        sheet.write_number(1, 0, 123)?.write_string(1, 1, "mentor")?;
        sheet.write_number(1, 2, 5.0)?.write_number(1, 3, 3)?.write_string(1, 4, "000123")?;
        sheet.write_number(1, 5, 123_456_789_012.0)?.write_number(1, 6, 0.1 + 0.2)?;
        write_rows(sheet, 2, &[&["000123", "mentee"]])
    });
    let people = reading(file, &["share"]).people;
    assert_eq!(
        described(&people),
        [
            "000123;000123;Mentee;;;;;;;;;----;;;1;;;;",
            "123;123;Mentor;;;000123;5;;;;;----;;;3;123456789012;;;Share=0.3 [0.3]",
        ]
    );
}

#[test]
fn dates_times_and_truths_are_texts_in_custom_columns() {
    let file = workbook(|sheet| {
        write_rows(sheet, 0, &[&["id", "role", "Value"]])?;
        let date = Format::new().set_num_format("dd.mm.yyyy");
        let both = Format::new().set_num_format("dd.mm.yyyy hh:mm:ss");
        let time = Format::new().set_num_format("hh:mm");
        let duration = Format::new().set_num_format("[hh]:mm:ss");
        for row in 1..=8u32 {
            sheet.write_number(row, 0, row)?.write_string(row, 1, "mentor")?;
        }
        sheet.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2026, 11, 23)?, &date)?;
        sheet.write_datetime_with_format(
            2,
            2,
            ExcelDateTime::from_ymd(1956, 2, 29)?.and_hms(9, 30, 0)?,
            &both,
        )?;
        sheet.write_datetime_with_format(
            3,
            2,
            ExcelDateTime::from_ymd(2026, 1, 1)?.and_hms(23, 59, 59)?,
            &both,
        )?;
        sheet.write_datetime_with_format(4, 2, ExcelDateTime::from_hms(11, 30, 0)?, &time)?;
        sheet.write_number_with_format(5, 2, 1.5, &duration)?;
        sheet.write_boolean(6, 2, true)?;
        sheet.write_number_with_format(7, 2, -3.25, &date)?;
        sheet.write_number_with_format(8, 2, 0.0, &time)?;
        Ok(())
    });
    let people = reading(file, &["value"]).people;
    let values = &people.vocabulary.attributes[0].values;
    let found: Vec<_> = people.mentors.iter().map(|mentor| values.text(mentor.attributes[0].whole)).collect();
    assert_eq!(
        found,
        ["2026-11-23", "1956-02-29T09:30", "2026-01-01T23:59:59", "11:30", "36:00", "true", "-3.25", "00:00"]
    );
}

#[test]
fn formulas_give_their_values_and_their_errors() {
    let file = workbook(|sheet| {
        write_rows(sheet, 0, &[&["id", "role", "level", "remark"]])?;
        sheet
            .write_formula(1, 0, Formula::new("\"a\"&\"b\"").set_result("ab"))?
            .write_string(1, 1, "mentor")?;
        sheet.write_formula(1, 2, Formula::new("1/0").set_result("#DIV/0!"))?;
        sheet.write_formula(1, 3, Formula::new("1/0").set_result("#DIV/0!"))?;
        sheet.write_string(2, 0, "c")?.write_string(2, 1, "mentor")?;
        sheet.write_formula(2, 2, Formula::new("10+2").set_result("12"))?;
        Ok(())
    });
    // Of the last column nobody reads the error.
    assert_eq!(
        wrong(file),
        [
            (2, 1, "level".into(), "#DIV/0!".into(), "a formula that gives a value".into()),
            (3, 2, "level".into(), "12".into(), "1 to 9".into()),
        ]
    );
}

#[test]
fn errors_name_the_row_of_the_sheet() {
    let file = workbook(|sheet| {
        write_rows(sheet, 2, &[&["id", "role", "level"]])?;
        write_rows(sheet, 9, &[&["a", "chief", "12"], &[], &["", "mentor"], &["b", "mentor", "1", "surplus"]])
    });
    let found: Vec<_> = wrong(file).into_iter().map(|error| (error.0, error.1, error.2, error.3)).collect();
    assert_eq!(
        found,
        [
            (10, 1, "role".into(), "chief".into()),
            (10, 1, "level".into(), "12".into()),
            (12, 2, "id".into(), String::new()),
            (13, 3, String::new(), "surplus".into()),
        ]
    );
}

#[test]
fn the_first_sheet_with_names_of_columns_is_read() {
    let mut workbook = Workbook::new();
    write_rows(workbook.add_worksheet(), 0, &[&["How to fill in this file"], &["id", "role"]]).unwrap();
    workbook.add_worksheet();
    let hidden = workbook.add_worksheet();
    hidden.set_hidden(true);
    write_rows(hidden, 0, &[&["id", "role"], &["hidden", "mentor"]]).unwrap();
    write_rows(workbook.add_worksheet(), 0, &[&["id", "role"], &["shown", "mentor"]]).unwrap();
    write_rows(workbook.add_worksheet(), 0, &[&["id", "role"], &["later", "mentor"]]).unwrap();
    let people = people(workbook.save_to_buffer().unwrap());
    assert_eq!(described(&people).len(), 1);
    assert_eq!(people.id_of(&people.mentors[0]), "shown");
}

#[test]
fn a_workbook_without_a_table_of_people_is_told() {
    assert!(matches!(error(workbook(|_| Ok(()))), ReadError::Empty));
    let ReadError::MissingColumns { missing, found } =
        error(workbook(|sheet| write_rows(sheet, 1, &[&["id", "", "Note"]])))
    else {
        panic!("a column is missing")
    };
    assert_eq!((missing, found), (vec!["role"], vec!["id".to_owned(), "Note".to_owned()]));
    let twice = workbook(|sheet| write_rows(sheet, 0, &[&["id", "role", "Rolle"]]));
    assert!(matches!(error(twice), ReadError::AmbiguousColumn { .. }));
}

#[test]
fn archives_that_are_no_workbooks_are_told() {
    // The shortest archive: nothing but the end of its list of files.
    let mut empty = b"PK\x05\x06".to_vec();
    empty.resize(22, 0);
    let error = error(&empty);
    assert!(matches!(error, ReadError::NotATable { found: FileKind::Archive }), "{error:?}");
    let whole = workbook(|sheet| write_rows(sheet, 0, &[&["id", "role"]]));
    let cut = common::error(&whole[..whole.len() / 2]);
    assert!(matches!(cut, ReadError::Workbook { .. }), "{cut:?}");
}

/// The sheet of a workbook made by hand.
fn with_sheet(change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut files = archive::workbook_files();
    let sheet = files.last_mut().unwrap();
    sheet.1 = change(str::from_utf8(&sheet.1).unwrap()).into_bytes();
    archive::archive(&files)
}

#[test]
fn sheets_that_are_damaged_are_told() {
    assert_eq!(people(with_sheet(str::to_owned)).mentors.len(), 2);
    for (right, wrong) in [
        ("r=\"C2\"", "r=\"ZZZZZZ2\""),
        ("r=\"C2\"", "r=\"ZZZZZZZZZZZZ2\""),
        ("r=\"A3\"", "r=\"A1\""),
        ("r=\"A3\"", "r=\"A0\""),
        ("A1:D3", "D3:A1"),
        ("<v>2</v>", "<v>99</v>"),
        ("</sheetData>", ""),
        ("<f>1+2</f>", "<g>1+2</g>"),
        ("t=\"b\"><v>1<", "t=\"e\"><v>#SPILL!<"),
    ] {
        let file = with_sheet(|sheet| sheet.replacen(right, wrong, 1));
        match people::read(std::io::Cursor::new(file), &[]) {
            // Only some builds of the reader of workbooks mind where a sheet says that it ends.
            Ok(_) if right == "A1:D3" => {}
            Err(ReadError::Workbook { .. }) => {}
            other => panic!("{wrong}: {other:?}"),
        }
    }
}
