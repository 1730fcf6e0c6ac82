//! What travels between devices and the relay: ids, the content that is
//! sealed, the envelope around it, and the versioned wire types.
//!
//! Everything on the wire is [postcard](https://postcard.jamesmunns.com) but
//! the timing of an agreement, which is the same JSON everywhere. Types here
//! carry no behaviour beyond parsing and encoding: sealing lives in
//! `holdfast-seal`, sending in `holdfast-sync`, holding in `holdfast-relay`.

mod alarm;
mod codec;
mod content;
mod envelope;
mod id;
mod invitation;
mod limits;
mod push;
mod sorted;
mod visible;
mod wire;

pub use alarm::{AlarmNews, AlarmStep, Way};
pub use codec::{DecodeError, decode, encode};
pub use content::{
    Acceptance, Acknowledgement, Answer, CheckIn, CheckInAnswer, Closing, Content, Draft, Hint,
    Introduction, LateNotice, Letter, Noticed, NoticedCategory, NoticedLevel, NumberReport,
    OutsideReason, OutsideRhythm, Plan, PlanContact, Proposal, Reply,
};
pub use envelope::{Envelope, EnvelopeKind, Header, KeyBox, Readers};
pub use holdfast_rhythm::{Window, sort_by_key};
pub use id::{AccountId, ConversationId, DeviceId, EnvelopeId, Epoch, IdError, InvitationId};
pub use invitation::{
    AcceptInvitation, Accepted, Card, CreateInvitation, InvitationSecret, InvitationState,
    InvitationView, Link, LinkError, PublicKeys, token_digest,
};
pub use limits::{
    ENVELOPE_BYTES_MAX, LETTER_CHARACTERS_MAX, NAME_CHARACTERS_MAX, PROTOCOL_OLDEST,
    PROTOCOL_VERSION, REQUEST_BYTES_MAX, SUBMISSIONS_MAX,
};
pub use push::{ENDPOINT_CHARACTERS_MAX, PushEnd, PushServer, PushSubscription};
pub use sorted::{SortedMap, SortedSet};
pub use visible::{is_blank, tidy_name};
pub use wire::{
    Act, DemoGo, DemoTime, Event, FeedItem, HoldReason, MEDIA_TYPE, Outcome, Receipt, Refusal,
    RelayError, Release, Role, SignedTiming, Submission, SubmissionResult, SyncRequest,
    SyncResponse,
};
