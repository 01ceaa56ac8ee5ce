//! What two people have in common, looked up for one pair at a time.

use matching::{Criterion, Pair, Plan, Problem};
use people::{People, Person, Span, Symbol};

/// A topic that a mentee wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedTopic {
    /// Symbol in the vocabulary's topics.
    pub topic: Symbol,
    /// 1 to 3.
    pub importance: u8,
    /// The mentor's level, 1 to 5, if the mentor offers it.
    pub level: Option<u8>,
}

/// One of a pair's criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionValue {
    /// Which.
    pub criterion: Criterion,
    /// 0 to 10000.
    pub value: u32,
    /// Its weight in the recipe, above 0.
    pub weight: u64,
}

/// All that can be said of a pair.
#[derive(Debug)]
pub struct PairFacts<'a> {
    /// Who learns.
    pub mentee: &'a Person,
    /// Who gives knowledge.
    pub mentor: &'a Person,
    /// The pair in the plan.
    pub pair: Pair,
    /// Criteria with a weight, in the order of the recipe.
    pub criteria: Vec<CriterionValue>,
    /// What the mentee wants: what matters most first, then what the mentor knows best.
    pub wanted: Vec<WantedTopic>,
    /// Interests in common: symbols in the vocabulary.
    pub interests: Vec<Symbol>,
    /// Half hours that both have free in a week.
    pub half_hours: u32,
    /// When that is, if both live by the same clock.
    pub common_times: Option<Vec<Span>>,
}

impl<'a> PairFacts<'a> {
    /// Looks the pair with this index in the plan up.
    pub fn new(problem: &Problem<'a>, plan: &Plan, index: usize) -> PairFacts<'a> {
        let people = problem.people();
        let pair = plan.pairs[index];
        let (mentee, mentor) = (&people.mentees[pair.mentee], &people.mentors[pair.mentor]);
        let criteria = (problem.score(pair.mentee, pair.mentor).parts.into_iter())
            .map(|(criterion, value, weight)| CriterionValue { criterion, value, weight })
            .collect();
        PairFacts {
            mentee,
            mentor,
            pair,
            criteria,
            wanted: wanted(mentee, mentor),
            interests: common(&mentee.interests, &mentor.interests),
            half_hours: problem.common_half_hours(pair.mentee, pair.mentor),
            common_times: common_times(people, &problem.recipe().time_zone, mentee, mentor),
        }
    }

    /// Topics that the mentor offers, in order.
    pub fn met(&self) -> impl Iterator<Item = (&WantedTopic, u8)> {
        self.wanted.iter().filter_map(|wanted| Some((wanted, wanted.level?)))
    }
}

fn wanted(mentee: &Person, mentor: &Person) -> Vec<WantedTopic> {
    let level = |topic| {
        let offer = mentor.offers.binary_search_by_key(&topic, |offer| offer.topic).ok()?;
        Some(mentor.offers[offer].level)
    };
    let mut wanted: Vec<WantedTopic> = (mentee.wants.iter())
        .map(|want| WantedTopic { topic: want.topic, importance: want.importance, level: level(want.topic) })
        .collect();
    wanted.sort_by_key(|wanted| std::cmp::Reverse((wanted.importance, wanted.level)));
    wanted
}

/// Symbols in both of two sorted lists.
pub fn common(one: &[Symbol], other: &[Symbol]) -> Vec<Symbol> {
    one.iter().filter(|symbol| other.binary_search(symbol).is_ok()).copied().collect()
}

/// Times of the week that both have free, if both give theirs in the same zone.
fn common_times(people: &People, default: &str, mentee: &Person, mentor: &Person) -> Option<Vec<Span>> {
    let zone =
        |person: &Person| person.time_zone.map_or(default, |zone| people.vocabulary.time_zones.text(zone));
    if zone(mentee) != zone(mentor) {
        return None;
    }
    let mut times = Vec::new();
    for one in &mentee.availability {
        for other in &mentor.availability {
            let (start, end) = (one.start.max(other.start), one.end.min(other.end));
            if start < end {
                times.push(Span { start, end });
            }
        }
    }
    Some(times)
}
