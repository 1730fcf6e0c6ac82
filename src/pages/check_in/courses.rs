//! Check-ins over time, for either side: a line each, the same as a table, and
//! every answer.

use holdfast_measures::{Measure, Worse};
use holdfast_protocol::Role;
use leptos::prelude::*;

use super::results::{answers, band_names, rows};
use super::words::{date_of, measure_name, value_in_words};
use crate::components::attributes::given;
use crate::components::parts::{block, details, heading, nothing, paragraph_of, section};
use crate::components::tide::{Course, Spot, SpotKind, course_content, drawn, tide_table};
use crate::i18n::{fill, t_string};
use crate::pages::rhythm::Side;
use crate::side::known;
use crate::state::{Conversation, Point, Series};

/// Every check-in over time; nothing where none was ever asked for.
pub fn courses(conversation: &Conversation, side: &Side) -> AnyView {
    let all = conversation.series(side.reader.now);
    let asks = conversation
        .timeline
        .versions()
        .any(|version| !version.agreement.document().check_ins.is_empty());
    if all.is_empty() && !asks {
        return nothing();
    }
    let words = side.words;
    let mut parts = vec![heading(t_string!(words, check_ins.course.heading))];
    if all.is_empty() {
        parts.push(paragraph_of(
            "quiet",
            t_string!(words, check_ins.course.none),
        ));
    }
    // The one that asks for a look first comes first.
    let (soon, rest): (Vec<&Series<'_>>, Vec<&Series<'_>>) = all.iter().partition(|series| {
        let last = series.points.iter().rev().find(|it| it.answered.is_some());
        last.is_some_and(Point::is_marked)
    });
    parts.extend(soon.into_iter().chain(rest).map(|series| one(series, side)));
    let inner = section("stack stack-wide", parts);
    view! { <div {..given("id", "check-ins")} {..given("data-testid", "check-ins")}>{inner}</div> }
        .into_any()
}

fn one(series: &Series<'_>, side: &Side) -> AnyView {
    let words = side.words;
    let name = measure_name(words, series.measure);
    let title = fill(
        t_string!(words, check_ins.course.picture),
        &[("name", name)],
    );
    let title_said = view! { <h3>{name}</h3> }.into_any();
    let mut parts = vec![title_said];
    if let Some(course) = course(series, side) {
        let described = described(series, side);
        let content = course_content(&course, &title, &described);
        parts.push(drawn("tide course", content));
        parts.push(paragraph_of("quiet small", described));
        parts.push(paragraph_of("quiet small", legend(series, side)));
    }
    parts.push(tide_table(
        t_string!(words, check_ins.course.table),
        title_of(series.measure, side),
        [
            t_string!(words, check_ins.course.when),
            t_string!(words, check_ins.course.what),
        ],
        rows(series, side),
    ));
    let answered = series.points.iter().any(|point| point.answered.is_some());
    if answered {
        let all = answers(series, side);
        parts.push(details(t_string!(words, check_ins.course.all), all));
    }
    block("stack stack-close", parts)
}

fn title_of(measure: Measure, side: &Side) -> &'static str {
    measure_name(side.words, measure)
}

/// The picture; none of own questions, which have no total.
fn course(series: &Series<'_>, side: &Side) -> Option<Course> {
    let highest = series.measure.highest()?;
    let spot = |point: &Point<'_>| {
        let kind = match (point.total, point.answered) {
            (Some(total), _) if point.is_marked() => SpotKind::Marked(total),
            (Some(total), _) => SpotKind::Value(total),
            (None, Some(_)) if point.is_marked() => SpotKind::MarkedNoValue,
            (None, Some(_)) => SpotKind::NoValue,
            (None, None) => SpotKind::Missed,
        };
        let value = value_in_words(side.words, series.measure, point);
        Spot {
            at: point.at,
            kind,
            date: date_of(point, &side.reader),
            label: format!("{}: {value}", date_of(point, &side.reader)),
        }
    };
    Some(Course {
        highest,
        bands: band_names(series.measure, side),
        spots: series.points.iter().map(spot).collect(),
    })
}

fn described(series: &Series<'_>, side: &Side) -> String {
    let words = side.words;
    let answered: Vec<&Point<'_>> = series
        .points
        .iter()
        .filter(|point| point.answered.is_some())
        .collect();
    let (Some(first), Some(last)) = (answered.first(), answered.last()) else {
        return t_string!(words, check_ins.course.described_none).to_owned();
    };
    let value = value_in_words(words, series.measure, last);
    let sentence = if answered.len() == 1 {
        t_string!(words, check_ins.course.described_once)
    } else {
        t_string!(words, check_ins.course.described)
    };
    fill(
        sentence,
        &[
            ("count", &answered.len().to_string()),
            ("first", &date_of(first, &side.reader)),
            ("last", &date_of(last, &side.reader)),
            ("value", &value),
        ],
    )
}

/// How the picture is read.
fn legend(series: &Series<'_>, side: &Side) -> String {
    let words = side.words;
    let mut all = vec![match (known(side.role), series.measure.worse()) {
        (Role::Patient, Worse::Higher) => t_string!(words, check_ins.course.higher),
        (Role::Patient, Worse::Lower) => t_string!(words, check_ins.course.lower),
        (Role::Therapist, Worse::Higher) => t_string!(words, check_ins.course.higher_therapist),
        (Role::Therapist, Worse::Lower) => t_string!(words, check_ins.course.lower_therapist),
    }];
    let mut points = series.points.iter();
    if points.clone().any(|point| point.answered.is_none()) {
        all.push(t_string!(words, check_ins.course.gap));
    }
    if points.any(Point::is_marked) {
        all.push(t_string!(words, check_ins.course.marked));
    }
    all.join(" ")
}
