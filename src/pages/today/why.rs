//! Why an entry stands where it stands, and how many there is time for.

use chrono::TimeDelta;
use holdfast_protocol::NoticedLevel;

use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::state::{Book, TodayEntry, Why};

/// How long one letter takes to read and to answer: an assumption, and said.
const MINUTES_EACH: i64 = 10;

/// What was noticed in it, and the first difference to the next.
pub(super) fn why_words(words: Words, entry: &TodayEntry) -> Vec<String> {
    let open = entry.pressing.iter().filter(|one| one.taken.is_none());
    let own = match open.map(|one| one.level).max() {
        Some(NoticedLevel::Emergency) => t_string!(words, today.why.emergency),
        Some(NoticedLevel::Urgent) => t_string!(words, today.why.urgent),
        Some(NoticedLevel::Concern) => t_string!(words, today.why.concern),
        None if entry.pressing.is_empty() => t_string!(words, today.why.none),
        None => t_string!(words, today.why.taken),
    };
    let next = match entry.why {
        Why::NeedsMore => t_string!(words, today.why.needs_more),
        Why::Calls => t_string!(words, today.why.calls),
        Why::MorePressing => t_string!(words, today.why.more_pressing),
        Why::WaitsForWord => t_string!(words, today.why.waits),
        Why::DueSooner => t_string!(words, today.why.due),
        Why::WaitedLonger => t_string!(words, today.why.waited),
        Why::Last => t_string!(words, today.why.last),
    };
    vec![own.to_owned(), next.to_owned()]
}

/// Who has taken it all on.
pub(super) fn taken(words: Words, entry: &TodayEntry, reader: &Reader) -> Option<String> {
    let Some(first) = entry.pressing.first() else {
        let noticed = entry.owed.as_ref()?.level;
        return noticed.map(|_| t_string!(words, today.take_on.taken_plain).to_owned());
    };
    let taken = first.taken.as_ref()?;
    let name = taken.by.as_deref().unwrap_or_default();
    let sentence = match name {
        "" => t_string!(words, today.take_on.taken),
        _ => t_string!(words, today.take_on.taken_by),
    };
    let at = reader.past(taken.at);
    Some(fill(sentence, &[("name", name), ("at", &at)]))
}

/// How many of those who wait there is time for while a window is open; none
/// where there is time for all, or no window.
pub(super) fn fits(words: Words, book: &Book, reader: &Reader) -> Option<String> {
    let open = book.window_at(reader.now)?;
    let left: TimeDelta = open.closes - reader.now;
    let mut waiting = book.today(reader.now);
    waiting.retain(TodayEntry::needs_a_word);
    let count = waiting.len();
    let fits = usize::try_from(left.num_minutes() / MINUTES_EACH).ok()?;
    (fits < count).then(|| {
        fill(
            t_string!(words, today.fits),
            &[
                ("until", &reader.until(open.closes)),
                ("fits", &fits.to_string()),
                ("count", &count.to_string()),
                ("minutes", &MINUTES_EACH.to_string()),
            ],
        )
    })
}
