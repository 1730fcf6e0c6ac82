//! The program `holdfast`: serve the relay and the app, invite therapists, tell
//! of a restored backup, try out who can be reached, tell what an agreement makes of time, and what the app
//! would notice in messages.

mod assess;
mod contacts;
mod failure;
mod invite;
mod output;
mod restored;
mod rhythm;
mod serve;
mod simulate;

use clap::{Parser, Subcommand};
use failure::Failure;
use std::{io::IsTerminal, process::ExitCode};
use tokio::runtime::Runtime;
use tracing_subscriber::EnvFilter;

/// Letters between therapy sessions that keep a promised rhythm.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Arguments),
    Invite(invite::Arguments),
    Restored(restored::Arguments),
    #[command(subcommand)]
    Contacts(contacts::Command),
    Assess(assess::Arguments),
    #[command(subcommand)]
    Rhythm(rhythm::Command),
    #[command(subcommand)]
    Simulate(simulate::Command),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log();
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure);
            failure.exit_code()
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(arguments) => runtime()?.block_on(serve::run(arguments)),
        Command::Invite(arguments) => runtime()?.block_on(invite::run(arguments)),
        Command::Restored(arguments) => runtime()?.block_on(restored::run(arguments)),
        Command::Contacts(command) => runtime()?.block_on(contacts::run(command)),
        Command::Assess(arguments) => assess::run(&arguments),
        Command::Rhythm(command) => rhythm::run(command),
        Command::Simulate(command) => simulate::run(&command),
    }
}

fn runtime() -> Result<Runtime, Failure> {
    Runtime::new().map_err(Failure::system)
}

/// Logs go to standard error; `HOLDFAST_LOG` says how much.
fn log() {
    let filter = EnvFilter::builder()
        .with_env_var("HOLDFAST_LOG")
        .with_default_directive(tracing_subscriber::filter::LevelFilter::INFO.into())
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
}
