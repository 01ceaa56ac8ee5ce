//! The prices of a certificate: complete, none below 0, and their sum.

use crate::certificate::Certificate;
use crate::fault::{Fault, Side};
use crate::plan::Plan;
use crate::roster::Roster;
use people::Objective;
use std::collections::HashMap;

/// Prices by the order of people. What locks settle is out of the way.
pub(crate) struct Prices<'a> {
    /// Each mentee's price; none where the mentee is locked.
    free_mentees: Vec<Option<i128>>,
    /// Each mentor's prices, a place each.
    places: Vec<&'a [i64]>,
    /// How many of each mentor's first places are taken by locked pairs.
    settled: Vec<usize>,
    /// Over each mentor's free places, the least of price and penalty together; none where no place is free.
    least: Vec<Option<i128>>,
    bonus: i128,
}

impl<'a> Prices<'a> {
    /// Checks everything about prices but whether each pair's suffice.
    pub fn check(certificate: &'a Certificate, roster: &Roster, plan: &Plan) -> Result<Self, Fault> {
        let bonus = match certificate.objective {
            Objective::BestFit => 0,
            Objective::Everyone | Objective::Fairest => roster.bonus(),
        };
        if i128::from(certificate.bonus) != bonus {
            return Err(Fault::WrongBonus { stated: certificate.bonus, actual: bonus });
        }
        let mentee_prices = in_order(&certificate.mentees, Side::Mentee, roster)?;
        let places: Vec<&[i64]> =
            in_order(&certificate.mentors, Side::Mentor, roster)?.into_iter().map(Vec::as_slice).collect();
        for (mentor, prices) in places.iter().enumerate() {
            let capacity = roster.capacity(mentor);
            if prices.len() != capacity {
                let mentor = roster.mentor_id(mentor).into();
                return Err(Fault::WrongPlaces { mentor, stated: prices.len(), capacity });
            }
        }
        let mut prices = Prices {
            free_mentees: mentee_prices.iter().map(|&&price| Some(price.into())).collect(),
            settled: vec![0; places.len()],
            least: Vec::new(),
            places,
            bonus,
        };
        prices.settle_locks(plan, roster)?;
        prices.check_not_below_zero(roster)?;
        let sum = mentee_prices.iter().map(|&&price| i128::from(price)).sum::<i128>()
            + prices.places.iter().copied().flatten().map(|&price| i128::from(price)).sum::<i128>();
        let proven = i128::from(certificate.bound) + bonus * plan.pairs as i128;
        if sum != proven {
            return Err(Fault::SumsDiffer { prices: sum, proven });
        }
        if i128::from(certificate.bound) < plan.value {
            return Err(Fault::BoundBelowValue { bound: certificate.bound, value: plan.value });
        }
        // A plan with one more pair would be worth at least its bonuses less all penalties.
        if bonus > 0 && i128::from(certificate.bound) + roster.most_penalties() >= bonus {
            return Err(Fault::MostPairsNotProven {
                bound: certificate.bound,
                least: bonus - roster.most_penalties(),
            });
        }
        prices.least = (0..prices.places.len()).map(|mentor| prices.least_of(mentor, roster)).collect();
        Ok(prices)
    }

    pub fn mentee_is_free(&self, mentee: usize) -> bool {
        self.free_mentees[mentee].is_some()
    }

    /// Places that no lock has taken.
    pub fn free_places(&self, mentor: usize) -> usize {
        self.places[mentor].len() - self.settled[mentor]
    }

    /// The highest score that the two prices outweigh on each of the mentor's free places; none if no lock leaves the two
    /// to each other.
    pub fn highest_score(&self, mentee: usize, mentor: usize) -> Option<i128> {
        Some(self.free_mentees[mentee]? + self.least[mentor]? - self.bonus)
    }

    /// The first place on which the prices do not outweigh this score.
    pub fn failing(&self, mentee: usize, mentor: usize, score: u64, roster: &Roster) -> Option<Fault> {
        let mentee_price = self.free_mentees[mentee]?;
        (self.settled[mentor]..self.places[mentor].len()).find_map(|place| {
            let prices = mentee_price + i128::from(self.places[mentor][place]);
            let worth = i128::from(score) + self.bonus - roster.penalty(place);
            (prices < worth).then(|| Fault::PriceFails {
                mentee: roster.mentee_id(mentee).into(),
                mentor: roster.mentor_id(mentor).into(),
                place,
                prices,
                worth,
            })
        })
    }

    /// A locked pair takes its mentor's next place, free of charge, and its mentee pays all that it brings.
    fn settle_locks(&mut self, plan: &Plan, roster: &Roster) -> Result<(), Fault> {
        for &(mentee, mentor, score) in &plan.locked {
            let place = self.settled[mentor];
            self.settled[mentor] += 1;
            let worth = i128::from(score) + self.bonus - roster.penalty(place);
            let stated = self.free_mentees[mentee].take();
            if stated != Some(worth) {
                let stated = stated.unwrap_or_default();
                return Err(Fault::WrongLockedPrice {
                    mentee: roster.mentee_id(mentee).into(),
                    stated,
                    actual: worth,
                });
            }
            let price = self.places[mentor][place];
            if price != 0 {
                return Err(Fault::LockedPlacePriced {
                    mentor: roster.mentor_id(mentor).into(),
                    place,
                    price,
                });
            }
        }
        Ok(())
    }

    fn check_not_below_zero(&self, roster: &Roster) -> Result<(), Fault> {
        for (mentee, &price) in self.free_mentees.iter().enumerate() {
            if let Some(price) = price.filter(|&price| price < 0) {
                return Err(Fault::MenteePriceBelowZero { mentee: roster.mentee_id(mentee).into(), price });
            }
        }
        for (mentor, prices) in self.places.iter().enumerate() {
            if let Some(place) = prices.iter().position(|&price| price < 0) {
                let mentor = roster.mentor_id(mentor).into();
                return Err(Fault::PlacePriceBelowZero { mentor, place, price: prices[place] });
            }
        }
        Ok(())
    }

    fn least_of(&self, mentor: usize, roster: &Roster) -> Option<i128> {
        (self.settled[mentor]..self.places[mentor].len())
            .map(|place| i128::from(self.places[mentor][place]) + roster.penalty(place))
            .min()
    }
}

/// Entries in the order of people; a fault if someone is missing or unknown.
fn in_order<'a, T>(entries: &'a [(String, T)], side: Side, roster: &Roster) -> Result<Vec<&'a T>, Fault> {
    let by_id: HashMap<&str, &T> = entries.iter().map(|(id, entry)| (id.as_str(), entry)).collect();
    let rows = match side {
        Side::Mentee => &roster.people.mentees,
        Side::Mentor => &roster.people.mentors,
    };
    let found = (rows.iter())
        .map(|row| {
            let id = roster.people.id_of(row);
            by_id.get(id).copied().ok_or_else(|| Fault::PriceMissing { side, id: id.into() })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let is_unknown = |id: &str| match side {
        Side::Mentee => roster.mentee(id).is_none(),
        Side::Mentor => roster.mentor(id).is_none(),
    };
    match entries.iter().find(|(id, _)| is_unknown(id)) {
        Some((id, _)) => Err(Fault::PriceOfUnknown { side, id: id.clone() }),
        None => Ok(found),
    }
}
