//! What a version changes, in sentences.

use holdfast_rhythm::{Agreement, Away, parse_zone};

use super::agreed_lines::extra_window;
use super::changes::{Change, changes};
use crate::i18n::times::{Reader, zone_name};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;

/// What `after` changes against `before`, one sentence each, with times as
/// `reader` reads them on the day from which it counts.
pub fn changes_in_words(
    words: Words,
    before: &Agreement,
    after: &Agreement,
    reader: &Reader,
) -> Vec<String> {
    let sentence = |change| sentence(words, &change, (before, after), reader);
    changes(before.document(), after.document())
        .into_iter()
        .map(sentence)
        .collect()
}

fn sentence(
    words: Words,
    change: &Change,
    (before, after): (&Agreement, &Agreement),
    reader: &Reader,
) -> String {
    let around = after.document().effective_from;
    let now = |rule| reader.weekly(rule, after.zone(), around);
    let was = |rule| reader.weekly(rule, before.zone(), around);
    let window = |sentence: &str, window: &str| fill(sentence, &[("window", window)]);
    let dates = |away: &Away| reader.dates(away.from, away.until);
    let once = |extra, zone| reader.interval_in_both(extra_window(extra, zone));
    match change {
        Change::Added(rule) => window(t_string!(words, agreement.change.added), &now(rule)),
        Change::Removed(rule) => window(t_string!(words, agreement.change.removed), &was(rule)),
        Change::OtherHours {
            before: old,
            after: new,
        } => fill(
            t_string!(words, agreement.change.hours),
            &[("after", &now(new)), ("before", &was(old))],
        ),
        Change::OtherWeeks { rule, first } => fill(
            t_string!(words, agreement.change.weeks),
            &[("window", &now(rule)), ("date", &reader.date(*first))],
        ),
        Change::Zone(name) => {
            let zone = parse_zone(name)
                .map_or_else(|_| name.clone(), |zone| zone_name(zone, reader.language));
            fill(t_string!(words, agreement.change.zone), &[("zone", &zone)])
        }
        Change::AwayAdded(away) => match &away.note {
            Some(note) => fill(
                t_string!(words, agreement.change.away_added_note),
                &[("dates", &dates(away)), ("note", note)],
            ),
            None => fill(
                t_string!(words, agreement.change.away_added),
                &[("dates", &dates(away))],
            ),
        },
        Change::AwayRemoved(away) => fill(
            t_string!(words, agreement.change.away_removed),
            &[("dates", &dates(away))],
        ),
        Change::AwayNote(away) => match &away.note {
            Some(note) => fill(
                t_string!(words, agreement.change.away_note),
                &[("dates", &dates(away)), ("note", note)],
            ),
            None => fill(
                t_string!(words, agreement.change.away_note_none),
                &[("dates", &dates(away))],
            ),
        },
        Change::ExtraAdded(extra) => window(
            t_string!(words, agreement.change.extra_added),
            &once(extra, after.zone()),
        ),
        Change::ExtraRemoved(extra) => window(
            t_string!(words, agreement.change.extra_removed),
            &once(extra, before.zone()),
        ),
        Change::Cutoff(0) => t_string!(words, agreement.change.cutoff_none).to_owned(),
        Change::Cutoff(minutes) => fill(
            t_string!(words, agreement.change.cutoff),
            &[("minutes", &minutes.to_string())],
        ),
        Change::Notice(hours) => fill(
            t_string!(words, agreement.change.notice),
            &[("hours", &hours.to_string())],
        ),
    }
}
