//! Texts to numbers while reading. The numbers are in the order of appearance; at the end they change for numbers in the
//! order of the texts, so that nothing shows in which order the rows were.

use rustc_hash::FxHashMap;

use crate::fold::fold;
use crate::person::{Symbol, Table};

/// Texts that compare by their spelling.
#[derive(Debug, Default)]
pub(super) struct Texts {
    short: FxHashMap<Short, Symbol>,
    long: FxHashMap<Box<str>, Symbol>,
}

/// A text of at most 15 bytes and, last, its length. Most ids and words are short; kept in the map itself, they are found
/// without a look elsewhere in memory. The order is that of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Short(u64, u64);

impl Short {
    const MOST: usize = 15;

    fn new(text: &str) -> Option<Short> {
        if text.len() > Self::MOST {
            return None;
        }
        let mut bytes = [0; 16];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        bytes[Self::MOST] = text.len() as u8;
        let (high, low) = bytes.split_at(8);
        let number = |half: &[u8]| u64::from_be_bytes(half.try_into().expect("eight of sixteen bytes"));
        Some(Short(number(high), number(low)))
    }

    fn text(self) -> Box<str> {
        let bytes = (u128::from(self.0) << 64 | u128::from(self.1)).to_be_bytes();
        let length = usize::from(bytes[Self::MOST]);
        str::from_utf8(&bytes[..length]).expect("it was made from a text").into()
    }
}

impl Texts {
    pub fn symbol(&mut self, text: &str) -> Symbol {
        let next = next(self.len());
        match Short::new(text) {
            Some(short) => *self.short.entry(short).or_insert(next),
            None => match self.long.get(text) {
                Some(&symbol) => symbol,
                None => {
                    self.long.insert(text.into(), next);
                    next
                }
            },
        }
    }

    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// By symbol.
    pub fn texts(&self) -> Vec<Box<str>> {
        let mut texts = vec![Box::default(); self.len()];
        for (short, &symbol) in &self.short {
            texts[symbol as usize] = short.text();
        }
        for (text, &symbol) in &self.long {
            texts[symbol as usize] = text.clone();
        }
        texts
    }

    pub fn into_table(self) -> (Table, Renumbering) {
        let mut short: Vec<(Short, Symbol)> = self.short.into_iter().collect();
        short.sort_unstable();
        let short = short.into_iter().map(|(short, symbol)| (short.text(), symbol));
        let mut texts: Vec<(Box<str>, Symbol)> = self.long.into_iter().chain(short).collect();
        // Nearly all of it is in order.
        texts.sort();
        let renumbering = Renumbering::new(texts.iter().map(|&(_, symbol)| symbol));
        (Table::new(texts.into_iter().map(|(text, _)| text).collect()), renumbering)
    }
}

/// Texts that compare by their comparison form.
#[derive(Debug, Default)]
pub(super) struct FoldedTexts {
    /// Every spelling seen.
    spellings: Texts,
    /// By spelling.
    symbols: Vec<Symbol>,
    forms: FxHashMap<Box<str>, Symbol>,
    /// By symbol: the least of the spellings.
    least: Vec<Box<str>>,
}

impl FoldedTexts {
    pub fn symbol(&mut self, text: &str) -> Symbol {
        let spelling = self.spellings.symbol(text) as usize;
        if spelling == self.symbols.len() {
            let symbol = self.symbol_of_new(text);
            self.symbols.push(symbol);
        }
        self.symbols[spelling]
    }

    fn symbol_of_new(&mut self, spelling: &str) -> Symbol {
        let form = fold(spelling);
        if let Some(&symbol) = self.forms.get(form.as_ref()) {
            let least = &mut self.least[symbol as usize];
            if spelling < least.as_ref() {
                *least = spelling.into();
            }
            return symbol;
        }
        let symbol = next(self.least.len());
        self.forms.insert(form.into(), symbol);
        self.least.push(spelling.into());
        symbol
    }

    pub fn into_table(mut self) -> (Table, Renumbering) {
        drop((self.spellings, self.symbols));
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
