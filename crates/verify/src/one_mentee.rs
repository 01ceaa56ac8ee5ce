//! One mentee against many mentors: what [`Definition`] says of each pair, said sooner.

use crate::definition::{Criterion, Definition, FULL, both_equal, fraction};
use crate::kept_apart::KeptApartFrom;
use people::{Person, Symbol};

/// A mentee whose lists are laid out by symbol, so that a mentor's lists are looked up in them one by one.
pub(crate) struct OneMentee<'a> {
    definition: &'a Definition<'a>,
    row: usize,
    mentee: &'a Person,
    /// By topic; 0 where it is not wanted.
    importance: Vec<u8>,
    all_importances: u64,
    interests: Vec<bool>,
    languages: Vec<bool>,
    /// Everyone kept apart from the mentee, once it was needed.
    kept_apart: Option<KeptApartFrom>,
}

impl<'a> OneMentee<'a> {
    pub fn new(definition: &'a Definition<'a>, row: usize) -> Self {
        let (mentee, vocabulary) = (&definition.people.mentees[row], &definition.people.vocabulary);
        let mut importance = vec![0; vocabulary.topics.len()];
        for want in &mentee.wants {
            importance[want.topic as usize] = want.importance;
        }
        OneMentee {
            definition,
            row,
            mentee,
            importance,
            all_importances: mentee.wants.iter().map(|want| u64::from(want.importance)).sum(),
            interests: laid_out(&mentee.interests, vocabulary.interests.len()),
            languages: laid_out(&mentee.languages, vocabulary.languages.len()),
            kept_apart: None,
        }
    }

    /// Whether the pair is allowed and scores more than `limit`: what [`Definition::broken_rule`] and
    /// [`Definition::score`] say, asked in such an order that the answer is known early.
    pub fn beats(&mut self, mentor_row: usize, limit: i128) -> bool {
        if limit >= i128::from(FULL) {
            return false;
        }
        let definition = self.definition;
        let (rules, mentor) = (&definition.recipe.rules, &definition.people.mentors[mentor_row]);
        if (rules.different_department && both_equal(self.mentee.department, mentor.department))
            || !definition.levels_fit(self.row, mentor_row)
            || (rules.common_language && common(&self.languages, &mentor.languages) == 0)
        {
            return false;
        }
        // The score is a sum over all weights, rounded down: it reaches `least` if and only if the sum reaches `enough`.
        // So once all that is still open could not lift the sum that far, the rest need not be valued.
        let least = u64::try_from(limit.saturating_add(1)).unwrap_or(0).max(u64::from(rules.min_score));
        let enough = least * definition.all_weights;
        let mut at_most = FULL * definition.all_weights;
        for (criterion, weight) in &definition.weighted {
            at_most -= weight * (FULL - self.value(criterion, mentor_row, mentor));
            if at_most < enough {
                return false;
            }
        }
        definition.fits_but_for_score(self.row, mentor_row)
            && !(self.kept_apart.get_or_insert_with(|| definition.kept_apart.from(self.mentee.id)))
                .contains_key(&mentor.id)
    }

    fn value(&self, criterion: &Criterion, mentor_row: usize, mentor: &Person) -> u64 {
        match criterion {
            Criterion::Topics => {
                let worth =
                    |topic: Symbol, level: u8| u64::from(self.importance[topic as usize]) * u64::from(level);
                let num = mentor.offers.iter().map(|offer| worth(offer.topic, offer.level)).sum();
                fraction(num, 5 * self.all_importances)
            }
            Criterion::Interests => {
                let both = common(&self.interests, &mentor.interests);
                fraction(both, (self.mentee.interests.len() + mentor.interests.len()) as u64 - both)
            }
            _ => self.definition.value(criterion, self.row, mentor_row),
        }
    }
}

fn laid_out(symbols: &[Symbol], kinds: usize) -> Vec<bool> {
    let mut has = vec![false; kinds];
    for &symbol in symbols {
        has[symbol as usize] = true;
    }
    has
}

fn common(has: &[bool], symbols: &[Symbol]) -> u64 {
    symbols.iter().map(|&symbol| u64::from(has[symbol as usize])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::drawn;
    use people::{Choices, Objective};

    #[test]
    fn the_early_answer_is_the_plain_one() {
        let (mut above, mut not_above) = (0, 0);
        for seed in 0..2000 {
            let problem = drawn(seed, Objective::Everyone);
            let people = &problem.people;
            let choices = Choices { forbid: vec![("E0".into(), "J1".into())], ..Choices::default() };
            let definition = Definition::new(people, &problem.recipe, &choices).unwrap();
            for mentee in 0..people.mentees.len() {
                let mut one = OneMentee::new(&definition, mentee);
                for mentor in 0..people.mentors.len() {
                    let score = i128::from(definition.score(mentee, mentor));
                    let is_allowed = definition.broken_rule(mentee, mentor).is_none();
                    for limit in [i128::MIN, -1, 0, score - 1, score, score + 1, 9_999, 10_000, i128::MAX] {
                        let beats = one.beats(mentor, limit);
                        let plain = is_allowed && score > limit;
                        assert_eq!(beats, plain, "seed {seed}: {mentee}, {mentor}, {limit}");
                        if beats { above += 1 } else { not_above += 1 }
                    }
                }
            }
        }
        assert!(above > 1000 && not_above > 1000, "{above} {not_above}");
    }
}
