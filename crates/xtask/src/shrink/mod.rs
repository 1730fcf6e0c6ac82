//! Making a side's program small for the line it is loaded over (docs/decisions/app-shrinking.md).

mod glue;
mod lent;
pub mod lines;
mod linked;
mod memory;
mod order;
mod panics;
mod reach;
mod reader;
mod split;
#[cfg(test)]
mod split_tests;
mod table;
mod waiting;
mod walk;
mod wasm;

use std::path::Path;

use crate::command::Program as Command;
use crate::error::Error;
use crate::places::{read, write};
use crate::sides::{Program, REST};
use waiting::Waiting;
use wasm::Module;

/// What browsers since 2021 know. `--all-features` would make a module that none loads.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Small, then its control flow taken apart and built anew, and small again. The lowest kilobyte of
/// memory is the far end of the stack, so an address below it is never meant.
const PASSES: [&str; 6] = [
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--low-memory-unused",
];

/// Shrinks the program that Trunk has put into `folder`, and takes out of it what can wait, into a file of its own;
/// `linked` is the same as the linker left it, and `path` is where wasm-opt is found.
pub fn shrink(program: &Program, folder: &Path, linked: &Path, path: &str) -> Result<(), Error> {
    let (code, script) = (folder.join(&program.code), folder.join(&program.script));
    let mut text = read(&script)?;
    let mut module = parse(&code)?;
    let rest = reach::rest(&parse(linked)?)?;
    panics::silence(&mut module)?;
    glue::drop_unused(&mut module, &mut text)?;
    let at_once = waiting::mark(&mut module, &rest)?;
    write(&code, module.bytes())?;

    optimized(&code, path, &[&waiting::DOORS_STAY[..], &PASSES].concat())?;
    let mut module = parse(&code)?;
    let waiting = Waiting::of(&module, &at_once)?;
    order::name_by_place(&mut module, &waiting.all)?;
    write(&code, module.bytes())?;
    optimized(&code, path, &["--reorder-functions-by-name"])?;

    let mut module = parse(&code)?;
    panics::forget_places(&mut module)?;
    glue::shorten(&mut module, &mut text)?;
    let waiting = Waiting::of(&module, &at_once)?;
    let rest = split::split(&mut module, &waiting, &rest.memory)?;
    write(&code, module.bytes())?;
    write(&folder.join(REST), rest.bytes())?;
    write(&script, lines::script(&text))
}

/// Has wasm-opt rewrite a program; the names of its functions stay.
fn optimized(code: &Path, path: &str, passes: &[&str]) -> Result<(), Error> {
    Command::new("making the app small", "wasm-opt")
        .args(["--strip-producers", "--debuginfo"])
        .args(passes)
        .args(FEATURES)
        .args([code])
        .args(["-o"])
        .args([code])
        .env("PATH", path)
        .must()
}

fn parse(code: &Path) -> Result<Module, Error> {
    Module::parse(&std::fs::read(code).map_err(Error::file(code))?)
}
