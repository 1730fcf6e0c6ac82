//! Gives the sentences of the locale files their names in the source.

#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::path::{Path, PathBuf};

use holdfast_words::Words;

const LOCALES: &str = "src/i18n/locales";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={LOCALES}");
    if is_for_people()? {
        // What needs what, for `cargo xtask build` to put into a second file what is seldom opened.
        println!("cargo::rustc-link-arg-bin=holdfast-app=--emit-relocs");
    }
    let words = Words::read(Path::new(LOCALES))?;
    let into = PathBuf::from(std::env::var("OUT_DIR")?).join("names.rs");
    let mut names = words.names_in_rust();
    if std::env::var("CARGO_CFG_TARGET_FAMILY")? != "wasm" {
        names.push_str(&words.sentences_in_rust());
    }
    std::fs::write(into, names)?;
    Ok(())
}

/// Whether this is the app as people load it.
fn is_for_people() -> Result<bool, std::env::VarError> {
    let of = std::env::var;
    Ok(of("CARGO_CFG_TARGET_FAMILY")? == "wasm" && of("PROFILE")? == "release")
}
