//! What keys and pointers ask of the grid.

use super::cell_id;
use crate::components::{
    focus,
    live::effect,
    week_grid::{
        act::{Act, Key},
        place::{Cell, Face},
    },
};
use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::HtmlElement,
};

/// Moves the focus along with the cursor, while it is in the grid.
pub(super) fn follow_cursor(whole: NodeRef<html::Div>, cursor: Signal<Cell>) {
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

pub(super) fn face(layer: NodeRef<html::Div>, hours: Signal<(usize, usize)>) -> Option<Face> {
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

pub(super) fn down(
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

pub(super) fn key(event: &KeyboardEvent, act: Callback<Act, bool>) {
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
