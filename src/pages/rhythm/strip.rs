//! The small tide over the composer.

use holdfast_protocol::ConversationId;
use holdfast_rhythm::Window;
use leptos::prelude::*;

use super::picture;
use super::words::PictureWords;
use crate::components::tide::{Tide, TideChart, TideSize, WindowKind};
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::{name_of, use_reader};
use crate::pages::shell::Words;
use crate::state::Desk;

/// From now to the answer; nothing while no rhythm is agreed.
#[component]
pub fn TideStrip(
    /// Whose rhythm.
    conversation: ConversationId,
) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let reader = use_reader(Memo::new(move |_| Some(conversation)));
    let chart = Memo::new(move |_| {
        let reader = reader.get();
        desk.book.with(|book| {
            let found = book.get(conversation)?;
            let said = PictureWords {
                words,
                name: name_of(words, found),
            };
            picture::strip(found, &reader, &said)
        })
    });
    let there = Memo::new(move |_| chart.with(Option::is_some));
    let shown = Signal::derive(move || {
        chart.get().unwrap_or_else(|| {
            let now = reader.get().now;
            picture::nothing(Window {
                opens: now,
                closes: now,
            })
        })
    });
    let describe = move || shown.with(|chart| description(words, chart, &reader.get()));
    move || {
        there.get().then(|| {
            view! {
                <Tide
                    chart=shown
                    size=TideSize::Strip
                    title=move || t_string!(words, rhythm.strip.title)
                    description=describe
                />
            }
        })
    }
}

fn description(words: Words, chart: &TideChart, reader: &Reader) -> String {
    let ahead = |promised: bool| {
        chart
            .windows
            .iter()
            .filter(|window| (window.kind == WindowKind::Promised) == promised || !promised)
            .find(|window| window.closes > reader.now)
    };
    let said = |window: &crate::components::tide::Window| {
        reader.interval_in_both(Window {
            opens: window.opens,
            closes: window.closes,
        })
    };
    if let Some(window) = ahead(true) {
        return fill(
            t_string!(words, rhythm.strip.promised),
            &[("window", &said(window))],
        );
    }
    match ahead(false) {
        Some(window) if window.opens <= reader.now => fill(
            t_string!(words, rhythm.strip.open),
            &[("until", &reader.clock(window.closes))],
        ),
        Some(window) => fill(
            t_string!(words, rhythm.strip.next),
            &[("window", &said(window))],
        ),
        None => String::new(),
    }
}
