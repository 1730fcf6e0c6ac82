//! A question that needs an answer first: the browser's own dialog, which
//! moves the focus in and gives it back.

use leptos::html;
use leptos::prelude::*;
use leptos::text_prop::TextProp;

use super::attributes::given;
use super::button::{ButtonKind, button};
use super::focus::Before;
use super::live::{effect, live_words};

/// Shown while `open`. Children are what it says, `actions` its buttons; the
/// calm way out comes first.
#[component]
pub fn Dialog(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// Whether it shows.
    #[prop(into)]
    open: Signal<bool>,
    /// Its heading.
    #[prop(into)]
    title: TextProp,
    /// Escape was pressed: set `open` to `false`.
    #[prop(into)]
    on_close: Callback<()>,
    /// Its buttons.
    #[prop(into)]
    actions: ViewFn,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let before = Before::none();
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            before.remember();
            // Fails only where the dialog is not on the page any more.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
            before.restore();
        }
    });
    let heading = format!("{id}-title");
    let labelled_by = heading.clone();
    view! {
        <dialog
            {..given("id", id)}
            {..given("aria-labelledby", labelled_by)}
            class="dialog"
            node_ref=dialog
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <h2 {..given("id", heading)}>{live_words(move || title.get())}</h2>
            <div class="dialog-words">{children()}</div>
            <div class="row row-end">{actions.run()}</div>
        </dialog>
    }
}

/// A [`Dialog`] with two ways on: its `calm` way out and Escape only close it,
/// the other closes it and does what was asked.
pub fn confirmation(
    id: String,
    open: RwSignal<bool>,
    title: &'static str,
    parts: Vec<AnyView>,
    calm: &'static str,
    (kind, action, act): (ButtonKind, &'static str, Callback<()>),
) -> AnyView {
    let close = move || open.set(false);
    let actions = move || {
        let yes = move || {
            close();
            act.run(());
        };
        vec![
            button(ButtonKind::Quiet, calm, close),
            button(kind, action, yes),
        ]
    };
    view! {
        <Dialog id open title on_close=move |()| close() actions>
            {parts}
        </Dialog>
    }
    .into_any()
}
