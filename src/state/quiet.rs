//! What the writer has put away of what was noticed, and the words that it
//! rests on: once they are gone from the text it is another message, and
//! nothing is quiet in it (docs/decisions/safety-quiet.md).

/// The words at this place of a text, in characters, on one line.
#[must_use]
pub fn words_at(text: &str, (from, to): (usize, usize)) -> String {
    let words = text.chars().skip(from).take(to.saturating_sub(from));
    on_one_line(&words.collect::<String>())
}

/// One rule that is quiet as long as these words are there, as it is kept: a
/// line.
#[must_use]
pub fn quiet_line(rule: &str, words: &str) -> String {
    [rule, "\t", words, "\n"].concat()
}

/// Of rules that were made quiet those whose words are in this text, one on
/// each line.
#[must_use]
pub fn still_quiet(quieted: &str, text: &str) -> String {
    if quieted.is_empty() {
        return String::new();
    }
    let text = on_one_line(text);
    let is_there = |line: &&str| {
        let words = line.split_once('\t').map(|(_, words)| words);
        words.is_some_and(|words| has_words(&text, words.trim_end()))
    };
    quieted.split_inclusive('\n').filter(is_there).collect()
}

/// The rules that are quiet.
#[must_use]
pub fn quiet_rules(quieted: &str) -> Vec<&str> {
    let rules = quieted.lines().map(|line| match line.split_once('\t') {
        Some((rule, _)) => rule,
        None => line,
    });
    rules.collect()
}

/// White space is one space, however it was written.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether these words are in a text on one line, not as a part of others.
pub(super) fn has_words(text: &str, words: &str) -> bool {
    let is_word = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
    let mut before = None;
    // At every place: where they stand in other words, they may begin again within.
    let mut places = text.char_indices();
    !words.is_empty()
        && places.any(|(place, letter)| {
            let begins = !is_word(before.replace(letter));
            let after = text.get(place..).and_then(|text| text.strip_prefix(words));
            begins && after.is_some_and(|after| !is_word(after.chars().next()))
        })
}

/// Of a note beside the letters what is quiet.
#[must_use]
pub fn quiet_part(beside: &str) -> String {
    part(beside, false)
}

/// The note with this in the place of what was quiet.
#[must_use]
pub fn with_quiet(beside: &str, quieted: &str) -> String {
    part(beside, true) + quieted
}

/// The lines of numbers begin with a tab, those of rules with the rule.
pub(super) fn part(beside: &str, of_numbers: bool) -> String {
    let lines = beside.split_inclusive('\n');
    lines
        .filter(|line| line.starts_with('\t') == of_numbers)
        .collect()
}
