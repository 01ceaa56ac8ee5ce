//! Supply and demand: which topics are wanted, who could teach them, and how far the plan brings both together.

use matching::Plan;
use people::{People, Symbol};

/// One topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// Symbol in the vocabulary's topics.
    pub topic: Symbol,
    /// Mentees who want it.
    pub wanted: usize,
    /// Of those, how many find it very important.
    pub very_important: usize,
    /// Mentors who offer it.
    pub offered: usize,
    /// Places that these mentors have.
    pub places: usize,
    /// Mentees who want it and have a mentor who offers it.
    pub met: usize,
}

/// The importance that is the highest.
const VERY_IMPORTANT: u8 = 3;

/// All topics, those that most mentees go without first.
pub fn topics(people: &People, plan: &Plan) -> Vec<Topic> {
    let mut topics: Vec<Topic> = (0..people.vocabulary.topics.len())
        .map(|topic| Topic { topic: topic as Symbol, ..Topic::default() })
        .collect();
    for want in people.mentees.iter().flat_map(|mentee| &mentee.wants) {
        let topic = &mut topics[want.topic as usize];
        topic.wanted += 1;
        topic.very_important += usize::from(want.importance == VERY_IMPORTANT);
    }
    for mentor in &people.mentors {
        for offer in &mentor.offers {
            let topic = &mut topics[offer.topic as usize];
            topic.offered += 1;
            topic.places += usize::from(mentor.capacity);
        }
    }
    for pair in &plan.pairs {
        let offers = &people.mentors[pair.mentor].offers;
        for want in &people.mentees[pair.mentee].wants {
            if offers.binary_search_by_key(&want.topic, |offer| offer.topic).is_ok() {
                topics[want.topic as usize].met += 1;
            }
        }
    }
    // What a mentor wants or a mentee offers plays no part.
    topics.retain(|topic| topic.wanted > 0 || topic.offered > 0);
    topics.sort_by_key(|topic| {
        (std::cmp::Reverse(topic.wanted - topic.met), std::cmp::Reverse(topic.wanted), topic.topic)
    });
    topics
}
