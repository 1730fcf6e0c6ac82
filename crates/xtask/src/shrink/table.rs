//! The table through which functions are called whose number is not known beforehand.

use std::collections::BTreeMap;

use super::memory::put_signed;
use super::reader::{broken, list};
use super::wasm::{ELEMENTS, Module, listed, put_number};
use crate::error::Error;

/// The table of functions: at each place one.
pub fn table(module: &Module) -> Result<BTreeMap<usize, usize>, Error> {
    let mut table = BTreeMap::new();
    let runs = list(module.section(ELEMENTS), |rest| {
        // At a constant place of the first table.
        if rest.byte()? != 0 || rest.byte()? != 0x41 {
            return Err(broken());
        }
        let start = rest.number()? as usize;
        if rest.byte()? != 0x0b {
            return Err(broken());
        }
        let mut functions = Vec::new();
        for _ in 0..rest.number()? {
            functions.push(rest.number()? as usize);
        }
        Ok((start, functions))
    })?;
    for (start, functions) in runs {
        table.extend(
            functions
                .into_iter()
                .enumerate()
                .map(|(place, function)| (start + place, function)),
        );
    }
    Ok(table)
}

/// The content of the section that fills it.
pub fn put_table(
    places: impl Iterator<Item = Result<(usize, usize), Error>>,
) -> Result<Vec<u8>, Error> {
    let mut runs: Vec<(usize, Vec<usize>)> = Vec::new();
    for place in places {
        let (place, function) = place?;
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() == place => run.push(function),
            _ => runs.push((place, vec![function])),
        }
    }
    Ok(listed(&runs, |to, (start, functions)| {
        to.extend([0, 0x41]);
        put_signed(to, *start as u32);
        to.push(0x0b);
        to.extend(listed(functions, |to, function| put_number(to, *function)));
    }))
}
