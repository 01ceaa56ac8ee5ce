//! How texts compare: the same text in another spelling is the same text.

use std::borrow::Cow;

/// The text's comparison form: Unicode NFKC, trimmed, case folded. Two texts are equal if their forms are.
///
/// ```
/// assert_eq!(people::fold(" Qualita\u{308}t "), people::fold("QUALITÄT"));
/// assert_eq!(people::fold("Straße"), "strasse");
/// ```
pub fn fold(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.is_ascii() {
        return if trimmed.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(trimmed.to_ascii_lowercase())
        } else {
            Cow::Borrowed(trimmed)
        };
    }
    let normalizer = icu_normalizer::ComposingNormalizerBorrowed::new_nfkc();
    let mapper = icu_casemap::CaseMapper::new();
    // Folding can undo composition ("ẞ" with marks), and compatibility forms can hold blanks: normalise again, then trim.
    let composed = normalizer.normalize(trimmed);
    let folded = mapper.fold_string(&composed);
    Cow::Owned(normalizer.normalize(&folded).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_that_mean_the_same_compare_equal() {
        for (one, other) in [
            ("Wandern", "  wandern\t"),
            ("\u{fb01}lm", "FILM"),         // ligature
            ("ＡＩ", "ai"),                 // full width
            ("Cafe\u{301}", "CAFÉ"),        // combining accent
            ("\u{a0}Köln\u{2003}", "KÖLN"), // blanks that are not ASCII
            ("GROẞ", "groß"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
        assert_ne!(fold("Yoga"), fold("Yoghurt"));
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["İstanbul", "ǰ", "ΑΣ", "ｶﾞ", "ẞ\u{308}", "\u{1e9e}\u{323}", "a\u{2126}"] {
            let once = fold(text).into_owned();
            assert_eq!(fold(&once), once, "{text}");
        }
    }
}
