//! Plays many histories and checks each: `cargo xtask simulate` calls this.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for people"
)]

use holdfast_sync::simulation::{Counts, Script, Violation, generate, play, shrink};
use std::{
    io::{IsTerminal, Write},
    panic::catch_unwind,
    process::ExitCode,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

const USAGE: &str = "simulate [--histories N] [--seed S] [--jobs N]
  --histories  how many to play (100000)
  --seed       the first one's seed (0)
  --jobs       how many at a time (as many as there are processors)";

/// Histories of a night.
const HISTORIES: u64 = 100_000;
/// Days have so many milliseconds.
const DAY: f64 = 86_400_000.0;

struct Options {
    histories: u64,
    seed: u64,
    jobs: u64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match parse(&arguments) {
        Ok(options) => run(&options),
        Err(problem) => {
            eprintln!("{problem}\n\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: &[String]) -> Result<Options, String> {
    let jobs = thread::available_parallelism().map_or(1, |jobs| jobs.get() as u64);
    let mut options = Options {
        histories: HISTORIES,
        seed: 0,
        jobs,
    };
    let mut rest = arguments.iter();
    while let Some(name) = rest.next() {
        let value = rest.next();
        let value = value.ok_or_else(|| format!("{name} needs a number"))?;
        let value = value
            .parse()
            .map_err(|_| format!("{name} needs a number, not {value}"))?;
        match name.as_str() {
            "--histories" => options.histories = value,
            "--seed" => options.seed = value,
            "--jobs" => options.jobs = value.max(1),
            _ => return Err(format!("{name} is unknown")),
        }
    }
    Ok(options)
}

/// What all threads know together.
struct Progress {
    next: AtomicU64,
    stop: AtomicBool,
    sums: Mutex<Sums>,
}

#[derive(Default)]
struct Sums {
    played: u64,
    counts: Counts,
    slowest: (Duration, u64),
    broken: Option<(Script, Violation)>,
}

fn run(options: &Options) -> ExitCode {
    let began = Instant::now();
    let progress = Progress {
        next: AtomicU64::new(0),
        stop: AtomicBool::new(false),
        sums: Mutex::default(),
    };
    // A panic of the engine is a finding like any other, and told as one.
    std::panic::set_hook(Box::new(|_| {}));
    thread::scope(|scope| {
        for _ in 0..options.jobs {
            scope.spawn(|| work(options, &progress));
        }
        show(options, &progress);
    });
    let _ = std::panic::take_hook();
    let sums = progress
        .sums
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    summary(&sums, began.elapsed());
    match sums.broken {
        None => ExitCode::SUCCESS,
        Some((script, violation)) => {
            explain(&script, &violation);
            ExitCode::FAILURE
        }
    }
}

fn work(options: &Options, progress: &Progress) {
    while !progress.stop.load(Ordering::Relaxed) {
        let number = progress.next.fetch_add(1, Ordering::Relaxed);
        if number >= options.histories {
            return;
        }
        let script = generate(options.seed.wrapping_add(number));
        let began = Instant::now();
        let played = catch_unwind(|| play(&script));
        let took = began.elapsed();
        let mut sums = progress.sums.lock().unwrap_or_else(PoisonError::into_inner);
        sums.played += 1;
        if took > sums.slowest.0 {
            sums.slowest = (took, script.seed);
        }
        let violation = match played {
            Ok(Ok(counts)) => {
                sums.counts.add(&counts);
                continue;
            }
            Ok(Err(violation)) => violation,
            Err(_) => Violation {
                rule: "the engine panicked",
                what: String::from("run this seed alone"),
                at: 0,
            },
        };
        sums.broken.get_or_insert((script, violation));
        progress.stop.store(true, Ordering::Relaxed);
    }
}

/// A line that moves while the work goes on.
fn show(options: &Options, progress: &Progress) {
    let terminal = std::io::stderr().is_terminal();
    let mut shown = 0;
    loop {
        thread::sleep(Duration::from_millis(200));
        let sums = progress.sums.lock().unwrap_or_else(PoisonError::into_inner);
        let done = sums.played >= options.histories || sums.broken.is_some();
        let tenth = sums.played * 10 / options.histories.max(1);
        if terminal || tenth > shown {
            shown = tenth;
            let end = if terminal { "\r" } else { "\n" };
            eprint!("{} of {} histories{end}", sums.played, options.histories);
            let _ = std::io::stderr().flush();
        }
        if done {
            return;
        }
    }
}

fn summary(sums: &Sums, took: Duration) {
    let counts = &sums.counts;
    println!(
        "{} histories, {} events, {:.0} virtual days in {:.0} s",
        sums.played,
        counts.events,
        counts.milliseconds as f64 / DAY,
        took.as_secs_f64()
    );
    println!(
        "{} submissions kept, {} requests of {} MB, {} commits",
        counts.kept,
        counts.requests,
        counts.bytes / 1_000_000,
        counts.commits
    );
    println!("what went wrong on the way:");
    for (name, times) in &counts.faults {
        println!("  {times:>10}  {name}");
    }
    println!(
        "slowest to settle once the link was good: {} virtual ms; slowest to play: seed {} with {} ms",
        counts.slowest,
        sums.slowest.1,
        sums.slowest.0.as_millis()
    );
}

fn explain(script: &Script, violation: &Violation) {
    println!("\nseed {} breaks a rule {violation}", script.seed);
    match shrink(script) {
        Some((short, violation)) => {
            println!("{} events are enough: {violation}", short.events.len());
            println!("for a regression test:\n{short:?}");
        }
        None => println!("{script:?}"),
    }
}
