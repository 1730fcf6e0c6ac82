//! What was written on a device and never sent, as far as the device knows.

use super::{DraftOf, Folder, Identity, NOTE_PURPOSE, Note, Opener};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Content, ConversationId, Envelope, EnvelopeId, SortedMap, decode, is_blank, sort_by_key,
};
use holdfast_seal::open_local;
use holdfast_sync::Waiting;

/// Words that the relay has not confirmed.
#[derive(Clone, PartialEq, Eq)]
pub struct Unsent {
    /// The database that they lie in, …
    pub database: String,
    /// … and where in it.
    pub lies: Lies,
    /// Whom they are for: a name, or the writer's own words for somebody who
    /// had not joined; empty where nobody can tell any more.
    pub to: String,
    /// When they were kept as a letter; none for a draft.
    pub written: Option<DateTime<Utc>>,
    /// The words.
    pub text: String,
}

/// Where unsent words lie in their database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// A letter in the outbox.
    Outbox(EnvelopeId),
    /// A draft among the notes.
    Draft(DraftOf),
}

// Not derived: the words are nobody else's business.
impl core::fmt::Debug for Unsent {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Unsent({:?})", self.lies)
    }
}

/// What was never sent, in a form for people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NeverSent {
    /// Letters in their order, then drafts.
    pub letters: Vec<Unsent>,
    /// How much more there is that does not open.
    pub closed: usize,
}

impl NeverSent {
    /// Reads what waits in a `database` and its notes, as `identity`. Drafts of
    /// an agreement are no letters and stay out.
    #[must_use]
    pub fn of(
        database: &str,
        identity: &Identity,
        mut outbox: Vec<Waiting>,
        notes: &[(String, Vec<u8>)],
    ) -> Self {
        let mut found = Self::default();
        let Ok(keys) = identity.keys() else {
            found.closed = outbox.len();
            return found;
        };
        let opener = Opener {
            account: identity.account,
            keys: &keys,
            partner: None,
            secret: None,
        };
        let mut names = SortedMap::<ConversationId, String>::new();
        let mut drafts = Vec::new();
        for (key, sealed) in notes {
            let note = match Note::from_key(key) {
                Some(note @ (Note::Folder(_) | Note::Draft(_))) => note,
                _ => continue,
            };
            let read = open_local(sealed, &keys, NOTE_PURPOSE);
            let read = read
                .ok()
                .and_then(|bytes| Some((note, text_of(note, &bytes)?)));
            match read {
                Some((Note::Folder(id), name)) => {
                    names.insert(id, name);
                }
                Some((Note::Draft(of), text)) => drafts.push((of, text)),
                Some(_) => {}
                None => found.closed += usize::from(matches!(note, Note::Draft(_))),
            }
        }
        let name = |id: &ConversationId| names.get(id).cloned().unwrap_or_default();
        let mut add = |lies, to, written, text: String| {
            if !is_blank(&text) {
                found.letters.push(Unsent {
                    database: database.to_owned(),
                    lies,
                    to,
                    written,
                    text,
                });
            }
        };
        let mut closed = 0;
        sort_by_key(&mut outbox, |waiting| (waiting.order, waiting.id()));
        for waiting in &outbox {
            let Some(bytes) = waiting.submission.act.envelope() else {
                continue;
            };
            let Ok(envelope) = Envelope::from_bytes(bytes) else {
                closed += 1;
                continue;
            };
            if !envelope.header.kind.is_letter() {
                continue;
            }
            let letter = match opener.read(&envelope) {
                Some(Content::Letter(letter)) => letter,
                Some(Content::Reply(reply)) => reply.letter,
                // The end of an exchange has no words.
                Some(_) => continue,
                None => {
                    closed += 1;
                    continue;
                }
            };
            let to = name(&envelope.header.conversation);
            let lies = Lies::Outbox(waiting.id());
            add(lies, to, Some(letter.written), letter.text);
        }
        for (of, text) in drafts {
            match of {
                DraftOf::Letter(id) => add(Lies::Draft(of), name(&id), None, text),
                DraftOf::Change(_) => add(Lies::Draft(of), String::new(), None, text),
                DraftOf::Agreement(_)
                | DraftOf::CheckIn(_)
                | DraftOf::Plan(_)
                | DraftOf::Beside(_)
                | DraftOf::Unlooked(_) => {}
            }
        }
        found.closed += closed;
        found
    }
}

/// A folder's name, or a draft's words.
fn text_of(note: Note, bytes: &[u8]) -> Option<String> {
    match note {
        Note::Folder(_) => match decode(bytes, "a folder").ok()? {
            Folder::Met { card } => Some(card.name),
            Folder::Invited { label, .. } => Some(label),
        },
        _ => decode(bytes, "a draft").ok(),
    }
}
