//! From words to a sealed submission.

use super::{Driver, Written};
use crate::{
    platform::{random::BrowserRandom, storage},
    side::known,
    state::{KeepTrouble, NewLetter},
};
use holdfast_protocol::{
    Acceptance, AccountId, Act, Answer, Closing, Content, ConversationId, EnvelopeId, EnvelopeKind,
    Header, LETTER_CHARACTERS_MAX, Letter, OutsideRhythm, Proposal, PublicKeys, Reply, Role,
    Submission, is_blank,
};
use holdfast_rhythm::{Agreement, ReleaseAt, Window};
use holdfast_seal::{document_digest, seal, sign_timing};
use holdfast_sync::Input;
use leptos::prelude::*;
use serde_bytes::ByteBuf;
use std::rc::Rc;

impl Driver {
    /// Keeps a letter.
    pub fn write(self: &Rc<Self>, conversation: ConversationId, letter: NewLetter, done: Written) {
        storage::ask_to_stay();
        let seen = letter.seen;
        let sealed = self.seal_letter(conversation, letter, None);
        let leaves = sealed.is_ok() && self.leaves_at_once(conversation);
        self.submit(sealed, done, |envelope| Act::Send { envelope });
        if leaves {
            self.take_on_with_reply(conversation, seen);
        }
    }

    /// Sends a reply outside the agreed windows. It owns what the held reply
    /// owned whose place it takes.
    pub fn send_outside(
        self: &Rc<Self>,
        conversation: ConversationId,
        mut letter: NewLetter,
        outside: OutsideRhythm,
        instead_of: Option<EnvelopeId>,
        done: Written,
    ) {
        storage::ask_to_stay();
        if let Some(held) = instead_of {
            let owned = self.owned_by(conversation, held);
            let new = owned.into_iter().filter(|one| !letter.owns.contains(one));
            let new: Vec<_> = new.collect();
            letter.owns.extend(new);
        }
        let seen = letter.seen;
        let sealed = self.seal_letter(conversation, letter, Some(outside));
        let leaves = sealed.is_ok();
        self.submit(sealed, done, |envelope| Act::SendOutside {
            envelope,
            instead_of,
        });
        if leaves {
            self.take_on_with_reply(conversation, seen);
        }
    }

    /// Ends the exchange about these letters.
    pub fn close_exchange(
        self: &Rc<Self>,
        conversation: ConversationId,
        letters: Vec<EnvelopeId>,
        done: Written,
    ) {
        if letters.is_empty() {
            return done(Err(KeepTrouble::Empty));
        }
        let taken = match self.leaves_at_once(conversation) {
            true => self.with_conversation(conversation, |one| one.taken_on_by_end(&letters)),
            false => None,
        };
        let content = Content::Closing(Closing {
            letters,
            written: self.now(),
        });
        let sealed = self.seal(conversation, EnvelopeKind::Letter, &content);
        let taken = taken.filter(|_| sealed.is_ok());
        self.submit(sealed, done, |envelope| Act::Send { envelope });
        self.take_on_beside(conversation, taken.unwrap_or_default());
    }

    /// Whether what this therapist sends now leaves at once.
    fn leaves_at_once(&self, conversation: ConversationId) -> bool {
        known(self.identity.role) == Role::Therapist
            && self.with_conversation(conversation, |one| one.timeline.release(self.now()))
                == Some(ReleaseAt::Now)
    }

    /// Puts other words in the place of a held reply.
    pub fn replace(
        self: &Rc<Self>,
        conversation: ConversationId,
        held: EnvelopeId,
        text: String,
        done: Written,
    ) {
        let letter = NewLetter {
            text,
            answer: Answer::NotNeeded,
            noticed: None,
            owns: self.owned_by(conversation, held),
            seen: None,
        };
        let sealed = self.seal_letter(conversation, letter, None);
        self.submit(sealed, done, |envelope| Act::Replace { held, envelope });
    }

    /// Takes a held reply back.
    pub fn withdraw(self: &Rc<Self>, held: EnvelopeId, done: Written) {
        self.submit_bare(Act::Withdraw { held }, done);
    }

    /// Lets a held reply go at its window.
    pub fn send_regardless(self: &Rc<Self>, held: EnvelopeId, done: Written) {
        self.submit_bare(Act::SendRegardless { held }, done);
    }

    /// Proposes a version of the agreement.
    pub fn propose(
        self: &Rc<Self>,
        conversation: ConversationId,
        agreement: &Agreement,
        done: Written,
    ) {
        let content = Content::Proposal(Proposal {
            document: agreement.to_json(),
            proposed: self.now(),
        });
        let timing = sign_timing(&agreement.timing(), conversation, &self.keys);
        let sealed = self.seal(conversation, EnvelopeKind::Agreement, &content);
        self.submit(sealed, done, |envelope| Act::Propose { envelope, timing });
    }

    /// Says yes to a proposal.
    pub fn accept(
        self: &Rc<Self>,
        conversation: ConversationId,
        proposal: EnvelopeId,
        done: Written,
    ) {
        let proposed = self.desk.book.with_untracked(|book| {
            let entry = book
                .get(conversation)?
                .proposals()
                .iter()
                .find(|entry| entry.id == proposal)?;
            Some((entry.document.clone(), entry.agreement.clone().ok()?))
        });
        let Some((document, agreement)) = proposed else {
            return done(Err(KeepTrouble::NobodyThere));
        };
        let content = Content::Acceptance(Acceptance {
            version: agreement.version(),
            document_digest: document_digest(&document),
        });
        let timing = sign_timing(&agreement.timing(), conversation, &self.keys);
        let sealed = self.seal(conversation, EnvelopeKind::Agreement, &content);
        self.submit(sealed, done, |envelope| Act::Accept { envelope, timing });
    }

    fn seal_letter(
        &self,
        conversation: ConversationId,
        letter: NewLetter,
        outside: Option<OutsideRhythm>,
    ) -> Result<(EnvelopeId, ByteBuf), KeepTrouble> {
        let text = letter.text.trim_end();
        let characters = text.chars().count();
        if is_blank(text) {
            return Err(KeepTrouble::Empty);
        }
        if characters > LETTER_CHARACTERS_MAX {
            return Err(KeepTrouble::TooLong {
                characters,
                most: LETTER_CHARACTERS_MAX,
            });
        }
        let owns = letter.owns;
        let letter = Letter {
            text: text.to_owned(),
            written: self.now(),
            answer: letter.answer,
            noticed: letter.noticed,
        };
        let content = if owns.is_empty() && outside.is_none() {
            Content::Letter(letter)
        } else {
            Content::Reply(Reply {
                letter,
                owns,
                outside,
            })
        };
        let kind = self.kind_of(conversation, &content);
        self.seal(conversation, kind, &content)
    }

    /// A patient's letter asks for the agreed ladder where that is worth it.
    fn kind_of(&self, conversation: ConversationId, content: &Content) -> EnvelopeKind {
        let letter = EnvelopeKind::Letter;
        let Content::Letter(words) = content else {
            return letter;
        };
        if known(self.identity.role) == Role::Therapist {
            return letter;
        }
        let kind = self.desk.book.with_untracked(|book| {
            let found = book.get(conversation)?;
            Some(found.kind_for(words.noticed.as_ref(), letter, words.written))
        });
        kind.unwrap_or(letter)
    }

    /// The misses that a reply of this account owns.
    fn owned_by(&self, conversation: ConversationId, reply: EnvelopeId) -> Vec<Window> {
        let owned = self.desk.book.with_untracked(|book| {
            let letter = book.get(conversation)?.letter(reply)?;
            Some(letter.owns.clone())
        });
        owned.unwrap_or_default()
    }

    pub(super) fn seal(
        &self,
        conversation: ConversationId,
        kind: EnvelopeKind,
        content: &Content,
    ) -> Result<(EnvelopeId, ByteBuf), KeepTrouble> {
        let readers = self.readers(conversation).ok_or(KeepTrouble::NobodyThere)?;
        let header = Header {
            format: Header::FORMAT,
            id: EnvelopeId::from_bytes(BrowserRandom::bytes()),
            conversation,
            sender: self.identity.account,
            kind,
        };
        let envelope = seal(content, header, &self.keys, &readers, &mut BrowserRandom)
            .map_err(|_| KeepTrouble::NotSealed)?;
        self.open.borrow_mut().insert(header.id, content.clone());
        Ok((header.id, ByteBuf::from(envelope.to_bytes())))
    }

    fn readers(&self, conversation: ConversationId) -> Option<Vec<(AccountId, PublicKeys)>> {
        let partner = self.desk.book.with_untracked(|book| {
            let partner = book.get(conversation)?.partner.as_ref()?;
            Some((partner.account, partner.keys))
        })?;
        Some(vec![(self.identity.account, self.keys.public()), partner])
    }

    pub(super) fn submit(
        self: &Rc<Self>,
        sealed: Result<(EnvelopeId, ByteBuf), KeepTrouble>,
        done: Written,
        act: impl FnOnce(ByteBuf) -> Act,
    ) {
        match sealed {
            Err(trouble) => done(Err(trouble)),
            Ok((id, envelope)) => self.hand_in(
                Submission {
                    id,
                    act: act(envelope),
                },
                done,
            ),
        }
    }

    pub(super) fn submit_bare(self: &Rc<Self>, act: Act, done: Written) {
        let id = EnvelopeId::from_bytes(BrowserRandom::bytes());
        self.hand_in(Submission { id, act }, done);
    }

    fn hand_in(self: &Rc<Self>, submission: Submission, done: Written) {
        self.waiting.borrow_mut().insert(submission.id, done);
        self.written
            .borrow_mut()
            .insert(submission.id, submission.clone());
        self.feed(Input::Write(submission));
    }
}
