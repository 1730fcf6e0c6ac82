//! Whether words look like a closing thank-you. It decides nothing: the page
//! then says that a letter may stay without an answer (product rule 8).

/// A longer letter says more than thanks.
const WORDS_MAX: usize = 25;

/// How far from the end the thanks may stand: "Thank you, and see you on
/// Thursday. Mira".
const LAST_WORDS: usize = 7;

/// Whether a letter is short, ends with thanks and asks for nothing, in English
/// or German. Thanks that sound like a farewell are none: they are the words
/// that most need an answer.
///
/// ```
/// use holdfast_app::pages::conversation::thanks::is_closing_thanks;
///
/// assert!(is_closing_thanks("That helped a lot. Thank you!"));
/// assert!(is_closing_thanks("Vielen Dank, bis Donnerstag."));
/// assert!(!is_closing_thanks("Thank you, but what do I do tonight?"));
/// assert!(!is_closing_thanks("Thank you for everything. Goodbye."));
/// ```
#[must_use]
pub fn is_closing_thanks(text: &str) -> bool {
    if text.contains('?') {
        return false;
    }
    let text = text.to_ascii_lowercase();
    let words: Vec<&str> = text
        .split(|character: char| !character.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    words.len() <= WORDS_MAX
        && words.iter().rev().take(LAST_WORDS).any(|word| thanks(word))
        && !words.iter().any(|word| goes_on(word) || takes_leave(word))
}

fn thanks(word: &str) -> bool {
    ["thank", "thx", "dank"]
        .iter()
        .any(|start| word.starts_with(start))
}

/// There is more to come, or a wish beside the thanks.
fn goes_on(word: &str) -> bool {
    matches!(
        word,
        "but"
            | "however"
            | "although"
            | "though"
            | "please"
            | "aber"
            | "jedoch"
            | "obwohl"
            | "trotzdem"
            | "bitte"
    )
}

fn takes_leave(word: &str) -> bool {
    matches!(
        word,
        "everything"
            | "all"
            | "always"
            | "ever"
            | "never"
            | "goodbye"
            | "bye"
            | "farewell"
            | "sorry"
            | "alles"
            | "allem"
            | "immer"
            | "nie"
            | "lebewohl"
            | "leb"
            | "lebt"
            | "leid"
            | "adieu"
    )
}
