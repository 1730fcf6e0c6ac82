//! The bar of a demonstration: the relay's clock, and a skip.

use super::words::Times;
use crate::{
    components::button::Button,
    i18n::{fill, t_string, use_i18n},
    state::Desk,
};
use leptos::prelude::*;

/// What became of the last skip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Skip {
    Moved,
    NoWindow,
    NotReached,
}

/// In the page only when the relay runs on a demonstration clock.
#[component]
pub fn DemoBar() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let demo = Memo::new(move |_| desk.demo.get());
    move || demo.get().then(|| view! { <Bar /> })
}

#[component]
fn Bar() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let last = RwSignal::new(None);
    let time = move || {
        let reader = times.reader(None);
        reader.moment(reader.now)
    };
    let skip = move |()| {
        desk.skip_to_next_window(move |moved| {
            let outcome = match moved {
                Some(true) => Skip::Moved,
                Some(false) => Skip::NoWindow,
                None => Skip::NotReached,
            };
            let _ = last.try_set(Some(outcome));
        });
    };
    let outcome = move || match last.get()? {
        Skip::Moved => Some(fill(
            t_string!(words, common.demo.moved),
            &[("time", &time())],
        )),
        Skip::NoWindow => Some(t_string!(words, common.demo.no_window).to_owned()),
        Skip::NotReached => Some(t_string!(words, common.demo.failed).to_owned()),
    };
    view! {
        <section class="demo-bar" aria-label=move || t_string!(words, common.demo.label)>
            <p>{move || fill(t_string!(words, common.demo.time), &[("time", &time())])}</p>
            <Button on_click=skip>{move || t_string!(words, common.demo.skip)}</Button>
            <p role="status">{outcome}</p>
        </section>
    }
}
