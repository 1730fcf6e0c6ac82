//! The sentences of every language, for what runs outside a browser.

use super::{Key, Language, names::SENTENCES};

/// The sentence of this key in `language`.
pub(super) fn say_in(language: Language, key: Key) -> &'static str {
    SENTENCES
        .iter()
        .find(|(code, _)| *code == language.code())
        .and_then(|(_, lines)| lines.get(usize::from(key.0)))
        .copied()
        .unwrap_or_default()
}
