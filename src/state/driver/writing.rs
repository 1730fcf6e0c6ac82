//! From words to a sealed submission.

use super::{Driver, Written};
use crate::{
    platform::{random::BrowserRandom, storage},
    state::{KeepTrouble, NewLetter, Note},
};
use gloo_timers::callback::Timeout;
use holdfast_protocol::{
    Acceptance, AccountId, Act, Answer, Content, ConversationId, EnvelopeId, EnvelopeKind, Header,
    LETTER_CHARACTERS_MAX, Letter, Proposal, PublicKeys, Submission, encode,
};
use holdfast_rhythm::Agreement;
use holdfast_seal::{document_digest, seal, sign_timing};
use holdfast_sync::Input;
use leptos::prelude::*;
use serde_bytes::ByteBuf;
use std::rc::Rc;

/// How long typing must pause before a draft is stored, in milliseconds.
const DRAFT_PAUSE: u32 = 400;

impl Driver {
    /// Keeps a letter.
    pub fn write(self: &Rc<Self>, conversation: ConversationId, letter: NewLetter, done: Written) {
        storage::ask_to_stay();
        let sealed = self.seal_letter(conversation, letter);
        self.submit(sealed, done, |envelope| Act::Send { envelope });
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
        };
        let sealed = self.seal_letter(conversation, letter);
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

    /// Keeps the draft of a conversation once typing pauses.
    pub fn save_draft(self: &Rc<Self>, conversation: ConversationId) {
        let driver = Rc::clone(self);
        let timer = Timeout::new(DRAFT_PAUSE, move || driver.keep_draft(conversation));
        self.draft_timers.borrow_mut().insert(conversation, timer);
    }

    /// Keeps every draft that waits for a pause.
    pub(super) fn keep_drafts_now(&self) {
        let due: Vec<_> = self.draft_timers.borrow_mut().drain().collect();
        for (conversation, timer) in due {
            timer.cancel();
            self.keep_draft(conversation);
        }
    }

    fn keep_draft(&self, conversation: ConversationId) {
        let bytes = self
            .desk
            .drafts
            .with_untracked(|drafts| drafts.get(&conversation).map(encode));
        self.write_note(Note::Draft(conversation), bytes);
    }

    fn seal_letter(
        &self,
        conversation: ConversationId,
        letter: NewLetter,
    ) -> Result<(EnvelopeId, ByteBuf), KeepTrouble> {
        let text = letter.text.trim_end();
        let characters = text.chars().count();
        if text.trim_start().is_empty() {
            return Err(KeepTrouble::Empty);
        }
        if characters > LETTER_CHARACTERS_MAX {
            return Err(KeepTrouble::TooLong {
                characters,
                most: LETTER_CHARACTERS_MAX,
            });
        }
        let content = Content::Letter(Letter {
            text: text.to_owned(),
            written: self.now(),
            answer: letter.answer,
            noticed: letter.noticed,
        });
        self.seal(conversation, EnvelopeKind::Letter, &content)
    }

    fn seal(
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
        Ok((header.id, ByteBuf::from(envelope.to_bytes())))
    }

    fn readers(&self, conversation: ConversationId) -> Option<Vec<(AccountId, PublicKeys)>> {
        let partner = self.desk.book.with_untracked(|book| {
            let partner = book.get(conversation)?.partner.as_ref()?;
            Some((partner.account, partner.keys))
        })?;
        Some(vec![(self.identity.account, self.keys.public()), partner])
    }

    fn submit(
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

    fn submit_bare(self: &Rc<Self>, act: Act, done: Written) {
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
