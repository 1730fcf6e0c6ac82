//! One language's lexicon files → one `Tables`. The format is described in
//! `data/lexicon/README.md`.

use crate::pattern::{Alternative, Element, Groups};
use crate::scope_names::Scope;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::{fs, path::Path};

const CATEGORIES: [(&str, &str); 6] = [
    ("suicide", "Suicide"),
    ("self_harm", "SelfHarm"),
    ("harm_to_others", "HarmToOthers"),
    ("abuse", "Abuse"),
    ("overdose", "Overdose"),
    ("medical", "Medical"),
];

/// A gap takes four bits of an element, its symbol the other twelve.
const SYMBOL_BITS: u32 = 12;

pub fn generate(folder: &Path) -> Result<String, String> {
    let read = |name: &str| {
        let path = folder.join(format!("{name}.txt"));
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let mut lexicon = Lexicon {
        groups: Groups::parse(&read("groups")?).map_err(|e| format!("groups.txt:{e}"))?,
        ..Lexicon::default()
    };
    for (category, variant) in CATEGORIES {
        lexicon
            .rules(&read(category)?, category, variant)
            .map_err(|error| format!("{}/{category}.txt:{error}", folder.display()))?;
    }
    lexicon
        .scopes(&read("scope")?)
        .map_err(|error| format!("{}/scope.txt:{error}", folder.display()))?;
    lexicon.write().map_err(|error| error.to_string())
}

#[derive(Default)]
struct Lexicon {
    groups: Groups,
    rules: Vec<String>,
    /// Owner → its patterns: rules by place, scopes after `SCOPES_FROM`.
    patterns: Vec<(u16, Vec<Element>)>,
}

/// Owners from here on are scopes.
const SCOPES_FROM: u16 = 0x8000;

impl Lexicon {
    fn rules(&mut self, text: &str, category: &str, variant: &str) -> Result<(), String> {
        for (number, line) in content(text) {
            let at = |message: &str| format!("{number}: {message}: {line:?}");
            if let Some(head) = line.strip_prefix("rule ") {
                let mut words = head.split_whitespace();
                let name = words.next().ok_or_else(|| at("no name"))?;
                let level = match words.next() {
                    Some("concern") => "Concern",
                    Some("urgent") => "Urgent",
                    Some("emergency") => "Emergency",
                    _ => return Err(at("no level")),
                };
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
                self.rules.push(format!(
                    "Rule {{ name: \"{category}.{name}\", category: Category::{variant}, \
                     level: Level::{level}, except: {except} }}"
                ));
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
        for elements in self.groups.expand(line)? {
            self.patterns.push((owner, elements));
        }
        Ok(())
    }

    fn write(mut self) -> Result<String, std::fmt::Error> {
        let mut symbols: BTreeMap<BTreeSet<Alternative>, u16> = BTreeMap::new();
        for (_, elements) in &self.patterns {
            for element in elements {
                let next = symbols.len() as u16;
                symbols.entry(element.alternatives.clone()).or_insert(next);
            }
        }
        assert!(symbols.len() < 1 << SYMBOL_BITS, "too many symbols");
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
            .sort_by_key(|(owner, elements)| (symbols[&elements[0].alternatives], *owner));
        let mut stream = Vec::new();
        for (owner, elements) in &self.patterns {
            stream.push(*owner);
            stream.push(elements.len() as u16);
            for element in elements {
                let symbol = symbols[&element.alternatives];
                stream.push(u16::from(element.gap) << SYMBOL_BITS | symbol);
            }
        }
        // Literals that belong to the same symbols stand together: the table says so once.
        let mut kinds: BTreeMap<Vec<u16>, Vec<String>> = BTreeMap::new();
        for (literal, mut symbols) in literals {
            symbols.sort_unstable();
            kinds.entry(symbols).or_default().push(literal);
        }
        let mut symbols_of = Vec::new();
        for symbols in kinds.keys() {
            symbols_of.push(symbols.len() as u16);
            symbols_of.extend(symbols);
        }
        let literals: Vec<String> = kinds.into_values().map(|kind| kind.join("\n")).collect();
        let mut code = String::new();
        write!(
            code,
            "Tables {{\n literals: {:?},\n symbols_of: &{symbols_of:?},\n numbers: &{numbers:?},\n \
             patterns: &{stream:?},\n symbols: {},\n rules: &[\n{}],\n}}",
            literals.join("\n\n"),
            symbols.len(),
            self.rules.join(",\n"),
        )?;
        Ok(code)
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
