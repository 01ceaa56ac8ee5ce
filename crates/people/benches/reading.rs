//! How fast people are read: 10,000, half of them mentees. `cargo bench -p people`.
#![allow(missing_docs, reason = "a program")]

use std::io::Cursor;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use people::generate::{Shape, write_csv};
use people::{Choices, Recipe, digest, read};

const PEOPLE: u32 = 10_000;

fn main() {
    divan::main();
}

fn csv() -> String {
    let mut out = Vec::new();
    let shape = Shape { mentees: PEOPLE / 2, mentors: PEOPLE / 2, seed: 7, ..Shape::default() };
    write_csv(&mut out, &shape).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

fn bench(bencher: Bencher<'_, '_>, file: &[u8]) {
    bencher
        .counter(ItemsCount::new(PEOPLE))
        .counter(BytesCount::of_slice(file))
        .bench(|| read(Cursor::new(black_box(file)), &[]).expect("people"));
}

#[divan::bench]
fn utf_8(bencher: Bencher<'_, '_>) {
    bench(bencher, csv().as_bytes());
}

#[divan::bench]
fn utf_16(bencher: Bencher<'_, '_>) {
    let file: Vec<u8> = csv().encode_utf16().flat_map(u16::to_le_bytes).collect();
    bench(bencher, &file);
}

#[divan::bench]
fn windows_1252(bencher: Bencher<'_, '_>) {
    bench(bencher, &encoding_rs::WINDOWS_1252.encode(&csv()).0);
}

/// Every cell in quotation marks, as some programs write them.
#[divan::bench]
fn quoted(bencher: Bencher<'_, '_>) {
    let csv = csv();
    let quoted = csv.lines().map(|line| format!("\"{}\"\n", line.replace(',', "\",\"")));
    bench(bencher, quoted.collect::<String>().as_bytes());
}

#[divan::bench]
fn workbook(bencher: Bencher<'_, '_>) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(csv().lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).expect("a place in the sheet");
        }
    }
    bench(bencher, &workbook.save_to_buffer().expect("a workbook"));
}

#[divan::bench]
fn digests(bencher: Bencher<'_, '_>) {
    let people = read(Cursor::new(csv()), &[]).expect("people").people;
    let (recipe, choices) = (Recipe::default(), Choices::default());
    bencher.counter(ItemsCount::new(PEOPLE)).bench(|| digest(black_box(&people), &recipe, &choices));
}

/// Making the file up.
#[divan::bench]
fn generate(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(PEOPLE)).bench(csv);
}
