//! `cargo xtask test`: all that CI runs, step by step, going on after a failure.

mod steps;
mod tally;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::places::Places;
use crate::say;
pub use steps::playwright_is_there;
use steps::{STEPS, Step};
use tally::Tally;

/// What became of one step.
struct Finished {
    name: &'static str,
    took: Duration,
    tally: Tally,
}

/// Runs the named steps, or all, and ends with the line that counts.
pub fn test(places: &Places, names: &[String]) -> Result<ExitCode, Error> {
    let chosen = choose(names)?;
    steps::prepare(places)?;
    let mut finished = Vec::new();
    for step in chosen {
        finished.push(run(step, places));
    }
    let total = finished
        .iter()
        .fold(Tally::default(), |sum, step| sum.plus(step.tally));
    say::line(&table(&finished));
    say::line(&total.to_string());
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn choose(names: &[String]) -> Result<Vec<&'static Step>, Error> {
    if names.is_empty() {
        return Ok(STEPS.iter().collect());
    }
    let find = |name: &String| {
        STEPS
            .iter()
            .find(|step| step.name == name)
            .ok_or_else(|| Error::UnknownStep {
                name: name.clone(),
                known: STEPS.map(|step| step.name).join(", "),
            })
    };
    names.iter().map(find).collect()
}

fn run(step: &Step, places: &Places) -> Finished {
    say::step(&format!("{}: {}", step.name, step.what));
    let began = Instant::now();
    let tally = (step.run)(places).unwrap_or_else(|error| {
        say::problem(&error.to_string());
        Tally::FAILED
    });
    Finished {
        name: step.name,
        took: began.elapsed(),
        tally,
    }
}

fn table(finished: &[Finished]) -> String {
    let mut lines = vec![String::new()];
    for step in finished {
        let seconds = step.took.as_secs_f32();
        lines.push(format!(
            "{:<12} {seconds:>7.1} s  {}",
            step.name, step.tally
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_chosen_by_name() {
        assert_eq!(choose(&[]).unwrap().len(), STEPS.len());
        let chosen = choose(&["size".to_owned(), "format".to_owned()]).unwrap();
        let names: Vec<_> = chosen.iter().map(|step| step.name).collect();
        assert_eq!(names, ["size", "format"]);
        let unknown = choose(&["sizes".to_owned()]);
        assert!(matches!(unknown, Err(Error::UnknownStep { name, .. }) if name == "sizes"));
    }
}
