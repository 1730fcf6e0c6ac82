//! `holdfast rhythm`: what an agreement makes of time, by the code of the app
//! and the relay.

mod check;
mod document;
mod ics;
mod instant;
mod line;
mod once;
mod promise;
mod release;
mod windows;

use crate::failure::Failure;
pub(crate) use instant::instant;

/// Tells what an agreement makes of time, in lines of JSON or as a calendar
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Check(check::Arguments),
    Windows(windows::Arguments),
    Promise(promise::Arguments),
    Release(release::Arguments),
    Ics(ics::Arguments),
}

/// Tells it.
pub(crate) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Windows(arguments) => windows::run(&arguments),
        Command::Promise(arguments) => promise::run(&arguments),
        Command::Release(arguments) => release::run(&arguments),
        Command::Ics(arguments) => ics::run(&arguments),
    }
}
