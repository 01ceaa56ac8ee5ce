//! Recipes as TOML: read with every problem at once, written with comments.
//!
//! The file is walked by hand rather than by serde, because an error is to name the key's whole path, the line, the value
//! as written and what is allowed, and because one wrong value should not hide the next.

mod problem;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fold::fold;
use crate::nearest::nearest;
use crate::recipe::{Direction, Objective, Recipe, Rules, Weights};
use problem::{Fault, Wanted};
pub use problem::{RecipeError, RecipeProblem};

impl Recipe {
    /// Reads a recipe file. Every key may be left out and then has the value of [`Recipe::default`].
    ///
    /// ```
    /// use people::Recipe;
    ///
    /// let recipe = Recipe::from_toml("objective = \"fairest\"\n[weights]\ntopics = 70\n")?;
    /// assert_eq!(recipe.weights.topics, 70);
    ///
    /// let error = Recipe::from_toml("[weights]\ntopic = 70\nsite = -1\n").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "line 2: there is no key weights.topic; did you mean weights.topics? \
    ///      Allowed here: topics, interests, style, time, site, department, wishes, same, different, overlap\n\
    ///      line 3: weights.site = -1 should be a whole number from 0 to 1000000"
    /// );
    /// # Ok::<(), people::RecipeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// All problems of the file: text that is not TOML, a key that does not exist, a value of the wrong type or out of
    /// range, a time zone or day that does not exist, a name that is empty or given twice, weights that are all 0.
    pub fn from_toml(text: &str) -> Result<Recipe, RecipeError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader { text, problems: Vec::new() };
        let (table, faults) = DeTable::parse_recoverable(text);
        for fault in faults {
            reader.add_syntax_problem(&fault);
        }
        let mut recipe = Recipe::default();
        // What is left of a broken file would give problems that are none.
        if reader.problems.is_empty() {
            reader.read_recipe(table.get_ref(), &mut recipe);
        }
        RecipeError::unless_empty(reader.problems).map_or(Ok(recipe), Err)
    }
}

const KEYS: &[&str] = &["direction", "objective", "time_zone", "week_of", "seed", "rules", "weights"];
const RULES: &[&str] = &[
    "min_level_gap",
    "different_department",
    "common_language",
    "min_common_half_hours",
    "min_score",
    "extra_partner_penalty",
    "require_same",
    "require_different",
];
const WEIGHTS: &[&str] =
    &["topics", "interests", "style", "time", "site", "department", "wishes", "same", "different", "overlap"];

struct Reader<'t> {
    text: &'t str,
    /// Each with its place in the text.
    problems: Vec<(usize, RecipeProblem)>,
}

/// A key with its whole path, and its value.
struct Entry<'a> {
    path: String,
    key: Range<usize>,
    value: &'a Spanned<DeValue<'a>>,
}

impl Reader<'_> {
    fn read_recipe(&mut self, table: &DeTable<'_>, recipe: &mut Recipe) {
        for (name, entry) in entries("", table) {
            match name {
                "direction" => self.read_direction(&entry, &mut recipe.direction),
                "objective" => self.read_objective(&entry, &mut recipe.objective),
                "time_zone" => self.read_time_zone(&entry, &mut recipe.time_zone),
                "week_of" => self.read_week_of(&entry, &mut recipe.week_of),
                "seed" => self.read_number(&entry, u64::MAX, &mut recipe.seed),
                "rules" => self.read_rules(&entry, &mut recipe.rules),
                "weights" => self.read_weights(&entry, &mut recipe.weights),
                _ => self.add_unknown_key(&entry, "", name, KEYS),
            }
        }
    }

    fn read_rules(&mut self, section: &Entry<'_>, rules: &mut Rules) {
        let Some(table) = self.table(section) else { return };
        for (name, entry) in entries(&section.path, table) {
            match name {
                "min_level_gap" => self.read_number(&entry, Rules::MOST_LEVEL_GAP, &mut rules.min_level_gap),
                "different_department" => self.read_bool(&entry, &mut rules.different_department),
                "common_language" => self.read_bool(&entry, &mut rules.common_language),
                "min_common_half_hours" => {
                    self.read_number(&entry, Rules::MOST_HALF_HOURS, &mut rules.min_common_half_hours);
                }
                "min_score" => self.read_number(&entry, Rules::MOST_SCORE, &mut rules.min_score),
                "extra_partner_penalty" => {
                    self.read_number(&entry, Rules::MOST_PENALTY, &mut rules.extra_partner_penalty);
                }
                "require_same" => self.read_names(&entry, &mut rules.require_same),
                "require_different" => self.read_names(&entry, &mut rules.require_different),
                _ => self.add_unknown_key(&entry, "rules", name, RULES),
            }
        }
    }

    fn read_weights(&mut self, section: &Entry<'_>, weights: &mut Weights) {
        let Some(table) = self.table(section) else { return };
        let problems = self.problems.len();
        for (name, entry) in entries(&section.path, table) {
            match name {
                "topics" => self.read_weight(&entry, &mut weights.topics),
                "interests" => self.read_weight(&entry, &mut weights.interests),
                "style" => self.read_weight(&entry, &mut weights.style),
                "time" => self.read_weight(&entry, &mut weights.time),
                "site" => self.read_weight(&entry, &mut weights.site),
                "department" => self.read_weight(&entry, &mut weights.department),
                "wishes" => self.read_weight(&entry, &mut weights.wishes),
                "same" => self.read_custom_weights(&entry, &mut weights.same),
                "different" => self.read_custom_weights(&entry, &mut weights.different),
                "overlap" => self.read_custom_weights(&entry, &mut weights.overlap),
                _ => self.add_unknown_key(&entry, "weights", name, WEIGHTS),
            }
        }
        if weights.sum() == 0 && self.problems.len() == problems {
            self.add(section, Fault::AllWeightsZero);
        }
    }

    fn read_direction(&mut self, entry: &Entry<'_>, into: &mut Direction) {
        self.read_word(entry, &Direction::ALL.map(|direction| (direction.name(), direction)), into);
    }

    fn read_objective(&mut self, entry: &Entry<'_>, into: &mut Objective) {
        self.read_word(entry, &Objective::ALL.map(|objective| (objective.name(), objective)), into);
    }

    fn read_word<T: Copy>(&mut self, entry: &Entry<'_>, words: &[(&'static str, T)], into: &mut T) {
        let found = entry.text().and_then(|text| words.iter().find(|&&(word, _)| word == text));
        match found {
            Some(&(_, value)) => *into = value,
            None => {
                let names: Vec<&'static str> = words.iter().map(|&(word, _)| word).collect();
                let suggestion = entry.text().and_then(|text| nearest(text, names.iter().copied()));
                self.add(entry, Fault::Value { wanted: Wanted::OneOf(names), suggestion });
            }
        }
    }

    fn read_time_zone(&mut self, entry: &Entry<'_>, into: &mut String) {
        let zones = jiff::tz::db();
        match entry.text() {
            // "Etc/Unknown" is jiff's and IANA's name for no zone at all.
            Some(name) if name != "Etc/Unknown" && zones.available().any(|zone| zone.as_str() == name) => {
                *into = name.into();
            }
            text => {
                let names: Vec<String> = zones.available().map(|zone| zone.to_string()).collect();
                let suggestion = text.and_then(|text| nearest(text, names.iter().map(String::as_str)));
                self.add(entry, Fault::Value { wanted: Wanted::TimeZone, suggestion });
            }
        }
    }

    fn read_week_of(&mut self, entry: &Entry<'_>, into: &mut Date) {
        let day = entry.text().and_then(|text| {
            let day: Date = text.parse().ok()?;
            // Only the one form, though the parser knows more.
            let is_plain = day.to_string() == text;
            (is_plain && (1970..3000).contains(&day.year())).then_some(day)
        });
        match day {
            Some(day) => *into = day,
            None => self.add_value(entry, Wanted::Day),
        }
    }

    fn read_weight(&mut self, entry: &Entry<'_>, into: &mut u32) {
        self.read_number(entry, Weights::MOST, into);
    }

    /// A whole number from 0 to `most`.
    fn read_number<T: Copy + Into<u64> + TryFrom<u64>>(&mut self, entry: &Entry<'_>, most: T, into: &mut T) {
        let number = match entry.value.get_ref() {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        match number.filter(|&number| number <= most.into()).and_then(|number| T::try_from(number).ok()) {
            Some(number) => *into = number,
            None => self.add_value(entry, Wanted::Number { most: most.into() }),
        }
    }

    fn read_bool(&mut self, entry: &Entry<'_>, into: &mut bool) {
        match entry.value.get_ref() {
            DeValue::Boolean(value) => *into = *value,
            _ => self.add_value(entry, Wanted::TrueOrFalse),
        }
    }

    fn read_names(&mut self, entry: &Entry<'_>, into: &mut Vec<String>) {
        let DeValue::Array(items) = entry.value.get_ref() else {
            return self.add_value(entry, Wanted::Names);
        };
        let mut names: Vec<String> = Vec::new();
        for value in items.iter() {
            let item = Entry { path: entry.path.clone(), key: value.span(), value };
            match item.text() {
                None => self.add_value(&item, Wanted::Name),
                Some(name) => {
                    if self.accept_name(&item, name, names.iter().map(String::as_str)) {
                        names.push(name.into());
                    }
                }
            }
        }
        *into = names;
    }

    fn read_custom_weights(&mut self, section: &Entry<'_>, into: &mut BTreeMap<String, u32>) {
        let DeValue::Table(table) = section.value.get_ref() else {
            return self.add_value(section, Wanted::CustomWeights);
        };
        for (name, entry) in entries(&section.path, table) {
            let mut weight = 0;
            self.read_weight(&entry, &mut weight);
            if self.accept_name(&entry, name, into.keys().map(String::as_str)) {
                into.insert(name.into(), weight);
            }
        }
    }

    /// False, with a problem noted, if a custom attribute's name is empty or was given before.
    fn accept_name<'n>(
        &mut self,
        entry: &Entry<'_>,
        name: &str,
        mut before: impl Iterator<Item = &'n str>,
    ) -> bool {
        let wanted = fold(name);
        let fault = if wanted.is_empty() {
            Fault::EmptyName
        } else if before.any(|earlier| fold(earlier) == wanted) {
            Fault::NameTwice
        } else {
            return true;
        };
        self.add(entry, fault);
        false
    }

    fn table<'a>(&mut self, entry: &Entry<'a>) -> Option<&'a DeTable<'a>> {
        match entry.value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.add_value(entry, Wanted::Section);
                None
            }
        }
    }

    fn add_value(&mut self, entry: &Entry<'_>, wanted: Wanted) {
        self.add(entry, Fault::Value { wanted, suggestion: None });
    }

    fn add_unknown_key(
        &mut self,
        entry: &Entry<'_>,
        section: &str,
        name: &str,
        allowed: &'static [&'static str],
    ) {
        let here = nearest(name, allowed.iter().copied()).map(|key| join(section, &key));
        // A key that stands in the wrong section.
        let elsewhere = || {
            [("", KEYS), ("rules", RULES), ("weights", WEIGHTS)]
                .into_iter()
                .find(|(_, keys)| keys.contains(&name))
                .map(|(section, _)| join(section, name))
        };
        let suggestion = here.or_else(elsewhere);
        self.add(entry, Fault::UnknownKey { allowed, suggestion });
    }

    fn add(&mut self, entry: &Entry<'_>, fault: Fault) {
        let value = match entry.value.get_ref() {
            DeValue::Table(_) => String::new(),
            _ => shortened(self.text.get(entry.value.span()).unwrap_or_default()),
        };
        let problem =
            RecipeProblem { line: self.line(entry.key.start), key: entry.path.clone(), value, fault };
        self.problems.push((entry.key.start, problem));
    }

    fn add_syntax_problem(&mut self, fault: &toml::de::Error) {
        let at = fault.span().map_or(self.text.len(), |span| span.start).min(self.text.len());
        let line = self.line(at);
        let value = shortened(self.text.lines().nth(line - 1).unwrap_or_default());
        let fault = Fault::Syntax(fault.message().trim().into());
        self.problems.push((at, RecipeProblem { line, key: String::new(), value, fault }));
    }

    /// Lines are counted from 1.
    fn line(&self, at: usize) -> usize {
        1 + self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|&&byte| byte == b'\n').count()
    }
}

impl Entry<'_> {
    fn text(&self) -> Option<&str> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }
}

fn entries<'a>(section: &str, table: &'a DeTable<'a>) -> impl Iterator<Item = (&'a str, Entry<'a>)> {
    table.iter().map(move |(key, value)| {
        let name: &str = key.get_ref();
        (name, Entry { path: join(section, &write::key(name)), key: key.span(), value })
    })
}

fn join(section: &str, key: &str) -> String {
    if section.is_empty() { key.into() } else { format!("{section}.{key}") }
}

/// One line, and not too long for an error message.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
