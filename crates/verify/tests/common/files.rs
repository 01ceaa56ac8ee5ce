//! The two files of a solved problem, and their check.

use super::problem::Problem;
use super::solver::Solved;
use people::Objective;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::atomic::AtomicBool;
use verify::{COLUMNS, Definition, Fault, Verified};

/// Rows of `pairs.csv` without the header, and the certificate.
#[derive(Clone)]
pub struct Files {
    pub rows: Vec<Vec<String>>,
    pub certificate: Value,
}

impl Files {
    pub fn new(problem: &Problem, solved: &Solved) -> Self {
        let people = &problem.people;
        let definition = Definition::new(people, &problem.recipe, &problem.choices).unwrap();
        let mentee = |i: usize| people.id_of(&people.mentees[i]).to_owned();
        let mentor = |j: usize| people.id_of(&people.mentors[j]).to_owned();
        let rows = (solved.pairs.iter().enumerate())
            .map(|(row, &(i, j))| {
                let mut cells = vec![mentee(i), mentor(j), definition.score(i, j).to_string()];
                cells.extend(definition.values(i, j).map(|value| value.to_string()));
                // Margins as they may be: some computed, some not.
                cells.extend(if row % 3 == 0 {
                    ["".into(), "".into()]
                } else {
                    ["1".into(), format!("-{row}")]
                });
                cells
            })
            .collect();
        let scores_total: u64 = solved.pairs.iter().map(|&(i, j)| definition.score(i, j)).sum();
        let objective = problem.recipe.objective;
        let mut certificate = json!({
            "engine": "viceversa 0.1.0",
            "objective": objective.name(),
            "pairs": solved.pairs.len(),
            "value": solved.value,
            "scores_total": scores_total,
            "bound": solved.value,
            "bonus": solved.bonus,
            "digest": people::digest(people, &problem.recipe, &problem.choices),
            "lock": problem.choices.lock,
            "forbid": problem.choices.forbid,
            "mentees": solved.mentee_prices.iter().enumerate().map(|(i, &price)| (mentee(i), price.into()))
                .collect::<serde_json::Map<_, Value>>(),
            "mentors": solved.mentor_prices.iter().enumerate().map(|(j, prices)| (mentor(j), prices.clone().into()))
                .collect::<serde_json::Map<_, Value>>(),
        });
        if objective == Objective::Fairest {
            let cover = |(mentees, mentors): &(Vec<usize>, Vec<usize>)| {
                let mentees: Vec<_> = mentees.iter().map(|&i| mentee(i)).collect();
                let mentors: Vec<_> = mentors.iter().map(|&j| mentor(j)).collect();
                json!({ "mentees": mentees, "mentors": mentors })
            };
            certificate["lowest_score"] = solved.lowest_score.into();
            certificate["most_pairs_cover"] = cover(&solved.most_pairs_cover);
            certificate["lowest_score_cover"] = cover(&solved.lowest_score_cover);
        }
        let mut files = Files { rows, certificate };
        files.sign();
        files
    }

    /// Puts the digest of the rows as they are now into the certificate.
    pub fn sign(&mut self) {
        let text: String = self.rows.iter().map(|row| row.join("\u{1f}") + "\u{1e}").collect();
        let digest: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        self.certificate["pairs_digest"] = digest.into();
    }

    pub fn pairs(&self) -> String {
        let rows = self.rows.iter().map(|row| row.join(",") + "\n");
        std::iter::once(COLUMNS.join(",") + "\n").chain(rows).collect()
    }

    pub fn check(&self, problem: &Problem) -> Result<Verified, Fault> {
        check(problem, self.pairs(), self.certificate.to_string())
    }
}

pub fn check(
    problem: &Problem,
    pairs: impl AsRef<[u8]>,
    certificate: impl AsRef<[u8]>,
) -> Result<Verified, Fault> {
    let (pairs, certificate) = (pairs.as_ref(), certificate.as_ref());
    verify::check(&problem.people, &problem.recipe, pairs, certificate, &mut |_| {}, &AtomicBool::new(false))
}
