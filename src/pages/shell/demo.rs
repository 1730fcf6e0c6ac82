//! The bar of a demonstration: the relay's clock, and a skip.

use super::words::{Times, Words};
use crate::{
    components::{
        attributes::given,
        button::Button,
        live::{live, live_words},
        memo::Memo,
        parts::{nothing, status},
    },
    i18n::{fill, t_string},
    state::Desk,
};
use leptos::prelude::*;

/// In the page only when the relay runs on a demonstration clock.
pub fn demo_bar(words: Words) -> AnyView {
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let demo = Memo::new(move |_| desk.demo.get());
    live(move || match demo.get() {
        true => bar(words, desk, times),
        false => nothing(),
    })
}

fn bar(words: Words, desk: Desk, times: Times) -> AnyView {
    let busy = RwSignal::new(false);
    // Whether the last skip was answered, and whether the clock moved.
    let asked = RwSignal::new(false);
    let moved = RwSignal::new(None::<bool>);
    let in_time = move |sentence| {
        let reader = times.reader(None);
        fill(sentence, &[("time", &reader.moment(reader.now))])
    };
    let skip = move || {
        busy.set(true);
        asked.set(false);
        desk.skip_to_next_window(move |outcome| {
            let _ = busy.try_set(false);
            let _ = moved.try_set(outcome);
            let _ = asked.try_set(true);
        });
    };
    let outcome = move || match (asked.get(), moved.get()) {
        (false, _) => String::new(),
        (true, Some(true)) => in_time(t_string!(words, common.demo.moved)),
        (true, Some(false)) => t_string!(words, common.demo.no_window).to_owned(),
        (true, None) => t_string!(words, common.demo.failed).to_owned(),
    };
    let label = t_string!(words, common.demo.label);
    view! {
        <section class="demo-bar" {..given("aria-label", label)}>
            <p>{live_words(move || in_time(t_string!(words, common.demo.time)).into())}</p>
            <Button disabled=busy on_click=Callback::new(move |()| skip())>
                {t_string!(words, common.demo.skip)}
            </Button>
            {status(None, outcome)}
        </section>
    }
    .into_any()
}
