//! The small tide over the composer.

use holdfast_protocol::ConversationId;
use holdfast_rhythm::Window;
use leptos::prelude::*;

use super::picture;
use super::words::PictureWords;
use crate::components::live::live;
use crate::components::parts::nothing;
use crate::components::tide::{TideChart, TideSize, WindowKind, tide};
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string, use_i18n};
use crate::pages::reading::{name_of, other_zone};
use crate::pages::shell::{Times, Words};
use crate::state::Desk;

/// From now to the answer; nothing while no rhythm is agreed.
#[component]
pub fn TideStrip(
    /// Whose rhythm.
    conversation: ConversationId,
) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    live(move || {
        let book = desk.book.read();
        let Some(found) = book.get(conversation) else {
            return nothing();
        };
        let reader = times.reader(other_zone(found));
        let said = PictureWords {
            words,
            name: name_of(words, found),
        };
        let Some(chart) = picture::strip(found, &reader, &said) else {
            return nothing();
        };
        let title = t_string!(words, rhythm.strip.title);
        let described = description(words, &chart, &reader);
        tide(&chart, TideSize::Strip, title, &described)
    })
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
            &[("until", &reader.until(window.closes))],
        ),
        Some(window) => fill(
            t_string!(words, rhythm.strip.next),
            &[("window", &said(window))],
        ),
        None => String::new(),
    }
}
