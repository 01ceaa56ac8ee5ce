//! People from a small table as text, without the product's reader: what a test says is what the check sees.
//!
//! Columns are named as in a file, but cells must be in their plainest form.

use people::{Attribute, AttributeValue, Offer, People, Person, Role, Span, Symbol, Table, Vocabulary, Want};
use std::collections::BTreeSet;

const KNOWN: [&str; 17] = [
    "id",
    "role",
    "department",
    "site",
    "manager",
    "level",
    "languages",
    "offers",
    "wants",
    "interests",
    "style",
    "availability",
    "time_zone",
    "capacity",
    "wishes",
    "vetoes",
    "previous",
];

/// Reads a header and rows. Any column that is not known is a custom attribute.
pub fn people(text: &str) -> People {
    let mut lines = text.trim().lines().map(|line| line.split(',').map(str::trim).collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let rows: Vec<Row> = lines.map(|cells| Row { header: &header, cells }).collect();
    let custom: Vec<&str> = header.iter().copied().filter(|name| !KNOWN.contains(name)).collect();
    let whole = |column: &str| table(rows.iter().map(|row| row.cell(column)));
    let listed =
        |columns: &[&str]| table(rows.iter().flat_map(|row| columns.iter().flat_map(|name| row.items(name))));
    let vocabulary = Vocabulary {
        ids: listed(&["id", "manager", "wishes", "vetoes", "previous"]),
        departments: whole("department"),
        sites: whole("site"),
        languages: listed(&["languages"]),
        topics: listed(&["offers", "wants"]),
        interests: listed(&["interests"]),
        time_zones: whole("time_zone"),
        attributes: (custom.iter())
            .map(|name| Attribute { name: (*name).into(), values: whole(name), parts: listed(&[name]) })
            .collect(),
    };
    let (mut mentees, mut mentors): (Vec<_>, Vec<_>) =
        rows.iter().map(|row| person(row, &vocabulary)).partition(|person| person.role == Role::Mentee);
    mentees.sort_by_key(|person| person.id);
    mentors.sort_by_key(|person| person.id);
    People { mentees, mentors, vocabulary, unknown_ids: 0 }
}

struct Row<'a> {
    header: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// Empty if there is no such column.
    fn cell(&self, column: &str) -> &'a str {
        self.header.iter().position(|name| *name == column).map_or("", |index| self.cells[index])
    }

    /// The items of a list without their levels.
    fn items(&self, column: &str) -> impl Iterator<Item = &'a str> {
        self.levelled(column).map(|(item, _)| item)
    }

    fn levelled(&self, column: &str) -> impl Iterator<Item = (&'a str, Option<u8>)> {
        let items = self.cell(column).split('|').filter(|item| !item.is_empty());
        items.map(|item| match item.split_once(':').filter(|(_, level)| level.len() == 1) {
            Some((item, level)) => (item, Some(level.parse().unwrap())),
            None => (item, None),
        })
    }
}

fn table<'a>(texts: impl Iterator<Item = &'a str>) -> Table {
    let sorted: BTreeSet<&str> = texts.filter(|text| !text.is_empty()).collect();
    Table::new(sorted.into_iter().map(Into::into).collect())
}

fn symbol(table: &Table, text: &str) -> Symbol {
    let (mut low, mut high) = (0, table.len() as Symbol);
    while low + 1 < high {
        let middle = (low + high) / 2;
        if table.text(middle) <= text { low = middle } else { high = middle }
    }
    low
}

fn person(row: &Row, vocabulary: &Vocabulary) -> Person {
    let one = |table: &Table, column: &str| {
        Some(row.cell(column)).filter(|cell| !cell.is_empty()).map(|cell| symbol(table, cell))
    };
    let several = |table: &Table, column: &str| -> Box<[Symbol]> {
        row.items(column).map(|item| symbol(table, item)).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let topics = |column: &str| {
        let mut topics: Vec<_> =
            row.levelled(column).map(|(topic, level)| (symbol(&vocabulary.topics, topic), level)).collect();
        topics.sort_unstable();
        topics
    };
    let mut style = [None; 4];
    for (axis, level) in row.levelled("style") {
        style[["directness", "structure", "pace", "channel"]
            .iter()
            .position(|known| *known == axis)
            .unwrap()] = level;
    }
    let attributes = vocabulary.attributes.iter().enumerate().filter_map(|(index, attribute)| {
        let whole = one(&attribute.values, &attribute.name)?;
        let parts = several(&attribute.parts, &attribute.name);
        Some(AttributeValue { attribute: index as u32, whole, parts })
    });
    Person {
        id: symbol(&vocabulary.ids, row.cell("id")),
        name: row.cell("id").into(),
        role: if row.cell("role") == "mentor" { Role::Mentor } else { Role::Mentee },
        department: one(&vocabulary.departments, "department"),
        site: one(&vocabulary.sites, "site"),
        manager: one(&vocabulary.ids, "manager"),
        level: row.cell("level").parse().ok(),
        languages: several(&vocabulary.languages, "languages"),
        offers: (topics("offers").into_iter())
            .map(|(topic, level)| Offer { topic, level: level.unwrap_or(3) })
            .collect(),
        wants: (topics("wants").into_iter())
            .map(|(topic, importance)| Want { topic, importance: importance.unwrap_or(2) })
            .collect(),
        interests: several(&vocabulary.interests, "interests"),
        style,
        availability: spans(row.cell("availability")),
        time_zone: one(&vocabulary.time_zones, "time_zone"),
        capacity: row.cell("capacity").parse().unwrap_or(1),
        wishes: several(&vocabulary.ids, "wishes"),
        vetoes: several(&vocabulary.ids, "vetoes"),
        previous: several(&vocabulary.ids, "previous"),
        attributes: attributes.collect(),
    }
}

/// `Mo 09:00-11:30|…`, in order and not touching.
fn spans(cell: &str) -> Box<[Span]> {
    let half_hours = |time: &str| {
        let (hours, minutes) = time.split_once(':').unwrap();
        hours.parse::<u16>().unwrap() * 2 + minutes.parse::<u16>().unwrap() / 30
    };
    let span = |text: &str| {
        let (day, times) = text.split_once(' ').unwrap();
        let day =
            ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"].iter().position(|known| *known == day).unwrap() as u16;
        let (start, end) = times.split_once('-').unwrap();
        Span { start: day * 48 + half_hours(start), end: day * 48 + half_hours(end) }
    };
    cell.split('|').filter(|text| !text.is_empty()).map(span).collect()
}
