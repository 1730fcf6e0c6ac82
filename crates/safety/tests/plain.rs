//! The plainest sentences of each category and language, `tests/plain.tsv`: each at its exact
//! level and with exactly its categories. Written for this project; nobody's words.

use holdfast_safety::{Category, Language, LanguageChoice, Level, SECOND_OPINION, assess_without};
use std::collections::BTreeMap;

/// How many sentences there are of each category in each language.
const SENTENCES: usize = 20;

struct Plain {
    language: Language,
    level: Level,
    categories: Vec<Category>,
    text: &'static str,
}

fn read(row: &'static str) -> Option<Plain> {
    let mut columns = row.split('\t');
    let language = Language::from_code(columns.next()?)?;
    let level = Level::from_name(columns.next()?)?;
    let names = columns.next()?.split(',');
    let by_name = |name| {
        Category::ALL
            .into_iter()
            .find(|category| category.name() == name)
    };
    let categories = names.map(by_name).collect::<Option<_>>()?;
    let text = columns.next()?;
    columns.next().is_none().then_some(Plain {
        language,
        level,
        categories,
        text,
    })
}

fn table() -> Vec<Plain> {
    let rows = include_str!("plain.tsv").lines().skip(1);
    rows.map(|row| read(row).unwrap_or_else(|| unreadable(row)))
        .collect()
}

fn unreadable(row: &str) -> Plain {
    assert_eq!(row, "", "a row that cannot be read");
    Plain {
        language: Language::English,
        level: Level::None,
        categories: Vec::new(),
        text: "",
    }
}

#[test]
fn what_is_said_plainly_is_noticed_by_rules_at_its_level_and_as_what_it_is() {
    let mut wrong = Vec::new();
    for plain in table() {
        let choice = LanguageChoice::Known(plain.language);
        let noticed = assess_without(plain.text, choice, &[SECOND_OPINION]);
        let categories = noticed.categories();
        if (noticed.level, &categories) != (plain.level, &plain.categories) {
            let rules: Vec<_> = noticed.findings.iter().map(|f| f.rule).collect();
            wrong.push(format!(
                "{}: {} {:?}, not {} {:?}, by {rules:?}",
                plain.text,
                noticed.level.name(),
                categories,
                plain.level.name(),
                plain.categories
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_category_of_every_language_has_its_sentences() {
    let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for plain in table() {
        for category in plain.categories {
            *counted
                .entry((plain.language.code(), category.name()))
                .or_default() += 1;
        }
    }
    for language in Language::ALL {
        for category in Category::ALL {
            let count = counted.get(&(language.code(), category.name()));
            assert!(count >= Some(&SENTENCES), "{language:?} {category:?}");
        }
    }
}
