//! Why a letter was not kept, in words.

use crate::{
    i18n::{fill, t_string},
    pages::shell::{Words, store_words},
    state::KeepTrouble,
};
use holdfast_protocol::LETTER_CHARACTERS_MAX;
use holdfast_sync::StoreTrouble;

/// One sentence, with a way on.
#[must_use]
pub fn trouble_words(words: Words, trouble: &KeepTrouble) -> String {
    match trouble {
        KeepTrouble::Empty => t_string!(words, letters.keep_trouble.empty).to_owned(),
        KeepTrouble::TooLong { characters, .. } => {
            too_long(words, characters.saturating_sub(LETTER_CHARACTERS_MAX))
        }
        KeepTrouble::NobodyThere => t_string!(words, letters.keep_trouble.nobody_there).to_owned(),
        KeepTrouble::NotSealed => t_string!(words, letters.keep_trouble.not_sealed).to_owned(),
        KeepTrouble::NotStored(StoreTrouble::Full) => {
            t_string!(words, letters.keep_trouble.full).to_owned()
        }
        KeepTrouble::NotStored(trouble) => fill(
            t_string!(words, letters.keep_trouble.not_stored),
            &[("reason", store_words(words, trouble))],
        ),
    }
}

/// How many characters there are too many.
#[must_use]
pub fn too_long(words: Words, over: usize) -> String {
    let sentence = t_string!(words, letters.keep_trouble.too_long);
    fill(sentence, &[("over", &over.to_string())])
}
