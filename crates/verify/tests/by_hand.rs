//! Certificates worked out by hand, one an objective, as a reader of `docs/certificate.md` would.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use common::files::check;
use common::problem::{Problem, bare_recipe, read};
use people::{Choices, Objective};
use sha2::{Digest, Sha256};
use verify::{CoverKind, Fault, Verified};

/// A and B want one topic each; J offers both, K offers both at a low level. Scores: A with J 10000, B with J 8000,
/// A with K 4000, B with K 2000.
fn problem(objective: Objective, capacity_of_j: u8, lock: &[(&str, &str)]) -> Problem {
    let csv = format!(
        "id,role,wants,offers,capacity
         A,mentee,x,,
         B,mentee,y,,
         J,mentor,,x:5|y:4,{capacity_of_j}
         K,mentor,,x:2|y:1,1"
    );
    let recipe = people::Recipe { objective, ..bare_recipe() };
    let lock = lock.iter().map(|&(mentee, mentor)| (mentee.into(), mentor.into())).collect();
    Problem { people: read(&csv), recipe, choices: Choices { lock, forbid: Vec::new() }, csv }
}

/// One row a pair: mentee, mentor, score. Topics are the score, style is 5000 for people without style, the rest is 0.
fn pairs(rows: &[(&str, &str, u64)]) -> String {
    let mut csv = verify::COLUMNS.join(",") + "\n";
    for (mentee, mentor, score) in rows {
        csv += &format!("{mentee},{mentor},{score},{score},0,5000,0,0,0,0,,\n");
    }
    csv
}

/// Fills in both digests.
fn certificate(problem: &Problem, pairs: &str, body: &str) -> String {
    let rows: String = pairs.lines().skip(1).map(|row| row.replace(',', "\u{1f}") + "\u{1e}").collect();
    let pairs_digest: String = Sha256::digest(rows).iter().map(|byte| format!("{byte:02x}")).collect();
    let digest = people::digest(&problem.people, &problem.recipe, &problem.choices);
    format!(r#"{{"engine":"viceversa 0.1.0","digest":"{digest}","pairs_digest":"{pairs_digest}",{body}}}"#)
}

fn verify(problem: &Problem, rows: &[(&str, &str, u64)], body: &str) -> Result<Verified, Fault> {
    let pairs = pairs(rows);
    check(problem, &pairs, certificate(problem, &pairs, body))
}

const BOTH_WITH_J: [(&str, &str, u64); 2] = [("A", "J", 10_000), ("B", "J", 8000)];

#[test]
fn best_fit() {
    // Both with J: 18000 less 500 for the second partner. The first place is worth the 500 that it saves.
    let body = r#""objective":"best_fit","pairs":2,"value":17500,"scores_total":18000,"bound":17500,"bonus":0,
        "lock":[],"forbid":[],"mentees":{"A":9500,"B":7500},"mentors":{"J":[500,0],"K":[0]}"#;
    let verified = verify(&problem(Objective::BestFit, 2, &[]), &BOTH_WITH_J, body).unwrap();
    assert_eq!((verified.pairs, verified.value, verified.gap), (2, 17_500, 0));
    assert_eq!(verified.english(), "No plan over these people and this recipe is worth more than 17,500.");
    assert_eq!(
        verified.german(),
        "Kein Plan mit diesen Personen und diesem Rezept ist mehr wert als 17.500."
    );
}

#[test]
fn everyone() {
    // At most 2 pairs, at most 500 * 1 of penalties: the bonus is 20000 + 500 + 1.
    let body = r#""objective":"everyone","pairs":2,"value":17500,"scores_total":18000,"bound":17500,"bonus":20501,
        "lock":[],"forbid":[],"mentees":{"A":30001,"B":28001},"mentors":{"J":[500,0],"K":[0]}"#;
    let verified = verify(&problem(Objective::Everyone, 2, &[]), &BOTH_WITH_J, body).unwrap();
    assert_eq!(
        verified.english(),
        "No plan over these people and this recipe has more than 2 pairs, and none with 2 pairs is worth more than 17,500."
    );
    assert_eq!(
        verified.german(),
        "Kein Plan mit diesen Personen und diesem Rezept hat mehr als 2 Paare, und keiner mit 2 Paaren ist mehr wert als \
         17.500."
    );
}

/// A with K and B with J, since A with J would leave B with 2000.
const FAIREST: [(&str, &str, u64); 2] = [("A", "K", 4000), ("B", "J", 8000)];

/// No penalties: the bonus is 20001. Above 4000 are only pairs with J, who has one place.
fn fairest_body(most_pairs_cover: &str, lowest_score_cover: &str) -> String {
    format!(
        r#""objective":"fairest","pairs":2,"value":12000,"scores_total":12000,"bound":12000,"bonus":20001,
        "lock":[],"forbid":[],"lowest_score":4000,
        "most_pairs_cover":{most_pairs_cover},"lowest_score_cover":{lowest_score_cover},
        "mentees":{{"A":24001,"B":22001}},"mentors":{{"J":[6000],"K":[0]}}"#
    )
}

#[test]
fn fairest() {
    let body = fairest_body(r#"{"mentees":["A","B"],"mentors":[]}"#, r#"{"mentees":[],"mentors":["J"]}"#);
    let problem = problem(Objective::Fairest, 1, &[]);
    let verified = verify(&problem, &FAIREST, &body).unwrap();
    assert_eq!(verified.lowest_score, Some(4000));
    assert_eq!(
        verified.english(),
        "No plan over these people and this recipe has more than 2 pairs. None with 2 pairs has a higher lowest score than \
         4,000, and none with both is worth more than 12,000."
    );
}

#[test]
fn covers_must_cover_and_be_small() {
    let problem = problem(Objective::Fairest, 1, &[]);
    let fault =
        |most: &str, lowest: &str| verify(&problem, &FAIREST, &fairest_body(most, lowest)).unwrap_err();
    let (both, j) = (r#"{"mentees":["A","B"],"mentors":[]}"#, r#"{"mentees":[],"mentors":["J"]}"#);
    // Either side covers everything.
    verify(&problem, &FAIREST, &fairest_body(r#"{"mentees":[],"mentors":["J","K"]}"#, j)).unwrap();
    let k = r#"{"mentees":["A"],"mentors":["K"]}"#;
    let (mentee, mentor) = ("B".to_owned(), "J".to_owned());
    assert_eq!(fault(k, j), Fault::CoverMisses { cover: CoverKind::MostPairs, mentee, mentor, score: 8000 });
    let (mentee, mentor) = ("A".to_owned(), "J".to_owned());
    assert_eq!(
        fault(both, r#"{"mentees":["B"],"mentors":[]}"#),
        Fault::CoverMisses { cover: CoverKind::LowestScore, mentee, mentor, score: 10_000 }
    );
    let three = r#"{"mentees":["A","B"],"mentors":["J"]}"#;
    assert_eq!(fault(three, j), Fault::WrongCoverSize { cover: CoverKind::MostPairs, size: 3, pairs: 2 });
    assert_eq!(fault(both, both), Fault::WrongCoverSize { cover: CoverKind::LowestScore, size: 2, pairs: 2 });
    let twice = r#"{"mentees":["A","A"],"mentors":[]}"#;
    assert!(matches!(fault(twice, j), Fault::CoverTwice { .. }));
    assert!(matches!(fault(r#"{"mentees":["J"],"mentors":["K"]}"#, j), Fault::CoverOfUnknown { .. }));
}

#[test]
fn locked_pairs_are_settled_beforehand() {
    // B keeps J's first place, so A gets the second, or K. B pays all that the pair brings: 8000 + 20501.
    let problem = problem(Objective::Everyone, 2, &[("B", "J")]);
    let body = r#""objective":"everyone","pairs":2,"value":17500,"scores_total":18000,"bound":17500,"bonus":20501,
        "lock":[["B","J"]],"forbid":[],"mentees":{"A":30001,"B":28501},"mentors":{"J":[0,0],"K":[0]}"#;
    let verified = verify(&problem, &BOTH_WITH_J, body).unwrap();
    assert_eq!(verified.lock, [("B".into(), "J".into())]);
    assert_eq!(
        verified.english(),
        "No plan over these people and this recipe has more than 2 pairs, and none with 2 pairs is worth more than 17,500. \
         This holds among the plans that keep 1 locked pair."
    );
    assert_eq!(
        verified.german(),
        "Kein Plan mit diesen Personen und diesem Rezept hat mehr als 2 Paare, und keiner mit 2 Paaren ist mehr wert als \
         17.500. Das gilt unter den Plänen, die 1 festgelegtes Paar enthalten."
    );
    let moved = body.replace("28501", "28001").replace("[0,0]", "[500,0]");
    assert_eq!(
        verify(&problem, &BOTH_WITH_J, &moved).unwrap_err(),
        Fault::WrongLockedPrice { mentee: "B".into(), stated: 28_001, actual: 28_501 }
    );
    let without = [("A", "J", 10_000), ("B", "K", 2000)];
    assert_eq!(
        verify(&problem, &without, body).unwrap_err(),
        Fault::LockMissing { mentee: "B".into(), mentor: "J".into() }
    );
}

#[test]
fn the_price_of_a_locked_mentee_may_be_below_zero() {
    // With a penalty of 9000 the lock of B costs 1000 more than it brings, which best fit would else leave out.
    let mut problem = problem(Objective::BestFit, 2, &[("A", "J"), ("B", "J")]);
    problem.recipe.rules.extra_partner_penalty = 9000;
    let body = r#""objective":"best_fit","pairs":2,"value":9000,"scores_total":18000,"bound":9000,"bonus":0,
        "lock":[["A","J"],["B","J"]],"forbid":[],"mentees":{"A":10000,"B":-1000},"mentors":{"J":[0,0],"K":[0]}"#;
    assert_eq!(verify(&problem, &BOTH_WITH_J, body).unwrap().value, 9000);
}

#[test]
fn a_gap_is_told() {
    // A is priced 500 too high, so the bound is 500 above the value.
    let body = r#""objective":"everyone","pairs":2,"value":17500,"scores_total":18000,"bound":18000,"bonus":20501,
        "lock":[],"forbid":[],"mentees":{"A":30501,"B":28001},"mentors":{"J":[500,0],"K":[0]}"#;
    let problem = problem(Objective::Everyone, 2, &[]);
    let verified = verify(&problem, &BOTH_WITH_J, body).unwrap();
    assert_eq!((verified.bound, verified.gap), (18_000, 500));
    assert_eq!(
        verified.english(),
        "No plan over these people and this recipe has more than 2 pairs, and none with 2 pairs is worth more than 18,000. \
         This plan is worth 17,500: the best is worth at most 500 more (2.78 %)."
    );
    // At 20001 there could be a third pair: 3 * 20501 - 500 is not above 2 * 20501 + 20001.
    for (bound, price, proven) in [("20000", "32501", true), ("20001", "32502", false)] {
        let body = body.replace("\"bound\":18000", &format!("\"bound\":{bound}")).replace("30501", price);
        let result = verify(&problem, &BOTH_WITH_J, &body);
        assert_eq!(result.is_ok(), proven);
        assert!(proven || matches!(result, Err(Fault::MostPairsNotProven { bound: 20_001, least: 20_001 })));
    }
    let low = body.replace("\"bound\":18000", "\"bound\":17499").replace("30501", "30000");
    assert_eq!(
        verify(&problem, &BOTH_WITH_J, &low).unwrap_err(),
        Fault::BoundBelowValue { bound: 17_499, value: 17_500 }
    );
}

#[test]
fn a_lesser_plan_does_not_pass() {
    // A with J and B with K is a plan of two pairs worth 12000, but no prices of that sum suffice.
    let body = r#""objective":"everyone","pairs":2,"value":12000,"scores_total":12000,"bound":12000,"bonus":20501,
        "lock":[],"forbid":[],"mentees":{"A":30501,"B":22501},"mentors":{"J":[0,0],"K":[0]}"#;
    let rows = [("A", "J", 10_000), ("B", "K", 2000)];
    let fault = verify(&problem(Objective::Everyone, 2, &[]), &rows, body).unwrap_err();
    assert_eq!(
        fault,
        Fault::PriceFails { mentee: "B".into(), mentor: "J".into(), place: 0, prices: 22_501, worth: 28_501 }
    );
    assert_eq!(
        fault.to_string(),
        "The prices of B and of J's place 0 come to 22,501, 6,000 short of the 28,501 that the pair would bring."
    );
    assert_eq!(
        fault.german(),
        "Die Preise von B und von Platz 0 bei J ergeben 22.501, 6.000 zu wenig für die 28.501, die das Paar brächte."
    );
}

#[test]
fn no_people_at_all() {
    let recipe = bare_recipe();
    let people = people::People::default();
    let problem = Problem { people, recipe, choices: Choices::default(), csv: String::new() };
    let body = r#""objective":"everyone","pairs":0,"value":0,"scores_total":0,"bound":0,"bonus":1,
        "lock":[],"forbid":[],"mentees":{},"mentors":{}"#;
    let verified = verify(&problem, &[], body).unwrap();
    assert_eq!(verified.pairs, 0);
    assert_eq!(
        verified.english(),
        "No plan over these people and this recipe has any pair: none is allowed."
    );
    assert_eq!(
        verified.german(),
        "Kein Plan mit diesen Personen und diesem Rezept hat auch nur ein Paar: Keines ist erlaubt."
    );
}
