//! `cargo xtask safety`: recall and false alarms of noticing, on the corpus.

use std::process::ExitCode;

use crate::command::Program;
use crate::error::Error;
use crate::places::Places;
use crate::say;

/// Scores both halves of the corpus; `rest` is passed on.
pub fn safety(places: &Places, rest: &[String]) -> Result<ExitCode, Error> {
    say::step("noticing, on the messages of the corpus");
    let program = Program::cargo("the scoring")
        .folder(&places.root)
        .args(["run", "--quiet", "--release"])
        .args(["--package", "holdfast-safety", "--example", "score", "--"])
        .args(rest);
    Err(program.become_it())
}
