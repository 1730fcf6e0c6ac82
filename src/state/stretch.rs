//! A stretch of older letters, beside the tail that the book holds.

use crate::state::{Around, Conversation, Letter, ThreadPlace};
use holdfast_protocol::EnvelopeId;

/// Some letters of one conversation that follow each other, with what their
/// states need to be told. It does not change with the book: it is read again
/// where that matters.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The letters that were asked for, what ended their exchanges, and what
    /// came before and after them as far as their states need it; beside it
    /// the agreements. What has not left yet is in the book alone.
    pub conversation: Conversation,
    /// The letters that were asked for, the oldest first.
    pub letters: Vec<(ThreadPlace, EnvelopeId)>,
    /// Whether older ones are stored.
    pub older: bool,
    /// Whether newer ones are stored.
    pub newer: bool,
}

impl Stretch {
    /// A stretch of a conversation that is here as a whole.
    #[must_use]
    pub fn of_all(conversation: &Conversation, around: Around, count: usize) -> Self {
        let mut places: Vec<ThreadPlace> = Vec::new();
        let left = |letter: &Letter| {
            letter.left().map(|left| ThreadPlace {
                left,
                id: letter.id,
            })
        };
        places.extend(conversation.letters().into_iter().filter_map(left));
        let from = |at: usize| (at.saturating_sub(count), at.min(places.len()));
        let (first, end) = match around {
            Around::Newest => from(places.len()),
            Around::Older(than) => from(places.partition_point(|place| *place < than)),
            Around::Newer(than) => {
                let first = places.partition_point(|place| *place <= than);
                (first, (first + count).min(places.len()))
            }
            Around::At(at) => {
                let first = places.partition_point(|place| place.left < at);
                let first = first.saturating_sub(count / 2);
                (first, (first + count).min(places.len()))
            }
        };
        let letters = places.get(first..end).unwrap_or_default();
        Self {
            letters: letters.iter().map(|place| (*place, place.id)).collect(),
            older: first > 0,
            newer: end < places.len(),
            conversation: conversation.clone(),
        }
    }
}
