//! What a version changes, in sentences.

use holdfast_rhythm::{Agreement, Away, Escalation, Tz, WindowRule, parse_zone};

use super::agreed_lines::{calls_for, extra_window};
use super::changes::{Change, changes, check_in_calls};
use crate::i18n::times::{Reader, zone_name};
use crate::i18n::{fill, listed, t_string};
use crate::pages::check_in::{rule_in_words, rule_name};
use crate::pages::shell::Words;

/// How windows that come again are said: as written down in a zone.
type Weekly<'a> = &'a dyn Fn(&WindowRule, Tz) -> String;

/// What `after` changes against `before`, one sentence each, with times as
/// `reader` reads them on the day from which it counts.
pub fn changes_in_words(
    words: Words,
    before: &Agreement,
    after: &Agreement,
    reader: &Reader,
) -> Vec<String> {
    let around = after.document().effective_from;
    let weekly = |rule: &WindowRule, zone| reader.weekly(rule, zone, around);
    all_in_words(words, (before, after), reader, &weekly)
}

/// As [`changes_in_words`], with windows that come again as they are written
/// down: versions that count in different weeks are said alike.
pub(super) fn changes_as_written(
    words: Words,
    before: &Agreement,
    after: &Agreement,
    reader: &Reader,
) -> Vec<String> {
    let weekly = |rule: &WindowRule, zone| reader.weekly_as_written(rule, zone);
    all_in_words(words, (before, after), reader, &weekly)
}

fn all_in_words(
    words: Words,
    (before, after): (&Agreement, &Agreement),
    reader: &Reader,
    weekly: Weekly,
) -> Vec<String> {
    let sentence = |change| sentence(words, &change, (before, after), reader, weekly);
    let (was, is) = (before.document(), after.document());
    let mut all: Vec<String> = changes(was, is).into_iter().map(sentence).collect();
    if check_in_calls(is) && !check_in_calls(was) {
        all.push(t_string!(words, rhythm.ladder.calls_check_in).to_owned());
    }
    all
}

fn sentence(
    words: Words,
    change: &Change,
    (before, after): (&Agreement, &Agreement),
    reader: &Reader,
    weekly: Weekly,
) -> String {
    let now = |rule| weekly(rule, after.zone());
    let was = |rule| weekly(rule, before.zone());
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
        Change::Cutoff { before, after } => {
            let sentence = match (before, after) {
                (0, _) => t_string!(words, agreement.change.cutoff_new),
                (_, 0) => t_string!(words, agreement.change.cutoff_none),
                _ => t_string!(words, agreement.change.cutoff),
            };
            numbers(sentence, *before, *after)
        }
        Change::LadderAdded(ladder) => {
            named(words, t_string!(words, rhythm.ladder.added), ladder, reader)
        }
        Change::LadderRemoved => t_string!(words, rhythm.ladder.removed).to_owned(),
        Change::LadderChanged(ladder) => named(
            words,
            t_string!(words, rhythm.ladder.changed),
            ladder,
            reader,
        ),
        Change::CheckInAdded(rule) => check_in(
            t_string!(words, check_ins.change.added),
            &rule_in_words(words, rule, after.zone(), reader),
        ),
        Change::CheckInChanged(rule) => check_in(
            t_string!(words, check_ins.change.changed),
            &rule_in_words(words, rule, after.zone(), reader),
        ),
        Change::CheckInRemoved(rule) => fill(
            t_string!(words, check_ins.change.removed),
            &[("name", rule_name(words, rule))],
        ),
        Change::Notice { before, after } => {
            numbers(t_string!(words, agreement.change.notice), *before, *after)
        }
    }
}

fn named(words: Words, sentence: &str, ladder: &Escalation, reader: &Reader) -> String {
    let names = ladder.steps.iter().map(|step| step.name.clone());
    let names: Vec<String> = names.collect();
    let named = fill(sentence, &[("names", &listed(&names, reader.language))]);
    format!("{named} {}", calls_for(words, ladder))
}

fn check_in(sentence: &str, rule: &str) -> String {
    fill(sentence, &[("rule", rule)])
}

fn numbers(sentence: &str, before: u32, after: u32) -> String {
    let (before, after) = (before.to_string(), after.to_string());
    fill(sentence, &[("before", &before), ("after", &after)])
}
