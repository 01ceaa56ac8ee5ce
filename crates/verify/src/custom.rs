//! Custom attributes: the columns that a recipe names.

use crate::fault::Fault;
use people::{AttributeValue, People, Person, Symbol};

/// One custom column, a cell per row; `None` where the cell is empty.
pub(crate) struct Column<'a> {
    pub name: &'a str,
    mentees: Vec<Option<&'a AttributeValue>>,
    mentors: Vec<Option<&'a AttributeValue>>,
}

impl<'a> Column<'a> {
    /// Finds the column by its name, spelled as the recipe spells it.
    pub fn new(people: &'a People, name: &'a str) -> Result<Self, Fault> {
        let wanted = people::fold(name);
        let attribute = (people.vocabulary.attributes.iter())
            .position(|attribute| people::fold(&attribute.name) == wanted)
            .ok_or_else(|| Fault::NoSuchAttribute { name: name.into() })?;
        let cells = |rows: &'a [Person]| -> Vec<Option<&'a AttributeValue>> {
            rows.iter()
                .map(|row| row.attributes.iter().find(|value| value.attribute as usize == attribute))
                .collect()
        };
        Ok(Column { name, mentees: cells(&people.mentees), mentors: cells(&people.mentors) })
    }

    /// Whether both cells are given and equal.
    pub fn equal(&self, mentee: usize, mentor: usize) -> bool {
        self.both(mentee, mentor).is_some_and(|(a, b)| a == b)
    }

    /// Whether both cells are given and different.
    pub fn different(&self, mentee: usize, mentor: usize) -> bool {
        self.both(mentee, mentor).is_some_and(|(a, b)| a != b)
    }

    /// The parts of both cells, each sorted; none for an empty cell.
    pub fn parts(&self, mentee: usize, mentor: usize) -> (&[Symbol], &[Symbol]) {
        let parts = |cell: Option<&'a AttributeValue>| cell.map_or(&[] as &[Symbol], |value| &value.parts);
        (parts(self.mentees[mentee]), parts(self.mentors[mentor]))
    }

    fn both(&self, mentee: usize, mentor: usize) -> Option<(Symbol, Symbol)> {
        Some((self.mentees[mentee]?.whole, self.mentors[mentor]?.whole))
    }
}
