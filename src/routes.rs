//! Every address of the app, in one place.

use holdfast_protocol::ConversationId;

/// Patient: the letters. Therapist: today.
pub const HOME: &str = "/";
/// Where invitation links lead.
pub const JOIN: &str = "/join";
/// The agreed rhythm as a picture.
pub const RHYTHM: &str = "/rhythm";
/// The patient's own plan.
pub const PLAN: &str = "/plan";
/// People who are there now.
pub const HELP: &str = "/help";
/// This device.
pub const SETTINGS: &str = "/settings";
/// A therapist's page of one conversation.
pub const LETTERS: &str = "/letters";
/// A therapist's agreement editor of one conversation.
pub const AGREEMENT: &str = "/agreement";
/// A therapist's list of everyone, and invitations.
pub const PEOPLE: &str = "/people";

/// The letters of one conversation.
#[must_use]
pub fn letters(conversation: ConversationId) -> String {
    format!("{LETTERS}/{conversation}")
}

/// The agreement editor of one conversation.
#[must_use]
pub fn agreement(conversation: ConversationId) -> String {
    format!("{AGREEMENT}/{conversation}")
}

/// The rhythm of one conversation, as the therapist sees it.
#[must_use]
pub fn rhythm(conversation: ConversationId) -> String {
    format!("{RHYTHM}/{conversation}")
}
