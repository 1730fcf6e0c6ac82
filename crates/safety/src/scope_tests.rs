//! Cases for and against each scope, by language, in `tests/scopes/`.

use crate::assess::examine;
use crate::lexicon::Lexicon;
use crate::scope_names::Scope;
use crate::words::Words;
use crate::{Language, Level};
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};

/// How many cases of either side a scope needs in each language.
const CASES: usize = 5;

/// Scopes that stop another from working, so that no finding names them: what shows is the
/// level.
const UNNAMED: [Scope; 3] = [Scope::Boundary, Scope::Present, Scope::FirstPerson];

/// What a language has no cue for: English says "myself", which no rule of what others do takes
/// for somebody else.
const WITHOUT: [(Language, Scope); 1] = [(Language::English, Scope::Reflexive)];

/// One line of a table.
struct Case<'a> {
    scope: Scope,
    is_for: bool,
    text: &'a str,
    level: &'a str,
}

impl<'a> Case<'a> {
    fn read(line: &'a str) -> Option<Case<'a>> {
        let mut fields = line.split('\t');
        let name = fields.next()?;
        let case = Case {
            scope: Scope::ALL.into_iter().find(|scope| scope.name() == name)?,
            is_for: match fields.next()? {
                "for" => true,
                "against" => false,
                _ => return None,
            },
            text: fields.next()?,
            level: fields.next()?,
        };
        fields.next().is_none().then_some(case)
    }

    /// What is wrong, if anything.
    fn wrong(&self, lexicon: &Lexicon) -> Option<String> {
        let findings = examine(lexicon, &Words::of(self.text));
        let level = findings.iter().map(|finding| finding.level).max();
        let level = level.unwrap_or(Level::None).name();
        let names = findings
            .iter()
            .flat_map(|finding| finding.lowered_by.iter().chain(&finding.raised_by));
        let names: Vec<&str> = names.copied().collect();
        let is_named = names.contains(&self.scope.name());
        let is_right = level == self.level
            && (UNNAMED.contains(&self.scope) || is_named == self.is_for)
            // Without a finding there is nothing that a scope could have changed.
            && !findings.is_empty();
        (!is_right).then(|| {
            let side = if self.is_for { "for" } else { "against" };
            let name = self.scope.name();
            let rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
            format!(
                "{name} {side}: {:?} is {level} by {rules:?} and {names:?}, not {}",
                self.text, self.level
            )
        })
    }
}

/// What is wrong with the cases of a language.
fn wrong(language: Language, table: &str) -> Vec<String> {
    let Some(lexicon) = Lexicon::of(language) else {
        return vec![format!("no lexicon of {language:?}")];
    };
    let mut wrong = Vec::new();
    let mut counted: BTreeMap<(&str, bool), BTreeSet<&str>> = BTreeMap::new();
    for line in table.lines().skip(1) {
        match Case::read(line) {
            Some(case) => {
                counted
                    .entry((case.scope.name(), case.is_for))
                    .or_default()
                    .insert(case.text);
                wrong.extend(case.wrong(lexicon));
            }
            None => wrong.push(format!("no case: {line:?}")),
        }
    }
    let needed = |scope: &Scope| !WITHOUT.contains(&(language, *scope));
    for scope in Scope::ALL.into_iter().filter(needed).map(Scope::name) {
        for (side, is_for) in [("for", true), ("against", false)] {
            let count = counted.get(&(scope, is_for)).map_or(0, BTreeSet::len);
            if count < CASES {
                wrong.push(format!(
                    "{scope}: {count} cases {side}, and {CASES} are needed"
                ));
            }
        }
    }
    wrong
}

fn table(language: &str) -> std::io::Result<String> {
    fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/scopes")
            .join(language)
            .with_extension("tsv"),
    )
}

#[test]
fn every_scope_holds_on_its_cases_in_every_language() -> std::io::Result<()> {
    let mut all = Vec::new();
    for (language, name) in [
        (Language::English, "english"),
        (Language::Spanish, "spanish"),
        (Language::German, "german"),
        (Language::French, "french"),
        (Language::Portuguese, "portuguese"),
    ] {
        let wrong = wrong(language, &table(name)?);
        all.extend(wrong.into_iter().map(|wrong| format!("{name}: {wrong}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
    Ok(())
}

#[test]
fn a_scope_without_cases_on_either_side_is_refused() {
    let refused = |table: &str| wrong(Language::English, table).join("\n");
    let only_for: String = (0..CASES)
        .map(|n| format!("\nnegation\tfor\tI'm not suicidal, {n}\tnone"))
        .collect();
    let said = refused(&format!("head{only_for}"));
    let is_said = |line: &str| said.lines().any(|said| said.starts_with(line));
    assert!(!is_said("negation: 0 cases for"), "{said}");
    assert!(is_said("negation: 0 cases against"), "{said}");
    assert!(is_said("idiom: 0 cases for"), "{said}");
    let twice = "head".to_owned() + &"\nnegation\tfor\tI'm not suicidal\tnone".repeat(CASES);
    assert!(refused(&twice).starts_with("negation: 1 cases for"));
    for line in [
        "negation\tfor\tI'm not suicidal\turgent",
        "negation\tagainst\tI'm not suicidal\tnone",
        "negation\tfor\tI want to die\turgent",
        "negation\tagainst\tsee you\tnone",
        "negatoin\tfor\tI'm not suicidal\tnone",
        "negation\tfor\tI'm not suicidal",
    ] {
        let said = refused(&format!("head\n{line}"));
        let first = said.lines().next().unwrap_or_default();
        assert!(!first.contains("are needed"), "{line}: {first}");
    }
}
