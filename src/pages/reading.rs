//! What several pages ask first: which conversation, whose name, who reads.

use holdfast_protocol::{ConversationId, Role};
use holdfast_rhythm::Tz;
use leptos::prelude::*;

use crate::components::memo::Memo;
use crate::i18n::{t_string, use_i18n};
use crate::pages::shell::{Words, name_in};
use crate::routes::Named;
use crate::side::known;
use crate::state::{Conversation, Desk, Route, Session};

/// The conversation that the address names, or a patient's own where it names
/// none; nothing if it is not on this device.
pub(crate) fn use_conversation() -> Memo<Option<ConversationId>> {
    let desk = expect_context::<Desk>();
    let route = expect_context::<Route>();
    Memo::new(move |_| {
        let id = match route.conversation() {
            Named::One(id) => id,
            Named::Unknown => return None,
            Named::None => match &*desk.session.read() {
                Session::Here { home, .. } => (*home)?,
                _ => return None,
            },
        };
        desk.book.read().get(id).map(|found| found.id)
    })
}

/// The zone of the other side: for a patient the one the agreement is written
/// in, else the one they named on joining.
pub(crate) fn other_zone(conversation: &Conversation) -> Option<Tz> {
    let agreed = (known(conversation.role) == Role::Patient)
        .then(|| conversation.timeline.versions().last())
        .flatten()
        .map(|version| version.agreement.zone());
    agreed.or_else(|| conversation.partner.as_ref().map(|partner| partner.zone))
}

/// The other side by name; before they have one, by what the inviter calls
/// them, or by what they are.
pub(crate) fn name_of(words: Words, conversation: &Conversation) -> String {
    name_in(conversation).unwrap_or_else(|| {
        let unnamed = match (known(conversation.role), &conversation.partner) {
            (Role::Patient, _) => t_string!(words, rhythm.therapist),
            (Role::Therapist, None) => t_string!(words, today.people.invited_plain),
            (Role::Therapist, Some(_)) => t_string!(words, rhythm.patient),
        };
        unnamed.to_owned()
    })
}

/// Who has taken something on: an empty name is the conversation's own
/// therapist.
pub(crate) fn who_took(words: Words, conversation: &Conversation, name: &str) -> String {
    match name {
        "" => name_of(words, conversation),
        name => name.to_owned(),
    }
}

/// The name of the other side of `conversation`.
pub(crate) fn use_name(conversation: Memo<Option<ConversationId>>) -> Memo<String> {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    Memo::new(move |_| {
        let book = desk.book.read();
        let found = conversation.get().and_then(|id| book.get(id));
        found.map_or_else(String::new, |found| name_of(words, found))
    })
}
