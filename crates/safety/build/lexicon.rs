//! One language's lexicon files → what its pack holds. The notation is described in
//! `data/lexicon/README.md`.

use super::pack::{Contents, Pattern, Rule};
use super::pack_format::{CROSSES, SCOPES_FROM};
use super::pattern::{Alternative, Element, Groups};
use super::scope_names::Scope;
use super::tables::MOST_OF_EACH as MOST;
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};

/// In the order of `Category`.
const CATEGORIES: [&str; 6] = [
    "suicide",
    "self_harm",
    "harm_to_others",
    "abuse",
    "overdose",
    "medical",
];

/// In the order of `Level`; the first is a sign, which says nothing alone.
const LEVELS: [&str; 4] = ["sign", "concern", "urgent", "emergency"];

pub fn read(folder: &Path) -> Result<Contents, String> {
    let compiled = compile(|name| {
        let path = folder.join(format!("{name}.txt"));
        fs::read_to_string(&path).map_err(|error| error.to_string())
    });
    compiled.map_err(|error| format!("{}/{error}", folder.display()))
}

/// What the pack of these files holds, but for the code and a model.
pub fn compile(read: impl Fn(&str) -> Result<String, String>) -> Result<Contents, String> {
    let at = |name: &str| {
        let name = name.to_owned();
        move |error: String| format!("{name}.txt:{error}")
    };
    let groups = read("groups").and_then(|text| Groups::parse(&text));
    let mut lexicon = Lexicon {
        groups: groups.map_err(at("groups"))?,
        ..Lexicon::default()
    };
    for (place, category) in CATEGORIES.into_iter().enumerate() {
        read(category)
            .and_then(|text| lexicon.rules(&text, category, place as u8))
            .map_err(at(category))?;
    }
    read("scope")
        .and_then(|text| lexicon.scopes(&text))
        .map_err(at("scope"))?;
    lexicon.contents()
}

#[derive(Default)]
struct Lexicon {
    groups: Groups,
    rules: Vec<Rule>,
    /// Owner → its patterns: rules by place, scopes after `SCOPES_FROM`.
    patterns: Vec<(u16, u8, Vec<Element>)>,
}

impl Lexicon {
    fn rules(&mut self, text: &str, category: &str, place: u8) -> Result<(), String> {
        for (number, line) in content(text) {
            let at = |message: &str| format!("{number}: {message}: {line:?}");
            if let Some(head) = line.strip_prefix("rule ") {
                let mut words = head.split_whitespace();
                let name = words.next().ok_or_else(|| at("no name"))?;
                let level = words.next().unwrap_or_default();
                let level = LEVELS.iter().position(|name| *name == level);
                let level = level.ok_or_else(|| at("no level"))?;
                let mut except = 0;
                match words.next() {
                    None => {}
                    Some("except") => {
                        for word in words {
                            except |= scope(word).ok_or_else(|| at("no such scope"))?.bit();
                        }
                    }
                    Some(_) => return Err(at("expected `except`")),
                }
                self.rules.push(Rule {
                    name: format!("{category}.{name}"),
                    category: place,
                    level: level as u8,
                    except,
                });
            } else if self.rules.is_empty() {
                return Err(at("a pattern before any rule"));
            } else {
                let owner = u16::try_from(self.rules.len() - 1).map_err(|_| at("too many"))?;
                self.pattern(owner, line).map_err(|error| at(&error))?;
            }
        }
        Ok(())
    }

    fn scopes(&mut self, text: &str) -> Result<(), String> {
        let mut owner = None;
        for (number, line) in content(text) {
            let at = |message: &str| format!("{number}: {message}: {line:?}");
            if let Some(name) = line.strip_prefix("scope ") {
                let scope = scope(name).ok_or_else(|| at("no such scope"))?;
                owner = Some(SCOPES_FROM + scope as u16);
            } else {
                let owner = owner.ok_or_else(|| at("a pattern before any scope"))?;
                self.pattern(owner, line).map_err(|error| at(&error))?;
            }
        }
        Ok(())
    }

    fn pattern(&mut self, owner: u16, line: &str) -> Result<(), String> {
        let (level, line) = own_level(line);
        if level > 0 && owner >= SCOPES_FROM {
            return Err("a scope has no level".to_owned());
        }
        for elements in self.groups.expand(line)? {
            let crosses = elements.iter().any(|element| element.crosses);
            let flags = level | if crosses { CROSSES } else { 0 };
            self.patterns.push((owner, flags, elements));
        }
        Ok(())
    }

    fn contents(mut self) -> Result<Contents, String> {
        let mut symbols: BTreeMap<BTreeSet<Alternative>, u16> = BTreeMap::new();
        for (.., elements) in &self.patterns {
            for element in elements {
                let next = u16::try_from(symbols.len()).map_err(|_| "too many symbols")?;
                symbols.entry(element.alternatives.clone()).or_insert(next);
            }
        }
        let mut literals: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        let mut numbers = Vec::new();
        for (alternatives, &symbol) in &symbols {
            for alternative in alternatives {
                match alternative {
                    Alternative::AtLeast(minimum) => numbers.push((*minimum, symbol)),
                    Alternative::Literal(literal) => {
                        literals.entry(literal.clone()).or_default().push(symbol);
                    }
                }
            }
        }
        self.patterns
            .sort_by_key(|(owner, _, elements)| (symbols[&elements[0].alternatives], *owner));
        let patterns = self
            .patterns
            .iter()
            .map(|(owner, flags, elements)| Pattern {
                owner: *owner,
                flags: *flags,
                elements: elements
                    .iter()
                    .map(|element| (symbols[&element.alternatives], element.gap))
                    .collect(),
            });
        // Literals that belong to the same symbols stand together: the table says so once.
        let mut kinds: BTreeMap<Vec<u16>, Vec<String>> = BTreeMap::new();
        for (literal, mut symbols) in literals {
            symbols.sort_unstable();
            kinds.entry(symbols).or_default().push(literal);
        }
        let most = symbols.len().max(kinds.len()).max(self.patterns.len());
        if most >= MOST {
            return Err(format!(
                "more than {MOST} symbols, kinds of literals or patterns"
            ));
        }
        Ok(Contents {
            patterns: patterns.collect(),
            kinds: kinds.into_iter().collect(),
            symbols: symbols.len() as u16,
            rules: self.rules,
            numbers,
            ..Contents::default()
        })
    }
}

/// `urgent: the pattern`: the level's number, none for the rule's, and the rest.
fn own_level(line: &str) -> (u8, &str) {
    let (before, after) = line.split_once(": ").unwrap_or_default();
    match LEVELS.iter().position(|level| *level == before) {
        Some(level) if level > 0 => (level as u8, after),
        _ => (0, line),
    }
}

fn scope(name: &str) -> Option<Scope> {
    Scope::ALL.into_iter().find(|scope| scope.name() == name)
}

/// The lines that are neither empty, comments nor examples, numbered from 1.
fn content(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()))
        .filter(|(_, line)| {
            !line.is_empty() && !line.starts_with(['+', '-']) && !line.starts_with("# ")
        })
}
