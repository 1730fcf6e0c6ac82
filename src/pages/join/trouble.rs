//! Why joining did not work, in words.

use crate::{
    i18n::{fill, t_string},
    pages::shell::{Words, store_words},
    state::JoinTrouble,
};
use holdfast_protocol::{LinkError, RelayError};

/// One sentence, with a way on.
#[must_use]
pub fn trouble_words(words: Words, trouble: &JoinTrouble) -> String {
    match trouble {
        JoinTrouble::Link(error) => link_words(words, *error).to_owned(),
        JoinTrouble::NameMissing => t_string!(words, join.trouble.name_missing).to_owned(),
        JoinTrouble::NameTooLong { most } => fill(
            t_string!(words, join.trouble.name_too_long),
            &[("most", &most.to_string())],
        ),
        JoinTrouble::Relay(error) => relay_words(words, *error).to_owned(),
        JoinTrouble::NotReached(_) => t_string!(words, join.trouble.not_reached).to_owned(),
        JoinTrouble::NotTheirs => t_string!(words, join.trouble.not_theirs).to_owned(),
        JoinTrouble::NotStored(trouble) => store_words(words, trouble).to_owned(),
    }
}

/// What is wrong with a link.
pub(super) fn link_words(words: Words, error: LinkError) -> &'static str {
    match error {
        LinkError::Empty => t_string!(words, join.trouble.no_link),
        LinkError::Garbled { .. } => t_string!(words, join.trouble.garbled),
    }
}

/// Whether only another link can help.
pub(super) fn needs_another_link(trouble: &JoinTrouble) -> bool {
    matches!(
        trouble,
        JoinTrouble::Link(_)
            | JoinTrouble::NotTheirs
            | JoinTrouble::Relay(RelayError::AlreadyUsed | RelayError::Expired)
    )
}

/// Whether the trouble is with the name.
pub(super) fn is_about_name(trouble: &JoinTrouble) -> bool {
    matches!(
        trouble,
        JoinTrouble::NameMissing | JoinTrouble::NameTooLong { .. }
    )
}

fn relay_words(words: Words, error: RelayError) -> &'static str {
    match error {
        RelayError::AlreadyUsed => t_string!(words, join.trouble.used),
        RelayError::Expired => t_string!(words, join.trouble.expired),
        RelayError::Unknown => t_string!(words, join.trouble.unknown),
        RelayError::ClientTooOld => t_string!(words, join.trouble.too_old),
        RelayError::TooMany | RelayError::Unavailable => t_string!(words, join.trouble.busy),
        RelayError::Unreadable
        | RelayError::NotSignedIn
        | RelayError::NotAllowed
        | RelayError::TooLarge => t_string!(words, join.trouble.refused),
    }
}
