//! Drawings on the page.

use leptos::prelude::*;

use super::chart::TideChart;
use super::shown::{TideSize, content};

/// `chart` with its title, such as "Your rhythm this week", and its
/// description for screen readers: what it shows, in a sentence or two.
pub fn tide(chart: &TideChart, size: TideSize, title: &str, description: &str) -> AnyView {
    let class = match size {
        TideSize::Strip => "tide tide-strip",
        TideSize::Week => "tide tide-week",
    };
    drawn(class, content(chart, size, title, description))
}

/// What one of this module's `content` functions gave, in an element of
/// `class`.
pub fn drawn(class: &'static str, content: String) -> AnyView {
    // The one place where markup comes in as text: `Markup` has escaped every
    // word in it.
    view! { <div class=class inner_html=content></div> }.into_any()
}
