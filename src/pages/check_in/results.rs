//! What became of each check-in, in words: rows of a table, and every answer.

use holdfast_measures::{ITEM_NINE, Measure, Reason, Worse, score};
use holdfast_protocol::CheckInAnswer;
use leptos::prelude::*;

use super::questions::{Asking, Question, asking};
use super::words::{band_name, date_of, noticed_in_words, own_words, value_in_words};
use crate::components::parts::{block, paragraph_of};
use crate::i18n::times::sentence_start;
use crate::i18n::{fill, spoken, t_string};
use crate::pages::rhythm::{Side, list};
use crate::state::{Point, Series, Standing, points as points_of};

/// Names of the measure's bands with what they span.
pub(super) fn band_names(measure: Measure, side: &Side) -> Vec<(u16, u16, String)> {
    let words = side.words;
    let named = measure.bands().iter().map(|band| {
        let name = band_name(words, measure, band.weight);
        let said = fill(
            t_string!(words, check_ins.band.range),
            &[
                ("name", name),
                ("from", &band.from.to_string()),
                ("to", &band.to.to_string()),
            ],
        );
        (band.from, band.to, said)
    });
    let named: Vec<_> = named.collect();
    match measure.highest() {
        Some(highest) if named.is_empty() => vec![(0, highest, format!("0–{highest}"))],
        _ => named,
    }
}

/// When and what, the latest first.
pub(super) fn rows(series: &Series<'_>, side: &Side) -> Vec<[String; 2]> {
    let mut before = None;
    let mut rows = Vec::new();
    for point in &series.points {
        let mut said = vec![sentence_start(&value_in_words(
            side.words,
            series.measure,
            point,
        ))];
        said.extend(noticed(series, point, side));
        if !is_told_of_change(point) {
            said.extend(change(series.measure, before, point.total, side));
        }
        said.extend(more(series.measure, point, side));
        before = point.total.or(before);
        rows.push([
            date_of(point, &side.reader),
            said.join(". ").replace("..", "."),
        ]);
    }
    rows.reverse();
    rows
}

/// What asks for a look.
fn noticed(series: &Series<'_>, point: &Point<'_>, side: &Side) -> Vec<String> {
    let Some(entry) = point.answered else {
        return Vec::new();
    };
    let asked = asked(series, point, side);
    let nine = (series.measure == Measure::Phq9)
        .then(|| {
            Some((
                asked.questions.get(ITEM_NINE)?,
                entry.check_in.answers.get(ITEM_NINE)?,
            ))
        })
        .flatten();
    match entry.noticed {
        Some(found) => noticed_in_words(side.words, found, nine),
        None => Vec::new(),
    }
}

/// Whether the agreement's own words for a change stand there already.
fn is_told_of_change(point: &Point<'_>) -> bool {
    let noticed = point.answered.and_then(|entry| entry.noticed);
    noticed.is_some_and(|noticed| {
        let mut hints = noticed.hints.iter();
        hints.any(|hint| hint.rule == Reason::Change.rule())
    })
}

/// A change that is more than chance.
fn change(measure: Measure, before: Option<u16>, now: Option<u16>, side: &Side) -> Option<String> {
    let (before, now, clear) = (before?, now?, measure.clear_change()?);
    if before.abs_diff(now) < clear {
        return None;
    }
    let heavier = (now > before) == (measure.worse() == Worse::Higher);
    let said = if heavier {
        t_string!(side.words, check_ins.course.worse)
    } else {
        t_string!(side.words, check_ins.course.better)
    };
    Some(said.to_owned())
}

/// What was left out, and what has not left this device.
fn more(measure: Measure, point: &Point<'_>, side: &Side) -> Vec<String> {
    let Some(entry) = point.answered else {
        return Vec::new();
    };
    let words = side.words;
    let mut all = Vec::new();
    let left_out = score(measure, &points_of(&entry.check_in.answers)).left_out;
    if left_out > 0 && point.total.is_some() {
        let said = t_string!(words, check_ins.course.estimated);
        all.push(sentence_start(&fill(
            said,
            &[("count", &left_out.to_string())],
        )));
    }
    if !matches!(entry.standing, Standing::Arrived(_)) {
        all.push(sentence_start(t_string!(words, check_ins.course.here)));
    }
    all
}

/// Every answer of every time, the latest first.
pub(super) fn answers(series: &Series<'_>, side: &Side) -> AnyView {
    let given = series.points.iter().rev();
    let given = given.filter(|point| point.answered.is_some());
    let one = |point: &Point<'_>| {
        let title = fill(
            t_string!(side.words, check_ins.course.answers),
            &[("date", &date_of(point, &side.reader))],
        );
        let Asking { questions, .. } = asked(series, point, side);
        let lines = questions.iter().zip(point.answers());
        let lines = lines.map(|(question, answer)| line(question, answer, side));
        let title = view! { <h4>{title}</h4> }.into_any();
        block("stack stack-close", vec![title, list(lines.collect())])
    };
    let mut all: Vec<AnyView> = given.map(one).collect();
    let source = series.measure.source();
    if !source.is_empty() {
        let said = t_string!(side.words, check_ins.course.source);
        all.push(paragraph_of(
            "quiet small",
            fill(said, &[("source", source)]),
        ));
    }
    block("stack", all)
}

fn line(question: &Question, answer: &CheckInAnswer, side: &Side) -> String {
    let said = question.said(answer);
    let said = said.unwrap_or_else(|| t_string!(side.words, check_ins.page.left_out).to_owned());
    format!("{} {said}", with_colon(&question.text))
}

/// A question ends as it does; a statement gets a colon.
fn with_colon(text: &str) -> String {
    if text.ends_with(['?', '.', '!', ':']) {
        text.to_owned()
    } else {
        format!("{text}:")
    }
}

/// What was asked that time; where no agreement here says it, by the measure.
fn asked(series: &Series<'_>, point: &Point<'_>, side: &Side) -> Asking {
    let own = own_words(side.words);
    match point.rule {
        Some(rule) => asking(rule, spoken().code(), own),
        None => super::questions::asking_of(series.measure, spoken().code()),
    }
}
