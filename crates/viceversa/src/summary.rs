//! What a run says at its end.

use std::time::Duration;

use matching::Plan;
use people::{People, UnknownColumn};

use crate::language::Language;
use crate::report::Result as Found;

/// How long each part of a run took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    pub reading: Duration,
    pub solving: Duration,
    pub explaining: Duration,
    pub writing: Duration,
}

impl Times {
    fn all(self) -> [Duration; 4] {
        [self.reading, self.solving, self.explaining, self.writing]
    }
}

/// What was read but has no effect.
pub fn notes(people: &People, unknown_columns: &[UnknownColumn], language: Language) -> String {
    let mut text = String::new();
    let dropped: Vec<&UnknownColumn> = unknown_columns.iter().filter(|column| !column.kept).collect();
    if !dropped.is_empty() {
        let names = dropped.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ");
        text += &language.pick(
            format!("Note: these columns play no part: {names}.\n"),
            format!("Hinweis: Diese Spalten spielen keine Rolle: {names}.\n"),
        );
    }
    for column in dropped {
        if let Some(meant) = &column.meant {
            let name = &column.name;
            text += &language.pick(
                format!("Note: is the column “{name}” meant to be “{meant}”?\n"),
                format!("Hinweis: Ist mit der Spalte „{name}“ „{meant}“ gemeint?\n"),
            );
        }
    }
    if people.unknown_ids > 0 {
        let unknown = language.count(people.unknown_ids);
        text += &language.pick(
            format!(
                "Note: {unknown} ids of managers, wishes, exclusions or earlier partners are of nobody in the file; they have \
                 no effect.\n"
            ),
            format!(
                "Hinweis: {unknown} Personalnummern bei Vorgesetzten, Wünschen, Ausschlüssen oder Bisherigen gehören niemandem \
                 in der Datei; sie bleiben ohne Wirkung.\n"
            ),
        );
    }
    text
}

/// What came out, for people.
pub fn text(people: &People, plan: &Plan, times: Times, language: Language) -> String {
    let (mentees, mentors) = (people.mentees.len(), people.mentors.len());
    let count = |number: usize| language.count(number);
    let counted = |number: usize, one: &str, many: &str| {
        format!("{} {}", count(number), if number == 1 { one } else { many })
    };
    let mut text = language.pick(
        format!(
            "{}: {}, {}.\n",
            counted(mentees + mentors, "person", "people"),
            counted(mentees, "mentee", "mentees"),
            counted(mentors, "mentor", "mentors")
        ),
        format!(
            "{}: {}, {}.\n",
            counted(mentees + mentors, "Person", "Personen"),
            counted(mentees, "Mentee", "Mentees"),
            counted(mentors, "Mentor:in", "Mentor:innen")
        ),
    );
    let found = Found::of(plan);
    let gap = found.map_or(0.0, |found| found.gap);
    let proven = if gap > 0.0 {
        let gap = language.percent((gap * 1e4).ceil() / 1e4, 2);
        language.pick(
            format!("Proven: no plan is worth more than {gap} more."),
            format!("Bewiesen: Kein Plan ist mehr als {gap} mehr wert."),
        )
    } else {
        language.pick("Proven: no plan is better.", "Bewiesen: Kein Plan ist besser.").to_owned()
    };
    let pairs = plan.pairs.len();
    let placed = if pairs == mentees {
        language.pick("every mentee has a mentor", "alle Mentees haben eine:n Mentor:in").to_owned()
    } else {
        let left = count(mentees - pairs);
        let are = if mentees - pairs == 1 { ("is", "bleibt") } else { ("are", "bleiben") };
        language.pick(
            format!("{left} of {} mentees {} left over", count(mentees), are.0),
            format!("{left} von {} Mentees {} übrig", count(mentees), are.1),
        )
    };
    let words = if pairs == 1 { language.pick("pair", "Tandem") } else { language.pick("pairs", "Tandems") };
    text += &format!("{} {words}: {placed}. {proven}\n", count(pairs));
    if let Some(found) = found {
        let (value, mean) = (language.number(plan.value), language.number(found.mean_score.round() as i64));
        let lowest = language.number(found.lowest_score);
        text += &language.pick(
            format!("Value {value}; mean score {mean}, lowest {lowest} of 10,000.\n"),
            format!("Wert {value}; mittlere Punktzahl {mean}, niedrigste {lowest} von 10.000.\n"),
        );
    }
    let [reading, solving, explaining, writing] =
        times.all().map(|time| language.decimal(time.as_secs_f64(), 2));
    text += &language.pick(
        format!(
            "Seconds: reading {reading}, solving {solving}, explaining {explaining}, writing {writing}.\n"
        ),
        format!("Sekunden: Lesen {reading}, Lösen {solving}, Erklären {explaining}, Schreiben {writing}.\n"),
    );
    text
}

/// What came out, for programs.
pub fn json(
    people: &People,
    unknown_columns: &[UnknownColumn],
    plan: &Plan,
    times: Times,
) -> serde_json::Value {
    let found = Found::of(plan);
    let unused: Vec<&str> =
        unknown_columns.iter().filter(|column| !column.kept).map(|column| column.name.as_str()).collect();
    let [reading, solving, explaining, writing] =
        times.all().map(|time| (time.as_secs_f64() * 1e3).round() / 1e3);
    serde_json::json!({
        "done": true,
        "mentees": people.mentees.len(),
        "mentors": people.mentors.len(),
        "unknown_ids": people.unknown_ids,
        "unused_columns": unused,
        "pairs": plan.pairs.len(),
        "value": plan.value,
        "bound": plan.bound,
        "gap": found.map_or(0.0, |found| found.gap),
        "mean_score": found.map(|found| found.mean_score),
        "lowest_score": found.map(|found| found.lowest_score),
        "seconds": { "reading": reading, "solving": solving, "explaining": explaining, "writing": writing },
    })
}
