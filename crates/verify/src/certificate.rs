//! Reading a certificate.

use crate::fault::{Fault, File};
use people::{Choices, Objective};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::collections::HashSet;
use std::fmt;
use std::io::{BufReader, Read};
use std::marker::PhantomData;

/// What `certificate.json` holds, read but not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Name and version of the program that made the plan.
    pub engine: String,
    /// What makes one plan better than another.
    pub objective: Objective,
    /// Number of pairs.
    pub pairs: i64,
    /// Sum of scores less penalties.
    pub value: i64,
    /// Sum of the pairs' scores.
    pub scores_total: i64,
    /// What no plan with as many pairs exceeds.
    pub bound: i64,
    /// What each pair counts on top of its score, so that more pairs always count more; 0 for best fit.
    pub bonus: i64,
    /// Digest of people, recipe and choices.
    pub digest: String,
    /// Digest of the rows of `pairs.csv`.
    pub pairs_digest: String,
    /// Pairs locked and pairs forbidden by hand.
    pub choices: Choices,
    /// For [`Objective::Fairest`] only.
    pub fairest: Option<Fairest>,
    /// Price of every mentee, by id.
    pub mentees: Vec<(String, i64)>,
    /// Prices of every mentor's places, by id.
    pub mentors: Vec<(String, Vec<i64>)>,
}

/// What proves that no plan with as many pairs has a higher lowest score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fairest {
    /// The lowest score of a pair that is not locked; none if there is no such pair.
    pub lowest_score: Option<i64>,
    /// People of whom every allowed pair holds at least one.
    pub most_pairs_cover: Cover,
    /// People of whom every allowed pair above the lowest score holds at least one.
    pub lowest_score_cover: Cover,
}

/// Ids of people who together have a part in all of certain pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// Ids of mentees.
    pub mentees: Vec<String>,
    /// Ids of mentors.
    pub mentors: Vec<String>,
}

impl Certificate {
    /// Reads a certificate from JSON. The order of keys does not matter.
    ///
    /// # Errors
    /// A [`Fault`] if the file is not JSON, or has a key too many, too few or twice, or a value of the wrong kind.
    pub fn from_json(reader: impl Read) -> Result<Self, Fault> {
        let fields: Fields = serde_json::from_reader(BufReader::new(reader)).map_err(unreadable)?;
        if let Some(fault) = fields.fault {
            return Err(fault);
        }
        let objective = required("objective", fields.objective)?.0;
        let fairest = match objective {
            Objective::Fairest => Some(Fairest {
                lowest_score: required("lowest_score", fields.lowest_score)?,
                most_pairs_cover: required("most_pairs_cover", fields.most_pairs_cover)?,
                lowest_score_cover: required("lowest_score_cover", fields.lowest_score_cover)?,
            }),
            _ => {
                absent("lowest_score", &fields.lowest_score)?;
                absent("most_pairs_cover", &fields.most_pairs_cover)?;
                absent("lowest_score_cover", &fields.lowest_score_cover)?;
                None
            }
        };
        Ok(Certificate {
            engine: known_engine(required("engine", fields.engine)?)?,
            objective,
            pairs: required("pairs", fields.pairs)?,
            value: required("value", fields.value)?,
            scores_total: required("scores_total", fields.scores_total)?,
            bound: required("bound", fields.bound)?,
            bonus: required("bonus", fields.bonus)?,
            digest: required("digest", fields.digest)?,
            pairs_digest: required("pairs_digest", fields.pairs_digest)?,
            choices: Choices {
                lock: in_order("lock", required("lock", fields.lock)?)?,
                forbid: in_order("forbid", required("forbid", fields.forbid)?)?,
            },
            fairest,
            mentees: unique("mentees", required("mentees", fields.mentees)?.0)?,
            mentors: unique("mentors", required("mentors", fields.mentors)?.0)?,
        })
    }
}

fn unreadable(error: serde_json::Error) -> Fault {
    match error.classify() {
        serde_json::error::Category::Io => {
            Fault::Unreadable { file: File::Certificate, reason: error.to_string() }
        }
        serde_json::error::Category::Eof => Fault::EndsEarly { file: File::Certificate },
        serde_json::error::Category::Syntax => Fault::NotJson { line: error.line(), column: error.column() },
        serde_json::error::Category::Data => {
            Fault::WrongKind { line: error.line(), column: error.column(), reason: error.to_string() }
        }
    }
}

fn required<T>(key: &'static str, field: Option<T>) -> Result<T, Fault> {
    field.ok_or(Fault::MissingKey { key })
}

fn absent<T>(key: &'static str, field: &Option<T>) -> Result<(), Fault> {
    if field.is_some() { Err(Fault::OnlyForFairest { key }) } else { Ok(()) }
}

/// The engine is named as "viceversa" and a version of three numbers: `viceversa 0.1.0`.
fn known_engine(engine: String) -> Result<String, Fault> {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_known = engine
        .strip_prefix("viceversa ")
        .is_some_and(|version| version.split('.').count() == 3 && version.split('.').all(number));
    if is_known { Ok(engine) } else { Err(Fault::OtherEngine { engine }) }
}

/// The digest knows pairs as a set, so the file must have no second way to write the same set.
fn in_order(key: &'static str, pairs: Vec<(String, String)>) -> Result<Vec<(String, String)>, Fault> {
    match pairs.windows(2).find(|pairs| pairs[0] >= pairs[1]) {
        Some([_, (mentee, mentor)]) => {
            Err(Fault::ChoicesOutOfOrder { key, mentee: mentee.clone(), mentor: mentor.clone() })
        }
        _ => Ok(pairs),
    }
}

fn unique<T>(object: &'static str, entries: Vec<(String, T)>) -> Result<Vec<(String, T)>, Fault> {
    let mut seen = HashSet::with_capacity(entries.len());
    match entries.iter().find(|(key, _)| !seen.insert(key.as_str())) {
        Some((key, _)) => Err(Fault::DuplicateKey { object: Some(object), key: key.clone() }),
        None => Ok(entries),
    }
}

/// The outermost object as it stands in the file. Read by hand, since a derived reader would name neither an unknown key
/// nor a doubled one apart from its English message.
#[derive(Default)]
struct Fields {
    fault: Option<Fault>,
    engine: Option<String>,
    objective: Option<ObjectiveName>,
    pairs: Option<i64>,
    value: Option<i64>,
    scores_total: Option<i64>,
    bound: Option<i64>,
    bonus: Option<i64>,
    digest: Option<String>,
    pairs_digest: Option<String>,
    lock: Option<Vec<(String, String)>>,
    forbid: Option<Vec<(String, String)>>,
    lowest_score: Option<Option<i64>>,
    most_pairs_cover: Option<Cover>,
    lowest_score_cover: Option<Cover>,
    mentees: Option<Entries<i64>>,
    mentors: Option<Entries<Vec<i64>>>,
}

impl Fields {
    fn read<'de, A: MapAccess<'de>>(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
        let is_new = match key.as_str() {
            "engine" => set(&mut self.engine, map)?,
            "objective" => set(&mut self.objective, map)?,
            "pairs" => set(&mut self.pairs, map)?,
            "value" => set(&mut self.value, map)?,
            "scores_total" => set(&mut self.scores_total, map)?,
            "bound" => set(&mut self.bound, map)?,
            "bonus" => set(&mut self.bonus, map)?,
            "digest" => set(&mut self.digest, map)?,
            "pairs_digest" => set(&mut self.pairs_digest, map)?,
            "lock" => set(&mut self.lock, map)?,
            "forbid" => set(&mut self.forbid, map)?,
            "lowest_score" => set(&mut self.lowest_score, map)?,
            "most_pairs_cover" => set(&mut self.most_pairs_cover, map)?,
            "lowest_score_cover" => set(&mut self.lowest_score_cover, map)?,
            "mentees" => set(&mut self.mentees, map)?,
            "mentors" => set(&mut self.mentors, map)?,
            _ => {
                map.next_value::<IgnoredAny>()?;
                self.fault.get_or_insert(Fault::UnknownKey { key });
                return Ok(());
            }
        };
        if !is_new {
            self.fault.get_or_insert(Fault::DuplicateKey { object: None, key });
        }
        Ok(())
    }
}

/// Reads the value; false if there was one already.
fn set<'de, T: DeserializeOwned, A: MapAccess<'de>>(
    field: &mut Option<T>,
    map: &mut A,
) -> Result<bool, A::Error> {
    Ok(field.replace(map.next_value()?).is_none())
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;
        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = Fields;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Fields::default();
                while let Some(key) = map.next_key()? {
                    fields.read(key, &mut map)?;
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(ObjectVisitor)
    }
}

/// All entries of an object in their order, doubled keys too.
struct Entries<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object of ids and prices")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

/// An objective as the recipe and the certificate spell it.
struct ObjectiveName(Objective);

impl<'de> Deserialize<'de> for ObjectiveName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        (Objective::ALL.into_iter().find(|objective| objective.name() == name))
            .map(ObjectiveName)
            .ok_or_else(|| serde::de::Error::custom(format!("“{name}” is not an objective")))
    }
}
