//! What is sealed: only members of the conversation ever read these types.

use chrono::{DateTime, Utc};
use holdfast_rhythm::Window;
use serde::{Deserialize, Serialize};

use crate::EnvelopeId;

mod safety;

pub use safety::{
    Acknowledgement, CheckIn, CheckInAnswer, LateNotice, NumberReport, Plan, PlanContact,
};

/// The content of an envelope. New kinds are added at the end, so that what
/// was sealed years ago still opens.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// Words for the other side.
    Letter(Letter),
    /// A new version of the agreement, for the other side to accept.
    Proposal(Proposal),
    /// The other side's word on a proposal.
    Acceptance(Acceptance),
    /// A draft, for the writer's own devices.
    Draft(Draft),
    /// Who someone is: sent when they join.
    Introduction(Introduction),
    /// A therapist's letter that owns a miss, or leaves outside the rhythm.
    Reply(Reply),
    /// The end of an exchange without a letter.
    Closing(Closing),
    /// My plan, whole, as of one version.
    Plan(Plan),
    /// The answers to one check-in.
    CheckIn(CheckIn),
    /// Somebody of the care team has taken on what was noticed.
    Acknowledgement(Acknowledgement),
    /// A help line's number that did not work.
    NumberReport(NumberReport),
    /// What was noticed in words that were sealed before it could be.
    LateNotice(LateNotice),
}

/// One letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The words, at most [`crate::LETTER_CHARACTERS_MAX`] characters.
    pub text: String,
    /// When it was kept, by the writer's best knowledge of the relay's clock.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub written: DateTime<Utc>,
    /// Whether the writer is owed an answer.
    pub answer: Answer,
    /// What the writer's device noticed in the words, for the therapist's order.
    pub noticed: Option<Noticed>,
}

/// Whether a letter is owed an answer (product rule 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is: the promise counts.
    Wanted,
    /// The writer asked for none.
    NotNeeded,
}

/// What the writer's own device noticed in a letter. Mirrors
/// `holdfast_safety::Assessment` so that this crate need not know its rules.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noticed {
    /// How pressing.
    pub level: NoticedLevel,
    /// What about, without repeats.
    pub categories: Vec<NoticedCategory>,
    /// Which words, by which rule.
    pub hints: Vec<Hint>,
}

/// One reason behind a [`Noticed`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The rule's name.
    pub rule: String,
    /// Where the words begin and end, in Unicode scalar values of the text.
    pub span: (u32, u32),
}

/// How pressing; ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NoticedLevel {
    /// Oblique, past, or about someone else.
    Concern,
    /// A wish or a danger now.
    Urgent,
    /// A danger in this minute.
    Emergency,
}

/// What it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the glossary's")]
pub enum NoticedCategory {
    Suicide,
    SelfHarm,
    HarmToOthers,
    Abuse,
    Overdose,
    Medical,
}

/// A version of the agreement, put to the other side.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The agreement document, as JSON (see `holdfast_rhythm::Agreement`).
    pub document: String,
    /// When it was proposed.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub proposed: DateTime<Utc>,
}

/// A yes to one version of the agreement.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The version accepted.
    pub version: u32,
    /// SHA-256 of the document accepted, so that a yes means these very words.
    pub document_digest: [u8; 32],
}

/// Words not yet sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The words so far.
    pub text: String,
}

/// What a person says of themselves on joining.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    /// The name to be called by.
    pub name: String,
    /// Their IANA zone, to show both sides' hours.
    pub zone: String,
}

/// A therapist's letter with what it says of the rhythm beside its words. One
/// that says nothing of it travels as [`Content::Letter`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The words.
    pub letter: Letter,
    /// The promised windows that closed without an answer and that this letter
    /// owns (product rule 6).
    pub owns: Vec<Window>,
    /// Why it leaves outside the agreed windows; none where it keeps to them.
    pub outside: Option<OutsideRhythm>,
}

/// Why a letter leaves outside the agreed windows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideRhythm {
    /// The reason, from the short list.
    pub reason: OutsideReason,
    /// In the therapist's own words; may be empty.
    pub words: String,
}

/// The short list of reasons for a letter outside the rhythm. Added to at the
/// end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutsideReason {
    /// It is about somebody's safety.
    Safety,
    /// A session was moved or called off.
    Appointment,
    /// It sets something right that was said before.
    Correction,
    /// Both had agreed that this one would come at another time.
    Arranged,
    /// Anything else; the words say what.
    Other,
}

/// No answer is owed to these letters any more (product rule 8): the therapist
/// ends the exchange, or the patient says that none is needed. Travels as
/// [`crate::EnvelopeKind::Letter`], so that a therapist's keeps to the windows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// The patient's letters that it is about.
    pub letters: Vec<EnvelopeId>,
    /// When it was kept, by the writer's best knowledge of the relay's clock.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub written: DateTime<Utc>,
}

macro_rules! content_stays_out_of_debug {
    ($($name:ident)+) => {$(
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}
content_stays_out_of_debug! {
    Content Letter Noticed Hint Proposal Acceptance Draft Introduction Reply OutsideRhythm Closing
    Plan PlanContact CheckIn CheckInAnswer Acknowledgement NumberReport
    LateNotice
}
