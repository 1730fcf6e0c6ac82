//! `holdfast assess`: what the app would notice, a message a line.

mod lines;

use crate::{
    failure::{Failure, NoMessage},
    output::say_promptly,
};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use holdfast_safety::{Assessment, Finding, Language, LanguageChoice};
pub(crate) use lines::LINE_BYTES_MAX;
use lines::{Line, Lines};
use serde::Serialize;
use std::{fmt, io};

/// Tells what the app would notice in messages, one a line, in lines of JSON
///
/// Reads messages from standard input, one a line, and writes one JSON object for each:
/// level (none, concern, urgent, emergency), whether the prompt would be shown, categories,
/// and every finding with its rule, its place in the line in Unicode scalar values, its
/// words, and what raised or lowered it. An empty line is an empty message. Every line has
/// its answer: bytes that are not UTF-8 are read as replacement characters (U+FFFD), and of
/// a line longer than 4 MiB the beginning is, its answer then has an `error`. After such a
/// line the exit code is 2 at the end, and standard error names the first. Nothing is kept,
/// logged or sent.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// What the messages are written in; `auto` tries every language
    #[arg(long, value_name = "LANGUAGE", value_parser = choices(), default_value = AUTO)]
    language: LanguageChoice,
}

/// The languages there are, and `auto`.
fn choices() -> impl TypedValueParser<Value = LanguageChoice> {
    let codes = Language::ALL.iter().map(|language| language.code());
    PossibleValuesParser::new(codes.chain([AUTO]))
        .map(|code| Language::from_code(&code).map_or(LanguageChoice::All, LanguageChoice::Known))
}

/// Every language is tried.
const AUTO: &str = "auto";

/// Tells it, line by line; whoever writes a line and waits gets its answer.
///
/// # Errors
/// After all answers, when a line was not read as it stands; when standard input or output
/// refuses.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let language = arguments.language;
    let mut lines = Lines::of(io::stdin().lock());
    let mut failure = None;
    say_promptly(std::iter::from_fn(|| match lines.next() {
        Ok(line) => line.map(
            |Line {
                 text,
                 is_cut,
                 is_last_for_now,
             }| {
                let mut answer = Answer::to(&text, language);
                answer.error = is_cut.then(|| NoMessage::TooLong.to_string());
                (answer, is_last_for_now)
            },
        ),
        Err(error) => {
            failure = Some(error);
            None
        }
    }))?;
    failure.or_else(|| lines.failure()).map_or(Ok(()), Err)
}

/// What is said about one message, its keys in this order.
#[derive(Debug, Serialize)]
struct Answer {
    level: &'static str,
    prompt: bool,
    categories: Vec<&'static str>,
    findings: Vec<Found>,
    /// Why the answer is to the beginning of the line only.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// One reason.
#[derive(Serialize)]
struct Found {
    rule: &'static str,
    span: (usize, usize),
    text: String,
    raised_by: Vec<&'static str>,
    lowered_by: Vec<&'static str>,
}

// Without the words, which are somebody's.
impl fmt::Debug for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Found")
            .field("rule", &self.rule)
            .field("span", &self.span)
            .finish_non_exhaustive()
    }
}

impl Answer {
    fn to(text: &str, language: LanguageChoice) -> Self {
        let assessment: Assessment = holdfast_safety::assess(text, language);
        let categories = assessment.categories().into_iter();
        // Where each character begins: found by counting, a long line would be counted
        // anew for every finding.
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
        let words = |finding: &Finding| {
            let place = |character| places.get(character).copied().unwrap_or(text.len());
            text.get(place(finding.span.0)..place(finding.span.1))
                .unwrap_or_default()
                .to_owned()
        };
        Self {
            level: assessment.level.name(),
            prompt: assessment.prompts(),
            categories: categories.map(|category| category.name()).collect(),
            findings: assessment
                .findings
                .iter()
                .map(|finding| Found {
                    rule: finding.rule,
                    span: finding.span,
                    text: words(finding),
                    raised_by: finding.raised_by.clone(),
                    lowered_by: finding.lowered_by.clone(),
                })
                .collect(),
            error: None,
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Text, numbers and truth values always have a JSON form.
        formatter.write_str(&serde_json::to_string(self).unwrap_or_default())
    }
}
