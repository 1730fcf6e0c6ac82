//! One version of the agreement in words, for either side.

use holdfast_protocol::Role;
use holdfast_rhythm::{Agreement, AgreementDocument, Occurrence, Window, resolve};
use leptos::prelude::*;

use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::icon::IconName;
use crate::i18n::times::{Reader, Shift, sentence_start, zone_name};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::routes;

/// Who reads the words, and about whom.
#[derive(Clone)]
pub struct Side {
    /// Where the sentences come from.
    pub words: Words,
    /// Who reads them.
    pub reader: Reader,
    /// Patient or therapist.
    pub role: Role,
    /// The other side's name.
    pub name: String,
}

/// Everything `agreement` says: when, in both zones; time away; what is not
/// read between windows; how a miss is repaired; whom to turn to instead.
pub fn agreement_in_words(agreement: &Agreement, side: &Side) -> AnyView {
    let Side {
        words,
        reader,
        role,
        name,
    } = side.clone();
    let document = agreement.document();
    let patient = role == Role::Patient;
    let name = move || name.clone();
    let heading = if patient {
        fill(t_string!(words, rhythm.agreed.reads), &[("name", &name())])
    } else {
        t_string!(words, rhythm.agreed.you_read).to_owned()
    };
    let zone = zone_name(agreement.zone(), reader.language);
    let (between, miss) = if patient {
        (
            t_string!(words, rhythm.agreed.between),
            fill(t_string!(words, rhythm.agreed.miss), &[("name", &name())]),
        )
    } else {
        (
            t_string!(words, rhythm.agreed.between_therapist),
            fill(
                t_string!(words, rhythm.agreed.miss_therapist),
                &[("name", &name())],
            ),
        )
    };
    let sooner = if patient {
        view! {
            <p>{t_string!(words, rhythm.agreed.sooner)}</p>
            <ButtonLink href=routes::HELP.to_owned() kind=ButtonKind::Help icon=IconName::Phone>
                {t_string!(words, rhythm.agreed.get_help)}
            </ButtonLink>
        }
        .into_any()
    } else {
        view! { <p>{t_string!(words, rhythm.agreed.sooner_therapist)}</p> }.into_any()
    };
    view! {
        <div class="stack">
            <div>
                <h3>{heading}</h3>
                {list(windows(agreement, &reader))}
            </div>
            {section(t_string!(words, rhythm.agreed.extra), extra(agreement, &reader))}
            {section(t_string!(words, rhythm.agreed.away), away(words, document, &reader))}
            <p>{fill(t_string!(words, rhythm.agreed.from), &[("date", &reader.date(document.effective_from))])}</p>
            <p class="quiet">{fill(t_string!(words, rhythm.agreed.zone), &[("zone", &zone)])}</p>
            {list(shifts(words, agreement, &reader))}
            {list(skipped(words, agreement, &reader))}
            {cutoff(words, document)}
            <p>{between}</p>
            <p>{miss}</p>
            <p>{fill(t_string!(words, rhythm.agreed.notice), &[("hours", &document.notice_hours.to_string())])}</p>
            {sooner}
        </div>
    }
    .into_any()
}

fn section(heading: &str, lines: Vec<String>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        view! {
            <div>
                <h3>{heading.to_owned()}</h3>
                {list(lines)}
            </div>
        }
        .into_any()
    })
}

fn list(lines: Vec<String>) -> Option<AnyView> {
    let line = |line: String| view! { <li>{line}</li> };
    (!lines.is_empty())
        .then(|| view! { <ul>{lines.into_iter().map(line).collect_view()}</ul> }.into_any())
}

/// The windows that come again, each in both zones.
pub fn windows(agreement: &Agreement, reader: &Reader) -> Vec<String> {
    let document = agreement.document();
    let around = document.effective_from.max(reader.date_of(reader.now));
    let in_words = |rule| sentence_start(&reader.weekly(rule, agreement.zone(), around));
    document.windows.iter().map(in_words).collect()
}

fn extra(agreement: &Agreement, reader: &Reader) -> Vec<String> {
    let zone = agreement.zone();
    let in_words = |extra: &holdfast_rhythm::ExtraWindow| {
        let closes_on = if extra.closes < extra.opens {
            extra.date.succ_opt().unwrap_or(extra.date)
        } else {
            extra.date
        };
        let window = Window {
            opens: resolve(zone, extra.date, extra.opens),
            closes: resolve(zone, closes_on, extra.closes),
        };
        sentence_start(&reader.interval_in_both(window))
    };
    agreement.document().extra.iter().map(in_words).collect()
}

fn away(words: Words, document: &AgreementDocument, reader: &Reader) -> Vec<String> {
    let in_words = |away: &holdfast_rhythm::Away| {
        let dates = reader.dates(away.from, away.until);
        match away.note.clone() {
            Some(note) => fill(
                t_string!(words, rhythm.agreed.away_note),
                &[("dates", &dates), ("note", &note)],
            ),
            None => dates,
        }
    };
    document.away.iter().map(in_words).collect()
}

/// The stretches in which the hours stand elsewhere for the reader.
fn shifts(words: Words, agreement: &Agreement, reader: &Reader) -> Vec<String> {
    let around = agreement
        .document()
        .effective_from
        .max(reader.date_of(reader.now));
    let in_words = |shift: Shift| {
        let dates = reader.dates(shift.first, shift.last);
        let minutes = shift.minutes.unsigned_abs();
        match shift.minutes {
            60 => fill(
                t_string!(words, rhythm.agreed.shift_hour_later),
                &[("dates", &dates)],
            ),
            -60 => fill(
                t_string!(words, rhythm.agreed.shift_hour_earlier),
                &[("dates", &dates)],
            ),
            1.. => fill(
                t_string!(words, rhythm.agreed.shift_later),
                &[("dates", &dates), ("minutes", &minutes.to_string())],
            ),
            _ => fill(
                t_string!(words, rhythm.agreed.shift_earlier),
                &[("dates", &dates), ("minutes", &minutes.to_string())],
            ),
        }
    };
    let shifts = reader.shifts(agreement.zone(), around);
    shifts.into_iter().map(in_words).collect()
}

/// Windows of the next half year that the clocks swallow.
fn skipped(words: Words, agreement: &Agreement, reader: &Reader) -> Vec<String> {
    let until = reader.now + chrono::TimeDelta::weeks(26);
    agreement
        .occurrences(reader.now, until)
        .filter_map(|occurrence| match occurrence {
            Occurrence::Skipped(skipped) => Some(skipped),
            Occurrence::Open(_) => None,
        })
        .map(|skipped| {
            fill(
                t_string!(words, rhythm.versions.skipped),
                &[
                    ("date", &reader.date(skipped.date)),
                    ("hours", &format!("{}–{}", skipped.opens, skipped.closes)),
                ],
            )
        })
        .collect()
}

fn cutoff(words: Words, document: &AgreementDocument) -> Option<AnyView> {
    let minutes = document.cutoff_minutes;
    (minutes > 0).then(|| {
        view! { <p>{fill(t_string!(words, rhythm.agreed.cutoff), &[("minutes", &minutes.to_string())])}</p> }.into_any()
    })
}
