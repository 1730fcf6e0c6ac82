//! `holdfast simulate`: the app's own engine, and a clinic, through luck of any kind.

mod clinic;
mod link;

use crate::failure::Failure;

/// Plays the app's own engine, or a clinic, through bad luck in virtual time
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Clinic(clinic::Arguments),
    Link(link::Arguments),
}

/// Plays it.
pub(crate) fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Clinic(arguments) => clinic::run(arguments),
        Command::Link(arguments) => link::run(arguments),
    }
}
