//! Languages by their ISO 639 codes.

use isolang::Language;

/// The code in lower case: of two letters (ISO 639-1) if the language has one, otherwise of three (ISO 639-3), so that
/// `de`, `DEU` and `ger` are one language. None if the list knows no such code.
pub(super) fn language(code: &str) -> Option<&'static str> {
    let mut lower = [0; 3];
    let lower = lower.get_mut(..code.len())?;
    lower.copy_from_slice(code.as_bytes());
    lower.make_ascii_lowercase();
    let code = str::from_utf8(lower).ok()?;
    let language = match code.len() {
        2 => Language::from_639_1(code),
        3 => Language::from_639_3(code).or_else(|| Language::from_639_1(bibliographic(code)?)),
        _ => None,
    }?;
    Some(language.to_639_1().unwrap_or(language.to_639_3()))
}

/// The codes of ISO 639-2/B, which libraries use, where they differ from those of ISO 639-3.
fn bibliographic(code: &str) -> Option<&'static str> {
    Some(match code {
        "alb" => "sq",
        "arm" => "hy",
        "baq" => "eu",
        "bur" => "my",
        "chi" => "zh",
        "cze" => "cs",
        "dut" => "nl",
        "fre" => "fr",
        "geo" => "ka",
        "ger" => "de",
        "gre" => "el",
        "ice" => "is",
        "mac" => "mk",
        "mao" => "mi",
        "may" => "ms",
        "per" => "fa",
        "rum" => "ro",
        "slo" => "sk",
        "tib" => "bo",
        "wel" => "cy",
        _ => return None,
    })
}
