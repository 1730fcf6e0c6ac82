//! `cargo xtask safety`: recall and false alarms on the corpus, both halves.
//!
//! `score [--half tuning|apart] [--language en] [--ids v] [--corpus FOLDER] [--misses] [--quiet]`; `--ids` takes
//! only cases whose number begins so, as each part of the corpus has a letter of its own.

#![allow(clippy::print_stdout, reason = "it prints a report")]

use holdfast_safety::{Assessment, Language, LanguageChoice, Level, assess};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

struct Case {
    id: String,
    language: Language,
    least: Level,
    most: Level,
    category: String,
    phenomenon: String,
    text: String,
}

/// What became of the cases of one kind.
#[derive(Default)]
struct Tally {
    risks: u32,
    noticed: u32,
    owed_prompts: u32,
    prompted: u32,
    ordinary: u32,
    false_alarms: u32,
    quiet_lines: u32,
}

impl Tally {
    fn count(&mut self, case: &Case, level: Level) {
        if case.least >= Level::Concern {
            self.risks += 1;
            self.noticed += u32::from(level >= Level::Concern);
            if case.least >= Level::Urgent {
                self.owed_prompts += 1;
                self.prompted += u32::from(level >= Level::Urgent);
            }
        } else {
            self.ordinary += 1;
            self.false_alarms += u32::from(level >= Level::Urgent);
            if case.most == Level::None {
                self.quiet_lines += u32::from(level == Level::Concern);
            }
        }
    }

    fn row(&self, name: &str) -> String {
        format!(
            "{name:<28} {:>5} {:>7} {:>5} {:>7} {:>5} {:>7} {:>6}",
            self.risks,
            share(self.noticed, self.risks),
            self.owed_prompts,
            share(self.prompted, self.owed_prompts),
            self.ordinary,
            share(self.false_alarms, self.ordinary),
            share(self.quiet_lines, self.ordinary),
        )
    }
}

fn share(part: u32, whole: u32) -> String {
    match whole {
        0 => "-".to_owned(),
        whole => format!("{:.3}", f64::from(part) / f64::from(whole)),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1).map(String::as_str)
    };
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    for half in ["tuning", "apart"] {
        if value("--half").is_some_and(|wanted| wanted != half) {
            continue;
        }
        let mut cases = read(half, value("--corpus"), value("--language"))?;
        if let Some(part) = value("--ids") {
            cases.retain(|case| is_of(case, part));
        }
        report(half, &cases, has("--misses"), has("--quiet"));
    }
    Ok(())
}

/// Whether the last part of its id, `v` of `en-r-v001`, begins so.
fn is_of(case: &Case, part: &str) -> bool {
    let number = case.id.rsplit('-').next().unwrap_or(&case.id);
    number.starts_with(part)
}

fn report(half: &str, cases: &[Case], misses: bool, quiet: bool) {
    let mut by: BTreeMap<(u8, String), Tally> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in cases {
        let noticed = assess(case.text.as_str(), LanguageChoice::Known(case.language));
        let level = noticed.level;
        let code = case.language.code();
        let medical = case.category == "medical";
        let mut keys = vec![(0, "all".to_owned()), (1, code.to_owned())];
        keys.push((
            2,
            format!("{code} {}", if medical { "medical" } else { "other" }),
        ));
        keys.push((3, case.category.clone()));
        keys.push((4, case.phenomenon.clone()));
        for key in keys {
            by.entry(key).or_default().count(case, level);
        }
        if level < case.least.min(Level::Concern) {
            wrong.push(said("MISSED", case, &noticed));
        } else if case.least < Level::Concern && level >= Level::Urgent {
            wrong.push(said("ALARM", case, &noticed));
        } else if level < case.least && quiet {
            wrong.push(said("LOW", case, &noticed));
        } else if level > case.most && quiet {
            wrong.push(said("HIGH", case, &noticed));
        }
    }
    println!("{half}: {} cases", cases.len());
    println!(
        "{:<28} {:>5} {:>7} {:>5} {:>7} {:>5} {:>7} {:>6}",
        "", "risk", "recall", "owed", "prompt", "ord.", "alarms", "quiet"
    );
    for ((kind, name), tally) in &by {
        if *kind < 4 || !quiet {
            println!("{}", tally.row(name));
        }
    }
    if misses {
        for line in wrong {
            println!("{line}");
        }
    }
}

fn said(what: &str, case: &Case, noticed: &Assessment) -> String {
    let rules: Vec<&str> = noticed.findings.iter().map(|found| found.rule).collect();
    format!(
        "{what} {} {}..{} got {} {} {rules:?}: {}",
        case.id,
        case.least.name(),
        case.most.name(),
        noticed.level.name(),
        case.phenomenon,
        case.text
    )
}

fn read(
    half: &str,
    corpus: Option<&str>,
    language: Option<&str>,
) -> Result<Vec<Case>, Box<dyn Error>> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folder = corpus.map_or(own, PathBuf::from).join(half);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        for (number, row) in text.lines().enumerate().skip(1) {
            let at = || format!("{}:{}: not a case", file.display(), number + 1);
            let case = case(row).ok_or_else(at)?;
            if language.is_none_or(|wanted| wanted == case.language.code()) {
                cases.push(case);
            }
        }
    }
    Ok(cases)
}

fn case(row: &str) -> Option<Case> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [id, language, least, most, category, phenomenon, text] = columns[..] else {
        return None;
    };
    Some(Case {
        id: id.to_owned(),
        language: Language::from_code(language)?,
        least: Level::from_name(least)?,
        most: Level::from_name(most)?,
        category: category.to_owned(),
        phenomenon: phenomenon.to_owned(),
        text: text.to_owned(),
    })
}
