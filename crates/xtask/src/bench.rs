//! `cargo xtask bench`: how fast it is, beside what could be, in one run.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::browser::Browser;
use crate::command::Program;
use crate::error::Error;
use crate::places::{Places, files_below, read, write};
use crate::shrink::FEATURES;
use crate::{app, packs, say, test, tools};

/// What is measured where nothing is named.
const PARTS: [&str; 5] = ["rhythm", "store", "noticing", "page", "link"];
/// What needs the bench page, and neither the app nor the relay.
const OF_PAGE: [&str; 2] = ["store", "noticing"];
/// Only builds the bench page and says where.
const BUILD: &str = "build";

/// Measures the named parts, or all; fails where a goal is missed.
pub fn bench(places: &Places, names: &[String]) -> Result<ExitCode, Error> {
    let unknown = |name: &&String| *name != BUILD && !PARTS.contains(&name.as_str());
    if let Some(name) = names.iter().find(unknown) {
        return Err(Error::UnknownStep {
            name: name.clone(),
            known: format!("{BUILD}, {}", PARTS.join(", ")),
        });
    }
    let asked = |part: &str| names.is_empty() || names.iter().any(|name| name == part);
    let mut kept = true;
    if asked("rhythm") {
        say::step("the rhythm");
        let rhythm = Program::cargo("the rhythm's benchmark")
            .args(["bench", "--package", "holdfast-rhythm"])
            .folder(&places.root);
        kept &= rhythm.show()?.success;
    }
    let in_browser: Vec<&str> = PARTS[1..]
        .iter()
        .copied()
        .filter(|part| asked(part))
        .collect();
    let of_page = OF_PAGE.iter().any(|part| in_browser.contains(part));
    let page = if of_page || names.iter().any(|name| name == BUILD) {
        let page = build_page(places)?;
        say::line(&format!("the bench page is in {}", page.display()));
        Some(page)
    } else {
        None
    };
    if !in_browser.is_empty() {
        kept &= run(places, page, &in_browser)?;
    }
    Ok(if kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn run(places: &Places, page: Option<PathBuf>, parts: &[&str]) -> Result<bool, Error> {
    let browser = Browser::find()?;
    test::playwright_is_there(places)?;
    let mut program = Program::new("the benchmarks", "node")
        .args(["tests/bench/run.mjs", "--only", &parts.join(",")])
        .env("CHROMIUM", &browser.chromium)
        .folder(&places.root);
    if let Some(page) = page {
        program = program.args(["--page".as_ref(), page.as_os_str()]);
    }
    if parts.iter().any(|part| !OF_PAGE.contains(part)) {
        app::build(places)?;
        Program::cargo("building the relay")
            .args(["build", "--release", "--package", "holdfast-cli"])
            .folder(&places.root)
            .must()?;
        let relay = places.target.join("release").join("holdfast");
        program = program
            .args(["--app".as_ref(), places.dist().as_os_str()])
            .args(["--relay".as_ref(), relay.as_os_str()]);
    }
    Ok(program.show()?.success)
}

/// Builds the bench page into a folder of its own, which nobody is served.
fn build_page(places: &Places) -> Result<PathBuf, Error> {
    const NAME: &str = "holdfast-bench";
    let path = tools::for_the_app(places)?;
    say::step("building the bench page");
    Program::cargo("building the bench page")
        .args(["build", "--profile", "browser", "--package", "holdfast-app"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--features", "bench", "--bin", NAME])
        .folder(&places.root)
        .must()?;
    let built = places.target.join("wasm32-unknown-unknown/browser");
    let folder = places.notes().join("bench");
    Program::new("binding the bench page", "wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .args([folder.as_path(), &built.join(format!("{NAME}.wasm"))])
        .env("PATH", &path)
        .must()?;
    let code = folder.join(format!("{NAME}_bg.wasm"));
    Program::new("making the bench page small", "wasm-opt")
        .args(["-Oz", "--strip-debug", "--strip-producers"])
        .args(FEATURES)
        .args([&code])
        .args(["-o"])
        .args([&code])
        .env("PATH", &path)
        .must()?;
    for file in files_below(&places.root.join("src/bin/bench"))? {
        let is_page = file
            .extension()
            .is_some_and(|end| end == "html" || end == "js");
        if let (true, Some(name)) = (is_page, file.file_name()) {
            write(&folder.join(name), read(&file)?)?;
        }
    }
    // Those of an earlier build have other names.
    let old = folder.join("packs");
    if old.exists() {
        std::fs::remove_dir_all(&old).map_err(Error::file(&old))?;
    }
    packs::lay(&folder)?;
    Ok(folder)
}
