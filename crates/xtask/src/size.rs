//! What a first visit loads on each side, and whether that is within the budget.

use std::path::Path;

use crate::error::Error;
use crate::say;
use crate::sides::Described;

/// What should be loaded before the app can be used, compressed. Not met yet.
const GOAL: u64 = 350_000;

/// What may be loaded before the app can be used, until the goal is met. It
/// only ever goes down (docs/decisions/app-size.md).
const CEILING: u64 = 425_000;

/// What a device may load in all, with what comes once the app can be used
/// (docs/decisions/app-size.md says what each step up of it was for).
const CEILING_IN_ALL: u64 = 645_000;

/// One file as a browser loads it.
#[derive(Clone)]
struct Part {
    name: String,
    plain: u64,
    loaded: u64,
    /// Whether the app can be used without it: the worker keeps it afterwards.
    later: bool,
}

/// What one person's first visit loads.
struct Visit {
    /// `patient`, `therapist`, or `either`.
    side: String,
    parts: Vec<Part>,
}

impl Visit {
    fn sum(&self, counts: impl Fn(&Part) -> bool) -> Sum {
        let parts = || self.parts.iter().filter(|part| counts(part));
        Sum {
            plain: parts().map(|part| part.plain).sum(),
            loaded: parts().map(|part| part.loaded).sum(),
        }
    }

    /// Before the app can be used.
    fn first(&self) -> Sum {
        self.sum(|part| !part.later)
    }

    /// All that the device keeps.
    fn in_all(&self) -> Sum {
        self.sum(|_| true)
    }
}

/// How much some parts are together.
struct Sum {
    plain: u64,
    loaded: u64,
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
    for visit in visits {
        let budgets = [(visit.first(), CEILING), (visit.in_all(), CEILING_IN_ALL)];
        if let Some((over, budget)) = budgets.into_iter().find(|(sum, most)| sum.loaded > *most) {
            return Err(Error::OverBudget {
                side: visit.side.clone(),
                loaded: over.loaded,
                budget,
            });
        }
    }
    Ok(())
}

/// The service worker keeps all of a side's build on the first visit, of the words those of the language that is
/// spoken. What it alone asks for, the app can be used without.
fn visits(dist: &Path) -> Result<Vec<Visit>, Error> {
    let build = Described::read(dist)?;
    let parts = |names: &[String]| parts(dist, names, &build.later);
    let mut shared = parts(&build.shared)?;
    // One language's words are loaded: the longest count.
    let words = parts(&build.words)?;
    shared.extend(words.into_iter().max_by_key(|part| part.loaded));
    // So is one language's safety pack, once the app can be used by somebody who writes to be heeded.
    let packs = parts(&build.packs)?.into_iter();
    let packs = packs.map(|part| Part {
        later: true,
        ..part
    });
    let pack = packs.max_by_key(|part| part.loaded);
    let visit = |side: &str, own: &[String]| {
        let mut parts = [shared.clone(), parts(own)?].concat();
        parts.extend(pack.clone().filter(|_| side != "therapist"));
        parts.sort_by_key(|part| (part.later, std::cmp::Reverse(part.loaded)));
        let side = side.to_owned();
        Ok(Visit { side, parts })
    };
    if build.sides.is_empty() {
        return Ok(vec![visit("either", &[])?]);
    }
    let sides = build.sides.iter();
    sides.map(|(side, own)| visit(side, own)).collect()
}

fn parts(dist: &Path, names: &[String], later: &[String]) -> Result<Vec<Part>, Error> {
    let part = |name: &String| {
        let file = dist.join(name);
        let compressed = dist.join(format!("{name}.br"));
        let plain = length(&file)?;
        let loaded = if compressed.exists() {
            length(&compressed)?
        } else {
            plain
        };
        Ok(Part {
            name: name.clone(),
            plain,
            loaded,
            later: later.contains(name),
        })
    };
    names.iter().map(part).collect()
}

fn length(file: &Path) -> Result<u64, Error> {
    Ok(std::fs::metadata(file).map_err(Error::file(file))?.len())
}

fn table(visit: &Visit) -> String {
    let line = |sum: &Sum, what: &str| format!("{:>10} {:>10}  {what}", sum.plain, sum.loaded);
    let part = |part: &Part| {
        let (plain, loaded) = (part.plain, part.loaded);
        line(&Sum { plain, loaded }, &part.name)
    };
    let (later, first): (Vec<_>, Vec<_>) = visit.parts.iter().partition(|part| part.later);
    let mut lines = vec![format!("{:>10} {:>10}  {}", "bytes", "brotli", visit.side)];
    lines.extend(first.into_iter().map(part));
    let what = format!("before the app can be used (goal {GOAL}, ceiling {CEILING})");
    lines.push(line(&visit.first(), &what));
    lines.extend(later.into_iter().map(part));
    let what = format!("in all, for the worker to keep (ceiling {CEILING_IN_ALL})");
    lines.push(line(&visit.in_all(), &what));
    let loaded = visit.first().loaded;
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
            later: false,
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
    fn what_comes_later_counts_in_all() {
        let later = |bytes: u64| {
            let mut visit = visit("patient", &[CEILING, bytes]);
            visit.parts[1].later = true;
            visit
        };
        let room = CEILING_IN_ALL - CEILING;
        assert!(within_budget(&[later(room)]).is_ok());
        assert!(matches!(
            within_budget(&[later(room + 1)]),
            Err(Error::OverBudget { budget: CEILING_IN_ALL, loaded, .. })
                if loaded == CEILING_IN_ALL + 1
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
            ("rest.wasm", 50),
            ("packs/de.pack", 3),
            ("packs/en.pack", 2),
        ];
        for (name, length) in files {
            write(&dist.join(name), vec![7; length]).unwrap();
        }
        let description = r#"{"files":["/"],"sides":{"patient":["/p.wasm"],"therapist":["/t.wasm","/rest.wasm"]},
                "later":["/rest.wasm"],"words":{"de":"/de.txt","en":"/en.txt"},
                "packs":{"de":"/packs/de.pack","en":"/packs/en.pack"}}"#;
        write(&dist.join("build.json"), description).unwrap();
        let visits = visits(&dist).unwrap();
        std::fs::remove_dir_all(&dist).unwrap();
        let loaded: Vec<_> = visits
            .iter()
            .map(|it| (it.first().loaded, it.in_all().loaded))
            .collect();
        assert_eq!(loaded, [(577, 580), (177, 227)]);
        assert_eq!(visits[1].in_all().plain, 1027);
        assert!(table(&visits[1]).contains("177  before the app can be used"));
    }
}
