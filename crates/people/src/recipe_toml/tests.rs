use super::*;
use proptest::prelude::*;

fn problems(text: &str) -> Vec<String> {
    let error = Recipe::from_toml(text).expect_err(text);
    error.problems().iter().map(ToString::to_string).collect()
}

fn problem(text: &str) -> String {
    let mut problems = problems(text);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.remove(0)
}

#[test]
fn an_empty_recipe_is_the_default() {
    assert_eq!(Recipe::from_toml(""), Ok(Recipe::default()));
    assert_eq!(Recipe::from_toml("[rules]\n[weights]\n"), Ok(Recipe::default()));
}

#[test]
fn the_example_is_the_default_as_we_write_it() {
    let example = include_str!("../../../../examples/recipe.toml");
    assert_eq!(Recipe::from_toml(example), Ok(Recipe::default()));
    assert_eq!(example, Recipe::default().to_toml());
}

#[test]
fn every_key_is_read() {
    let text = r#"
        direction = "mutual"
        objective = "best_fit"
        time_zone = "America/New_York"
        week_of = "2027-02-03"
        seed = 18_446_744_073_709_551_615
        [rules]
        min_level_gap = 8
        different_department = false
        common_language = false
        min_common_half_hours = 336
        min_score = 10_000
        extra_partner_penalty = 1000000
        require_same = ["team", 'Car "pool"']
        require_different = ["Land"]
        [weights]
        topics = 1
        interests = 2
        style = 3
        time = 4
        site = 5
        department = 6
        wishes = 1_000_000
        same = { gender_of_choice = 5 }
        different.age_group = 6
        [weights.overlap]
        "Hobbys und mehr" = 7
    "#;
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let weight = |name: &str, weight: u32| BTreeMap::from([(name.to_owned(), weight)]);
    let recipe = Recipe {
        direction: Direction::Mutual,
        objective: Objective::BestFit,
        time_zone: "America/New_York".into(),
        week_of: jiff::civil::date(2027, 2, 3),
        seed: u64::MAX,
        rules: Rules {
            min_level_gap: 8,
            different_department: false,
            common_language: false,
            min_common_half_hours: 336,
            min_score: 10_000,
            extra_partner_penalty: 1_000_000,
            require_same: names(&["team", "Car \"pool\""]),
            require_different: names(&["Land"]),
        },
        weights: Weights {
            topics: 1,
            interests: 2,
            style: 3,
            time: 4,
            site: 5,
            department: 6,
            wishes: 1_000_000,
            same: weight("gender_of_choice", 5),
            different: weight("age_group", 6),
            overlap: weight("Hobbys und mehr", 7),
        },
    };
    assert_eq!(Recipe::from_toml(text), Ok(recipe));
}

#[test]
fn line_ends_and_byte_order_mark_do_not_matter() {
    let text = "\u{feff}seed = 4\r\n[weights]\r\ntopics = 9\r\n";
    let recipe = Recipe::from_toml(text).expect("a good recipe");
    assert_eq!((recipe.seed, recipe.weights.topics), (4, 9));
    assert!(problem("\u{feff}seed = 4\r\n\r\n[weights]\r\ntopics = x\r\n").starts_with("line 4: "));
}

#[test]
fn an_unknown_key_names_what_was_meant_and_what_is_allowed() {
    let allowed = "Allowed here: direction, objective, time_zone, week_of, seed, rules, weights";
    assert_eq!(
        problem("\nobjektive = \"everyone\""),
        format!("line 2: there is no key objektive; did you mean objective? {allowed}")
    );
    assert_eq!(problem("zzz = 1"), format!("line 1: there is no key zzz. {allowed}"));
    // In the wrong section.
    assert!(problem("min_score = 1").contains("did you mean rules.min_score?"));
    assert!(problem("[rules]\nSeed = 1").starts_with("line 2: there is no key rules.Seed. Allowed"));
    assert!(problem("[rules]\nseed = 1").contains("rules.seed; did you mean seed?"));
    assert!(problem("[weights]\n\"a.b\" = 1").contains("there is no key weights.\"a.b\". Allowed"));
    assert!(problem("[regeln]\nx = 1").starts_with("line 1: there is no key regeln. "));
}

#[test]
fn a_wrong_value_is_shown_with_what_is_allowed() {
    let cases = [
        (
            "direction = \"revers\"",
            "direction = \"revers\" should be \"reverse\", \"classic\" or \"mutual\"; did you mean “reverse”?",
        ),
        ("objective = 3", "objective = 3 should be \"everyone\", \"best_fit\" or \"fairest\""),
        (
            "time_zone = \"Europa/Berlin\"",
            "time_zone = \"Europa/Berlin\" should be a time zone of the IANA list such as \"Europe/Berlin\"; \
             did you mean “Europe/Berlin”?",
        ),
        (
            "time_zone = \"MEZ oder so\"",
            "time_zone = \"MEZ oder so\" should be a time zone of the IANA list such as \"Europe/Berlin\"",
        ),
        (
            "week_of = \"2026-02-29\"",
            "week_of = \"2026-02-29\" should be a day from \"1970-01-01\" to \"2999-12-31\", in quotes",
        ),
        (
            "week_of = 2026-11-23",
            "week_of = 2026-11-23 should be a day from \"1970-01-01\" to \"2999-12-31\", in quotes",
        ),
        ("seed = -1", "seed = -1 should be a whole number from 0 to 18446744073709551615"),
        ("seed = 1.0", "seed = 1.0 should be a whole number from 0 to 18446744073709551615"),
        ("rules.min_level_gap = 9", "rules.min_level_gap = 9 should be a whole number from 0 to 8"),
        ("rules.min_level_gap = 256", "rules.min_level_gap = 256 should be a whole number from 0 to 8"),
        ("rules.min_score = 10001", "rules.min_score = 10001 should be a whole number from 0 to 10000"),
        (
            "rules.min_common_half_hours = 337",
            "rules.min_common_half_hours = 337 should be a whole number from 0 to 336",
        ),
        (
            "rules.extra_partner_penalty = 1000001",
            "rules.extra_partner_penalty = 1000001 should be a whole number from 0 to 1000000",
        ),
        ("rules.common_language = 1", "rules.common_language = 1 should be true or false"),
        (
            "rules.require_same = \"team\"",
            "rules.require_same = \"team\" should be a list of columns such as [\"team\"]; [] if there is none",
        ),
        (
            "rules.require_same = [\"team\", 7]",
            "rules.require_same = 7 should be the name of a column in quotes",
        ),
        ("weights.topics = -5", "weights.topics = -5 should be a whole number from 0 to 1000000"),
        (
            "weights.same.team = 1000001",
            "weights.same.team = 1000001 should be a whole number from 0 to 1000000",
        ),
        (
            "weights.overlap = 5",
            "weights.overlap = 5 should be columns with weights such as { team = 5 }; { } if there is none",
        ),
        ("rules = 5", "rules = 5 should be a section of its own: [rules] or [weights]"),
        ("[[weights]]", "weights should be a section of its own: [rules] or [weights]"),
    ];
    for (text, expected) in cases {
        let expected = format!("line 1: {expected}");
        let found = problem(text);
        // An array of sections has no value to show on the line.
        assert_eq!(found.replace(" = [[weights]]", ""), expected, "{text}");
    }
}

#[test]
fn the_only_form_of_a_day_is_year_month_day() {
    for day in [
        "2026-11-23T10:00",
        "20261123",
        "2026-W48-1",
        "23.11.2026",
        "3000-01-01",
        "1969-12-31",
        "-002026-01-01",
    ] {
        assert!(problem(&format!("week_of = \"{day}\"")).contains("should be a day"), "{day}");
    }
}

#[test]
fn weights_must_not_all_be_zero() {
    let all_zero = "seed = 1\n[weights]\ntopics = 0\ninterests = 0\nstyle = 0\ntime = 0\nsite = 0\n";
    assert_eq!(problem(all_zero), "line 2: all weights are 0; at least one should be above");
    assert!(Recipe::from_toml(&format!("{all_zero}wishes = 1\n")).is_ok());
    assert!(Recipe::from_toml(&format!("{all_zero}same = {{ team = 1 }}\n")).is_ok());
    // A wrong weight is not a weight of 0.
    assert_eq!(problems(&format!("{all_zero}wishes = -1\n")).len(), 1);
}

#[test]
fn names_are_neither_empty_nor_given_twice() {
    assert_eq!(
        problems(
            "[rules]\nrequire_same = [\"Team\", \" \", \"team \"]\n[weights]\nsame = { Ort = 1, \"ORT\" = 2 }\n"
        ),
        [
            "line 2: rules.require_same has a name that is empty; it should be the name of a column",
            "line 2: rules.require_same = \"team \" is named twice; once is enough",
            "line 4: weights.same.Ort is named twice; once is enough",
        ]
    );
    assert_eq!(
        problem("weights.overlap.\"\" = 1"),
        "line 1: weights.overlap.\"\" has a name that is empty; it should be the name of a column"
    );
}

#[test]
fn all_problems_are_told_at_once_in_the_order_of_the_file() {
    let text = "seed = \"x\"\nfoo = 1\n[weights]\ntopics = -1\n[rules]\nmin_score = true\n";
    let error = Recipe::from_toml(text).expect_err("a bad recipe");
    let lines: Vec<(usize, &str, &str)> =
        error.problems().iter().map(|p| (p.line, p.key.as_str(), p.value.as_str())).collect();
    assert_eq!(
        lines,
        [(1, "seed", "\"x\""), (2, "foo", "1"), (4, "weights.topics", "-1"), (6, "rules.min_score", "true"),]
    );
}

#[test]
fn german_says_the_same() {
    let text = "direction = \"revers\"\nobjektive = 1\n[weights]\ntopics = -1\nsame = { \"\" = 1 }\n";
    assert_eq!(
        Recipe::from_toml(text).expect_err("a bad recipe").german(),
        "Zeile 1: direction = \"revers\": Erwartet wird \"reverse\", \"classic\" oder \"mutual\"; gemeint ist vielleicht \
         „reverse“\n\
         Zeile 2: den Schlüssel objektive gibt es nicht; gemeint ist vielleicht objective. Möglich sind hier: direction, \
         objective, time_zone, week_of, seed, rules, weights\n\
         Zeile 4: weights.topics = -1: Erwartet wird eine ganze Zahl von 0 bis 1000000\n\
         Zeile 5: in weights.same.\"\" ist ein Name leer; erwartet wird der Name einer Spalte"
    );
}

#[test]
fn text_that_is_not_toml_is_named_by_line() {
    let found = problem("seed = 1\nobjective = everyone\n");
    assert!(found.starts_with("line 2: “objective = everyone” is not TOML: "), "{found}");
    let found = problem("seed = 1\nseed = 2\n");
    assert!(found.starts_with("line 2: “seed = 2” is not TOML: duplicate key"), "{found}");
    assert!(problem("[rules\nmin_score = 1").starts_with("line 1: "));
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    assert!(Recipe::from_toml(&format!("seed = {}", "[".repeat(100_000))).is_err());
    assert!(Recipe::from_toml(&format!("seed = {}", "{a=".repeat(100_000))).is_err());
    assert!(Recipe::from_toml(&format!("{}seed = 1", "a.".repeat(100_000))).is_err());
}

#[test]
fn the_nearest_name_has_at_most_a_third_of_its_letters_wrong() {
    let names = ["topics", "time", "site"];
    let near = |text: &str| nearest(text, names.into_iter());
    assert_eq!(near("topisc").as_deref(), Some("topics"));
    assert_eq!(near("TOPIC").as_deref(), Some("topics"));
    assert_eq!(near("sight"), None);
    assert_eq!(near("tome").as_deref(), Some("time"));
    assert_eq!(near(""), None);
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z_]{1,8}", "\\PC{1,12}", any::<String>()]
        .prop_filter("names are not empty", |name| !fold(name).is_empty())
}

fn any_names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any_name(), 0..4).prop_map(|mut names| {
        names.sort_by_key(|name| fold(name).into_owned());
        names.dedup_by_key(|name| fold(name).into_owned());
        names
    })
}

fn any_custom() -> impl Strategy<Value = BTreeMap<String, u32>> {
    (any_names(), prop::collection::vec(0..=Weights::MOST, 4))
        .prop_map(|(names, w)| names.into_iter().zip(w).collect())
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let numbers = (
        0..=Rules::MOST_LEVEL_GAP,
        0..=Rules::MOST_HALF_HOURS,
        0..=Rules::MOST_SCORE,
        0..=Rules::MOST_PENALTY,
    );
    (numbers, any::<(bool, bool)>(), any_names(), any_names()).prop_map(
        |((gap, half_hours, score, penalty), (department, language), require_same, require_different)| {
            Rules {
                min_level_gap: gap,
                different_department: department,
                common_language: language,
                min_common_half_hours: half_hours,
                min_score: score,
                extra_partner_penalty: penalty,
                require_same,
                require_different,
            }
        },
    )
}

fn any_weights() -> impl Strategy<Value = Weights> {
    (prop::array::uniform7(0..=Weights::MOST), any_custom(), any_custom(), any_custom())
        .prop_map(|([topics, interests, style, time, site, department, wishes], same, different, overlap)| {
            Weights { topics, interests, style, time, site, department, wishes, same, different, overlap }
        })
        .prop_filter("not all are 0", |weights| weights.sum() > 0)
}

fn any_recipe() -> impl Strategy<Value = Recipe> {
    let zones: Vec<String> = jiff::tz::db()
        .available()
        .map(|zone| zone.to_string())
        .filter(|name| name != "Etc/Unknown")
        .collect();
    let choice = (prop::sample::select(&Direction::ALL[..]), prop::sample::select(&Objective::ALL[..]));
    let day = (1970i16..3000, 1i8..=12, 1i8..=28);
    (choice, prop::sample::select(zones), day, any::<u64>(), any_rules(), any_weights()).prop_map(
        |((direction, objective), time_zone, (year, month, day), seed, rules, weights)| Recipe {
            direction,
            objective,
            time_zone,
            week_of: jiff::civil::date(year, month, day),
            seed,
            rules,
            weights,
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(recipe in any_recipe()) {
        let text = recipe.to_toml();
        prop_assert_eq!(Recipe::from_toml(&text), Ok(recipe), "{}", text);
    }

    #[test]
    fn any_text_is_a_recipe_or_an_error(text in any::<String>()) {
        let _ = Recipe::from_toml(&text).map_err(|error| (error.to_string(), error.german()));
    }

    #[test]
    fn toml_like_text_is_a_recipe_or_an_error_within_its_lines(
        parts in prop::collection::vec(
            prop_oneof![
                prop::sample::select(KEYS), prop::sample::select(RULES), prop::sample::select(WEIGHTS),
                prop::sample::select(vec![
                    "[rules]", "[weights]", "[[rules]]", "=", "=", "=", "\n", "\n", "\r\n", ".", "{", "}", "[", "]", ",",
                    "\"", "'", "\"\"\"", "#", "-1", "0", "7", "1.5", "0xff", "1e99", "true", "nan", "\"everyone\"",
                    "\"ä\"", "\"2026-11-23\"", "2026-11-23", " ", "\u{feff}", "\0", "\\u12",
                ]),
            ],
            0..40,
        )
    ) {
        let text = parts.concat();
        if let Err(error) = Recipe::from_toml(&text) {
            prop_assert!(!error.problems().is_empty());
            let lines = text.matches('\n').count() + 1;
            prop_assert!(error.problems().iter().all(|problem| (1..=lines).contains(&problem.line)), "{}", error);
            prop_assert!(!error.to_string().is_empty() && !error.german().is_empty());
        }
    }

    /// A mistake in one letter of a good file never leads to a panic.
    #[test]
    fn a_slip_of_the_pen_is_survived(at in any::<prop::sample::Index>(), letter in any::<char>()) {
        let text = Recipe::default().to_toml();
        let mut letters: Vec<char> = text.chars().collect();
        let at = at.index(letters.len());
        letters[at] = letter;
        let _ = Recipe::from_toml(&letters.iter().collect::<String>()).map_err(|error| error.to_string());
    }
}
