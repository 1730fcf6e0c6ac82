//! The import rules of docs/ARCHITECTURE.md, checked.

mod crates;
mod modules;
mod paths;

use std::path::Path;

use crate::command::Program;
use crate::error::Error;
use crate::places::{files_below, read};

/// The crates that neither read a clock nor randomness nor know what they run on.
pub const PURE: [&str; 6] = [
    "holdfast-rhythm",
    "holdfast-safety",
    "holdfast-measures",
    "holdfast-protocol",
    "holdfast-seal",
    "holdfast-sync",
];

/// Every broken rule, one sentence each.
pub fn broken(root: &Path) -> Result<Vec<String>, Error> {
    let metadata = Program::cargo("cargo metadata")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .folder(root)
        .read()?;
    let mut broken = crates::broken(&metadata).map_err(|why| Error::Unreadable {
        what: "what cargo says about this workspace".to_owned(),
        why: why.to_string(),
    })?;
    for folder in folders(root) {
        for file in files_below(&folder)? {
            if file.extension().is_some_and(|end| end == "rs") {
                let name = file.strip_prefix(root).unwrap_or(&file);
                let name = name.to_string_lossy().replace('\\', "/");
                broken.extend(modules::broken(&name, &read(&file)?));
            }
        }
    }
    Ok(broken)
}

fn folders(root: &Path) -> Vec<std::path::PathBuf> {
    let pure = PURE.map(|name| name.trim_start_matches("holdfast-"));
    let crates = pure.map(|name| root.join("crates").join(name).join("src"));
    crates.into_iter().chain([root.join("src")]).collect()
}
