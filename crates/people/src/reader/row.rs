//! One row of a table, whatever file it is from.

/// Cells of a row, all within one text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'t> {
    pub text: &'t str,
    /// Cells whose text differs from what the file says.
    pub rewritten: &'t str,
    pub cells: &'t [Cell],
    /// Nothing ends the row but the end of the file, so that some of it may be missing.
    pub is_cut: bool,
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
    /// The cell of this column. Where cells are missing at the end of a row, they are empty: Excel leaves them out of CSV
    /// files if those of all rows around are empty too.
    pub fn cell(&self, column: usize) -> Cell {
        let missing = || {
            let line = self.cells.last().map_or(0, |last| last.line);
            Cell { start: 0, end: 0, is_rewritten: false, fault: None, line }
        };
        self.cells.get(column).copied().unwrap_or_else(missing)
    }

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
