//! Building the browser app into `dist`, unless nothing it is made of has changed.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::command::Program as Command;
use crate::error::Error;
use crate::places::{Places, files_below, read, write};
use crate::shrink::shrink;
use crate::sides::{Described, Program, SIDES, together};
use crate::{finish, packs, say, tools, words};

/// What the app is made of. The relay and the program around it are not.
const MADE_OF: [&str; 23] = [
    "src",
    "style",
    "public",
    "index.html",
    "Trunk.toml",
    "build.rs",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "crates/rhythm",
    "crates/safety",
    "crates/protocol",
    "crates/seal",
    "crates/sync",
    "crates/words",
    "crates/xtask/src/app.rs",
    "crates/xtask/src/finish.rs",
    "crates/xtask/src/packs.rs",
    "crates/xtask/src/shrink",
    "crates/xtask/src/sides.rs",
    "crates/xtask/src/styles.rs",
    "crates/xtask/src/tools.rs",
    "crates/xtask/src/words.rs",
];

/// What Trunk has the linker make, in the build folder.
const LINKED: &str = "wasm32-unknown-unknown/browser/holdfast-app.wasm";

/// Builds the app as people load it: once for patients, once for therapists.
pub fn build(places: &Places) -> Result<(), Error> {
    let path = tools::for_the_app(places)?;
    let made_of = fingerprint(&places.root)?;
    if is_current(places, &made_of) {
        say::step("the app in dist/ is current");
        return Ok(());
    }
    let builds = SIDES.map(|side| (side, places.notes().join(side)));
    for (side, folder) in &builds {
        say::step(&format!("building the {side}'s app for the browser"));
        Command::new("building the app", "trunk")
            .args(["build", "--release", "--offline=true"])
            .args(["--no-default-features", "--features", side, "--dist"])
            .args([folder])
            .env(finish::LATER, "true")
            .env("PATH", &path)
            .env("NO_COLOR", "true")
            .env("RUST_LIB_BACKTRACE", "0")
            .folder(&places.root)
            .must()?;
        let linked = places.target.join(LINKED);
        shrink(&Program::of(side, folder)?, folder, &linked, &path)?;
    }
    let dist = places.dist();
    if dist.exists() {
        std::fs::remove_dir_all(&dist).map_err(Error::file(&dist))?;
    }
    let programs = together(&builds, &dist)?;
    let spoken = words::lay(places, &dist)?;
    let packs = packs::lay(&dist)?;
    finish::finish(&dist, &programs, &spoken, &packs, true)?;
    // What was built is what was there before; a change during the build makes it stale.
    write(&note(places), signature(places, &made_of)?)
}

fn is_current(places: &Places, made_of: &str) -> bool {
    match (read(&note(places)), signature(places, made_of)) {
        (Ok(noted), Ok(now)) => noted == now && is_whole(&places.dist()),
        _ => false,
    }
}

/// Whether every file that the build describes is there.
fn is_whole(dist: &Path) -> bool {
    Described::read(dist).is_ok_and(|build| build.all().all(|name| dist.join(name).is_file()))
}

fn note(places: &Places) -> PathBuf {
    places.notes().join("app")
}

/// Names both what goes in and what lies in `dist`, which another build may have replaced.
fn signature(places: &Places, made_of: &str) -> Result<String, Error> {
    let description = read(&places.dist().join("build.json"))?;
    Ok(format!("{made_of}\n{description}"))
}

fn fingerprint(root: &Path) -> Result<String, Error> {
    let mut all = Sha256::new();
    for part in MADE_OF.map(|part| root.join(part)) {
        let files = if part.is_file() {
            vec![part]
        } else {
            files_below(&part)?
        };
        for file in files {
            all.update(Sha256::digest(file.as_os_str().as_encoded_bytes()));
            all.update(Sha256::digest(
                std::fs::read(&file).map_err(Error::file(&file))?,
            ));
        }
    }
    let digest = all.finalize();
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_that_lacks_a_file_is_not_whole() {
        let dist = std::env::temp_dir().join(format!("holdfast-dist-{}", std::process::id()));
        let description =
            r#"{"files":["/"],"sides":{"patient":["/app.js"]},"later":[],"words":{},"packs":{}}"#;
        write(&dist.join("build.json"), description).unwrap();
        write(&dist.join("index.html"), "").unwrap();
        write(&dist.join("sw.js"), "").unwrap();
        assert!(!is_whole(&dist));
        write(&dist.join("app.js"), "").unwrap();
        assert!(is_whole(&dist));
        std::fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn a_changed_source_makes_the_app_stale() {
        let root = std::env::temp_dir().join(format!("holdfast-app-{}", std::process::id()));
        for part in MADE_OF {
            let is_file =
                part.contains(".rs") || part.contains(".html") || part.starts_with(['T', 'C']);
            let path = if is_file {
                root.join(part)
            } else {
                root.join(part).join("file")
            };
            write(&path, part).unwrap();
        }
        let before = fingerprint(&root).unwrap();
        assert_eq!(before, fingerprint(&root).unwrap());
        write(&root.join("style/new.css"), "a {}").unwrap();
        assert_ne!(before, fingerprint(&root).unwrap());
        std::fs::remove_dir_all(&root).unwrap();
    }
}
