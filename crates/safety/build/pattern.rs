//! Patterns as people write them → the elements that are matched.

use super::pieces::{Part, elements, fold, gap_of, literal, split};
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
