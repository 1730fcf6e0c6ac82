//! The lists in a version's words, one sentence each.

use chrono::TimeDelta;
use holdfast_protocol::Role;
use holdfast_rhythm::{
    Agreement, AgreementDocument, Away, Escalation, ExtraWindow, Occurrence, Skipped, Tz, Window,
    resolve,
};
use holdfast_safety::Level;
use holdfast_safety::routing::{Costs, pages};

use super::changes::check_in_calls;
use crate::i18n::times::{Reader, Shift, sentence_start};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::side::known;

/// How far ahead windows that the clocks swallow are told.
const SKIPPED_AHEAD: TimeDelta = TimeDelta::weeks(26);

/// The windows that come again, each in both zones.
pub fn windows(agreement: &Agreement, reader: &Reader) -> Vec<String> {
    let document = agreement.document();
    let around = document.effective_from.max(reader.date_of(reader.now));
    let in_words = |rule| sentence_start(&reader.weekly(rule, agreement.zone(), around));
    document.windows.iter().map(in_words).collect()
}

/// The windows that come again, as they are written down.
pub(super) fn windows_as_written(agreement: &Agreement, reader: &Reader) -> Vec<String> {
    let in_words = |rule| sentence_start(&reader.weekly_as_written(rule, agreement.zone()));
    agreement.document().windows.iter().map(in_words).collect()
}

pub(super) fn extra(agreement: &Agreement, reader: &Reader) -> Vec<String> {
    let in_words = |extra: &ExtraWindow| {
        let window = extra_window(extra, agreement.zone());
        sentence_start(&reader.interval_in_both(window))
    };
    agreement.document().extra.iter().map(in_words).collect()
}

/// A window on one date, written down in `zone`.
pub(super) fn extra_window(extra: &ExtraWindow, zone: Tz) -> Window {
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

pub(super) fn away(words: Words, document: &AgreementDocument, reader: &Reader) -> Vec<String> {
    let in_words = |away: &Away| {
        let dates = reader.dates(away.from, away.until);
        match &away.note {
            Some(note) => fill(
                t_string!(words, rhythm.agreed.away_note),
                &[("dates", &dates), ("note", note)],
            ),
            None => dates,
        }
    };
    document.away.iter().map(in_words).collect()
}

/// The stretches in which the hours stand elsewhere for the reader.
pub(super) fn shifts(words: Words, agreement: &Agreement, reader: &Reader) -> Vec<String> {
    let around = agreement
        .document()
        .effective_from
        .max(reader.date_of(reader.now));
    let in_words = |shift: Shift| {
        let dates = reader.dates(shift.first, shift.last);
        let sentence = match shift.minutes {
            60 => t_string!(words, rhythm.agreed.shift_hour_later),
            -60 => t_string!(words, rhythm.agreed.shift_hour_earlier),
            1.. => t_string!(words, rhythm.agreed.shift_later),
            _ => t_string!(words, rhythm.agreed.shift_earlier),
        };
        let minutes = shift.minutes.unsigned_abs().to_string();
        fill(sentence, &[("dates", &dates), ("minutes", &minutes)])
    };
    let shifts = reader.shifts(agreement.zone(), around);
    shifts.into_iter().map(in_words).collect()
}

/// Windows of the next half year that the clocks swallow.
pub(super) fn skipped(words: Words, agreement: &Agreement, reader: &Reader) -> Vec<String> {
    agreement
        .occurrences(reader.now, reader.now + SKIPPED_AHEAD)
        .filter_map(|occurrence| match occurrence {
            Occurrence::Skipped(skipped) => Some(skipped_sentence(words, &skipped, reader)),
            Occurrence::Open(_) => None,
        })
        .collect()
}

/// A window that the clocks swallow.
pub fn skipped_sentence(words: Words, skipped: &Skipped, reader: &Reader) -> String {
    let hours = reader.hours(&skipped.opens.to_string(), &skipped.closes.to_string());
    fill(
        t_string!(words, rhythm.versions.skipped),
        &[("date", &reader.date(skipped.date)), ("hours", &hours)],
    )
}

/// Which words call somebody, by what a call and a miss cost.
pub(super) fn calls_for(words: Words, ladder: &Escalation) -> &'static str {
    let costs = Costs {
        call: ladder.call_cost,
        miss: ladder.miss_cost,
    };
    match [Level::Emergency, Level::Urgent].map(|level| pages(level, costs)) {
        [true, true] => t_string!(words, rhythm.ladder.calls_both),
        [true, false] => t_string!(words, rhythm.ladder.calls_emergency),
        _ => t_string!(words, rhythm.ladder.calls_none),
    }
}

/// Who is told when words sound like danger, in which order; nothing where
/// nobody is.
pub(super) fn ladder(words: Words, document: &AgreementDocument, role: Role) -> Vec<String> {
    let Some(ladder) = &document.escalation else {
        return Vec::new();
    };
    let of = |patient, therapist| match known(role) {
        Role::Patient => patient,
        Role::Therapist => therapist,
    };
    let mut lines = vec![
        t_string!(words, rhythm.ladder.when).to_owned(),
        calls_for(words, ladder).to_owned(),
    ];
    if check_in_calls(document) {
        lines.push(t_string!(words, rhythm.ladder.calls_check_in).to_owned());
    }
    for (place, step) in ladder.steps.iter().enumerate() {
        let sentence = if place + 1 < ladder.steps.len() {
            t_string!(words, rhythm.ladder.step)
        } else {
            t_string!(words, rhythm.ladder.step_last)
        };
        let (number, minutes) = ((place + 1).to_string(), step.delay_minutes.to_string());
        lines.push(fill(
            sentence,
            &[
                ("number", &number),
                ("name", &step.name),
                ("minutes", &minutes),
            ],
        ));
    }
    if ladder.rounds > 1 {
        let rounds = ladder.rounds.to_string();
        lines.push(fill(
            t_string!(words, rhythm.ladder.rounds),
            &[("rounds", &rounds)],
        ));
    }
    let told = of(
        t_string!(words, rhythm.ladder.told),
        t_string!(words, rhythm.ladder.told_therapist),
    );
    let told_by = of(
        t_string!(words, rhythm.ladder.told_by),
        t_string!(words, rhythm.ladder.told_by_therapist),
    );
    lines.push(match ladder.reference.as_str() {
        "" => told.to_owned(),
        reference => fill(told_by, &[("reference", reference)]),
    });
    let nobody = of(
        t_string!(words, rhythm.ladder.nobody),
        t_string!(words, rhythm.ladder.nobody_therapist),
    );
    lines.push(nobody.to_owned());
    lines
}

pub(super) fn cutoff(words: Words, document: &AgreementDocument) -> Option<String> {
    let minutes = document.cutoff_minutes;
    (minutes > 0).then(|| {
        fill(
            t_string!(words, rhythm.agreed.cutoff),
            &[("minutes", &minutes.to_string())],
        )
    })
}
