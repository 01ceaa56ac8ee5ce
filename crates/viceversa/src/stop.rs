//! Ctrl-C: the command ends at once, and nothing is left half written.
//!
//! The process ends itself rather than asking its parts to stop: that is as quick while a file is read as while a proof is
//! sought, and the operating system takes everything back. Only files that are just being put in place are waited for.

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::json;

use crate::language::Language;
use crate::progress;

/// Exit status of a command that was stopped: 128 and the number of the signal, as shells have it.
const STATUS: i32 = 130;

static STATE: Mutex<State> = Mutex::new(State { is_done: false, leftovers: Vec::new() });

struct State {
    /// The result is in place: the command ends by itself.
    is_done: bool,
    /// Files to remove if the command is stopped.
    leftovers: Vec<std::path::PathBuf>,
}

/// From now on Ctrl-C ends the command.
pub fn listen(language: Language, is_json: bool) {
    let handler = move || {
        let state = state();
        if state.is_done {
            return;
        }
        for leftover in &state.leftovers {
            // It may be gone already.
            let _ = std::fs::remove_file(leftover);
        }
        progress::clear();
        let text =
            language.pick("Stopped. No file was written.", "Abgebrochen. Es wurde keine Datei geschrieben.");
        if is_json {
            progress::line(&json!({ "error": text, "status": STATUS }));
        } else {
            let _ = writeln!(std::io::stderr(), "{text}");
        }
        std::process::exit(STATUS);
    };
    // Without a handler Ctrl-C still ends the process, with the system's status.
    let _ = ctrlc::set_handler(handler);
}

/// While this is held, Ctrl-C waits.
pub struct Uninterrupted(MutexGuard<'static, State>);

/// Puts Ctrl-C off until the value is dropped.
pub fn uninterrupted() -> Uninterrupted {
    Uninterrupted(state())
}

impl Uninterrupted {
    /// A file that must not stay if the command is stopped.
    pub fn add_leftover(&mut self, path: &std::path::Path) {
        self.0.leftovers.push(path.to_owned());
    }

    /// All is in place: from now on Ctrl-C has nothing to stop.
    pub fn done(&mut self) {
        self.0.is_done = true;
        self.0.leftovers.clear();
    }
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}
