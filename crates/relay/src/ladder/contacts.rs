//! Who can be reached and how: the operator's file, read whole and held against
//! every rule before the relay starts.

mod check;
#[cfg(test)]
mod tests;

use holdfast_protocol::Way;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Everybody who can be reached.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    /// The server that takes mail on.
    pub smtp: Option<Smtp>,
    /// Whom a push service can ask about this relay, as a `mailto:` or `https:`
    /// address.
    pub push_contact: Option<String>,
    /// Everybody, by the id that agreements name.
    #[serde(default)]
    pub contacts: BTreeMap<String, Contact>,
}

/// One contact.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Who that is, for whoever keeps the file.
    pub person: String,
    /// Their address.
    pub mail: Option<String>,
    /// The clinic's own system.
    pub webhook: Option<Webhook>,
    /// In which language they are written to.
    #[serde(default)]
    pub language: Language,
}

/// A system that is called.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// Where.
    pub url: String,
    /// The key of the signature.
    pub secret: String,
}

/// A mail server.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port, if not the usual one.
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub security: Security,
    /// The name to sign in with.
    pub user: Option<String>,
    /// The password.
    pub password: Option<String>,
    /// From whom the mail comes.
    pub from: String,
}

/// How a connection to a mail server is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// From its first byte.
    Tls,
    /// After a greeting, or not at all.
    #[default]
    Starttls,
    /// Not: only on this machine.
    None,
}

/// A language that contacts are written to in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are the languages' codes")]
pub enum Language {
    #[default]
    En,
    De,
    Es,
    Fr,
    Pt,
}

/// Why a contacts file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContactsError {
    /// It cannot be read.
    #[error("the contacts file {} cannot be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// It is no such file.
    #[error("the contacts file {} cannot be understood at line {line}: {reason}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where, counted from 1.
        line: usize,
        /// What is wrong, without the line's own words: it may hold a password.
        reason: String,
    },
    /// Something in it does not fit.
    #[error("the contacts file {} cannot be used: at {at}, {problem}", path.display())]
    Unfit {
        /// The file.
        path: PathBuf,
        /// Which entry.
        at: String,
        /// What is wrong.
        problem: String,
    },
}

impl Contacts {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or anything in it does not fit; passwords and
    /// secrets are repeated nowhere.
    pub fn read(path: &Path) -> Result<Self, ContactsError> {
        let text = std::fs::read_to_string(path).map_err(|error| ContactsError::Unreadable {
            path: path.into(),
            reason: error.to_string(),
        })?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, ContactsError> {
        let contacts: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            ContactsError::Malformed {
                path: path.into(),
                line: 1 + before.unwrap_or_default().matches('\n').count(),
                reason: plain_reason(error.message()),
            }
        })?;
        let unfit = |(at, problem)| ContactsError::Unfit {
            path: path.into(),
            at,
            problem,
        };
        contacts.check().map_err(unfit)?;
        Ok(contacts)
    }
}

/// What is wrong, without the value that is: it may be a password.
fn plain_reason(message: &str) -> String {
    let expected = message
        .rsplit_once(", expected ")
        .map(|(_, expected)| expected);
    let kinds = [
        "invalid type",
        "invalid value",
        "unknown variant",
        "invalid length",
    ];
    match (
        kinds.iter().find(|kind| message.starts_with(*kind)),
        expected,
    ) {
        (Some(kind), Some(expected)) => format!("{kind}, expected {expected}"),
        (Some(kind), None) => (*kind).into(),
        // These name keys, never values.
        (None, _)
            if message.starts_with("missing field") || message.starts_with("unknown field") =>
        {
            message.into()
        }
        (None, _) => "this is not written as a contacts file is".into(),
    }
}

impl Contacts {
    /// Every way to a contact of the agreement; none for one that is not in the file.
    #[must_use]
    pub fn ways(&self, contact: &str) -> Vec<Way> {
        let Some(contact) = self.contacts.get(contact) else {
            return Vec::new();
        };
        let mail = contact.mail.is_some().then_some(Way::Mail);
        let webhook = contact.webhook.is_some().then_some(Way::Webhook);
        mail.into_iter().chain(webhook).collect()
    }
}

impl core::fmt::Debug for Contacts {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Contacts({})", self.contacts.len())
    }
}
