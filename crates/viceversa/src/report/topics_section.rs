//! The report's section on topics: what is wanted, what is offered, and how far both come together.

use std::io::{self, Write};

use super::Report;
use super::text::{escaped, few, listed};
use super::topics::{Topic, topics};

/// Up to so many topics are shown.
const MOST_TOPICS: usize = 60;
/// So many scarce topics are named.
const MOST_SCARCE: usize = 5;

/// Writes the section.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let language = report.language;
    let people = report.problem.people();
    let topics = topics(people, report.plan);
    if topics.is_empty() {
        return Ok(());
    }
    let name = |topic: &Topic| escaped(people.vocabulary.topics.text(topic.topic));
    writeln!(
        out,
        "## {}\n",
        language
            .pick("Topics: what is wanted and what is offered", "Themen: was gesucht und was geboten wird")
    )?;
    let and = language.pick("and", "und");
    let nobody: Vec<String> = topics.iter().filter(|topic| topic.offered == 0).map(name).collect();
    if !nobody.is_empty() {
        let names = few(&nobody, language);
        let text = language.pick(
            format!("Wanted, but offered by nobody: {names}. Whoever knows one of these is worth winning as a mentor."),
            format!(
                "Gesucht, aber von niemandem geboten: {names}. Wer sich hier auskennt, wäre als Mentor:in ein Gewinn."
            ),
        );
        writeln!(out, "{text}\n")?;
    }
    let scarce: Vec<String> = (topics.iter())
        .filter(|topic| topic.offered > 0 && topic.wanted > topic.places)
        .take(MOST_SCARCE)
        .map(|topic| {
            let (topic, wanted, places) =
                (name(topic), language.count(topic.wanted), language.count(topic.places));
            language.pick(
                format!("{topic} ({wanted} want it, {places} places)"),
                format!("{topic} ({wanted} suchen es, {places} Plätze)"),
            )
        })
        .collect();
    if !scarce.is_empty() {
        let scarce = listed(&scarce, and);
        let text = language.pick(
            format!("Scarce, for more mentees want it than there are places with mentors who offer it: {scarce}."),
            format!("Knapp, weil mehr Mentees es suchen, als es Plätze bei Mentor:innen gibt, die es bieten: {scarce}."),
        );
        writeln!(out, "{text}\n")?;
    }
    let head = language.pick(
        "| Topic | Mentees who want it | of these, very important | Mentors who offer it | Their places | Mentees who get it |",
        "| Thema | Mentees, die es suchen | davon sehr wichtig | Mentor:innen, die es bieten | deren Plätze | Mentees, die es bekommen |",
    );
    writeln!(out, "{head}\n|:--|--:|--:|--:|--:|--:|")?;
    for topic in topics.iter().take(MOST_TOPICS) {
        let Topic { wanted, very_important, offered, places, met, .. } = *topic;
        let cells =
            [wanted, very_important, offered, places, met].map(|count| language.count(count)).join(" | ");
        writeln!(out, "| {} | {cells} |", name(topic))?;
    }
    writeln!(out)?;
    if topics.len() > MOST_TOPICS {
        let more = language.count(topics.len() - MOST_TOPICS);
        let text = language.pick(
            format!("{more} more topics, for which fewer mentees go without, are not shown."),
            format!("{more} weitere Themen, bei denen weniger Mentees leer ausgehen, sind nicht gezeigt."),
        );
        writeln!(out, "{text}\n")?;
    }
    Ok(())
}
