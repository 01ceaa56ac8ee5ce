//! Rules and reasons in German.

use people::Role;

use super::left_over::{LeftOver, Obstacles, Reason};
use super::text::{grouped, listed, missing};
use crate::criteria::Rule;
use crate::problem::Problem;
use crate::what_if::Effect;

impl Rule {
    /// The rule in a few German words.
    pub fn german(&self) -> &'static str {
        match self {
            Rule::Oneself => "niemand ist mit sich selbst im Tandem",
            Rule::ReportingLine => "in einer Berichtslinie",
            Rule::Apart => "ein Ausschluss, oder schon einmal im Tandem",
            Rule::Level => "Karrierestufen zu nah beieinander oder unbekannt",
            Rule::Department => "dieselbe Abteilung",
            Rule::Language => "keine gemeinsame Sprache",
            Rule::Time => "zu wenig gemeinsame freie Zeit",
            Rule::RequireSame(_) => "ein Merkmal, das gleich sein muss, ist es nicht",
            Rule::RequireDifferent(_) => "ein Merkmal, das verschieden sein muss, ist es nicht",
            Rule::MinScore => "die Punktzahl ist zu niedrig",
            Rule::Forbidden => "von Hand ausgeschlossen",
        }
    }
}

impl LeftOver {
    /// The same as [`Self::english`], in German.
    pub fn german(&self, problem: &Problem<'_>) -> String {
        let others = others(self.role);
        match &self.reason {
            Reason::NoCapacity => "Nimmt keine Mentees an: Die Kapazität ist 0.".into(),
            Reason::NobodyThere => format!("Es gibt keine {others}."),
            Reason::NoPlace => "Niemand nimmt Mentees an.".into(),
            Reason::NobodyAllowed(obstacles) => nobody_allowed(self, problem, obstacles),
            Reason::Locked { allowed: 1 } => "Die einzige erlaubte Person wurde von Hand vergeben.".into(),
            Reason::Locked { allowed } => {
                format!("Alle {} erlaubten {others} wurden von Hand vergeben.", number(*allowed as i64))
            }
            Reason::LowersLowest { allowed: 1, best, lowest } => format!(
                "Das einzige erlaubte Tandem erreicht {} Punkte, weniger als jedes im Plan (mindestens {}).",
                number((*best).into()),
                number((*lowest).into())
            ),
            Reason::LowersLowest { allowed, best, lowest } => format!(
                "Das beste von {} erlaubten Tandems erreicht {} Punkte, weniger als jedes im Plan (mindestens {}).",
                number(*allowed as i64),
                number((*best).into()),
                number((*lowest).into())
            ),
            Reason::BetterElsewhere { allowed, place } => {
                let are = if *allowed == 1 { "ist" } else { "sind" };
                let allowed = format!("{} {are} erlaubt", counted(self.role, *allowed));
                let way = self.reason.gives_way(self.role).map(|index| match self.role {
                    Role::Mentee => {
                        format!("{} stünde dann ohne Mentor:in da", problem.people.mentees[index].name)
                    }
                    Role::Mentor => {
                        format!("{} hätte dann eine:n Mentee weniger", problem.people.mentors[index].name)
                    }
                });
                better_elsewhere(self.role, &allowed, place, way)
            }
        }
    }
}

/// The other side of someone in this role, many.
fn others(role: Role) -> &'static str {
    match role {
        Role::Mentee => "Mentor:innen",
        Role::Mentor => "Mentees",
    }
}

/// So many of the other side.
fn counted(role: Role, count: usize) -> String {
    match (role, count) {
        (Role::Mentee, 1) => "1 Mentor:in".into(),
        (Role::Mentor, 1) => "1 Mentee".into(),
        _ => format!("{} {}", number(count as i64), others(role)),
    }
}

fn nobody_allowed(left: &LeftOver, problem: &Problem<'_>, obstacles: &Obstacles) -> String {
    let role = left.role;
    let head = match role {
        Role::Mentee => "Niemand ist als Mentor:in erlaubt",
        Role::Mentor => "Niemand ist als Mentee erlaubt",
    };
    let missing = missing(left, problem, obstacles, ["zu freien Zeiten", "zu Sprachen", "zur Karrierestufe"]);
    if !missing.is_empty() {
        return format!("{head}: Es fehlen Angaben {}.", listed(&missing, "und"));
    }
    // A rule that rules everyone out says it all.
    let (whole, some) = obstacles.told();
    let text = if !whole.is_empty() {
        let clauses: Vec<String> = (whole.iter())
            .map(|obstacle| clause(problem, obstacle.rule, obstacles.others == 1))
            .map(|(verb, rest)| format!("{verb} {rest}"))
            .collect();
        let who = match obstacles.others {
            1 => "Die einzige Person".to_owned(),
            count => format!("Alle {}", counted(role, count)),
        };
        format!("{head}. {who} {}.", listed(&clauses, "und"))
    } else if !some.is_empty() {
        let clauses: Vec<String> = (some.iter())
            .map(|obstacle| {
                let (verb, rest) = clause(problem, obstacle.rule, obstacle.count == 1);
                format!("{verb} {} {rest}", number(obstacle.count as i64))
            })
            .collect();
        format!("{head}. Von {} {}.", counted(role, obstacles.others), listed(&clauses, "und"))
    } else {
        return format!("{head}.");
    };
    let Some(only) = obstacles.only() else { return text };
    let (what, help) = only_obstacle(problem, only.rule);
    let way = if only.alone == obstacles.others {
        "Sonst steht nichts im Weg".into()
    } else {
        format!("Bei {} steht nur {what} im Weg", counted(role, only.alone))
    };
    format!("{text} {way}.{help}")
}

/// The verb and the rest of „12 haben zu wenig gemeinsame freie Zeit“.
fn clause(problem: &Problem<'_>, rule: Rule, one: bool) -> (&'static str, String) {
    let (are, have) = if one { ("ist", "hat") } else { ("sind", "haben") };
    match rule {
        Rule::Oneself => (are, "dieselbe Person".into()),
        Rule::Apart => (are, "getrennt zu halten oder aus einem früheren Tandem".into()),
        Rule::ReportingLine => (are, "in derselben Berichtslinie".into()),
        Rule::Level => (have, "keine passende Karrierestufe".into()),
        Rule::Department => (are, "in derselben Abteilung".into()),
        Rule::Language => (have, "keine gemeinsame Sprache".into()),
        Rule::Time => (have, "zu wenig gemeinsame freie Zeit".into()),
        Rule::RequireSame(attribute) => {
            (have, format!("in „{}“ einen anderen Eintrag oder keinen", problem.attribute(attribute)))
        }
        Rule::RequireDifferent(attribute) => {
            (have, format!("in „{}“ denselben Eintrag", problem.attribute(attribute)))
        }
        Rule::MinScore => (have, "eine zu niedrige Punktzahl".into()),
        Rule::Forbidden => (are, "von Hand ausgeschlossen".into()),
    }
}

/// What stands in the way, and what would help.
fn only_obstacle(problem: &Problem<'_>, rule: Rule) -> (String, &'static str) {
    match rule {
        Rule::Oneself => ("die eigene Person".into(), ""),
        Rule::Apart => ("ein früheres Tandem oder ein Wunsch nach Trennung".into(), ""),
        Rule::ReportingLine => ("die Berichtslinie".into(), ""),
        Rule::Level => ("die Karrierestufe".into(), ""),
        Rule::Department => ("die Abteilung".into(), ""),
        Rule::Language => ("die Sprache".into(), " Eine weitere Sprache würde helfen."),
        Rule::Time => ("die freie Zeit".into(), " Mehr freie Zeiten würden helfen."),
        Rule::RequireSame(attribute) | Rule::RequireDifferent(attribute) => {
            (format!("„{}“", problem.attribute(attribute)), "")
        }
        Rule::MinScore => ("die Mindestpunktzahl".into(), ""),
        Rule::Forbidden => ("die Festlegung von Hand".into(), ""),
    }
}

fn better_elsewhere(role: Role, allowed: &str, place: &Effect, way: Option<String>) -> String {
    let doing = match role {
        Role::Mentee => "ein Platz",
        Role::Mentor => "eine Zusage",
    };
    let points = |value: i64| match value.abs() {
        1 => "1 Punkt".to_owned(),
        value => format!("{} Punkte", number(value)),
    };
    let cost = match (place.pairs, place.value) {
        (0, 0) => "würde den Plan nichts kosten".to_owned(),
        (0, value) if value < 0 => format!("würde den Plan {} kosten", points(value)),
        (1, value) if value < 0 => {
            format!("brächte ein Tandem mehr und würde den Plan {} kosten", points(value))
        }
        (-1, value) => {
            format!("würde den Plan ein Tandem kosten und seinen Wert um {} ändern", signed(value))
        }
        (pairs, value) => format!(
            "würde die Zahl der Tandems um {} und den Wert um {} ändern",
            signed(pairs),
            signed(value)
        ),
    };
    let way = way.map_or(String::new(), |way| format!(": {way}"));
    format!("{allowed}, aber {doing} {cost}{way}.")
}

fn signed(number_with_sign: i64) -> String {
    let sign = if number_with_sign < 0 { "−" } else { "+" };
    format!("{sign}{}", number(number_with_sign.abs()))
}

/// With a point between thousands.
fn number(number: i64) -> String {
    grouped(number, '.')
}
