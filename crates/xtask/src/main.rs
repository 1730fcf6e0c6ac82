//! What the README's commands call.
//!
//! `start` and `test` are for people; `gather-styles` and `finish-build` are hooks of Trunk.

mod app;
mod bench;
mod browser;
mod command;
mod error;
mod failures;
mod finish;
mod imports;

mod packs;
mod places;
mod rig;
mod safety;
mod say;
mod shrink;
mod sides;
mod simulate;
mod size;
mod start;
mod styles;
mod test;
mod tools;
mod words;

use std::process::ExitCode;

use error::Error;

const USAGE: &str = "\
cargo xtask start [--port N] [--fresh]   builds the app, runs a demo clinic, prints two links
cargo xtask test [STEP…]                 runs all that CI runs, or the named steps
cargo xtask build                        builds the app into dist/
cargo xtask rig                          builds the rig of the kill tests and prints its folder
cargo xtask bench [PART…]                measures rhythm, store, noticing, page and link; fails where a goal is missed
cargo xtask size                         builds the app and prints what a first visit loads
cargo xtask simulate [--histories N] [--seed S] [--jobs N]
                                         plays the sync engine through bad luck and checks it
cargo xtask safety [--half tuning|apart] [--language CODE] [--misses] [--curve]
                                         scores noticing on the corpus
cargo xtask safety train [--language CODE] [--check]
                                         makes the second opinion from the corpus";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            say::problem(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode, Error> {
    let places = places::Places::find()?;
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", arguments),
    };
    match name {
        "start" => start::start(&places, &start::Options::parse(rest)?)?,
        "test" => return test::test(&places, rest),
        "bench" => return bench::bench(&places, rest),
        "build" => app::build(&places)?,
        "rig" => say::line(&rig::build(&places)?.display().to_string()),
        "size" => {
            app::build(&places)?;
            size::check(&places.dist())?;
        }
        "safety" => return safety::safety(&places, rest),
        "simulate" => return simulate::simulate(&places, rest),
        "gather-styles" => styles::gather(&places)?,
        "finish-build" => finish::finish_as_hook(&places)?,
        "help" | "--help" | "-h" => say::line(USAGE),
        other => return Err(Error::UnknownCommand(other.to_owned())),
    }
    Ok(ExitCode::SUCCESS)
}
