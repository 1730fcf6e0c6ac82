//! What became of the promises, in words.

use holdfast_rhythm::{Outcome, Timeline};

use crate::i18n::times::{Reader, sentence_start};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::state::{Conversation, LedgerEntry};

/// How many promised windows are listed, the latest first.
const LISTED: usize = 12;

/// One line for each promised window; no totals, no shares. None while nothing
/// is agreed.
pub(super) fn promises_in_words(
    words: Words,
    conversation: &Conversation,
    reader: &Reader,
) -> Option<Vec<String>> {
    let timeline = &conversation.timeline;
    (!timeline.is_empty()).then(|| {
        conversation
            .ledger(reader.now)
            .iter()
            .take(LISTED)
            .map(|entry| line(words, entry, timeline, reader))
            .collect()
    })
}

fn line(words: Words, entry: &LedgerEntry, timeline: &Timeline, reader: &Reader) -> String {
    let window = sentence_start(&reader.interval(entry.window));
    let answered = entry.answered.map(|at| reader.moment(at));
    match (entry.outcome, answered) {
        (Outcome::Kept, Some(at)) => fill(
            t_string!(words, rhythm.promises.kept),
            &[("window", &window), ("at", &at)],
        ),
        (Outcome::Missed | Outcome::Repaired, Some(at)) => fill(
            t_string!(words, rhythm.promises.missed_then),
            &[("window", &window), ("at", &at)],
        ),
        (Outcome::Missed | Outcome::Repaired, None) => {
            let open = timeline.window_at(reader.now);
            match open.or_else(|| timeline.next_opening(reader.now)) {
                Some(next) => fill(
                    t_string!(words, rhythm.promises.missed_next),
                    &[("window", &window), ("next", &reader.interval(next))],
                ),
                None => fill(
                    t_string!(words, rhythm.promises.missed),
                    &[("window", &window)],
                ),
            }
        }
        (Outcome::Closed, _) => fill(
            t_string!(words, rhythm.promises.closed),
            &[("window", &window)],
        ),
        (Outcome::Waiting | Outcome::Kept, _) => fill(
            t_string!(words, rhythm.promises.waiting),
            &[("window", &window)],
        ),
    }
}
