//! What a pattern is split into, and the elements made of that.

use super::{
    pack_format::LARGEST_GAP,
    pattern::{Alternative, Element},
    words::Words,
};
use std::collections::BTreeSet;

/// So many letters a word needs for its misspellings to be nobody else's words.
const LONG: usize = 8;

#[derive(Clone)]
pub(super) enum Part {
    Plain(String),
    Choice(BTreeSet<Alternative>),
    /// So many words; whether a sentence may end among them.
    Gap(u8, bool),
}

/// `3`, or `3.` where a sentence may end.
pub(super) fn gap_of(text: &str) -> Result<Part, String> {
    let (words, crosses) = match text.strip_suffix('.') {
        Some(words) => (words, true),
        None => (text, false),
    };
    match words.parse() {
        Ok(words) if words <= LARGEST_GAP => Ok(Part::Gap(words, crosses)),
        _ => Err(format!("{text:?} is not a gap")),
    }
}

pub(super) fn elements(parts: Vec<Part>) -> Result<Vec<Element>, String> {
    let mut elements: Vec<Element> = Vec::new();
    let mut gap = 0;
    let mut crosses = false;
    let mut plain = String::new();
    let mut push = |alternatives, gap: &mut u8, crosses: &mut bool| {
        elements.push(Element {
            alternatives,
            gap: std::mem::take(gap),
            crosses: std::mem::take(crosses),
        });
    };
    let word = |plain: &mut String| {
        let word = std::mem::take(plain);
        (!word.is_empty()).then(|| BTreeSet::from([Alternative::Literal(word)]))
    };
    for part in parts {
        match part {
            Part::Plain(word) => {
                if !plain.is_empty() {
                    plain.push(' ');
                }
                plain.push_str(&word);
            }
            Part::Choice(alternatives) => {
                if let Some(word) = word(&mut plain) {
                    push(word, &mut gap, &mut crosses);
                }
                push(alternatives, &mut gap, &mut crosses);
            }
            Part::Gap(words, sentence) => {
                if let Some(word) = word(&mut plain) {
                    push(word, &mut gap, &mut crosses);
                }
                gap = LARGEST_GAP.min(gap + words);
                crosses |= sentence;
            }
        }
    }
    if let Some(word) = word(&mut plain) {
        push(word, &mut gap, &mut crosses);
    }
    match elements.first() {
        None => Err("an empty pattern".to_owned()),
        Some(first) if first.gap > 0 => Err("a pattern cannot begin with a gap".to_owned()),
        Some(_) if gap > 0 => Err("a pattern cannot end with a gap".to_owned()),
        Some(_) => Ok(elements),
    }
}

/// Splits outside brackets; empty pieces are left out.
pub(super) fn split(text: &str, at: char) -> Result<Vec<String>, String> {
    let mut pieces = vec![String::new()];
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.checked_sub(1).ok_or("a bracket too many")?,
            _ if character == at && depth == 0 => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    if depth > 0 {
        return Err("a bracket is not closed".to_owned());
    }
    pieces.retain(|piece| !piece.trim().is_empty());
    Ok(pieces)
}

/// One word folded, a `*` at either end kept; a `^` at its end becomes a `~` before it.
pub(super) fn literal(word: &str) -> Result<String, String> {
    if let Some(long) = word.strip_suffix('^') {
        let folded = fold(long)?;
        if folded.len() < LONG || folded.contains(' ') {
            return Err(format!("{word:?} is too short to be misspelled"));
        }
        return Ok(format!("~{folded}"));
    }
    let open = if word.starts_with('*') { "*" } else { "" };
    let close = if word.ends_with('*') { "*" } else { "" };
    Ok(format!("{open}{}{close}", fold(word.trim_matches('*'))?))
}

pub(super) fn fold(words: &str) -> Result<String, String> {
    let folded = Words::of(words).folded.trim().to_owned();
    if folded.is_empty() || folded.contains(" . ") {
        return Err(format!("{words:?} is not words"));
    }
    Ok(folded)
}
