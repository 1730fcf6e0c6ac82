//! `cargo xtask safety train`: makes the second opinion's models from the tuning half.
//!
//! `train [--language en] [--check]`: with `--check` nothing is written, and a model that is
//! not made from the present corpus is an error.

#![allow(clippy::print_stdout, reason = "it says what it did")]

mod corpus;

use corpus::{Case, cases, file, model_path};
use holdfast_safety::Language;
use holdfast_safety::training::{NOTICED, digest, train};
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let wanted = arguments
        .iter()
        .position(|argument| argument == "--language");
    let wanted = wanted.and_then(|place| arguments.get(place + 1));
    let is_check = arguments.iter().any(|argument| argument == "--check");
    for &language in Language::ALL {
        let code = language.code();
        if wanted.is_some_and(|wanted| wanted != code) {
            continue;
        }
        let corpus = file("tuning", language)?;
        let cases = cases(&corpus)?;
        let messages: Vec<_> = cases.iter().map(Case::message).collect();
        let made = train(language, &messages, digest(&corpus), NOTICED);
        let path = model_path(language);
        if !is_check {
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            fs::write(&path, &made)?;
        } else if fs::read(&path)? != made {
            return Err(format!("{}: not made from the present corpus", path.display()).into());
        }
        println!("{code}: {} messages, {} bytes", messages.len(), made.len());
    }
    Ok(())
}
