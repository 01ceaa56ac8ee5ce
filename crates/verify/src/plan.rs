//! Reading `pairs.csv` and checking each row as it comes.

use crate::certificate::Certificate;
use crate::definition::{CRITERIA, Definition};
use crate::fault::{Fault, File};
use crate::roster::Roster;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};

/// The columns of `pairs.csv`.
pub const COLUMNS: [&str; 12] = [
    "mentee_id",
    "mentor_id",
    "score",
    CRITERIA[0],
    CRITERIA[1],
    CRITERIA[2],
    CRITERIA[3],
    CRITERIA[4],
    CRITERIA[5],
    CRITERIA[6],
    "margin_pairs",
    "margin_value",
];

/// A plan whose every row was found right.
pub(crate) struct Plan {
    pub pairs: usize,
    pub scores_total: i128,
    /// Scores less penalties.
    pub value: i128,
    /// The least score of a pair that is not locked.
    pub lowest_free_score: Option<u64>,
    /// Locked pairs in order: mentee, mentor, score.
    pub locked: Vec<(usize, usize, u64)>,
}

impl Plan {
    /// Reads and checks the pairs one by one, then what the certificate says of them all.
    pub fn check(
        pairs: impl Read,
        roster: &Roster,
        definition: &Definition,
        certificate: &Certificate,
        stop: &AtomicBool,
    ) -> Result<Self, Fault> {
        let mut rows = Rows::new(pairs)?;
        let mut checked = CheckedRows::new(roster, definition, certificate)?;
        while let Some(row) = rows.next()? {
            if stop.load(Ordering::Relaxed) {
                return Err(Fault::Stopped);
            }
            checked.add(&row)?;
        }
        if let Some(&(mentee, mentor)) = checked.missing_locks.first() {
            let (mentee, mentor) = (roster.mentee_id(mentee).into(), roster.mentor_id(mentor).into());
            return Err(Fault::LockMissing { mentee, mentor });
        }
        let plan = checked.plan();
        let same = |stated: i64, actual: i128| i128::from(stated) == actual;
        if !same(certificate.pairs, plan.pairs as i128) {
            return Err(Fault::WrongPairs { stated: certificate.pairs, actual: plan.pairs });
        }
        if !same(certificate.scores_total, plan.scores_total) {
            return Err(Fault::WrongScoresTotal {
                stated: certificate.scores_total,
                actual: plan.scores_total,
            });
        }
        if !same(certificate.value, plan.value) {
            return Err(Fault::WrongValue { stated: certificate.value, actual: plan.value });
        }
        if certificate.pairs_digest != rows.digest() {
            return Err(Fault::OtherPairs);
        }
        Ok(plan)
    }
}

/// Checks rows one after another and sums them up.
struct CheckedRows<'a> {
    roster: &'a Roster<'a>,
    definition: &'a Definition<'a>,
    locks: BTreeSet<(usize, usize)>,
    missing_locks: BTreeSet<(usize, usize)>,
    /// Mentor of each mentee seen so far.
    mentor_of: BTreeMap<usize, usize>,
    partners: Vec<u64>,
    last: Option<(String, String)>,
    locked: Vec<(usize, usize, u64)>,
    scores_total: i128,
    lowest_free_score: Option<u64>,
}

impl<'a> CheckedRows<'a> {
    fn new(
        roster: &'a Roster<'a>,
        definition: &'a Definition<'a>,
        certificate: &Certificate,
    ) -> Result<Self, Fault> {
        let locks = (certificate.choices.lock.iter())
            .map(|(mentee, mentor)| {
                let missing = || Fault::LockMissing { mentee: mentee.clone(), mentor: mentor.clone() };
                Ok((roster.mentee(mentee).ok_or_else(missing)?, roster.mentor(mentor).ok_or_else(missing)?))
            })
            .collect::<Result<BTreeSet<_>, _>>()?;
        Ok(CheckedRows {
            roster,
            definition,
            missing_locks: locks.clone(),
            locks,
            mentor_of: BTreeMap::new(),
            partners: vec![0; roster.people.mentors.len()],
            last: None,
            locked: Vec::new(),
            scores_total: 0,
            lowest_free_score: None,
        })
    }

    fn add(&mut self, row: &Row) -> Result<(), Fault> {
        let line = row.line;
        let (mentee_id, mentor_id) = (row.text(0), row.text(1));
        let ids = || (mentee_id.to_owned(), mentor_id.to_owned());
        let unknown = |id: &str, column| Fault::UnknownPerson { line, id: id.into(), column };
        let mentee = self.roster.mentee(mentee_id).ok_or_else(|| unknown(mentee_id, COLUMNS[0]))?;
        let mentor = self.roster.mentor(mentor_id).ok_or_else(|| unknown(mentor_id, COLUMNS[1]))?;
        if let Some(before) = self.mentor_of.insert(mentee, mentor) {
            let mentors = [self.roster.mentor_id(before).to_owned(), mentor_id.to_owned()];
            return Err(Fault::MenteeTwice { line, mentee: mentee_id.into(), mentors });
        }
        if self.last.as_ref().is_some_and(|(last_mentee, last_mentor)| {
            (last_mentee.as_str(), last_mentor.as_str()) >= (mentee_id, mentor_id)
        }) {
            return Err(Fault::OutOfOrder { line, mentee: mentee_id.into() });
        }
        self.last = Some(ids());
        self.partners[mentor] += 1;
        let capacity = self.roster.people.mentors[mentor].capacity;
        if self.partners[mentor] > u64::from(capacity) {
            return Err(Fault::OverCapacity { line, mentor: mentor_id.into(), capacity });
        }
        if let Some(rule) = self.definition.broken_rule(mentee, mentor) {
            let (mentee, mentor) = ids();
            return Err(Fault::NotAllowed { line, mentee, mentor, rule });
        }
        let score = self.definition.score(mentee, mentor);
        let values = self.definition.values(mentee, mentor);
        for (column, actual) in std::iter::once(score).chain(values).enumerate() {
            let (stated, column) = (row.number(2 + column)?, COLUMNS[2 + column]);
            if stated != actual as i64 {
                let (mentee, mentor) = ids();
                return Err(Fault::WrongInRow { line, mentee, mentor, column, stated, actual });
            }
        }
        row.check_margins()?;
        self.scores_total += i128::from(score);
        if self.locks.contains(&(mentee, mentor)) {
            self.missing_locks.remove(&(mentee, mentor));
            self.locked.push((mentee, mentor, score));
        } else {
            self.lowest_free_score = Some(self.lowest_free_score.map_or(score, |lowest| lowest.min(score)));
        }
        Ok(())
    }

    fn plan(self) -> Plan {
        let penalties: i128 = self.partners.iter().map(|&partners| self.roster.penalties(partners)).sum();
        Plan {
            pairs: self.mentor_of.len(),
            scores_total: self.scores_total,
            value: self.scores_total - penalties,
            lowest_free_score: self.lowest_free_score,
            locked: self.locked,
        }
    }
}

/// The rows of `pairs.csv`, whose digest grows as they are read.
struct Rows<R> {
    reader: csv::Reader<R>,
    digest: Sha256,
}

impl<R: Read> Rows<R> {
    fn new(pairs: R) -> Result<Self, Fault> {
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(pairs);
        let mut rows = Rows { reader, digest: Sha256::new() };
        match rows.record()? {
            Some(header) if header.fields.iter().eq(COLUMNS) => Ok(rows),
            header => Err(Fault::WrongHeader {
                found: header.map(|row| row.fields.iter().collect::<Vec<_>>().join(",")),
            }),
        }
    }

    fn next(&mut self) -> Result<Option<Row>, Fault> {
        let Some(row) = self.record()? else { return Ok(None) };
        if row.fields.len() != COLUMNS.len() {
            return Err(Fault::WrongFieldCount { line: row.line, found: row.fields.len() });
        }
        for (index, field) in row.fields.iter().enumerate() {
            self.digest.update(if index == 0 { "" } else { "\u{1f}" });
            self.digest.update(field);
        }
        self.digest.update("\u{1e}");
        Ok(Some(row))
    }

    fn record(&mut self) -> Result<Option<Row>, Fault> {
        let mut record = csv::ByteRecord::new();
        let found = (self.reader.read_byte_record(&mut record))
            .map_err(|error| Fault::Unreadable { file: File::Pairs, reason: error.to_string() })?;
        if !found {
            return Ok(None);
        }
        let line = record.position().map_or(0, csv::Position::line);
        let fields = csv::StringRecord::from_byte_record(record).map_err(|_| Fault::NotUtf8 { line })?;
        Ok(Some(Row { line, fields }))
    }

    /// SHA-256 of the rows read so far.
    fn digest(&self) -> String {
        self.digest.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

struct Row {
    line: u64,
    fields: csv::StringRecord,
}

impl Row {
    fn text(&self, column: usize) -> &str {
        &self.fields[column]
    }

    /// A whole number in its shortest form: no plus sign, no leading zero.
    fn number(&self, column: usize) -> Result<i64, Fault> {
        let text = self.text(column);
        (text.parse::<i64>().ok())
            .filter(|number| number.to_string() == text)
            .ok_or_else(|| Fault::NotANumber { line: self.line, column: COLUMNS[column], text: text.into() })
    }

    /// Margins are both given or both not; that they are right, no price proves.
    fn check_margins(&self) -> Result<(), Fault> {
        let given = [10, 11].map(|column| !self.text(column).is_empty());
        if given[0] != given[1] {
            return Err(Fault::HalfAMargin { line: self.line });
        }
        if given[0] {
            self.number(10)?;
            self.number(11)?;
        }
        Ok(())
    }
}
