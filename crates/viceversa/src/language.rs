//! In which language the command speaks.

/// A language that the command speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// German.
    De,
    /// English.
    En,
}

impl Language {
    /// The language that the environment asks for; English if it asks for none that we speak.
    pub fn of_environment() -> Language {
        let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os);
        let first = asked.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
        Language::of_locale(&first.to_string_lossy())
    }

    fn of_locale(locale: &str) -> Language {
        let tongue = locale.split(['_', '.', '-', '@']).next().unwrap_or_default();
        if tongue.eq_ignore_ascii_case("de") { Language::De } else { Language::En }
    }

    /// The text in this language.
    pub fn pick<T>(self, english: T, german: T) -> T {
        match self {
            Language::En => english,
            Language::De => german,
        }
    }

    /// A whole number with its digits in groups: `12,345` or `12.345`.
    pub fn number(self, number: impl Into<i128>) -> String {
        let number = number.into();
        let digits = number.unsigned_abs().to_string();
        let mut text = String::from(if number < 0 { "-" } else { "" });
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.pick(',', '.'));
            }
            text.push(digit);
        }
        text
    }

    /// A number of people or things.
    pub fn count(self, count: usize) -> String {
        self.number(count as i128)
    }

    /// A number with this many decimals: `0.25` or `0,25`.
    pub fn decimal(self, number: f64, decimals: usize) -> String {
        let text = format!("{number:.decimals$}");
        self.pick(text.clone(), text.replace('.', ","))
    }

    /// A share of one in percent: `12.5 %` or `12,5 %`.
    pub fn percent(self, share: f64, decimals: usize) -> String {
        format!("{}{}", self.decimal(share * 100.0, decimals), self.pick("%", "\u{a0}%"))
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn locales_name_a_language() {
        for (locale, language) in [
            ("de_DE.UTF-8", Language::De),
            ("de", Language::De),
            ("de_AT@euro", Language::De),
            ("en_GB.UTF-8", Language::En),
            ("C.UTF-8", Language::En),
            ("den_CA", Language::En),
            ("", Language::En),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(Language::En.number(1_234_567), "1,234,567");
        assert_eq!(Language::De.number(-12_345), "-12.345");
        assert_eq!(Language::De.decimal(2.75, 2), "2,75");
        assert_eq!(Language::En.percent(0.125, 1), "12.5%");
        assert_eq!(Language::De.percent(1.0, 0), "100\u{a0}%");
    }
}
