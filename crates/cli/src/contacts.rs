//! `holdfast contacts`: is the file right, and does a message arrive?

use crate::{failure::Failure, output::say};
use holdfast_relay::{
    StartError,
    ladder::{Contacts, Heard, PushKey, Ways},
};
use std::path::PathBuf;

/// Tries out who can be told that a letter asks for somebody now
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Says what a contacts file makes possible, or what is wrong with it
    Check {
        /// The file
        file: PathBuf,
    },
    /// Sends a test message to one contact, by every way that the file has
    Test {
        /// The file
        file: PathBuf,
        /// The contact, as agreements name it
        contact: String,
    },
}

/// Tries.
pub(crate) async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Check { file } => {
            let contacts = read(&file)?;
            for (id, contact) in &contacts.contacts {
                let ways = contacts.ways(id);
                say(format_args!("{id}: {}, by {ways:?}", contact.person));
            }
            if contacts.contacts.is_empty() {
                say("Careful: there is no contact in it, so nobody can be told.");
            }
            if others_may_read(&file) {
                say("Careful: others than its owner may read it, and it may hold passwords.");
            }
            say("The contacts file is right.");
            Ok(())
        }
        Command::Test { file, contact } => test(read(&file)?, contact).await,
    }
}

fn read(file: &std::path::Path) -> Result<Contacts, Failure> {
    Ok(Contacts::read(file).map_err(StartError::from)?)
}

fn others_may_read(file: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(file).is_ok_and(|it| it.permissions().mode() & 0o077 != 0)
}

async fn test(contacts: Contacts, contact: String) -> Result<(), Failure> {
    let all = contacts.ways(&contact);
    if all.is_empty() {
        return Err(Failure::NoSuchContact { contact });
    }
    let key = PushKey::make().map_err(StartError::from)?;
    let ways = Ways::new(contacts, key, String::new(), false).map_err(StartError::from)?;
    let mut failed = Vec::new();
    for way in all {
        let heard = ways.try_out(&contact, way).await;
        say(format_args!("{way:?}: {}", in_words(heard)));
        if heard != Heard::Accepted {
            failed.push(format!("{way:?}"));
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::Unreached {
        contact,
        ways: failed.join(", "),
    })
}

const fn in_words(heard: Heard) -> &'static str {
    match heard {
        Heard::Accepted | Heard::Partly => "the server has taken the message on",
        Heard::Later => "not now: it cannot be reached, or asks to wait",
        Heard::Never => "refused for good",
    }
}
