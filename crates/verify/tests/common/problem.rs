//! Problems: people and a recipe, by hand or drawn.

use people::{Choices, Direction, Objective, People, Recipe};
use std::fmt::Write;

#[path = "text.rs"]
mod text;
pub use text::people as read;

pub struct Problem {
    pub csv: String,
    pub people: People,
    pub recipe: Recipe,
    pub choices: Choices,
}

/// A recipe without rules and with topics alone.
pub fn bare_recipe() -> Recipe {
    let mut recipe = Recipe { direction: Direction::Mutual, ..Recipe::default() };
    recipe.rules.different_department = false;
    recipe.rules.common_language = false;
    recipe.rules.min_common_half_hours = 0;
    recipe.weights.topics = 1;
    recipe.weights.interests = 0;
    recipe.weights.style = 0;
    recipe.weights.time = 0;
    recipe.weights.site = 0;
    recipe
}

/// Small numbers that look random: xorshift.
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Self {
        Draw(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) % n
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn one_of<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len() as u64) as usize]
    }

    fn some_of(
        &mut self,
        items: &[&str],
        percent: u64,
        mut suffix: impl FnMut(&mut Self) -> String,
    ) -> String {
        let mut found = Vec::new();
        for item in items {
            if self.chance(percent) {
                found.push(format!("{item}{}", suffix(self)));
            }
        }
        found.join("|")
    }
}

const HEADER: &str = "id,role,department,site,manager,level,languages,offers,wants,interests,style,availability,time_zone,\
                      capacity,wishes,vetoes,previous,Team,Hobby";

fn drawn_row(draw: &mut Draw, id: &str, mentor: bool, ids: &[String], csv: &mut String) {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let none = |_: &mut Draw| String::new();
    let topics = ["excel", "ki", "social", "agil"];
    // Managers come from further ahead in the list, so nobody is above themselves.
    let place = ids.iter().position(|other| *other == id).unwrap();
    let manager = if place > 0 && draw.chance(30) { draw.one_of(&ids[..place]) } else { "" };
    let level = if draw.chance(95) {
        (draw.below(4) + if mentor { 1 } else { 4 }).to_string()
    } else {
        String::new()
    };
    let offers =
        if mentor { draw.some_of(&topics, 60, |d| format!(":{}", 1 + d.below(5))) } else { String::new() };
    let wants =
        if mentor { String::new() } else { draw.some_of(&topics, 60, |d| format!(":{}", 1 + d.below(3))) };
    let style =
        draw.some_of(&["directness", "structure", "pace", "channel"], 80, |d| format!(":{}", 1 + d.below(5)));
    let times = draw.some_of(&["Mo", "Di", "Mi", "Do"], 70, |d| {
        let start = 8 + d.below(6);
        format!(" {start:02}:30-{:02}:00", start + 2 + d.below(3))
    });
    let zone = draw.one_of(&["", "", "Asia/Kolkata", "Europe/London", "America/New_York"]);
    let capacity = if mentor { draw.below(4).to_string() } else { String::new() };
    write!(csv, "{id},{},", if mentor { "mentor" } else { "mentee" }).unwrap();
    write!(csv, "{},{},{manager},{level},", draw.one_of(&["", "A", "B", "C"]), draw.one_of(&["", "N", "S"]))
        .unwrap();
    write!(csv, "{},{offers},{wants},", draw.some_of(&["de", "en"], 80, none)).unwrap();
    write!(csv, "{},{style},{times},{zone},{capacity},", draw.some_of(&["a", "b", "c", "d"], 50, none))
        .unwrap();
    write!(
        csv,
        "{},{},{},",
        draw.some_of(&ids, 15, none),
        draw.some_of(&ids, 5, none),
        draw.some_of(&ids, 5, none)
    )
    .unwrap();
    writeln!(csv, "{},{}", draw.one_of(&["", "red", "blue"]), draw.some_of(&["x", "y", "z"], 50, none))
        .unwrap();
}

/// People in CSV: some have a row in both roles.
pub fn drawn_csv(draw: &mut Draw, mentees: u64, mentors: u64) -> String {
    let mut mentee_ids: Vec<_> = (0..mentees).map(|i| format!("E{i}")).collect();
    let mentor_ids: Vec<_> = (0..mentors).map(|j| format!("J{j}")).collect();
    if draw.chance(30) && mentors > 0 {
        mentee_ids.push("J0".into());
    }
    let mut all: Vec<_> = mentee_ids.iter().chain(&mentor_ids).cloned().collect();
    all.sort();
    all.dedup();
    let mut csv = format!("{HEADER}\n");
    for id in &mentee_ids {
        drawn_row(draw, id, false, &all, &mut csv);
    }
    for id in &mentor_ids {
        drawn_row(draw, id, true, &all, &mut csv);
    }
    csv
}

/// A recipe in which any rule and any criterion may take part.
pub fn drawn_recipe(draw: &mut Draw, objective: Objective) -> Recipe {
    let mut recipe = Recipe { objective, ..Recipe::default() };
    recipe.direction = [Direction::Reverse, Direction::Classic, Direction::Mutual][draw.below(3) as usize];
    recipe.rules.min_level_gap = draw.below(2) as u8;
    recipe.rules.different_department = draw.chance(30);
    recipe.rules.common_language = draw.chance(30);
    recipe.rules.min_common_half_hours = if draw.chance(30) { draw.below(5) as u16 } else { 0 };
    recipe.rules.min_score = if draw.chance(30) { draw.below(5000) as u16 } else { 0 };
    recipe.rules.extra_partner_penalty = [0, 500, 3000, 9000][draw.below(4) as usize];
    let mut weight = || if draw.chance(60) { draw.below(30) as u32 } else { 0 };
    let weights = &mut recipe.weights;
    weights.topics = 1 + weight();
    weights.interests = weight();
    weights.style = weight();
    weights.time = weight();
    weights.site = weight();
    weights.department = weight();
    weights.wishes = weight();
    weights.same = [("Team".into(), weight())].into();
    weights.different = [("team".into(), weight())].into();
    weights.overlap = [("Hobby".into(), weight())].into();
    if draw.chance(15) {
        recipe.rules.require_same = vec!["TEAM".into()];
    } else if draw.chance(15) {
        recipe.rules.require_different = vec!["Team".into()];
    }
    recipe
}

/// A small problem without locks.
pub fn drawn(seed: u64, objective: Objective) -> Problem {
    let mut draw = Draw::new(seed);
    let (mentees, mentors) = (draw.below(6), draw.below(5));
    let csv = drawn_csv(&mut draw, mentees, mentors);
    let recipe = drawn_recipe(&mut draw, objective);
    let people = read(&csv);
    Problem { people, recipe, choices: Choices::default(), csv }
}
