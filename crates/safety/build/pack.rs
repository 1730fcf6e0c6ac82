//! A language's tables → the bytes of its pack (`src/pack_format.rs`).

use super::coder::Coder;
use super::giving::Giving;
use super::letters::Letters;
use super::pack_format::{MAGIC, checksum};
use super::tables::{Passing, Tables};

/// What a pack holds, as plain values.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    pub code: String,
    pub rules: Vec<Rule>,
    /// Literals that belong to the same symbols, and which those are; at least one of each.
    pub kinds: Vec<(Vec<u16>, Vec<String>)>,
    pub symbols: u16,
    pub patterns: Vec<Pattern>,
    pub numbers: Vec<(u32, u16)>,
    pub model: Vec<u8>,
}

#[derive(Debug, Clone)]
pub struct Rule {
    pub name: String,
    pub category: u8,
    pub level: u8,
    pub except: u16,
}

#[derive(Debug, Clone)]
pub struct Pattern {
    pub owner: u16,
    pub flags: u8,
    /// Symbol, and the gap before it.
    pub elements: Vec<(u16, u8)>,
}

pub fn write(contents: &Contents) -> Vec<u8> {
    let mut text = String::new();
    for rule in &contents.rules {
        text.extend([&rule.name, "\n"]);
    }
    for (_, literals) in &contents.kinds {
        for literal in literals {
            text.extend([literal, "\n"]);
        }
        text.push('\n');
    }
    let mut alphabet: Vec<char> = text.chars().collect();
    alphabet.sort_unstable();
    alphabet.dedup();
    let mut coder = Coder(Giving::new());
    let tables = tables(contents, &alphabet);
    let mut passing = Passing::new();
    while passing.part(&tables, &mut coder) {}
    let mut letters = Letters::new(alphabet);
    for letter in text.chars() {
        letters.pass(&mut coder, letter);
    }
    let lexicon = coder.0.finish();
    let mut rest = (lexicon.len() as u32).to_le_bytes().to_vec();
    rest.extend(lexicon);
    rest.extend(&contents.model);
    let mut pack = MAGIC.to_vec();
    pack.push(contents.code.len() as u8);
    pack.extend(contents.code.as_bytes());
    pack.extend(checksum(&rest).to_le_bytes());
    pack.extend(rest);
    pack
}

fn tables(contents: &Contents, alphabet: &[char]) -> Tables {
    let mut tables = Tables {
        symbols: contents.symbols,
        numbers: contents.numbers.clone(),
        alphabet: alphabet.iter().copied().map(u32::from).collect(),
        ..Tables::default()
    };
    for rule in &contents.rules {
        tables.rules.push((rule.category, rule.level, rule.except));
    }
    for (symbols, _) in &contents.kinds {
        tables.symbols_of.extend(symbols);
        tables.kinds.push(tables.symbols_of.len());
    }
    for pattern in &contents.patterns {
        tables.elements.extend(&pattern.elements);
        let end = tables.elements.len();
        tables.patterns.push((pattern.owner, pattern.flags, end));
    }
    tables
}
