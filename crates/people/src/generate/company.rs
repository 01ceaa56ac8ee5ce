//! The company that the invented people work for, and each of them drawn from it.
//!
//! A person depends on the seed, the role and their own number alone, so that anyone can be drawn at any time. Mentees
//! form divisions: trees of three layers in which each head's team shares a department. A mentor reports to one of the
//! mentees. Department and site attract each other, and both, like the generation, show in topics and interests.

use super::draw::{Draw, Wheel};
use super::words::{
    AREA_LIKES, AREAS, DEPARTMENTS, FIRST_NAMES, GENERATION_KNOWS, GENERATION_LIKES, INTERESTS, LAST_NAMES,
    SITES, TOPICS,
};
use super::{Kind, Shape};

/// Free from half hour `start` to half hour `end` of a day, Monday being 0.
pub(super) struct Slot {
    pub day: u8,
    pub start: u8,
    pub end: u8,
}

/// What a row says; words as their places in the lists of `words`.
#[derive(Default)]
pub(super) struct Profile {
    pub first_name: u8,
    pub last_name: u8,
    pub department: u8,
    pub site: u8,
    pub manager: Option<u32>,
    pub level: u8,
    pub languages: &'static str,
    /// With the importance of what is wanted or the level of what is offered.
    pub topics: Vec<(u8, u8)>,
    pub interests: Vec<u8>,
    /// 0 where an axis is missing.
    pub style: [u8; 4],
    pub availability: Vec<Slot>,
    pub time_zone: &'static str,
    pub capacity: u8,
    pub wishes: Vec<u32>,
    pub vetoes: Vec<u32>,
    pub previous: Vec<u32>,
}

pub(super) struct Company {
    shape: Shape,
    /// How many report to each head.
    team: u32,
    departments: Wheel,
    sites: Wheel,
    interests: Wheel,
    wanted: Topics,
    offered: Topics,
}

/// How popular topics are: among all people, and within an area.
struct Topics {
    all: Wheel,
    of_area: [Wheel; AREAS],
}

// Streams of chance.
const MENTEE: u64 = 1;
const MENTOR: u64 = 2;
const TEAM: u64 = 3;
const SEASON: u64 = 4;
const NAME: u64 = 5;

/// How many different mentees, and mentors, there are where everything ties.
const DISTINCT: u64 = 6;

/// [`Kind::Popular`]: the topics that everyone wants, one of each area and two more.
pub(super) const POPULAR: [u8; 6] = [0, 3, 5, 11, 20, 33];

impl Company {
    pub fn new(shape: &Shape) -> Company {
        let team = match shape.mentees {
            0..200 => 2,
            200..5_000 => 4,
            _ => 8,
        };
        let departments: Vec<u32> = match shape.kind {
            Kind::Departments => vec![66, 20, 14],
            Kind::Forbidden => vec![50, 30, 20],
            _ => DEPARTMENTS.iter().map(|department| department.size).collect(),
        };
        // What is in fashion changes with the season, and what people know with what was.
        let mut season = Draw::new(shape.seed, SEASON, 0);
        let mut seasoned = |weight: u32| weight * season.between(70, 150);
        let wanted: Vec<u32> = TOPICS.iter().map(|topic| seasoned(topic.wanted)).collect();
        let offered: Vec<u32> = TOPICS.iter().map(|topic| seasoned(topic.offered)).collect();
        Company {
            shape: *shape,
            team,
            departments: Wheel::new(&departments),
            sites: Wheel::new(&SITES.each_ref().map(|site| site.size)),
            interests: Wheel::uneven(INTERESTS.len()),
            wanted: Topics::new(&wanted),
            offered: Topics::new(&offered),
        }
    }

    pub fn mentee(&self, index: u32, profile: &mut Profile) {
        let draw = &mut self.person(MENTEE, index);
        // Where everything ties, nobody's place in a division makes a difference.
        let (depth, manager) = if self.shape.kind == Kind::Ties { (2, None) } else { self.place_of(index) };
        profile.manager = manager;
        profile.level = match (self.shape.kind, depth) {
            (Kind::Forbidden, _) => draw.between(3, 7),
            (_, 0) => draw.between(8, 9),
            (_, 1) => draw.between(7, 9),
            _ => draw.of(&[5, 5, 5, 6, 6, 6, 7, 7, 8]),
        } as u8;
        let generation = if profile.level >= 8 || draw.percent(50) { 2 } else { 1 };
        let team = if self.shape.kind == Kind::Ties { None } else { Some(self.team_of(index)) };
        self.workplace(draw, team, profile);
        self.wants(draw, profile);
        self.common(draw, generation, self.shape.mentors, profile);
        profile.capacity = 1;
        self.name(MENTEE, index, profile);
    }

    pub fn mentor(&self, index: u32, profile: &mut Profile) {
        let draw = &mut self.person(MENTOR, index);
        profile.manager = None;
        if self.shape.mentees > 0 && self.shape.kind != Kind::Ties && draw.percent(97) {
            let first = draw.below(self.shape.mentees);
            // Few juniors report to the head of a division.
            let manager = if self.place_of(first).0 > 0 { first } else { draw.below(self.shape.mentees) };
            profile.manager = Some(manager);
        }
        profile.level = match self.shape.kind {
            Kind::Forbidden => draw.between(1, 6) as u8,
            _ => draw.of(&[1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5]),
        };
        let generation = if profile.level <= 2 || draw.percent(40) { 0 } else { 1 };
        let team = profile.manager.map(|manager| self.team_of(manager));
        self.workplace(draw, team, profile);
        self.offers(draw, generation, profile);
        self.common(draw, generation, self.shape.mentees, profile);
        profile.capacity = match self.shape.kind {
            Kind::Capacity => 3,
            _ => match draw.below(100) {
                0..80 => 1,
                80..93 => 2,
                _ => 3,
            },
        };
        self.name(MENTOR, index, profile);
    }

    fn person(&self, role: u64, index: u32) -> Draw {
        let index = u64::from(index);
        Draw::new(self.shape.seed, role, if self.shape.kind == Kind::Ties { index % DISTINCT } else { index })
    }

    /// People who are alike in all else still have names of their own.
    fn name(&self, role: u64, index: u32, profile: &mut Profile) {
        let mut draw = Draw::new(self.shape.seed, NAME + role, u64::from(index));
        profile.first_name = draw.below(FIRST_NAMES.len() as u32) as u8;
        profile.last_name = draw.below(LAST_NAMES.len() as u32) as u8;
    }

    /// A mentee's depth in the division, and their manager.
    fn place_of(&self, index: u32) -> (u32, Option<u32>) {
        let place = index % self.division();
        if place == 0 {
            return (0, None);
        }
        let manager = (place - 1) / self.team;
        (if place <= self.team { 1 } else { 2 }, Some(index - place + manager))
    }

    /// The mentee at the head of someone's team; a number that all of that team share.
    fn team_of(&self, mentee: u32) -> u32 {
        match self.place_of(mentee) {
            (2, Some(manager)) => manager,
            _ => mentee,
        }
    }

    fn division(&self) -> u32 {
        1 + self.team + self.team * self.team
    }

    fn workplace(&self, draw: &mut Draw, team: Option<u32>, profile: &mut Profile) {
        profile.department = match team {
            Some(team) if draw.percent(70) => {
                self.departments.turn(&mut Draw::new(self.shape.seed, TEAM, u64::from(team)))
            }
            _ => self.departments.turn(draw),
        };
        profile.site = if draw.percent(60) {
            draw.of(&DEPARTMENTS[usize::from(profile.department)].homes)
        } else {
            self.sites.turn(draw)
        };
    }

    fn wants(&self, draw: &mut Draw, profile: &mut Profile) {
        profile.topics.clear();
        if self.shape.kind == Kind::Popular {
            for _ in 0..draw.between(2, 4) {
                let topic = draw.of(&POPULAR);
                add_topic(&mut profile.topics, topic, draw.between(2, 3));
            }
        }
        let area = DEPARTMENTS[usize::from(profile.department)].area;
        let wanted = if self.shape.kind == Kind::Popular { draw.below(2) } else { draw.between(1, 5) };
        fill(wanted, || {
            let popular =
                if draw.percent(25) { &self.wanted.of_area[usize::from(area)] } else { &self.wanted.all };
            let topic = popular.turn(draw);
            add_topic(&mut profile.topics, topic, draw.between(1, 3))
        });
    }

    fn offers(&self, draw: &mut Draw, generation: usize, profile: &mut Profile) {
        profile.topics.clear();
        let area = DEPARTMENTS[usize::from(profile.department)].area;
        fill(draw.between(3, 6), || {
            let topic = match draw.below(100) {
                0..35 => self.offered.of_area[usize::from(area)].turn(draw),
                35..50 => draw.of(&GENERATION_KNOWS[generation]),
                _ => self.offered.all.turn(draw),
            };
            // Few know what everyone wants: one in ten.
            if self.shape.kind == Kind::Popular && POPULAR.contains(&topic) && draw.percent(92) {
                return false;
            }
            // The own area is known better.
            let least = if TOPICS[usize::from(topic)].area == area { 2 } else { 1 };
            let level = draw.between(least, 5);
            add_topic(&mut profile.topics, topic, level)
        });
    }

    /// What is drawn alike for both roles.
    fn common(&self, draw: &mut Draw, generation: usize, partners: u32, profile: &mut Profile) {
        profile.languages = match self.shape.kind {
            Kind::Forbidden => draw.of(&["de", "de", "de", "de|en", "en", "en", "fr", "fr|de", "pl", "tr"]),
            _ => match draw.below(100) {
                0..62 => "de|en",
                62..80 => "de",
                80..90 => "de|en|fr",
                90..95 => "en",
                95..97 => "de|tr",
                97..99 => "de|en|pl",
                _ => "de|fr",
            },
        };
        self.interests(draw, generation, profile);
        self.style(draw, profile);
        self.availability(draw, profile);
        profile.time_zone = match draw.below(1000) {
            _ if self.shape.kind == Kind::Ties => "",
            0..20 => "Asia/Kolkata",
            20..30 => "Europe/London",
            30..40 => "America/New_York",
            40..46 => "Europe/Athens",
            _ => "",
        };
        self.partners(draw, partners, profile);
    }

    fn interests(&self, draw: &mut Draw, generation: usize, profile: &mut Profile) {
        profile.interests.clear();
        let area = DEPARTMENTS[usize::from(profile.department)].area;
        let site = &SITES[usize::from(profile.site)];
        fill(draw.between(3, 7), || {
            let interest = match draw.below(100) {
                0..12 => draw.of(&site.likes),
                12..24 => draw.of(&AREA_LIKES[usize::from(area)]),
                24..44 => draw.of(&GENERATION_LIKES[generation]),
                _ => self.interests.turn(draw),
            };
            let is_new = !profile.interests.contains(&interest);
            if is_new {
                profile.interests.push(interest);
            }
            is_new
        });
    }

    fn style(&self, draw: &mut Draw, profile: &mut Profile) {
        let area = u32::from(DEPARTMENTS[usize::from(profile.department)].area);
        for (axis, value) in profile.style.iter_mut().enumerate() {
            *value = match draw.below(100) {
                0..8 => 0,
                // An area's people lean one way.
                8..40 => 2 + ((area + axis as u32) % 3) as u8,
                _ => draw.between(1, 5) as u8,
            };
        }
    }

    fn availability(&self, draw: &mut Draw, profile: &mut Profile) {
        profile.availability.clear();
        let (days, shortest, longest) = match self.shape.kind {
            Kind::Ties => {
                profile.availability.push(Slot { day: 0, start: 18, end: 24 });
                profile.availability.push(Slot { day: 2, start: 26, end: 32 });
                return;
            }
            Kind::Sparse => (1, 1, 3),
            Kind::Forbidden => (5, 5, 8),
            _ => (draw.between(1, 5), 2, 6),
        };
        let mut left = days;
        for day in 0..5 {
            // So that each choice of days is as likely as any other.
            if draw.below(5 - day) >= left {
                continue;
            }
            left -= 1;
            // Mornings are given more often than afternoons; nobody has noon.
            let start = draw.of(&[16, 16, 17, 17, 18, 18, 18, 19, 20, 20, 21, 26, 26, 27, 28, 28, 29, 30]);
            let length = match self.shape.kind {
                Kind::Sparse => draw.of(&[1, 2, 2, 2, 2, 2, 2, 3, 3, 3]),
                _ => draw.between(shortest, longest) as u8,
            };
            profile.availability.push(Slot { day: day as u8, start, end: start + length });
        }
    }

    fn partners(&self, draw: &mut Draw, partners: u32, profile: &mut Profile) {
        profile.wishes.clear();
        profile.vetoes.clear();
        profile.previous.clear();
        if partners == 0 || self.shape.kind == Kind::Ties {
            return;
        }
        if draw.percent(25) {
            for _ in 0..draw.between(1, 4) {
                // Some are wished for more than others.
                let favourite = draw.below(partners).min(draw.below(partners));
                add_partner(&mut profile.wishes, favourite);
            }
        }
        if draw.percent(7) {
            for _ in 0..draw.between(1, 2) {
                let unwanted = draw.below(partners);
                if !profile.wishes.contains(&unwanted) {
                    add_partner(&mut profile.vetoes, unwanted);
                }
            }
        }
        if draw.percent(5) {
            add_partner(&mut profile.previous, draw.below(partners));
        }
    }
}

impl Topics {
    fn new(weights: &[u32]) -> Topics {
        let of_area = |area: usize| {
            let weights: Vec<u32> = (TOPICS.iter().zip(weights))
                .map(|(topic, &weight)| if usize::from(topic.area) == area { weight } else { 0 })
                .collect();
            Wheel::new(&weights)
        };
        Topics { all: Wheel::new(weights), of_area: std::array::from_fn(of_area) }
    }
}

/// Calls `add` until it has added so many, or has failed too often.
fn fill(wanted: u32, mut add: impl FnMut() -> bool) {
    let mut added = 0;
    for _ in 0..20 * wanted {
        if added == wanted {
            return;
        }
        added += u32::from(add());
    }
}

fn add_topic(topics: &mut Vec<(u8, u8)>, topic: u8, number: u32) -> bool {
    let is_new = topics.iter().all(|&(there, _)| there != topic);
    if is_new {
        topics.push((topic, number as u8));
    }
    is_new
}

fn add_partner(ids: &mut Vec<u32>, id: u32) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}
