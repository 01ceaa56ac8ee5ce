//! The mentors with whom a mentee costs the whole least.

use crate::repair::search::{Move, Node, Search};
use crate::repair::state::{NONE, pairs, value};
use crate::repair::{Margin, Repair};

impl Repair<'_, '_> {
    /// Mentor, score and cost of the `count` cheapest mentors but the mentee's own, the cheapest first.
    ///
    /// What a mentor costs is the slack of the pair and the way from the mentor's column to the place that the mentee
    /// leaves. Pairs are tried in the order of their slack, and no more once that alone costs more than what was found.
    pub(crate) fn cheapest_mentors(&self, mentee: usize, count: usize) -> Vec<(usize, u32, Margin)> {
        let problem = self.problem;
        let row = problem.row_of[mentee];
        if row == NONE || count == 0 {
            return Vec::new();
        }
        let own = self.field.state.partner[row as usize];
        let field = if own == NONE { self.outward() } else { &self.field };
        let (view, state) = (field.view(), &field.state);
        let target = if own == NONE { Node::Outside } else { Node::Column(own) };
        let mut order: Vec<(i64, u32, u16)> = (0..state.column_count() as u32)
            .filter(|&column| state.is_open(row, column))
            .filter_map(|column| {
                let mentor = problem.columns_order[column as usize] as usize;
                let score = problem.view(mentee, mentor).allowed_score(&problem.criteria)? as u16;
                (score >= field.least_score).then(|| (state.slack(row, column, score), column, score))
            })
            .collect();
        order.sort_unstable();
        let mut search = Search::new(state);
        let mut found: Vec<(i64, u32, usize, i64)> = Vec::new();
        let by_cost =
            |&(cost, score, mentor, _): &(i64, u32, usize, i64)| (cost, std::cmp::Reverse(score), mentor);
        for (slack, column, score) in order {
            let worst = if found.len() == count { Some(found[count - 1].0) } else { None };
            if worst.is_some_and(|worst| slack > worst) {
                break;
            }
            // One that costs as much as the last may still come before it.
            let limit = worst.map(|worst| worst - slack + 1);
            if let Some(distance) = search.run(&view, Node::Column(column), target, limit) {
                let change = pairs_changed(&search.path(state), state.partner.as_slice(), own);
                let mentor = problem.columns_order[column as usize] as usize;
                found.push((slack + distance, u32::from(score), mentor, change));
                found.sort_unstable_by_key(by_cost);
                found.truncate(count);
            }
        }
        let cost = |cost: i64, change: i64| match state.bonus {
            0 => Margin { pairs: -change, value: cost },
            _ => Margin { pairs: pairs(cost), value: value(cost) },
        };
        found.into_iter().map(|(total, score, mentor, change)| (mentor, score, cost(total, change))).collect()
    }
}

/// How many pairs more there are after the moves, if the mentee takes the place that these make.
fn pairs_changed(moves: &[Move], partner: &[u32], own: u32) -> i64 {
    let out = moves.iter().filter(|&&(_, to)| to == NONE).count() as i64;
    let back = moves.iter().filter(|&&(row, _)| partner[row as usize] == NONE).count() as i64;
    i64::from(own == NONE) + back - out
}
