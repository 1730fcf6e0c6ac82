//! Where a letter is, as a shape: water rises in a ring from "kept on this
//! device" (dashed, empty) to "answered" (full). Told apart without colour.

use leptos::prelude::*;

/// The ring, with 10, 10 in its middle.
macro_rules! ring {
    () => {
        "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0z"
    };
}

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
    /// Nothing is owed any more.
    Closed,
}

impl LetterState {
    /// What is drawn as a line, and what is filled, as path data on a sheet of
    /// 20 by 20.
    fn outline(self) -> (&'static str, &'static str) {
        match self {
            Self::Kept => (ring!(), ""),
            Self::OnItsWay => (concat!(ring!(), "M6.5 10h7 M10.5 7l3 3-3 3"), ""),
            Self::WithRelay => (ring!(), "M7.8 10a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0z"),
            Self::Promised => (
                ring!(),
                "M2.5 10c2.5-2 5 2 7.5 0s5-2 7.5 0a7.5 7.5 0 0 1-15 0z",
            ),
            Self::Answered => ("", ring!()),
            Self::Held => (
                "M6 3h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-8a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3z M8 7.5v5 M12 7.5v5",
                "",
            ),
            Self::NeedsYou => ("", "M10 2l8 8-8 8-8-8z"),
            Self::Closed => (concat!(ring!(), "M6.5 10h7"), ""),
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Answered => "state-mark state-mark-kelp",
            Self::NeedsYou => "state-mark state-mark-sand",
            Self::Kept => "state-mark state-mark-quiet",
            _ => "state-mark",
        }
    }
}

/// The shape alone: the sentence beside it says the same.
pub fn state_mark(state: LetterState) -> AnyView {
    let (line, filled) = state.outline();
    let line_class = (state == LetterState::Kept).then_some("state-dashed");
    view! {
        <svg class=state.class() viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <path class=line_class d=line />
            <path class="state-full" d=filled />
        </svg>
    }
    .into_any()
}
