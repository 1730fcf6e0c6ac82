//! What of the app only the pages that are seldom opened need, told from what the linker says about what needs what
//! (`--emit-relocs`, in build.rs).

use std::collections::BTreeSet;

use super::linked::{Linked, Thing, read};
use super::memory::without;
use super::panics::lacks;
use super::wasm::Module;
use crate::error::Error;

/// The functions through which those pages are opened, and nothing else (`src/pages/later.rs`).
const LATER: &str = "holdfast_app::pages::later::";

/// What can wait until one of those pages is opened.
pub struct Rest {
    /// Functions, by their names.
    pub functions: BTreeSet<String>,
    /// Those of them through which all the others are reached.
    pub doors: BTreeSet<String>,
    /// Memory: where it begins, and how long it is. In order, and apart from each other.
    pub memory: Vec<(u32, usize)>,
}

/// Finds it in the program as it was linked.
pub fn rest(linked: &Module) -> Result<Rest, Error> {
    let linked = read(linked)?;
    let is_door = |name: &str| {
        let inside = name
            .strip_prefix(LATER)
            .and_then(|rest| rest.split_once("::h"));
        inside.is_some_and(|(page, hash)| !page.contains("::") && hash.len() == 16)
    };
    let doors: BTreeSet<usize> = linked
        .names
        .iter()
        .filter(|(_, name)| is_door(name))
        .map(|(number, _)| *number)
        .collect();
    if doors.is_empty() {
        return Err(lacks(LATER));
    }
    let at_once = reached(&linked, linked.at_once.clone(), &doors);
    let in_all = reached(
        &linked,
        doors.iter().copied().map(Thing::Function).collect(),
        &BTreeSet::new(),
    );
    let mut functions = BTreeSet::new();
    let mut memory = Vec::new();
    for thing in in_all.difference(&at_once) {
        match thing {
            Thing::Function(number) => functions.extend(linked.names.get(number).cloned()),
            Thing::Memory { start, length } => memory.push((*start, *length)),
        }
    }
    // A name that two functions have says nothing about either.
    for thing in &at_once {
        if let Thing::Function(number) = thing
            && let Some(name) = linked.names.get(number)
        {
            functions.remove(name);
        }
    }
    let needed = at_once.iter().filter_map(|thing| match thing {
        Thing::Memory { start, length } => Some((*start, *length)),
        Thing::Function(_) => None,
    });
    let doors = doors
        .iter()
        .filter_map(|number| linked.names.get(number).cloned());
    Ok(Rest {
        functions,
        doors: doors.collect(),
        memory: without(memory, needed.collect()),
    })
}

fn reached(linked: &Linked, mut waiting: Vec<Thing>, shut: &BTreeSet<usize>) -> BTreeSet<Thing> {
    let mut found = BTreeSet::new();
    while let Some(thing) = waiting.pop() {
        let is_shut = matches!(thing, Thing::Function(number) if shut.contains(&number));
        if !is_shut && found.insert(thing) {
            waiting.extend(linked.needs.get(&thing).into_iter().flatten());
        }
    }
    found
}
