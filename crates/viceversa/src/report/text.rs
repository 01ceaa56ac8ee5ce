//! Words and cells that Markdown leaves as they are.

use std::path::Path;

use crate::language::Language;

/// `a`, `a and b`, `a, b and c`.
pub fn listed(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {and} {last}", rest.join(", ")),
    }
}

/// Up to ten names in a list, and how many more there are.
pub fn few(names: &[String], language: Language) -> String {
    const FEW: usize = 10;
    let and = language.pick("and", "und");
    if names.len() <= FEW + 1 {
        return listed(names, and);
    }
    let more = language.count(names.len() - FEW);
    let mut shown = names[..FEW].to_vec();
    shown.push(language.pick(format!("{more} more"), format!("{more} weitere")));
    listed(&shown, and)
}

/// A path within a sentence.
pub fn code(path: &Path) -> String {
    format!("`{}`", path.display().to_string().replace('`', "'"))
}

/// People's text within Markdown: on one line, and without any of its signs having a meaning.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            // The start of an entity only if a name or number follows.
            '&' if letters.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#') => {
                out.push_str("\\&")
            }
            _ if letter.is_whitespace() => out.push(' '),
            _ if letter.is_control() || is_direction_sign(letter) => {}
            _ => out.push(letter),
        }
    }
    // A line that begins like a list.
    if out.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    }
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && (out[digits..].starts_with(". ") || out[digits..].starts_with(") ")) {
        out.insert(digits, '\\');
    }
    out
}

/// Signs that turn the direction of writing, and with it what a line seems to say.
fn is_direction_sign(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences_do() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&items, "and"), "a, b and c");
        assert_eq!(listed(&items[..2], "und"), "a und b");
        assert_eq!(listed(&items[..1], "and"), "a");
    }

    #[test]
    fn people_cannot_write_markdown() {
        assert_eq!(escaped("Forschung & Entwicklung"), "Forschung & Entwicklung");
        assert_eq!(escaped("<b>x</b> | [y](z)\n# &amp;"), r"\<b\>x\</b\> \| \[y\](z) \# \&amp;");
        assert_eq!(escaped("- \u{202e}abc\u{7}"), r"\- abc");
        assert_eq!(escaped("1. April"), r"1\. April");
        assert_eq!(escaped("28.07.2014"), "28.07.2014");
        assert_eq!(escaped("Käthe_Braun*"), r"Käthe\_Braun\*");
    }
}
