//! Pairs locked and forbidden on the command line: `mentee:mentor`.

use matching::{mentee_row, mentor_row};
use people::{Choices, People};

use crate::failure::Failure;

/// Which of the two options a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// `--lock`
    Lock,
    /// `--forbid`
    Forbid,
}

impl Choice {
    /// The option as it is typed.
    pub fn option(self) -> &'static str {
        match self {
            Choice::Lock => "--lock",
            Choice::Forbid => "--forbid",
        }
    }
}

/// Why a text is no pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPair {
    /// There is no colon in it.
    NoColon,
    /// No mentee has this id.
    NoSuchMentee {
        /// What stands before the colon.
        id: String,
        /// True if a mentor has it: the two may be the wrong way round.
        is_mentor: bool,
    },
    /// No mentor has this id.
    NoSuchMentor {
        /// What stands after the colon.
        id: String,
        /// True if a mentee has it.
        is_mentee: bool,
    },
    /// There are several colons, and none of them parts two known ids.
    NoKnownSplit,
    /// There are several colons, and more than one of them parts two known ids.
    Ambiguous {
        /// Two ways to read it.
        readings: [(String, String); 2],
    },
}

/// Finds out who is meant. Ids may hold colons: whoever is among the people is meant.
pub fn read(people: &People, lock: &[String], forbid: &[String]) -> Result<Choices, Failure> {
    let pairs = |choice: Choice, texts: &[String]| {
        texts
            .iter()
            .map(|text| pair(people, text).map_err(|why| Failure::NoPair { choice, text: text.clone(), why }))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(Choices { lock: pairs(Choice::Lock, lock)?, forbid: pairs(Choice::Forbid, forbid)? })
}

fn pair(people: &People, text: &str) -> Result<(String, String), NoPair> {
    let splits: Vec<(&str, &str)> =
        text.match_indices(':').map(|(at, _)| (text[..at].trim(), text[at + 1..].trim())).collect();
    let known: Vec<(&str, &str)> = (splits.iter())
        .filter(|(mentee, mentor)| {
            mentee_row(people, mentee).is_some() && mentor_row(people, mentor).is_some()
        })
        .copied()
        .collect();
    let owned = |(mentee, mentor): (&str, &str)| (mentee.to_owned(), mentor.to_owned());
    match (known[..].as_ref(), splits[..].as_ref()) {
        ([one], _) => Ok(owned(*one)),
        ([one, other, ..], _) => Err(NoPair::Ambiguous { readings: [owned(*one), owned(*other)] }),
        ([], []) => Err(NoPair::NoColon),
        ([], [(mentee, mentor)]) => Err(if mentee_row(people, mentee).is_none() {
            NoPair::NoSuchMentee { id: (*mentee).into(), is_mentor: mentor_row(people, mentee).is_some() }
        } else {
            NoPair::NoSuchMentor { id: (*mentor).into(), is_mentee: mentee_row(people, mentor).is_some() }
        }),
        ([], _) => Err(NoPair::NoKnownSplit),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

    use super::*;
    use people::{Person, Role, Table, Vocabulary};

    /// People with ids alone: each a mentee or a mentor.
    fn people(mentees: &[&str], mentors: &[&str]) -> People {
        let mut ids: Vec<&str> = mentees.iter().chain(mentors).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let row = |id: &str, role| Person {
            id: ids.binary_search(&id).unwrap() as u32,
            name: id.into(),
            role,
            department: None,
            site: None,
            manager: None,
            level: None,
            languages: [].into(),
            offers: [].into(),
            wants: [].into(),
            interests: [].into(),
            style: [None; 4],
            availability: [].into(),
            time_zone: None,
            capacity: 1,
            wishes: [].into(),
            vetoes: [].into(),
            previous: [].into(),
            attributes: [].into(),
        };
        People {
            mentees: mentees.iter().map(|id| row(id, Role::Mentee)).collect(),
            mentors: mentors.iter().map(|id| row(id, Role::Mentor)).collect(),
            vocabulary: Vocabulary {
                ids: Table::new(ids.iter().map(|&id| id.into()).collect()),
                ..Vocabulary::default()
            },
            unknown_ids: 0,
        }
    }

    #[test]
    fn ids_may_hold_colons() {
        let people = people(&["a", "x:1"], &["b", "y:2"]);
        let owned = |(mentee, mentor): (&str, &str)| Ok((mentee.to_owned(), mentor.to_owned()));
        assert_eq!(pair(&people, "a:b"), owned(("a", "b")));
        assert_eq!(pair(&people, "x:1:y:2"), owned(("x:1", "y:2")));
        assert_eq!(pair(&people, " a : y:2"), owned(("a", "y:2")));
        assert_eq!(pair(&people, "x:2:y:2"), Err(NoPair::NoKnownSplit));
    }

    #[test]
    fn what_is_no_pair_is_told_apart() {
        let people = people(&["a", "a:b"], &["b:c", "c"]);
        assert_eq!(pair(&people, "a-c"), Err(NoPair::NoColon));
        assert_eq!(pair(&people, "c:a"), Err(NoPair::NoSuchMentee { id: "c".into(), is_mentor: true }));
        assert_eq!(pair(&people, "a:d"), Err(NoPair::NoSuchMentor { id: "d".into(), is_mentee: false }));
        let Err(NoPair::Ambiguous { readings }) = pair(&people, "a:b:c") else {
            panic!("two ways to read it")
        };
        assert_eq!(readings, [("a".into(), "b:c".into()), ("a:b".into(), "c".into())]);
    }
}
