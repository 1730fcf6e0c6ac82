//! The rows and cells that the keyboard walks through.

use super::{CellWords, cell_id};
use crate::components::{
    attributes::{following, given},
    memo::Memo,
    week_grid::{act::Act, place::Cell},
};
use leptos::prelude::*;

/// An hour: hidden, not gone, while it is not shown, so that the keyboard
/// keeps its place when the hours change.
pub(super) fn row(
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
