//! What a first visit loads on each side, and whether that is within the budget.

use std::path::Path;

use crate::error::Error;
use crate::say;
use crate::sides::Described;

/// All that a first visit should load, compressed. Not met yet.
const GOAL: u64 = 350_000;

/// What it may load until the goal is met: today's figure. It only ever goes
/// down (docs/decisions/app-size.md).
const CEILING: u64 = 465_000;

/// One file as a browser loads it.
#[derive(Clone)]
struct Part {
    name: String,
    plain: u64,
    loaded: u64,
}

/// What one person's first visit loads.
struct Visit {
    /// `patient`, `therapist`, or `either`.
    side: String,
    parts: Vec<Part>,
}

impl Visit {
    fn plain(&self) -> u64 {
        self.parts.iter().map(|part| part.plain).sum()
    }

    fn loaded(&self) -> u64 {
        self.parts.iter().map(|part| part.loaded).sum()
    }
}

/// Prints the parts of the built app and fails where a side is over the budget.
pub fn check(dist: &Path) -> Result<(), Error> {
    let visits = visits(dist)?;
    for visit in &visits {
        say::line(&table(visit));
    }
    within_budget(&visits)
}

fn within_budget(visits: &[Visit]) -> Result<(), Error> {
    match visits.iter().find(|visit| visit.loaded() > CEILING) {
        None => Ok(()),
        Some(over) => Err(Error::OverBudget {
            side: over.side.clone(),
            loaded: over.loaded(),
            budget: CEILING,
        }),
    }
}

/// The service worker keeps all of a side's build on the first visit, so all of it counts; of the words
/// it keeps those of the language that is spoken.
fn visits(dist: &Path) -> Result<Vec<Visit>, Error> {
    let build = Described::read(dist)?;
    let mut shared = parts(dist, &build.shared)?;
    // One language's words are loaded: the longest count.
    let words = parts(dist, &build.words)?;
    shared.extend(words.into_iter().max_by_key(|part| part.loaded));
    let visit = |side: &str, own: &[String]| {
        let mut parts = [shared.clone(), parts(dist, own)?].concat();
        parts.sort_by_key(|part| std::cmp::Reverse(part.loaded));
        let side = side.to_owned();
        Ok(Visit { side, parts })
    };
    if build.sides.is_empty() {
        return Ok(vec![visit("either", &[])?]);
    }
    let sides = build.sides.iter();
    sides.map(|(side, own)| visit(side, own)).collect()
}

fn parts(dist: &Path, names: &[String]) -> Result<Vec<Part>, Error> {
    let part = |name: &String| {
        let file = dist.join(name);
        let compressed = dist.join(format!("{name}.br"));
        let plain = length(&file)?;
        let loaded = if compressed.exists() {
            length(&compressed)?
        } else {
            plain
        };
        let name = name.clone();
        Ok(Part {
            name,
            plain,
            loaded,
        })
    };
    names.iter().map(part).collect()
}

fn length(file: &Path) -> Result<u64, Error> {
    Ok(std::fs::metadata(file).map_err(Error::file(file))?.len())
}

fn table(visit: &Visit) -> String {
    let mut lines = vec![format!("{:>10} {:>10}  {}", "bytes", "brotli", visit.side)];
    for part in &visit.parts {
        lines.push(format!(
            "{:>10} {:>10}  {}",
            part.plain, part.loaded, part.name
        ));
    }
    let (plain, loaded) = (visit.plain(), visit.loaded());
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
    use crate::places::write;

    fn visit(side: &str, loaded: &[u64]) -> Visit {
        let part = |loaded: &u64| Part {
            name: "app.wasm".to_owned(),
            plain: 1_000_000,
            loaded: *loaded,
        };
        Visit {
            side: side.to_owned(),
            parts: loaded.iter().map(part).collect(),
        }
    }

    #[test]
    fn one_byte_over_the_ceiling_fails_on_either_side() {
        let patient = || visit("patient", &[CEILING - 10, 10]);
        assert!(within_budget(&[patient(), visit("therapist", &[CEILING])]).is_ok());
        let over = within_budget(&[patient(), visit("therapist", &[CEILING - 10, 11])]);
        assert!(matches!(
            over,
            Err(Error::OverBudget { side, loaded, .. })
                if side == "therapist" && loaded == CEILING + 1
        ));
    }

    #[test]
    fn a_missed_goal_is_said_and_a_met_one_is_not() {
        assert!(table(&visit("patient", &[GOAL + 1])).ends_with("missed by 1 bytes."));
        assert!(!table(&visit("patient", &[GOAL])).contains("missed"));
    }

    #[test]
    fn a_side_loads_what_is_shared_and_its_own_compressed_where_it_can_be() {
        let dist = std::env::temp_dir().join(format!("holdfast-size-{}", std::process::id()));
        let files = [
            ("index.html", 40),
            ("sw.js", 30),
            ("de.txt", 7),
            ("en.txt", 5),
            ("p.wasm", 500),
            ("t.wasm", 900),
            ("t.wasm.br", 100),
        ];
        for (name, length) in files {
            write(&dist.join(name), vec![7; length]).unwrap();
        }
        let description = r#"{"files":["/"],"sides":{"patient":["/p.wasm"],"therapist":["/t.wasm"]},
                "words":{"de":"/de.txt","en":"/en.txt"}}"#;
        write(&dist.join("build.json"), description).unwrap();
        let visits = visits(&dist).unwrap();
        std::fs::remove_dir_all(&dist).unwrap();
        let loaded: Vec<_> = visits.iter().map(|it| (&*it.side, it.loaded())).collect();
        assert_eq!(loaded, [("patient", 577), ("therapist", 177)]);
        assert_eq!(visits[1].plain(), 977);
    }
}
