//! One row of a table, whatever file it is from.

/// Cells of a row, all within one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'t> {
    pub text: &'t str,
    /// Cells whose text differs from what the file says.
    pub rewritten: &'t str,
    pub cells: &'t [Cell],
}

/// Where a cell is, and what is wrong with it as a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub start: usize,
    pub end: usize,
    /// The place is one in [`Row::rewritten`].
    pub is_rewritten: bool,
    pub fault: Option<CellFault>,
    /// Line in the file, or row of the sheet, from 1.
    pub line: u64,
}

/// What can be wrong with a cell before anyone asks what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellFault {
    UnclosedQuote,
    TextAfterQuote,
    FormulaError,
}

impl<'t> Row<'t> {
    /// The cell without blanks around it.
    pub fn text_of(&self, cell: &Cell) -> &'t str {
        let text = if cell.is_rewritten { self.rewritten } else { self.text };
        text[cell.start..cell.end].trim()
    }

    pub fn texts(&self) -> Vec<&'t str> {
        self.cells.iter().map(|cell| self.text_of(cell)).collect()
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.fault.is_none() && self.text_of(cell).is_empty())
    }
}
