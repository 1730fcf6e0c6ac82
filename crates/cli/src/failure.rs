//! What goes wrong, in one sentence and one exit code.

use crate::{assess::LINE_BYTES_MAX, rhythm::instant};
use chrono::{DateTime, Utc};
use holdfast_relay::StartError;
use holdfast_rhythm::Problems;
use std::{fmt::Display, net::SocketAddr, process::ExitCode};

/// Why the program stops.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The relay does not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// Somebody else listens there.
    #[error("{address} is in use by another program: choose another with --listen")]
    AddressTaken {
        /// Where.
        address: SocketAddr,
    },
    /// Anybody could move its time and join it.
    #[error("a demonstration is for this machine only: leave out --listen {address} or --demo")]
    DemoAbroad {
        /// Where.
        address: SocketAddr,
    },
    /// The links in notices would lead to this machine, and nowhere for whoever
    /// gets them.
    #[error(
        "--contacts needs --origin: the address that colleagues can open, as https://letters.clinic.example; the links in notices lead there"
    )]
    NoOrigin,
    /// Nobody can listen there.
    #[error("cannot listen on {address}: {reason}")]
    Address {
        /// Where.
        address: SocketAddr,
        /// What the system says.
        reason: String,
    },
    /// There is no such file, and inviting to an empty relay helps nobody.
    #[error("there is no database {path}: start the relay once, or check --db")]
    NoDatabase {
        /// The file.
        path: String,
    },
    /// The file has no such contact.
    #[error("the contacts file has no contact {contact:?}")]
    NoSuchContact {
        /// Which was asked for.
        contact: String,
    },
    /// The test message did not go by every way.
    #[error("{contact} was not reached by: {ways}")]
    Unreached {
        /// Who.
        contact: String,
        /// By which ways not.
        ways: String,
    },
    /// The agreement does not hold together; one problem a line.
    #[error(transparent)]
    Agreement(#[from] Problems),
    /// There is no agreement to be read there.
    #[error("cannot read {file}: {reason}")]
    Unreadable {
        /// The file's name.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// Lines of the input were not read as they stand.
    #[error("line {number} of standard input {why}{}", others(*.more))]
    Line {
        /// Which, counted from one.
        number: u64,
        /// Why.
        why: NoMessage,
        /// How many other lines.
        more: u64,
    },
    /// A span of time that ends before it begins.
    #[error("--from {} comes after --to {}", instant(*.from), instant(*.to))]
    Backwards {
        /// Where it begins.
        from: DateTime<Utc>,
        /// Where it ends.
        to: DateTime<Utc>,
    },
    /// The system refuses something else.
    #[error("the system refuses: {reason}")]
    System {
        /// What it says.
        reason: String,
    },
}

/// How many more there were, as the end of a sentence.
fn others(more: u64) -> String {
    match more {
        0 => String::new(),
        more => format!("; lines like it: {more} more"),
    }
}

/// Why a line is not read as it stands; its content is nobody's to repeat.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoMessage {
    /// Its bytes are no text.
    #[error("is not UTF-8: byte {byte}")]
    NotUtf8 {
        /// The first that is wrong, counted from one.
        byte: usize,
    },
    /// Nobody writes that much.
    #[error("is longer than {LINE_BYTES_MAX} bytes")]
    TooLong,
}

impl Failure {
    /// What the system refused.
    pub(crate) fn system(error: impl Display) -> Self {
        Self::System {
            reason: error.to_string(),
        }
    }

    /// 3 for the database, 4 for the app folder, 5 for the address, 1 for
    /// anything else; 2 for the arguments and what they name.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Agreement(_)
            | Self::Start(StartError::Contacts(_))
            | Self::NoSuchContact { .. }
            | Self::NoOrigin
            | Self::Unreadable { .. }
            | Self::Line { .. }
            | Self::Backwards { .. } => 2,
            Self::Start(StartError::Store(_)) | Self::NoDatabase { .. } => 3,
            Self::Start(StartError::App(_)) => 4,
            Self::AddressTaken { .. } | Self::Address { .. } | Self::DemoAbroad { .. } => 5,
            Self::Start(StartError::Random(_) | StartError::PushKey(_) | StartError::Ways(_))
            | Self::Unreached { .. }
            | Self::System { .. } => 1,
        })
    }
}
