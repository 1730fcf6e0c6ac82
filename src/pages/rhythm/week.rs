//! One week as a picture, with a way to the weeks around it.

use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

use super::picture::{self, Week};
use super::words::PictureWords;
use crate::components::button::{Button, ButtonKind};
use crate::components::icon::IconName;
use crate::components::tide::{Tide, TideChart, TideSize, TideTable, WindowKind};
use crate::i18n::times::Reader;
use crate::i18n::{fill, listed, t_string, use_i18n};
use crate::pages::shell::Words;
use crate::state::Desk;
use holdfast_rhythm::Window;

/// The week's tide of `conversation`, described and as a table.
#[component]
pub(super) fn RhythmWeek(
    conversation: ConversationId,
    reader: Memo<Reader>,
    name: Memo<String>,
    role: Role,
) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let weeks_on = RwSignal::new(0_i64);
    let week = Memo::new(move |_| {
        let reader = reader.get();
        Week::of(reader.now, reader.zone).later(weeks_on.get())
    });
    let dates = Memo::new(move |_| {
        let week = week.get();
        reader.get().dates(week.first_day(), week.last_day())
    });
    let said = move || PictureWords {
        words,
        name: name.get(),
    };
    let chart = Memo::new(move |before: Option<&TideChart>| {
        let (week, reader) = (week.get(), reader.get());
        desk.book
            .with(|book| match (book.get(conversation), before) {
                (Some(found), _) => picture::week(found, week, &reader, &said()),
                // Gone while the page is being left.
                (None, Some(before)) => before.clone(),
                (None, None) => picture::nothing(week.span(reader.zone)),
            })
    });
    let rows =
        Memo::new(move |_| chart.with(|chart| picture::table(chart, &reader.get(), &said())));
    let columns = Signal::derive(move || {
        vec![
            t_string!(words, rhythm.week.when).to_owned(),
            t_string!(words, rhythm.week.what).to_owned(),
        ]
    });
    let described = Memo::new(move |_| {
        let (chart, reader) = (chart.get(), reader.get());
        let next = desk.book.with(|book| {
            let after = chart.until.max(reader.now);
            book.get(conversation)?.timeline.next_opening(after)
        });
        description(words, &chart, next, &reader, role, &name.get())
    });
    let on = move |weeks: i64| move |()| weeks_on.update(|at| *at += weeks);
    view! {
        <section class="stack stack-close" data-testid="tide">
            <h2>
                {move || {
                    if weeks_on.get() == 0 {
                        t_string!(words, rhythm.week.this).to_owned()
                    } else {
                        fill(t_string!(words, rhythm.week.of), &[("dates", &dates.get())])
                    }
                }}
            </h2>
            <Tide
                chart=chart
                size=TideSize::Week
                title=move || fill(t_string!(words, rhythm.week.title), &[("dates", &dates.get())])
                description=move || described.get()
            />
            <p class="quiet small">{described}</p>
            <div class="row">
                <Button on_click=on(-1)>{move || t_string!(words, rhythm.week.earlier)}</Button>
                <Button on_click=on(1)>{move || t_string!(words, rhythm.week.later)}</Button>
                {move || {
                    (weeks_on.get() != 0)
                        .then(|| {
                            view! {
                                <Button
                                    kind=ButtonKind::Plain
                                    icon=IconName::Calm
                                    on_click=move |()| weeks_on.set(0)
                                >
                                    {move || t_string!(words, rhythm.week.now)}
                                </Button>
                            }
                        })
                }}
            </div>
            <TideTable
                summary=move || t_string!(words, rhythm.week.table)
                caption=move || t_string!(words, rhythm.week.table_caption)
                columns=columns
                rows=rows
            />
        </section>
    }
}

/// The windows of the chart's time, and the promise, in a sentence or two.
fn description(
    words: Words,
    chart: &TideChart,
    next: Option<Window>,
    reader: &Reader,
    role: Role,
    name: &str,
) -> String {
    let here: Vec<_> = chart
        .windows
        .iter()
        .filter(|window| chart.from < window.closes && window.opens < chart.until)
        .collect();
    let said = |window: &crate::components::tide::Window| {
        reader.interval(Window {
            opens: window.opens,
            closes: window.closes,
        })
    };
    if here.is_empty() {
        return match next.filter(|_| chart.until > reader.now) {
            Some(next) => fill(
                t_string!(words, rhythm.week.none_next),
                &[("window", &reader.interval(next))],
            ),
            None => t_string!(words, rhythm.week.none).to_owned(),
        };
    }
    let intervals: Vec<_> = here.iter().map(|window| said(window)).collect();
    let windows = listed(&intervals, reader.language);
    let mut sentences = match role {
        Role::Patient => {
            let name = name.to_owned();
            fill(
                t_string!(words, rhythm.week.reads),
                &[("name", &name), ("windows", &windows)],
            )
        }
        Role::Therapist => fill(
            t_string!(words, rhythm.week.you_read),
            &[("windows", &windows)],
        ),
    };
    for window in here.iter().filter(|w| w.kind == WindowKind::Promised) {
        sentences.push(' ');
        sentences.push_str(&fill(
            t_string!(words, rhythm.week.promised),
            &[("window", &said(window))],
        ));
    }
    sentences
}
