//! The door: text in, assessment out.

use crate::languages::likely;
use crate::lexicon::{Lexicon, Rule};
use crate::matching::{Match, Owner, matches};
use crate::model::SECOND_OPINION;
use crate::scope::Surroundings;
use crate::words::Words;
use crate::{Assessment, Category, Finding, Language, LanguageChoice, Level};

/// What this message's language suggests. Time is linear in the text.
///
/// Spans count Unicode scalar values of `text` as given. Of a language whose pack is not here
/// nothing is known: see [`crate::is_ready`].
pub fn assess(text: &str, language: LanguageChoice) -> Assessment {
    assess_without(text, language, &[])
}

/// Like [`assess`], with the named rules left out ([`SECOND_OPINION`] too): what "This is not what I meant" asks
/// for, for one message only.
pub fn assess_without(text: &str, language: LanguageChoice, quieted: &[&str]) -> Assessment {
    let words = Words::of(text);
    let languages = match &language {
        LanguageChoice::Known(language) => std::slice::from_ref(language),
        LanguageChoice::All => Language::ALL,
    };
    let mut findings = Vec::new();
    for &language in languages {
        if let Some(lexicon) = Lexicon::of(language) {
            findings.extend(examine(lexicon, &words));
        }
    }
    findings.retain(|finding| finding.level > Level::None);
    leave_what_others_do(&mut findings);
    // A quieted rule has spoken: nothing else is to say the same in its place.
    if findings.is_empty() && !quieted.contains(&SECOND_OPINION) {
        findings.extend(second_opinion(&words, language));
    }
    findings.retain(|finding| !quieted.contains(&finding.rule));
    Assessment::of(findings)
}

/// What someone else does to the writer, or the writer to someone else, is not also a quiet
/// word on the writer's own death: "er will mich umbringen".
fn leave_what_others_do(findings: &mut Vec<Finding>) {
    let by_others = |finding: &&Finding| {
        let category = matches!(finding.category, Category::Abuse | Category::HarmToOthers);
        category && finding.level >= Level::Urgent
    };
    let spans: Vec<_> = findings.iter().filter(by_others).map(|f| f.span).collect();
    findings.retain(|finding| {
        let own = matches!(finding.category, Category::Suicide | Category::SelfHarm);
        let (first, last) = finding.span;
        let is_same = || {
            spans
                .iter()
                .any(|&(start, end)| start < last && first < end)
        };
        !(own && finding.level == Level::Concern && is_same())
    });
}

/// What the model of the language that the text looks like says. Another language's must
/// not judge it: to that, most of its words are strange.
fn second_opinion(words: &Words, language: LanguageChoice) -> Option<Finding> {
    let says = |language| Lexicon::of(language)?.model.as_ref()?.finding(words);
    match language {
        // Which language a text looks like takes longer than the model does, and seldom matters.
        LanguageChoice::Known(language) => says(language).filter(|_| {
            let likely = likely(words);
            likely.is_empty() || likely.contains(&language)
        }),
        LanguageChoice::All => says(*likely(words).first()?),
    }
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
