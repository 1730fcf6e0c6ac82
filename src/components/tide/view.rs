//! The chart on the page.

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
    // The one place where markup comes in as text: `Markup` has escaped every
    // word in it.
    let content = content(chart, size, title, description);
    view! { <div class=class inner_html=content></div> }.into_any()
}
