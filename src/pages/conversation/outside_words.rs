//! That a letter came outside the agreed times, and why, for both sides.

use crate::{
    i18n::{fill, t_string},
    pages::shell::Words,
};
use holdfast_protocol::{OutsideReason, OutsideRhythm};

/// The short list, in the order in which it is offered.
pub const REASONS: [OutsideReason; 5] = [
    OutsideReason::Safety,
    OutsideReason::Appointment,
    OutsideReason::Correction,
    OutsideReason::Arranged,
    OutsideReason::Other,
];

/// Who reads the sentence, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The writer, before it has left.
    MineToCome,
    /// The writer, once it has.
    Mine,
    /// The reader.
    Theirs,
}

/// The sentence on the sheet, as its writer or its reader has it; the reason
/// is none where nobody gave one.
#[must_use]
pub fn outside_words(words: Words, whose: Whose, outside: Option<&OutsideRhythm>) -> String {
    let Some(OutsideRhythm { reason, words: own }) = outside else {
        return if whose != Whose::Theirs {
            t_string!(words, letters.outside.sent)
        } else {
            t_string!(words, letters.outside.came)
        }
        .to_owned();
    };
    let reason = match (reason, own.is_empty()) {
        // Their own words are the reason.
        (OutsideReason::Other, false) => own.clone(),
        (reason, true) => reason_words(words, *reason).to_owned(),
        (reason, false) => format!("{} {own}", reason_words(words, *reason)),
    };
    let sentence = match whose {
        Whose::MineToCome => t_string!(words, letters.outside.sends_because),
        Whose::Mine => t_string!(words, letters.outside.sent_because),
        Whose::Theirs => t_string!(words, letters.outside.came_because),
    };
    fill(sentence, &[("reason", &reason)])
}

/// A reason as the end of a sentence.
#[must_use]
pub fn reason_words(words: Words, reason: OutsideReason) -> &'static str {
    match reason {
        OutsideReason::Safety => t_string!(words, letters.outside.reason.safety),
        OutsideReason::Appointment => t_string!(words, letters.outside.reason.appointment),
        OutsideReason::Correction => t_string!(words, letters.outside.reason.correction),
        OutsideReason::Arranged => t_string!(words, letters.outside.reason.arranged),
        OutsideReason::Other => t_string!(words, letters.outside.reason.other),
    }
}
