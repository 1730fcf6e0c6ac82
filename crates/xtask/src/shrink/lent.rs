//! What the first file of a program lends the second: functions, tables, memory and variables, under short names.

use std::collections::BTreeSet;

use super::reader::{Reader, list};
use super::split::Places;
use super::wasm::{GLOBALS, Module, TABLES, listed, put_counted, put_number};
use crate::error::Error;

/// What the second file looks for all of it in.
const FROM: &[u8] = b"r";

/// What is lent.
pub struct Lent {
    /// Numbers of functions, in the program while it was whole.
    pub functions: BTreeSet<usize>,
    /// Each as the format writes it.
    tables: Vec<Vec<u8>>,
    /// Each with what it holds, and whether it changes.
    variables: Vec<[u8; 2]>,
}

impl Lent {
    /// These functions of a program that is still whole, and all that is not a function.
    pub fn of(module: &Module, functions: BTreeSet<usize>) -> Result<Self, Error> {
        let tables = list(module.section(TABLES), |rest| {
            let kind = rest.byte()?;
            Ok([vec![kind], rest.taken(Reader::limits)?].concat())
        })?;
        let variables = list(module.section(GLOBALS), |rest| {
            let kind = [rest.byte()?, rest.byte()?];
            while rest.byte()? != 0x0b {}
            Ok(kind)
        })?;
        Ok(Self {
            functions,
            tables,
            variables,
        })
    }

    /// The section with which the second file asks for it; `types` are those of all functions.
    pub fn imports(&self, types: &[usize]) -> Vec<u8> {
        let mut items = Vec::new();
        for (place, function) in self.functions.iter().enumerate() {
            items.push((short(place), numbered(0, types[*function])));
        }
        for (place, table) in self.tables.iter().enumerate() {
            // Of whatever size: the first file sees to that, and to that of memory.
            items.push((format!("t{place}"), vec![1, table[0], 0, 0]));
        }
        items.push(("m".to_owned(), vec![2, 0, 0]));
        for (place, variable) in self.variables.iter().enumerate() {
            items.push((format!("g{place}"), [&[3], &variable[..]].concat()));
        }
        listed(&items, |to, (name, what)| {
            put_counted(to, FROM);
            put_counted(to, name.as_bytes());
            to.extend(what);
        })
    }

    /// What the first file exports for that; `places` are the numbers of its functions.
    pub fn exports(&self, places: &Places) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let mut exports = Vec::new();
        for (place, function) in self.functions.iter().enumerate() {
            exports.push((short(place), numbered(0, places.of(*function)?)));
        }
        let named = |name: &str, kind, count| {
            let one = move |place| (format!("{name}{place}"), numbered(kind, place));
            (0..count).map(one).collect::<Vec<_>>()
        };
        exports.extend(named("t", 1, self.tables.len()));
        exports.push(("m".to_owned(), numbered(2, 0)));
        exports.extend(named("g", 3, self.variables.len()));
        Ok(exports)
    }

    /// The tables, of which the first has room for a function at `last`.
    pub fn tables_with(&self, last: usize) -> Vec<u8> {
        let mut tables = self.tables.clone();
        if let Some(table) = tables.first_mut() {
            let mut rest = Reader(&table[2..]);
            let least = rest.number().unwrap_or_default() as usize;
            let most = rest.number().ok();
            let least = least.max(last + 1);
            table.truncate(2);
            put_number(table, least);
            if let Some(most) = most {
                put_number(table, least.max(most as usize));
            }
        }
        listed(&tables, |to, table| to.extend(table))
    }
}

/// What an export or an import is, as the format writes it.
pub fn numbered(kind: u8, number: usize) -> Vec<u8> {
    let mut what = vec![kind];
    put_number(&mut what, number);
    what
}

/// `A`, `B`, …, `AA`, …: capitals and digits, of which no other name is made alone.
fn short(place: usize) -> String {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut name = String::new();
    let mut rest = place + 1;
    while rest > 0 {
        rest -= 1;
        name.insert(0, char::from(DIGITS[rest % DIGITS.len()]));
        rest /= DIGITS.len();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_short_names_are_alike() {
        assert_eq!([0, 31, 32, 1056].map(short), ["A", "7", "AA", "AAA"]);
        let names: BTreeSet<String> = (0..3000).map(short).collect();
        assert_eq!(names.len(), 3000);
    }
}
