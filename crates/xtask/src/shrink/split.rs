//! One program in two files that share memory, table and functions: the second can be loaded later.

use std::collections::{BTreeMap, BTreeSet};

use super::glue::put_exports;
use super::lent::{Lent, numbered};
use super::memory::{parted, put_pieces, put_signed};
use super::reader::{Reader, broken, list};
use super::table::{put_table, table};
use super::waiting::Waiting;
use super::walk::{Mention, mentioned, rewritten};
use super::wasm::{
    CODE, COUNT_OF_PIECES, CUSTOM, DATA, ELEMENTS, EXPORTS, FUNCTIONS, IMPORTS, Module, Piece,
    START, TABLES, TYPES, listed, put_counted, put_number,
};
use crate::error::Error;

/// Takes what can wait out of `module`, as a module that is to be given the exports of the first as `r`.
pub fn split(
    module: &mut Module,
    waiting: &Waiting,
    memory: &[(u32, usize)],
) -> Result<Module, Error> {
    // What runs by itself at the start could be on either side.
    if !module.section(START).is_empty() {
        return Err(broken());
    }
    let whole = Whole::of(module, waiting)?;
    let (now, later) = parted(module.data()?, memory);
    let rest = whole.second(module.section(TYPES), &later)?;
    whole.make_first(module, &now)?;
    Ok(rest)
}

/// The program before it is taken apart.
struct Whole<'split> {
    waiting: &'split Waiting,
    imported: usize,
    code: Vec<Vec<u8>>,
    /// The type of every function, of those that are imported too.
    types: Vec<usize>,
    lent: Lent,
    table: BTreeMap<usize, usize>,
    /// Where in the table each door stands.
    doors: BTreeMap<usize, usize>,
}

impl<'split> Whole<'split> {
    fn of(module: &Module, waiting: &'split Waiting) -> Result<Self, Error> {
        let (imported, code) = (module.imported()?, module.code()?);
        let mut types = Vec::new();
        for import in module.imports()? {
            // All else is the program's own.
            if import.kind[0] != 0 {
                return Err(broken());
            }
            types.push(Reader(&import.kind[1..]).number()? as usize);
        }
        types.extend(list(module.section(FUNCTIONS), |rest| {
            Ok(rest.number()? as usize)
        })?);
        let mut functions = BTreeSet::new();
        for number in &waiting.all {
            let named = mentioned(code.get(number - imported).ok_or_else(broken)?)?;
            functions.extend(named.into_iter().filter(|it| !waiting.all.contains(it)));
        }
        let mut table = table(module)?;
        let mut doors = BTreeMap::new();
        for door in &waiting.doors {
            let known = table.iter().find(|(_, function)| *function == door);
            let after_all = table.keys().next_back().map_or(0, |last| last + 1);
            let place = known.map_or(after_all, |(place, _)| *place);
            table.insert(place, *door);
            doors.insert(*door, place);
        }
        Ok(Self {
            waiting,
            imported,
            code,
            types,
            lent: Lent::of(module, functions)?,
            table,
            doors,
        })
    }

    fn functions(&self, wait: bool) -> impl Iterator<Item = usize> {
        (0..self.types.len()).filter(move |number| self.waiting.all.contains(number) == wait)
    }

    /// Which types the functions of one file have, of those that it brings itself.
    fn types(&self, wait: bool) -> Vec<u8> {
        let own = self.functions(wait).filter(|it| *it >= self.imported);
        let types: Vec<usize> = own.map(|number| self.types[number]).collect();
        listed(&types, |to, kind| put_number(to, *kind))
    }

    /// The code of one file, in which a function is mentioned as `put` says.
    fn code(
        &self,
        wait: bool,
        put: impl Fn(&mut Vec<u8>, Mention) -> Result<(), Error>,
    ) -> Result<Vec<u8>, Error> {
        let mut bodies = Vec::new();
        for number in self.functions(wait).filter(|it| *it >= self.imported) {
            bodies.push(rewritten(&self.code[number - self.imported], &put)?);
        }
        Ok(listed(&bodies, |to, body| put_counted(to, body)))
    }

    /// What one file puts into the table. Where nothing stands yet, a call stops the program: nothing else must stand
    /// there.
    fn table(&self, wait: bool, places: &Places) -> Result<Vec<u8>, Error> {
        let own = |(_, function): &(&usize, &usize)| self.waiting.all.contains(function) == wait;
        let own = self.table.iter().filter(own);
        put_table(own.map(|(place, function)| Ok((*place, places.of(*function)?))))
    }

    fn second(&self, types: &[u8], memory: &[Piece]) -> Result<Module, Error> {
        let lent = self.lent.functions.iter().copied();
        let places = Places::new(lent.chain(self.functions(true)));
        let code = self.code(true, |to, mention| {
            places.of(mention.number).map(|it| mention.at(it).put(to))
        })?;
        Ok(Module {
            sections: vec![
                (TYPES, types.to_vec()),
                (IMPORTS, self.lent.imports(&self.types)),
                (FUNCTIONS, self.types(true)),
                (ELEMENTS, self.table(true, &places)?),
                (CODE, code),
                (DATA, put_pieces(memory)),
            ],
        })
    }

    fn make_first(&self, module: &mut Module, memory: &[Piece]) -> Result<(), Error> {
        let places = Places::new(self.functions(false));
        let code = self.code(false, |to, mention| {
            if let (Some(place), true) = (self.doors.get(&mention.number), mention.is_call) {
                call_at(to, *place, self.types[mention.number]);
                return Ok(());
            }
            places.of(mention.number).map(|it| mention.at(it).put(to))
        })?;
        let mut exports = Vec::new();
        for (name, what) in module.exports()? {
            let mut rest = Reader(&what);
            let (kind, number) = (rest.byte()?, rest.number()? as usize);
            let number = if kind == 0 {
                places.of(number)?
            } else {
                number
            };
            exports.push((name, numbered(kind, number)));
        }
        exports.extend(self.lent.exports(&places)?);
        module
            .sections
            .retain(|(number, _)| ![CUSTOM, COUNT_OF_PIECES].contains(number));
        module.replace(FUNCTIONS, self.types(false));
        let last = self.table.keys().next_back().copied().unwrap_or_default();
        module.replace(TABLES, self.lent.tables_with(last));
        module.replace(EXPORTS, put_exports(&exports));
        module.replace(ELEMENTS, self.table(false, &places)?);
        module.replace(CODE, code);
        module.replace(DATA, put_pieces(memory));
        Ok(())
    }
}

/// A call of what stands at a place of the table, where the second file puts it.
fn call_at(to: &mut Vec<u8>, place: usize, kind: usize) {
    to.push(0x41);
    put_signed(to, place as u32);
    to.push(0x11);
    put_number(to, kind);
    to.push(0);
}

/// The numbers of functions in one of the two files.
pub struct Places(BTreeMap<usize, usize>);

impl Places {
    fn new(functions: impl Iterator<Item = usize>) -> Self {
        Self(
            functions
                .enumerate()
                .map(|(place, function)| (function, place))
                .collect(),
        )
    }

    /// The number of one there.
    pub fn of(&self, function: usize) -> Result<usize, Error> {
        self.0.get(&function).copied().ok_or_else(broken)
    }
}
