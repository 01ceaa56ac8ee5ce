//! Why a plan is as it is: for those left over, for single pairs, and for other choices.

mod alternative;
mod common_time;
mod english;
mod german;
mod left_over;
mod pair_facts;

pub use alternative::Alternative;
pub use common_time::CommonTime;
pub use left_over::{LeftOver, Obstacle, Obstacles, Reason};
pub use pair_facts::{CriterionValue, PairFacts, WantedTopic};

/// A number with a mark between thousands.
fn grouped(number: i64, mark: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}
