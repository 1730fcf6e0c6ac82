//! Counting what passed and failed, from what the suites themselves say.

use std::fmt;

use crate::command::Ended;

/// How many passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// One check that held.
    pub const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// One check that did not.
    pub const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// Both counts together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }

    /// What cargo's test programs counted.
    pub fn of_cargo(ended: &Ended) -> Self {
        let summaries = ended
            .output
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("test result: "));
        let counted = summaries.fold(Self::default(), |sum, summary| {
            sum.plus(Self {
                passed: count_before(summary, " passed"),
                failed: count_before(summary, " failed"),
            })
        });
        counted.never_hiding_failure(ended)
    }

    /// What Playwright counted: its last lines say `  12 passed (3.4s)`, `  1 failed`.
    pub fn of_playwright(ended: &Ended) -> Self {
        let mut counted = Self::default();
        for line in ended.output.lines().map(without_colour) {
            let mut words = line.split_whitespace();
            let Some(count) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
                continue;
            };
            match words.collect::<Vec<_>>().as_slice() {
                ["passed"] => counted.passed += count,
                ["passed", took] if took.starts_with('(') => counted.passed += count,
                ["failed" | "flaky" | "interrupted"] | ["did", "not", "run"] => {
                    counted.failed += count;
                }
                _ => {}
            }
        }
        counted.never_hiding_failure(ended)
    }

    /// A suite that did not compile or crashed has counted no failure of its own.
    fn never_hiding_failure(self, ended: &Ended) -> Self {
        if !ended.success && self.failed == 0 {
            self.plus(Self::FAILED)
        } else {
            self
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn count_before(text: &str, word: &str) -> u64 {
    text.split(word)
        .next()
        .and_then(|before| before.rsplit(' ').next())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

fn without_colour(line: &str) -> String {
    let mut plain = String::new();
    let mut pieces = line.split('\u{1b}');
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        plain.push_str(
            piece
                .split_once(['m', 'K', 'A', 'G'])
                .map_or("", |(_, text)| text),
        );
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(success: bool, output: &str) -> Ended {
        Ended {
            success,
            output: output.to_owned(),
        }
    }

    #[test]
    fn all_of_cargos_summaries_are_summed() {
        let output = "test a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n";
        let counted = Tally::of_cargo(&ended(false, output));
        assert_eq!(counted.to_string(), "15 passed, 2 failed");
    }

    #[test]
    fn a_suite_that_did_not_compile_counts_as_failed() {
        let counted = Tally::of_cargo(&ended(false, "error[E0308]: mismatched types"));
        assert_eq!(counted, Tally::FAILED);
    }

    #[test]
    fn playwrights_last_lines_count_whatever_their_colour() {
        let output = "  ok 1 two people (1.2s)\n\n\u{1b}[31m  1 failed\u{1b}[39m\n    a.spec.ts:3:1 › x\n  \
            2 did not run\n\u{1b}[32m  14 passed\u{1b}[39m\u{1b}[2m (31.0s)\u{1b}[22m\n";
        let counted = Tally::of_playwright(&ended(false, output));
        assert_eq!(counted.to_string(), "14 passed, 3 failed");
    }

    #[test]
    fn a_page_that_talks_of_passing_is_not_counted() {
        let counted =
            Tally::of_playwright(&ended(true, "3 passed the pier today\n  1 passed (2s)\n"));
        assert_eq!(counted, Tally::PASSED);
    }
}
