//! What changes next, in words: another version, time away, windows that the
//! clocks jump over, and whom nobody can reach by the list that is to come.

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;

use super::agreed::{Side, group, list};
use super::agreed_lines::{skipped, windows};
use super::time_away::{TimeAway, times_away};
use super::unreached::unreached_as_agreed;
use crate::components::parts::{heading, named_section, nothing};
use crate::i18n::{fill, t_string};
use crate::state::Conversation;

/// How far ahead time away is told; the agreement in words tells all of it.
const AHEAD: TimeDelta = TimeDelta::days(60);

/// What changes next; nothing while all stays as it is.
pub(super) fn coming(conversation: &Conversation, side: &Side) -> AnyView {
    let (words, reader) = (side.words, &side.reader);
    let timeline = &conversation.timeline;
    let Some(now) = timeline.in_force(reader.now) else {
        return nothing();
    };
    let mut lines = time_away(conversation, side);
    lines.extend(skipped(words, now, reader));
    let next = timeline.next_change(reader.now);
    if lines.is_empty() && next.is_none() {
        return nothing();
    }
    let unreached = next.map_or_else(nothing, |next| {
        unreached_as_agreed(conversation, &next.agreement, side)
    });
    let next = next.map_or_else(nothing, |next| {
        let said = t_string!(words, rhythm.versions.next);
        let title = fill(said, &[("from", &reader.starting(next.from))]);
        group(title, windows(&next.agreement, reader))
    });
    let title = t_string!(words, rhythm.coming.heading);
    named_section("coming", vec![heading(title), list(lines), next, unreached])
}

/// Time away that is now or soon, with the first window after it.
fn time_away(conversation: &Conversation, side: &Side) -> Vec<String> {
    let (words, reader) = (side.words, &side.reader);
    let soon = |from: DateTime<Utc>| from < reader.now + AHEAD;
    let away = times_away(&conversation.timeline);
    let near = away
        .iter()
        .filter(|away| reader.now < away.until && soon(away.from));
    let line = |away: &TimeAway| {
        let after = conversation.timeline.next_opening(away.until);
        let window = after.map(|window| reader.interval(window));
        let sentence = match window {
            Some(_) => t_string!(words, rhythm.coming.away_then),
            None => t_string!(words, rhythm.coming.away),
        };
        let window = window.unwrap_or_default();
        let dates = reader.dates(away.first, away.last);
        fill(sentence, &[("dates", &dates), ("window", &window)])
    };
    near.map(line).collect()
}
