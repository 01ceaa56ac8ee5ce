//! How far a command is: a bar on a terminal, lines for programs, or nothing.

use std::io::{IsTerminal, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use crate::language::Language;

/// How progress is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// A bar if standard error is a terminal.
    #[default]
    Auto,
    /// A JSON object a line on standard error.
    Json,
    /// Not at all.
    None,
}

/// What a command is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Reading,
    Preparing,
    Counting,
    Bidding,
    Proving,
    Explaining,
    Writing,
    Verifying,
}

impl Stage {
    /// The stage as programs know it.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Reading => "reading",
            Stage::Preparing => "preparing",
            Stage::Counting => "counting",
            Stage::Bidding => "bidding",
            Stage::Proving => "proving",
            Stage::Explaining => "explaining",
            Stage::Writing => "writing",
            Stage::Verifying => "verifying",
        }
    }

    fn words(self, language: Language) -> &'static str {
        match self {
            Stage::Reading => language.pick("Reading people", "Personen lesen"),
            Stage::Preparing => language.pick("Preparing", "Vorbereiten"),
            Stage::Counting => {
                language.pick("Counting how many pairs there can be", "Zählen, wie viele Paare möglich sind")
            }
            Stage::Bidding => language.pick("Seeking the best plan", "Den besten Plan suchen"),
            Stage::Proving => {
                language.pick("Proving that no plan is better", "Beweisen, dass kein Plan besser ist")
            }
            Stage::Explaining => language.pick("Explaining the plan", "Den Plan erklären"),
            Stage::Writing => language.pick("Writing", "Schreiben"),
            Stage::Verifying => language.pick("Checking every possible pair", "Alle möglichen Paare prüfen"),
        }
    }
}

/// Nothing is shown of what takes less.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between two lines of JSON on the same stage.
const PAUSE: Duration = Duration::from_millis(200);
/// Steps of the bar.
const STEPS: u64 = 1000;
/// Below this share done, what is left is anyone's guess.
const LEAST_SHARE: f64 = 0.01;

/// The bar that stands on the terminal now, for whoever must remove it.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Removes the bar, if there is one.
pub fn clear() {
    if let Some(bar) = lock(&SHOWN).take() {
        bar.finish_and_clear();
    }
}

/// Shows how far a command is.
pub struct Progress {
    kind: Kind,
    language: Language,
    bar: Option<Bar>,
    now: Mutex<Now>,
}

/// A bar, and the word that ends the wait for it.
struct Bar {
    bar: ProgressBar,
    is_over: Arc<Mutex<bool>>,
}

struct Now {
    stage: Stage,
    /// Since when this share of work, of one stage or of several that are counted together, has been going on.
    since: Instant,
    /// When the last line was written.
    told: Option<Instant>,
}

impl Progress {
    /// Begins with reading.
    pub fn new(kind: Kind, language: Language) -> Progress {
        let bar = (kind == Kind::Auto && std::io::stderr().is_terminal()).then(Bar::new);
        let now = Mutex::new(Now { stage: Stage::Reading, since: Instant::now(), told: None });
        let progress = Progress { kind, language, bar, now };
        progress.begin(Stage::Reading);
        progress
    }

    /// True if standard error is to be read by programs.
    pub fn is_json(&self) -> bool {
        self.kind == Kind::Json
    }

    /// Goes on to another part of the work, whose share done starts from 0.
    pub fn begin(&self, stage: Stage) {
        lock(&self.now).since = Instant::now();
        self.enter(stage);
    }

    /// Says how much of the part is done, and the gap proven so far.
    pub fn report(&self, stage: Stage, done: f64, gap: Option<f64>) {
        let is_new = lock(&self.now).stage != stage;
        if is_new {
            self.enter(stage);
        }
        let mut now = lock(&self.now);
        let left = time_left(now.since.elapsed(), done);
        if self.kind == Kind::Json && (is_new || now.told.is_none_or(|told| told.elapsed() >= PAUSE)) {
            now.told = Some(Instant::now());
            let seconds = rounded(now.since.elapsed());
            line(&json!({
                "stage": stage.name(),
                "done": (done * 1e4).round() / 1e4,
                "gap": gap,
                "seconds": seconds,
                "seconds_left": left.map(rounded),
            }));
        }
        if let Some(bar) = &self.bar {
            bar.show(self.language, done, gap, left);
        }
    }

    fn enter(&self, stage: Stage) {
        let mut now = lock(&self.now);
        now.stage = stage;
        if self.kind == Kind::Json {
            now.told = Some(Instant::now());
            line(&json!({ "stage": stage.name() }));
        }
        if let Some(bar) = &self.bar {
            bar.enter(stage.words(self.language));
        }
    }

    /// Removes the bar.
    pub fn finish(self) {}
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            *lock(&bar.is_over) = true;
        }
        clear();
    }
}

impl Bar {
    fn new() -> Bar {
        let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::hidden());
        let is_over = Arc::new(Mutex::new(false));
        let (waiting, over) = (bar.clone(), Arc::clone(&is_over));
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            let over = lock(&over);
            if !*over {
                *lock(&SHOWN) = Some(waiting.clone());
                waiting.set_draw_target(ProgressDrawTarget::stderr());
                waiting.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Bar { bar, is_over }
    }

    /// A stage of which nothing more is known yet.
    fn enter(&self, words: &'static str) {
        self.bar.set_style(style("{spinner} {prefix} {elapsed}"));
        self.bar.set_prefix(words);
    }

    fn show(&self, language: Language, done: f64, gap: Option<f64>, left: Option<Duration>) {
        self.bar.set_style(style("{spinner} {prefix} {bar:24} {percent:>3} % {msg}"));
        self.bar.set_position((done * STEPS as f64) as u64);
        let gap = gap.map(|gap| {
            format!(
                "{} {}",
                language.pick("gap", "Abstand"),
                language.percent(gap, if gap < 0.001 { 4 } else { 2 })
            )
        });
        let left = left.map(|left| {
            let left = duration(language, left);
            language.pick(format!("{left} left"), format!("noch {left}"))
        });
        self.bar.set_message([gap, left].into_iter().flatten().collect::<Vec<_>>().join(" · "));
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("a template that stands in this file").progress_chars("━╸─")
}

/// What the pace so far lets expect.
fn time_left(elapsed: Duration, done: f64) -> Option<Duration> {
    (done >= LEAST_SHARE).then(|| elapsed.mul_f64((1.0 - done.min(1.0)) / done))
}

/// A length of time, roughly: `40 s`, `3 min`, `1 h 20 min`.
fn duration(language: Language, time: Duration) -> String {
    let hours = language.pick("h", "Std.");
    match time.as_secs() {
        seconds @ 0..=89 => format!("{seconds} s"),
        seconds @ 90..=5399 => format!("{} min", (seconds + 30) / 60),
        seconds => format!("{} {hours} {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

fn rounded(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e3).round() / 1e3
}

/// Writes a line for programs. If nobody reads it, there is nobody to tell.
pub fn line(value: &serde_json::Value) {
    let _ = writeln!(std::io::stderr(), "{value}");
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_follows_the_pace() {
        let minute = Duration::from_secs(60);
        assert_eq!(time_left(minute, 0.001), None);
        assert_eq!(time_left(minute, 0.25), Some(Duration::from_secs(180)));
        assert_eq!(time_left(minute, 1.0), Some(Duration::ZERO));
    }

    #[test]
    fn times_are_rough() {
        let text = |seconds| duration(Language::En, Duration::from_secs(seconds));
        assert_eq!(text(40), "40 s");
        assert_eq!(text(170), "3 min");
        assert_eq!(text(4_800), "80 min");
        assert_eq!(text(8_000), "2 h 13 min");
    }
}
