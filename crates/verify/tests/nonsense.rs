//! No bytes make the check panic, and a stop stops it.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use common::files::{Files, check};
use common::problem::{Problem, drawn};
use common::solver::solve;
use people::Objective;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;
use verify::{Certificate, Fault};

static VALID: LazyLock<(Problem, String, String)> = LazyLock::new(|| {
    let (problem, files) = (0..)
        .map(|seed| drawn(seed, Objective::Fairest))
        .map(|problem| {
            let files = Files::new(&problem, &solve(&problem));
            (problem, files)
        })
        .find(|(_, files)| files.rows.len() > 3)
        .unwrap();
    let (pairs, certificate) = (files.pairs(), files.certificate.to_string());
    (problem, pairs, certificate)
});

fn with_edits(text: &str, edits: &[(prop::sample::Index, Vec<u8>, usize)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, new, removed) in edits {
        let at = at.index(bytes.len() + 1);
        let end = (at + removed).min(bytes.len());
        bytes.splice(at..end, new.iter().copied());
    }
    bytes
}

fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, Vec<u8>, usize)>> {
    let snippet = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..3),
        prop::sample::select(vec![
            "-",
            "9",
            "null",
            "\"",
            ",",
            "{}",
            "[",
            "\n",
            "99999999999999999999",
            "\u{1f}"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), snippet, 0usize..6), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_as_pairs(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let (problem, pairs, certificate) = &*VALID;
        prop_assert!(check(problem, &bytes, certificate).is_err());
        let header = pairs.lines().next().unwrap();
        let _ = check(problem, [header.as_bytes(), b"\n", &bytes].concat(), certificate);
    }

    #[test]
    fn any_bytes_as_certificate(bytes in prop::collection::vec(any::<u8>(), 0..300), text in ".{0,200}") {
        prop_assert!(Certificate::from_json(&bytes[..]).is_err());
        prop_assert!(Certificate::from_json(text.as_bytes()).is_err());
    }

    #[test]
    fn valid_files_with_some_bytes_changed(in_pairs in edits(), in_certificate in edits()) {
        let (problem, pairs, certificate) = &*VALID;
        let (bad_pairs, bad_certificate) = (with_edits(pairs, &in_pairs), with_edits(certificate, &in_certificate));
        for (pairs, certificate) in [
            (bad_pairs.as_slice(), certificate.as_bytes()),
            (pairs.as_bytes(), bad_certificate.as_slice()),
            (&bad_pairs, &bad_certificate),
        ] {
            if let Err(fault) = check(problem, pairs, certificate) {
                prop_assert!(!fault.to_string().is_empty() && !fault.german().is_empty());
            }
        }
    }
}

#[test]
fn deep_nesting_is_no_harm() {
    let deep = format!("{{\"extra\":{}", "[".repeat(1_000_000));
    assert!(Certificate::from_json(deep.as_bytes()).is_err());
}

#[test]
fn progress_is_told_and_a_stop_heeded() {
    let (problem, pairs, certificate) = &*VALID;
    let mut told = Vec::new();
    let stop = AtomicBool::new(false);
    let mut run = |stop: &AtomicBool| {
        let mut progress = |share| told.push(share);
        verify::check(
            &problem.people,
            &problem.recipe,
            pairs.as_bytes(),
            certificate.as_bytes(),
            &mut progress,
            stop,
        )
    };
    run(&stop).unwrap();
    assert_eq!(run(&AtomicBool::new(true)), Err(Fault::Stopped));
    assert_eq!(told, [1.0]);
}

#[test]
fn a_reader_that_fails_is_told() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let (problem, _, certificate) = &*VALID;
    let fault = Certificate::from_json(Broken).unwrap_err();
    assert!(fault.to_string().contains("the disk is gone"), "{fault}");
    let stop = AtomicBool::new(false);
    let check =
        verify::check(&problem.people, &problem.recipe, Broken, certificate.as_bytes(), &mut |_| {}, &stop);
    assert!(matches!(check, Err(Fault::Unreadable { .. })));
}
