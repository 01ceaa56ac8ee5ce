//! What a check has proven, in words.

use crate::number::{counted, english, german};
use people::Objective;

/// What is proven of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The program that made the plan, and its version.
    pub engine: String,
    /// What makes one plan better than another.
    pub objective: Objective,
    /// Mentees among the people.
    pub mentees: usize,
    /// Mentors among the people.
    pub mentors: usize,
    /// Pairs of the plan.
    pub pairs: usize,
    /// Sum of the pairs' scores.
    pub scores_total: i64,
    /// Scores less the penalties for extra partners.
    pub value: i64,
    /// What no plan with as many pairs exceeds; for [`Objective::BestFit`] no plan at all.
    pub bound: i64,
    /// `bound - value`: 0 if the plan is the best.
    pub gap: i64,
    /// For [`Objective::Fairest`]: the lowest score of a pair that is not locked, if there is such a pair.
    pub lowest_score: Option<i64>,
    /// Pairs that had to be in the plan: mentee, mentor.
    pub lock: Vec<(String, String)>,
    /// Pairs that had to be left out: mentee, mentor.
    pub forbid: Vec<(String, String)>,
}

impl Verified {
    /// What is proven, in English.
    pub fn english(&self) -> String {
        let pairs = counted(self.pairs, english, "pair", "pairs");
        let bound = english(self.bound);
        let plans = "No plan over these people and this recipe";
        let mut text = match (self.objective, self.lowest_score) {
            (Objective::BestFit, _) => format!("{plans} is worth more than {bound}."),
            _ if self.pairs == 0 => format!("{plans} has any pair: none is allowed."),
            (Objective::Everyone, _) | (Objective::Fairest, None) => {
                format!("{plans} has more than {pairs}, and none with {pairs} is worth more than {bound}.")
            }
            (Objective::Fairest, Some(lowest)) => {
                let free = if self.lock.is_empty() { "" } else { " that is not locked" };
                let lowest = english(lowest);
                format!(
                    "{plans} has more than {pairs}. None with {pairs} has a higher lowest score{free} than {lowest}, and \
                     none with both is worth more than {bound}."
                )
            }
        };
        if self.gap > 0 {
            let (value, gap, share) = (english(self.value), english(self.gap), self.share('.'));
            text +=
                &format!(" This plan is worth {value}: the best is worth at most {gap} more ({share} %).");
        }
        let kept = (!self.lock.is_empty())
            .then(|| format!("keep {}", counted(self.lock.len(), english, "locked pair", "locked pairs")));
        let avoided = (!self.forbid.is_empty()).then(|| {
            format!("avoid {}", counted(self.forbid.len(), english, "forbidden pair", "forbidden pairs"))
        });
        if let Some(choices) = both(kept, avoided, " and ") {
            text += &format!(" This holds among the plans that {choices}.");
        }
        text
    }

    /// What is proven, in German.
    pub fn german(&self) -> String {
        let pairs = counted(self.pairs, german, "Paar", "Paare");
        let with = counted(self.pairs, german, "Paar", "Paaren");
        let bound = german(self.bound);
        let plans = "Kein Plan mit diesen Personen und diesem Rezept";
        let mut text = match (self.objective, self.lowest_score) {
            (Objective::BestFit, _) => format!("{plans} ist mehr wert als {bound}."),
            _ if self.pairs == 0 => format!("{plans} hat auch nur ein Paar: Keines ist erlaubt."),
            (Objective::Everyone, _) | (Objective::Fairest, None) => {
                format!("{plans} hat mehr als {pairs}, und keiner mit {with} ist mehr wert als {bound}.")
            }
            (Objective::Fairest, Some(lowest)) => {
                let free = if self.lock.is_empty() { "" } else { " unter den nicht festgelegten Paaren" };
                let lowest = german(lowest);
                format!(
                    "{plans} hat mehr als {pairs}. Keiner mit {with} hat{free} eine höhere niedrigste Punktzahl als \
                     {lowest}, und keiner, der beides erreicht, ist mehr wert als {bound}."
                )
            }
        };
        if self.gap > 0 {
            let (value, gap, share) = (german(self.value), german(self.gap), self.share(','));
            text += &format!(
                " Dieser Plan ist {value} wert: Der beste ist höchstens {gap} mehr wert ({share} %)."
            );
        }
        let kept = (!self.lock.is_empty()).then(|| {
            counted(self.lock.len(), german, "festgelegtes Paar enthalten", "festgelegte Paare enthalten")
        });
        let avoided = (!self.forbid.is_empty()).then(|| {
            counted(
                self.forbid.len(),
                german,
                "ausgeschlossenes Paar vermeiden",
                "ausgeschlossene Paare vermeiden",
            )
        });
        if let Some(choices) = both(kept, avoided, " und ") {
            text += &format!(" Das gilt unter den Plänen, die {choices}.");
        }
        text
    }

    /// The gap in hundredths of a percent of the bound, rounded up: never less than what is left open.
    fn share(&self, point: char) -> String {
        let bound = i128::from(self.bound).abs().max(1);
        let hundredths = (i128::from(self.gap) * 10_000 + bound - 1) / bound;
        format!("{}{point}{:02}", hundredths / 100, hundredths % 100)
    }
}

fn both(one: Option<String>, other: Option<String>, and: &str) -> Option<String> {
    let all: Vec<String> = one.into_iter().chain(other).collect();
    (!all.is_empty()).then(|| all.join(and))
}
