//! What would be if something were different.

use people::{Person, Role};

use crate::criteria::Rule;
use crate::solve::Stopped;

/// Something that could be different. People are named by their index in `people.mentees` or `people.mentors`; those who
/// join are numbered on from there, in the order in which they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The pair must be in the plan.
    Lock {
        /// Index in `people.mentees`.
        mentee: usize,
        /// Index in `people.mentors`.
        mentor: usize,
    },
    /// A pair that had to be in the plan need not be any more.
    Unlock {
        /// Index in `people.mentees`.
        mentee: usize,
        /// Index in `people.mentors`.
        mentor: usize,
    },
    /// The pair must not be in the plan.
    Forbid {
        /// Index in `people.mentees`.
        mentee: usize,
        /// Index in `people.mentors`.
        mentor: usize,
    },
    /// The person takes no part any more, in this role. Who is above whom and who was whose partner stays as it is.
    Leave {
        /// On which side.
        role: Role,
        /// Index in `people.mentees` or `people.mentors`.
        index: usize,
    },
    /// The person takes part as well. Symbols are those of the people's vocabulary; one that is not in it stands for a
    /// text that nobody else has.
    Join(Box<Person>),
}

/// What a change does to the best plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// How many pairs more there are.
    pub pairs: i64,
    /// How much more value the plan has.
    pub value: i64,
    /// The lowest score of a pair that is not locked, before and after; `None` if there is no such pair.
    pub lowest_score: (Option<u32>, Option<u32>),
    /// Who would be paired with someone else, by mentee. There may be other plans as good.
    pub moves: Vec<Move>,
    /// True if the plan was solved anew: for `fairest`, where the change may have touched the lowest score.
    pub solved_anew: bool,
}

/// A mentee with another mentor than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// Index of the mentee.
    pub mentee: usize,
    /// Index of the mentor in the plan.
    pub from: Option<usize>,
    /// Index of the mentor after the change.
    pub to: Option<usize>,
}

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// Nobody has this index.
    #[error("there is no {} with the index {index}", role_name(*.role))]
    UnknownPerson {
        /// On which side.
        role: Role,
        /// The index.
        index: usize,
    },
    /// The person has left by an earlier change.
    #[error("{id} has left as a {}", role_name(*.role))]
    Left {
        /// On which side.
        role: Role,
        /// The person's id.
        id: String,
    },
    /// The lock breaks a rule.
    #[error("lock {mentee}:{mentor} breaks a rule: {}", .rule.english())]
    LockBreaksRule {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The first rule that it breaks.
        rule: Rule,
    },
    /// The mentee is locked to someone else.
    #[error("lock {mentee}:{mentor}: {mentee} is already locked to {other}, and a mentee has one mentor")]
    LockedTwice {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The mentor of the earlier lock.
        other: String,
    },
    /// All the mentor's places are locked.
    #[error(
        "lock {mentee}:{mentor}: {mentor} has a capacity of {capacity}, and all places are locked already"
    )]
    LockOverCapacity {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The mentor's capacity.
        capacity: u8,
    },
    /// A locked pair cannot be forbidden.
    #[error("{mentee}:{mentor} is locked: unlock the pair before it is forbidden")]
    Locked {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
    },
    /// A pair that is not locked cannot be unlocked.
    #[error("{mentee}:{mentor} is not locked")]
    NotLocked {
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
    },
    /// The newcomer has a row in this role already.
    #[error("{id} is already there in this role")]
    AlreadyThere {
        /// The person's id.
        id: String,
    },
    /// The newcomer is above and below someone at once.
    #[error("{id} would be above and below the same person in the reporting line")]
    ManagerCycle {
        /// The newcomer's id.
        id: String,
    },
    /// The newcomer puts two people who are locked together into one reporting line, or keeps them apart.
    #[error("with {id} the locked pair {mentee}:{mentor} breaks a rule: {}", .rule.english())]
    LockedPairBreaksRule {
        /// The newcomer's id.
        id: String,
        /// The mentee's id.
        mentee: String,
        /// The mentor's id.
        mentor: String,
        /// The rule.
        rule: Rule,
    },
    /// Something about the newcomer is out of range.
    #[error("{id} cannot join: {what}")]
    BadNewcomer {
        /// The newcomer's id.
        id: String,
        /// What would be right.
        what: &'static str,
    },
    /// The newcomer's times cannot be converted.
    #[error("the times of {id} cannot be converted: {reason}")]
    Time {
        /// The newcomer's id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Prices grew beyond what can be computed with.
    #[error("the changes cannot be computed: scores and penalties are too large")]
    TooLarge,
    /// Solving anew was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Mentee => "mentee",
        Role::Mentor => "mentor",
    }
}
