//! The report's section on fairness: whether groups get equally good partners.

use std::io::{self, Write};

use matching::{Comparison, FLOOR, Fairness, FairnessGroup, GroupedBy};
use people::Role;

use super::Report;
use super::text::escaped;
use crate::language::Language;

/// Up to so many groups of a side are shown.
const MOST_GROUPS: usize = 60;

/// Writes the section.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let language = report.language;
    let Some(fairness) = &report.explanation.fairness else { return Ok(()) };
    if report.plan.pairs.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "## {}\n",
        language.pick("Do all groups fare equally well?", "Geht es allen Gruppen gleich gut?")
    )?;
    if fairness.groups.is_empty() {
        let text = language.pick(
            format!("There are too few people to compare groups: at least {FLOOR} in each are needed."),
            format!(
                "Für einen Vergleich von Gruppen sind es zu wenige Personen: Jede braucht mindestens {FLOOR}."
            ),
        );
        return writeln!(out, "{text}\n");
    }
    let draws = language.number(fairness.draws);
    let intro = language.pick(
        format!(
            "Each group of at least {FLOOR} people, by department, site, career level and language, is held against everyone \
             else on the same side: how many have a partner, and how well their pairs fit. Whether a difference can be chance is \
             told by shuffling the results among all people {draws} times."
        ),
        format!(
            "Jede Gruppe von mindestens {FLOOR} Personen, nach Abteilung, Standort, Karrierestufe und Sprache, wird mit allen \
             anderen auf derselben Seite verglichen: wie viele ein Tandem haben und wie gut es passt. Ob ein Unterschied Zufall \
             sein kann, zeigt sich, wenn die Ergebnisse {draws}-mal unter allen Personen neu gemischt werden."
        ),
    );
    writeln!(out, "{intro}\n")?;
    write_findings(out, fairness, language)?;
    for side in [Role::Mentee, Role::Mentor] {
        write_side(out, fairness, side, language)?;
    }
    Ok(())
}

/// What chance does not explain, in sentences.
fn write_findings(out: &mut impl Write, fairness: &Fairness, language: Language) -> io::Result<()> {
    let findings: Vec<String> = fairness.groups.iter().flat_map(|group| findings(group, language)).collect();
    if findings.is_empty() {
        let text = language.pick(
            "**No group stands out: every difference below is of a size that chance alone often brings about.**",
            "**Keine Gruppe fällt auf: Jeder Unterschied unten ist von einer Größe, die oft schon durch Zufall entsteht.**",
        );
        return writeln!(out, "{text}\n");
    }
    let head = language.pick(
        "**Chance does not explain these differences:**",
        "**Diese Unterschiede lassen sich nicht durch Zufall erklären:**",
    );
    writeln!(out, "{head}\n")?;
    for finding in &findings {
        writeln!(out, "- {finding}")?;
    }
    let note = language.pick(
        "That is not unfair by itself: people with few free times, rare topics or few colleagues at their site have fewer to \
         choose from. Whether the rules or weights should change is for you to judge.",
        "Das ist nicht von sich aus ungerecht: Wer wenig freie Zeit, seltene Themen oder wenige Kolleg:innen am Standort hat, hat \
         weniger Auswahl. Ob Regeln oder Gewichte anders sein sollten, ist Ihre Entscheidung.",
    );
    writeln!(out, "\n{note}\n")
}

fn findings(group: &FairnessGroup, language: Language) -> Vec<String> {
    let who = people_of(group, language);
    let mut findings = Vec::new();
    if !group.placed.chance_explains() {
        let Comparison { group: own, others, .. } = group.placed;
        let (own, others) = (language.percent(own, 0), language.percent(others, 0));
        findings.push(language.pick(
            format!("{who}: {own} have a partner, of the others {others}."),
            format!("{who}: {own} haben ein Tandem, von den anderen {others}."),
        ));
    }
    if let Some(Comparison { group: own, others, .. }) = group.score.filter(|score| !score.chance_explains())
    {
        let difference = language.number((own - others).abs().round() as i64);
        let (own, is_more) = (language.number(own.round() as i64), own > others);
        let (more, mehr) = if is_more { ("more", "mehr") } else { ("fewer", "weniger") };
        findings.push(language.pick(
            format!("{who}: their pairs score {own} on average, {difference} points {more} than those of the others."),
            format!("{who}: Ihre Tandems erreichen im Mittel {own} Punkte, {difference} {mehr} als die der anderen."),
        ));
    }
    findings
}

/// `**Mentees at the site Bremen** (23)`.
fn people_of(group: &FairnessGroup, language: Language) -> String {
    let side = match group.side {
        Role::Mentee => "Mentees",
        Role::Mentor => language.pick("Mentors", "Mentor:innen"),
    };
    let name = escaped(&group.name);
    let of = match group.by {
        GroupedBy::Department => {
            language.pick(format!("of the department {name}"), format!("der Abteilung {name}"))
        }
        GroupedBy::Site => language.pick(format!("at the site {name}"), format!("am Standort {name}")),
        GroupedBy::LevelBand => {
            let band = band(&name);
            language.pick(format!("at the levels {band}"), format!("der Stufen {band}"))
        }
        GroupedBy::Language => language.pick(format!("who speak {name}"), format!("mit der Sprache {name}")),
    };
    format!("**{side} {of}** ({})", language.count(group.people))
}

fn write_side(out: &mut impl Write, fairness: &Fairness, side: Role, language: Language) -> io::Result<()> {
    let groups: Vec<&FairnessGroup> = fairness.groups.iter().filter(|group| group.side == side).collect();
    if groups.is_empty() {
        return Ok(());
    }
    let head = match side {
        Role::Mentee => language.pick("Mentees (they learn)", "Mentees (sie lernen)"),
        Role::Mentor => language.pick("Mentors (they give knowledge)", "Mentor:innen (sie geben Wissen)"),
    };
    let columns = language.pick(
        "| Group | People | In a pair | Others | Mean score | Others | Can be chance |",
        "| Gruppe | Personen | Im Tandem | Andere | Mittlere Punktzahl | Andere | Kann Zufall sein |",
    );
    writeln!(out, "### {head}\n\n{columns}\n|:--|--:|--:|--:|--:|--:|:--|")?;
    for group in groups.iter().take(MOST_GROUPS) {
        let share = |share| language.percent(share, 0);
        let points = |points: f64| language.number(points.round() as i64);
        let (own, others) = match &group.score {
            Some(score) => (points(score.group), points(score.others)),
            None => ("–".to_owned(), "–".to_owned()),
        };
        writeln!(
            out,
            "| {} | {} | {} | {} | {own} | {others} | {} |",
            label(group, language),
            language.count(group.people),
            share(group.placed.group),
            share(group.placed.others),
            verdict(group, language),
        )?;
    }
    writeln!(out)?;
    if groups.len() > MOST_GROUPS {
        let more = language.count(groups.len() - MOST_GROUPS);
        let text = language.pick(
            format!("{more} more groups are not shown; `--report` writes them all."),
            format!("{more} weitere Gruppen sind nicht gezeigt; `--report` schreibt sie alle."),
        );
        writeln!(out, "{text}\n")?;
    }
    Ok(())
}

fn label(group: &FairnessGroup, language: Language) -> String {
    let kind = match group.by {
        GroupedBy::Department => language.pick("Department", "Abteilung"),
        GroupedBy::Site => language.pick("Site", "Standort"),
        GroupedBy::LevelBand => language.pick("Levels", "Stufen"),
        GroupedBy::Language => language.pick("Language", "Sprache"),
    };
    let name = if group.by == GroupedBy::LevelBand { band(&group.name) } else { escaped(&group.name) };
    format!("{kind} {name}")
}

/// A band of levels as people write it: `1–3`.
fn band(name: &str) -> String {
    name.replace('-', "–")
}

fn verdict(group: &FairnessGroup, language: Language) -> &'static str {
    let placed = group.placed.chance_explains();
    let score = group.score.is_none_or(|score| score.chance_explains());
    match (placed, score) {
        (true, true) => language.pick("yes", "ja"),
        (false, true) => language.pick("no: places", "nein: Plätze"),
        (true, false) => language.pick("no: scores", "nein: Punkte"),
        (false, false) => language.pick("no: places and scores", "nein: Plätze und Punkte"),
    }
}
