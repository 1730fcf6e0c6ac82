//! A finished drawing as SVG. No style attributes: the content security policy
//! forbids them; places are attributes of the shapes.

use leptos::prelude::*;

use super::chart::{ArcKind, MarkKind, WindowKind};
use super::drawing::{
    Anchor, Band, Drawing, PATH_UNITS_PER_REM, PATH_WIDTH, PlacedLabel, PlacedMark,
};

/// A drawing as SVG, with its name and description.
#[component]
pub(super) fn Picture(drawing: Drawing, title: String, description: String) -> impl IntoView {
    let percent = |value: f64| format!("{value:.3}%");
    let rem = |value: f64| format!("{value:.3}rem");
    let Drawing {
        height,
        sky,
        bed,
        bands,
        line,
        water,
        later_line,
        later_water,
        marks,
        arcs,
        calm,
        turn,
        midnights,
        names,
        float,
    } = drawing;
    let view_box = format!("0 0 {PATH_WIDTH} {}", height * PATH_UNITS_PER_REM);
    view! {
        <svg class="tide-picture" role="img" width="100%" height=rem(height)>
            {name(title)}
            <desc>{description}</desc>
            {midnights
                .into_iter()
                .map(|x| {
                    view! { <line class="tide-midnight" x1=percent(x) x2=percent(x) y1=rem(sky) y2=rem(bed) /> }
                })
                .collect_view()}
            {bands.iter().map(|band| band_rect(band, bed)).collect_view()}
            <svg class="tide-paths" width="100%" height="100%" viewBox=view_box preserveAspectRatio="none">
                <path class="tide-water" d=water />
                <path class="tide-water tide-later" d=later_water />
                <path class="tide-line" d=line />
                <path class="tide-line tide-later" d=later_line />
                {arcs
                    .into_iter()
                    .map(|(kind, path)| {
                        let class = match kind {
                            ArcKind::Answered => "tide-arc",
                            ArcKind::Promised => "tide-arc tide-arc-promised",
                        };
                        view! { <path class=class d=path /> }
                    })
                    .collect_view()}
            </svg>
            {calm
                .iter()
                .map(|calm| {
                    view! {
                        <rect
                            class="tide-calm"
                            x=percent(calm.x)
                            width=percent(calm.width)
                            y=rem(calm.y)
                            height=rem(bed - calm.y)
                        />
                    }
                })
                .collect_view()}
            {turn
                .map(|turn| {
                    view! {
                        <line class="tide-turn" x1=percent(turn.x) x2=percent(turn.x) y1=rem(sky) y2=rem(bed) />
                        {turn.label.map(|label| text("tide-label", label))}
                    }
                })}
            {bands
                .into_iter()
                .filter_map(|band| {
                    let class = match band.kind {
                        WindowKind::Agreed => "tide-label",
                        WindowKind::Promised => "tide-label tide-label-promised",
                    };
                    band.label.map(|label| text(class, label))
                })
                .collect_view()}
            {calm
                .into_iter()
                .filter_map(|calm| calm.label.map(|label| text("tide-label tide-label-calm", label)))
                .collect_view()}
            {names.into_iter().map(|label| text("tide-label tide-label-quiet", label)).collect_view()}
            {marks.into_iter().map(mark).collect_view()}
            {float
                .map(|float| {
                    view! {
                        <line class="tide-now" x1=percent(float.x) x2=percent(float.x) y1=rem(float.y) y2=rem(bed) />
                        <svg class="tide-float" x=percent(float.x) y=rem(float.y) width="1" height="1">
                            <line y1="-1.05rem" y2="0" />
                            <circle r="0.42rem" />
                            <circle class="tide-float-heart" r="0.16rem" />
                        </svg>
                        {float.label.map(|label| text("tide-label tide-label-now", label))}
                    }
                })}
        </svg>
    }
}

fn band_rect(band: &Band, bed: f64) -> impl IntoView + use<> {
    let class = match band.kind {
        WindowKind::Agreed => "tide-band",
        WindowKind::Promised => "tide-band tide-band-promised",
    };
    view! {
        <rect
            class=class
            x=format!("{:.3}%", band.x)
            width=format!("{:.3}%", band.width)
            y=format!("{:.3}rem", band.y)
            height=format!("{:.3}rem", bed - band.y)
        />
    }
}

fn mark(mark: PlacedMark) -> impl IntoView {
    let shape = match mark.kind {
        MarkKind::Letter => view! {
            <rect class="tide-letter" x="-0.42rem" y="-0.32rem" width="0.84rem" height="0.64rem" rx="0.1rem" />
            <line class="tide-letter" x1="-0.2rem" x2="0.2rem" y1="0" y2="0" />
        }
        .into_any(),
        MarkKind::Reply => view! { <circle class="tide-reply" r="0.36rem" /> }.into_any(),
        MarkKind::Held => view! { <circle class="tide-held" r="0.36rem" /> }.into_any(),
    };
    view! {
        <svg class="tide-mark" x=format!("{:.3}%", mark.x) y=format!("{:.3}rem", mark.y) width="1" height="1">
            {name(mark.label)}
            {shape}
        </svg>
    }
}

/// An SVG name. The macro would take `<title>` for the one in a page's head.
fn name(words: String) -> impl IntoView {
    leptos::svg::title().child(words)
}

fn text(class: &'static str, label: PlacedLabel) -> impl IntoView {
    let anchor: Anchor = label.anchor;
    view! {
        <text
            class=class
            x=format!("{:.3}%", label.x)
            y=format!("{:.3}rem", label.y)
            text-anchor=anchor.as_str()
        >
            {label.text}
        </text>
    }
}
