//! The same facts as a chart, as a table.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

/// The same facts as a chart, in words: folded away until asked for.
#[component]
pub fn TideTable(
    /// Such as "As a table".
    #[prop(into)]
    summary: TextProp,
    /// What the table shows.
    #[prop(into)]
    caption: TextProp,
    /// Names of the columns.
    #[prop(into)]
    columns: Signal<Vec<String>>,
    /// Rows, as many cells as there are columns; the first names the row.
    #[prop(into)]
    rows: Signal<Vec<Vec<String>>>,
) -> impl IntoView {
    let name = caption.clone();
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let first = cells.next();
        view! {
            <tr>
                <th scope="row">{first}</th>
                {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
            </tr>
        }
    };
    view! {
        <details class="tide-table">
            <summary>{move || summary.get()}</summary>
            <div class="tide-table-scroll" tabindex="0" role="region" aria-label=name>
                <table>
                    <caption>{move || caption.get()}</caption>
                    <thead>
                        <tr>
                            {move || {
                                columns.get().into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()
                            }}
                        </tr>
                    </thead>
                    <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
