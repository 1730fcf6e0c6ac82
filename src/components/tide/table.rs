//! The same facts as a chart, as a table.

use leptos::prelude::*;

use crate::components::attributes::given;

/// The same facts as a chart, in words: folded away until asked for, under
/// `summary`, such as "As a table". `rows` have as many cells as there are
/// `columns`; the first names the row.
pub fn tide_table(
    summary: &'static str,
    caption: &'static str,
    columns: [&'static str; 2],
    rows: Vec<[String; 2]>,
) -> AnyView {
    let columns = columns.map(|name| view! { <th scope="col">{name}</th> });
    let row = |[first, second]: [String; 2]| {
        view! {
            <tr>
                <th scope="row">{first}</th>
                <td>{second}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = rows.into_iter().map(row).collect();
    view! {
        <details class="tide-table">
            <summary>{summary}</summary>
            <div class="tide-table-scroll" tabindex="0" role="region" {..given("aria-label", caption)}>
                <table>
                    <caption>{caption}</caption>
                    <thead>
                        <tr>{columns}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
