//! Running the real program in a folder of its own.
#![allow(dead_code, reason = "each test file needs a part of it")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// An input as companies have it, which lies beside the repository.
pub fn data(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    assert!(path.exists(), "{} is missing: shared/data lies beside the repository", path.display());
    path
}

/// A folder that the program runs in.
pub struct Folder {
    folder: TempDir,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// The files that every run of `match` writes.
pub const FILES: [&str; 3] = ["pairs.csv", "unmatched.csv", "certificate.json"];

impl Folder {
    pub fn new() -> Folder {
        Folder { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> &Folder {
        std::fs::write(self.path(name), text).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names of all files, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The program, to be started in this folder, in English and on any machine alike.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_viceversa"));
        command.current_dir(self.folder.path());
        for variable in ["LANG", "LC_ALL", "LC_MESSAGES"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the program with arguments as they are typed, parted by blanks.
    pub fn run(&self, arguments: &str) -> Run {
        Run::of(self.command().args(arguments.split_whitespace()).output().unwrap())
    }

    /// Runs `match` on these people, with the usual names for its files.
    pub fn run_match(&self, people: &Path, more: &str) -> Run {
        let mut command = self.command();
        command.args(["match", "--people"]).arg(people).args(["--pairs", FILES[0]]);
        command.args(["--unmatched", FILES[1], "--certificate", FILES[2]]).args(more.split_whitespace());
        Run::of(command.output().unwrap())
    }

    /// Runs `verify` on the files that [`Folder::run_match`] left.
    pub fn run_verify(&self, people: &Path, more: &str) -> Run {
        let mut command = self.command();
        command.args(["verify", "--people"]).arg(people).args([
            "--pairs",
            FILES[0],
            "--certificate",
            FILES[2],
        ]);
        Run::of(command.args(more.split_whitespace()).output().unwrap())
    }
}

impl Run {
    fn of(output: Output) -> Run {
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The run did what was asked.
    #[track_caller]
    pub fn succeeded(self) -> Run {
        assert_eq!(self.status, 0, "{self:?}");
        self
    }

    /// The run ended with this status, and these texts are part of what it said.
    #[track_caller]
    pub fn failed(self, status: i32, texts: &[&str]) -> Run {
        assert_eq!(self.status, status, "{self:?}");
        for text in texts {
            assert!(self.stderr.contains(text), "“{text}” is not in:\n{}", self.stderr);
        }
        self
    }
}
