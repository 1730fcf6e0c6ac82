//! `holdfast simulate`: the app's own engine through luck of any kind.

mod link;

use crate::failure::Failure;

/// Plays the app's own engine through bad luck in virtual time
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Link(link::Arguments),
}

/// Plays it.
pub(crate) fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Link(arguments) => link::run(arguments),
    }
}
