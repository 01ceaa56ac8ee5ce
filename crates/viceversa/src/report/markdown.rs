//! The report for people, as Markdown.

use std::io::{self, Write};

use matching::Pair;
use people::{Objective, People, Want};

use super::pair_facts::PairFacts;
use super::text::{escaped, listed};
use super::topics::{Topic, topics};
use super::{Report, Result, left_over_words, pair_words, recipe_words};

/// Up to so many pairs are described, and so many people left over. Beyond, those who need a look come first.
pub const MOST_DESCRIBED: usize = 200;
/// Up to so many topics are shown.
const MOST_TOPICS: usize = 60;
/// So many of the weakest pairs are pointed out where there are many.
const WEAKEST: usize = 5;

/// Writes the report.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let described = described(report);
    write_result(out, report)?;
    write_recipe(out, report)?;
    if !described.is_empty() {
        write_overview(out, report, &described)?;
        write_pairs(out, report, &described)?;
    }
    left_over_words::write(out, report)?;
    write_topics(out, report)?;
    write_check(out, report)
}

/// Indices of the pairs to describe: all in the order of the plan, or of very many the weakest.
fn described(report: &Report<'_, '_>) -> Vec<usize> {
    let pairs = &report.plan.pairs;
    let mut indices: Vec<usize> = (0..pairs.len()).collect();
    if pairs.len() > MOST_DESCRIBED {
        indices.sort_by_key(|&index| (pairs[index].score, index));
        indices.truncate(MOST_DESCRIBED);
    }
    indices
}

fn write_result(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let language = report.language;
    writeln!(out, "# {}\n", language.pick("Who goes with whom, and why", "Wer zu wem passt, und warum"))?;
    writeln!(out, "{} {}\n", placed(report), proven(report))?;
    let (people, plan) = (report.problem.people(), report.plan);
    let of = |part: usize, whole: usize| {
        let (part, whole) = (language.count(part), language.count(whole));
        language.pick(format!("{part} of {whole}"), format!("{part} von {whole}"))
    };
    let mut rows = vec![
        (
            language.pick("Mentees (they learn) in a pair", "Mentees (sie lernen) in einem Tandem"),
            of(plan.pairs.len(), people.mentees.len()),
        ),
        (
            language.pick(
                "Mentors (they give knowledge) in a pair",
                "Mentor:innen (sie geben Wissen) in einem Tandem",
            ),
            of(report.mentors_in_pairs(), people.mentors.len()),
        ),
    ];
    if let Some(result) = Result::of(plan) {
        rows.push((
            language.pick("Mean score", "Mittlere Punktzahl"),
            of(result.mean_score.round() as usize, 10_000),
        ));
        rows.push((
            language.pick("Lowest score", "Niedrigste Punktzahl"),
            of(result.lowest_score as usize, 10_000),
        ));
        let value = language.pick("Value of the plan", "Wert des Plans");
        rows.push((value, language.number(plan.value)));
    }
    writeln!(out, "| | |\n|:--|--:|")?;
    for (what, number) in rows {
        writeln!(out, "| {what} | {number} |")?;
    }
    writeln!(out)
}

/// How many are placed, in a sentence.
fn placed(report: &Report<'_, '_>) -> String {
    let language = report.language;
    let people = report.problem.people();
    let (mentees, pairs) = (people.mentees.len(), report.plan.pairs.len());
    let (all, some) = (language.count(mentees), language.count(pairs));
    let Some(result) = Result::of(report.plan) else {
        return match (mentees, people.mentors.len()) {
            (0, _) => language.pick(
                "There are no mentees, so there are no pairs.",
                "Es gibt keine Mentees und so auch keine Tandems.",
            ),
            (_, 0) => language.pick(
                "There are no mentors, so there are no pairs.",
                "Es gibt keine Mentor:innen und so auch keine Tandems.",
            ),
            _ => language.pick("There are no pairs.", "Es gibt keine Tandems."),
        }
        .to_owned();
    };
    let (mean, lowest) =
        (language.number(result.mean_score.round() as i64), language.number(result.lowest_score));
    let who = match (pairs == mentees, pairs) {
        (true, 1) => language.pick(
            "The only mentee has a mentor".to_owned(),
            "Die einzige Person, die lernen möchte, hat eine:n Mentor:in".to_owned(),
        ),
        (true, _) => language.pick(
            format!("All {all} mentees have a mentor"),
            format!("Alle {all} Mentees haben eine:n Mentor:in"),
        ),
        (false, 1) => language.pick(
            format!("1 of {all} mentees has a mentor"),
            format!("1 von {all} Mentees hat eine:n Mentor:in"),
        ),
        (false, _) => language.pick(
            format!("{some} of {all} mentees have a mentor"),
            format!("{some} von {all} Mentees haben eine:n Mentor:in"),
        ),
    };
    if pairs == 1 {
        return language.pick(
            format!("{who}; the pair scores {mean} of 10,000 points."),
            format!("{who}; das Tandem erreicht {mean} von 10.000 Punkten."),
        );
    }
    language.pick(
        format!("{who}; the pairs score {mean} of 10,000 points on average, and {lowest} at the least."),
        format!("{who}; die Tandems erreichen im Mittel {mean} von 10.000 Punkten und mindestens {lowest}."),
    )
}

/// What is proven, in a sentence.
fn proven(report: &Report<'_, '_>) -> String {
    let language = report.language;
    let plan = report.plan;
    let is_full = plan.pairs.len() == report.problem.people().mentees.len();
    let gap = Result::of(plan).map_or(0.0, |result| result.gap);
    if gap > 0.0 {
        let gap = at_most(gap);
        let gap = language.percent(gap, 2);
        return language.pick(
            format!("A better plan may exist, but it is worth at most {gap} more: that much is proven."),
            format!("Vielleicht gibt es einen besseren Plan, aber er ist höchstens {gap} mehr wert: So viel ist bewiesen."),
        );
    }
    match report.problem.recipe().objective {
        Objective::BestFit => language.pick(
            "No plan under these rules has a higher total: this is proven, not estimated.",
            "Kein Plan nach diesen Regeln erreicht mehr: Das ist bewiesen, nicht geschätzt.",
        ),
        _ if is_full => language.pick(
            "No plan under these rules is better: this is proven, not estimated.",
            "Kein Plan nach diesen Regeln ist besser: Das ist bewiesen, nicht geschätzt.",
        ),
        _ => language.pick(
            "No plan under these rules has more pairs, and none with as many is better: this is proven, not estimated.",
            "Kein Plan nach diesen Regeln hat mehr Tandems, und keiner mit ebenso vielen ist besser: Das ist bewiesen, nicht \
             geschätzt.",
        ),
    }
    .to_owned()
}

/// The share in hundredths of a percent, rounded up.
fn at_most(share: f64) -> f64 {
    (share * 1e4).ceil() / 1e4
}

fn write_recipe(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let language = report.language;
    writeln!(out, "## {}\n", language.pick("What was asked", "Was gefragt war"))?;
    for (head, text) in recipe_words::recipe(report.problem.recipe(), report.problem.choices(), language) {
        writeln!(out, "- **{head}:** {text}")?;
    }
    writeln!(out)
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
        let facts = PairFacts::new(report.problem, report.plan, index);
        let topics: Vec<String> =
            facts.met().map(|(wanted, _)| escaped(people.vocabulary.topics.text(wanted.topic))).collect();
        let topics = if topics.is_empty() { "–".to_owned() } else { topics.join(", ") };
        writeln!(
            out,
            "| {} | {} | {} | {topics} |",
            pair_words::name(people, facts.mentee),
            pair_words::name(people, facts.mentor),
            language.number(facts.pair.score),
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
    for &index in described {
        write_pair(out, report, index)?;
    }
    Ok(())
}

fn write_pair(out: &mut impl Write, report: &Report<'_, '_>, index: usize) -> io::Result<()> {
    let (language, problem) = (report.language, report.problem);
    let people = problem.people();
    let facts = PairFacts::new(problem, report.plan, index);
    let score = language.number(facts.pair.score);
    let (mentee, mentor) = (escaped(&facts.mentee.name), escaped(&facts.mentor.name));
    writeln!(
        out,
        "### {}\n",
        language.pick(
            format!("{mentor} teaches {mentee}: {score} points"),
            format!("{mentor} gibt {mentee} Wissen weiter: {score} Punkte"),
        )
    )?;
    let about = |person| {
        let about = pair_words::about(people, person, language);
        if about.is_empty() { String::new() } else { format!(": {about}") }
    };
    writeln!(out, "- {} ({}){}", mentee, language.pick("learns", "lernt"), about(facts.mentee))?;
    writeln!(
        out,
        "- {} ({}){}\n",
        mentor,
        language.pick("gives knowledge", "gibt Wissen"),
        about(facts.mentor)
    )?;
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
            pair_words::reason(problem, &facts, criterion, language),
        )?;
    }
    writeln!(out)?;
    match report.explanation.margin(index) {
        Some(margin) => writeln!(out, "{}\n", pair_words::margin(margin, facts.pair.locked, language)),
        None if facts.pair.locked => {
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

fn write_topics(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
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
        .take(WEAKEST)
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

/// Up to ten names in a list, and how many more there are.
fn few(names: &[String], language: crate::language::Language) -> String {
    const FEW: usize = 10;
    let and = language.pick("and", "und");
    if names.len() <= FEW + 1 {
        return listed(names, and);
    }
    let more = language.count(names.len() - FEW);
    let mut shown = names[..FEW].to_vec();
    shown.push(language.pick(format!("{more} more"), format!("{more} weitere")));
    listed(&shown, and)
}

fn write_check(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    let language = report.language;
    let files = &report.files;
    writeln!(out, "## {}\n", language.pick("How to check this", "So lässt es sich prüfen"))?;
    let text = language.pick(
        "The certificate proves the plan: it gives each person and place a price, and from these prices anyone can work out, \
         with a program of their own, that no plan is better. This command does it by another way than the plan was found:",
        "Der Nachweis beweist den Plan: Er gibt jeder Person und jedem Platz einen Preis, und aus diesen Preisen lässt sich, \
         auch mit einem eigenen Programm, errechnen, dass kein Plan besser ist. Dieser Befehl tut es auf anderem Weg, als der \
         Plan gefunden wurde:",
    );
    let recipe =
        files.recipe.as_ref().map(|recipe| format!(" --recipe {}", shell(recipe))).unwrap_or_default();
    writeln!(
        out,
        "{text}\n\n```\nviceversa verify --people {}{recipe} --pairs {} --certificate {}\n```\n",
        shell(&files.people),
        shell(&files.pairs),
        shell(&files.certificate)
    )?;
    let note = language.pick(
        "The plan depends on the people, the recipe and the choices by hand alone. A program has compared them; whether a pair \
         comes about is for people to decide.",
        "Der Plan hängt allein von den Personen, dem Rezept und den Festlegungen von Hand ab. Ein Programm hat sie verglichen; \
         ob ein Tandem zustande kommt, entscheiden Menschen.",
    );
    writeln!(out, "{note}\n\n{} {}.", language.pick("Made with", "Erstellt mit"), matching::files::ENGINE)
}

/// A path within a sentence.
fn code(path: &std::path::Path) -> String {
    format!("`{}`", path.display().to_string().replace('`', "'"))
}

/// A path as a shell takes it.
fn shell(path: &std::path::Path) -> String {
    let text = path.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+=:,@%".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
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

    #[test]
    fn paths_are_quoted_for_the_shell() {
        assert_eq!(shell("data/people.csv".as_ref()), "data/people.csv");
        assert_eq!(shell("meine Leute.csv".as_ref()), "'meine Leute.csv'");
        assert_eq!(shell("it's.csv".as_ref()), r"'it'\''s.csv'");
    }

    #[test]
    fn gaps_are_never_made_smaller() {
        assert_eq!(at_most(0.000_801), 0.000_9);
    }
}
