//! The report for people, as Markdown.

use std::io::{self, Write};

use people::Objective;

use super::{
    Report, Result, fairness_section, left_over_section, pairs_section, recipe_words, topics_section,
};

/// Up to so many pairs are described, and so many people left over. Beyond, those who need a look come first.
pub const MOST_DESCRIBED: usize = 200;
/// Writes the report.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut impl Write, report: &Report<'_, '_>) -> io::Result<()> {
    write_result(out, report)?;
    write_recipe(out, report)?;
    pairs_section::write(out, report)?;
    left_over_section::write(out, report)?;
    topics_section::write(out, report)?;
    fairness_section::write(out, report)?;
    write_check(out, report)
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
