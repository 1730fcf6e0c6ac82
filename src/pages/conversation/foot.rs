//! Ways through a long conversation: to words, to a day, to the newest. They
//! stand at the letters' foot and stay in sight while one reads.

use super::{finding::finding, going::going, reading::Reading};
use crate::{
    components::{
        button::{Button, ButtonKind, button_with},
        icon::IconName,
        live::{live, live_words},
        memo::Memo,
        parts::{block, nothing, status},
    },
    i18n::{fill, t_string},
    pages::{later, shell::beside_once_here},
};
use leptos::prelude::*;

/// The row; nothing while the conversation is short.
pub fn foot(reading: Reading, is_long: Memo<bool>) -> AnyView {
    let ways = live(move || {
        if !is_long.get() {
            return nothing();
        }
        beside_once_here(move || later::ways_through(reading))
    });
    let newest = live(move || {
        if reading.away.get() {
            newest(reading)
        } else {
            nothing()
        }
    });
    let trouble = status(Some("field-problem"), move || reading.trouble.get());
    block("thread-foot", vec![trouble, ways, newest])
}

/// Ways to words and to a day.
pub fn ways_through(reading: Reading) -> AnyView {
    let (finds, goes) = (RwSignal::new(false), RwSignal::new(false));
    let words = reading.writing.words;
    let plain = ButtonKind::Plain;
    let find = t_string!(words, letters.reading.find);
    let go = t_string!(words, letters.reading.go);
    vec![
        button_with(IconName::Find, plain, find, move || finds.set(true)),
        button_with(IconName::Today, plain, go, move || goes.set(true)),
        finding(reading, finds),
        going(reading, goes),
    ]
    .into_any()
}

fn newest(reading: Reading) -> AnyView {
    let words = reading.writing.words;
    let said = move || match reading.new.get() {
        0 => t_string!(words, letters.reading.newest).to_owned(),
        1 => t_string!(words, letters.reading.newest_one).to_owned(),
        count => fill(
            t_string!(words, letters.reading.newest_some),
            &[("count", &count.to_string())],
        ),
    };
    let press = Callback::new(move |()| reading.show_newest());
    view! {
        <Button kind=ButtonKind::Quiet icon=IconName::Down on_click=press>
            {live_words(move || said().into())}
        </Button>
    }
    .into_any()
}
