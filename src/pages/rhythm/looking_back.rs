//! How far back the page looks: further than the letters that are always here.

use chrono::{DateTime, TimeDelta, Utc};

use super::picture::Week;
use super::shoreline::months_since;
use crate::i18n::times::Reader;
use crate::state::Conversation;

/// How many promised windows are listed in words, the latest first.
pub const LISTED: usize = 6;
/// How much further to look for those, at a time.
const FURTHER: TimeDelta = TimeDelta::days(180);

/// Since when all letters have to be here: for the months and the week that
/// are shown, and for the promises that are listed.
#[must_use]
pub fn looks_back_to(
    conversation: &Conversation,
    week: Week,
    months: i64,
    reader: &Reader,
) -> DateTime<Utc> {
    let mut from = months_since(months, reader).min(week.span(reader.zone).opens);
    if !conversation.reach.older {
        return from;
    }
    let begun = conversation.timeline.versions();
    let begun = begun.map(|version| version.accepted).min();
    // Nothing was promised before there was a rhythm.
    while conversation.covers(from) && begun.is_some_and(|begun| begun < from) {
        let ledger = conversation.ledger(reader.now);
        let known = ledger.iter().filter(|entry| entry.window.opens >= from);
        if known.count() >= LISTED {
            break;
        }
        from -= FURTHER;
    }
    from
}
