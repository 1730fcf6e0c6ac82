//! Where a letter is, as a shape: water rises in a ring from "kept on this
//! device" (dashed, empty) to "answered" (full). Told apart without colour.

use leptos::prelude::*;

/// Where a letter or a reply is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterState {
    /// Kept on this device.
    Kept,
    /// On its way.
    OnItsWay,
    /// With the clinic's relay.
    WithRelay,
    /// Promised for a window.
    Promised,
    /// Answered.
    Answered,
    /// A reply that waits for its window.
    Held,
    /// Waits for a word of the reader's own.
    NeedsYou,
}

/// The shape alone: the sentence beside it says the same.
#[component]
pub fn StateMark(
    /// Which.
    #[prop(into)]
    state: Signal<LetterState>,
) -> impl IntoView {
    let shape = move || match state.get() {
        LetterState::Kept => view! {
            <circle class="state-dashed" cx="10" cy="10" r="7.5" />
        }
        .into_any(),
        LetterState::OnItsWay => view! {
            <circle cx="10" cy="10" r="7.5" />
            <path d="M6.5 10h7 M10.5 7l3 3-3 3" />
        }
        .into_any(),
        LetterState::WithRelay => view! {
            <circle cx="10" cy="10" r="7.5" />
            <circle class="state-full" cx="10" cy="10" r="2.2" />
        }
        .into_any(),
        LetterState::Promised => view! {
            <circle cx="10" cy="10" r="7.5" />
            <path class="state-full" d="M2.5 10c2.5-2 5 2 7.5 0s5-2 7.5 0a7.5 7.5 0 0 1-15 0z" />
        }
        .into_any(),
        LetterState::Answered => view! {
            <circle class="state-full" cx="10" cy="10" r="7.5" />
        }
        .into_any(),
        LetterState::Held => view! {
            <rect x="3" y="3" width="14" height="14" rx="3" />
            <path d="M8 7.5v5 M12 7.5v5" />
        }
        .into_any(),
        LetterState::NeedsYou => view! {
            <path class="state-full" d="M10 2l8 8-8 8-8-8z" />
        }
        .into_any(),
    };
    let class = move || match state.get() {
        LetterState::Answered => "state-mark state-mark-kelp",
        LetterState::NeedsYou => "state-mark state-mark-sand",
        LetterState::Kept => "state-mark state-mark-quiet",
        _ => "state-mark",
    };
    view! {
        <svg class=class viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            {shape}
        </svg>
    }
}
