//! People drawn at random, for tests: small vocabularies, so that every rule and every criterion matters.
#![allow(dead_code)]

use people::{
    Attribute, AttributeValue, Choices, Objective, Offer, People, Person, Recipe, Role, Span, Symbol, Table,
    Vocabulary, Want,
};
use verify::Definition;

/// SplitMix64 (Steele, Lea, Flood 2014).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }
    /// 0 to `n - 1`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
    /// Of two draws the lower: low numbers are more likely.
    pub fn low(&mut self, n: usize) -> usize {
        self.below(n).min(self.below(n))
    }
    pub fn set(&mut self, most: usize, of: usize) -> Vec<Symbol> {
        let count = self.below(most + 1);
        let mut set: Vec<Symbol> = (0..count).map(|_| self.low(of) as Symbol).collect();
        set.sort_unstable();
        set.dedup();
        set
    }
}

/// Sizes of the vocabularies and how likely things are.
#[derive(Clone, Copy)]
pub struct World {
    pub mentees: usize,
    pub mentors: usize,
    /// How many people have a row in either role.
    pub both: usize,
    pub topics: usize,
    pub interests: usize,
    pub departments: usize,
    pub sites: usize,
    pub languages: usize,
    /// Percent of people who speak the first language.
    pub common_language: usize,
    pub most_capacity: usize,
    /// Percent of people with vetoes, wishes, earlier partners.
    pub ties: usize,
    pub days: usize,
    pub zones: &'static [&'static str],
}

pub const SMALL: World = World {
    mentees: 5,
    mentors: 5,
    both: 1,
    topics: 6,
    interests: 6,
    departments: 4,
    sites: 3,
    languages: 2,
    common_language: 40,
    most_capacity: 3,
    ties: 15,
    days: 2,
    zones: &["Asia/Kathmandu", "Asia/Kolkata", "Europe/London"],
};

pub const LARGE: World = World {
    mentees: 1000,
    mentors: 1000,
    both: 0,
    topics: 40,
    interests: 90,
    departments: 25,
    sites: 8,
    languages: 3,
    common_language: 95,
    most_capacity: 1,
    ties: 5,
    days: 5,
    zones: &["Europe/Berlin", "Europe/London"],
};

pub fn people(seed: u64, world: World) -> People {
    let mut dice = Dice(seed);
    let total = world.mentees + world.mentors - world.both;
    let ids = texts("P", total);
    let mut mentees = Vec::new();
    let mut mentors = Vec::new();
    for index in 0..total {
        // The last `both` mentees are the first mentors.
        if index < world.mentees {
            mentees.push(person(&mut dice, world, index, total, Role::Mentee));
        }
        if index + world.both >= world.mentees {
            mentors.push(person(&mut dice, world, index, total, Role::Mentor));
        }
    }
    let vocabulary = Vocabulary {
        ids,
        departments: texts("D", world.departments),
        sites: texts("S", world.sites),
        languages: texts("l", world.languages),
        topics: texts("T", world.topics),
        interests: texts("I", world.interests),
        time_zones: Table::new(world.zones.iter().map(|&zone| zone.into()).collect()),
        attributes: vec![Attribute { name: "team".into(), values: texts("V", 3), parts: texts("W", 4) }],
    };
    People { mentees, mentors, vocabulary, unknown_ids: 0 }
}

fn texts(prefix: &str, count: usize) -> Table {
    Table::new((0..count).map(|index| format!("{prefix}{index:07}").into()).collect())
}

fn person(dice: &mut Dice, world: World, index: usize, total: usize, role: Role) -> Person {
    let mentee = role == Role::Mentee;
    let others = |dice: &mut Dice, percent: usize| -> Box<[Symbol]> {
        if dice.chance(percent) { dice.set(2, total).into() } else { Box::default() }
    };
    let topics = if mentee { dice.set(4, world.topics) } else { dice.set(8, world.topics) };
    let mut availability: Vec<Span> = Vec::new();
    for day in 0..world.days {
        if dice.chance(75) {
            let start = (day * 48 + 16 + dice.below(12)) as u16;
            availability.push(Span { start, end: start + 2 + dice.below(5) as u16 });
        }
    }
    let mut languages = dice.set(2, world.languages);
    if dice.chance(world.common_language) && !languages.contains(&0) {
        languages.insert(0, 0);
    }
    let attributes: Vec<AttributeValue> = if dice.chance(70) {
        vec![AttributeValue { attribute: 0, whole: dice.below(3) as u32, parts: dice.set(3, 4).into() }]
    } else {
        vec![]
    };
    Person {
        id: index as Symbol,
        name: format!("P{index}").into(),
        role,
        department: dice.chance(90).then(|| dice.below(world.departments) as Symbol),
        site: dice.chance(90).then(|| dice.below(world.sites) as Symbol),
        // Managers come before their people, so there is no cycle.
        manager: (index > 0 && dice.chance(70)).then_some((index / 4) as Symbol),
        level: dice.chance(95).then(|| if mentee { 4 + dice.below(6) } else { 1 + dice.below(5) } as u8),
        languages: languages.into(),
        offers: if mentee {
            Box::default()
        } else {
            topics.iter().map(|&topic| Offer { topic, level: 1 + dice.below(5) as u8 }).collect()
        },
        wants: if mentee {
            topics.iter().map(|&topic| Want { topic, importance: 1 + dice.below(3) as u8 }).collect()
        } else {
            Box::default()
        },
        interests: dice.set(7, world.interests).into(),
        style: std::array::from_fn(|_| dice.chance(85).then(|| 1 + dice.below(5) as u8)),
        availability: availability.into(),
        time_zone: dice.chance(10).then(|| dice.below(world.zones.len()) as Symbol),
        capacity: if mentee || world.most_capacity == 1 {
            1
        } else {
            dice.below(world.most_capacity + 1) as u8
        },
        wishes: others(dice, world.ties),
        vetoes: others(dice, world.ties),
        previous: others(dice, world.ties),
        attributes: attributes.into(),
    }
}

/// A recipe in which each rule and criterion may take part.
pub fn recipe(dice: &mut Dice, objective: Objective) -> Recipe {
    let mut recipe = Recipe { objective, seed: dice.next(), ..Recipe::default() };
    recipe.rules.min_level_gap = dice.below(3) as u8;
    recipe.rules.different_department = dice.chance(50);
    recipe.rules.common_language = dice.chance(50);
    recipe.rules.min_common_half_hours = dice.below(3) as u16;
    recipe.rules.min_score = if dice.chance(30) { dice.below(5000) as u16 } else { 0 };
    recipe.rules.extra_partner_penalty = [0, 500, 3000][dice.below(3)];
    if dice.chance(20) {
        recipe.rules.require_same.push("team".into());
    }
    if dice.chance(20) {
        recipe.rules.require_different.push("Team".into());
    }
    let weights = &mut recipe.weights;
    for weight in [
        &mut weights.topics,
        &mut weights.interests,
        &mut weights.style,
        &mut weights.time,
        &mut weights.site,
        &mut weights.department,
        &mut weights.wishes,
    ] {
        *weight = if dice.chance(60) { dice.below(100) as u32 } else { 0 };
    }
    weights.topics += 1;
    for kind in [&mut weights.same, &mut weights.different, &mut weights.overlap] {
        if dice.chance(30) {
            kind.insert("team".into(), dice.below(50) as u32);
        }
    }
    recipe
}

/// Some allowed pairs locked, no mentee and no place twice; others forbidden.
pub fn choices(dice: &mut Dice, people: &People, recipe: &Recipe) -> Choices {
    let mut choices = Choices::default();
    let definition = Definition::new(people, recipe, &choices).expect("a recipe that fits the people");
    let mut places: Vec<u8> = people.mentors.iter().map(|mentor| mentor.capacity).collect();
    for (mentee, person) in people.mentees.iter().enumerate() {
        let mentor = dice.below(people.mentors.len());
        if people.mentors.is_empty() || definition.broken_rule(mentee, mentor).is_some() {
            continue;
        }
        let ids = (people.id_of(person).to_owned(), people.id_of(&people.mentors[mentor]).to_owned());
        if dice.chance(20) && places[mentor] > 0 {
            places[mentor] -= 1;
            choices.lock.push(ids);
        } else {
            choices.forbid.push(ids);
        }
    }
    choices
}
