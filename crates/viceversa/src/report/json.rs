//! The report for programs: `docs/report.md` describes it.
//!
//! Written part by part, a line a pair, so that memory does not grow with the plan.

use std::io::{self, Write};

use matching::files::ENGINE;
use matching::{Comparison, Criterion, Fairness, FairnessGroup, GroupedBy, Problem, Reason, Rule};
use people::{Person, Recipe, Role};
use serde::Serialize;
use serde_json::{Value, json};

use super::left_over::Left;
use super::topics::topics;
use super::{Report, Result, left_over_section};

/// Writes the report.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let problem = report.problem;
    let choices = problem.choices();
    writeln!(out, "{{")?;
    write_part(out, "engine", &ENGINE)?;
    write_part(out, "recipe", &recipe(problem.recipe()))?;
    write_part(out, "choices", &json!({ "lock": choices.lock, "forbid": choices.forbid }))?;
    write_part(out, "result", &result(report))?;
    write_rows(out, "pairs", (0..report.plan.pairs.len()).map(|index| pair(report, index)))?;
    write_rows(out, "left_over", report.explanation.left.iter().map(|person| left_over(report, person)))?;
    write_rows(
        out,
        "topics",
        topics(problem.people(), report.plan).into_iter().map(|topic| topic_json(problem, topic)),
    )?;
    if let Some(fairness) = &report.explanation.fairness {
        write_part(out, "fairness", &fairness_json(fairness))?;
    }
    writeln!(out, "  \"format\": 1\n}}")
}

fn write_part(out: &mut impl Write, key: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "  \"{key}\": ")?;
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out, ",")
}

/// A list with a line an item.
fn write_rows<T: Serialize>(
    out: &mut impl Write,
    key: &str,
    rows: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, "  \"{key}\": [")?;
    let mut is_empty = true;
    for row in rows {
        write!(out, "{}", if is_empty { "\n    " } else { ",\n    " })?;
        serde_json::to_writer(&mut *out, &row)?;
        is_empty = false;
    }
    writeln!(out, "{}],", if is_empty { "" } else { "\n  " })
}

/// The recipe, by the keys of its file.
fn recipe(recipe: &Recipe) -> Value {
    let (rules, weights) = (&recipe.rules, &recipe.weights);
    json!({
        "direction": recipe.direction.name(),
        "objective": recipe.objective.name(),
        "time_zone": recipe.time_zone,
        "week_of": recipe.week_of.to_string(),
        "seed": recipe.seed,
        "rules": {
            "min_level_gap": rules.min_level_gap,
            "different_department": rules.different_department,
            "common_language": rules.common_language,
            "min_common_half_hours": rules.min_common_half_hours,
            "min_score": rules.min_score,
            "extra_partner_penalty": rules.extra_partner_penalty,
            "require_same": rules.require_same,
            "require_different": rules.require_different,
        },
        "weights": {
            "topics": weights.topics,
            "interests": weights.interests,
            "style": weights.style,
            "time": weights.time,
            "site": weights.site,
            "department": weights.department,
            "wishes": weights.wishes,
            "same": weights.same,
            "different": weights.different,
            "overlap": weights.overlap,
        },
    })
}

fn result(report: &Report<'_, '_>) -> Value {
    let (people, plan) = (report.problem.people(), report.plan);
    let found = Result::of(plan);
    json!({
        "mentees": people.mentees.len(),
        "mentors": people.mentors.len(),
        "pairs": plan.pairs.len(),
        "mentors_in_pairs": report.mentors_in_pairs(),
        "value": plan.value,
        "scores_total": plan.scores_total,
        "bound": plan.bound,
        "is_best": plan.is_best(),
        "gap": found.map_or(0.0, |found| found.gap),
        "mean_score": found.map(|found| found.mean_score),
        "lowest_score": found.map(|found| found.lowest_score),
    })
}

#[derive(Serialize)]
struct PersonJson<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct PairJson<'a> {
    mentee: PersonJson<'a>,
    mentor: PersonJson<'a>,
    score: u32,
    locked: bool,
    criteria: Vec<CriterionJson>,
    topics: Vec<WantedJson>,
    interests: Vec<String>,
    common_half_hours: u32,
    margin: Option<MarginJson>,
}

#[derive(Serialize)]
struct CriterionJson {
    criterion: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<String>,
    value: u32,
    weight: u64,
}

#[derive(Serialize)]
struct WantedJson {
    topic: String,
    importance: u8,
    level: Option<u8>,
}

#[derive(Serialize)]
struct MarginJson {
    pairs: i64,
    value: i64,
}

fn pair<'a>(report: &Report<'_, 'a>, index: usize) -> PairJson<'a> {
    let people = report.problem.people();
    let pair = report.plan.pairs[index];
    let facts = report.problem.pair_facts(pair.mentee, pair.mentor);
    let person = |person: &'a Person| PersonJson { id: people.id_of(person), name: &person.name };
    let criteria = (facts.criteria.into_iter())
        .map(|of| CriterionJson {
            criterion: criterion(&of.criterion),
            attribute: of.attribute,
            value: of.value,
            weight: of.weight,
        })
        .collect();
    let topics = (facts.wanted.into_iter())
        .map(|wanted| WantedJson { topic: wanted.topic, importance: wanted.importance, level: wanted.level })
        .collect();
    PairJson {
        mentee: person(&people.mentees[pair.mentee]),
        mentor: person(&people.mentors[pair.mentor]),
        score: pair.score,
        locked: pair.locked,
        criteria,
        topics,
        interests: facts.interests,
        common_half_hours: facts.half_hours,
        margin: (report.explanation.margin_in_files(index))
            .map(|margin| MarginJson { pairs: margin.pairs, value: margin.value }),
    }
}

/// A criterion's name in a recipe.
fn criterion(criterion: &Criterion) -> &'static str {
    match criterion {
        Criterion::Topics => "topics",
        Criterion::Interests => "interests",
        Criterion::Style => "style",
        Criterion::Time => "time",
        Criterion::Site => "site",
        Criterion::Department => "department",
        Criterion::Wishes => "wishes",
        Criterion::Same(_) => "same",
        Criterion::Different(_) => "different",
        Criterion::Overlap(_) => "overlap",
    }
}

fn left_over(report: &Report<'_, '_>, left: &Left) -> Value {
    let people = report.problem.people();
    let (role, person) = match left.role() {
        Role::Mentee => ("mentee", &people.mentees[left.index()]),
        Role::Mentor => ("mentor", &people.mentors[left.index()]),
    };
    let mut json = json!({
        "id": people.id_of(person),
        "name": person.name,
        "role": role,
        "reason": left.code(),
        "detail": left_over_section::detail(report.problem, left, report.language),
    });
    let Left::Known(known) = left else { return json };
    match &known.reason {
        Reason::NobodyAllowed(obstacles) => {
            json["others"] = obstacles.others.into();
            json["rules"] = (obstacles.rules.iter())
                .filter(|obstacle| obstacle.may_be_told())
                .map(|obstacle| {
                    let (rule, attribute) = rule(report.problem, &obstacle.rule);
                    let mut json = json!({ "rule": rule, "count": obstacle.count, "alone": obstacle.alone });
                    if let Some(attribute) = attribute {
                        json["attribute"] = attribute.into();
                    }
                    json
                })
                .collect();
        }
        Reason::Locked { allowed } => json["allowed"] = (*allowed).into(),
        Reason::LowersLowest { allowed, best, .. } => {
            json["allowed"] = (*allowed).into();
            json["best_score"] = (*best).into();
        }
        Reason::BetterElsewhere { allowed, place } => {
            let gives_way = known.reason.gives_way(known.role).map(|index| match known.role {
                Role::Mentee => people.id_of(&people.mentees[index]),
                Role::Mentor => people.id_of(&people.mentors[index]),
            });
            json["allowed"] = (*allowed).into();
            json["place"] = json!({ "pairs": place.pairs, "value": place.value, "gives_way": gives_way });
        }
        Reason::NoPlace | Reason::NoCapacity | Reason::NobodyThere => {}
    }
    json
}

/// A rule's name, and the column it looks at.
fn rule<'a>(problem: &Problem<'a>, rule: &Rule) -> (&'static str, Option<&'a str>) {
    let column = |attribute: u32| Some(&*problem.people().vocabulary.attributes[attribute as usize].name);
    match *rule {
        Rule::Oneself => ("oneself", None),
        Rule::ReportingLine => ("reporting_line", None),
        Rule::Apart => ("kept_apart", None),
        Rule::Level => ("min_level_gap", None),
        Rule::Department => ("different_department", None),
        Rule::Language => ("common_language", None),
        Rule::Time => ("min_common_half_hours", None),
        Rule::RequireSame(attribute) => ("require_same", column(attribute)),
        Rule::RequireDifferent(attribute) => ("require_different", column(attribute)),
        Rule::MinScore => ("min_score", None),
        Rule::Forbidden => ("forbid", None),
    }
}

fn fairness_json(fairness: &Fairness) -> Value {
    let compared = |of: &Comparison| {
        json!({
            "group": of.group,
            "others": of.others,
            "p": of.p,
            "adjusted_p": of.adjusted_p,
            "chance_explains": of.chance_explains(),
        })
    };
    let group = |group: &FairnessGroup| {
        json!({
            "side": match group.side {
                Role::Mentee => "mentee",
                Role::Mentor => "mentor",
            },
            "by": match group.by {
                GroupedBy::Department => "department",
                GroupedBy::Site => "site",
                GroupedBy::LevelBand => "level",
                GroupedBy::Language => "language",
            },
            "name": group.name,
            "people": group.people,
            "placed": compared(&group.placed),
            "score": group.score.as_ref().map(compared),
        })
    };
    json!({ "draws": fairness.draws, "groups": fairness.groups.iter().map(group).collect::<Vec<_>>() })
}

fn topic_json(problem: &Problem<'_>, topic: super::topics::Topic) -> Value {
    json!({
        "topic": problem.people().vocabulary.topics.text(topic.topic),
        "wanted": topic.wanted,
        "very_important": topic.very_important,
        "offered": topic.offered,
        "places": topic.places,
        "met": topic.met,
    })
}
