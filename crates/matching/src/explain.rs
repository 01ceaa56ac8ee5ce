//! Why a plan is as it is: for those left over, for single pairs, and for other choices.

mod alternative;
mod common_time;
mod english;
mod german;
mod left_over;
mod pair_facts;
mod text;

pub use alternative::Alternative;
pub use common_time::CommonTime;
pub use left_over::{LeftOver, Obstacle, Obstacles, Reason};
pub use pair_facts::{CriterionValue, PairFacts, WantedTopic};
