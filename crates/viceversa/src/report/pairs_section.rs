//! The report's section on pairs: all at a glance, then why each fits.

use std::io::{self, Write};

use matching::{Pair, Plan};
use people::{People, Want};

use super::explanation::Scope;
use super::markdown::MOST_DESCRIBED;
use super::text::{code, escaped, few, listed};
use super::{Report, pair_words};

/// So many of the weakest pairs are pointed out where there are many.
const WEAKEST: usize = 5;

/// Writes the section.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let described = described(report.plan);
    if described.is_empty() {
        return Ok(());
    }
    write_overview(out, report, &described)?;
    write_pairs(out, report, &described)
}

/// Indices of the pairs to describe: all in the order of the plan, or of very many the weakest.
pub fn described(plan: &Plan) -> Vec<usize> {
    let pairs = &plan.pairs;
    let mut indices: Vec<usize> = (0..pairs.len()).collect();
    if pairs.len() > MOST_DESCRIBED {
        indices.sort_by_key(|&index| (pairs[index].score, index));
        indices.truncate(MOST_DESCRIBED);
    }
    indices
}

fn write_overview(out: &mut impl Write, report: &Report<'_, '_>, described: &[usize]) -> io::Result<()> {
    let language = report.language;
    let people = report.problem.people();
    let pairs = &report.plan.pairs;
    writeln!(out, "## {}\n", language.pick("The pairs", "Die Tandems"))?;
    if described.len() < pairs.len() {
        let (some, all) = (language.count(described.len()), language.count(pairs.len()));
        let file = code(&report.files.pairs);
        writeln!(
            out,
            "{}\n",
            language.pick(
                format!("The plan has {all} pairs. Here are the {some} with the lowest scores, for they need a look most; all are in {file}."),
                format!(
                    "Der Plan hat {all} Tandems. Hier stehen die {some} mit den niedrigsten Punktzahlen, denn sie brauchen am \
                     ehesten einen Blick; alle stehen in {file}."
                ),
            )
        )?;
    }
    write_worth_a_look(out, report)?;
    let head = language.pick(
        "| Mentee (learns) | Mentor (gives knowledge) | Score | What they can work on |",
        "| Mentee (lernt) | Mentor:in (gibt Wissen) | Punkte | Woran sie arbeiten können |",
    );
    writeln!(out, "{head}\n|:--|:--|--:|:--|")?;
    for &index in described {
        let pair = pairs[index];
        let facts = report.problem.pair_facts(pair.mentee, pair.mentor);
        let topics: Vec<String> = facts.met().map(|(wanted, _)| escaped(&wanted.topic)).collect();
        let topics = if topics.is_empty() { "–".to_owned() } else { topics.join(", ") };
        writeln!(
            out,
            "| {} | {} | {} | {topics} |",
            pair_words::name(people, &people.mentees[pair.mentee]),
            pair_words::name(people, &people.mentors[pair.mentor]),
            language.number(pair.score),
        )?;
    }
    writeln!(out)
}

/// The weakest pairs, and those whose mentor offers nothing that the mentee wants.
fn write_worth_a_look(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let language = report.language;
    let people = report.problem.people();
    let pairs = &report.plan.pairs;
    let both = |index: usize| {
        let (mentee, mentor) = (&people.mentees[pairs[index].mentee], &people.mentors[pairs[index].mentor]);
        format!("{} {} {}", escaped(&mentee.name), language.pick("with", "mit"), escaped(&mentor.name))
    };
    if (2 * WEAKEST + 1..=MOST_DESCRIBED).contains(&pairs.len()) {
        let mut weakest: Vec<usize> = (0..pairs.len()).collect();
        weakest.sort_by_key(|&index| (pairs[index].score, index));
        let weakest: Vec<String> = (weakest.iter().take(WEAKEST))
            .map(|&index| format!("{} ({})", both(index), language.number(pairs[index].score)))
            .collect();
        let weakest = listed(&weakest, language.pick("and", "und"));
        let text = language.pick(
            format!("Worth a look first, for their scores are the lowest: {weakest}."),
            format!("Am ehesten einen Blick wert, weil ihre Punktzahlen die niedrigsten sind: {weakest}."),
        );
        writeln!(out, "{text}\n")?;
    }
    if report.problem.recipe().weights.topics == 0 {
        return Ok(());
    }
    let without: Vec<String> =
        (0..pairs.len()).filter(|&index| !has_topic(people, &pairs[index])).map(both).collect();
    if !without.is_empty() {
        let names = few(&without, language);
        let text = language.pick(
            format!("Without any topic that the mentee wants and the mentor offers: {names}."),
            format!("Ohne ein Thema, das gesucht und geboten wird: {names}."),
        );
        writeln!(out, "{text}\n")?;
    }
    Ok(())
}

fn has_topic(people: &People, pair: &Pair) -> bool {
    let offers = &people.mentors[pair.mentor].offers;
    let is_offered = |want: &Want| offers.binary_search_by_key(&want.topic, |offer| offer.topic).is_ok();
    people.mentees[pair.mentee].wants.iter().any(is_offered)
}

fn write_pairs(out: &mut impl Write, report: &Report<'_, '_>, described: &[usize]) -> io::Result<()> {
    let language = report.language;
    writeln!(out, "## {}\n", language.pick("Why they fit", "Warum sie passen"))?;
    let legend = language.pick(
        "Each criterion shows how far the two fit in it, and why. The score is the mean of these values by weight.",
        "Zu jedem Kriterium steht, wie weit die beiden darin zusammenpassen und warum. Die Punktzahl ist das nach Gewicht \
         gebildete Mittel dieser Werte.",
    );
    writeln!(out, "{legend}\n")?;
    let without = match report.explanation.scope {
        Scope::All | Scope::Described | Scope::NotWanted => None,
        Scope::ManyPairs => Some(language.pick(
            "What the plan would lose without a pair was not worked out, for there are many; `--margins all` does it.",
            "Was der Plan ohne ein Tandem verlieren würde, wurde nicht berechnet, weil es viele sind; `--margins all` tut es.",
        )),
        Scope::Gap => Some(language.pick(
            "What the plan would lose without a pair is not known, for the search stopped before the best plan.",
            "Was der Plan ohne ein Tandem verlieren würde, ist nicht bekannt, weil die Suche vor dem besten Plan endete.",
        )),
    };
    if let Some(without) = without {
        writeln!(out, "{without}\n")?;
    }
    for &index in described {
        write_pair(out, report, index)?;
    }
    Ok(())
}

fn write_pair(out: &mut impl Write, report: &Report<'_, '_>, index: usize) -> io::Result<()> {
    let (language, problem) = (report.language, report.problem);
    let people = problem.people();
    let pair = report.plan.pairs[index];
    let facts = problem.pair_facts(pair.mentee, pair.mentor);
    let (mentee, mentor) = (&people.mentees[pair.mentee], &people.mentors[pair.mentor]);
    let about = |person| {
        let about = pair_words::about(people, person, language);
        if about.is_empty() { String::new() } else { format!(": {about}") }
    };
    let about = (about(mentee), about(mentor));
    let score = language.number(pair.score);
    let (mentee, mentor) = (escaped(&mentee.name), escaped(&mentor.name));
    writeln!(
        out,
        "### {}\n",
        language.pick(
            format!("{mentor} teaches {mentee}: {score} points"),
            format!("{mentor} gibt {mentee} Wissen weiter: {score} Punkte"),
        )
    )?;
    writeln!(out, "- {mentee} ({}){}", language.pick("learns", "lernt"), about.0)?;
    writeln!(out, "- {mentor} ({}){}\n", language.pick("gives knowledge", "gibt Wissen"), about.1)?;
    let head = language.pick("| Criterion | Weight | Fit | Why |", "| Kriterium | Gewicht | Passt | Warum |");
    writeln!(out, "{head}\n|:--|--:|:--|:--|")?;
    let total: u64 = facts.criteria.iter().map(|criterion| criterion.weight).sum();
    for criterion in &facts.criteria {
        writeln!(
            out,
            "| {} | {} | {} {} | {} |",
            pair_words::criterion(problem, &criterion.criterion, language),
            language.percent(criterion.weight as f64 / total as f64, 0),
            dots(criterion.value),
            language.percent(f64::from(criterion.value) / 1e4, 0),
            pair_words::reason(problem, pair, &facts, &criterion.criterion, language),
        )?;
    }
    writeln!(out)?;
    match report.explanation.margin(index) {
        Some(margin) => writeln!(out, "{}\n", pair_words::margin(margin, pair.locked, language)),
        None if pair.locked => {
            let locked =
                language.pick("This pair was settled by hand.", "Dieses Tandem wurde von Hand festgelegt.");
            writeln!(out, "{locked}\n")
        }
        None => Ok(()),
    }
}

/// A value from 0 to 10000 in five dots.
fn dots(value: u32) -> String {
    let full = (value as usize + 1000) / 2000;
    "●".repeat(full) + &"○".repeat(5 - full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_show_fifths() {
        assert_eq!(dots(0), "○○○○○");
        assert_eq!(dots(5_000), "●●●○○");
        assert_eq!(dots(10_000), "●●●●●");
    }
}
