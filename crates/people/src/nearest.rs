//! What someone most likely meant.

/// The name that someone who wrote `text` most likely meant: at most a third of its letters are wrong.
pub(crate) fn nearest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let text: Vec<char> = text.chars().flat_map(char::to_lowercase).take(60).collect();
    names
        .map(|name| {
            let letters: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
            (distance(&text, &letters), letters.len(), name)
        })
        .filter(|&(distance, length, _)| distance <= (length / 3).max(1))
        .min_by_key(|&(distance, _, name)| (distance, name))
        .map(|(_, _, name)| name.into())
}

/// How many letters must be inserted, left out, replaced or swapped with their neighbour to turn one text into the other
/// (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before = vec![0; b.len() + 1];
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            next[j] = replaced.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}
