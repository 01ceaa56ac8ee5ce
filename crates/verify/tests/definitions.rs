//! Each criterion and each rule on people small enough to work out by hand.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use common::problem::{bare_recipe, read};
use people::{Choices, Direction, People, Recipe};
use verify::{Definition, Fault, Rule};

/// Values of the only mentee with the only mentor: topics, interests, style, time, site, department, wishes.
fn values(csv: &str) -> [u64; 7] {
    let recipe = Recipe::default();
    let people = read(csv);
    Definition::new(&people, &recipe, &Choices::default()).unwrap().values(0, 0)
}

fn score(csv: &str, recipe: &Recipe) -> u64 {
    let people = read(csv);
    Definition::new(&people, recipe, &Choices::default()).unwrap().score(0, 0)
}

fn broken(csv: &str, recipe: &Recipe) -> Option<Rule> {
    broken_with(&read(csv), recipe, &Choices::default())
}

fn broken_with(people: &People, recipe: &Recipe, choices: &Choices) -> Option<Rule> {
    Definition::new(people, recipe, choices).unwrap().broken_rule(0, 0)
}

#[test]
fn topics_are_importance_times_level() {
    let topics = |wants: &str, offers: &str| {
        values(&format!("id,role,wants,offers\nE,mentee,{wants},\nJ,mentor,,{offers}"))[0]
    };
    // excel 3 * 4, social 2 * 3 (both left out); ki is not offered, agil not wanted: 18 of 5 * (3 + 1 + 2) = 30.
    assert_eq!(topics("excel:3|ki:1|social", "excel:4|social|agil:5"), 6000);
    // 2 * 1 of 5 * 3: 1333.3
    assert_eq!(topics("excel:1|ki:2", "ki:1"), 1333);
    assert_eq!(topics("excel:1|ki:2", "excel:5|ki:5"), 10_000);
    assert_eq!(topics("", "excel:4"), 0);
    assert_eq!(topics("excel", ""), 0);
}

#[test]
fn interests_are_what_is_shared_of_all() {
    let interests =
        |one: &str, other: &str| values(&format!("id,role,interests\nE,mentee,{one}\nJ,mentor,{other}"))[1];
    assert_eq!(interests("a|b|c", "b|c|d|e"), 4000); // 2 of 5
    assert_eq!(interests("a|b", "b|c"), 3333); // 1 of 3
    assert_eq!(interests("a", "a"), 10_000);
    assert_eq!(interests("a", ""), 0);
    assert_eq!(interests("", ""), 0);
}

#[test]
fn style_is_closeness_on_four_axes() {
    let style =
        |one: &str, other: &str| values(&format!("id,role,style\nE,mentee,{one}\nJ,mentor,{other}"))[2];
    // 4 - 4, 4 - 0, 4 - 1, and 2 for the missing one: 9 of 16.
    assert_eq!(style("directness:1|structure:5|pace:3", "directness:5|structure:5|pace:2|channel:1"), 5625);
    assert_eq!(style("", ""), 5000); // 4 * 2 of 16
    assert_eq!(style("pace:3", "channel:3"), 5000);
}

#[test]
fn time_is_common_half_hours_up_to_four() {
    let time = |one: &str, zone: &str, other: &str, other_zone: &str| {
        values(&format!(
            "id,role,availability,time_zone\nE,mentee,{one},{zone}\nJ,mentor,{other},{other_zone}"
        ))[3]
    };
    let berlin = |one: &str, other: &str| time(one, "", other, "");
    assert_eq!(berlin("Mo 09:00-11:30", "Mo 10:30-12:00"), 5000); // two half hours
    assert_eq!(berlin("Mo 09:00-11:30|Di 09:00-12:00", "Mo 10:30-12:00|Di 11:00-12:00"), 10_000); // four
    assert_eq!(berlin("Mo 08:00-18:00", "Mo 08:00-18:00"), 10_000); // twenty
    assert_eq!(berlin("Mo 08:00-09:00", "Mo 09:00-10:00"), 0);
    assert_eq!(berlin("Mo 08:00-09:00", ""), 0);
    // In November Berlin is an hour ahead of UTC, Kolkata five and a half: both 08:00 to 09:00 UTC.
    assert_eq!(time("Mo 09:00-10:00", "", "Mo 13:30-14:30", "Asia/Kolkata"), 5000);
    // Kathmandu is ahead by 5:45, so 08:15 to 09:15 UTC: 45 minutes in common hold one half hour.
    assert_eq!(time("Mo 09:00-10:00", "", "Mo 14:00-15:00", "Asia/Kathmandu"), 2500);
    // Free in one stretch across midnight, 23:00 to 01:00 in Berlin; in London 22:00 to 24:00.
    assert_eq!(time("Mo 23:00-24:00|Di 00:00-01:00", "", "Mo 22:00-24:00", "Europe/London"), 10_000);
    // The week does not wrap: Tokyo's early Monday is the Sunday before, not the Sunday after.
    assert_eq!(time("So 22:00-24:00", "", "Mo 06:00-08:00", "Asia/Tokyo"), 0);
}

#[test]
fn time_zones_are_converted_in_the_week_of_the_recipe() {
    let csv = "id,role,availability,time_zone\nE,mentee,Mi 15:00-16:00,Europe/Berlin\nJ,mentor,Mi 09:00-10:00,America/New_York";
    // New York is six hours behind Berlin, but five from its end of summer time to Berlin's beginning or end.
    for (week_of, time) in
        [((2026, 11, 23), 5000), ((2026, 3, 25), 0), ((2026, 10, 28), 0), ((2026, 7, 1), 5000)]
    {
        let week_of = jiff::civil::date(week_of.0, week_of.1, week_of.2);
        let recipe = Recipe { week_of, ..Recipe::default() };
        let people = read(csv);
        let definition = Definition::new(&people, &recipe, &Choices::default()).unwrap();
        assert_eq!(definition.values(0, 0)[3], time, "{week_of:?}");
    }
}

#[test]
fn people_without_a_zone_are_in_the_recipes() {
    let csv = "id,role,availability,time_zone\nE,mentee,Mo 09:00-10:00,\nJ,mentor,Mo 09:00-10:00,Asia/Tokyo";
    let mut recipe = Recipe { time_zone: "Asia/Tokyo".into(), ..Recipe::default() };
    let time = |recipe: &Recipe| {
        let people = read(csv);
        Definition::new(&people, recipe, &Choices::default()).unwrap().values(0, 0)[3]
    };
    assert_eq!(time(&recipe), 5000);
    recipe.time_zone = "Europe/Berlin".into();
    assert_eq!(time(&recipe), 0);
}

#[test]
fn site_and_department_need_both() {
    let both = |one: &str, other: &str| {
        let values =
            values(&format!("id,role,site,department\nE,mentee,{one},{one}\nJ,mentor,{other},{other}"));
        (values[4], values[5])
    };
    assert_eq!(both("Bremen", "Bremen"), (10_000, 0));
    assert_eq!(both("Bremen", "Ulm"), (0, 10_000));
    assert_eq!(both("Bremen", ""), (0, 0));
    assert_eq!(both("", ""), (0, 0));
}

#[test]
fn wishes_count_from_either_side() {
    let wishes =
        |one: &str, other: &str| values(&format!("id,role,wishes\nE,mentee,{one}\nJ,mentor,{other}"))[6];
    assert_eq!(wishes("J", "E|X"), 10_000);
    assert_eq!(wishes("X|J", "X"), 5000);
    assert_eq!(wishes("", "E"), 5000);
    assert_eq!(wishes("X", ""), 0);
    // What the mentee wishes in a row as a mentor is for that role.
    assert_eq!(values("id,role,wishes\nE,mentee,\nJ,mentor,\nE,mentor,J")[6], 0);
}

#[test]
fn custom_attributes_are_valued_as_the_recipe_says() {
    let value = |set: fn(&mut Recipe), one: &str, other: &str| {
        let mut recipe = bare_recipe();
        recipe.weights.topics = 0;
        set(&mut recipe);
        score(&format!("id,role,Team\nE,mentee,{one}\nJ,mentor,{other}"), &recipe)
    };
    let same = |recipe: &mut Recipe| recipe.weights.same = [("TEAM".into(), 3)].into();
    let different = |recipe: &mut Recipe| recipe.weights.different = [("team".into(), 3)].into();
    let overlap = |recipe: &mut Recipe| recipe.weights.overlap = [(" Team ".into(), 3)].into();
    assert_eq!(value(same, "red", "red"), 10_000);
    assert_eq!(value(same, "red", "blue"), 0);
    assert_eq!(value(same, "", ""), 0);
    assert_eq!(value(different, "red", "blue"), 10_000);
    assert_eq!(value(different, "red", "red"), 0);
    assert_eq!(value(different, "red", ""), 0);
    assert_eq!(value(overlap, "red|blue", "blue|green"), 3333); // 1 of 3
    assert_eq!(value(overlap, "red|blue", ""), 0);
    assert_eq!(value(overlap, "", ""), 0);
    assert_eq!(value(same, "red|blue", "red"), 0);
}

#[test]
fn a_score_is_the_weighted_mean_rounded_down() {
    let csv = "id,role,wants,offers,interests,style,availability,site
        E,mentee,excel:3|ki:1|social,,a|b|c,directness:1|structure:5|pace:3,Mo 09:00-11:30,Ulm
        J,mentor,,excel:4|social|agil:5,b|c|d|e,directness:5|structure:5|pace:2|channel:1,Mo 10:30-12:00,Ulm";
    let mut recipe = Recipe::default();
    // (50 * 6000 + 15 * 4000 + 15 * 5625 + 10 * 5000 + 10 * 10000) / 100 = 5943.75
    assert_eq!(score(csv, &recipe), 5943);
    recipe.weights.wishes = 100; // worth 0: 594375 / 200 = 2971.9
    assert_eq!(score(csv, &recipe), 2971);
    recipe.weights.interests = 0; // (594375 - 60000) / 185 = 2888.5
    assert_eq!(score(csv, &recipe), 2888);
}

#[test]
fn levels_must_be_apart_in_the_direction() {
    let level = |direction, least, mentee: &str, mentor: &str| {
        let mut recipe = bare_recipe();
        recipe.direction = direction;
        recipe.rules.min_level_gap = least;
        broken(&format!("id,role,level\nE,mentee,{mentee}\nJ,mentor,{mentor}"), &recipe).is_some()
    };
    use Direction::{Classic, Mutual, Reverse};
    assert!(!level(Reverse, 2, "5", "3"));
    assert!(level(Reverse, 2, "5", "4"));
    assert!(level(Reverse, 1, "3", "5"));
    assert!(!level(Classic, 2, "3", "5"));
    assert!(level(Classic, 1, "5", "3"));
    assert!(!level(Mutual, 8, "3", "3"));
    assert!(level(Reverse, 1, "", "3") && level(Classic, 1, "3", ""));
    assert!(!level(Reverse, 0, "", "3") && !level(Mutual, 1, "", ""));
    let mut recipe = bare_recipe();
    recipe.direction = Reverse;
    let rule = broken("id,role,level\nE,mentee,3\nJ,mentor,3", &recipe);
    assert_eq!(rule, Some(Rule::LevelGap { direction: Reverse, least: 1 }));
}

#[test]
fn departments_must_differ_if_given() {
    let mut recipe = bare_recipe();
    recipe.rules.different_department = true;
    let department = |recipe: &Recipe, one: &str, other: &str| {
        broken(&format!("id,role,department\nE,mentee,{one}\nJ,mentor,{other}"), recipe)
    };
    assert_eq!(department(&recipe, "IT", "IT"), Some(Rule::SameDepartment));
    assert_eq!(department(&recipe, "IT", "HR"), None);
    assert_eq!(department(&recipe, "IT", ""), None);
    assert_eq!(department(&recipe, "", ""), None);
    recipe.rules.different_department = false;
    assert_eq!(department(&recipe, "IT", "IT"), None);
}

#[test]
fn a_language_must_be_common() {
    let mut recipe = bare_recipe();
    recipe.rules.common_language = true;
    let language = |recipe: &Recipe, one: &str, other: &str| {
        broken(&format!("id,role,languages\nE,mentee,{one}\nJ,mentor,{other}"), recipe)
    };
    assert_eq!(language(&recipe, "de|fr", "en|fr"), None);
    assert_eq!(language(&recipe, "de|fr", "en"), Some(Rule::NoCommonLanguage));
    assert_eq!(language(&recipe, "", ""), Some(Rule::NoCommonLanguage));
    recipe.rules.common_language = false;
    assert_eq!(language(&recipe, "de", "en"), None);
}

#[test]
fn half_hours_must_be_enough() {
    let mut recipe = bare_recipe();
    let csv = "id,role,availability\nE,mentee,Mo 09:00-12:00\nJ,mentor,Mo 10:30-12:00";
    recipe.rules.min_common_half_hours = 3;
    assert_eq!(broken(csv, &recipe), None);
    recipe.rules.min_common_half_hours = 4;
    assert_eq!(broken(csv, &recipe), Some(Rule::CommonHalfHours { found: 3, least: 4 }));
}

#[test]
fn custom_attributes_must_be_equal_or_differ() {
    let (mut same, mut different) = (bare_recipe(), bare_recipe());
    same.rules.require_same = vec!["team".into()];
    different.rules.require_different = vec!["Team".into()];
    let team = |recipe: &Recipe, one: &str, other: &str| {
        broken(&format!("id,role,Team\nE,mentee,{one}\nJ,mentor,{other}"), recipe)
    };
    let not_same = Some(Rule::NotSame { attribute: "team".into() });
    assert_eq!(team(&same, "red", "red"), None);
    assert_eq!(team(&same, "red", "blue"), not_same);
    assert_eq!(team(&same, "red", ""), not_same);
    assert_eq!(team(&different, "red", "blue"), None);
    assert_eq!(team(&different, "red", ""), None);
    assert_eq!(team(&different, "red", "red"), Some(Rule::NotDifferent { attribute: "Team".into() }));
}

#[test]
fn a_score_below_the_least_is_not_allowed() {
    let mut recipe = bare_recipe();
    let csv = "id,role,wants,offers\nE,mentee,excel:1,\nJ,mentor,,excel:3";
    recipe.rules.min_score = 6000;
    assert_eq!(broken(csv, &recipe), None);
    recipe.rules.min_score = 6001;
    assert_eq!(broken(csv, &recipe), Some(Rule::MinScore { found: 6000, least: 6001 }));
}

#[test]
fn nobody_is_their_own_partner_nor_meets_a_veto_or_an_earlier_partner() {
    let recipe = bare_recipe();
    assert_eq!(broken("id,role\nE,mentee\nE,mentor", &recipe), Some(Rule::Oneself));
    for (rule, column) in [(Rule::Veto, "vetoes"), (Rule::Previous, "previous")] {
        let named = |rows: &str| broken(&format!("id,role,{column}\n{rows}"), &recipe);
        assert_eq!(named("E,mentee,J\nJ,mentor,"), Some(rule.clone()));
        assert_eq!(named("E,mentee,\nJ,mentor,X|E"), Some(rule.clone()));
        assert_eq!(named("E,mentee,X\nJ,mentor,Y"), None);
        // A person's other row counts too: E's as a mentor, J's as a mentee. Mentors and mentees are sorted by id.
        assert_eq!(named("E,mentee,\nA,mentor,\nE,mentor,A"), Some(rule.clone()));
        assert_eq!(named("E,mentee,\nJ,mentor,\nJ,mentee,E"), Some(rule));
    }
}

#[test]
fn nobody_is_paired_within_a_reporting_line() {
    let recipe = bare_recipe();
    let line = |rows: &str| broken(&format!("id,role,manager\n{rows}"), &recipe) == Some(Rule::ReportingLine);
    assert!(line("E,mentee,J\nJ,mentor,"));
    assert!(line("E,mentee,\nJ,mentor,E"));
    // J reports to X, X to Y, Y to E, whatever their roles.
    assert!(line("E,mentee,\nX,mentee,Y\nY,mentee,E\nJ,mentor,X"));
    assert!(line("E,mentee,X\nJ,mentor,\nX,mentor,J"));
    // The manager is given in E's other row; that of a third person is no matter.
    assert!(line("E,mentee,\nA,mentor,\nE,mentor,A"));
    assert!(!line("E,mentee,\nJ,mentor,\nZ,mentor,J"));
    // The same manager, in the file or not, is no line between the two.
    assert!(!line("E,mentee,X\nJ,mentor,X"));
    assert!(!line("E,mentee,X\nJ,mentor,X\nX,mentor,"));
}

#[test]
fn a_forbidden_pair_is_not_allowed() {
    let recipe = bare_recipe();
    let people = read("id,role\nE,mentee\nJ,mentor\nE,mentor\nJ,mentee");
    let forbid = |mentee: &str, mentor: &str| Choices {
        forbid: vec![(mentee.into(), mentor.into()), ("nobody".into(), "J".into())],
        ..Choices::default()
    };
    let allowed = |choices: &Choices, mentee, mentor| {
        Definition::new(&people, &recipe, choices).unwrap().broken_rule(mentee, mentor).is_none()
    };
    // Of the two pairs that E and J could be, only the one named is forbidden.
    assert!(!allowed(&forbid("E", "J"), 0, 1) && allowed(&forbid("E", "J"), 1, 0));
}

#[test]
fn a_recipe_that_cannot_be_applied_is_a_fault() {
    let people = read("id,role,availability,Team\nE,mentee,Mo 09:00-10:00,red\nJ,mentor,,");
    let fault = |recipe: &Recipe| Definition::new(&people, recipe, &Choices::default()).err().unwrap();
    let mut recipe = bare_recipe();
    recipe.weights.overlap = [("Hobby".into(), 1)].into();
    assert_eq!(fault(&recipe), Fault::NoSuchAttribute { name: "Hobby".into() });
    let mut recipe = bare_recipe();
    recipe.weights.topics = 0;
    assert_eq!(fault(&recipe), Fault::NoWeight);
    let recipe = Recipe { time_zone: "Europe/Atlantis".into(), ..Recipe::default() };
    assert_eq!(fault(&recipe), Fault::NoSuchTimeZone { zone: "Europe/Atlantis".into() });
}
