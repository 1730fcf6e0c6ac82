//! The door: text in, assessment out.

use crate::{Assessment, LanguageChoice};

/// What this message's language suggests. Time is linear in the text.
///
/// Spans count Unicode scalar values of `text` as given.
pub fn assess(text: &str, language: LanguageChoice) -> Assessment {
    assess_without(text, language, &[])
}

/// Like [`assess`], with the named rules left out: what "This is not what I meant" asks
/// for, for one message only.
pub fn assess_without(text: &str, language: LanguageChoice, quieted: &[&str]) -> Assessment {
    let _ = (text, language, quieted);
    Assessment::of(Vec::new())
}
