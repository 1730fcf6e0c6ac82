//! Pages that are seldom opened. `cargo xtask build` puts what only they need
//! into a second file: everything that is reached through the functions here
//! and through nothing else (docs/decisions/app-rest.md). They are never
//! called but through `shell::once_here`, `shell::beside_once_here` and
//! `shell::beside_in_place`, or once `page::load_rest` says that they are here.

#[cfg(feature = "therapist")]
use super::agreement::AgreementPage;
use super::{
    check_in,
    conversation::{self, Reading, Writing},
    help::{self, ToSomeone},
    join,
    plan::PlanPage,
    prompt::{self, About},
    rhythm::{RhythmPage, TideStrip},
    settings::SettingsPage,
    shell::Words,
};
use holdfast_protocol::{ConversationId, EnvelopeId};
use leptos::prelude::*;

/// The page **Rhythm**.
#[inline(never)]
pub fn rhythm() -> AnyView {
    view! { <RhythmPage /> }.into_any()
}

/// The small tide over the composer.
#[inline(never)]
pub fn tide_strip(conversation: ConversationId) -> AnyView {
    view! { <TideStrip conversation /> }.into_any()
}

/// Ways through a long conversation: to words, to a day.
#[inline(never)]
pub fn ways_through(reading: Reading) -> AnyView {
    conversation::ways_through(reading)
}

/// What a therapist may do instead of writing an answer.
#[inline(never)]
pub fn more_ways(writing: Writing) -> AnyView {
    conversation::more_ways(writing)
}

/// What was sealed before its language was known, once it is.
#[cfg(feature = "patient")]
#[inline(never)]
pub fn look_again(noticing: conversation::Noticing, prompts: bool) {
    conversation::look_again(noticing, prompts);
}

/// What stands under a letter in which something was noticed.
#[inline(never)]
pub fn beneath(id: EnvelopeId, reading: Reading) -> AnyView {
    conversation::beneath(id, reading)
}

/// The page **Check-in**.
#[cfg(feature = "patient")]
#[inline(never)]
pub fn check_in() -> AnyView {
    check_in::check_in_page()
}

/// The word above the letters that a check-in is open; to a therapist what
/// the last ones say.
#[inline(never)]
pub fn check_in_card() -> AnyView {
    check_in::check_in_card()
}

/// The patient's own plan in the prompt.
#[inline(never)]
pub fn own_plan(about: About) -> AnyView {
    prompt::own_plan(about)
}

/// Words to send to someone you trust.
#[inline(never)]
pub fn someone(words: Words, written: ToSomeone) -> AnyView {
    help::someone(words, written)
}

/// The page **My plan**.
#[inline(never)]
pub fn plan() -> AnyView {
    view! { <PlanPage /> }.into_any()
}

/// The page **Join** on a device that the clinic no longer knows.
#[inline(never)]
pub fn signed_out() -> AnyView {
    join::signed_out()
}

/// The page **Settings**.
#[inline(never)]
pub fn settings() -> AnyView {
    view! { <SettingsPage /> }.into_any()
}

/// The page **Agreement**.
#[cfg(feature = "therapist")]
#[inline(never)]
pub fn agreement() -> AnyView {
    view! { <AgreementPage /> }.into_any()
}
