//! The grid on the page.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use super::act::{Act, Key};
use super::place::{Cell, Face};
use crate::components::attributes::{following, given};
use crate::components::focus;
use crate::components::live::effect;
use crate::components::memo::Memo;
use crate::components::window_editor::DayName;

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

/// An hour: hidden, not gone, while it is not shown, so that the keyboard
/// keeps its place when the hours change.
fn row(
    hour: usize,
    hours: Signal<(usize, usize)>,
    cells: Signal<Vec<CellWords>>,
    cursor: Signal<Cell>,
    act: Callback<Act, bool>,
) -> AnyView {
    let hidden = Memo::new(move |_| {
        let (from, until) = hours.get();
        !(from..until).contains(&hour)
    });
    let cells: Vec<AnyView> = (0..7)
        .map(|day| one_cell(Cell { day, hour }, cells, cursor, act))
        .collect();
    view! {
        <div role="row" class="week-row" {..following("hidden", move || hidden.get().then_some(""))}>
            <div role="rowheader" class="week-hour">
                {format!("{hour:02}:00")}
            </div>
            {cells}
        </div>
    }
    .into_any()
}

fn one_cell(
    cell: Cell,
    cells: Signal<Vec<CellWords>>,
    cursor: Signal<Cell>,
    act: Callback<Act, bool>,
) -> AnyView {
    let words = Memo::new(move |_| {
        let found = |cells: &Vec<CellWords>| cells.get(cell.index()).cloned();
        cells.with(found).unwrap_or_default()
    });
    let here = Memo::new(move |_| cursor.get() == cell);
    view! {
        <div
            role="gridcell"
            class="week-cell"
            {..given("id", cell_id(cell))}
            {..following("tabindex", move || if here.get() { "0" } else { "-1" })}
            {..following("aria-label", move || words.with(|words| words.label.clone()))}
            {..following("aria-selected", move || if words.with(|words| words.chosen) { "true" } else { "false" })}
            on:focus=move |_| { act.run(Act::Focus(cell)); }
            on:click=move |_| { act.run(Act::Cell(cell)); }
        ></div>
    }
    .into_any()
}

/// Moves the focus along with the cursor, while it is in the grid.
fn follow_cursor(whole: NodeRef<html::Div>, cursor: Signal<Cell>) {
    let mut before = None;
    effect(move || {
        let cell = cursor.get();
        let moved = before.replace(cell).is_some_and(|before| before != cell);
        if let Some(element) = element_of(cell).filter(|_| moved && has_focus(whole)) {
            focus::take(&element);
        }
    });
}

fn has_focus(whole: NodeRef<html::Div>) -> bool {
    let active = document().active_element();
    let whole = whole.get_untracked();
    whole.is_some_and(|whole| whole.contains(active.as_ref().map(AsRef::as_ref)))
}

fn element_of(cell: Cell) -> Option<HtmlElement> {
    let element = document().get_element_by_id(&cell_id(cell))?;
    element.dyn_into().ok()
}

fn face(layer: NodeRef<html::Div>, hours: Signal<(usize, usize)>) -> Option<Face> {
    let rect = layer.get_untracked()?.get_bounding_client_rect();
    let (from_hour, until_hour) = hours.get_untracked();
    Some(Face {
        left: rect.left(),
        top: rect.top(),
        width: rect.width(),
        height: rect.height(),
        from_hour,
        until_hour,
    })
}

fn down(
    event: &PointerEvent,
    layer: NodeRef<html::Div>,
    hours: Signal<(usize, usize)>,
    act: Callback<Act, bool>,
) -> bool {
    if event.button() != 0 || !event.is_primary() {
        return false;
    }
    let Some(face) = face(layer, hours) else {
        return false;
    };
    let finger = event.pointer_type() != "mouse";
    let at = face.place(event.client_x().into(), event.client_y().into());
    if let Some(layer) = layer.get_untracked() {
        // Moves beyond the edge still belong to the drag; without the capture
        // they only end at the edge.
        let _ = layer.set_pointer_capture(event.pointer_id());
    }
    if !finger {
        // Nothing is selected as text, and the keyboard goes on where the
        // pointer is.
        event.prevent_default();
        if let Some(element) = element_of(Cell::of(at)) {
            focus::take_in_place(&element);
        }
    }
    act.run(Act::Down {
        at,
        reach: face.reach(finger),
        finger,
    })
}

fn key(event: &KeyboardEvent, act: Callback<Act, bool>) {
    let control = event.ctrl_key() || event.meta_key();
    let key = match event.key().as_str() {
        "z" if control => Key::Undo,
        _ if control || event.alt_key() => return,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Enter" | " " => Key::Enter,
        "Delete" | "Backspace" => Key::Delete,
        "Escape" => Key::Escape,
        _ => return,
    };
    event.prevent_default();
    act.run(Act::Key(key, event.shift_key()));
}
