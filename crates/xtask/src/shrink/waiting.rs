//! Which functions of a program can wait, from before it is made small until it is in two files.

use std::collections::{BTreeMap, BTreeSet};

use super::panics::lacks;
use super::reach::Rest;
use super::reader::Reader;
use super::table::table;
use super::walk::mentioned;
use super::wasm::{CUSTOM, Module, listed, put_counted, put_number};
use crate::error::Error;

/// What functions are called while the program is made small, so that wasm-opt leaves the doors alone.
const DOOR: &str = "door";
const WAITS: &str = "waits";
const AT_ONCE: &str = "at-once";
/// For wasm-opt: a door that stands open in another function would let everything behind it out.
pub const DOORS_STAY: [&str; 1] = ["--no-inline=door*"];

/// Names every function by whether it can wait. Says which places of the table somebody needs at once.
pub fn mark(module: &mut Module, rest: &Rest) -> Result<BTreeSet<usize>, Error> {
    let names: BTreeMap<usize, String> = module
        .function_names()?
        .into_iter()
        .map(|(number, name)| (number as usize, name))
        .collect();
    let all = module.imported()? + module.code()?.len();
    let kind = |number: usize| match names.get(&number) {
        Some(name) if rest.doors.contains(name) => DOOR,
        Some(name) if rest.functions.contains(name) => WAITS,
        _ => AT_ONCE,
    };
    let marked: Vec<(usize, String)> = (0..all)
        .map(|number| (number, format!("{}.{number}", kind(number))))
        .collect();
    name_functions(module, &marked);
    let at_once = |function: &usize| kind(*function) == AT_ONCE;
    let table = table(module)?.into_iter();
    Ok(table
        .filter(|(_, function)| at_once(function))
        .map(|(place, _)| place)
        .collect())
}

/// Gives functions names, as debuggers would see them.
pub fn name_functions(module: &mut Module, names: &[(usize, String)]) {
    let names = listed(names, |to, (function, name)| {
        put_number(to, *function);
        put_counted(to, name.as_bytes());
    });
    let mut content = Vec::new();
    put_counted(&mut content, b"name");
    content.push(1);
    put_counted(&mut content, &names);
    module.sections.retain(|(number, _)| *number != CUSTOM);
    module.sections.push((CUSTOM, content));
}

/// The functions of a marked program that can wait, with the doors among them. What became one with a function that is
/// needed at once is needed at once.
pub struct Waiting {
    /// All of them.
    pub all: BTreeSet<usize>,
    /// Those that are called from what is needed at once.
    pub doors: BTreeSet<usize>,
}

impl Waiting {
    /// Finds them; `at_once` are the places of the table that [`mark`] named.
    pub fn of(module: &Module, at_once: &BTreeSet<usize>) -> Result<Self, Error> {
        let mut all = BTreeSet::new();
        let mut doors = BTreeSet::new();
        for (number, name) in module.function_names()? {
            let name = name.trim_start_matches(|character: char| character.is_ascii_digit());
            if name.starts_with(DOOR) {
                doors.insert(number as usize);
            }
            if name.starts_with(DOOR) || name.starts_with(WAITS) {
                all.insert(number as usize);
            }
        }
        if doors.is_empty() {
            return Err(lacks(DOOR));
        }
        let imported = module.imported()?;
        let code = module.code()?;
        let mut needed: Vec<usize> = (imported..imported + code.len())
            .filter(|number| !all.contains(number))
            .collect();
        needed.extend(
            table(module)?
                .into_iter()
                .filter(|(place, _)| at_once.contains(place))
                .map(|it| it.1),
        );
        for (_, what) in module.exports()? {
            let mut rest = Reader(&what);
            if rest.byte()? == 0 {
                needed.push(rest.number()? as usize);
            }
        }
        while let Some(number) = needed.pop() {
            all.remove(&number);
            let Some(body) = number
                .checked_sub(imported)
                .and_then(|place| code.get(place))
            else {
                continue;
            };
            let named = mentioned(body)?;
            needed.extend(
                named
                    .into_iter()
                    .filter(|it| all.contains(it) && !doors.contains(it)),
            );
        }
        doors.retain(|door| all.contains(door));
        Ok(Self { all, doors })
    }
}
