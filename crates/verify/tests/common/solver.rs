//! A slow and plain solver for small problems, with the prices and covers that prove its plan.

use super::problem::Problem;
use people::Objective;
use verify::Definition;

/// A plan and its proof, people by their index.
#[derive(Clone)]
pub struct Solved {
    /// Mentee, mentor; sorted.
    pub pairs: Vec<(usize, usize)>,
    pub value: i64,
    pub bonus: i64,
    pub lowest_score: Option<i64>,
    pub most_pairs_cover: (Vec<usize>, Vec<usize>),
    pub lowest_score_cover: (Vec<usize>, Vec<usize>),
    pub mentee_prices: Vec<i64>,
    pub mentor_prices: Vec<Vec<i64>>,
}

/// Everything about a problem in numbers.
pub struct Numbers {
    /// Score of each pair; none where it is not allowed.
    pub scores: Vec<Vec<Option<i64>>>,
    pub capacity: Vec<usize>,
    pub penalty: i64,
    pub bonus: i64,
    pub locks: Vec<(usize, usize)>,
}

impl Numbers {
    pub fn new(problem: &Problem) -> Self {
        let people = &problem.people;
        let definition = Definition::new(people, &problem.recipe, &problem.choices).unwrap();
        let score = |i, j| definition.broken_rule(i, j).is_none().then(|| definition.score(i, j) as i64);
        let capacity: Vec<_> = people.mentors.iter().map(|mentor| usize::from(mentor.capacity)).collect();
        let penalty = i64::from(problem.recipe.rules.extra_partner_penalty);
        let most_pairs = people.mentees.len().min(capacity.iter().sum());
        let penalties: i64 = capacity.iter().map(|&c| penalty * (c * c.saturating_sub(1) / 2) as i64).sum();
        let index =
            |rows: &[people::Person], id: &str| rows.iter().position(|row| people.id_of(row) == id).unwrap();
        let mut locks: Vec<_> = (problem.choices.lock.iter())
            .map(|(mentee, mentor)| (index(&people.mentees, mentee), index(&people.mentors, mentor)))
            .collect();
        locks.sort_unstable();
        Numbers {
            scores: (0..people.mentees.len())
                .map(|i| (0..people.mentors.len()).map(|j| score(i, j)).collect())
                .collect(),
            bonus: match problem.recipe.objective {
                Objective::BestFit => 0,
                _ => 10_000 * most_pairs as i64 + penalties + 1,
            },
            capacity,
            penalty,
            locks,
        }
    }

    pub fn value(&self, pairs: &[(usize, usize)]) -> i64 {
        let scores: i64 = pairs.iter().map(|&(i, j)| self.scores[i][j].unwrap()).sum();
        let partners = |mentor| pairs.iter().filter(|&&(_, j)| j == mentor).count() as i64;
        let penalties: i64 =
            (0..self.capacity.len()).map(|j| self.penalty * partners(j) * (partners(j) - 1) / 2).sum();
        scores - penalties
    }

    fn is_locked(&self, mentee: usize) -> bool {
        self.locks.iter().any(|&(i, _)| i == mentee)
    }

    fn settled(&self, mentor: usize) -> usize {
        self.locks.iter().filter(|&&(_, j)| j == mentor).count()
    }

    pub fn lowest_free_score(&self, pairs: &[(usize, usize)]) -> Option<i64> {
        pairs.iter().filter(|pair| !self.locks.contains(pair)).map(|&(i, j)| self.scores[i][j].unwrap()).min()
    }
}

/// Solves by the Hungarian method on mentees and places.
pub fn solve(problem: &Problem) -> Solved {
    let numbers = Numbers::new(problem);
    if problem.recipe.objective != Objective::Fairest {
        return solve_from(&numbers, i64::MIN);
    }
    let most = solve_from(&numbers, i64::MIN);
    // The highest score to which all pairs can be held without losing one.
    let mut steps: Vec<i64> = numbers.scores.iter().flatten().flatten().copied().collect();
    steps.sort_unstable();
    steps.dedup();
    let best = (steps.iter().rev())
        .map(|&lowest| solve_from(&numbers, lowest))
        .find(|solved| solved.pairs.len() == most.pairs.len())
        .unwrap_or(most);
    let lowest_score = numbers.lowest_free_score(&best.pairs);
    Solved {
        lowest_score,
        most_pairs_cover: cover(&numbers, i64::MIN),
        lowest_score_cover: lowest_score.map_or_else(Default::default, |lowest| cover(&numbers, lowest + 1)),
        ..best
    }
}

/// The best plan among those whose free pairs score at least `lowest`.
fn solve_from(numbers: &Numbers, lowest: i64) -> Solved {
    let mentees: Vec<usize> = (0..numbers.scores.len()).filter(|&i| !numbers.is_locked(i)).collect();
    let places: Vec<(usize, usize)> = (0..numbers.capacity.len())
        .flat_map(|j| (numbers.settled(j)..numbers.capacity[j]).map(move |k| (j, k)))
        .collect();
    let size = mentees.len().max(places.len());
    let worth = |row: usize, column: usize| -> i64 {
        let (Some(&i), Some(&(j, k))) = (mentees.get(row), places.get(column)) else { return 0 };
        let score = numbers.scores[i][j].filter(|&score| score >= lowest);
        score.map_or(0, |score| (score + numbers.bonus - numbers.penalty * k as i64).max(0))
    };
    let weights: Vec<Vec<i64>> =
        (0..size).map(|row| (0..size).map(|column| worth(row, column)).collect()).collect();
    let (column_of, mut rows, mut columns) = assign(&weights);
    // Shift so that nobody's price is below 0 and that what was added to make both sides equal costs nothing.
    let shift =
        if mentees.len() < size { rows[size - 1] } else { -columns.iter().copied().min().unwrap_or(0) };
    rows.iter_mut().for_each(|price| *price -= shift);
    columns.iter_mut().for_each(|price| *price += shift);
    assert!(rows.iter().chain(&columns).all(|&price| price >= 0));
    assert!(rows[mentees.len()..].iter().chain(&columns[places.len()..]).all(|&price| price == 0));

    let mut pairs = numbers.locks.clone();
    for (row, &i) in mentees.iter().enumerate() {
        if weights[row][column_of[row]] > 0 {
            pairs.push((i, places[column_of[row]].0));
        }
    }
    pairs.sort_unstable();
    let mut mentee_prices = vec![0; numbers.scores.len()];
    for (row, &i) in mentees.iter().enumerate() {
        mentee_prices[i] = rows[row];
    }
    for (index, &(i, j)) in numbers.locks.iter().enumerate() {
        let place = numbers.locks[..index].iter().filter(|&&(_, other)| other == j).count() as i64;
        mentee_prices[i] = numbers.scores[i][j].unwrap() + numbers.bonus - numbers.penalty * place;
    }
    let mut mentor_prices: Vec<Vec<i64>> =
        numbers.capacity.iter().map(|&capacity| vec![0; capacity]).collect();
    for (column, &(j, k)) in places.iter().enumerate() {
        mentor_prices[j][k] = columns[column];
    }
    Solved {
        value: numbers.value(&pairs),
        bonus: numbers.bonus,
        lowest_score: None,
        most_pairs_cover: Default::default(),
        lowest_score_cover: Default::default(),
        mentee_prices,
        mentor_prices,
        pairs,
    }
}

/// The heaviest assignment of rows to columns, with prices: rows + columns >= weights, equal where assigned.
fn assign(weights: &[Vec<i64>]) -> (Vec<usize>, Vec<i64>, Vec<i64>) {
    const FAR: i64 = i64::MAX / 4;
    let size = weights.len();
    let cost = |row: usize, column: usize| -weights[row - 1][column - 1];
    let (mut u, mut v) = (vec![0; size + 1], vec![0; size + 1]);
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        row_of[0] = row;
        let (mut least, mut from, mut used) = (vec![FAR; size + 1], vec![0; size + 1], vec![false; size + 1]);
        let mut at = 0;
        while row_of[at] != 0 {
            used[at] = true;
            let (mut delta, mut next) = (FAR, 0);
            for column in 1..=size {
                if !used[column] {
                    let slack = cost(row_of[at], column) - u[row_of[at]] - v[column];
                    if slack < least[column] {
                        (least[column], from[column]) = (slack, at);
                    }
                    if least[column] < delta {
                        (delta, next) = (least[column], column);
                    }
                }
            }
            for column in 0..=size {
                if used[column] {
                    u[row_of[column]] += delta;
                    v[column] -= delta;
                } else {
                    least[column] -= delta;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[from[at]];
            at = from[at];
        }
    }
    let mut column_of = vec![0; size];
    for column in 1..=size {
        column_of[row_of[column] - 1] = column - 1;
    }
    (column_of, u[1..].iter().map(|price| -price).collect(), v[1..].iter().map(|price| -price).collect())
}

/// The smallest cover of free pairs that score at least `lowest`, by Kőnig's theorem.
fn cover(numbers: &Numbers, lowest: i64) -> (Vec<usize>, Vec<usize>) {
    let mentees: Vec<usize> = (0..numbers.scores.len()).filter(|&i| !numbers.is_locked(i)).collect();
    let free = |j: usize| numbers.capacity[j] - numbers.settled(j);
    let fits = |i: usize, j: usize| free(j) > 0 && numbers.scores[i][j].is_some_and(|score| score >= lowest);
    let mentors = numbers.capacity.len();
    let mut partners: Vec<Vec<usize>> = vec![Vec::new(); mentors];
    fn place(
        i: usize,
        fits: &dyn Fn(usize, usize) -> bool,
        free: &dyn Fn(usize) -> usize,
        partners: &mut Vec<Vec<usize>>,
        tried: &mut [bool],
    ) -> bool {
        for j in 0..partners.len() {
            if !fits(i, j) || std::mem::replace(&mut tried[j], true) {
                continue;
            }
            if partners[j].len() < free(j) {
                partners[j].push(i);
                return true;
            }
            for index in 0..partners[j].len() {
                if place(partners[j][index], fits, free, partners, tried) {
                    partners[j][index] = i;
                    return true;
                }
            }
        }
        false
    }
    for &i in &mentees {
        place(i, &fits, &free, &mut partners, &mut vec![false; mentors]);
    }
    let is_placed = |i: &usize| partners.iter().flatten().any(|placed| placed == i);
    let mut reached: Vec<usize> = mentees.iter().copied().filter(|i| !is_placed(i)).collect();
    let mut reached_mentors = vec![false; mentors];
    let mut next = 0;
    while next < reached.len() {
        for j in 0..mentors {
            if fits(reached[next], j) && !std::mem::replace(&mut reached_mentors[j], true) {
                reached.extend(&partners[j]);
            }
        }
        next += 1;
    }
    (
        mentees.into_iter().filter(|i| !reached.contains(i)).collect(),
        (0..mentors).filter(|&j| reached_mentors[j]).collect(),
    )
}

/// The best plan by trying all: pairs, for `fairest` the lowest score, value.
pub fn try_all(problem: &Problem) -> (usize, Option<i64>, i64) {
    let numbers = Numbers::new(problem);
    let mut best = None;
    let mut room = numbers.capacity.clone();
    extend(&numbers, problem.recipe.objective, 0, &mut Vec::new(), &mut room, &mut best);
    best.unwrap().1
}

type Rank = (usize, i64, i64);
type Outcome = (usize, Option<i64>, i64);

fn extend(
    numbers: &Numbers,
    objective: Objective,
    mentee: usize,
    pairs: &mut Vec<(usize, usize)>,
    room: &mut [usize],
    best: &mut Option<(Rank, Outcome)>,
) {
    if mentee == numbers.scores.len() {
        let (count, value) = (pairs.len(), numbers.value(pairs));
        let lowest = numbers.lowest_free_score(pairs);
        let rank = match objective {
            Objective::BestFit => (0, 0, value),
            Objective::Everyone => (count, 0, value),
            Objective::Fairest => (count, lowest.unwrap_or(i64::MAX), value),
        };
        if best.as_ref().is_none_or(|(before, _)| rank > *before) {
            let lowest = lowest.filter(|_| objective == Objective::Fairest);
            *best = Some((rank, (count, lowest, value)));
        }
        return;
    }
    let lock = numbers.locks.iter().find(|&&(i, _)| i == mentee);
    if lock.is_none() {
        extend(numbers, objective, mentee + 1, pairs, room, best);
    }
    for j in 0..room.len() {
        let is_open = lock.is_none_or(|&(_, mentor)| mentor == j);
        if is_open && room[j] > 0 && numbers.scores[mentee][j].is_some() {
            room[j] -= 1;
            pairs.push((mentee, j));
            extend(numbers, objective, mentee + 1, pairs, room, best);
            pairs.pop();
            room[j] += 1;
        }
    }
}
