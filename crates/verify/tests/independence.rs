//! The check shares nothing with the solver but the input: it could not call it if it wanted to.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fs;
use std::path::Path;

/// What stands below `[dependencies]` in a crate's manifest.
fn dependencies(krate: &str) -> Vec<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(krate).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let below = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let lines = below.take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| Some(line.split(['.', ' ', '=']).next()?.to_owned())).collect()
}

#[test]
fn the_check_depends_on_the_input_alone() {
    let ours = |krate| -> Vec<String> {
        let names = ["matching", "people", "verify", "viceversa"];
        dependencies(krate).into_iter().filter(|name| names.contains(&name.as_str())).collect()
    };
    assert_eq!(ours("verify"), ["people"]);
    assert!(ours("people").is_empty());
    assert_eq!(ours("matching"), ["people"]);
}
