//! A recipe as a file that explains itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::recipe::Recipe;

impl Recipe {
    /// The recipe as TOML, every line explained. [`Recipe::from_toml`] reads the same recipe back.
    pub fn to_toml(&self) -> String {
        let Recipe { direction, objective, time_zone, week_of, seed, rules, weights } = self;
        let lines = [
            Line::Text(HEAD),
            Line::Key("direction", string(direction.name()), DIRECTION),
            Line::Key("objective", string(objective.name()), OBJECTIVE),
            Line::Key("time_zone", string(time_zone), TIME_ZONE),
            Line::Key("week_of", string(&week_of.to_string()), WEEK_OF),
            Line::Key("seed", seed.to_string(), SEED),
            Line::Text(RULES),
            Line::Key("min_level_gap", rules.min_level_gap.to_string(), MIN_LEVEL_GAP),
            Line::Key("different_department", rules.different_department.to_string(), DIFFERENT_DEPARTMENT),
            Line::Key("common_language", rules.common_language.to_string(), COMMON_LANGUAGE),
            Line::Key(
                "min_common_half_hours",
                rules.min_common_half_hours.to_string(),
                MIN_COMMON_HALF_HOURS,
            ),
            Line::Key("min_score", rules.min_score.to_string(), MIN_SCORE),
            Line::Key(
                "extra_partner_penalty",
                rules.extra_partner_penalty.to_string(),
                EXTRA_PARTNER_PENALTY,
            ),
            Line::Key("require_same", list(&rules.require_same), REQUIRE_SAME),
            Line::Key("require_different", list(&rules.require_different), REQUIRE_DIFFERENT),
            Line::Text(WEIGHTS),
            Line::Key("topics", weights.topics.to_string(), TOPICS),
            Line::Key("interests", weights.interests.to_string(), INTERESTS),
            Line::Key("style", weights.style.to_string(), STYLE),
            Line::Key("time", weights.time.to_string(), TIME),
            Line::Key("site", weights.site.to_string(), SITE),
            Line::Key("department", weights.department.to_string(), DEPARTMENT),
            Line::Key("wishes", weights.wishes.to_string(), WISHES),
            Line::Text(CUSTOM),
            Line::Key("same", table(&weights.same), SAME),
            Line::Key("different", table(&weights.different), DIFFERENT),
            Line::Key("overlap", table(&weights.overlap), OVERLAP),
        ];
        let mut out = String::new();
        for line in lines {
            line.push_to(&mut out);
        }
        out
    }
}

enum Line {
    /// As it is.
    Text(&'static str),
    /// A key, its value, and what it means; further lines of the meaning stand below.
    Key(&'static str, String, &'static [&'static str]),
}

const HEAD: &str = "\
# How mentees and mentors are put together. Change what you like: each line is explained.
# Whatever is left out has the value that stands here. Text after a # is for readers only.

";

const DIRECTION: &[&str] = &[
    "who must be senior:",
    "\"reverse\"  the mentee: junior colleagues teach leaders",
    "\"classic\"  the mentor",
    "\"mutual\"   neither",
];
const OBJECTIVE: &[&str] = &[
    "what makes one plan better than another:",
    "\"everyone\"  as many pairs as possible; among such plans the best scores",
    "\"best_fit\"  the best scores, even if some stay without a partner",
    "\"fairest\"   as many pairs as possible, and the worst pair as good as can be",
];
const TIME_ZONE: &[&str] = &["for people who give none"];
const WEEK_OF: &[&str] = &["any day of the week in which free times in different zones are compared"];
const SEED: &[&str] = &["decides between plans that are equally good; another number, another draw"];

const RULES: &str = "
# What every pair must satisfy. Beyond these rules nobody is paired with themselves, with anyone above or below them in
# their reporting line, with someone whom either of them excluded, or with an earlier partner.
[rules]
";

const MIN_LEVEL_GAP: &[&str] = &["how many career levels the senior is above at least, 0 to 8; 0: any"];
const DIFFERENT_DEPARTMENT: &[&str] = &["true: never two people of one department"];
const COMMON_LANGUAGE: &[&str] = &["true: they share a language"];
const MIN_COMMON_HALF_HOURS: &[&str] = &["free half hours in common in a week, 0 to 336; 0: any"];
const MIN_SCORE: &[&str] = &["pairs that score less are left out, 0 to 10000"];
const EXTRA_PARTNER_PENALTY: &[&str] = &[
    "each partner of a mentor beyond the first costs this much more:",
    "the second 500, the third 1000 …; it spreads mentees over mentors",
];
const REQUIRE_SAME: &[&str] = &["columns of your own that must be equal, such as [\"country\"]"];
const REQUIRE_DIFFERENT: &[&str] = &["columns of your own that must differ; an empty one passes"];

const WEIGHTS: &str = "
# How much each criterion counts in a pair's score, 0 to 1000000; 0: not at all. Only the proportions matter: twice the
# weight counts twice as much. A pair that fits in everything scores 10000.
[weights]
";

const TOPICS: &[&str] = &["the mentor knows what the mentee wants to learn"];
const INTERESTS: &[&str] = &["interests in common"];
const STYLE: &[&str] = &["alike in directness, structure, pace and channel"];
const TIME: &[&str] = &["free time in common; two hours a week are full marks"];
const SITE: &[&str] = &["they work at the same site"];
const DEPARTMENT: &[&str] = &["they work in different departments"];
const WISHES: &[&str] = &["one wishes for the other, or both do"];

const CUSTOM: &str = "
# The same for columns of your own, each with its weight: { mother_tongue = 5, \"car pool\" = 2 }
";

const SAME: &[&str] = &["better equal"];
const DIFFERENT: &[&str] = &["better different"];
const OVERLAP: &[&str] = &["lists (a|b|c) that better have much in common"];

/// Where the explanations stand, if the value leaves room.
const MARGIN: usize = 30;

impl Line {
    fn push_to(&self, out: &mut String) {
        match self {
            Line::Text(text) => out.push_str(text),
            Line::Key(key, value, meaning) => {
                let assignment = format!("{key} = {value}");
                let mut before = assignment.as_str();
                for line in *meaning {
                    let _ = writeln!(out, "{before:MARGIN$} # {line}");
                    before = "";
                }
            }
        }
    }
}

/// A key, in quotes if it needs them.
pub(super) fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(is_bare) { name.into() } else { string(name) }
}

/// A text in quotes.
fn string(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn list(names: &[String]) -> String {
    format!("[{}]", names.iter().map(|name| string(name)).collect::<Vec<_>>().join(", "))
}

fn table(weights: &BTreeMap<String, u32>) -> String {
    if weights.is_empty() {
        return "{ }".into();
    }
    let pairs: Vec<String> =
        weights.iter().map(|(name, weight)| format!("{} = {weight}", key(name))).collect();
    format!("{{ {} }}", pairs.join(", "))
}
