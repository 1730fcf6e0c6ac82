//! Every address of the app, in one place.

use holdfast_protocol::ConversationId;

/// Patient: the letters. Therapist: today.
pub const HOME: &str = "/";
/// Where invitation links lead.
pub const JOIN: &str = "/join";
/// The agreed rhythm as a picture.
pub const RHYTHM: &str = "/rhythm";
/// A patient's check-ins that are open.
pub const CHECK_IN: &str = "/check-in";
/// *My plan*.
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

/// A page of the app, as its address names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// [`HOME`].
    Home,
    /// [`JOIN`].
    Join,
    /// [`RHYTHM`], of one conversation where it names one.
    Rhythm,
    /// [`CHECK_IN`].
    CheckIn,
    /// [`PLAN`], of one conversation where it names one.
    Plan,
    /// [`HELP`].
    Help,
    /// [`SETTINGS`].
    Settings,
    /// [`LETTERS`] of one conversation.
    Letters,
    /// [`AGREEMENT`] of one conversation.
    Agreement,
    /// [`PEOPLE`].
    People,
}

/// The page at `path`; none where there is none. A conversation that cannot be
/// read is for the page to say.
#[must_use]
pub fn page_at(path: &str) -> Option<Place> {
    let path = path.trim_end_matches('/');
    let (first, second) = match path.trim_start_matches('/').split_once('/') {
        Some((first, second)) => (first, Some(second)),
        None => (path.trim_start_matches('/'), None),
    };
    let deep = second.is_some_and(|second| !second.contains('/'));
    Some(match (first, second) {
        ("", None) => Place::Home,
        ("join", None) => Place::Join,
        ("check-in", None) => Place::CheckIn,
        ("help", None) => Place::Help,
        ("settings", None) => Place::Settings,
        ("people", None) => Place::People,
        ("rhythm", None) => Place::Rhythm,
        ("rhythm", _) if deep => Place::Rhythm,
        ("plan", None) => Place::Plan,
        ("plan", _) if deep => Place::Plan,
        ("letters", _) if deep => Place::Letters,
        ("agreement", _) if deep => Place::Agreement,
        _ => return None,
    })
}

/// The conversation named in `path`: its second part.
#[must_use]
pub fn conversation_in(path: &str) -> Named {
    match path.trim_start_matches('/').split_once('/') {
        None | Some((_, "")) => Named::None,
        Some((_, id)) => id.parse().map_or(Named::Unknown, Named::One),
    }
}

/// Which conversation an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// None.
    None,
    /// One.
    One(ConversationId),
    /// Something that is no conversation's id.
    Unknown,
}

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

/// The plan of one conversation, as the therapist sees it.
#[must_use]
pub fn plan(conversation: ConversationId) -> String {
    format!("{PLAN}/{conversation}")
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use super::{Named, Place, agreement, conversation_in, letters, page_at, plan, rhythm};
    use holdfast_protocol::ConversationId;
    use proptest::prelude::*;

    #[test]
    fn every_address_has_its_page() {
        for (path, place) in [
            ("/", Place::Home),
            ("", Place::Home),
            ("/join", Place::Join),
            ("/rhythm", Place::Rhythm),
            ("/rhythm/", Place::Rhythm),
            ("/check-in", Place::CheckIn),
            ("/plan", Place::Plan),
            ("/plan/x", Place::Plan),
            ("/help", Place::Help),
            ("/settings", Place::Settings),
            ("/people", Place::People),
            ("/letters/x", Place::Letters),
            ("/agreement/x", Place::Agreement),
        ] {
            assert_eq!(page_at(path), Some(place), "{path}");
        }
        for path in [
            "/x",
            "/letters",
            "/help/x",
            "/letters/a/b",
            "/v1/sync",
            "/help.html",
        ] {
            assert_eq!(page_at(path), None, "{path}");
        }
    }

    proptest! {
        #[test]
        fn a_conversation_is_found_in_its_addresses(bytes: [u8; 16]) {
            let id = ConversationId::from_bytes(bytes);
            for path in [letters(id), agreement(id), rhythm(id), plan(id)] {
                prop_assert_eq!(conversation_in(&path), Named::One(id));
            }
        }

        #[test]
        fn any_path_is_read(path in ".{0,60}") {
            let _ = (page_at(&path), conversation_in(&path));
        }
    }

    #[test]
    fn what_is_no_id_is_said_to_be_none() {
        assert_eq!(conversation_in("/letters/nobody"), Named::Unknown);
        assert_eq!(conversation_in("/rhythm"), Named::None);
        assert_eq!(conversation_in("/rhythm/"), Named::None);
    }
}
