//! The recipe in words: what was asked of the plan.

use matching::Criterion;
use people::{Choices, Direction, Objective, Recipe, Weights};

use super::text::listed;
use crate::language::Language;
use crate::words;

/// Paragraphs for a list: each with the words that open it.
pub fn recipe(recipe: &Recipe, choices: &Choices, language: Language) -> Vec<(String, String)> {
    let mut items = vec![
        (language.pick("Direction", "Richtung"), direction(recipe, language)),
        (language.pick("Aim", "Ziel"), objective(recipe.objective, language).to_owned()),
        (language.pick("Rules", "Regeln"), rules(recipe, language)),
        (language.pick("What counts", "Was zählt"), weights(&recipe.weights, language)),
    ];
    let penalty = recipe.rules.extra_partner_penalty;
    if penalty > 0 {
        let (one, two) = (language.number(penalty), language.number(2 * u64::from(penalty)));
        items.push((
            language.pick("Several mentees", "Mehrere Mentees"),
            language.pick(
                format!(
                    "A mentor takes on as many mentees as they have places. So that mentees are spread, the second costs the \
                     plan {one} points, the third {two}, and so on."
                ),
                format!(
                    "Mentor:innen nehmen so viele Mentees an, wie sie Plätze haben. Damit sich Mentees verteilen, kostet die \
                     zweite Person den Plan {one} Punkte, die dritte {two} und so weiter."
                ),
            ),
        ));
    }
    if !choices.lock.is_empty() || !choices.forbid.is_empty() {
        items.push((language.pick("By hand", "Von Hand"), by_hand(choices, language)));
    }
    items.into_iter().map(|(head, text)| (head.to_owned(), text)).collect()
}

fn direction(recipe: &Recipe, language: Language) -> String {
    let rule = words::level_rule(recipe);
    let levels = |gap: u8| match gap {
        1 => language.pick("at least one career level", "mindestens eine Karrierestufe").to_owned(),
        _ => {
            language.pick(format!("at least {gap} career levels"), format!("mindestens {gap} Karrierestufen"))
        }
    };
    match (recipe.direction, rule) {
        (Direction::Reverse, Some((_, gap))) => {
            let levels = levels(gap);
            language.pick(
                format!(
                    "reverse mentoring. The mentee, who learns, is {levels} above the mentor, who gives knowledge."
                ),
                format!("Reverse Mentoring. Mentees (sie lernen) stehen {levels} über ihren Mentor:innen (sie geben Wissen)."),
            )
        }
        (Direction::Classic, Some((_, gap))) => {
            let levels = levels(gap);
            language.pick(
                format!(
                    "classic mentoring. The mentor, who gives knowledge, is {levels} above the mentee, who learns."
                ),
                format!(
                    "klassisches Mentoring. Mentor:innen (sie geben Wissen) stehen {levels} über ihren Mentees (sie lernen)."
                ),
            )
        }
        (Direction::Reverse, None) => language
            .pick(
                "reverse mentoring, whatever the career levels.",
                "Reverse Mentoring, unabhängig von Karrierestufen.",
            )
            .to_owned(),
        (Direction::Classic, None) => language
            .pick(
                "classic mentoring, whatever the career levels.",
                "klassisches Mentoring, unabhängig von Karrierestufen.",
            )
            .to_owned(),
        (Direction::Mutual, _) => language
            .pick(
                "mutual mentoring: neither need be senior.",
                "gegenseitiges Mentoring: Niemand muss höher stehen.",
            )
            .to_owned(),
    }
}

fn objective(objective: Objective, language: Language) -> &'static str {
    match objective {
        Objective::Everyone => language.pick(
            "as many pairs as possible; among all such plans, the one with the highest scores.",
            "so viele Tandems wie möglich; unter allen solchen Plänen der mit den höchsten Punktzahlen.",
        ),
        Objective::BestFit => language.pick(
            "the highest scores in total, even if some people stay without a partner.",
            "die höchste Summe der Punktzahlen, auch wenn jemand ohne Tandem bleibt.",
        ),
        Objective::Fairest => language.pick(
            "as many pairs as possible; among all such plans, the one whose weakest pair fits best; among those, the one with \
             the highest scores.",
            "so viele Tandems wie möglich; unter allen solchen Plänen der, dessen schwächstes Tandem am besten passt; unter \
             diesen der mit den höchsten Punktzahlen.",
        ),
    }
}

fn rules(recipe: &Recipe, language: Language) -> String {
    let rules = &recipe.rules;
    let mut asked: Vec<String> = Vec::new();
    if rules.different_department {
        asked.push(
            language.pick("come from different departments", "kommen aus verschiedenen Abteilungen").into(),
        );
    }
    if rules.common_language {
        asked.push(language.pick("share a language", "sprechen eine gemeinsame Sprache").into());
    }
    if rules.min_common_half_hours > 0 {
        let time = hours(rules.min_common_half_hours.into(), language);
        asked.push(language.pick(
            format!("have at least {time} a week free in common"),
            format!("haben mindestens {time} in der Woche gemeinsam frei"),
        ));
    }
    for name in &rules.require_same {
        asked.push(language.pick(format!("have the same “{name}”"), format!("stimmen in „{name}“ überein")));
    }
    for name in &rules.require_different {
        asked.push(language.pick(format!("differ in “{name}”"), format!("unterscheiden sich in „{name}“")));
    }
    if rules.min_score > 0 {
        let score = language.number(rules.min_score);
        asked.push(
            language.pick(
                format!("score at least {score} points"),
                format!("erreichen mindestens {score} Punkte"),
            ),
        );
    }
    let always = language.pick(
        "Never paired are people within one reporting line, people who are to be kept apart, and former partners.",
        "Nie zusammen kommen Personen einer Berichtslinie, Personen, die getrennt bleiben sollen, und frühere Tandems.",
    );
    if asked.is_empty() {
        return language.pick(
            format!("none beyond what always holds. {always}"),
            format!("keine über das hinaus, was immer gilt. {always}"),
        );
    }
    let asked = listed(&asked, language.pick("and", "und"));
    language.pick(format!("the two {asked}. {always}"), format!("Die beiden {asked}. {always}"))
}

fn weights(weights: &Weights, language: Language) -> String {
    let total = weights.sum() as f64;
    let own = [
        (Criterion::Topics, weights.topics),
        (Criterion::Interests, weights.interests),
        (Criterion::Style, weights.style),
        (Criterion::Time, weights.time),
        (Criterion::Site, weights.site),
        (Criterion::Department, weights.department),
        (Criterion::Wishes, weights.wishes),
    ];
    let own = own.iter().map(|(criterion, weight)| (criterion_long(criterion, language).to_owned(), *weight));
    let custom = |names: &std::collections::BTreeMap<String, u32>,
                  english: &str,
                  german: &str|
     -> Vec<(String, u32)> {
        (names.iter())
            .map(|(name, &weight)| {
                (language.pick(format!("{english} “{name}”"), format!("{german} „{name}“")), weight)
            })
            .collect()
    };
    let mut shares: Vec<(String, u32)> = own
        .chain(custom(&weights.same, "the same", "Übereinstimmung in"))
        .chain(custom(&weights.different, "different", "Unterschied in"))
        .chain(custom(&weights.overlap, "much in common in", "Gemeinsamkeiten in"))
        .filter(|(_, weight)| *weight > 0)
        .collect();
    shares.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    let shares: Vec<String> = (shares.into_iter())
        .map(|(name, weight)| format!("{name} ({})", language.percent(f64::from(weight) / total, 0)))
        .collect();
    let shares = listed(&shares, language.pick("and", "und"));
    language.pick(
        format!("{shares}. A pair that fits in everything scores 10,000 points."),
        format!("{shares}. Ein Tandem, bei dem alles passt, erreicht 10.000 Punkte."),
    )
}

/// What a criterion looks at, in a few words.
fn criterion_long(criterion: &Criterion, language: Language) -> &'static str {
    match criterion {
        Criterion::Topics => {
            language.pick("topics that are wanted and offered", "Themen, die gesucht und geboten werden")
        }
        Criterion::Interests => language.pick("interests in common", "gemeinsame Interessen"),
        Criterion::Style => language.pick("alike in style of communication", "ähnlicher Kommunikationsstil"),
        Criterion::Time => language.pick("free time in common", "gemeinsame freie Zeit"),
        Criterion::Site => language.pick("the same site", "gleicher Standort"),
        Criterion::Department => language.pick("different departments", "verschiedene Abteilungen"),
        Criterion::Wishes => language.pick("wishes for each other", "Wünsche"),
        Criterion::Same(_) | Criterion::Different(_) | Criterion::Overlap(_) => {
            language.pick("a column of your own", "eigene Spalte")
        }
    }
}

fn by_hand(choices: &Choices, language: Language) -> String {
    let (locked, forbidden) = (choices.lock.len(), choices.forbid.len());
    let settled =
        match locked {
            0 => None,
            1 => Some(language.pick(
                "one pair was settled beforehand".to_owned(),
                "ein Tandem stand vorher fest".to_owned(),
            )),
            _ => Some(language.pick(
                format!("{locked} pairs were settled beforehand"),
                format!("{locked} Tandems standen vorher fest"),
            )),
        };
    let ruled_out = match forbidden {
        0 => None,
        1 => Some(
            language.pick("one pair was ruled out".to_owned(), "ein Tandem war ausgeschlossen".to_owned()),
        ),
        _ => Some(language.pick(
            format!("{forbidden} pairs were ruled out"),
            format!("{forbidden} Tandems waren ausgeschlossen"),
        )),
    };
    let parts: Vec<String> = [settled, ruled_out].into_iter().flatten().collect();
    format!("{}.", listed(&parts, language.pick("and", "und")))
}

/// Half hours as a length of time: `30 minutes`, `1 hour`, `2.5 hours`.
pub fn hours(half_hours: u32, language: Language) -> String {
    match half_hours {
        1 => language.pick("30 minutes", "30 Minuten").to_owned(),
        2 => language.pick("1 hour", "1 Stunde").to_owned(),
        _ => {
            let hours = language.decimal(f64::from(half_hours) / 2.0, (half_hours % 2) as usize);
            language.pick(format!("{hours} hours"), format!("{hours} Stunden"))
        }
    }
}
