//! The engine is pure computation: no files, no network, no clock, no environment, nothing printed.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the crate") {
        let path = entry.expect("an entry that can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn nothing_comes_from_outside() {
    let outside = ["fs::", "net::", "env::", "process::", "Instant", "SystemTime", "print!", "println!"];
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 10, "{} files", files.len());
    for file in files {
        let text = fs::read_to_string(&file).expect("a file that can be read");
        for (number, line) in
            text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            let found = outside.iter().find(|name| line.contains(*name));
            assert_eq!(found, None, "{}, line {}: {line}", file.display(), number + 1);
        }
    }
}
