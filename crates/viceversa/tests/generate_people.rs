//! `viceversa generate people`.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::io::Read;
use std::process::Stdio;

use support::Folder;

#[test]
fn people_are_made_as_asked() {
    let folder = Folder::new();
    let made = |options: &str| folder.run(&format!("generate people {options}")).succeeded().stdout;
    let people = made("--mentees 20 --mentors 30 --seed 7");
    assert_eq!(people.lines().count(), 1 + 20 + 30);
    assert!(people.starts_with("id,name,role,"), "{}", people.lines().next().unwrap());
    assert_eq!(people, made("--seed 7 --mentors 30 --mentees 20"), "the same seed, the same people");
    assert_ne!(people, made("--mentees 20 --mentors 30 --seed 8"));
    assert!(made("--mentees 1 --mentors 1 --language de").starts_with("Personalnummer,Name,Rolle,"));
    assert_eq!(made("--mentees 0 --mentors 0").lines().count(), 1);
    folder.run("generate people --mentees 1000001").failed(2, &["1000001"]);
}

#[test]
fn people_of_every_kind_can_be_matched() {
    for kind in ["plain", "popular", "ties", "capacity", "departments", "sparse", "forbidden", "crowded"] {
        let folder = Folder::new();
        let made = folder
            .run(&format!("generate people --mentees 60 --mentors 50 --seed 2 --kind {kind}"))
            .succeeded();
        folder.write("people.csv", made.stdout);
        folder.run_match("people.csv".as_ref(), "").succeeded();
        folder.run_verify("people.csv".as_ref(), "").succeeded();
    }
}

#[test]
fn whoever_closes_the_pipe_has_read_enough() {
    let folder = Folder::new();
    let mut command = folder.command();
    command.args("generate people --mentees 100000".split(' '));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut some = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
