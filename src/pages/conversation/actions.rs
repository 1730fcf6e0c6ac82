//! What can be done with one's own letter: ways out of a refusal, and the
//! changing of a held reply.

use super::writing::Writing;
use crate::{
    components::{
        button::{Button, ButtonKind},
        dialog::Dialog,
    },
    i18n::{t_string, use_i18n},
    state::{Desk, Letter, LetterState},
};
use holdfast_protocol::{EnvelopeId, HoldReason};
use leptos::prelude::*;

/// The quiet actions under a letter; nothing where there is nothing to do.
#[component]
pub fn Actions(
    letter: Memo<Option<Letter>>,
    state: Memo<Option<LetterState>>,
    writing: Writing,
) -> impl IntoView {
    move || {
        let id = letter.with(|letter| letter.as_ref().map(|letter| letter.id))?;
        Some(match state.get()? {
            LetterState::NeedsYou(_) => view! { <Refused id letter writing /> }.into_any(),
            LetterState::HeldUntil(_)
            | LetterState::WaitsForWord(HoldReason::NoWindowWithinReach) => {
                view! { <Held id letter writing regardless=false /> }.into_any()
            }
            LetterState::WaitsForWord(HoldReason::TheyWroteSince) => {
                view! { <Held id letter writing regardless=true /> }.into_any()
            }
            _ => return None,
        })
    }
}

fn words_of(letter: Memo<Option<Letter>>) -> String {
    letter
        .with_untracked(|letter| letter.as_ref().map(|letter| letter.text.clone()))
        .unwrap_or_default()
}

#[component]
fn Refused(id: EnvelopeId, letter: Memo<Option<Letter>>, writing: Writing) -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let asks = RwSignal::new(false);
    view! {
        <Button kind=ButtonKind::Plain on_click=move |()| desk.retry(id)>
            {move || t_string!(words, letters.action.try_again)}
        </Button>
        <Button kind=ButtonKind::Plain on_click=move |()| writing.add(&words_of(letter))>
            {move || t_string!(words, letters.action.copy_back)}
        </Button>
        <Button kind=ButtonKind::Plain on_click=move |()| asks.set(true)>
            {move || t_string!(words, letters.action.delete)}
        </Button>
        <Dialog
            id=format!("delete-{id}")
            open=asks
            title=move || t_string!(words, letters.delete_title)
            on_close=move |()| asks.set(false)
            actions=move || {
                view! {
                    <Button on_click=move |()| asks.set(false)>
                        {move || t_string!(words, letters.delete_keep)}
                    </Button>
                    <Button
                        kind=ButtonKind::Destructive
                        on_click=move |()| {
                            asks.set(false);
                            desk.discard(id);
                        }
                    >
                        {move || t_string!(words, letters.delete_yes)}
                    </Button>
                }
            }
        >
            <p>{move || t_string!(words, letters.delete_words)}</p>
        </Dialog>
    }
}

#[component]
fn Held(
    id: EnvelopeId,
    letter: Memo<Option<Letter>>,
    writing: Writing,
    regardless: bool,
) -> impl IntoView {
    let words = use_i18n();
    view! {
        {regardless
            .then(|| {
                view! {
                    <Button on_click=move |()| writing.send_regardless(id)>
                        {move || t_string!(words, letters.action.send_regardless)}
                    </Button>
                }
            })}
        <Button kind=ButtonKind::Plain on_click=move |()| writing.edit(id, words_of(letter))>
            {move || t_string!(words, letters.action.change)}
        </Button>
        <Button kind=ButtonKind::Plain on_click=move |()| writing.take_back(id, words_of(letter))>
            {move || t_string!(words, letters.action.take_back)}
        </Button>
    }
}
