//! The order in which functions lie in a program. What is alike costs a compressor least side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::waiting::name_functions;
use super::wasm::Module;
use crate::error::Error;

/// How many bytes in a row two functions must share for it to count.
const RUN: usize = 4;
/// What more functions than this share says nothing about any two of them.
const COMMON: usize = 400;
/// Keeps the very short from being like everything.
const SHORT: f64 = 8.0;
/// How much of what a function shares with one still counts when another has come in between.
const FADES: f64 = 0.5;
/// Who shares less than this is like nothing before it.
const LEAST: f64 = 0.01;

/// Names every function by the place it is to have, for `wasm-opt --reorder-functions-by-name`, in front of what its
/// name says about it; those in `last` come last.
pub fn name_by_place(module: &mut Module, last: &BTreeSet<usize>) -> Result<(), Error> {
    let code = module.code()?;
    let imported = module.imported()?;
    let (later, sooner): (Vec<usize>, Vec<usize>) =
        (imported..imported + code.len()).partition(|number| last.contains(number));
    let mut names: BTreeMap<usize, String> = module
        .function_names()?
        .into_iter()
        .map(|(number, name)| (number as usize, name))
        .collect();
    let mut placed = 0;
    let mut named = Vec::new();
    for part in [sooner, later] {
        let bodies: Vec<Vec<u8>> = part.iter().map(|it| code[it - imported].clone()).collect();
        for function in alike_together(&bodies) {
            let name = names.remove(&part[function]).unwrap_or_default();
            named.push((part[function], format!("{placed:06}{name}")));
            placed += 1;
        }
    }
    named.sort_unstable();
    name_functions(module, &named);
    Ok(())
}

/// Numbers of functions: after each one the one, of those left, that shares most with it and with those before it for
/// its size. Where nothing is shared, the longest goes on. The same functions always get the same order.
fn alike_together(functions: &[Vec<u8>]) -> Vec<usize> {
    let runs = shared_runs(functions);
    let mut holders: Vec<Vec<usize>> = Vec::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            if holders.len() <= *run {
                holders.resize(run + 1, Vec::new());
            }
            holders[*run].push(function);
        }
    }
    let mut longest: Vec<usize> = (0..functions.len()).collect();
    longest.sort_by_key(|function| std::cmp::Reverse(functions[*function].len()));

    let mut order = Vec::new();
    let mut placed = vec![false; functions.len()];
    let mut shared = vec![0.0; functions.len()];
    for first in longest {
        let mut next = Some(first).filter(|first| !placed[*first]);
        while let Some(function) = next {
            placed[function] = true;
            order.push(function);
            for shared in &mut shared {
                *shared *= FADES;
            }
            for run in &runs[function] {
                for other in &holders[*run] {
                    shared[*other] += 1.0;
                }
            }
            next = most_like(&runs, &shared, &placed);
        }
    }
    order
}

fn most_like(runs: &[Vec<usize>], shared: &[f64], placed: &[bool]) -> Option<usize> {
    let mut found = None;
    let mut most = LEAST;
    for (other, shared) in shared.iter().enumerate() {
        let likeness = shared / (runs[other].len() as f64 + SHORT).sqrt();
        // Of several the first, whatever `max_by` would take.
        if !placed[other] && likeness > most {
            (found, most) = (Some(other), likeness);
        }
    }
    found
}

/// For each function the numbers of the runs of bytes in it that some others have too.
fn shared_runs(functions: &[Vec<u8>]) -> Vec<Vec<usize>> {
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, code) in functions.iter().enumerate() {
        for run in code.windows(RUN) {
            let holders = holders.entry(run).or_default();
            if holders.last() != Some(&function) {
                holders.push(function);
            }
        }
    }
    holders.retain(|_, holders| (2..=COMMON).contains(&holders.len()));
    let mut runs = vec![Vec::new(); functions.len()];
    for (run, holders) in holders.into_values().enumerate() {
        for function in holders {
            runs[function].push(run);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::wasm::tests::example;
    use super::*;

    #[test]
    fn each_is_followed_by_what_is_most_like_it() {
        let functions = [
            "high tide at nine",
            "a bell",
            "ebb at noon and slack after that",
            "high tide at ten and at nine",
            "ebb at noon",
        ]
        .map(|text| text.as_bytes().to_vec());
        // The last but one shares " and " with the first.
        assert_eq!(alike_together(&functions), [2, 4, 3, 0, 1]);
    }

    #[test]
    fn every_function_has_one_place() {
        let functions: Vec<Vec<u8>> = (0..500_u32)
            .map(|number| (number * number).to_string().repeat(3).into_bytes())
            .collect();
        let mut order = alike_together(&functions);
        assert_eq!(order, alike_together(&functions));
        order.sort_unstable();
        assert_eq!(order, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn functions_are_named_by_place_behind_what_is_imported() {
        let mut module = example();
        name_by_place(&mut module, &BTreeSet::new()).unwrap();
        let names = module.function_names().unwrap();
        // The second is longer, and the two share nothing.
        let expected = [
            (1, "000001app::stopped"),
            (2, "000000__rustc[0a1b]::rust_begin_unwind"),
        ];
        assert_eq!(
            names,
            expected.map(|(number, name)| (number, name.to_owned()))
        );
        name_by_place(&mut module, &BTreeSet::from([2])).unwrap();
        assert!(module.function_names().unwrap()[0].1.starts_with("000000"));
    }
}
