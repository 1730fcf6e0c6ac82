//! What is to be known about the conversation as a whole.

use super::writing::Writing;
use crate::{
    components::{
        button::{ButtonKind, button_link},
        icon::IconName,
        live::live,
        memo::Memo,
        notice::{NoticeKind, still_notice},
        parts::paragraph,
    },
    i18n::{fill, t_string},
    pages::shell::{Times, Words, name_in},
    routes,
    side::known,
    state::{Conversation, ProposalState},
};
use holdfast_protocol::Role;
use leptos::prelude::*;

/// One thing to know, and where to go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Note {
    sentence: String,
    way: Option<(String, &'static str)>,
}

impl Note {
    fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            way: None,
        }
    }

    fn towards(self, href: String, label: &'static str) -> Self {
        Self {
            way: Some((href, label)),
            ..self
        }
    }
}

/// Nothing agreed, a proposal, a change to come, what cannot
/// be opened.
pub fn notes(writing: Writing) -> AnyView {
    let times = expect_context::<Times>();
    let all = Memo::new(move |_| {
        let is_whole = writing.desk.is_whole();
        writing.desk.book.with(|book| {
            book.get(writing.conversation)
                .map(|conversation| all(writing.words, conversation, times, is_whole))
                .unwrap_or_default()
        })
    });
    live(move || {
        let notes: Vec<_> = all.get().into_iter().map(drawn).collect();
        notes.into_any()
    })
}

fn drawn(note: Note) -> AnyView {
    let mut parts = vec![paragraph(note.sentence)];
    if let Some((href, label)) = note.way {
        parts.push(button_link(ButtonKind::Quiet, href, label));
    }
    still_notice(NoticeKind::Calm, IconName::Information, parts)
}

fn all(words: Words, conversation: &Conversation, times: Times, is_whole: bool) -> Vec<Note> {
    let agreement = agreement(words, conversation, is_whole);
    let (reader, now) = (times.reader(None), times.now());
    let change = conversation
        .timeline
        .next_change(now)
        .filter(|_| conversation.timeline.in_force(now).is_some())
        .map(|next| {
            let from = reader.starting(next.from);
            Note::new(fill(
                t_string!(words, letters.change_from),
                &[("from", &from)],
            ))
        });
    let unreadable = match conversation.unreadable {
        0 => None,
        1 => Some(Note::new(t_string!(words, letters.unreadable_one))),
        count => Some(Note::new(fill(
            t_string!(words, letters.unreadable_some),
            &[("count", &count.to_string())],
        ))),
    };
    [agreement, change, unreadable]
        .into_iter()
        .flatten()
        .collect()
}

fn agreement(words: Words, conversation: &Conversation, is_whole: bool) -> Option<Note> {
    let open = conversation
        .open_proposal()
        .filter(|proposal| proposal.state == ProposalState::Open);
    match (known(conversation.role), open) {
        (Role::Patient, Some(_)) => {
            let name =
                name_in(conversation).unwrap_or_else(|| t_string!(words, letters.them).to_owned());
            let sentence = fill(t_string!(words, letters.proposal_open), &[("name", &name)]);
            let see = t_string!(words, letters.proposal_see);
            Some(Note::new(sentence).towards(routes::RHYTHM.to_owned(), see))
        }
        (Role::Therapist, Some(_)) => Some(Note::new(t_string!(words, letters.proposal_waits))),
        (_, None) if !is_whole || !conversation.timeline.is_empty() => None,
        (Role::Patient, None) => Some(Note::new(t_string!(words, letters.nothing_agreed_patient))),
        (Role::Therapist, None) => Some(
            Note::new(t_string!(words, letters.nothing_agreed_therapist)).towards(
                routes::agreement(conversation.id),
                t_string!(words, letters.propose),
            ),
        ),
    }
}
