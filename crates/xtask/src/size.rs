//! What a first visit loads, and whether that is within the budget.

use std::path::Path;

use crate::error::Error;
use crate::places::read;
use crate::say;

/// All that a first visit should load, compressed. Not met yet.
const GOAL: u64 = 350_000;

/// What it may load until the goal is met: today's figure. It only ever goes
/// down (docs/decisions/app-size.md).
const CEILING: u64 = 465_000;

/// One file as a browser loads it.
struct Part {
    name: String,
    plain: u64,
    loaded: u64,
}

/// Prints the parts of the built app and fails over the budget.
pub fn check(dist: &Path) -> Result<(), Error> {
    let mut parts = parts(dist)?;
    parts.sort_by_key(|part| std::cmp::Reverse(part.loaded));
    say::line(&table(&parts));
    within_budget(&parts)
}

fn within_budget(parts: &[Part]) -> Result<(), Error> {
    let loaded = parts.iter().map(|part| part.loaded).sum();
    if loaded > CEILING {
        return Err(Error::OverBudget {
            loaded,
            budget: CEILING,
        });
    }
    Ok(())
}

/// The service worker keeps the whole build on the first visit, so all of it counts.
fn parts(dist: &Path) -> Result<Vec<Part>, Error> {
    let description = read(&dist.join("build.json"))?;
    let names = file_names(&description).ok_or_else(|| Error::Unreadable {
        what: "dist/build.json".to_owned(),
        why: "it lists no files".to_owned(),
    })?;
    let mut parts = Vec::new();
    for name in names {
        let file = dist.join(&name);
        let compressed = dist.join(format!("{name}.br"));
        let plain = length(&file)?;
        let loaded = if compressed.exists() {
            length(&compressed)?
        } else {
            plain
        };
        parts.push(Part {
            name,
            plain,
            loaded,
        });
    }
    Ok(parts)
}

/// The files that the description of a build names, and the worker that reads it.
pub fn file_names(description: &str) -> Option<Vec<String>> {
    let description: serde_json::Value = serde_json::from_str(description).ok()?;
    let files = description.get("files")?.as_array()?;
    let mut names: Vec<String> = files
        .iter()
        .filter_map(|file| file.as_str())
        .map(|path| match path.trim_start_matches('/') {
            "" => "index.html".to_owned(),
            name => name.to_owned(),
        })
        .collect();
    names.push("sw.js".to_owned());
    Some(names)
}

fn length(file: &Path) -> Result<u64, Error> {
    Ok(std::fs::metadata(file).map_err(Error::file(file))?.len())
}

fn table(parts: &[Part]) -> String {
    let mut lines = vec![format!("{:>10} {:>10}  part", "bytes", "brotli")];
    for part in parts {
        lines.push(format!(
            "{:>10} {:>10}  {}",
            part.plain, part.loaded, part.name
        ));
    }
    let plain: u64 = parts.iter().map(|part| part.plain).sum();
    let loaded: u64 = parts.iter().map(|part| part.loaded).sum();
    lines.push(format!(
        "{plain:>10} {loaded:>10}  together (goal {GOAL}, ceiling {CEILING})"
    ));
    if loaded > GOAL {
        lines.push(format!(
            "The goal of {GOAL} is missed by {} bytes.",
            loaded - GOAL
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(loaded: u64) -> Part {
        Part {
            name: "app.wasm".to_owned(),
            plain: 1_000_000,
            loaded,
        }
    }

    #[test]
    fn one_byte_over_the_ceiling_fails() {
        assert!(within_budget(&[part(CEILING - 10), part(10)]).is_ok());
        assert!(matches!(
            within_budget(&[part(CEILING - 10), part(11)]),
            Err(Error::OverBudget { loaded, .. }) if loaded == CEILING + 1
        ));
    }

    #[test]
    fn a_missed_goal_is_said_and_a_met_one_is_not() {
        assert!(table(&[part(GOAL + 1)]).ends_with("missed by 1 bytes."));
        assert!(!table(&[part(GOAL)]).contains("missed"));
    }

    #[test]
    fn the_worker_and_the_page_count_too() {
        let names = file_names(r#"{"id":"a","files":["/","/app.wasm"]}"#).unwrap();
        assert_eq!(names, ["index.html", "app.wasm", "sw.js"]);
    }
}
