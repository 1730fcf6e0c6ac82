//! Patterns as people write them → the elements that are matched.

use super::pack_format::LARGEST_GAP;
use super::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// One way to fill an element.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alternative {
    /// Folded words; a `*` at either end stands for the rest of a word.
    Literal(String),
    /// A number in digits, at least this.
    AtLeast(u32),
}

/// One place in a pattern.
#[derive(Debug, Clone)]
pub struct Element {
    pub alternatives: BTreeSet<Alternative>,
    /// How many other words may come before it.
    pub gap: u8,
    /// Whether a sentence may end before it.
    pub crosses: bool,
}

/// So many letters a word needs for its misspellings to be nobody else's words.
const LONG: usize = 8;

/// Named sets of alternatives.
#[derive(Default)]
pub struct Groups(BTreeMap<String, BTreeSet<Alternative>>);

impl Groups {
    pub fn parse(text: &str) -> Result<Groups, String> {
        let mut groups = Groups::default();
        let mut name = String::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with("# ") {
                continue;
            }
            let alternatives = match line.split_once(" = ") {
                Some((left, right)) => {
                    name = left.trim().to_owned();
                    right
                }
                None => line,
            };
            let alternatives = groups
                .alternatives(alternatives)
                .map_err(|error| format!("{}: {error}", index + 1))?;
            groups
                .0
                .entry(name.clone())
                .or_default()
                .extend(alternatives);
        }
        Ok(groups)
    }

    /// The pattern with every optional part taken and left out.
    pub fn expand(&self, pattern: &str) -> Result<Vec<Vec<Element>>, String> {
        if pattern.ends_with('?') {
            return Err("a pattern cannot end with an optional part".to_owned());
        }
        let mut expanded: Vec<Vec<Part>> = vec![Vec::new()];
        for piece in split(pattern, ' ')? {
            let (piece, optional) = match piece.strip_suffix('?') {
                Some(piece) => (piece, true),
                None => (piece.as_str(), false),
            };
            let mut longer = if optional {
                expanded.clone()
            } else {
                Vec::new()
            };
            for order in self.orders(piece)? {
                for parts in &expanded {
                    longer.push([parts.as_slice(), &order].concat());
                }
            }
            expanded = longer;
        }
        expanded.into_iter().map(elements).collect()
    }

    /// `[one two three]4`: all of these in any order, each at most so many words after the
    /// one before; any other piece as it stands.
    fn orders(&self, piece: &str) -> Result<Vec<Vec<Part>>, String> {
        let Some(unordered) = piece.strip_prefix('[') else {
            return Ok(vec![vec![self.part(piece)?]]);
        };
        let (inner, gap) = unordered.rsplit_once(']').ok_or("`[` without `]`")?;
        let gap = gap_of(gap)?;
        let parts = split(inner, ' ')?
            .iter()
            .map(|piece| self.part(piece))
            .collect::<Result<Vec<Part>, String>>()?;
        let mut orders = vec![Vec::new()];
        for place in 0..parts.len() {
            let mut longer = Vec::new();
            for order in &orders {
                for taken in (0..parts.len()).filter(|taken| !order.contains(taken)) {
                    longer.push([order.as_slice(), &[taken]].concat());
                }
            }
            orders = longer;
            if place >= MOST_UNORDERED {
                return Err(format!("{piece:?}: too many in any order"));
            }
        }
        let spread = |order: &Vec<usize>| {
            let parts = order.iter().map(|&place| parts[place].clone());
            parts.flat_map(|part| [gap.clone(), part]).skip(1).collect()
        };
        Ok(orders.iter().map(spread).collect())
    }

    fn part(&self, piece: &str) -> Result<Part, String> {
        if let Some(gap) = piece.strip_prefix('~') {
            return gap_of(gap);
        }
        let wild = piece.starts_with('*') || piece.ends_with(['*', '^']);
        let choice = wild || piece.starts_with(['(', '<', '#']);
        if choice {
            Ok(Part::Choice(self.alternatives(piece)?))
        } else {
            Ok(Part::Plain(fold(piece)?))
        }
    }

    /// `one|two words|<group>|(nested|choice) of words`, every way to read it.
    fn alternatives(&self, text: &str) -> Result<BTreeSet<Alternative>, String> {
        let mut found = BTreeSet::new();
        for one in split(text, '|')? {
            if let Some(minimum) = one.trim().strip_prefix('#') {
                let minimum = minimum
                    .parse()
                    .map_err(|_| format!("{one:?} is no number"))?;
                found.insert(Alternative::AtLeast(minimum));
            } else {
                found.extend(self.sequence(&one)?);
            }
        }
        Ok(found)
    }

    /// Words, groups and nested choices, one after another.
    fn sequence(&self, text: &str) -> Result<BTreeSet<Alternative>, String> {
        let mut readings = BTreeSet::from([Alternative::Literal(String::new())]);
        for piece in split(text, ' ')? {
            let (piece, optional) = match piece.strip_suffix('?') {
                Some(piece) => (piece, true),
                None => (piece.as_str(), false),
            };
            let inner = piece
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'));
            let group = piece
                .strip_prefix('<')
                .and_then(|rest| rest.strip_suffix('>'));
            let next = match (inner, group) {
                (Some(inner), _) => self.alternatives(inner)?,
                (_, Some(name)) => self
                    .0
                    .get(name)
                    .ok_or(format!("no group <{name}>"))?
                    .clone(),
                (None, None) => BTreeSet::from([Alternative::Literal(literal(piece)?)]),
            };
            let mut longer = BTreeSet::new();
            if optional {
                longer.extend(readings.iter().cloned());
            }
            for reading in &readings {
                for addition in &next {
                    longer.insert(reading.followed_by(addition)?);
                }
            }
            readings = longer;
        }
        readings.remove(&Alternative::Literal(String::new()));
        Ok(readings)
    }
}

impl Alternative {
    fn followed_by(&self, next: &Alternative) -> Result<Alternative, String> {
        match (self, next) {
            (Alternative::Literal(first), next) if first.is_empty() => Ok(next.clone()),
            (Alternative::Literal(first), Alternative::Literal(next))
                if !first.ends_with('*')
                    && !next.starts_with('*')
                    && !first.starts_with('~')
                    && !next.starts_with('~') =>
            {
                Ok(Alternative::Literal(format!("{first} {next}")))
            }
            _ => Err(format!(
                "{self:?} and {next:?} cannot stand together in brackets"
            )),
        }
    }
}

/// More would make too many orders.
const MOST_UNORDERED: usize = 3;

#[derive(Clone)]
enum Part {
    Plain(String),
    Choice(BTreeSet<Alternative>),
    /// So many words; whether a sentence may end among them.
    Gap(u8, bool),
}

/// `3`, or `3.` where a sentence may end.
fn gap_of(text: &str) -> Result<Part, String> {
    let (words, crosses) = match text.strip_suffix('.') {
        Some(words) => (words, true),
        None => (text, false),
    };
    match words.parse() {
        Ok(words) if words <= LARGEST_GAP => Ok(Part::Gap(words, crosses)),
        _ => Err(format!("{text:?} is not a gap")),
    }
}

fn elements(parts: Vec<Part>) -> Result<Vec<Element>, String> {
    let mut elements: Vec<Element> = Vec::new();
    let mut gap = 0;
    let mut crosses = false;
    let mut plain = String::new();
    let mut push = |alternatives, gap: &mut u8, crosses: &mut bool| {
        elements.push(Element {
            alternatives,
            gap: std::mem::take(gap),
            crosses: std::mem::take(crosses),
        });
    };
    let word = |plain: &mut String| {
        let word = std::mem::take(plain);
        (!word.is_empty()).then(|| BTreeSet::from([Alternative::Literal(word)]))
    };
    for part in parts {
        match part {
            Part::Plain(word) => {
                if !plain.is_empty() {
                    plain.push(' ');
                }
                plain.push_str(&word);
            }
            Part::Choice(alternatives) => {
                if let Some(word) = word(&mut plain) {
                    push(word, &mut gap, &mut crosses);
                }
                push(alternatives, &mut gap, &mut crosses);
            }
            Part::Gap(words, sentence) => {
                if let Some(word) = word(&mut plain) {
                    push(word, &mut gap, &mut crosses);
                }
                gap = LARGEST_GAP.min(gap + words);
                crosses |= sentence;
            }
        }
    }
    if let Some(word) = word(&mut plain) {
        push(word, &mut gap, &mut crosses);
    }
    match elements.first() {
        None => Err("an empty pattern".to_owned()),
        Some(first) if first.gap > 0 => Err("a pattern cannot begin with a gap".to_owned()),
        Some(_) if gap > 0 => Err("a pattern cannot end with a gap".to_owned()),
        Some(_) => Ok(elements),
    }
}

/// Splits outside brackets; empty pieces are left out.
fn split(text: &str, at: char) -> Result<Vec<String>, String> {
    let mut pieces = vec![String::new()];
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.checked_sub(1).ok_or("a bracket too many")?,
            _ if character == at && depth == 0 => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    if depth > 0 {
        return Err("a bracket is not closed".to_owned());
    }
    pieces.retain(|piece| !piece.trim().is_empty());
    Ok(pieces)
}

/// One word folded, a `*` at either end kept; a `^` at its end becomes a `~` before it.
fn literal(word: &str) -> Result<String, String> {
    if let Some(long) = word.strip_suffix('^') {
        let folded = fold(long)?;
        if folded.len() < LONG || folded.contains(' ') {
            return Err(format!("{word:?} is too short to be misspelled"));
        }
        return Ok(format!("~{folded}"));
    }
    let open = if word.starts_with('*') { "*" } else { "" };
    let close = if word.ends_with('*') { "*" } else { "" };
    Ok(format!("{open}{}{close}", fold(word.trim_matches('*'))?))
}

fn fold(words: &str) -> Result<String, String> {
    let folded = Words::of(words).folded.trim().to_owned();
    if folded.is_empty() || folded.contains(" . ") {
        return Err(format!("{words:?} is not words"));
    }
    Ok(folded)
}
