//! People as the engine sees them: every text a small number, every list sorted.

/// A number that stands for one text of a [`Table`].
pub type Symbol = u32;

/// On which side of a pair a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Learns; in reverse mentoring the experienced leader.
    Mentee,
    /// Gives knowledge; in reverse mentoring the junior colleague.
    Mentor,
}

/// A topic that a mentor offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Symbol in [`Vocabulary::topics`].
    pub topic: Symbol,
    /// 1 to 5.
    pub level: u8,
}

/// A topic that a mentee wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Want {
    /// Symbol in [`Vocabulary::topics`].
    pub topic: Symbol,
    /// 1 to 3.
    pub importance: u8,
}

/// Free time in a week, in half hours since Monday 00:00 in the person's own zone: `start..end`, `end` at most 336.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First half hour, 0 to 335.
    pub start: u16,
    /// One past the last half hour, 1 to 336.
    pub end: u16,
}

/// One custom attribute of a person: a column that the format does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeValue {
    /// Index in [`Vocabulary::attributes`].
    pub attribute: u32,
    /// The cell as one text (for `same` and `different`): symbol in that attribute's `values`.
    pub whole: Symbol,
    /// The cell split at `|` (for `overlap`): symbols in that attribute's `parts`, sorted, each once.
    pub parts: Box<[Symbol]>,
}

/// One row of the input: a person in one role.
///
/// Every list is sorted and holds each item once. The same person may have a row in either role; both then have the same
/// `id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Symbol in [`Vocabulary::ids`].
    pub id: Symbol,
    /// Name to show; the id if none was given.
    pub name: Box<str>,
    /// Side on which this row stands.
    pub role: Role,
    /// Symbol in [`Vocabulary::departments`].
    pub department: Option<Symbol>,
    /// Symbol in [`Vocabulary::sites`].
    pub site: Option<Symbol>,
    /// The manager's id, who need not be in the file.
    pub manager: Option<Symbol>,
    /// Career level, 1 to 9.
    pub level: Option<u8>,
    /// Symbols in [`Vocabulary::languages`].
    pub languages: Box<[Symbol]>,
    /// Sorted by topic.
    pub offers: Box<[Offer]>,
    /// Sorted by topic.
    pub wants: Box<[Want]>,
    /// Symbols in [`Vocabulary::interests`].
    pub interests: Box<[Symbol]>,
    /// Directness, structure, pace, channel: each 1 to 5.
    pub style: [Option<u8>; 4],
    /// Free times, disjoint, not touching, in order.
    pub availability: Box<[Span]>,
    /// Symbol in [`Vocabulary::time_zones`]; the recipe's zone if none.
    pub time_zone: Option<Symbol>,
    /// Partners at once, 0 to 20. Without meaning for a mentee.
    pub capacity: u8,
    /// Ids whom this person would like as a partner.
    pub wishes: Box<[Symbol]>,
    /// Ids with whom this person must not be paired. Confidential.
    pub vetoes: Box<[Symbol]>,
    /// Ids of earlier partners.
    pub previous: Box<[Symbol]>,
    /// Custom attributes that were kept and are not empty, sorted by `attribute`.
    pub attributes: Box<[AttributeValue]>,
}

/// Texts in their order; a [`Symbol`] is an index into it.
///
/// The order is that of the text's comparison form ([`crate::fold`]; for ids the text itself), so that it depends on the
/// set of people alone and not on the order of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub(crate) texts: Vec<Box<str>>,
}

impl Table {
    /// A table of these texts, which must be in their order.
    pub fn new(texts: Vec<Box<str>>) -> Table {
        Table { texts }
    }
    /// The text as shown to people: of several spellings that compare equal, the least.
    pub fn text(&self, symbol: Symbol) -> &str {
        &self.texts[symbol as usize]
    }
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }
    /// True if there are no texts.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// A custom attribute and all its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    /// The column's name as the file spells it.
    pub name: Box<str>,
    /// Whole cells.
    pub values: Table,
    /// Cells split at `|`.
    pub parts: Table,
}

/// All texts that people share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Ids of people in the file and of those whom they name.
    pub ids: Table,
    /// Departments.
    pub departments: Table,
    /// Sites.
    pub sites: Table,
    /// Languages, ISO 639.
    pub languages: Table,
    /// Topics offered or wanted.
    pub topics: Table,
    /// Interests.
    pub interests: Table,
    /// IANA time zones.
    pub time_zones: Table,
    /// Custom attributes that were kept, by name.
    pub attributes: Vec<Attribute>,
}

/// Everyone who takes part, in an order that depends on the set of rows alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Sorted by id.
    pub mentees: Vec<Person>,
    /// Sorted by id.
    pub mentors: Vec<Person>,
    /// The texts behind the symbols.
    pub vocabulary: Vocabulary,
    /// How many ids in manager, wishes, vetoes and previous name nobody in the file (each cell's item counted).
    pub unknown_ids: usize,
}

impl People {
    /// The mentee's or mentor's id as text.
    pub fn id_of(&self, person: &Person) -> &str {
        self.vocabulary.ids.text(person.id)
    }
}
