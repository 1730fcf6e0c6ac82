//! What a prompt is about: which letter or check-in, and where that is.

use crate::{
    pages::{help::ToSomeone, shell::Words},
    state::Desk,
};
use holdfast_protocol::{ConversationId, EnvelopeId};
use leptos::prelude::*;

/// What sort of thing it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A letter.
    Letter,
    /// The answers of a check-in.
    CheckIn,
}

/// What it is about.
#[derive(Clone, Copy)]
pub struct About {
    /// Where it is kept.
    pub desk: Desk,
    /// What sentences are asked of.
    pub words: Words,
    /// Whose.
    pub conversation: ConversationId,
    /// What sort of thing.
    pub kind: Kind,
    /// Its envelope once it is kept; none while it is being written.
    pub kept: Signal<Option<EnvelopeId>>,
    /// What is written to someone trusted; stays when there is more to say.
    pub someone: ToSomeone,
}

/// The ways out of a prompt; Escape closes it too.
#[derive(Clone, Copy)]
pub struct WaysOut {
    /// "Close".
    pub close: Callback<()>,
    /// "This is not what I meant", where words were noticed.
    pub not_meant: Option<Callback<()>>,
}
