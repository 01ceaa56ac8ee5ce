//! Changes tried on a copy of the plan: each repairs it by shortest paths, so that it is the best plan again.

use people::{Person, Role};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::criteria::Rule;
use crate::plan::Plan;
use crate::repair::cast::Cast;
use crate::repair::field::{Field, View};
use crate::repair::search::{Node, Search};
use crate::repair::state::{NONE, State};
use crate::what_if::{Change, ChangeError, Move};

/// A plan being changed.
pub(crate) struct Trial<'f, 'p, 'a> {
    field: &'f Field<'p, 'a>,
    plan: &'p Plan,
    pub cast: Cast<'p, 'a>,
    pub state: State,
    search: Search,
    /// Row and column of people who have another than the problem gives them.
    new_rows: FxHashMap<usize, u32>,
    new_columns: FxHashMap<usize, u32>,
    /// People behind extra rows and columns.
    extra_mentees: Vec<usize>,
    extra_mentors: Vec<usize>,
    /// Mentor of a locked mentee.
    pub locks: FxHashMap<usize, usize>,
    /// Pairs that changes forbid, and why.
    pub forbidden: FxHashMap<(usize, usize), Rule>,
    pub left_mentees: Vec<usize>,
    pub left_mentors: Vec<usize>,
}

impl<'f, 'p, 'a> Trial<'f, 'p, 'a> {
    pub fn new(field: &'f Field<'p, 'a>, plan: &'p Plan) -> Self {
        let locks = field.problem.locked.iter().map(|&(mentee, mentor)| (mentee as usize, mentor as usize));
        Trial {
            field,
            plan,
            cast: Cast::new(field.problem),
            state: field.state.clone(),
            search: Search::new(&field.state),
            new_rows: FxHashMap::default(),
            new_columns: FxHashMap::default(),
            extra_mentees: Vec::new(),
            extra_mentors: Vec::new(),
            locks: locks.collect(),
            forbidden: FxHashMap::default(),
            left_mentees: Vec::new(),
            left_mentors: Vec::new(),
        }
    }

    pub fn change(&mut self, change: &Change) -> Result<(), ChangeError> {
        match *change {
            Change::Lock { mentee, mentor } => self.lock(mentee, mentor),
            Change::Unlock { mentee, mentor } => self.unlock(mentee, mentor),
            Change::Forbid { mentee, mentor } => self.forbid(mentee, mentor),
            Change::Leave { role: Role::Mentee, index } => self.mentee_leaves(index),
            Change::Leave { role: Role::Mentor, index } => self.mentor_leaves(index),
            Change::Join(ref person) => self.join(person),
        }
    }

    fn lock(&mut self, mentee: usize, mentor: usize) -> Result<(), ChangeError> {
        self.check_present(mentee, mentor)?;
        let (mentee_id, mentor_id) = self.ids(mentee, mentor);
        match self.locks.get(&mentee) {
            Some(&other) if other == mentor => return Ok(()),
            Some(&other) => {
                let other = self.cast.id_text(self.cast.mentor(other));
                return Err(ChangeError::LockedTwice { mentee: mentee_id, mentor: mentor_id, other });
            }
            None => {}
        }
        if let Some(rule) = self.broken_rule(mentee, mentor) {
            return Err(ChangeError::LockBreaksRule { mentee: mentee_id, mentor: mentor_id, rule });
        }
        let capacity = self.cast.mentor(mentor).capacity;
        let column = match self.column(mentor) {
            Some(column) if self.state.settled[column as usize] < capacity => column,
            _ => {
                return Err(ChangeError::LockOverCapacity { mentee: mentee_id, mentor: mentor_id, capacity });
            }
        };
        let row = self.row(mentee).expect("who is present and not locked has a row");
        let own = self.state.partner[row as usize];
        if own != column {
            let target = if own == NONE { Node::Outside } else { Node::Column(own) };
            self.reroute(Node::Column(column), target, None);
        }
        self.state.release(row);
        self.state.row_gone[row as usize] = true;
        self.state.settled[column as usize] += 1;
        self.locks.insert(mentee, mentor);
        Ok(())
    }

    fn unlock(&mut self, mentee: usize, mentor: usize) -> Result<(), ChangeError> {
        self.check_present(mentee, mentor)?;
        if self.locks.get(&mentee) != Some(&mentor) {
            let (mentee, mentor) = self.ids(mentee, mentor);
            return Err(ChangeError::NotLocked { mentee, mentor });
        }
        self.locks.remove(&mentee);
        self.settle_one_less(mentor);
        self.enter_row(mentee);
        Ok(())
    }

    fn forbid(&mut self, mentee: usize, mentor: usize) -> Result<(), ChangeError> {
        self.check_present(mentee, mentor)?;
        if self.locks.get(&mentee) == Some(&mentor) {
            let (mentee, mentor) = self.ids(mentee, mentor);
            return Err(ChangeError::Locked { mentee, mentor });
        }
        self.keep_apart(mentee, mentor, Rule::Forbidden);
        Ok(())
    }

    /// Forbids a pair that is not locked.
    fn keep_apart(&mut self, mentee: usize, mentor: usize, rule: Rule) {
        self.forbidden.entry((mentee, mentor)).or_insert(rule);
        let (Some(row), Some(column)) = (self.row(mentee), self.column(mentor)) else { return };
        if self.state.partner[row as usize] == column {
            self.reroute(Node::Row(row), Node::Column(column), None);
        }
        self.state.forbidden.insert((row, column));
    }

    fn mentee_leaves(&mut self, mentee: usize) -> Result<(), ChangeError> {
        self.check_mentee(mentee)?;
        self.left_mentees.push(mentee);
        if let Some(mentor) = self.locks.remove(&mentee) {
            self.settle_one_less(mentor);
            return Ok(());
        }
        let row = self.row(mentee).expect("who is present and not locked has a row");
        let own = self.state.partner[row as usize];
        if own != NONE {
            self.reroute(Node::Outside, Node::Column(own), None);
            self.state.release(row);
        }
        self.state.row_gone[row as usize] = true;
        Ok(())
    }

    fn mentor_leaves(&mut self, mentor: usize) -> Result<(), ChangeError> {
        self.check_mentor(mentor)?;
        self.left_mentors.push(mentor);
        if let Some(column) = self.column(mentor) {
            self.state.column_gone[column as usize] = true;
            let rows: Vec<u32> = self.state.partners(column).collect();
            for row in rows {
                self.reroute(Node::Row(row), Node::Outside, None);
            }
        }
        let mut unlocked: Vec<usize> =
            self.locks.iter().filter(|&(_, &other)| other == mentor).map(|(&mentee, _)| mentee).collect();
        unlocked.sort_unstable();
        for mentee in unlocked {
            self.locks.remove(&mentee);
            self.enter_row(mentee);
        }
        Ok(())
    }

    fn join(&mut self, person: &Person) -> Result<(), ChangeError> {
        let arrival = self.cast.join(person)?;
        for (pairs, rule) in [(&arrival.in_line, Rule::ReportingLine), (&arrival.apart, Rule::Apart)] {
            for &(one, other) in pairs {
                let ((one_mentee, one_mentor), (other_mentee, other_mentor)) =
                    (self.cast.rows_of(one), self.cast.rows_of(other));
                for (mentee, mentor) in [(one_mentee, other_mentor), (other_mentee, one_mentor)] {
                    let (Some(mentee), Some(mentor)) = (mentee, mentor) else { continue };
                    if self.locks.get(&mentee) == Some(&mentor) {
                        let id = self.cast.id_text(person);
                        let (mentee, mentor) = self.ids(mentee, mentor);
                        return Err(ChangeError::LockedPairBreaksRule { id, mentee, mentor, rule });
                    }
                    self.keep_apart(mentee, mentor, rule);
                }
            }
        }
        match person.role {
            Role::Mentee => self.enter_row(arrival.index),
            Role::Mentor => self.enter_column(arrival.index, 0),
        }
        Ok(())
    }

    /// Finds a shortest path, makes the moves on it and shifts the potentials. False if there is none below the limit;
    /// then only the potentials are shifted.
    fn reroute(&mut self, source: Node, target: Node, limit: Option<i64>) -> bool {
        self.search.fit(&self.state);
        let view = View::new(self.field, &self.state);
        let found = self.search.run(&view, source, target, limit).is_some();
        let moves = self.search.path(&self.state);
        if found || limit.is_some() {
            self.search.shift(&mut self.state);
        }
        for &(row, _) in &moves {
            self.state.release(row);
        }
        for &(row, column) in &moves {
            if column != NONE {
                self.state.take(row, column);
            }
        }
        found
    }

    /// Someone who had no row gets one, outside, and comes in if the plan gains by it.
    fn enter_row(&mut self, mentee: usize) {
        let columns = self.state.column_count();
        let scores: Vec<Option<u16>> = (0..columns as u32)
            .into_par_iter()
            .map(|column| self.possible_score(mentee, self.mentor_of(column)))
            .collect();
        let brings = scores.iter().zip(&self.state.prices).zip(&self.state.column_gone);
        let profit = brings
            .filter(|&(_, &gone)| !gone)
            .filter_map(|((&score, price), _)| Some(self.state.bonus + i64::from(score?) - price))
            .max()
            .unwrap_or(0)
            .max(0);
        let row = self.state.add_row(scores, profit);
        self.new_rows.insert(mentee, row);
        self.extra_mentees.push(mentee);
        for (&(one, mentor), _) in self.forbidden.iter().filter(|&(&(one, _), _)| one == mentee) {
            debug_assert_eq!(one, mentee);
            if let Some(column) = self.column(mentor) {
                self.state.forbidden.insert((row, column));
            }
        }
        if profit > 0 {
            self.reroute(Node::Row(row), Node::Outside, Some(profit));
        }
    }

    /// Someone who had no column gets one, of which locks hold the first places, and takes whom the plan gains by.
    fn enter_column(&mut self, mentor: usize, settled: u8) {
        let rows = self.state.row_count();
        let scores: Vec<Option<u16>> = (0..rows as u32)
            .into_par_iter()
            .map(|row| self.possible_score(self.mentee_of(row), mentor))
            .collect();
        let capacity = self.cast.mentor(mentor).capacity;
        let level = self.state.penalty * i64::from(settled);
        let price = (scores.iter().zip(&self.state.profits).zip(&self.state.row_gone))
            .filter(|&(_, &gone)| !gone)
            .filter_map(|((&score, profit), _)| Some(self.state.bonus + i64::from(score?) - profit))
            .max()
            .unwrap_or(level)
            .max(level);
        let column = self.state.add_column(scores, price, settled, capacity);
        self.new_columns.insert(mentor, column);
        self.extra_mentors.push(mentor);
        for (&(mentee, one), _) in self.forbidden.iter().filter(|&(&(_, one), _)| one == mentor) {
            debug_assert_eq!(one, mentor);
            if let Some(row) = self.row(mentee) {
                self.state.forbidden.insert((row, column));
            }
        }
        self.fill(column);
    }

    /// A lock less: one more place that anyone may have.
    fn settle_one_less(&mut self, mentor: usize) {
        match self.column(mentor) {
            Some(column) => {
                self.state.settled[column as usize] -= 1;
                self.fill(column);
            }
            None => {
                let locked = self.locks.values().filter(|&&other| other == mentor).count();
                self.enter_column(mentor, locked as u8);
            }
        }
    }

    /// Gives free places of the column to those by whom the plan gains, until its price is that of a free place.
    fn fill(&mut self, column: u32) {
        while let Some(level) = self.state.next_level(column) {
            let excess = self.state.prices[column as usize] - level;
            if excess <= 0 || !self.reroute(Node::Outside, Node::Column(column), Some(excess)) {
                return;
            }
        }
    }

    /// Score of a pair that may be in a plan, as far as the definitions tell.
    fn possible_score(&self, mentee: usize, mentor: usize) -> Option<u16> {
        self.cast.allowed_score(mentee, mentor).filter(|&score| score >= self.field.least_score)
    }

    /// The first rule that the pair breaks, with all changes so far.
    fn broken_rule(&self, mentee: usize, mentor: usize) -> Option<Rule> {
        let mut first = self.forbidden.get(&(mentee, mentor)).copied();
        let view = self.cast.view(mentee, mentor);
        view.broken_rules(&self.field.problem.criteria, |rule| {
            first = Some(first.map_or(rule, |first| first.min(rule)));
        });
        first
    }

    /// The row of a mentee who is not locked.
    fn row(&self, mentee: usize) -> Option<u32> {
        let own = || self.field.problem.row_of.get(mentee).copied().filter(|&row| row != NONE);
        self.new_rows.get(&mentee).copied().or_else(own)
    }

    /// The column of a mentor with places beyond locks.
    fn column(&self, mentor: usize) -> Option<u32> {
        let own = || self.field.problem.column_of.get(mentor).copied().filter(|&column| column != NONE);
        self.new_columns.get(&mentor).copied().or_else(own)
    }

    fn mentee_of(&self, row: u32) -> usize {
        let own = &self.field.problem.rows_order;
        own.get(row as usize)
            .map_or_else(|| self.extra_mentees[row as usize - own.len()], |&mentee| mentee as usize)
    }

    fn mentor_of(&self, column: u32) -> usize {
        let own = &self.field.problem.columns_order;
        let extra = || self.extra_mentors[column as usize - own.len()];
        own.get(column as usize).map_or_else(extra, |&mentor| mentor as usize)
    }

    fn ids(&self, mentee: usize, mentor: usize) -> (String, String) {
        (self.cast.id_text(self.cast.mentee(mentee)), self.cast.id_text(self.cast.mentor(mentor)))
    }

    fn check_present(&self, mentee: usize, mentor: usize) -> Result<(), ChangeError> {
        self.check_mentee(mentee)?;
        self.check_mentor(mentor)
    }

    fn check_mentee(&self, index: usize) -> Result<(), ChangeError> {
        let role = Role::Mentee;
        if index >= self.cast.mentee_count() {
            return Err(ChangeError::UnknownPerson { role, index });
        }
        if self.left_mentees.contains(&index) {
            return Err(ChangeError::Left { role, id: self.cast.id_text(self.cast.mentee(index)) });
        }
        Ok(())
    }

    fn check_mentor(&self, index: usize) -> Result<(), ChangeError> {
        let role = Role::Mentor;
        if index >= self.cast.mentor_count() {
            return Err(ChangeError::UnknownPerson { role, index });
        }
        if self.left_mentors.contains(&index) {
            return Err(ChangeError::Left { role, id: self.cast.id_text(self.cast.mentor(index)) });
        }
        Ok(())
    }

    /// Those who joined.
    pub fn newcomers(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.cast.newcomers(role)
    }

    /// Those who have rows or columns that the problem does not give them: newcomers, and people who were locked.
    pub fn new_people(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        let (new, left) = match role {
            Role::Mentee => (&self.extra_mentees, &self.left_mentees),
            Role::Mentor => (&self.extra_mentors, &self.left_mentors),
        };
        new.iter().copied().filter(|index| !left.contains(index))
    }

    /// True if the mentee takes part and is not locked.
    pub fn is_free(&self, mentee: usize) -> bool {
        !self.left_mentees.contains(&mentee) && !self.locks.contains_key(&mentee)
    }

    /// The mentor's places beyond locks.
    pub fn places(&self, mentor: usize) -> usize {
        if self.left_mentors.contains(&mentor) {
            return 0;
        }
        let locked = self.locks.values().filter(|&&other| other == mentor).count();
        usize::from(self.cast.mentor(mentor).capacity) - locked
    }

    /// Mentor of each mentee, `NONE` for nobody, newcomers included.
    pub fn mentors(&self) -> Vec<u32> {
        let mut mentors = vec![NONE; self.cast.mentee_count()];
        for row in 0..self.state.row_count() as u32 {
            let column = self.state.partner[row as usize];
            if column != NONE {
                mentors[self.mentee_of(row)] = self.mentor_of(column) as u32;
            }
        }
        for (&mentee, &mentor) in &self.locks {
            mentors[mentee] = mentor as u32;
        }
        mentors
    }

    /// Who has another mentor than in the plan.
    pub fn moves(&self, after: &[u32]) -> Vec<Move> {
        let mut before = vec![NONE; after.len()];
        for pair in &self.plan.pairs {
            before[pair.mentee] = pair.mentor as u32;
        }
        let some = |mentor: u32| (mentor != NONE).then_some(mentor as usize);
        (std::iter::zip(before, after.iter().copied()).enumerate())
            .filter(|&(_, (from, to))| from != to)
            .map(|(mentee, (from, to))| Move { mentee, from: some(from), to: some(to) })
            .collect()
    }
}
