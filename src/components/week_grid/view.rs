//! The grid on the page.

mod cells;
mod hands;

use super::{act::Act, place::Cell};
use crate::components::{attributes::given, window_editor::DayName};
use cells::row;
use hands::{down, face, follow_cursor, key};
use leptos::{ev::PointerEvent, html, prelude::*, wasm_bindgen::JsCast, web_sys::Element};

/// A cell in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellWords {
    /// Such as "Monday 15:00, free".
    pub label: String,
    /// Whether the chosen window lies in it.
    pub chosen: bool,
}

/// What the grid shows, and whom it tells.
pub struct WeekGrid {
    /// Its name, such as "Windows of the week".
    pub label: String,
    /// What the first column holds, such as "Hour".
    pub hour: &'static str,
    /// Id of the element that says how to use it.
    pub described_by: &'static str,
    /// Its columns.
    pub days: [DayName; 7],
    /// The hours shown: from, until.
    pub hours: Signal<(usize, usize)>,
    /// All 168 cells, by [`Cell::index`].
    pub cells: Signal<Vec<CellWords>>,
    /// Where the keyboard is.
    pub cursor: Signal<Cell>,
    /// The blocks, as [`svg`](super::svg) draws them.
    pub drawing: Signal<String>,
    /// Done; says of a pointer that went down whether it moves something from
    /// now on.
    pub act: Callback<Act, bool>,
}

/// The id of a cell, to move the focus to.
fn cell_id(cell: Cell) -> String {
    format!("week-cell-{}-{}", cell.day, cell.hour)
}

/// A week.
pub fn week_grid(grid: WeekGrid) -> AnyView {
    let WeekGrid {
        label,
        hour,
        described_by,
        days,
        hours,
        cells,
        cursor,
        drawing,
        act,
    } = grid;
    let layer = NodeRef::<html::Div>::new();
    let whole = NodeRef::<html::Div>::new();
    follow_cursor(whole, cursor);
    let head = |name: DayName| {
        view! {
            <div role="columnheader" class="week-day">
                <span aria-hidden="true">{name.short}</span>
                <span class="unseen">{name.full}</span>
            </div>
        }
        .into_any()
    };
    let heads: Vec<AnyView> = days.into_iter().map(head).collect();
    let rows: Vec<AnyView> = (0..24)
        .map(|hour| row(hour, hours, cells, cursor, act))
        .collect();
    let moves = StoredValue::new(false);
    let press = move |event: PointerEvent| moves.set_value(down(&event, layer, hours, act));
    // Comes after the pointer's event: what a finger moves is not scrolled.
    let touch = move |event: leptos::ev::TouchEvent| {
        if moves.get_value() {
            event.prevent_default();
        }
    };
    let drag = move |event: PointerEvent| {
        if let Some(face) = face(layer, hours) {
            let at = face.place(event.client_x().into(), event.client_y().into());
            act.run(Act::Drag(at));
        }
    };
    let leave = move |event: leptos::ev::FocusEvent| {
        let inside = event
            .related_target()
            .and_then(|to| to.dyn_into::<Element>().ok())
            .is_some_and(|to| to.closest(".week").ok().flatten().is_some());
        if !inside {
            act.run(Act::Left);
        }
    };
    view! {
        <div
            node_ref=whole
            class="week"
            role="grid"
            {..given("aria-label", label)}
            {..given("aria-describedby", described_by)}
            on:keydown=move |event| key(&event, act)
            on:focusout=leave
        >
            <div role="row" class="week-row week-heads">
                <div role="columnheader" class="week-hour">
                    <span class="unseen">{hour}</span>
                </div>
                {heads}
            </div>
            {rows}
            <div
                node_ref=layer
                class="week-layer"
                role="presentation"
                inner_html=move || drawing.get()
                on:pointerdown=press
                on:touchstart=touch
                on:pointermove=drag
                on:pointerup=move |_| { act.run(Act::Up); }
                on:pointercancel=move |_| { act.run(Act::Cancel); }
            ></div>
        </div>
    }
    .into_any()
}
