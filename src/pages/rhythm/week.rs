//! One week as a picture, with a way to the weeks around it.

use holdfast_protocol::Role;
use holdfast_rhythm::Window;
use leptos::prelude::*;

use super::agreed::Side;
use super::facts::table;
use super::picture::{self, Week};
use super::words::PictureWords;
use crate::components::button::{ButtonKind, button, button_with};
use crate::components::icon::IconName;
use crate::components::parts::{block, heading, named_section, paragraph_of};
use crate::components::tide::{
    Tick, TideChart, TideSize, WindowKind, content, drawn, legend_content, tide_table,
};
use crate::i18n::times::{Reader, sentence_start};
use crate::i18n::{fill, listed, t_string};
use crate::pages::shell::Words;
use crate::side::known;
use crate::state::Conversation;

/// The week's tide of `conversation`, described and as a table; `weeks_on` is
/// how many weeks from this one it is.
pub(super) fn rhythm_week(
    conversation: &Conversation,
    side: &Side,
    weeks_on: RwSignal<i64>,
) -> AnyView {
    let Side { words, reader, .. } = side;
    let words = *words;
    let said = PictureWords::of(side);
    let on = weeks_on.get();
    let week = Week::of(reader.now, reader.zone).later(on);
    let dates = reader.dates(week.first_day(), week.last_day());
    let dated = |sentence: &str| fill(sentence, &[("dates", &dates)]);
    let chart = picture::week(conversation, week, reader, &said);
    // The table is what is left on paper.
    let paper = reader.on_paper();
    let rows = table(
        &picture::week(conversation, week, &paper, &said),
        &paper,
        &said,
    );
    let legend = legend_content(&said.legend(chart.keys()));
    let after = chart.until.max(reader.now);
    let next = conversation.timeline.next_opening(after);
    let next = next.filter(|_| chart.until > reader.now);
    let described = description(&chart, next, side);
    let title = dated(t_string!(words, rhythm.week.title));
    let named = if on == 0 {
        t_string!(words, rhythm.week.this).to_owned()
    } else {
        dated(t_string!(words, rhythm.week.of))
    };
    let mut content = content(&chart, TideSize::Week, &title, &described);
    content.push_str(&legend);
    let picture = drawn("tide tide-week", content);
    let table = tide_table(
        t_string!(words, rhythm.week.table),
        t_string!(words, rhythm.week.table_caption),
        [
            t_string!(words, rhythm.week.when),
            t_string!(words, rhythm.week.what),
        ],
        rows,
    );
    let parts = vec![
        heading(named),
        picture,
        paragraph_of("quiet small", described),
        clocks(&chart, reader),
        ways(words, on, weeks_on),
        table,
    ];
    named_section("tide", parts)
}

/// The ways to other weeks, and back to this one.
fn ways(words: Words, on: i64, weeks_on: RwSignal<i64>) -> AnyView {
    let step = |said: &'static str, by: i64| {
        button(ButtonKind::Quiet, said, move || {
            weeks_on.update(|on| *on += by);
        })
    };
    let mut ways = vec![
        step(t_string!(words, rhythm.week.earlier), -1),
        step(t_string!(words, rhythm.week.later), 1),
    ];
    if on != 0 {
        let now = t_string!(words, rhythm.week.now);
        let back = move || weeks_on.set(0);
        ways.push(button_with(IconName::Calm, ButtonKind::Plain, now, back));
    }
    block("row screen-only", ways)
}

/// The days that are longer or shorter, in words.
fn clocks(chart: &TideChart, reader: &Reader) -> AnyView {
    let line = |day: &Tick| {
        let date = sentence_start(&reader.day(day.at));
        paragraph_of("quiet small", [&date, ": ", &day.label, "."].concat())
    };
    chart.clocks.iter().map(line).collect::<Vec<_>>().into_any()
}

/// The windows of the chart's time, and the promise, in a sentence or two.
pub(super) fn description(chart: &TideChart, next: Option<Window>, side: &Side) -> String {
    let Side { words, reader, .. } = side;
    let words = *words;
    let here: Vec<(String, WindowKind)> = chart
        .windows
        .iter()
        .filter(|window| chart.from < window.closes && window.opens < chart.until)
        .map(|window| {
            let said = reader.interval(Window {
                opens: window.opens,
                closes: window.closes,
            });
            (said, window.kind)
        })
        .collect();
    if here.is_empty() {
        return match next {
            Some(next) => fill(
                t_string!(words, rhythm.week.none_next),
                &[("window", &reader.interval(next))],
            ),
            None => t_string!(words, rhythm.week.none).to_owned(),
        };
    }
    let intervals: Vec<String> = here.iter().map(|(said, _)| said.clone()).collect();
    let windows = listed(&intervals, reader.language);
    let reads = match known(side.role) {
        Role::Patient => t_string!(words, rhythm.week.reads),
        Role::Therapist => t_string!(words, rhythm.week.you_read),
    };
    let mut sentences = fill(reads, &[("name", &side.name), ("windows", &windows)]);
    for (said, kind) in here {
        if kind == WindowKind::Promised {
            sentences.push(' ');
            sentences.push_str(&fill(
                t_string!(words, rhythm.week.promised),
                &[("window", &said)],
            ));
        }
    }
    sentences
}
