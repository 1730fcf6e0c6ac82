//! The prompt: shown when words suggest danger. It stands in the page, covers
//! nothing and stops nothing; one press puts it away.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use crate::components::focus::{self, Before};
use crate::components::live::effect;

/// How long a tap may have been on its way, in milliseconds: a finger that was
/// coming down on something else must not call anybody, nor put this away.
const ON_ITS_WAY: f64 = 400.0;

/// The prompt: a heading and what follows.
///
/// A region, not an alert dialog: it never holds the focus captive. With
/// `take_focus` (after sending) the heading gets the focus and whoever had it
/// gets it back; without (in a pause while typing) the page says it through
/// its live region. Escape closes it.
pub fn help_prompt(
    heading: &'static str,
    parts: Vec<AnyView>,
    on_close: Callback<()>,
    take_focus: bool,
) -> AnyView {
    let title = NodeRef::<html::H2>::new();
    let settled = now() + ON_ITS_WAY;
    if take_focus {
        let before = Before::none();
        before.remember();
        effect(move || {
            if let Some(title) = title.get() {
                focus::take_to_the_top(&title);
            }
        });
        on_cleanup(move || before.restore_unless_writing());
    }
    let stop_early = move |event: MouseEvent| {
        // A key and a screen reader say 0: they never press by accident.
        if event.detail() > 0 && event.time_stamp() < settled {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <section
            class="help-prompt"
            role="region"
            aria-labelledby="noticed-heading"
            on:click:capture=stop_early
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    on_close.run(());
                }
            }
        >
            <h2 id="noticed-heading" tabindex="-1" node_ref=title>{heading}</h2>
            {parts}
        </section>
    }
    .into_any()
}

/// The clock that events are stamped by.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
