//! What can be done with one's own letter: ways out of a refusal, and the
//! changing of a held reply.

use super::{no_longer::no_longer, outside::outside_way_of, writing::Writing};
use crate::{
    components::{
        button::{ButtonKind, button},
        dialog::confirmation,
        live::live,
        memo::Memo,
        parts::{nothing, paragraph},
    },
    i18n::t_string,
    side::known,
    state::LetterState,
};
use holdfast_protocol::{EnvelopeId, HoldReason, Refusal, Role};
use leptos::prelude::*;

/// The quiet actions under a letter; nothing where there is nothing to do.
pub fn actions(id: EnvelopeId, state: Memo<Option<LetterState>>, writing: Writing) -> AnyView {
    // Only a therapist's replies are held.
    let holds = known(writing.role) == Role::Therapist;
    live(move || match state.get() {
        Some(LetterState::NeedsYou(refusal)) => refused(id, writing, &refusal),
        Some(LetterState::Promised { .. }) if !holds => no_longer(id, writing),
        Some(
            LetterState::HeldUntil(_) | LetterState::WaitsForWord(HoldReason::NoWindowWithinReach),
        ) if holds => held(id, writing, false),
        Some(LetterState::WaitsForWord(HoldReason::TheyWroteSince)) if holds => {
            held(id, writing, true)
        }
        _ => nothing(),
    })
}

fn refused(id: EnvelopeId, writing: Writing, refusal: &Refusal) -> AnyView {
    let words = writing.words;
    let desk = writing.desk;
    let asks = RwSignal::new(false);
    let plain = ButtonKind::Plain;
    let again = button(
        plain,
        t_string!(words, letters.action.try_again),
        move || {
            desk.retry(id);
        },
    );
    vec![
        // What has left cannot be changed, however often one tries.
        if *refusal == Refusal::NotHeld {
            nothing()
        } else {
            again
        },
        button(
            plain,
            t_string!(words, letters.action.copy_back),
            move || {
                writing.add(&writing.words_of(id));
            },
        ),
        button(plain, t_string!(words, letters.action.delete), move || {
            asks.set(true);
        }),
        confirmation(
            format!("delete-{id}"),
            asks,
            t_string!(words, letters.delete_title),
            vec![paragraph(t_string!(words, letters.delete_words))],
            t_string!(words, letters.delete_keep),
            (
                ButtonKind::Destructive,
                t_string!(words, letters.delete_yes),
                Callback::new(move |()| desk.discard(id)),
            ),
        ),
    ]
    .into_any()
}

fn held(id: EnvelopeId, writing: Writing, regardless: bool) -> AnyView {
    let words = writing.words;
    let plain = ButtonKind::Plain;
    let mut ways = vec![
        button(plain, t_string!(words, letters.action.change), move || {
            writing.edit(id, writing.words_of(id));
        }),
        button(
            plain,
            t_string!(words, letters.action.take_back),
            move || {
                writing.take_back(id);
            },
        ),
    ];
    if regardless {
        let words = t_string!(words, letters.action.send_regardless);
        let send = button(ButtonKind::Quiet, words, move || {
            writing.send_regardless(id)
        });
        ways.insert(0, send);
    }
    ways.push(outside_way_of(id, writing));
    ways.into_any()
}
