//! Problems and changes as sentences.

use holdfast_rhythm::{ExtraWindow, Tz, WallTime, Window, parse_zone, resolve};

use super::changes::Change;
use super::form::MOST_NOTICE_HOURS;
use super::problem::{Field, FieldProblem, What};
use crate::i18n::times::{Reader, weekdays, zone_name};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;

/// What is wrong, as it stands beside the field.
pub(super) fn beside_the_field(words: Words, problem: FieldProblem) -> String {
    let plain = match (problem.field, problem.what) {
        (_, What::TooSoon { hours: 0 }) => t_string!(words, agreement.problem.too_soon_first),
        (_, What::TooSoon { hours }) => {
            let hours = hours.to_string();
            return fill(
                t_string!(words, agreement.problem.too_soon),
                &[("hours", &hours)],
            );
        }
        (Field::Cutoff | Field::Notice, What::Missing) => {
            t_string!(words, agreement.problem.number)
        }
        (
            Field::WindowOpens(_)
            | Field::WindowCloses(_)
            | Field::ExtraOpens(_)
            | Field::ExtraCloses(_),
            What::Missing,
        ) => t_string!(words, agreement.problem.time),
        (Field::EffectiveFrom | Field::AwayFrom(_) | Field::ExtraDate(_), _)
        | (Field::AwayUntil(_), What::Missing) => t_string!(words, agreement.problem.date),
        (Field::Zone, _) => t_string!(words, agreement.problem.zone),
        (Field::Windows, _) => t_string!(words, agreement.problem.windows),
        (Field::Window(_), _) => t_string!(words, agreement.problem.overlap),
        (Field::WindowDays(_), _) => t_string!(words, agreement.problem.days),
        (Field::WindowOpens(_) | Field::ExtraOpens(_), _) => {
            t_string!(words, agreement.problem.opens)
        }
        (Field::WindowCloses(_) | Field::ExtraCloses(_), _) => {
            t_string!(words, agreement.problem.closes)
        }
        (Field::AwayUntil(_), _) => t_string!(words, agreement.problem.away_until),
        (Field::Away(_), _) => t_string!(words, agreement.problem.away),
        (Field::Extra(_), _) => t_string!(words, agreement.problem.extra),
        (Field::Cutoff, _) => t_string!(words, agreement.problem.cutoff),
        (Field::Notice, _) => {
            let most = MOST_NOTICE_HOURS.to_string();
            return fill(
                t_string!(words, agreement.problem.notice),
                &[("hours", &most)],
            );
        }
        (Field::AwayNote(_) | Field::Document, _) => {
            t_string!(words, agreement.problem.document)
        }
    };
    plain.to_owned()
}

/// What is wrong, with the name of its place, as in a list.
pub(super) fn in_the_list(words: Words, problem: FieldProblem) -> String {
    let said = beside_the_field(words, problem);
    let numbered = |sentence: &str, index: usize| {
        let number = (index + 1).to_string();
        fill(sentence, &[("number", &number), ("problem", &said)])
    };
    let named = |field: &str| {
        fill(
            t_string!(words, agreement.problem.in_field),
            &[("field", field), ("problem", &said)],
        )
    };
    match problem.field {
        Field::Window(index)
        | Field::WindowDays(index)
        | Field::WindowOpens(index)
        | Field::WindowCloses(index) => {
            numbered(t_string!(words, agreement.problem.in_window), index)
        }
        Field::Away(index)
        | Field::AwayFrom(index)
        | Field::AwayUntil(index)
        | Field::AwayNote(index) => numbered(t_string!(words, agreement.problem.in_away), index),
        Field::Extra(index)
        | Field::ExtraDate(index)
        | Field::ExtraOpens(index)
        | Field::ExtraCloses(index) => {
            numbered(t_string!(words, agreement.problem.in_extra), index)
        }
        Field::Zone => named(t_string!(words, agreement.zone)),
        Field::EffectiveFrom => named(t_string!(words, agreement.effective_from)),
        Field::Cutoff => named(t_string!(words, agreement.cutoff)),
        Field::Notice => named(t_string!(words, agreement.notice)),
        Field::Windows | Field::Document => said,
    }
}

/// One change, with times as `reader` reads those written down in `zone`.
pub(super) fn change_sentence(words: Words, change: &Change, reader: &Reader, zone: Tz) -> String {
    let today = reader.date_of(reader.now);
    let weekly = |rule| reader.weekly(rule, zone, today);
    let hours = |(opens, closes): (WallTime, WallTime)| format!("{opens}–{closes}");
    let window = |sentence: &str, window: &str| fill(sentence, &[("window", window)]);
    let dates = |sentence: &str, dates: &str| fill(sentence, &[("dates", dates)]);
    match change {
        Change::Added(rule) => window(t_string!(words, agreement.change.added), &weekly(rule)),
        Change::Removed(rule) => window(t_string!(words, agreement.change.removed), &weekly(rule)),
        Change::OtherHours {
            days,
            before,
            after,
        } => fill(
            t_string!(words, agreement.change.hours),
            &[
                (
                    "days",
                    &crate::i18n::times::sentence_start(&weekdays(days, reader.language)),
                ),
                ("after", &hours(*after)),
                ("before", &hours(*before)),
            ],
        ),
        Change::Zone(name) => {
            let zone = parse_zone(name)
                .map_or_else(|_| name.clone(), |zone| zone_name(zone, reader.language));
            fill(t_string!(words, agreement.change.zone), &[("zone", &zone)])
        }
        Change::AwayAdded(from, until) => dates(
            t_string!(words, agreement.change.away_added),
            &reader.dates(*from, *until),
        ),
        Change::AwayRemoved(from, until) => dates(
            t_string!(words, agreement.change.away_removed),
            &reader.dates(*from, *until),
        ),
        Change::ExtraAdded(extra) => window(
            t_string!(words, agreement.change.extra_added),
            &reader.interval(on_its_day(extra, zone)),
        ),
        Change::ExtraRemoved(extra) => window(
            t_string!(words, agreement.change.extra_removed),
            &reader.interval(on_its_day(extra, zone)),
        ),
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

fn on_its_day(extra: &ExtraWindow, zone: Tz) -> Window {
    let closes_on = if extra.closes < extra.opens {
        extra.date.succ_opt().unwrap_or(extra.date)
    } else {
        extra.date
    };
    Window {
        opens: resolve(zone, extra.date, extra.opens),
        closes: resolve(zone, closes_on, extra.closes),
    }
}
