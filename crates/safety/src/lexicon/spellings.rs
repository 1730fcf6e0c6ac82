//! The spellings by which a literal is found.

/// Shorter literals must be spelled exactly: too many words differ by one doubled letter.
const SQUEEZED_FROM: usize = 4;

/// The literal as it stands in folded text, where spaces mark the ends of words; the form
/// that a word typed with long runs of a letter is folded to, unless that is a common word of
/// its own (German "wirr" and "wir"); and of a word marked with `~` its misspellings.
pub(super) fn spellings(literal: &str, common: &str) -> Vec<String> {
    if let Some(word) = literal.strip_prefix('~') {
        let mut all = misspellings(word);
        all.push(word.to_owned());
        return all.iter().map(|word| format!(" {word} ")).collect();
    }
    let open = if literal.starts_with('*') { "" } else { " " };
    let close = if literal.ends_with('*') { "" } else { " " };
    let exact = [open, literal.trim_matches('*'), close].concat();
    let mut all = Vec::new();
    if literal.len() >= SQUEEZED_FROM && !literal.contains('*') {
        let mut last = None;
        let mut letters = exact.clone();
        letters.retain(|letter| last.replace(letter) != Some(letter));
        all.extend((letters != exact && !common.contains(&letters)).then_some(letters));
    }
    all.push(exact);
    all
}

/// The word with one letter left out, doubled, or swapped with the next; the first letter
/// stays, by which people begin a word rightly.
fn misspellings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all: Vec<Vec<char>> = Vec::new();
    let mut add = |one: Vec<char>| {
        if one != letters
            && let Err(place) = all.binary_search(&one)
        {
            all.insert(place, one);
        }
    };
    for place in 1..letters.len() {
        let mut without = letters.clone();
        let letter = without.remove(place);
        add(without);
        let mut doubled = letters.clone();
        doubled.insert(place, letter);
        add(doubled);
        let mut swapped = letters.clone();
        if place + 1 < letters.len() {
            swapped.swap(place, place + 1);
            add(swapped);
        }
    }
    all.into_iter().map(String::from_iter).collect()
}
