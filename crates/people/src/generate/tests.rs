use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Cursor;

use super::words::{AXES, DAYS, DEPARTMENTS, INTERESTS, SITES, TOPICS, Word};
use super::*;
use crate::person::{People, Person, Symbol, Table};

fn csv(shape: &Shape) -> String {
    let mut out = Vec::new();
    write_csv(&mut out, shape).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

fn people(shape: &Shape) -> People {
    let reading =
        crate::read(Cursor::new(csv(shape)), &[]).unwrap_or_else(|error| panic!("{shape:?}: {error}"));
    assert_eq!(reading.unknown_columns, [], "{shape:?}");
    reading.people
}

/// A thousand on each side of this kind.
fn thousand(kind: Kind) -> People {
    people(&Shape { kind, seed: 7, ..Shape::default() })
}

/// How many of a hundred.
fn percent(part: usize, all: usize) -> usize {
    (100 * part + all / 2) / all
}

/// How often each text is named.
fn counts(table: &Table, symbols: impl Iterator<Item = Symbol>) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for symbol in symbols {
        *counts.entry(table.text(symbol)).or_insert(0) += 1;
    }
    counts
}

fn everyone(people: &People) -> impl Iterator<Item = &Person> {
    people.mentees.iter().chain(&people.mentors)
}

fn departments(people: &People) -> BTreeMap<&str, usize> {
    counts(&people.vocabulary.departments, everyone(people).filter_map(|person| person.department))
}

#[test]
fn the_same_seed_makes_the_same_bytes_and_another_makes_others() {
    let shape = Shape { mentees: 40, mentors: 60, seed: 3, ..Shape::default() };
    assert_eq!(csv(&shape), csv(&shape));
    assert_ne!(csv(&shape), csv(&Shape { seed: 4, ..shape }));
    // The bytes are a promise: plans of earlier versions are to be made again.
    let first = "F000000,Emma Voigt,mentee,Quality,Stuttgart,,8,de|en,,\
                 Everyday cybersecurity:2|AI assistants:1|Social media recruiting:3,\
                 Theatre|Architecture|Wine|3D printing|Gardening,directness:2|structure:3|pace:4|channel:2,\
                 Mon 08:00-09:30|Fri 13:30-16:00,,,,,J000024";
    assert_eq!(csv(&shape).lines().nth(1), Some(first));
}

#[test]
fn every_kind_reads_back_in_both_languages() {
    for kind in Kind::ALL {
        for language in [Language::English, Language::German] {
            for (mentees, mentors) in [(0, 0), (0, 9), (9, 0), (1, 1), (150, 50), (300, 900)] {
                let people = people(&Shape { mentees, mentors, seed: 11, kind, language });
                assert_eq!(
                    (people.mentees.len(), people.mentors.len()),
                    (mentees as usize, mentors as usize)
                );
                assert_eq!(people.unknown_ids, 0, "all who are named are there");
            }
        }
    }
}

#[test]
fn ids_are_numbered_and_go_beyond_six_digits() {
    let mut bytes = Vec::new();
    row::push_mentee(&mut bytes, 1_234_567, &Profile::default(), Language::English);
    assert!(bytes.starts_with(b"F1234567,"));
    let people = people(&Shape { mentees: 3, mentors: 2, ..Shape::default() });
    let ids: Vec<_> = everyone(&people).map(|person| people.id_of(person)).collect();
    assert_eq!(ids, ["F000000", "F000001", "F000002", "J000000", "J000001"]);
}

#[test]
fn both_languages_say_the_same_in_their_own_words() {
    // A word may mean one thing as a topic and another as an interest: each column has its list.
    let english = |words: &mut dyn Iterator<Item = &'static Word>| -> HashMap<&str, &str> {
        words.map(|word| (word.1, word.0)).collect()
    };
    let topics = english(&mut TOPICS.iter().map(|topic| &topic.word));
    let places = DEPARTMENTS.iter().map(|department| &department.word);
    let places = english(&mut places.chain(SITES.iter().map(|site| &site.word)));
    let others = english(&mut INTERESTS.iter().chain(&AXES).chain(&DAYS));
    let in_english = |line: &str| {
        let cells = line.split(',').enumerate().map(|(column, cell)| {
            let words = match column {
                3 | 4 => &places,
                8 | 9 => &topics,
                _ => &others,
            };
            cell.split('|').map(|item| translate(item, words)).collect::<Vec<_>>().join("|")
        });
        cells.collect::<Vec<_>>().join(",")
    };
    for kind in Kind::ALL {
        let shape = Shape { mentees: 80, mentors: 90, seed: 5, kind, language: Language::English };
        let (english, german) = (csv(&shape), csv(&Shape { language: Language::German, ..shape }));
        assert_eq!(english.lines().count(), german.lines().count());
        for (english, german) in english.lines().zip(german.lines()).skip(1) {
            assert_eq!(in_english(german), english, "{kind}");
        }
    }
}

/// The item with its word in English: up to a colon, up to a blank, or all of it.
fn translate(item: &str, words: &HashMap<&str, &str>) -> String {
    if let Some(english) = words.get(item) {
        return (*english).into();
    }
    let at = item.rfind(':').filter(|&at| words.contains_key(&item[..at])).or_else(|| item.find(' '));
    match at.and_then(|at| Some((words.get(&item[..at])?, &item[at..]))) {
        Some((english, rest)) => format!("{english}{rest}"),
        None => item.into(),
    }
}

/// Notes how much is written at once.
#[derive(Default)]
struct Meter {
    most: usize,
    sum: usize,
}

impl Write for Meter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.most = self.most.max(bytes.len());
        self.sum += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn people_leave_the_memory_as_soon_as_they_are_made() {
    let mut meter = Meter::default();
    let shape = Shape { mentees: 20_000, mentors: 20_000, ..Shape::default() };
    write_csv(&mut meter, &shape).expect("a meter takes all");
    assert!(meter.sum > 40_000 * 150, "{} bytes", meter.sum);
    assert!(meter.most < 2 * BUFFER, "{} bytes at once", meter.most);
}

#[test]
fn a_full_disk_is_told() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let error = write_csv(&mut Full, &Shape::default()).expect_err("the disk is full");
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
}

#[test]
fn departments_and_sites_have_about_their_sizes() {
    let people = people(&Shape { mentees: 5000, mentors: 5000, seed: 7, ..Shape::default() });
    let found = departments(&people);
    assert_eq!(found.len(), DEPARTMENTS.len(), "every department has someone");
    let all: u32 = DEPARTMENTS.iter().map(|department| department.size).sum();
    for department in &DEPARTMENTS {
        let expected = (10_000 * department.size / all) as usize;
        // Teams share departments, so that shares vary more than those of single people.
        let found = found[department.word.0];
        assert!(
            (expected / 2..=2 * expected).contains(&found),
            "{}: {found}, not {expected}",
            department.word.0
        );
    }
    let sites = counts(&people.vocabulary.sites, everyone(&people).filter_map(|person| person.site));
    assert_eq!(sites.len(), SITES.len());
    assert!(sites["Stuttgart"] > 2 * sites["Zurich"]);
}

#[test]
fn popular_topics_are_wanted_more_than_they_are_offered() {
    let people = thousand(Kind::Plain);
    let topics = &people.vocabulary.topics;
    let wanted =
        counts(topics, people.mentees.iter().flat_map(|mentee| mentee.wants.iter().map(|want| want.topic)));
    let offered = counts(
        topics,
        people.mentors.iter().flat_map(|mentor| mentor.offers.iter().map(|offer| offer.topic)),
    );
    assert_eq!(
        (wanted.len(), offered.len()),
        (TOPICS.len(), TOPICS.len()),
        "every topic is there on both sides"
    );
    let share = |counts: &BTreeMap<&str, usize>, topic| percent(counts[topic], counts.values().sum());
    assert!((8..=20).contains(&share(&wanted, "AI assistants")), "{}", share(&wanted, "AI assistants"));
    assert!(wanted["AI assistants"] > 4 * wanted["Accessibility"]);
    assert!(share(&wanted, "AI assistants") > share(&offered, "AI assistants"));
    assert!(share(&offered, "Instagram") > share(&wanted, "Instagram"));
}

#[test]
fn departments_attract_sites_topics_and_managers() {
    let people = thousand(Kind::Plain);
    let v = &people.vocabulary;
    // A site of a department's two homes is far likelier than the two eighths of chance.
    let at_home = everyone(&people).filter(|person| {
        let named = |symbol: Option<Symbol>, table: &'static str| {
            let tables = if table == "site" { &v.sites } else { &v.departments };
            tables.text(symbol.expect("everyone works somewhere")).to_owned()
        };
        let name = named(person.department, "department");
        let department =
            DEPARTMENTS.iter().find(|department| department.word.0 == name).expect("one of the list");
        let homes = department.homes.map(|home| SITES[usize::from(home)].word.0);
        homes.contains(&named(person.site, "site").as_str())
    });
    let share = percent(at_home.count(), 2000);
    assert!((60..=85).contains(&share), "{share} % work at home");

    let of: HashMap<Symbol, Option<Symbol>> =
        people.mentees.iter().map(|mentee| (mentee.id, mentee.department)).collect();
    let reports: Vec<&Person> = people.mentors.iter().filter(|mentor| mentor.manager.is_some()).collect();
    let shared =
        reports.iter().filter(|mentor| of[&mentor.manager.expect("a manager")] == mentor.department).count();
    let share = percent(shared, reports.len());
    assert!((40..=70).contains(&share), "{share} % share their manager's department");
}

#[test]
fn mentees_form_divisions_of_three_layers() {
    let people = thousand(Kind::Plain);
    let manager: HashMap<Symbol, Option<Symbol>> =
        people.mentees.iter().map(|mentee| (mentee.id, mentee.manager)).collect();
    let depth = |mentee: &Person| std::iter::successors(mentee.manager, |id| manager[id]).count();
    let mut layers = [0; 3];
    for mentee in &people.mentees {
        layers[depth(mentee)] += 1;
    }
    assert_eq!(layers, [48, 192, 760], "heads, theirs, and those of theirs");
    assert!(people.mentors.iter().filter(|mentor| mentor.manager.is_none()).count() < 60);
}

#[test]
fn seniors_are_mentees_and_juniors_mentors() {
    let people = thousand(Kind::Plain);
    assert!(people.mentees.iter().all(|mentee| mentee.level >= Some(5)));
    assert!(people.mentors.iter().all(|mentor| mentor.level <= Some(5)));
    assert!(people.mentees.iter().all(|mentee| mentee.offers.is_empty() && !mentee.wants.is_empty()));
    assert!(people.mentors.iter().all(|mentor| mentor.wants.is_empty() && !mentor.offers.is_empty()));
}

#[test]
fn some_people_wish_and_few_exclude() {
    let people = thousand(Kind::Plain);
    let share =
        |holds: &dyn Fn(&Person) -> bool| percent(everyone(&people).filter(|p| holds(p)).count(), 2000);
    assert!((20..=30).contains(&share(&|person| !person.wishes.is_empty())));
    assert!((4..=10).contains(&share(&|person| !person.vetoes.is_empty())));
    assert!((3..=7).contains(&share(&|person| !person.previous.is_empty())));
    assert!((3..=7).contains(&share(&|person| person.time_zone.is_some())));
    assert!(everyone(&people).all(|person| person.wishes.iter().all(|id| !person.vetoes.contains(id))));
}

#[test]
fn popular_people_want_what_few_offer() {
    let people = thousand(Kind::Popular);
    let topics = &people.vocabulary.topics;
    let popular: HashSet<&str> =
        company::POPULAR.iter().map(|&topic| TOPICS[usize::from(topic)].word.0).collect();
    let is_popular = |topic: Symbol| popular.contains(topics.text(topic));
    let wanting =
        people.mentees.iter().filter(|mentee| mentee.wants.iter().any(|want| is_popular(want.topic)));
    assert_eq!(wanting.count(), 1000);
    let offering =
        people.mentors.iter().filter(|mentor| mentor.offers.iter().any(|offer| is_popular(offer.topic)));
    let share = percent(offering.count(), 1000);
    assert!((5..=35).contains(&share), "{share} % offer one of the popular topics");
}

#[test]
fn ties_are_six_kinds_of_people_on_either_side() {
    let people = thousand(Kind::Ties);
    for side in [&people.mentees, &people.mentors] {
        let kinds: HashSet<String> = (side.iter())
            .map(|person| format!("{:?}", Person { id: 0, name: "".into(), ..person.clone() }))
            .collect();
        assert_eq!(kinds.len(), 6);
    }
}

#[test]
fn each_kind_is_hard_in_its_own_way() {
    assert!(thousand(Kind::Capacity).mentors.iter().all(|mentor| mentor.capacity == 3));

    let people = thousand(Kind::Departments);
    let found = departments(&people);
    let largest = found.values().copied().max().unwrap_or(0);
    assert_eq!(found.len(), 3);
    assert!((55..=78).contains(&percent(largest, 2000)), "{} %", percent(largest, 2000));

    let people = thousand(Kind::Sparse);
    assert!(everyone(&people).all(|person| {
        let half_hours: u16 = person.availability.iter().map(|span| span.end - span.start).sum();
        (1..=3).contains(&half_hours)
    }));
}

#[test]
fn forbidden_rules_out_about_four_pairs_of_five() {
    let people = thousand(Kind::Forbidden);
    let is_allowed = |mentee: &Person, mentor: &Person| {
        mentee.level > mentor.level
            && mentee.department != mentor.department
            && mentee.languages.iter().any(|code| mentor.languages.contains(code))
    };
    let pairs =
        people.mentees.iter().flat_map(|mentee| people.mentors.iter().map(move |mentor| (mentee, mentor)));
    let allowed = pairs.filter(|(mentee, mentor)| is_allowed(mentee, mentor)).count();
    let share = percent(allowed, 1_000_000);
    assert!((12..=28).contains(&share), "{share} % are allowed");
}

#[test]
fn kinds_have_names() {
    for kind in Kind::ALL {
        assert_eq!(kind.name().parse(), Ok(kind));
    }
    let error = "hard".parse::<Kind>().expect_err("no such kind").to_string();
    for kind in Kind::ALL {
        assert!(error.contains(kind.name()), "{error}");
    }
}
