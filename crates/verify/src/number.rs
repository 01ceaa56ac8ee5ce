//! Numbers as people write them.

/// Digits in groups of three: `-1,234,567` with a comma.
pub(crate) fn grouped(number: i128, separator: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// `1,234`, for English text.
pub(crate) fn english(number: impl Into<i128>) -> String {
    grouped(number.into(), ',')
}

/// `1.234`, for German text.
pub(crate) fn german(number: impl Into<i128>) -> String {
    grouped(number.into(), '.')
}

/// `1 pair`, `2 pairs`: the number as it is written, and the word that goes with it.
pub(crate) fn counted(
    count: usize,
    write: impl Fn(i128) -> String,
    one: &'static str,
    many: &'static str,
) -> String {
    format!("{} {}", write(count as i128), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_their_number() {
        assert_eq!(counted(0, english, "pair", "pairs"), "0 pairs");
        assert_eq!(counted(1, english, "pair", "pairs"), "1 pair");
        assert_eq!(counted(1_234, german, "Paar", "Paare"), "1.234 Paare");
    }

    #[test]
    fn groups_digits() {
        assert_eq!(english(0), "0");
        assert_eq!(english(-999), "-999");
        assert_eq!(english(1_000), "1,000");
        assert_eq!(german(-1_234_567), "-1.234.567");
        assert_eq!(english(i128::MIN), "-170,141,183,460,469,231,731,687,303,715,884,105,728");
    }
}
