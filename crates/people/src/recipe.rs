//! The recipe: hard rules and weighted criteria.

use std::collections::BTreeMap;

/// Who must be senior.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// The mentee is the senior.
    #[default]
    Reverse,
    /// The mentor is the senior.
    Classic,
    /// Nobody need be.
    Mutual,
}

/// What makes one plan better than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Objective {
    /// The greatest value.
    BestFit,
    /// The most pairs; among those, the greatest value.
    #[default]
    Everyone,
    /// The most pairs; among those, the greatest lowest score; among those, the greatest value.
    Fairest,
}

/// The manager's rules and weights. `Recipe::default()` is what an empty recipe file means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Who must be senior.
    pub direction: Direction,
    /// What makes one plan better than another.
    pub objective: Objective,
    /// IANA zone for people who give none.
    pub time_zone: String,
    /// A day in the week in which zones are converted, 1970-01-01 to 2999-12-31.
    pub week_of: jiff::civil::Date,
    /// Draws ties.
    pub seed: u64,
    /// Hard rules.
    pub rules: Rules,
    /// Weighted criteria.
    pub weights: Weights,
}

/// Hard rules: a pair that breaks one is not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// 0 to 8; 0 is off. Reverse: `mentee.level - mentor.level` is at least this; classic: the other way round.
    pub min_level_gap: u8,
    /// Departments differ; an empty one passes.
    pub different_department: bool,
    /// At least one language in common.
    pub common_language: bool,
    /// 0 to 336 a week; 0 is off.
    pub min_common_half_hours: u16,
    /// 0 to 10000.
    pub min_score: u16,
    /// 0 to 1,000,000: each partner of a mentor beyond the first costs this much more.
    pub extra_partner_penalty: u32,
    /// Custom attributes that must be equal (both given).
    pub require_same: Vec<String>,
    /// Custom attributes that must differ (an empty one passes).
    pub require_different: Vec<String>,
}

/// Weights of the criteria, each 0 to 1,000,000, at least one above 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Wanted topics that are offered.
    pub topics: u32,
    /// Interests in common.
    pub interests: u32,
    /// Closeness of communication styles.
    pub style: u32,
    /// Common half hours.
    pub time: u32,
    /// Same site.
    pub site: u32,
    /// Different departments.
    pub department: u32,
    /// Wishes of either side.
    pub wishes: u32,
    /// Custom attributes that are better equal.
    pub same: BTreeMap<String, u32>,
    /// Custom attributes that are better different.
    pub different: BTreeMap<String, u32>,
    /// Custom multi-valued attributes that are better shared.
    pub overlap: BTreeMap<String, u32>,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Direction; 3] = [Direction::Reverse, Direction::Classic, Direction::Mutual];

    /// As a recipe file names it.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Reverse => "reverse",
            Direction::Classic => "classic",
            Direction::Mutual => "mutual",
        }
    }
}

impl Objective {
    /// Every objective.
    pub const ALL: [Objective; 3] = [Objective::Everyone, Objective::BestFit, Objective::Fairest];

    /// As recipe files and certificates name it.
    pub fn name(self) -> &'static str {
        match self {
            Objective::BestFit => "best_fit",
            Objective::Everyone => "everyone",
            Objective::Fairest => "fairest",
        }
    }
}

impl Default for Recipe {
    fn default() -> Self {
        Recipe {
            direction: Direction::Reverse,
            objective: Objective::Everyone,
            time_zone: "Europe/Berlin".into(),
            week_of: jiff::civil::date(2026, 11, 23),
            seed: 1,
            rules: Rules::default(),
            weights: Weights::default(),
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            min_level_gap: 1,
            different_department: true,
            common_language: true,
            min_common_half_hours: 2,
            min_score: 0,
            extra_partner_penalty: 500,
            require_same: Vec::new(),
            require_different: Vec::new(),
        }
    }
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            topics: 50,
            interests: 15,
            style: 15,
            time: 10,
            site: 10,
            department: 0,
            wishes: 0,
            same: BTreeMap::new(),
            different: BTreeMap::new(),
            overlap: BTreeMap::new(),
        }
    }
}

impl Rules {
    /// Most for `min_level_gap`: from 1 to 9.
    pub const MOST_LEVEL_GAP: u8 = 8;
    /// Most for `min_common_half_hours`: a whole week.
    pub const MOST_HALF_HOURS: u16 = 336;
    /// Most for `min_score`: the best score there is.
    pub const MOST_SCORE: u16 = 10_000;
    /// Most for `extra_partner_penalty`.
    pub const MOST_PENALTY: u32 = 1_000_000;
}

impl Weights {
    /// Most for each weight.
    pub const MOST: u32 = 1_000_000;

    /// Sum of all weights.
    pub fn sum(&self) -> u64 {
        let own =
            [self.topics, self.interests, self.style, self.time, self.site, self.department, self.wishes];
        let custom = self.same.values().chain(self.different.values()).chain(self.overlap.values());
        own.iter().chain(custom).map(|&weight| u64::from(weight)).sum()
    }
}

impl Recipe {
    /// Names of all custom attributes that the recipe uses, each once, sorted.
    pub fn attributes(&self) -> Vec<&str> {
        let mut names: Vec<&str> = (self.rules.require_same.iter())
            .chain(&self.rules.require_different)
            .chain(self.weights.same.keys())
            .chain(self.weights.different.keys())
            .chain(self.weights.overlap.keys())
            .map(String::as_str)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
