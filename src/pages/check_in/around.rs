//! What stands before and after the questions of a check-in.

use holdfast_protocol::EnvelopeId;
use leptos::prelude::*;

use super::answering::Answering;
use super::page::Open;
use super::words::rule_name;
use crate::components::attributes::given;
use crate::components::button::{ButtonKind, button, button_link};
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::parts::{nothing, paragraph, paragraph_of, row};
use crate::i18n::{fill, t_string};
use crate::pages::reading::name_of;
use crate::pages::shell::Times;
use crate::routes;
use crate::state::page as browser;

/// Who asks, who reads when, and until when there is time.
pub(super) fn lead(answering: Answering) -> AnyView {
    let words = answering.words;
    let times = expect_context::<Times>();
    live(move || {
        let reader = times.reader(None);
        let book = answering.desk.book.read();
        let Some(found) = book.get(answering.conversation) else {
            return nothing();
        };
        let name = name_of(words, found);
        let timeline = &found.timeline;
        let reads = if let Some(open) = timeline.window_at(reader.now) {
            let until = reader.until(open.closes);
            fill(
                t_string!(words, check_ins.page.reads_now),
                &[("name", &name), ("until", &until)],
            )
        } else if let Some(window) = timeline.next_opening(reader.now) {
            let window = reader.interval(window);
            fill(
                t_string!(words, check_ins.page.reads_next),
                &[("name", &name), ("window", &window)],
            )
        } else {
            fill(t_string!(words, check_ins.page.reads), &[("name", &name)])
        };
        let until = reader.until(answering.due.get_value().closes);
        let lead = fill(t_string!(words, check_ins.page.lead), &[("name", &name)]);
        let draft = fill(t_string!(words, check_ins.page.draft), &[("until", &until)]);
        vec![
            paragraph_of("lead", lead),
            paragraph(reads),
            paragraph_of("quiet", draft),
        ]
        .into_any()
    })
}

/// Where the answers are, and who reads them when.
pub(super) fn thanks(answering: Answering, id: EnvelopeId) -> AnyView {
    let words = answering.words;
    let times = expect_context::<Times>();
    let said = live(move || {
        let reader = times.reader(None);
        let book = answering.desk.book.read();
        let Some(found) = book.get(answering.conversation) else {
            return nothing();
        };
        let name = name_of(words, found);
        let lead = fill(t_string!(words, check_ins.done.lead), &[("name", &name)]);
        let place = match found.arrived(id) {
            Some(at) => fill(
                t_string!(words, check_ins.done.with_relay),
                &[("since", &reader.past(at))],
            ),
            None => t_string!(words, check_ins.done.kept).to_owned(),
        };
        let timeline = &found.timeline;
        let window = timeline
            .window_at(reader.now)
            .or_else(|| timeline.next_opening(reader.now));
        let reads = window.map(|window| {
            let window = reader.interval(window);
            fill(
                t_string!(words, check_ins.done.reads),
                &[("name", &name), ("window", &window)],
            )
        });
        let mut parts = vec![paragraph_of("lead", lead), paragraph(place)];
        parts.extend(reads.map(paragraph));
        parts.into_any()
    });
    view! { <div class="stack stack-close" {..given("data-testid", "check-in-done")}>{said}</div> }
        .into_any()
}

/// Another that is open, else the ways from here.
pub(super) fn ways_on(
    answering: Answering,
    next: Memo<Option<Open>>,
    begin: Callback<Open>,
) -> AnyView {
    let words = answering.words;
    live(move || {
        let mut ways = Vec::new();
        if let Some(open) = next.get() {
            let name = rule_name(words, &open.0);
            let said = fill(t_string!(words, check_ins.done.next), &[("name", name)]);
            ways.push(button(ButtonKind::Primary, said, move || {
                begin.run(open.clone());
                browser::once_shown(|| browser::focus("main h1"));
            }));
        }
        let letters = t_string!(words, check_ins.done.letters);
        let rhythm = t_string!(words, check_ins.done.rhythm);
        ways.push(button_link(ButtonKind::Quiet, routes::HOME, letters));
        ways.push(button_link(ButtonKind::Plain, routes::RHYTHM, rhythm));
        row(ways)
    })
}
