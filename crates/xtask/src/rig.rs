//! Building the rig of the kill tests: the app's store, engine and driver in a
//! page of its own, in a folder that nobody is served but a test.

use std::path::PathBuf;

use crate::command::Program;
use crate::error::Error;
use crate::places::{Places, read, write};
use crate::{say, tools};

/// Where its page lies in the sources.
const SOURCES: &str = "src/bin/rig";
const BIN: &str = "holdfast-rig";

/// Builds it as the browser tests are built, so that little is compiled again;
/// the folder that it is in.
pub fn build(places: &Places) -> Result<PathBuf, Error> {
    say::step("building the rig of the kill tests");
    let path = tools::for_wasm_tests(places)?;
    Program::cargo("building the rig")
        .args(["build", "--package", "holdfast-app", "--features", "rig"])
        .args(["--target", "wasm32-unknown-unknown", "--bin", BIN])
        .folder(&places.root)
        .must()?;
    let folder = places.notes().join("rig");
    let built = places.target.join("wasm32-unknown-unknown/debug");
    Program::new("making the rig's script", "wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-name", "rig"])
        .args(["--out-dir".as_ref(), folder.as_os_str()])
        .args([built.join(BIN).with_extension("wasm")])
        .env("PATH", &path)
        .must()?;
    for name in ["rig.html", "rig-page.js"] {
        let source = places.root.join(SOURCES).join(name);
        write(&folder.join(name), read(&source)?)?;
    }
    Ok(folder)
}
