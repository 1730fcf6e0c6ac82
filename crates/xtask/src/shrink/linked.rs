//! What the linker says about a program: what its parts are called, and where one names another.

use std::collections::{BTreeMap, BTreeSet};

use super::panics::lacks;
use super::reader::{Reader, broken, list};
use super::wasm::{CODE, CUSTOM, DATA, Module};
use crate::error::Error;

/// A function by its number, or a piece of memory by its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A function.
    Function(usize),
    /// Where it begins, and how long it is.
    Memory { start: u32, length: usize },
}

/// What the linker wrote, read.
pub struct Linked {
    /// Functions by their numbers.
    pub names: BTreeMap<usize, String>,
    /// What each names.
    pub needs: BTreeMap<Thing, BTreeSet<Thing>>,
    /// What the browser calls, and what is named by nobody knows whom.
    pub at_once: Vec<Thing>,
}

/// A name in the linker's list.
enum Symbol {
    Function(usize),
    Memory { start: u32, length: usize },
    Other,
}

impl Symbol {
    fn memory(&self) -> Option<(u32, usize)> {
        match self {
            Self::Memory { start, length } => Some((*start, *length)),
            Self::Function(_) | Self::Other => None,
        }
    }
}

/// Reads what the linker says about its program.
pub fn read(module: &Module) -> Result<Linked, Error> {
    let pieces = module.data()?;
    let starts: Vec<u32> = pieces.iter().map(|piece| piece.address).collect();
    let (symbols, names) = symbols(module, &starts)?;
    let mut linked = Linked {
        names,
        needs: BTreeMap::new(),
        at_once: Vec::new(),
    };
    for (_, what) in module.exports()? {
        let mut rest = Reader(&what);
        if rest.byte()? == 0 {
            let number = rest.number()? as usize;
            linked.at_once.push(Thing::Function(number));
        }
    }
    let functions = places(module.section(CODE), |rest| rest.counted().map(<[u8]>::len))?;
    let filled = places(module.section(DATA), |rest| {
        rest.byte()?;
        rest.byte()?;
        rest.number()?;
        rest.byte()?;
        rest.counted().map(<[u8]>::len)
    })?;
    let memory: BTreeSet<(u32, usize)> = symbols.iter().filter_map(Symbol::memory).collect();
    let memory: Vec<(u32, usize)> = memory.into_iter().collect();

    for (offset, symbol) in relocations(module, "reloc.CODE")? {
        let Some(needed) = thing(&symbols, symbol)? else {
            continue;
        };
        let function = module.imported()? + place_of(&functions, offset)?;
        let needs = linked.needs.entry(Thing::Function(function)).or_default();
        needs.insert(needed);
    }
    for (offset, symbol) in relocations(module, "reloc.DATA")? {
        let Some(needed) = thing(&symbols, symbol)? else {
            continue;
        };
        let piece = place_of(&filled, offset)?;
        let address = starts[piece] + (offset - filled[piece].0) as u32;
        let mut of_nobody = true;
        for holder in holding(&memory, address) {
            linked.needs.entry(holder).or_default().insert(needed);
            of_nobody = false;
        }
        if of_nobody {
            linked.at_once.push(needed);
        }
    }
    Ok(linked)
}

fn thing(symbols: &[Symbol], number: usize) -> Result<Option<Thing>, Error> {
    Ok(match symbols.get(number).ok_or_else(broken)? {
        Symbol::Function(number) => Some(Thing::Function(*number)),
        Symbol::Memory { start, length } => Some(Thing::Memory {
            start: *start,
            length: *length,
        }),
        Symbol::Other => None,
    })
}

/// In which item of a section something lies, as it is so far from the section's beginning.
fn place_of(items: &[(usize, usize)], offset: usize) -> Result<usize, Error> {
    let after = items.partition_point(|(start, _)| *start <= offset);
    after.checked_sub(1).ok_or_else(broken)
}

/// The pieces that hold this address; they may lie in each other.
fn holding(memory: &[(u32, usize)], address: u32) -> impl Iterator<Item = Thing> {
    let longest = memory.iter().map(|it| it.1).max().unwrap_or_default() as u32;
    let end = memory.partition_point(|(start, _)| *start <= address);
    memory[..end]
        .iter()
        .rev()
        .take_while(move |(start, _)| start + longest > address)
        .filter(move |(start, length)| start + *length as u32 > address)
        .map(|(start, length)| Thing::Memory {
            start: *start,
            length: *length,
        })
}

/// Where the content of each item begins in its section, and how long it is.
fn places(
    content: &[u8],
    mut skip: impl FnMut(&mut Reader) -> Result<usize, Error>,
) -> Result<Vec<(usize, usize)>, Error> {
    let mut rest = Reader(content);
    let count = rest.number()?;
    let mut found = Vec::new();
    for _ in 0..count {
        let length = skip(&mut rest)?;
        found.push((content.len() - rest.0.len() - length, length));
    }
    Ok(found)
}

/// Where in a section the linker wrote something in, and the number of the symbol that it wrote.
fn relocations(module: &Module, of: &str) -> Result<Vec<(usize, usize)>, Error> {
    const TYPE: u8 = 6;
    let mut found = Vec::new();
    for (_, content) in module.sections.iter().filter(|it| it.0 == CUSTOM) {
        let mut rest = Reader(content);
        if rest.text()? != of {
            continue;
        }
        rest.number()?;
        for _ in 0..rest.number()? {
            let kind = rest.byte()?;
            let (offset, symbol) = (rest.number()? as usize, rest.number()? as usize);
            match kind {
                TYPE => continue,
                // These say how far from the symbol, too.
                3..=5 | 8 | 9 | 11 => while rest.byte()? >= 0x80 {},
                0..=2 | 7 | 10 | 12 | 13 | 20 => {}
                _ => return Err(broken()),
            }
            found.push((offset, symbol));
        }
    }
    // A program that names nothing was linked without being asked to say so.
    if found.is_empty() {
        return Err(lacks(of));
    }
    Ok(found)
}

type Named = (Vec<Symbol>, BTreeMap<usize, String>);

fn symbols(module: &Module, starts: &[u32]) -> Result<Named, Error> {
    const SYMBOLS: u8 = 8;
    for (_, content) in module.sections.iter().filter(|it| it.0 == CUSTOM) {
        let mut rest = Reader(content);
        if rest.text()? != "linking" {
            continue;
        }
        rest.number()?;
        while !rest.0.is_empty() {
            let (kind, part) = (rest.byte()?, rest.counted()?);
            if kind == SYMBOLS {
                let mut names = BTreeMap::new();
                let symbols = list(part, |rest| symbol(rest, starts, &mut names))?;
                return Ok((symbols, names));
            }
        }
    }
    Err(lacks("linking"))
}

fn symbol(
    rest: &mut Reader,
    starts: &[u32],
    names: &mut BTreeMap<usize, String>,
) -> Result<Symbol, Error> {
    const FUNCTION: u8 = 0;
    const MEMORY: u8 = 1;
    const SECTION: u8 = 3;
    let (kind, flags) = (rest.byte()?, rest.number()?);
    let (is_defined, is_named) = (flags & 0x10 == 0, flags & 0x40 != 0);
    if kind == MEMORY {
        rest.counted()?;
        if !is_defined {
            return Ok(Symbol::Other);
        }
        let (piece, offset) = (rest.number()? as usize, rest.number()?);
        let length = rest.number()? as usize;
        let start = starts.get(piece).ok_or_else(broken)? + offset;
        return Ok(Symbol::Memory { start, length });
    }
    let number = rest.number()? as usize;
    let name = (kind != SECTION && (is_defined || is_named))
        .then(|| rest.text())
        .transpose()?;
    if kind != FUNCTION {
        return Ok(Symbol::Other);
    }
    // As wasm-bindgen writes it.
    names.extend(name.map(|name| (number, rustc_demangle::demangle(&name).to_string())));
    Ok(Symbol::Function(number))
}
