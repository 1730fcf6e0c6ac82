//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::attributes::{following, given};
use super::icon::{Icon, IconName};
use super::parts::Sentence;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do here; once a screen.
    Primary,
    /// Everything else.
    #[default]
    Quiet,
    /// A quiet one without an edge, in running content.
    Plain,
    /// Towards people who are there now.
    Help,
    /// Destroys something; only in the confirmation itself.
    Destructive,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Quiet => "button",
            Self::Plain => "button button-plain",
            Self::Help => "button button-help",
            Self::Destructive => "button button-destructive",
        }
    }
}

/// A button. Its children are its words.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// An outline before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// `true` to send the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// Whether it cannot be used now; it stays in reach of the keyboard, so
    /// that its words can be read.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Id of the element that says more.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// Pressed.
    #[prop(optional, into)]
    on_click: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        if disabled.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(());
        }
    };
    view! {
        <button
            {..given("class", kind.class())}
            {..given("type", if submit { "submit" } else { "button" })}
            {..following("aria-disabled", move || disabled.get().then_some("true"))}
            {..given("aria-describedby", described_by)}
            on:click=press
        >
            {icon.map(|name| view! { <Icon name /> })}
            <span>{children()}</span>
        </button>
    }
}

/// A link with the looks of a button. Its children are its words.
#[component]
pub fn ButtonLink(
    /// Where it leads: a path of the app, `tel:`, `sms:` or `https:`.
    #[prop(into)]
    href: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// An outline before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Whether it leaves the app for another page: opened beside it, and the
    /// other page is not told where from.
    #[prop(optional)]
    leaves: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <a
            {..given("class", kind.class())}
            {..following("href", move || href.get())}
            {..given("target", leaves.then_some("_blank"))}
            {..given("rel", leaves.then_some("noopener noreferrer"))}
        >
            {icon.map(|name| view! { <Icon name /> })}
            <span>{children()}</span>
        </a>
    }
}

/// A [`Button`] of plain words.
pub fn button(
    kind: ButtonKind,
    words: impl Into<Sentence>,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    pressable(kind, None, words.into(), Callback::new(move |()| press()))
}

/// A [`Button`] of plain words with an outline before them.
pub fn button_with(
    icon: IconName,
    kind: ButtonKind,
    words: impl Into<Sentence>,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let press = Callback::new(move |()| press());
    pressable(kind, Some(icon), words.into(), press)
}

fn pressable(
    kind: ButtonKind,
    icon: Option<IconName>,
    words: Sentence,
    press: Callback<()>,
) -> AnyView {
    view! { <Button kind nostrip:icon=icon on_click=press>{words}</Button> }.into_any()
}

/// A [`ButtonLink`] of plain words.
pub fn button_link(
    kind: ButtonKind,
    href: impl Into<String>,
    words: impl Into<Sentence>,
) -> AnyView {
    linked(kind, None, false, href.into(), words.into())
}

/// A [`ButtonLink`] of plain words with an outline before them; it `leaves`
/// the app or not.
pub fn button_link_with(
    icon: IconName,
    kind: ButtonKind,
    leaves: bool,
    href: impl Into<String>,
    words: impl Into<Sentence>,
) -> AnyView {
    linked(kind, Some(icon), leaves, href.into(), words.into())
}

fn linked(
    kind: ButtonKind,
    icon: Option<IconName>,
    leaves: bool,
    href: String,
    words: Sentence,
) -> AnyView {
    view! { <ButtonLink href kind nostrip:icon=icon leaves>{words}</ButtonLink> }.into_any()
}
