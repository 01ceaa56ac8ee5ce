//! Who is left over, and the true reason for each.

use people::Role;
use rayon::prelude::*;

use crate::allowed::Allowed;
use crate::criteria::Rule;
use crate::problem::Problem;
use crate::repair::{PlacePrices, Repair, Search};
use crate::what_if::Effect;

/// Vetoes are told only together with earlier pairs, and only from this many people on.
const LEAST_APART: usize = 5;

/// Someone without a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    /// On which side.
    pub role: Role,
    /// Index in `people.mentees` or `people.mentors`.
    pub index: usize,
    /// Why.
    pub reason: Reason,
}

/// Why someone has no partner, or fewer than there is room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A mentor who takes no one.
    NoCapacity,
    /// Nobody is there on the other side.
    NobodyThere,
    /// There are mentors, but none takes anyone.
    NoPlace,
    /// Nobody on the other side is allowed.
    NobodyAllowed(Obstacles),
    /// Some are allowed, but all of them were paired by hand.
    Locked {
        /// How many are allowed.
        allowed: usize,
    },
    /// Some are allowed, but all those pairs score less than the plan's lowest ([`crate::Objective::Fairest`]).
    LowersLowest {
        /// How many are allowed.
        allowed: usize,
        /// The best score among them.
        best: u32,
        /// The lowest score in the plan.
        lowest: u32,
    },
    /// Some are allowed, but the plan is better with them elsewhere.
    BetterElsewhere {
        /// How many are allowed, and not paired by hand.
        allowed: usize,
        /// What a place would do to the plan, and who would have to move.
        place: Effect,
    },
}

/// What stands between someone and the people of the other side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Obstacles {
    /// How many people there are on the other side; of mentors, those who take anyone.
    pub others: usize,
    /// The rules that rule someone out, those that rule out most first.
    pub rules: Vec<Obstacle>,
}

/// What one rule rules out.
///
/// Vetoes are confidential. [`Rule::Apart`] is one reason for vetoes and earlier partners; who reads of it must not be
/// told a number so small that single people can be made out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The rule.
    pub rule: Rule,
    /// People whom it rules out.
    pub count: usize,
    /// People whom nothing else rules out.
    pub alone: usize,
}

impl Obstacle {
    /// Whether people may be told of it: not of vetoes against few.
    pub fn may_be_told(&self) -> bool {
        self.rule != Rule::Apart || self.count >= LEAST_APART
    }
}

impl Obstacles {
    /// What may be told: rules that rule everyone out, and all rules.
    pub(super) fn told(&self) -> (Vec<Obstacle>, Vec<Obstacle>) {
        let told: Vec<Obstacle> = (self.rules.iter().copied())
            .filter(|obstacle| obstacle.may_be_told() && obstacle.rule != Rule::Oneself)
            .collect();
        (told.iter().copied().filter(|obstacle| obstacle.count == self.others).collect(), told)
    }

    /// The rule that alone stands in the way of most people.
    pub(super) fn only(&self) -> Option<Obstacle> {
        let told =
            self.told().1.into_iter().filter(|obstacle| obstacle.alone > 0 && obstacle.rule != Rule::Apart);
        // Of equals the first.
        told.rev().max_by_key(|obstacle| obstacle.alone)
    }
}

impl Reason {
    /// The reason as files name it: the same in every language and version.
    pub fn code(&self) -> &'static str {
        match self {
            Reason::NoCapacity => "no_capacity",
            Reason::NobodyThere => "nobody_there",
            Reason::NoPlace => "no_place",
            Reason::NobodyAllowed(_) => "nobody_allowed",
            Reason::Locked { .. } => "locked",
            Reason::LowersLowest { .. } => "lowers_lowest",
            Reason::BetterElsewhere { .. } => "better_elsewhere",
        }
    }

    /// Who would have to give way: a mentee who would lose the mentor (if a mentee is left over), or a mentor who would lose
    /// a mentee (if a mentor is). `None` if a free place is at hand, or for another reason.
    pub fn gives_way(&self, role: Role) -> Option<usize> {
        let Reason::BetterElsewhere { place, .. } = self else { return None };
        match role {
            Role::Mentee => place.moves.iter().find(|each| each.to.is_none()).map(|each| each.mentee),
            Role::Mentor => {
                // Whoever is left, and nobody comes instead.
                let mut left = place.moves.iter().filter_map(|each| each.from);
                left.find(|&mentor| {
                    let leaving = place.moves.iter().filter(|each| each.from == Some(mentor)).count();
                    let coming = place.moves.iter().filter(|each| each.to == Some(mentor)).count();
                    leaving > coming
                })
            }
        }
    }
}

impl Repair<'_, '_> {
    /// Everyone without a partner, with the reason: mentees, then mentors, each by id.
    ///
    /// Takes one look at all pairs, and another at everyone on the other side for each person whom nobody is allowed to;
    /// all processors share the work. For single people ask [`Self::why_left_over`].
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
    /// # let plan = problem.solve()?;
    /// # let repair = matching::Repair::new(&problem, &plan)?;
    /// let left = repair.left_over();
    /// assert_eq!(left.len(), 1);
    /// assert_eq!(
    ///     left[0].english(&problem),
    ///     "2 mentors are allowed, but a place would cost the plan 1,534 points: Ada would have no mentor."
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn left_over(&self) -> Vec<LeftOver> {
        let people = self.problem().people();
        let mut has_mentor = vec![false; people.mentees.len()];
        let mut has_mentee = vec![false; people.mentors.len()];
        for pair in &self.plan().pairs {
            has_mentor[pair.mentee] = true;
            has_mentee[pair.mentor] = true;
        }
        let without = |placed: Vec<bool>, role: Role| {
            (0..placed.len()).filter(move |&index| !placed[index]).map(move |index| (role, index))
        };
        let left: Vec<(Role, usize)> =
            without(has_mentor, Role::Mentee).chain(without(has_mentee, Role::Mentor)).collect();
        if left.is_empty() {
            return Vec::new();
        }
        let counted = Some(self.problem().count_allowed());
        let asked = Asked { repair: self, prices: PlacePrices::new(self), counted };
        (left.into_par_iter())
            .map_init(
                || asked.prices.search(),
                |search, (role, index)| LeftOver { role, index, reason: asked.reason(search, role, index) },
            )
            .collect()
    }

    /// Why this mentee has no mentor, or this mentor not as many mentees as there is room for; `None` for someone who has.
    ///
    /// # Panics
    /// If there is no such person.
    pub fn why_left_over(&self, role: Role, index: usize) -> Option<Reason> {
        let capacity = self.problem().people().mentors.get(index).map(|mentor| mentor.capacity);
        let takes_nobody = role == Role::Mentor && capacity == Some(0);
        if !takes_nobody && !self.is_left_over(role, index) {
            return None;
        }
        let asked = Asked { repair: self, prices: PlacePrices::new(self), counted: None };
        Some(asked.reason(&mut asked.prices.search(), role, index))
    }
}

struct Asked<'r, 'p, 'a> {
    repair: &'r Repair<'p, 'a>,
    prices: PlacePrices<'r, 'p, 'a>,
    /// How many are allowed and not paired by hand, if everyone is asked about.
    counted: Option<Allowed>,
}

impl Asked<'_, '_, '_> {
    fn reason(&self, search: &mut Search, role: Role, index: usize) -> Reason {
        let problem = self.repair.problem();
        let people = problem.people();
        let others = match role {
            Role::Mentor if people.mentors[index].capacity == 0 => return Reason::NoCapacity,
            Role::Mentor => people.mentees.len(),
            Role::Mentee => people.mentors.len(),
        };
        if others == 0 {
            return Reason::NobodyThere;
        }
        if people.mentors.iter().all(|mentor| mentor.capacity == 0) {
            return Reason::NoPlace;
        }
        let free = match (&self.counted, role) {
            (Some(counted), Role::Mentee) => counted.mentees[index],
            (Some(counted), Role::Mentor) => counted.mentors[index],
            (None, _) => allowed(problem, role, index).filter(|&(_, is_free)| is_free).count(),
        };
        if free == 0 {
            return match allowed(problem, role, index).count() {
                0 => Reason::NobodyAllowed(problem.obstacles(role, index)),
                allowed => Reason::Locked { allowed },
            };
        }
        match self.prices.of(search, role, index) {
            Some(place) => Reason::BetterElsewhere { allowed: free, place },
            None => {
                let scores = allowed(problem, role, index).filter(|&(_, is_free)| is_free);
                let best = scores.map(|(score, _)| score).max().unwrap_or(0);
                Reason::LowersLowest { allowed: free, best, lowest: u32::from(self.repair.least_score()) }
            }
        }
    }
}

/// Scores with those who are allowed, mentors without capacity left out, and whether they are not paired by hand.
fn allowed(problem: &Problem<'_>, role: Role, index: usize) -> impl Iterator<Item = (u32, bool)> {
    let people = problem.people;
    let others = if role == Role::Mentee { people.mentors.len() } else { people.mentees.len() };
    (0..others).filter_map(move |other| {
        let (mentee, mentor) = if role == Role::Mentee { (index, other) } else { (other, index) };
        if people.mentors[mentor].capacity == 0 {
            return None;
        }
        let score = problem.view(mentee, mentor).allowed_score(&problem.criteria)?;
        let is_free = match role {
            Role::Mentee => problem.column_of[mentor] != u32::MAX,
            Role::Mentor => problem.row_of[mentee] != u32::MAX,
        };
        Some((score, is_free))
    })
}

impl Problem<'_> {
    /// What stands between someone and the people of the other side; of mentors, those who take anyone.
    ///
    /// # Panics
    /// If there is no such person.
    pub fn obstacles(&self, role: Role, index: usize) -> Obstacles {
        let people = self.people;
        match role {
            Role::Mentee => {
                let takes = (0..people.mentors.len()).filter(|&mentor| people.mentors[mentor].capacity > 0);
                obstacles(self, takes.map(|mentor| (index, mentor)))
            }
            Role::Mentor => obstacles(self, (0..people.mentees.len()).map(|mentee| (mentee, index))),
        }
    }

    /// A custom attribute's name.
    pub(super) fn attribute(&self, attribute: u32) -> &str {
        &self.people.vocabulary.attributes[attribute as usize].name
    }
}

/// What rules these pairs out.
fn obstacles(problem: &Problem<'_>, pairs: impl Iterator<Item = (usize, usize)>) -> Obstacles {
    let mut obstacles = Obstacles::default();
    for (mentee, mentor) in pairs {
        obstacles.others += 1;
        let broken = problem.broken_rules(mentee, mentor);
        let alone = usize::from(broken.len() == 1);
        for rule in broken {
            match obstacles.rules.iter_mut().find(|obstacle| obstacle.rule == rule) {
                Some(obstacle) => {
                    obstacle.count += 1;
                    obstacle.alone += alone;
                }
                None => obstacles.rules.push(Obstacle { rule, count: 1, alone }),
            }
        }
    }
    obstacles.rules.sort_by_key(|obstacle| (std::cmp::Reverse(obstacle.count), obstacle.rule));
    obstacles
}
