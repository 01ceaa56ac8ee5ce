//! What two people have in common, in numbers and in their own words.

use people::{People, Person, Symbol, Table};

use crate::criteria::Criterion;
use crate::explain::common_time::{CommonTime, common_times};
use crate::problem::Problem;

/// A topic that a mentee wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedTopic {
    /// Its name.
    pub topic: String,
    /// 1 to 3.
    pub importance: u8,
    /// The mentor's level, 1 to 5, if the mentor offers it.
    pub level: Option<u8>,
}

/// What a criterion says of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionValue {
    /// Which.
    pub criterion: Criterion,
    /// Name of a custom attribute, for the criteria on those.
    pub attribute: Option<String>,
    /// 0 to 10000.
    pub value: u32,
    /// Its weight in the recipe, above 0.
    pub weight: u64,
}

/// All that can be said of a pair, whether it is in a plan or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairFacts {
    /// 0 to 10000.
    pub score: u32,
    /// Criteria with a weight, in the order of the recipe.
    pub criteria: Vec<CriterionValue>,
    /// What the mentee wants: what matters most first, then what the mentor knows best.
    pub wanted: Vec<WantedTopic>,
    /// Interests in common.
    pub interests: Vec<String>,
    /// Answers of mentee and mentor, 1 to 5, on directness, structure, pace and channel.
    pub style: [(Option<u8>, Option<u8>); 4],
    /// Half hours that both have free in a week.
    pub half_hours: u32,
    /// When that is.
    pub common_times: Vec<CommonTime>,
    /// Sites of mentee and mentor.
    pub sites: (Option<String>, Option<String>),
    /// Departments of mentee and mentor.
    pub departments: (Option<String>, Option<String>),
    /// Languages in common.
    pub languages: Vec<String>,
    /// Whether the mentee wishes for the mentor, and the mentor for the mentee.
    pub wishes: (bool, bool),
}

impl PairFacts {
    /// Topics that the mentor offers, with the mentor's level, in order.
    pub fn met(&self) -> impl Iterator<Item = (&WantedTopic, u8)> {
        self.wanted.iter().filter_map(|wanted| Some((wanted, wanted.level?)))
    }
}

impl Problem<'_> {
    /// What the two have in common, by the definitions. Indices are those of `people.mentees` and `people.mentors`.
    ///
    /// # Panics
    /// If there is no such person.
    ///
    /// ```
    /// # let csv = "id,name,role,level,department,languages,availability,offers,wants\n\
    /// #     L1,Ada,mentee,8,Sales,de,Mon 09:00-12:00,,Podcasts:3|Cloud:2\n\
    /// #     L2,Ben,mentee,7,Legal,de,Mon 09:00-12:00,,Cloud:3\n\
    /// #     L3,Cleo,mentee,7,Sales,de,Mon 09:00-12:00,,Podcasts:2|Charts:1\n\
    /// #     J1,Dua,mentor,2,IT,de,Mon 09:00-12:00,Podcasts:5|Cloud:5,\n\
    /// #     J2,Emil,mentor,3,Legal,de,Mon 10:00-12:00,Cloud:4|Podcasts:1,\n";
    /// # let people = people::read(std::io::Cursor::new(csv), &[])?.people;
    /// # let recipe = matching::Recipe::default();
    /// # let problem = matching::Problem::new(&people, &recipe)?;
    /// let facts = problem.pair_facts(0, 1);
    /// let met: Vec<String> =
    ///     facts.met().map(|(wanted, level)| format!("{} at level {level}", wanted.topic)).collect();
    /// assert_eq!(met, ["Podcasts at level 1", "Cloud at level 4"]);
    /// assert_eq!(facts.common_times[0].for_mentee.0.to_string(), "2026-11-23T10:00:00");
    /// assert_eq!(facts.half_hours, 4);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pair_facts(&self, mentee: usize, mentor: usize) -> PairFacts {
        let (people, score) = (self.people, self.score(mentee, mentor));
        let vocabulary = &people.vocabulary;
        let (one, other) = (&people.mentees[mentee], &people.mentors[mentor]);
        let criteria = (score.parts.into_iter())
            .map(|(criterion, value, weight)| {
                let attribute = attribute_name(people, &criterion);
                CriterionValue { criterion, attribute, value, weight }
            })
            .collect();
        let text = |table: &Table, symbol: Option<Symbol>| symbol.map(|symbol| table.text(symbol).to_owned());
        PairFacts {
            score: score.total,
            criteria,
            wanted: wanted(people, one, other),
            interests: common(&vocabulary.interests, &one.interests, &other.interests),
            style: std::array::from_fn(|axis| (one.style[axis], other.style[axis])),
            half_hours: self.common_half_hours(mentee, mentor),
            common_times: common_times(self, mentee, mentor),
            sites: (text(&vocabulary.sites, one.site), text(&vocabulary.sites, other.site)),
            departments: (
                text(&vocabulary.departments, one.department),
                text(&vocabulary.departments, other.department),
            ),
            languages: common(&vocabulary.languages, &one.languages, &other.languages),
            wishes: (
                one.wishes.binary_search(&other.id).is_ok(),
                other.wishes.binary_search(&one.id).is_ok(),
            ),
        }
    }
}

fn attribute_name(people: &People, criterion: &Criterion) -> Option<String> {
    match *criterion {
        Criterion::Same(attribute) | Criterion::Different(attribute) | Criterion::Overlap(attribute) => {
            Some(people.vocabulary.attributes[attribute as usize].name.to_string())
        }
        _ => None,
    }
}

fn wanted(people: &People, mentee: &Person, mentor: &Person) -> Vec<WantedTopic> {
    let level = |topic| {
        let offer = mentor.offers.binary_search_by_key(&topic, |offer| offer.topic).ok()?;
        Some(mentor.offers[offer].level)
    };
    let mut wanted: Vec<WantedTopic> = (mentee.wants.iter())
        .map(|want| WantedTopic {
            topic: people.vocabulary.topics.text(want.topic).to_owned(),
            importance: want.importance,
            level: level(want.topic),
        })
        .collect();
    wanted.sort_by_key(|wanted| std::cmp::Reverse((wanted.importance, wanted.level)));
    wanted
}

/// Texts of the symbols in both of two lists.
fn common(table: &Table, one: &[Symbol], other: &[Symbol]) -> Vec<String> {
    let both = one.iter().filter(|symbol| other.contains(symbol));
    both.map(|&symbol| table.text(symbol).to_owned()).collect()
}
