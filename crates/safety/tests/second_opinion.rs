//! The second opinion in `assess`: only where no rule speaks, in the language of the text,
//! and made from the corpus that is here.

#[path = "../examples/corpus/mod.rs"]
mod corpus;

use corpus::{cases, file, model_path};
use holdfast_safety::training::{Trained, digest, digest_of};
use holdfast_safety::{
    Language, LanguageChoice, Level, SECOND_OPINION, assess, assess_without, likely_languages,
};
use std::error::Error;
use std::fs;

const ONE_IN: usize = 10;

#[test]
fn every_model_is_made_from_the_present_corpus() -> Result<(), Box<dyn Error>> {
    for &language in Language::ALL {
        let model = fs::read(model_path(language))?;
        assert!(Trained::read(&model).is_some(), "{language:?}");
        assert_eq!(
            digest_of(&model),
            Some(digest(&file("tuning", language)?)),
            "{language:?}: run `cargo xtask safety train`"
        );
    }
    Ok(())
}

/// Messages of every part of the corpus; all of them would take long.
fn some_cases(language: Language) -> Result<Vec<corpus::Case>, Box<dyn Error>> {
    let cases = cases(&file("tuning", language)?)?;
    Ok(cases.into_iter().step_by(ONE_IN).collect())
}

#[test]
fn it_speaks_only_where_no_rule_does_and_says_concern() -> Result<(), Box<dyn Error>> {
    for &language in Language::ALL {
        let choice = LanguageChoice::Known(language);
        let mut spoken = 0;
        for case in some_cases(language)? {
            let noticed = assess(&case.text, choice);
            let by_rules = assess_without(&case.text, choice, &[SECOND_OPINION]);
            if by_rules.level > Level::None || noticed.findings.is_empty() {
                assert_eq!(noticed, by_rules, "{}", case.id);
                continue;
            }
            spoken += 1;
            assert_eq!(noticed.level, Level::Concern, "{}", case.id);
            assert_eq!(noticed.findings.len(), 1, "{}", case.id);
            let finding = &noticed.findings[0];
            assert_eq!(finding.rule, SECOND_OPINION, "{}", case.id);
            let (start, end) = finding.span;
            let length = case.text.chars().count();
            assert!(start < end && end <= length, "{}", case.id);
        }
        assert!(spoken > 20, "{language:?}: {spoken}");
    }
    Ok(())
}

#[test]
fn a_model_of_another_language_does_not_judge() -> Result<(), Box<dyn Error>> {
    for &language in Language::ALL {
        let mut looked = 0;
        for case in some_cases(language)? {
            let likely = likely_languages(&case.text);
            for &other in Language::ALL {
                if likely.is_empty() || likely.contains(&other) {
                    continue;
                }
                looked += 1;
                let noticed = assess(&case.text, LanguageChoice::Known(other));
                let mut findings = noticed.findings.iter();
                assert!(
                    findings.all(|finding| finding.rule != SECOND_OPINION),
                    "{} as {other:?}",
                    case.id
                );
            }
        }
        assert!(looked > 100, "{language:?}: {looked}");
    }
    Ok(())
}

#[test]
fn what_is_no_language_is_not_judged() {
    for &language in Language::ALL {
        for text in [
            "",
            "🙂🙂🙂",
            "xyzzy plugh qwfp zxcv",
            "0 0 0 0 0 0",
            "東京 東京 東京 東京",
        ] {
            let noticed = assess(text, LanguageChoice::Known(language));
            assert!(noticed.findings.is_empty(), "{text} as {language:?}");
        }
    }
}

/// Keys pressed at random, the same each time.
fn stray_letters(seed: u32) -> String {
    let mut state = u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let mut text = String::new();
    for _ in 0..3 + next(6) {
        for _ in 0..3 + next(5) {
            text.extend(char::from_digit(10 + next(26) as u32, 36));
        }
        text.push(' ');
    }
    text
}

#[test]
fn stray_letters_are_hardly_ever_noticed() {
    for &language in Language::ALL {
        let strays = (1..=1_000).map(stray_letters);
        let noticed: Vec<String> = strays
            .filter(|text| {
                !assess(text, LanguageChoice::Known(language))
                    .findings
                    .is_empty()
            })
            .collect();
        assert!(noticed.len() <= 5, "{language:?}: {noticed:?}");
    }
}

#[test]
fn the_first_likely_language_is_asked_where_it_is_not_known() -> Result<(), Box<dyn Error>> {
    for &language in Language::ALL {
        let mut same = 0;
        for case in some_cases(language)? {
            let noticed = assess(&case.text, LanguageChoice::All);
            let Some(finding) = noticed.findings.first() else {
                continue;
            };
            if finding.rule == SECOND_OPINION {
                let likely = likely_languages(&case.text);
                let alone = assess(&case.text, LanguageChoice::Known(likely[0]));
                assert_eq!(noticed, alone, "{}", case.id);
                same += usize::from(likely[0] == language);
            }
        }
        assert!(same > 20, "{language:?}: {same}");
    }
    Ok(())
}
