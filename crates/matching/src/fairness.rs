//! Whether groups get equally good partners, and whether chance explains it if they do not.
//!
//! For each side and each way to group people (department, site, level band, language) a group's share of people placed and
//! its mean score are compared with those of everyone else on that side. Whether a difference can be chance is told by a
//! permutation test (Fisher 1935): outcomes are shuffled among the people of the side many times, and a difference as large
//! as the one seen is counted. With `h` hits in `d` draws the p-value is `(h + 1) / (d + 1)`, which is never 0 (Phipson and
//! Smyth 2010). Since many groups are looked at, p-values are adjusted (Holm 1979).
//!
//! Nothing is said of fewer than [`FLOOR`] people, nor can it be worked out from what is said.

use rayon::prelude::*;

use crate::draw;
use crate::plan::Plan;
use crate::problem::Problem;
use people::{Person, Role};

/// Figures about fewer people are neither shown nor derivable.
pub const FLOOR: usize = 5;

/// Below this adjusted p-value chance is no explanation.
const LEVEL: f64 = 0.05;

/// By what people are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupedBy {
    /// Department.
    Department,
    /// Site.
    Site,
    /// Career levels 1 to 3, 4 to 6, 7 to 9.
    LevelBand,
    /// A language that they speak; whoever speaks two is in two groups.
    Language,
}

/// A figure of a group beside that of everyone else on its side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The group's mean.
    pub group: f64,
    /// The mean of everyone else.
    pub others: f64,
    /// How likely shuffling alone makes a difference at least as large: above 0, at most 1.
    pub p: f64,
    /// The same, adjusted for all comparisons of this side (Holm).
    pub adjusted_p: f64,
}

impl Comparison {
    /// True if so large a difference would often come about by chance alone.
    pub fn chance_explains(&self) -> bool {
        self.adjusted_p >= LEVEL
    }
}

/// A group of at least [`FLOOR`] people and how it fares.
#[derive(Clone, Debug, PartialEq)]
pub struct FairnessGroup {
    /// Side on which these people stand.
    pub side: Role,
    /// By what they are grouped.
    pub by: GroupedBy,
    /// What they share, as the file spells it; a band of levels as `1-3`.
    pub name: String,
    /// How many they are.
    pub people: usize,
    /// Shares of people who have a partner, 0 to 1.
    pub placed: Comparison,
    /// Mean scores of people who have a partner, 0 to 10000 (of a mentor with several partners their mean); none if fewer
    /// than [`FLOOR`] people in the group, or outside it, have one, or if those of another such group could be worked out.
    pub score: Option<Comparison>,
}

/// How groups fare in a plan: see [`Problem::fairness`].
#[derive(Clone, Debug, PartialEq)]
pub struct Fairness {
    /// By side, kind of group and name.
    pub groups: Vec<FairnessGroup>,
    /// How often outcomes were shuffled.
    pub draws: u32,
}

impl Problem<'_> {
    /// Compares how groups fare in the plan. The same seed, the same answer, on any number of threads.
    pub fn fairness(&self, plan: &Plan, draws: u32, seed: u64) -> Fairness {
        let mut groups = Vec::new();
        for side in [Role::Mentee, Role::Mentor] {
            groups.extend(Sample::new(self, plan, side).compare(draws, seed ^ side as u64));
        }
        Fairness { groups, draws }
    }
}

/// One side's people, their outcomes and groups.
struct Sample {
    side: Role,
    /// 1 for people with a partner, else 0.
    placed: Vec<i64>,
    /// Mean scores of people with a partner in units of 1/`UNIT` point, rounded down.
    scores: Vec<i64>,
    groups: Vec<Group>,
}

/// Mean scores are kept as whole numbers, so that sums are exact in any order.
const UNIT: i64 = 1000;

struct Group {
    by: GroupedBy,
    name: String,
    /// Sorted.
    members: Vec<u32>,
    /// Positions in `Sample::scores` of those who have a partner.
    members_with_partner: Vec<u32>,
    shows_score: bool,
}

impl Sample {
    fn new(problem: &Problem<'_>, plan: &Plan, side: Role) -> Sample {
        let (people, rows) = match side {
            Role::Mentee => (problem.people(), &problem.people().mentees),
            Role::Mentor => (problem.people(), &problem.people().mentors),
        };
        let mut totals = vec![(0i64, 0i64); rows.len()];
        for pair in &plan.pairs {
            let row = if side == Role::Mentee { pair.mentee } else { pair.mentor };
            totals[row].0 += i64::from(pair.score);
            totals[row].1 += 1;
        }
        let with_partner: Vec<u32> =
            (0..rows.len() as u32).filter(|&row| totals[row as usize].1 > 0).collect();
        let scores =
            with_partner.iter().map(|&row| totals[row as usize]).map(|(sum, n)| sum * UNIT / n).collect();
        let mut position = vec![u32::MAX; rows.len()];
        for (index, &row) in with_partner.iter().enumerate() {
            position[row as usize] = index as u32;
        }
        let vocabulary = &people.vocabulary;
        let mut groups = Vec::new();
        let mut add = |by, names: Vec<String>, values: &dyn Fn(&Person) -> Vec<usize>| {
            let mut members: Vec<Vec<u32>> = vec![Vec::new(); names.len()];
            for (row, person) in rows.iter().enumerate() {
                values(person).into_iter().for_each(|value| members[value].push(row as u32));
            }
            groups.extend(shown(by, names, members, rows.len(), &position));
        };
        let texts =
            |table: &people::Table| (0..table.len()).map(|s| table.text(s as u32).to_owned()).collect();
        let one = |symbol: Option<u32>| symbol.map(|symbol| symbol as usize).into_iter().collect();
        add(GroupedBy::Department, texts(&vocabulary.departments), &|person| one(person.department));
        add(GroupedBy::Site, texts(&vocabulary.sites), &|person| one(person.site));
        let bands = ["1-3", "4-6", "7-9"].map(String::from).to_vec();
        add(GroupedBy::LevelBand, bands, &|person| one(person.level.map(|level| u32::from(level - 1) / 3)));
        add(GroupedBy::Language, texts(&vocabulary.languages), &|person| {
            person.languages.iter().map(|&language| language as usize).collect()
        });
        let placed = totals.iter().map(|&(_, partners)| i64::from(partners > 0)).collect();
        Sample { side, placed, scores, groups }
    }

    fn compare(&self, draws: u32, seed: u64) -> Vec<FairnessGroup> {
        let placed_hits = hits(&self.placed, &self.groups, |group| &group.members, draws, seed);
        let score_hits = hits(&self.scores, &self.groups, |group| &group.members_with_partner, draws, !seed);
        let p = |hits: u32| f64::from(hits + 1) / f64::from(draws + 1);
        let mut found: Vec<FairnessGroup> = Vec::new();
        for (index, group) in self.groups.iter().enumerate() {
            found.push(FairnessGroup {
                side: self.side,
                by: group.by,
                name: group.name.clone(),
                people: group.members.len(),
                placed: comparison(&self.placed, &group.members, 1.0, p(placed_hits[index])),
                score: group.shows_score.then(|| {
                    let members = &group.members_with_partner;
                    comparison(&self.scores, members, UNIT as f64, p(score_hits[index]))
                }),
            });
        }
        adjust(&mut found);
        found
    }
}

/// Groups that may be shown: large enough, with enough people outside, and with nobody left out whom a difference of shown
/// figures would reveal.
fn shown(
    by: GroupedBy,
    names: Vec<String>,
    members: Vec<Vec<u32>>,
    all: usize,
    position: &[u32],
) -> Vec<Group> {
    let mut large: Vec<(String, Vec<u32>)> = (names.into_iter().zip(members))
        .filter(|(_, members)| members.len() >= FLOOR && all - members.len() >= FLOOR)
        .collect();
    // The people in no shown group are the difference between all and those shown: too few must not be worked out.
    let mut covered = vec![0u32; all];
    large.iter().flat_map(|(_, members)| members).for_each(|&row| covered[row as usize] += 1);
    while (1..FLOOR).contains(&covered.iter().filter(|&&groups| groups == 0).count()) {
        let Some(smallest) = (0..large.len()).min_by_key(|&index| (large[index].1.len(), index)) else {
            break;
        };
        let (_, members) = large.remove(smallest);
        members.iter().for_each(|&row| covered[row as usize] -= 1);
    }
    let mut groups: Vec<Group> = (large.into_iter())
        .map(|(name, members)| {
            let members_with_partner =
                members.iter().map(|&row| position[row as usize]).filter(|&at| at != u32::MAX).collect();
            Group { by, name, members, members_with_partner, shows_score: true }
        })
        .collect();
    hide_scores(&mut groups, position.iter().filter(|&&at| at != u32::MAX).count());
    groups
}

/// Hides mean scores of too few people, and one more where those would be the difference between all and the ones shown.
fn hide_scores(groups: &mut [Group], with_partner: usize) {
    for group in groups.iter_mut() {
        let own = group.members_with_partner.len();
        group.shows_score = own >= FLOOR && with_partner - own >= FLOOR;
    }
    let mut covered = vec![false; with_partner];
    loop {
        covered.fill(false);
        let shown = groups.iter().filter(|group| group.shows_score);
        shown.flat_map(|group| &group.members_with_partner).for_each(|&at| covered[at as usize] = true);
        if !(1..FLOOR).contains(&covered.iter().filter(|&&covered| !covered).count()) {
            return;
        }
        let shown = groups.iter_mut().filter(|group| group.shows_score);
        match shown.min_by_key(|group| group.members_with_partner.len()) {
            Some(smallest) => smallest.shows_score = false,
            None => return,
        }
    }
}

/// How often shuffled outcomes differ between each group and the others at least as much as the real ones.
fn hits(
    outcomes: &[i64],
    groups: &[Group],
    members: impl Fn(&Group) -> &Vec<u32> + Sync,
    draws: u32,
    seed: u64,
) -> Vec<u32> {
    let all = outcomes.len() as i128;
    let total: i64 = outcomes.iter().sum();
    // Proportional to the difference of the two means, and whole.
    let difference = |outcomes: &[i64], group: &Group| -> i128 {
        let own = members(group);
        let sum: i64 = own.iter().map(|&row| outcomes[row as usize]).sum();
        (all * i128::from(sum) - own.len() as i128 * i128::from(total)).abs()
    };
    let real: Vec<i128> = groups.iter().map(|group| difference(outcomes, group)).collect();
    (0..draws)
        .into_par_iter()
        .fold(
            || (vec![0u32; groups.len()], outcomes.to_vec()),
            |(mut hits, mut shuffled), draw| {
                shuffled.copy_from_slice(outcomes);
                shuffle(&mut shuffled, seed, draw);
                for ((hits, group), &real) in hits.iter_mut().zip(groups).zip(&real) {
                    *hits += u32::from(difference(&shuffled, group) >= real);
                }
                (hits, shuffled)
            },
        )
        .map(|(hits, _)| hits)
        .reduce(
            || vec![0; groups.len()],
            |mut one, other| {
                one.iter_mut().zip(other).for_each(|(one, other)| *one += other);
                one
            },
        )
}

/// Fisher and Yates, with numbers that depend on seed and draw alone.
fn shuffle(values: &mut [i64], seed: u64, draw: u32) {
    let mut state = draw::mix(seed ^ u64::from(draw).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    for last in (1..values.len()).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let other = (u128::from(draw::mix(state)) * (last as u128 + 1)) >> 64;
        values.swap(last, other as usize);
    }
}

fn comparison(outcomes: &[i64], members: &[u32], unit: f64, p: f64) -> Comparison {
    let total: i64 = outcomes.iter().sum();
    let own: i64 = members.iter().map(|&row| outcomes[row as usize]).sum();
    let mean = |sum: i64, count: usize| if count == 0 { 0.0 } else { sum as f64 / count as f64 / unit };
    let others = outcomes.len() - members.len();
    Comparison { group: mean(own, members.len()), others: mean(total - own, others), p, adjusted_p: p }
}

/// Holm's step-down adjustment over all comparisons.
fn adjust(groups: &mut [FairnessGroup]) {
    let mut all: Vec<&mut Comparison> = groups
        .iter_mut()
        .flat_map(|group| [Some(&mut group.placed), group.score.as_mut()])
        .flatten()
        .collect();
    all.sort_by(|one, other| one.p.total_cmp(&other.p));
    let count = all.len();
    let mut least = 0.0f64;
    for (index, comparison) in all.into_iter().enumerate() {
        least = least.max((comparison.p * (count - index) as f64).min(1.0));
        comparison.adjusted_p = least;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{LARGE, World, people};
    use people::Recipe;

    fn group(members: &[u32]) -> Group {
        let members = members.to_vec();
        let members_with_partner = members.clone();
        Group { by: GroupedBy::Site, name: "S".into(), members_with_partner, members, shows_score: true }
    }

    /// Every choice of five among twelve, counted, is what shuffling comes near to.
    #[test]
    fn p_values_are_those_of_all_permutations() {
        let outcomes = [10, 0, 3, 7, 7, 2, 9, 4, 4, 1, 8, 5];
        let own = group(&[0, 3, 4, 6, 10]);
        let total: i64 = outcomes.iter().sum();
        let real =
            (12 * [0, 3, 4, 6, 10].iter().map(|&row: &usize| outcomes[row]).sum::<i64>() - 5 * total).abs();
        let (mut as_large, mut all) = (0, 0);
        for set in 0u32..1 << 12 {
            if set.count_ones() == 5 {
                let sum: i64 =
                    (0..12).filter(|row| set >> row & 1 == 1).map(|row| outcomes[row as usize]).sum();
                all += 1;
                as_large += i32::from((12 * sum - 5 * total).abs() >= real);
            }
        }
        let draws = 40_000;
        let found = hits(&outcomes, &[own], |group| &group.members, draws, 7)[0];
        let (found, exact) = (f64::from(found) / f64::from(draws), f64::from(as_large) / f64::from(all));
        assert!((found - exact).abs() < 0.005, "{found} is not {exact}");
    }

    #[test]
    fn a_group_kept_from_good_partners_is_found_and_others_are_not() {
        let world = World { mentees: 300, mentors: 300, sites: 4, departments: 3, ..LARGE };
        let mut people = people(5, world);
        // Nobody whom this site's people could learn from.
        for mentee in people.mentees.iter_mut().filter(|mentee| mentee.site == Some(1)) {
            mentee.wants = Box::default();
            mentee.interests = Box::default();
        }
        let recipe = Recipe::default();
        let problem = Problem::new(&people, &recipe).expect("a problem");
        let plan = problem.solve().expect("nobody stops it");
        let fairness = problem.fairness(&plan, 999, 1);
        assert_eq!(fairness, problem.fairness(&plan, 999, 1));
        for group in fairness.groups.iter().filter(|group| group.side == Role::Mentee) {
            let Some(score) = group.score else { panic!("{group:?} has no score") };
            let kept_back = group.by == GroupedBy::Site && group.name == "S0000001";
            assert!(group.by != GroupedBy::Department || score.chance_explains(), "{group:?}");
            if kept_back {
                assert!(!score.chance_explains() && score.group + 1000.0 < score.others, "{group:?}");
            }
        }
    }

    #[test]
    fn nothing_is_said_of_few_people_nor_can_it_be_worked_out() {
        let position: Vec<u32> = (0..30).collect();
        let names = || ["a", "b", "c"].map(String::from).to_vec();
        let members = |sizes: [u32; 3]| -> Vec<Vec<u32>> {
            let mut next = 0..30;
            sizes.iter().map(|&size| next.by_ref().take(size as usize).collect()).collect()
        };
        let shown_names = |sizes: [u32; 3]| -> Vec<String> {
            let groups = shown(GroupedBy::Site, names(), members(sizes), 30, &position);
            groups.into_iter().map(|group| group.name).collect()
        };
        assert_eq!(shown_names([10, 12, 8]), ["a", "b", "c"]);
        // Three in c: whoever knows all, a and b knows c. The smallest of the others is kept back too.
        assert_eq!(shown_names([10, 17, 3]), ["b"]);
        // Four who give no site are as few.
        assert_eq!(shown_names([10, 10, 6]), ["a", "b"]);
        assert_eq!(shown_names([10, 10, 4]), ["a", "b"]);
        // Nearly everyone in one group: the others would be the few.
        assert!(shown_names([27, 3, 0]).is_empty());
    }

    #[test]
    fn no_mean_score_of_few_people_can_be_worked_out() {
        // Of ten people in each of three groups so many have a partner.
        let scores_shown = |placed: [u32; 3]| -> Vec<bool> {
            let mut next = 0..;
            let position: Vec<u32> = (0..30)
                .map(|row| {
                    if row % 10 < placed[row as usize / 10] {
                        next.next().expect("endless")
                    } else {
                        u32::MAX
                    }
                })
                .collect();
            let members = (0..3).map(|group| (10 * group..10 * group + 10).collect()).collect();
            let names = ["a", "b", "c"].map(String::from).to_vec();
            shown(GroupedBy::Site, names, members, 30, &position)
                .iter()
                .map(|group| group.shows_score)
                .collect()
        };
        assert_eq!(scores_shown([9, 8, 7]), [true, true, true]);
        // With all and those of a and b those of c would be known.
        assert_eq!(scores_shown([9, 8, 3]), [true, false, false]);
        assert_eq!(scores_shown([9, 4, 3]), [true, false, false]);
        assert_eq!(scores_shown([9, 8, 0]), [true, true, false]);
        assert_eq!(scores_shown([9, 2, 2]), [false, false, false]);
    }

    /// The example of Holm's paper's rule, worked by hand: 0.01, 0.02, 0.03, 0.4 become 0.04, 0.06, 0.06, 0.4.
    #[test]
    fn many_comparisons_are_adjusted() {
        let comparison = |p| Comparison { group: 0.0, others: 0.0, p, adjusted_p: p };
        let one = |placed: f64, score: f64| FairnessGroup {
            side: Role::Mentee,
            by: GroupedBy::Site,
            name: String::new(),
            people: 9,
            placed: comparison(placed),
            score: Some(comparison(score)),
        };
        let mut groups = [one(0.03, 0.01), one(0.4, 0.02)];
        adjust(&mut groups);
        let adjusted = |c: Option<Comparison>| (c.expect("a comparison").adjusted_p * 1e6).round() / 1e6;
        assert_eq!(adjusted(Some(groups[0].placed)), 0.06);
        assert_eq!(adjusted(groups[0].score), 0.04);
        assert_eq!(adjusted(Some(groups[1].placed)), 0.4);
        assert_eq!(adjusted(groups[1].score), 0.06);
    }
}
