//! What each cell may hold, and what is said about one that may not.
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use common::{cell_errors, described, people, quoted, reading, wrong};
use people::{Expected, People, Role};

/// One mentor with one more cell.
fn mentor(column: &str, cell: &str) -> String {
    format!("id,role,{column}\nx,mentor,{}\n", quoted(cell))
}

fn read(column: &str, cell: &str) -> People {
    people(mentor(column, cell))
}

/// The values that are wrong in the cell, each with what is expected.
fn faults(column: &str, cell: &str) -> Vec<(String, String)> {
    let errors = wrong(mentor(column, cell));
    errors
        .into_iter()
        .map(|(line, row, name, value, expected)| {
            assert_eq!((line, row, name.as_str()), (2, 1, column));
            (value, expected)
        })
        .collect()
}

fn assert_fault(column: &str, cell: &str, value: &str, expected: &str) {
    assert_eq!(faults(column, cell), [(value.into(), expected.into())], "{column}: {cell}");
}

#[test]
fn levels_are_1_to_9() {
    assert_eq!(read("level", " 5 ").mentors[0].level, Some(5));
    assert_eq!(read("level", "09").mentors[0].level, Some(9));
    assert_eq!(read("level", "").mentors[0].level, None);
    for level in ["0", "10", "12", "-1", "+5", "5.0", "5,0", "five", "٣", "999999999999"] {
        assert_fault("level", level, level, "1 to 9");
    }
}

#[test]
fn capacities_are_0_to_20_and_1_if_not_given() {
    for (cell, capacity) in [("0", 0), ("20", 20), ("", 1)] {
        assert_eq!(read("capacity", cell).mentors[0].capacity, capacity);
    }
    for capacity in ["21", "-1", "viele", "1.5"] {
        assert_fault("capacity", capacity, capacity, "0 to 20");
    }
    let mentee = "id,role,capacity\nx,mentee,lots\n";
    assert_eq!(wrong(mentee), [(2, 1, "capacity".into(), "lots".into(), "0 to 20".into())]);
}

#[test]
fn roles_are_known_in_any_case() {
    for (cell, role) in [
        ("mentor", Role::Mentor),
        ("MENTOR", Role::Mentor),
        ("Mentorin", Role::Mentor),
        ("Mentor:in", Role::Mentor),
        ("Mentee", Role::Mentee),
        ("ｍｅｎｔｅｅ", Role::Mentee),
    ] {
        let people = people(format!("id,role\nx,{cell}\n"));
        let person = people.mentees.first().or(people.mentors.first()).unwrap();
        assert_eq!(person.role, role, "{cell}");
    }
    for role in ["", "Chef", "mentor|mentee", "mentors"] {
        let errors = wrong(format!("id,role,level\nx,{role},1\n"));
        assert_eq!(errors, [(2, 1, "role".into(), role.into(), "mentor or mentee".into())]);
    }
}

#[test]
fn an_id_is_there_once_in_each_role() {
    let both = people("id,role,name\nx,mentor,Ada\nx,mentee,Ada\n");
    assert_eq!(both.mentors[0].id, both.mentees[0].id);
    assert_eq!(both.vocabulary.ids.len(), 1);

    let errors = wrong("id,role\nx,mentor\ny,mentor\n x ,Mentor\nx,mentee\nX,mentor\n");
    assert_eq!(
        errors,
        [(4, 3, "id".into(), "x".into(), "this id is already in the file in this role".into())]
    );
    assert_eq!(wrong("id,role\n,mentor\n"), [(2, 1, "id".into(), String::new(), "an id".into())]);
}

#[test]
fn a_name_is_the_id_if_none_is_given() {
    assert_eq!(&*read("name", "").mentors[0].name, "x");
    assert_eq!(&*read("name", " Zoë  Öztürk ").mentors[0].name, "Zoë  Öztürk");
    assert_eq!(&*people("id,role\nx,mentor\n").mentors[0].name, "x");
}

#[test]
fn languages_are_iso_639() {
    let people = read("languages", "en | DE|deu|ger|de|gsw||nds");
    let texts: Vec<_> =
        people.mentors[0].languages.iter().map(|&code| people.vocabulary.languages.text(code)).collect();
    assert_eq!(texts, ["de", "en", "gsw", "nds"], "one code a language");
    for code in ["deutsch", "xx", "d", "de-AT", "de,en", "ß", "日"] {
        assert_fault("languages", code, code, "ISO 639 codes such as de");
    }
    assert_eq!(faults("languages", "de|qq|en|zz").len(), 2);
}

#[test]
fn topics_have_levels_and_importances() {
    let people = read("offers", "No-Code:5 | Prompting|AI: the basics :1|");
    assert!(
        described(&people)[0].contains(";AI: the basics:1|No-Code:5|Prompting:3;"),
        "{:?}",
        described(&people)
    );
    let people = read("wants", "no-code|OKR:3");
    assert!(described(&people)[0].contains(";no-code:2|OKR:3;"), "{:?}", described(&people));

    assert_fault("offers", "Cloud:sehr gut", "Cloud:sehr gut", "level 1 to 5");
    assert_fault("offers", "OKR:1|Cloud:6", "Cloud:6", "level 1 to 5");
    assert_fault("offers", "OKR:", "OKR:", "level 1 to 5");
    assert_fault("wants", "Podcasts:9", "Podcasts:9", "importance 1 to 3");
    assert_fault("wants", "Podcasts:0", "Podcasts:0", "importance 1 to 3");
    assert_fault("wants", ":2", ":2", "a topic before the colon");
    assert_fault("wants", "Podcasts:1|OKR|PODCASTS:3", "PODCASTS:3", "each topic once");
    assert_fault("offers", "a:1|a:1", "a:1", "each topic once");
}

#[test]
fn a_topic_may_be_offered_and_wanted_by_the_same_person() {
    people("id,role,offers,wants\nx,mentor,OKR,OKR\ny,mentor,OKR,OKR\n");
}

#[test]
fn texts_compare_folded_and_the_least_spelling_stands_for_all() {
    let people = people(
        "id,role,site,interests\na,mentor,köln,Yoga|YOGA\nb,mentor, KÖLN ,yoga\nc,mentor,ko\u{308}LN,\n",
    );
    assert!(people.mentors.iter().all(|mentor| mentor.site == people.mentors[0].site));
    assert_eq!(people.vocabulary.sites.text(0), "KÖLN");
    assert_eq!((people.vocabulary.interests.len(), people.vocabulary.interests.text(0)), (1, "YOGA"));
    assert_eq!(people.mentors[0].interests, people.mentors[1].interests);
}

#[test]
fn styles_have_four_axes_in_two_languages() {
    let style = |cell: &str| read("style", cell).mentors[0].style;
    assert_eq!(style("directness:1|structure:2|pace:3|channel:4"), [Some(1), Some(2), Some(3), Some(4)]);
    assert_eq!(style("KANAL:5 | Tempo: 4|struktur : 3|Direktheit:2"), [Some(2), Some(3), Some(4), Some(5)]);
    assert_eq!(style("pace:3"), [None, None, Some(3), None]);
    assert_fault("style", "directness:0", "directness:0", "1 to 5");
    assert_fault("style", "pace:6|channel:2", "pace:6", "1 to 5");
    assert_fault("style", "pace", "pace", "1 to 5");
    assert_fault("style", "speed:3", "speed:3", "directness, structure, pace or channel");
    assert_fault("style", "pace:3|Tempo:3", "Tempo:3", "each axis once");
}

#[test]
fn availability_is_half_hours_of_the_week() {
    let spans = |cell: &str| -> Vec<(u16, u16)> {
        read("availability", cell).mentors[0].availability.iter().map(|span| (span.start, span.end)).collect()
    };
    assert_eq!(spans("Mo 09:00-11:30"), [(18, 23)]);
    assert_eq!(spans("Sun 23:30-24:00|mon 00:00-00:30"), [(0, 1), (335, 336)]);
    assert_eq!(spans("Do 9:00 – 10:00"), [(3 * 48 + 18, 3 * 48 + 20)]);
    assert_eq!(spans("Do. 09:00-10:00"), [(3 * 48 + 18, 3 * 48 + 20)]);
    // What touches or overlaps is one.
    assert_eq!(spans("Mo 10:00-11:00|Mo 09:00-10:00|Mo 10:30-12:00|Mo 14:00-15:00"), [(18, 24), (28, 30)]);
    assert_eq!(spans("Mo 22:00-24:00|Di 00:00-02:00"), [(44, 52)]);
    for (names, day) in [
        ("Mo Mon Montag Monday", 0),
        ("Di Tue Dienstag Tuesday", 1),
        ("Mi Wed Mittwoch WEDNESDAY", 2),
        ("Do Thu Donnerstag Thursday", 3),
        ("Fr Fri Freitag Friday", 4),
        ("Sa Sat Samstag Saturday sonnabend", 5),
        ("So Sun Sonntag Sunday", 6),
    ] {
        for name in names.split(' ') {
            assert_eq!(spans(&format!("{name} 00:00-24:00")), [(48 * day, 48 * day + 48)], "{name}");
        }
    }
}

#[test]
fn times_that_are_none_are_told_apart() {
    let half_hours = "times from 00:00 to 24:00 in half hours";
    for item in [
        "Mo 25:00-26:00",
        "Mo 09:15-10:00",
        "Mo 9-10",
        "Mo 24:30-25:00",
        "Mo 09.00-10.00",
        "Mo 09:00-10:00 Uhr",
        "Mo 009:00-10:00",
        "Mo 0900-1000",
        "Mo 09:00-",
        "Mo -1:00-2:00",
    ] {
        assert_fault("availability", item, item, half_hours);
    }
    for item in ["Mo 14:00-09:00", "Mo 14:00-14:00", "So 24:00-24:00"] {
        assert_fault("availability", item, item, "an end after the beginning");
    }
    for item in ["09:00-10:00", "Mo", "Xy 09:00-10:00", "Mo 09:00", "Mo,Di 09:00-10:00"] {
        assert_fault("availability", item, item, "a day and times such as Mon 09:00-11:30");
    }
}

#[test]
fn time_zones_are_those_of_the_iana_list() {
    let zone = |cell: &str| {
        let people = read("time_zone", cell);
        people.mentors[0].time_zone.map(|zone| people.vocabulary.time_zones.text(zone).to_owned())
    };
    assert_eq!(zone("Europe/Berlin").as_deref(), Some("Europe/Berlin"));
    assert_eq!(zone("asia/kolkata").as_deref(), Some("Asia/Kolkata"), "as the list spells it");
    assert_eq!(zone("utc").as_deref(), Some("UTC"));
    assert_eq!(zone(""), None);
    for name in ["Europa/Berlin", "+01:00", "Etc/Unknown", "Berlin", "Local", "Europe/Berlin|UTC"] {
        assert_fault("time_zone", name, name, "an IANA time zone");
    }
}

#[test]
fn ids_who_are_not_in_the_file_are_counted() {
    let people = people(
        "id,role,manager,wishes,vetoes,previous\n\
         a,mentor,b,b|c,d,\n\
         b,mentee,z,a|z|z,,a|y\n",
    );
    // c, d; z, z, y.
    assert_eq!(people.unknown_ids, 5);
    assert_eq!(described(&people)[1], "a;a;Mentor;;;b;;;;;;----;;;1;b|c;d;;");
    assert_eq!(described(&people)[0], "b;b;Mentee;;;z;;;;;;----;;;1;a|z;;a|y;");
}

#[test]
fn custom_attributes_are_kept_whole_and_in_parts() {
    let csv =
        "id,role,Team,Clubs,Shoe size\na,mentor, Red ,Chess| Go,44\nb,mentor,RED,go|go|,\nc,mentor,,,\n";
    let reading = reading(csv, &["clubs", "TEAM", "no such column"]);
    let described = described(&reading.people);
    assert!(described[0].ends_with(";Clubs=Chess| Go [Chess|Go]|Team=RED [RED]"), "{}", described[0]);
    assert!(described[1].ends_with(";Clubs=go|go| [Go]|Team=RED [RED]"), "{}", described[1]);
    assert!(described[2].ends_with(";;"), "{}", described[2]);
    let columns: Vec<_> =
        reading.unknown_columns.iter().map(|column| (column.name.as_str(), column.kept)).collect();
    assert_eq!(columns, [("Team", true), ("Clubs", true), ("Shoe size", false)]);
}

#[test]
fn control_characters_are_no_text() {
    for control in ['\0', '\u{1c}', '\u{1d}', '\u{1e}', '\u{1f}', '\u{81}', '\u{9f}'] {
        for column in ["name", "site", "interests", "wishes", "Custom"] {
            let file = mentor(column, &format!("a{control}b"));
            let error = people::read(std::io::Cursor::new(file), &["custom"]).unwrap_err();
            assert!(error.to_string().ends_with("expected: text without control characters"), "{error}");
        }
        // Of columns that nobody reads nothing is said.
        people(mentor("Custom", &format!("a{control}b")));
    }
    assert_eq!(wrong("id,role\na\u{1f},mentor\n")[0].4, "text without control characters");
    read("name", "two\nlines,\ta tab and a \u{85}break");
}

#[test]
fn managers_form_no_cycle() {
    assert_eq!(
        wrong("id,role,manager\na,mentee,a\n"),
        [(2, 1, "manager".into(), "a".into(), "no cycle of managers".into())]
    );
    // Each cycle once, at its first row; who merely reports to someone in it is not at fault.
    let errors = wrong(
        "Rolle,Personalnummer,Vorgesetzte\n\
         mentor,j,c\nmentee,c,a\nmentee,a,b\nmentee,b,c\nmentee,d,e\nmentee,e,d\nmentee,f,\nmentee,g,f\n",
    );
    assert_eq!(
        errors,
        [
            (3, 2, "Vorgesetzte".into(), "a".into(), "no cycle of managers: c → a → b → c".into()),
            (6, 5, "Vorgesetzte".into(), "e".into(), "no cycle of managers: d → e → d".into()),
        ]
    );
}

#[test]
fn someone_with_two_rows_has_the_managers_of_both() {
    people("id,role,manager\na,mentee,b\na,mentor,c\nb,mentee,\nc,mentee,b\n");
    let errors = cell_errors("id,role,manager\na,mentee,b\na,mentor,c\nc,mentee,a\n");
    assert_eq!(errors.len(), 1);
    assert_eq!((errors[0].person_row, errors[0].value.as_str()), (2, "c"));
}

#[test]
fn a_long_cycle_is_shown_in_part() {
    let rows: String = (0..1000).map(|n| format!("p{n},mentee,p{}\n", (n + 1) % 1000)).collect();
    let errors = cell_errors(format!("id,role,manager\n{rows}"));
    assert_eq!(errors.len(), 1);
    let english = "no cycle of managers: p0 → p1 → p2 → p3 → p4 → p5 → p6 → (992 more) → p999 → p0";
    assert_eq!(errors[0].expected.english(), english);
    assert!(errors[0].expected.german().contains("(992 weitere)"));
}

#[test]
fn all_cells_are_told_at_once_in_the_order_of_the_file() {
    let errors = wrong(
        "name,level,role,id,style\n\
         a,0,mentor,x,pace:9|speed:1\n\
         b,1,Chef,y,\n\
         c,2,mentor,x,\n\
         d,77,mentor,,\n",
    );
    let short: Vec<_> = errors.iter().map(|error| (error.1, error.2.as_str(), error.3.as_str())).collect();
    assert_eq!(
        short,
        [
            (1, "level", "0"),
            (1, "style", "pace:9"),
            (1, "style", "speed:1"),
            (2, "role", "Chef"),
            (3, "id", "x"),
            (4, "level", "77"),
            (4, "id", "")
        ]
    );
}

#[test]
fn long_values_are_cut() {
    let errors = cell_errors(mentor("level", &"ä".repeat(1000)));
    assert_eq!(errors[0].value, "ä".repeat(200) + "…");
}

#[test]
fn what_is_expected_reads_well_in_both_languages() {
    for expected in [
        Expected::Id,
        Expected::NewId,
        Expected::Role,
        Expected::Level,
        Expected::CellCount { columns: 1 },
        Expected::CellCount { columns: 3 },
    ] {
        assert_ne!(expected.english(), expected.german());
    }
    let errors = cell_errors("Personalnummer;Rolle;Stufe\nx;mentor;12\n");
    assert_eq!(errors[0].to_string(), "line 2, column “Stufe”: “12”; expected: 1 to 9");
    assert_eq!(errors[0].german(), "Zeile 2, Spalte „Stufe“: „12“; erwartet: 1 bis 9");
}
