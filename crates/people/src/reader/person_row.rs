//! A row of the table as a person.

use super::cell::{self, items};
use super::error::{CellError, Expected};
use super::header::{Field, Header, Use};
use super::intern::{FoldedTexts, Texts};
use super::language::language;
use super::row::{CellFault, Row};
use super::time_zone::TimeZones;
use crate::person::{AttributeValue, Offer, Person, Role, Span, Symbol, Want};

/// Texts that people share, each with a number in the order of appearance.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub ids: Texts,
    pub departments: FoldedTexts,
    pub sites: FoldedTexts,
    pub languages: Texts,
    pub topics: FoldedTexts,
    pub interests: FoldedTexts,
    pub time_zones: Texts,
    /// By number of the custom attribute: whole cells and their parts.
    pub attributes: Vec<(FoldedTexts, FoldedTexts)>,
}

/// A cell that is wrong, with the number of its column, by which errors are sorted.
#[derive(Debug)]
pub(super) struct Located {
    pub column: usize,
    pub error: CellError,
}

/// Who reports to whom, and where the file says so.
#[derive(Debug)]
pub(super) struct Reporting {
    pub person: Symbol,
    pub manager: Symbol,
    pub person_row: usize,
    pub line: u64,
}

/// Reads rows one after the other.
#[derive(Debug)]
pub(super) struct PersonRows {
    pub header: Header,
    pub tables: Tables,
    pub mentees: Vec<Person>,
    pub mentors: Vec<Person>,
    pub reporting: Vec<Reporting>,
    pub errors: Vec<Located>,
    time_zones: TimeZones,
    /// People so far.
    count: usize,
    /// By role and id: true if that id has a row in that role.
    seen: [Vec<bool>; 2],
    /// By topic: the last cell that named it.
    named_in: Vec<usize>,
    /// Cells with topics so far.
    topic_cells: usize,
    // Room for the lists of a cell or row.
    symbols: Vec<Symbol>,
    topics: Vec<(Symbol, u8)>,
    spans: Vec<Span>,
    attributes: Vec<AttributeValue>,
}

/// Where a cell is.
#[derive(Clone, Copy)]
struct Place {
    column: usize,
    line: u64,
}

impl PersonRows {
    pub fn new(header: Header) -> PersonRows {
        let attributes = header.kept.iter().map(|_| Default::default()).collect();
        PersonRows {
            header,
            tables: Tables { attributes, ..Tables::default() },
            mentees: Vec::new(),
            mentors: Vec::new(),
            reporting: Vec::new(),
            errors: Vec::new(),
            time_zones: TimeZones::new(),
            count: 0,
            seen: [Vec::new(), Vec::new()],
            named_in: Vec::new(),
            topic_cells: 0,
            symbols: Vec::new(),
            topics: Vec::new(),
            spans: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// Reads the next row; a blank one is none.
    pub fn add(&mut self, row: Row<'_>) {
        if row.is_blank() {
            return;
        }
        self.count += 1;
        if !self.has_right_cells(row) {
            return;
        }
        let is_suspicious = [row.text, row.rewritten].into_iter().any(cell::may_have_control_characters);
        let mut person = nobody();
        let (mut id, mut role, mut manager_line) = (None, None, 0);
        for column in 0..self.header.uses.len() {
            let cell = row.cell(column);
            let text = row.text_of(&cell);
            let place = Place { column, line: cell.line };
            match self.header.uses[column] {
                Use::Dropped => {}
                _ if cell.fault.is_some() => self.reject(place, text, Expected::FormulaValue),
                _ if is_suspicious && cell::has_control_characters(text) => {
                    self.reject(place, text, Expected::PlainText)
                }
                Use::Known(Field::Id) => match text {
                    "" => self.reject(place, text, Expected::Id),
                    _ => id = Some((self.tables.ids.symbol(text), text, place)),
                },
                Use::Known(Field::Role) => role = self.accept(cell::role(text), place, text, Expected::Role),
                _ if text.is_empty() => {}
                Use::Known(Field::Manager) => {
                    person.manager = Some(self.tables.ids.symbol(text));
                    manager_line = cell.line;
                }
                Use::Known(field) => self.read_field(field, text, place, &mut person),
                Use::Kept(attribute) => self.read_attribute(attribute, text),
            }
        }
        person.attributes = std::mem::take(&mut self.attributes).into();
        let Some((id, id_text, id_place)) = id else { return };
        person.id = id;
        if person.name.is_empty() {
            person.name = id_text.into();
        }
        if let Some(role) = role {
            person.role = role;
            if self.has_row(id, role) {
                // This row says nothing about whoever has the id.
                return self.reject(id_place, id_text, Expected::NewId);
            }
        }
        if let Some(manager) = person.manager {
            let reporting = Reporting { person: id, manager, person_row: self.count, line: manager_line };
            self.reporting.push(reporting);
        }
        // Once a cell is wrong, nobody will be imported.
        if self.errors.is_empty() {
            match person.role {
                Role::Mentee => self.mentees.push(person),
                Role::Mentor => self.mentors.push(person),
            }
        }
    }

    /// False, with an error noted, if the row's cells may not be those of its columns.
    fn has_right_cells(&mut self, row: Row<'_>) -> bool {
        let columns = self.header.uses.len();
        for (column, cell) in row.cells.iter().enumerate() {
            let is_read = self.header.uses.get(column).is_some_and(|usage| *usage != Use::Dropped);
            let expected = match cell.fault {
                Some(CellFault::UnclosedQuote) => Expected::ClosingQuote,
                Some(CellFault::TextAfterQuote) if is_read => Expected::DoubledQuotes,
                _ => continue,
            };
            self.reject(Place { column, line: cell.line }, row.text_of(cell), expected);
            return false;
        }
        let surplus = row.cells.iter().skip(columns).find(|cell| !row.text_of(cell).is_empty());
        if let Some(cell) = surplus {
            let place = Place { column: columns, line: cell.line };
            self.reject(place, row.text_of(cell), Expected::CellCount { columns });
        } else if row.is_cut && row.cells.len() < columns {
            let place = Place { column: row.cells.len(), line: row.cell(row.cells.len()).line };
            self.reject(place, "", Expected::CellCount { columns });
        } else {
            return true;
        }
        false
    }

    fn read_field(&mut self, field: Field, text: &str, place: Place, person: &mut Person) {
        match field {
            Field::Id | Field::Role | Field::Manager => unreachable!("read with the row"),
            Field::Name => person.name = text.into(),
            Field::Department => person.department = Some(self.tables.departments.symbol(text)),
            Field::Site => person.site = Some(self.tables.sites.symbol(text)),
            Field::Level => {
                person.level = self.accept(cell::number(text, 1, 9), place, text, Expected::Level)
            }
            Field::Languages => person.languages = self.read_languages(text, place),
            Field::Offers => {
                self.read_topics(text, place, Topics::Offered);
                person.offers = self.topics.iter().map(|&(topic, level)| Offer { topic, level }).collect();
            }
            Field::Wants => {
                self.read_topics(text, place, Topics::Wanted);
                person.wants =
                    self.topics.iter().map(|&(topic, importance)| Want { topic, importance }).collect();
            }
            Field::Interests => {
                self.symbols.extend(items(text).map(|item| self.tables.interests.symbol(item)));
                person.interests = take_set(&mut self.symbols);
            }
            Field::Style => person.style = self.read_style(text, place),
            Field::Availability => person.availability = self.read_spans(text, place),
            Field::TimeZone => {
                let zone = self.time_zones.name(text).map(|name| self.tables.time_zones.symbol(name));
                person.time_zone = self.accept(zone, place, text, Expected::TimeZone);
            }
            Field::Capacity => {
                let capacity = self.accept(cell::number(text, 0, 20), place, text, Expected::Capacity);
                person.capacity = capacity.unwrap_or(person.capacity);
            }
            Field::Wishes => person.wishes = self.read_ids(text),
            Field::Vetoes => person.vetoes = self.read_ids(text),
            Field::Previous => person.previous = self.read_ids(text),
        }
    }

    fn read_attribute(&mut self, attribute: u32, text: &str) {
        let (values, parts) = &mut self.tables.attributes[attribute as usize];
        let whole = values.symbol(text);
        self.symbols.extend(items(text).map(|part| parts.symbol(part)));
        let parts = take_set(&mut self.symbols);
        self.attributes.push(AttributeValue { attribute, whole, parts });
    }

    fn read_languages(&mut self, text: &str, place: Place) -> Box<[Symbol]> {
        for item in items(text) {
            match language(item) {
                Some(code) => self.symbols.push(self.tables.languages.symbol(code)),
                None => self.reject(place, item, Expected::Language),
            }
        }
        take_set(&mut self.symbols)
    }

    fn read_ids(&mut self, text: &str) -> Box<[Symbol]> {
        self.symbols.extend(items(text).map(|id| self.tables.ids.symbol(id)));
        take_set(&mut self.symbols)
    }

    /// Into `self.topics`.
    fn read_topics(&mut self, text: &str, place: Place, which: Topics) {
        self.topics.clear();
        self.topic_cells += 1;
        let (most, default) = match which {
            Topics::Offered => (5, 3),
            Topics::Wanted => (3, 2),
        };
        for item in items(text) {
            let (name, number) = cell::topic(item, most, default);
            if name.is_empty() {
                self.reject(place, item, Expected::Topic);
                continue;
            }
            let topic = self.tables.topics.symbol(name);
            if self.named_in.len() <= topic as usize {
                self.named_in.resize(topic as usize + 1, 0);
            }
            let named_in = std::mem::replace(&mut self.named_in[topic as usize], self.topic_cells);
            match number {
                _ if named_in == self.topic_cells => self.reject(place, item, Expected::NewTopic),
                Some(number) => self.topics.push((topic, number)),
                None => self.reject(place, item, which.expected_number()),
            }
        }
    }

    fn read_style(&mut self, text: &str, place: Place) -> [Option<u8>; 4] {
        let mut style = [None; 4];
        for item in items(text) {
            match cell::axis(item) {
                Ok((axis, _)) if style[axis].is_some() => self.reject(place, item, Expected::NewAxis),
                Ok((axis, value)) => style[axis] = Some(value),
                Err(expected) => self.reject(place, item, expected),
            }
        }
        style
    }

    fn read_spans(&mut self, text: &str, place: Place) -> Box<[Span]> {
        self.spans.clear();
        for item in items(text) {
            match cell::span(item) {
                Ok(span) => self.spans.push(span),
                Err(expected) => self.reject(place, item, expected),
            }
        }
        cell::join_spans(&mut self.spans);
        self.spans.as_slice().into()
    }

    /// True if the id has a row in that role already; from now on it has.
    fn has_row(&mut self, id: Symbol, role: Role) -> bool {
        let seen = &mut self.seen[role as usize];
        if seen.len() <= id as usize {
            seen.resize(id as usize + 1, false);
        }
        std::mem::replace(&mut seen[id as usize], true)
    }

    fn accept<T>(&mut self, read: Option<T>, place: Place, value: &str, expected: Expected) -> Option<T> {
        if read.is_none() {
            self.reject(place, value, expected);
        }
        read
    }

    fn reject(&mut self, place: Place, value: &str, expected: Expected) {
        self.reject_in_row(self.count, place.line, place.column, value, expected);
    }

    /// Notes an error in a row that was read before.
    pub fn reject_in_row(
        &mut self,
        person_row: usize,
        line: u64,
        column: usize,
        value: &str,
        expected: Expected,
    ) {
        let name = self.header.names.get(column).cloned().unwrap_or_default();
        let error = CellError { line, person_row, column: name, value: shortened(value), expected };
        self.errors.push(Located { column, error });
    }
}

#[derive(Clone, Copy)]
enum Topics {
    Offered,
    Wanted,
}

impl Topics {
    fn expected_number(self) -> Expected {
        match self {
            Topics::Offered => Expected::OfferLevel,
            Topics::Wanted => Expected::Importance,
        }
    }
}

/// Someone of whom nothing is said.
fn nobody() -> Person {
    Person {
        id: 0,
        name: "".into(),
        role: Role::Mentee,
        department: None,
        site: None,
        manager: None,
        level: None,
        languages: [].into(),
        offers: [].into(),
        wants: [].into(),
        interests: [].into(),
        style: [None; 4],
        availability: [].into(),
        time_zone: None,
        capacity: 1,
        wishes: [].into(),
        vetoes: [].into(),
        previous: [].into(),
        attributes: [].into(),
    }
}

/// The symbols, each once; leaves the room empty.
fn take_set(symbols: &mut Vec<Symbol>) -> Box<[Symbol]> {
    symbols.sort_unstable();
    symbols.dedup();
    let set = symbols.as_slice().into();
    symbols.clear();
    set
}

/// Not too long for an error message.
fn shortened(text: &str) -> String {
    const MOST: usize = 200;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into(),
    }
}
