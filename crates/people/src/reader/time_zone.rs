//! Time zones by their IANA names.

use rustc_hash::FxHashMap;

/// The zones that come with the program.
#[derive(Debug)]
pub(super) struct TimeZones {
    /// By name in lower case.
    names: FxHashMap<String, String>,
}

impl TimeZones {
    pub fn new() -> TimeZones {
        let names = (jiff::tz::db().available())
            // "Etc/Unknown" is jiff's and IANA's name for no zone at all.
            .filter(|name| name.as_str() != "Etc/Unknown")
            .map(|name| (name.as_str().to_ascii_lowercase(), name.as_str().to_owned()))
            .collect();
        TimeZones { names }
    }

    /// The name as the list spells it, for a name in any case.
    pub fn name(&self, text: &str) -> Option<&str> {
        self.names.get(text.to_ascii_lowercase().as_str()).map(String::as_str)
    }
}
