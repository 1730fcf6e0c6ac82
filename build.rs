//! Gives the sentences of the locale files their names in the source.

#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::path::{Path, PathBuf};

use holdfast_words::Words;

const LOCALES: &str = "src/i18n/locales";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={LOCALES}");
    let words = Words::read(Path::new(LOCALES))?;
    let into = PathBuf::from(std::env::var("OUT_DIR")?).join("names.rs");
    std::fs::write(into, words.names_in_rust())?;
    Ok(())
}
