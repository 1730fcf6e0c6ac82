//! The chart as pages use it: one picture, or a row for each day.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::chart::TideChart;
use super::drawing::Drawing;
use super::picture::Picture;
use super::scale::Layout;

/// Which of the sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TideSize {
    /// Over the composer: from now to the answer.
    Strip,
    /// The Rhythm page: one line where there is room, else a row for each day.
    Week,
}

/// A tide chart with its title and description for screen readers.
#[component]
pub fn Tide(
    /// What it shows.
    #[prop(into)]
    chart: Signal<TideChart>,
    /// Which size.
    size: TideSize,
    /// Its name, such as "Your rhythm this week".
    #[prop(into)]
    title: TextProp,
    /// What it shows, in a sentence or two.
    #[prop(into)]
    description: TextProp,
) -> impl IntoView {
    let picture = {
        let (title, description) = (title.clone(), description.clone());
        move |layout| {
            let drawing = Drawing::new(&chart.get(), layout);
            view! { <Picture drawing title=title.get().into() description=description.get().into() /> }
        }
    };
    match size {
        TideSize::Strip => view! {
            <div class="tide tide-strip">{move || picture(Layout::STRIP)}</div>
        }
        .into_any(),
        TideSize::Week => view! {
            <div class="tide tide-week">
                <div class="tide-whole">{move || picture(Layout::WEEK)}</div>
                <div class="tide-days" role="group" aria-label=title>
                    {move || chart.get().days().into_iter().map(day_row).collect_view()}
                </div>
            </div>
        }
        .into_any(),
    }
}

/// One day of the week: its name and its own small drawing.
fn day_row((name, day): (String, TideChart)) -> impl IntoView {
    let drawing = Drawing::new(&day, Layout::DAY);
    let description = day
        .windows
        .iter()
        .filter(|window| day.from < window.closes && window.opens < day.until)
        .map(|window| window.label.clone())
        .chain(day.marks.iter().map(|mark| mark.label.clone()))
        .collect::<Vec<_>>()
        .join("; ");
    view! {
        <div class="tide-day">
            <p class="tide-day-name">{name.clone()}</p>
            <Picture drawing title=name description />
        </div>
    }
}
