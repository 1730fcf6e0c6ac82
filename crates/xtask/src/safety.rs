//! `cargo xtask safety`: recall and false alarms of noticing, on the corpus; with `train`, the
//! second opinion's models, made from its tuning half.

use std::process::ExitCode;

use crate::command::Program;
use crate::error::Error;
use crate::places::Places;
use crate::say;

/// Scores both halves of the corpus, or makes the models; `rest` is passed on.
pub fn safety(places: &Places, rest: &[String]) -> Result<ExitCode, Error> {
    let (example, rest) = match rest.split_first() {
        Some((word, rest)) if word == "train" => ("train", rest),
        _ => ("score", rest),
    };
    say::step(if example == "train" {
        "the second opinion, from the messages of the corpus"
    } else {
        "noticing, on the messages of the corpus"
    });
    let program = Program::cargo("the corpus's program")
        .folder(&places.root)
        .args(["run", "--quiet", "--release"])
        .args(["--package", "holdfast-safety", "--example", example, "--"])
        .args(rest);
    Err(program.become_it())
}
