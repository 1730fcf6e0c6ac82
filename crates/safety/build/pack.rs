//! A language's tables → the bytes of its pack (`src/pack_format.rs`).

use super::pack_format::{LITERALS, MAGIC, MODEL, NUMBERS, PATTERNS, RULES};

/// What a pack holds, as plain values.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    pub code: String,
    pub rules: Vec<Rule>,
    /// Literals that belong to the same symbols, and which those are.
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
    let mut pack = Bytes(MAGIC.to_vec());
    pack.text(&contents.code);
    let mut rules = Bytes::default();
    rules.number(contents.rules.len() as u32);
    for rule in &contents.rules {
        rules.text(&rule.name);
        rules.0.extend([rule.category, rule.level]);
        rules.number(rule.except.into());
    }
    pack.section(RULES, rules);
    let mut literals = Bytes::default();
    let kinds: Vec<String> = contents
        .kinds
        .iter()
        .map(|kind| kind.1.join("\n"))
        .collect();
    literals.text(&kinds.join("\n\n"));
    let mut first = 0;
    for (symbols, _) in &contents.kinds {
        literals.number(symbols.len() as u32);
        let mut last = first;
        for (place, &symbol) in symbols.iter().enumerate() {
            literals.after(&mut last, symbol);
            if place == 0 {
                first = symbol;
            }
        }
    }
    pack.section(LITERALS, literals);
    let mut patterns = Bytes::default();
    patterns.number(contents.symbols.into());
    let mut first = 0;
    for pattern in &contents.patterns {
        patterns.number(pattern.owner.into());
        patterns.0.push(pattern.flags);
        patterns.number(pattern.elements.len() as u32);
        for (place, &(symbol, gap)) in pattern.elements.iter().enumerate() {
            if place == 0 {
                patterns.after(&mut first, symbol);
            } else {
                patterns.number(symbol.into());
            }
            patterns.0.push(gap);
        }
    }
    pack.section(PATTERNS, patterns);
    let mut numbers = Bytes::default();
    for &(least, symbol) in &contents.numbers {
        numbers.number(least);
        numbers.number(symbol.into());
    }
    pack.section(NUMBERS, numbers);
    if !contents.model.is_empty() {
        pack.section(MODEL, Bytes(contents.model.clone()));
    }
    pack.0
}

#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn number(&mut self, mut number: u32) {
        while number > 0x7f {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// How far a symbol is after the one before, which it then is itself.
    fn after(&mut self, last: &mut u16, symbol: u16) {
        self.number(symbol.wrapping_sub(*last).into());
        *last = symbol;
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.0.extend(text.as_bytes());
    }

    fn section(&mut self, tag: u8, section: Bytes) {
        self.0.push(tag);
        self.number(section.0.len() as u32);
        self.0.extend(section.0);
    }
}
