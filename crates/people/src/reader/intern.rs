//! Texts to numbers while reading. The numbers are in the order of appearance; at the end they change for numbers in the
//! order of the texts, so that nothing shows in which order the rows were.

use rustc_hash::FxHashMap;

use crate::fold::fold;
use crate::person::{Symbol, Table};

/// Texts that compare by their spelling.
#[derive(Debug, Default)]
pub(super) struct Texts {
    symbols: FxHashMap<Box<str>, Symbol>,
}

impl Texts {
    pub fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(&symbol) = self.symbols.get(text) {
            return symbol;
        }
        let symbol = next(self.symbols.len());
        self.symbols.insert(text.into(), symbol);
        symbol
    }

    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// By symbol.
    pub fn texts(&self) -> Vec<String> {
        let mut texts = vec![String::new(); self.len()];
        for (text, &symbol) in &self.symbols {
            texts[symbol as usize] = text.to_string();
        }
        texts
    }

    pub fn into_table(self) -> (Table, Renumbering) {
        let mut texts: Vec<(Box<str>, Symbol)> = self.symbols.into_iter().collect();
        texts.sort_unstable();
        let renumbering = Renumbering::new(texts.iter().map(|&(_, symbol)| symbol));
        (Table::new(texts.into_iter().map(|(text, _)| text).collect()), renumbering)
    }
}

/// Texts that compare by their comparison form.
#[derive(Debug, Default)]
pub(super) struct FoldedTexts {
    /// Every spelling seen.
    spellings: FxHashMap<Box<str>, Symbol>,
    forms: FxHashMap<Box<str>, Symbol>,
    /// By symbol: the least of the spellings.
    least: Vec<Box<str>>,
}

impl FoldedTexts {
    pub fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(&symbol) = self.spellings.get(text) {
            return symbol;
        }
        let form = fold(text);
        let symbol = match self.forms.get(form.as_ref()) {
            Some(&symbol) => {
                let least = &mut self.least[symbol as usize];
                if text < least.as_ref() {
                    *least = text.into();
                }
                symbol
            }
            None => {
                let symbol = next(self.least.len());
                self.forms.insert(form.into(), symbol);
                self.least.push(text.into());
                symbol
            }
        };
        self.spellings.insert(text.into(), symbol);
        symbol
    }

    pub fn into_table(mut self) -> (Table, Renumbering) {
        drop(self.spellings);
        let mut forms: Vec<(Box<str>, Symbol)> = self.forms.into_iter().collect();
        forms.sort_unstable();
        let renumbering = Renumbering::new(forms.iter().map(|&(_, symbol)| symbol));
        let texts = forms.iter().map(|&(_, symbol)| std::mem::take(&mut self.least[symbol as usize]));
        (Table::new(texts.collect()), renumbering)
    }
}

fn next(count: usize) -> Symbol {
    Symbol::try_from(count).expect("fewer than four thousand million texts: more do not fit into memory")
}

/// From numbers in the order of appearance to numbers in the order of the texts.
#[derive(Debug)]
pub(super) struct Renumbering {
    new: Vec<Symbol>,
}

impl Renumbering {
    /// The old numbers in their new order.
    fn new(old: impl ExactSizeIterator<Item = Symbol>) -> Renumbering {
        let mut new = vec![0; old.len()];
        for (at, old) in old.enumerate() {
            new[old as usize] = at as Symbol;
        }
        Renumbering { new }
    }

    pub fn of(&self, old: Symbol) -> Symbol {
        self.new[old as usize]
    }

    pub fn apply(&self, symbol: &mut Option<Symbol>) {
        if let Some(symbol) = symbol {
            *symbol = self.of(*symbol);
        }
    }

    /// The list in its new order.
    pub fn apply_to_list(&self, symbols: &mut [Symbol]) {
        for symbol in symbols.iter_mut() {
            *symbol = self.of(*symbol);
        }
        symbols.sort_unstable();
    }
}
