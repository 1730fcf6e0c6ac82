//! How long noticing takes: `cargo bench -p holdfast-safety`.
//!
//! Fails if a message of 300 characters takes longer than its goal, or a part of getting
//! ready longer than its own.

#![allow(
    clippy::print_stdout,
    reason = "a program for the terminal of whoever works on this crate"
)]

#[path = "../src/adversarial.rs"]
#[allow(dead_code, reason = "shared with the tests, which use all of it")]
mod adversarial;

use adversarial::adversarial;
use holdfast_safety::{Language, LanguageChoice, assess, prepare};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{fs, io, path::Path};

/// The goal for one message of this many characters, its language known.
const GOAL: Duration = Duration::from_micros(50);
const CHARACTERS: usize = 300;
/// The goal for one part of getting ready: a phone takes ten times as long, and a key
/// pressed meanwhile must not wait for longer than a picture or two.
const PART: Duration = Duration::from_millis(5);
/// The least for texts made to be slow.
const MEGABYTES_A_SECOND: f64 = 1.0;
const ROUNDS: usize = 5;
const MEGABYTE: usize = 1_000_000;

const LANGUAGES: [(Language, &str); 5] = [
    (Language::English, "english"),
    (Language::Spanish, "spanish"),
    (Language::German, "german"),
    (Language::French, "french"),
    (Language::Portuguese, "portuguese"),
];

fn main() -> io::Result<ExitCode> {
    let ready = get_ready();
    let messages = messages_of_300()?;
    let megabytes = megabytes()?;
    Ok(if ready && messages && megabytes {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn get_ready() -> bool {
    let mut parts = Vec::new();
    loop {
        let begun = Instant::now();
        let more = prepare();
        parts.push(begun.elapsed());
        if !more {
            break;
        }
    }
    let whole: Duration = parts.iter().sum();
    let longest = parts.iter().copied().max().unwrap_or_default();
    println!(
        "getting ready: {} parts, {whole:.1?} in all, the longest {longest:.1?}{}",
        parts.len() - 1,
        missed(longest <= PART)
    );
    longest <= PART
}

fn messages_of_300() -> io::Result<bool> {
    println!("\n{CHARACTERS} characters of the corpus, one message");
    println!(
        "{:<12} {:>8} {:>10} {:>10} {:>10} {:>16}",
        "", "messages", "mean", "1 in 100", "slowest", "all languages"
    );
    let mut kept = true;
    for (language, folder) in LANGUAGES {
        let messages = messages(folder)?;
        let mut known = times(&messages, LanguageChoice::Known(language));
        let all = mean(&times(&messages, LanguageChoice::All));
        known.sort_unstable();
        let rare = known[known.len() * 99 / 100];
        let mean = mean(&known);
        println!(
            "{folder:<12} {:>8} {mean:>10.1?} {rare:>10.1?} {:>10.1?} {all:>16.1?}{}",
            messages.len(),
            known.last().copied().unwrap_or_default(),
            missed(mean <= GOAL)
        );
        kept &= mean <= GOAL;
    }
    Ok(kept)
}

/// The messages of the corpus one after another, cut into pieces.
fn messages(folder: &str) -> io::Result<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus/tuning")
        .join(folder)
        .with_extension("tsv");
    let corpus = fs::read_to_string(path)?;
    let texts: Vec<&str> = corpus
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit('\t').next())
        .collect();
    let characters: Vec<char> = texts.join(" ").chars().collect();
    Ok(characters
        .chunks_exact(CHARACTERS)
        .map(|piece| piece.iter().collect())
        .collect())
}

/// For each message the best of several rounds.
fn times(messages: &[String], choice: LanguageChoice) -> Vec<Duration> {
    let mut best = vec![Duration::MAX; messages.len()];
    for _ in 0..ROUNDS {
        for (best, message) in best.iter_mut().zip(messages) {
            let begun = Instant::now();
            black_box(assess(black_box(message), choice));
            *best = begun.elapsed().min(*best);
        }
    }
    best
}

fn mean(times: &[Duration]) -> Duration {
    let count = u32::try_from(times.len()).unwrap_or(u32::MAX).max(1);
    times.iter().sum::<Duration>() / count
}

fn megabytes() -> io::Result<bool> {
    println!("\na megabyte made to be slow, MB/s");
    print!("{:<44}", "");
    for (language, _) in LANGUAGES {
        print!(" {:>6}", language.code());
    }
    println!();
    let mut kept = true;
    let mut columns = Vec::new();
    for (language, folder) in LANGUAGES {
        let mut column = Vec::new();
        for made in adversarial(folder)? {
            let text = made.text(MEGABYTE);
            let took = times(std::slice::from_ref(&text), LanguageChoice::Known(language));
            column.push((
                made.name,
                text.len() as f64 / 1e6 / mean(&took).as_secs_f64(),
            ));
        }
        columns.push(column);
    }
    for row in 0..columns[0].len() {
        print!("{:<44}", columns[0][row].0);
        let mut slow = false;
        for column in &columns {
            print!(" {:>6.1}", column[row].1);
            slow |= column[row].1 < MEGABYTES_A_SECOND;
        }
        println!("{}", missed(!slow));
        kept &= !slow;
    }
    Ok(kept)
}

fn missed(kept: bool) -> &'static str {
    if kept { "" } else { "  missed" }
}
