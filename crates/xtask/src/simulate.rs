//! `cargo xtask simulate`: the sync engine through many bad nights.

use std::process::ExitCode;

use crate::command::Program;
use crate::error::Error;
use crate::places::Places;
use crate::say;

/// Plays histories in a release build; `rest` is passed on.
pub fn simulate(places: &Places, rest: &[String]) -> Result<ExitCode, Error> {
    say::step("the sync engine through histories of bad luck");
    let program = Program::cargo("the simulation")
        .folder(&places.root)
        .args(["run", "--quiet", "--release"])
        .args(["--package", "holdfast-sync", "--features", "simulation"])
        .args(["--example", "simulate", "--"])
        .args(rest);
    Err(program.become_it())
}
