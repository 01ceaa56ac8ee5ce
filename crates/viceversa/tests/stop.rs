//! Ctrl-C: exit status 130, and nothing written.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use support::{Folder, data};

/// Waits until the program says that it is in this stage, then interrupts it; returns its status and what it said since.
fn interrupt(mut child: Child, stage: &str) -> (i32, String) {
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains(stage) {
        line.clear();
        assert_ne!(said.read_line(&mut line).unwrap(), 0, "it ended before {stage}");
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let status = child.wait().unwrap().code().unwrap();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    (status, rest)
}

#[test]
fn reading_is_stopped() {
    let folder = Folder::new();
    let mut command = folder.command();
    command.args(
        "match --people - --pairs p.csv --unmatched u.csv --certificate c.json --progress json".split(' '),
    );
    // Standard input stays open: the program waits for more people.
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let people = child.stdin.take();
    let (status, said) = interrupt(child, "reading");
    drop(people);
    assert_eq!(status, 130);
    assert!(said.contains("Stopped. No file was written."), "{said}");
    assert!(folder.names().is_empty());
}

#[test]
fn verifying_is_stopped() {
    let folder = Folder::new();
    assert!(Command::new("mkfifo").arg(folder.path("pairs.csv")).status().unwrap().success());
    let people = data("hr-export.csv");
    let mut command = folder.command();
    command.args("match --pairs p.csv --unmatched u.csv --certificate certificate.json --people".split(' '));
    assert!(command.arg(&people).output().unwrap().status.success());
    let mut command = folder.command();
    command
        .args("verify --pairs pairs.csv --certificate certificate.json --progress json --people".split(' '));
    let child = command.arg(&people).stderr(Stdio::piped()).spawn().unwrap();
    // The pipe is open, but no pair comes.
    let pairs = std::fs::File::options().write(true).open(folder.path("pairs.csv")).unwrap();
    let (status, said) = interrupt(child, "verifying");
    drop(pairs);
    assert_eq!(status, 130);
    assert!(said.contains("Stopped."), "{said}");
}
