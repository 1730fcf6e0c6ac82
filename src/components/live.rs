//! A part of a page that is drawn anew when something it reads changes.

use std::sync::Arc;

use leptos::prelude::*;

/// Draws a part, and draws it again whenever a signal that `draw` reads
/// changes. Every such part has one type, so what replaces old content by new
/// is in the app once and not once for every closure.
///
/// ```ignore
/// live(move || match name.get() {
///     Some(name) => view! { <p>{name}</p> }.into_any(),
///     None => ().into_any(),
/// })
/// ```
pub fn live(draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    drawn(Arc::new(draw))
}

fn drawn(draw: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || draw()).into_any()
}
