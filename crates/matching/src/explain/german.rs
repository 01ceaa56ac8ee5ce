//! Rules and reasons in German.

use people::Role;

use crate::criteria::Rule;
use crate::explain::left_over::{LEAST_APART, Obstacles, Reason};
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
            Rule::MinScore => "die Bewertung ist zu niedrig",
            Rule::Forbidden => "von Hand ausgeschlossen",
        }
    }
}

impl Reason {
    /// The reason in a German sentence. `role` is that of the one left over.
    pub fn german(&self, problem: &Problem<'_>, role: Role) -> String {
        let others = match role {
            Role::Mentee => "Mentor:innen",
            Role::Mentor => "Mentees",
        };
        match self {
            Reason::NoCapacity => "Nimmt keine Mentees an: Die Kapazität ist 0.".into(),
            Reason::NobodyThere => format!("Es gibt keine {others}."),
            Reason::NoPlace => "Niemand nimmt Mentees an.".into(),
            Reason::NobodyAllowed(obstacles) => nobody_allowed(obstacles, others),
            Reason::Locked { allowed: 1 } => "Die einzige erlaubte Person wurde von Hand vergeben.".into(),
            Reason::Locked { allowed } => {
                format!("Alle {} erlaubten {others} wurden von Hand vergeben.", number(*allowed as i64))
            }
            Reason::LowersLowest { allowed: 1, best, lowest } => format!(
                "Das einzige erlaubte Tandem ist mit {} bewertet, niedriger als jedes im Plan (mindestens {}).",
                number((*best).into()),
                number((*lowest).into())
            ),
            Reason::LowersLowest { allowed, best, lowest } => format!(
                "Das beste von {} erlaubten Tandems ist mit {} bewertet, niedriger als jedes im Plan (mindestens {}).",
                number(*allowed as i64),
                number((*best).into()),
                number((*lowest).into())
            ),
            Reason::BetterElsewhere { allowed, place } => {
                let allowed = match (role, allowed) {
                    (Role::Mentee, 1) => "1 Mentor:in ist erlaubt".to_owned(),
                    (Role::Mentor, 1) => "1 Mentee ist erlaubt".to_owned(),
                    _ => format!("{} {others} sind erlaubt", number(*allowed as i64)),
                };
                let way = self.gives_way(role).map(|index| match role {
                    Role::Mentee => {
                        format!("{} stünde dann ohne Mentor:in da", problem.people.mentees[index].name)
                    }
                    Role::Mentor => {
                        format!("{} hätte dann eine:n Mentee weniger", problem.people.mentors[index].name)
                    }
                });
                better_elsewhere(&allowed, place, way)
            }
        }
    }
}

fn nobody_allowed(obstacles: &Obstacles, others: &str) -> String {
    let told = obstacles.rules.iter().filter(|each| each.rule != Rule::Apart || each.count >= LEAST_APART);
    let rules: Vec<String> =
        told.map(|each| format!("{} ({})", each.rule.german(), number(each.count as i64))).collect();
    let head = match obstacles.others {
        1 => "Die einzige Person auf der anderen Seite ist nicht erlaubt".to_owned(),
        count => format!("Von {} {others} ist niemand erlaubt", number(count as i64)),
    };
    if rules.is_empty() { format!("{head}.") } else { format!("{head}: {}.", rules.join(", ")) }
}

fn better_elsewhere(allowed: &str, place: &Effect, way: Option<String>) -> String {
    let cost = match (place.pairs, place.value) {
        (0, 0) => "würde am Ganzen nichts ändern".to_owned(),
        (0, -1) => "würde das Ganze 1 Punkt kosten".into(),
        (0, value) => format!("würde das Ganze {} Punkte kosten", number(-value)),
        (-1, value) => format!("würde ein Tandem kosten und den Wert um {} ändern", signed(value)),
        (1, value) => format!("brächte ein Tandem mehr und würde den Wert um {} ändern", signed(value)),
        (pairs, value) => {
            format!(
                "würde die Zahl der Tandems um {} und den Wert um {} ändern",
                signed(pairs),
                signed(value)
            )
        }
    };
    match way {
        Some(way) => format!("{allowed}, aber ein Platz {cost}: {way}."),
        None => format!("{allowed}, aber ein Platz {cost}."),
    }
}

fn signed(number_with_sign: i64) -> String {
    let sign = if number_with_sign < 0 { "−" } else { "+" };
    format!("{sign}{}", number(number_with_sign.abs()))
}

/// With a point between thousands.
fn number(number: i64) -> String {
    super::grouped(number, '.')
}
