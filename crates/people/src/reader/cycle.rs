//! Cycles of managers: people who are, at some distance, above themselves.

#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::error::{Cycle, Expected};
use super::header::{Field, Use};
use super::person_row::{PersonRows, Reporting};
use crate::person::Symbol;

/// Notes one error for each group of people who are all above each other, at the group's first row in the file whose
/// manager is of the group. Someone with two rows has the managers of both.
pub(super) fn reject_cycles(rows: &mut PersonRows) {
    let reporting = std::mem::take(&mut rows.reporting);
    let managers = Managers::new(rows.tables.ids.len(), &reporting);
    let groups = managers.groups();
    let mut is_reported = vec![false; groups.len()];
    let cycles: Vec<(&Reporting, Vec<Symbol>)> = (reporting.iter())
        .filter(|edge| {
            let group = groups[edge.person as usize];
            group == groups[edge.manager as usize]
                && !std::mem::replace(&mut is_reported[group as usize], true)
        })
        .map(|edge| (edge, managers.way(edge.manager, edge.person, &groups)))
        .collect();
    if cycles.is_empty() {
        return;
    }
    let column = rows.header.uses.iter().position(|usage| *usage == Use::Known(Field::Manager));
    let texts = rows.tables.ids.texts();
    for (edge, way) in cycles {
        let text = |&id: &Symbol| &*texts[id as usize];
        let expected = Expected::NoCycle(Cycle::new(text(&edge.person), way.iter().map(text)));
        rows.reject_in_row(edge.person_row, edge.line, column.unwrap_or(0), text(&edge.manager), expected);
    }
}

/// For each id the ids of its managers.
struct Managers {
    /// Where each id's part of `all` begins; one more than ids.
    starts: Vec<u32>,
    all: Vec<Symbol>,
}

impl Managers {
    fn new(ids: usize, reporting: &[Reporting]) -> Managers {
        let mut starts = vec![0; ids + 1];
        for edge in reporting {
            starts[edge.person as usize + 1] += 1;
        }
        for id in 0..ids {
            starts[id + 1] += starts[id];
        }
        let mut next = starts.clone();
        let mut all = vec![0; reporting.len()];
        for edge in reporting {
            let at = &mut next[edge.person as usize];
            all[*at as usize] = edge.manager;
            *at += 1;
        }
        Managers { starts, all }
    }

    fn of(&self, id: Symbol) -> &[Symbol] {
        &self.all[self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize]
    }

    /// For each id a number that it shares with all who are both above and below it: the strongly connected components
    /// (Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1, 1972), without recursion.
    fn groups(&self) -> Vec<u32> {
        const UNSEEN: u32 = u32::MAX;
        let ids = self.starts.len() - 1;
        let mut groups = vec![UNSEEN; ids];
        let (mut order, mut low) = (vec![UNSEEN; ids], vec![0; ids]);
        // Ids whose group is open; ids on the way from the root, with the next manager to look at.
        let (mut open, mut way): (Vec<Symbol>, Vec<(Symbol, usize)>) = (Vec::new(), Vec::new());
        let (mut seen, mut found) = (0, 0);
        for root in 0..ids as Symbol {
            if order[root as usize] == UNSEEN {
                way.push((root, 0));
            }
            while let Some((id, next)) = way.pop() {
                let at = id as usize;
                if next == 0 {
                    (order[at], low[at]) = (seen, seen);
                    seen += 1;
                    open.push(id);
                }
                match self.of(id).get(next) {
                    Some(&manager) => {
                        way.push((id, next + 1));
                        if order[manager as usize] == UNSEEN {
                            way.push((manager, 0));
                        } else if groups[manager as usize] == UNSEEN {
                            low[at] = low[at].min(order[manager as usize]);
                        }
                    }
                    None => {
                        if let Some(&(below, _)) = way.last() {
                            low[below as usize] = low[below as usize].min(low[at]);
                        }
                        if low[at] == order[at] {
                            while let Some(member) = open.pop() {
                                groups[member as usize] = found;
                                if member == id {
                                    break;
                                }
                            }
                            found += 1;
                        }
                    }
                }
            }
        }
        groups
    }

    /// A shortest way up from one id to another of the same group, both included.
    fn way(&self, from: Symbol, to: Symbol, groups: &[u32]) -> Vec<Symbol> {
        let group = groups[from as usize];
        let mut below: FxHashMap<Symbol, Symbol> = FxHashMap::default();
        let mut queue = VecDeque::from([from]);
        while let Some(id) = queue.pop_front() {
            if id == to {
                break;
            }
            for &manager in self.of(id) {
                if groups[manager as usize] == group && manager != from && !below.contains_key(&manager) {
                    below.insert(manager, id);
                    queue.push_back(manager);
                }
            }
        }
        let mut way = vec![to];
        while let Some(&id) = way.last().and_then(|last| below.get(last)) {
            way.push(id);
        }
        way.reverse();
        way
    }
}
