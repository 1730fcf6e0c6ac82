//! The door: text in, assessment out.

use crate::lexicon::{Lexicon, Rule};
use crate::matching::{Match, Owner, matches};
use crate::scope::Surroundings;
use crate::words::Words;
use crate::{Assessment, Finding, Language, LanguageChoice, Level};

/// What this message's language suggests. Time is linear in the text.
///
/// Spans count Unicode scalar values of `text` as given. Of a language whose pack is not here
/// nothing is known: see [`crate::is_ready`].
pub fn assess(text: &str, language: LanguageChoice) -> Assessment {
    assess_without(text, language, &[])
}

/// Like [`assess`], with the named rules left out: what "This is not what I meant" asks
/// for, for one message only.
pub fn assess_without(text: &str, language: LanguageChoice, quieted: &[&str]) -> Assessment {
    let words = Words::of(text);
    let languages = match &language {
        LanguageChoice::Known(language) => std::slice::from_ref(language),
        LanguageChoice::All => Language::ALL,
    };
    let mut findings = Vec::new();
    for &language in languages {
        let Some(lexicon) = Lexicon::of(language) else {
            continue;
        };
        findings.extend(
            examine(lexicon, &words)
                .into_iter()
                .filter(|finding| finding.level > Level::None && !quieted.contains(&finding.rule)),
        );
    }
    Assessment::of(findings)
}

/// Every match of every rule, those that the scopes lowered to nothing too.
pub(crate) fn examine(lexicon: &Lexicon, words: &Words) -> Vec<Finding> {
    let matches = matches(lexicon, words);
    let surroundings = Surroundings::of(words, &matches);
    // For each rule the last word and the place of its latest finding: matches that overlap
    // are one finding, at the level of the more pressing.
    let mut latest: Vec<Option<(usize, usize)>> = vec![None; lexicon.rules.len()];
    let mut findings: Vec<Finding> = Vec::new();
    for found in &matches {
        let Owner::Rule(place) = found.owner else {
            continue;
        };
        let finding = finding(&surroundings, words, &lexicon.rules[place], found);
        match latest[place] {
            Some((last, earlier)) if found.first <= last => {
                if finding.level > findings[earlier].level {
                    findings[earlier] = finding;
                    latest[place] = Some((last.max(found.last), earlier));
                }
            }
            _ => {
                latest[place] = Some((found.last, findings.len()));
                findings.push(finding);
            }
        }
    }
    findings
}

fn finding(surroundings: &Surroundings, words: &Words, rule: &Rule, found: &Match) -> Finding {
    let weighed = surroundings.weigh(rule, found);
    Finding {
        rule: rule.name,
        category: rule.category,
        level: weighed.level,
        span: (
            words.words[found.first].span.0,
            words.words[found.last].span.1,
        ),
        raised_by: weighed.raised_by,
        lowered_by: weighed.lowered_by,
    }
}
