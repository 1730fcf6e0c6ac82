//! `cargo xtask safety`: recall and false alarms on the corpus, both halves, of the rules, of
//! the second opinion, and of both.
//!
//! `score [--half tuning|apart] [--language en] [--ids v] [--corpus FOLDER] [--misses]
//! [--quiet] [--curve]`; `--ids` takes only cases whose number begins so, as each part of the
//! corpus has a letter of its own.
//!
//! On the tuning half the second opinion is cross-validated: each message is judged by a
//! model that has not seen it.

#![allow(clippy::print_stdout, reason = "it prints a report")]

mod corpus;

use corpus::{Case, cases, file, file_in, model_path};
use holdfast_safety::training::{NOTICED, Trained, train};
use holdfast_safety::{
    Assessment, Language, LanguageChoice, Level, SECOND_OPINION, assess_without,
};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

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
        if case.is_risk() {
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

/// How many models a half is judged by, each made without a part of it.
const PARTS: usize = 5;
/// The shares of ordinary messages that `--curve` compares.
const CURVE: [f64; 4] = [0.1, 0.15, 0.2, 0.25];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1).map(String::as_str)
    };
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let languages = Language::ALL.iter().copied();
    let languages: Vec<Language> = languages
        .filter(|language| value("--language").is_none_or(|code| code == language.code()))
        .collect();
    for half in ["tuning", "apart"] {
        if value("--half").is_some_and(|wanted| wanted != half) {
            continue;
        }
        let judge = |share: f64| -> Result<Vec<Judged>, Box<dyn Error>> {
            let mut judged = judge(half, value("--corpus"), &languages, share)?;
            if let Some(part) = value("--ids") {
                judged.retain(|judged| is_of(&judged.case, part));
            }
            Ok(judged)
        };
        if has("--curve") {
            for share in CURVE {
                println!("at most {share} of ordinary messages noticed");
                report(half, &judge(share)?, &Judged::both, has("--misses"), true);
            }
            continue;
        }
        let judged = judge(NOTICED)?;
        println!("rules alone");
        report(half, &judged, &|judged| judged.rules.level, false, true);
        println!("second opinion alone");
        report(half, &judged, &Judged::second_opinion, false, true);
        println!("both");
        report(
            half,
            &judged,
            &Judged::both,
            has("--misses"),
            has("--quiet"),
        );
    }
    Ok(())
}

/// What was noticed in a message.
struct Judged {
    case: Case,
    rules: Assessment,
    is_noticed: bool,
}

impl Judged {
    fn second_opinion(&self) -> Level {
        if self.is_noticed {
            Level::Concern
        } else {
            Level::None
        }
    }

    fn both(&self) -> Level {
        self.rules.level.max(self.second_opinion())
    }
}

/// Whether the last part of its id, `v` of `en-r-v001`, begins so.
fn is_of(case: &Case, part: &str) -> bool {
    let number = case.id.rsplit('-').next().unwrap_or(&case.id);
    number.starts_with(part)
}

fn judge(
    half: &str,
    corpus: Option<&str>,
    languages: &[Language],
    share: f64,
) -> Result<Vec<Judged>, Box<dyn Error>> {
    let mut judged = Vec::new();
    for &language in languages {
        let own = match corpus {
            Some(corpus) => file_in(Path::new(corpus), half, language)?,
            None => file(half, language)?,
        };
        let own = cases(&own)?;
        let is_tuning = half == "tuning" && corpus.is_none();
        let mut models = Vec::new();
        if is_tuning || share != NOTICED {
            let tuning = cases(&file("tuning", language)?)?;
            let parts = if is_tuning { PARTS } else { 1 };
            for part in 0..parts {
                let others = tuning.iter().enumerate();
                let others = others.filter(|(place, _)| parts == 1 || place % parts != part);
                let others: Vec<_> = others.map(|(_, case)| case.message()).collect();
                models.push(Trained::read(&train(language, &others, 0, share)));
            }
        } else {
            models.push(Trained::read(&fs::read(model_path(language))?));
        }
        for (place, case) in own.into_iter().enumerate() {
            let model = models[place % models.len()].as_ref().ok_or("not a model")?;
            let choice = LanguageChoice::Known(case.language);
            judged.push(Judged {
                rules: assess_without(&case.text, choice, &[SECOND_OPINION]),
                is_noticed: model.opinion(&case.text).is_some(),
                case,
            });
        }
    }
    Ok(judged)
}

fn report(
    half: &str,
    judged: &[Judged],
    level: &dyn Fn(&Judged) -> Level,
    misses: bool,
    quiet: bool,
) {
    let mut by: BTreeMap<(u8, String), Tally> = BTreeMap::new();
    let mut wrong = Vec::new();
    for each in judged {
        let (case, level) = (&each.case, level(each));
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
            wrong.push(said("MISSED", case, level, &each.rules));
        } else if case.least < Level::Concern && level >= Level::Urgent {
            wrong.push(said("ALARM", case, level, &each.rules));
        } else if level < case.least && quiet {
            wrong.push(said("LOW", case, level, &each.rules));
        } else if level > case.most && quiet {
            wrong.push(said("HIGH", case, level, &each.rules));
        }
    }
    println!("{half}: {} cases", judged.len());
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

fn said(what: &str, case: &Case, level: Level, noticed: &Assessment) -> String {
    let rules: Vec<&str> = noticed.findings.iter().map(|found| found.rule).collect();
    format!(
        "{what} {} {}..{} got {} {} {rules:?}: {}",
        case.id,
        case.least.name(),
        case.most.name(),
        level.name(),
        case.phenomenon,
        case.text
    )
}
