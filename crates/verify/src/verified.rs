//! What a check has proven, in words.

use crate::number::{english, german};
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
        let pairs = counted(self.pairs, english(self.pairs as i128), "pair", "pairs");
        let bound = english(self.bound);
        let plans = "No plan over these people and this recipe";
        let with = if self.pairs == 1 { "with 1 pair".into() } else { format!("with {pairs}") };
        let mut text = match (self.objective, self.lowest_score) {
            (Objective::BestFit, _) => format!("{plans} is worth more than {bound}."),
            (Objective::Everyone, _) | (Objective::Fairest, None) => {
                format!("{plans} has more than {pairs}, and none {with} is worth more than {bound}.")
            }
            (Objective::Fairest, Some(lowest)) => {
                let (free, lowest) =
                    (if self.lock.is_empty() { "" } else { " that is not locked" }, english(lowest));
                format!(
                    "{plans} has more than {pairs}. None {with} has a higher lowest score{free} than {lowest}, and none \
                     with both is worth more than {bound}."
                )
            }
        };
        if self.gap > 0 {
            let (value, gap, share) = (english(self.value), english(self.gap), self.share('.'));
            text +=
                &format!(" This plan is worth {value}: the best is worth at most {gap} more ({share} %).");
        }
        if !self.lock.is_empty() || !self.forbid.is_empty() {
            let locked =
                counted(self.lock.len(), english(self.lock.len() as i128), "locked pair", "locked pairs");
            let forbidden = english(self.forbid.len() as i128);
            text += &format!(
                " Only plans that keep {locked} and avoid {forbidden} forbidden by hand were to be considered."
            );
        }
        text
    }

    /// What is proven, in German.
    pub fn german(&self) -> String {
        let pairs = counted(self.pairs, german(self.pairs as i128), "Paar", "Paare");
        let with = counted(self.pairs, german(self.pairs as i128), "Paar", "Paaren");
        let bound = german(self.bound);
        let plans = "Kein Plan mit diesen Personen und diesem Rezept";
        let mut text = match (self.objective, self.lowest_score) {
            (Objective::BestFit, _) => format!("{plans} ist mehr wert als {bound}."),
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
        if !self.lock.is_empty() || !self.forbid.is_empty() {
            let locked =
                counted(self.lock.len(), german(self.lock.len() as i128), "festgelegtes", "festgelegte");
            let forbidden = counted(
                self.forbid.len(),
                german(self.forbid.len() as i128),
                "von Hand ausgeschlossenes Paar",
                "von Hand ausgeschlossene Paare",
            );
            text += &format!(" Zu berücksichtigen waren {locked} und {forbidden}.");
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

fn counted(count: usize, number: String, one: &str, many: &str) -> String {
    format!("{number} {}", if count == 1 { one } else { many })
}
