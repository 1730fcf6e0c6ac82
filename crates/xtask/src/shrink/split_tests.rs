//! A program of five functions, from what its linker says to two files.

use std::collections::BTreeSet;

use super::memory::{parted, put_signed, without};
use super::reach::rest;
use super::split::split;
use super::table::{put_table, table};
use super::waiting::{Waiting, mark, name_functions};
use super::wasm::{
    CODE, CUSTOM, DATA, ELEMENTS, EXPORTS, FUNCTIONS, GLOBALS, IMPORTS, Module, Piece, TABLES,
    TYPES, listed, put_counted, put_number,
};

const START: usize = 0;
const DOOR: usize = 1;
const PAGE: usize = 2;
const SHARED: usize = 3;
/// Named by a piece of memory that only the page names.
const LISTENER: usize = 4;

const NAMES: [&str; 5] = [
    "app::start",
    "holdfast_app::pages::later::settings::h0123456789abcdef",
    "app::page",
    "app::shared",
    "app::page::listener",
];

/// Whom each calls.
const CALLS: [&[usize]; 5] = [&[DOOR, SHARED], &[PAGE], &[SHARED], &[], &[]];

fn body(calls: &[usize]) -> Vec<u8> {
    let calls = calls.iter().flat_map(|called| [0x10, *called as u8]);
    [0].into_iter().chain(calls).chain([0x0b]).collect()
}

/// As it runs: every function is `() -> ()`, the listener and the shared one stand in the table.
fn program() -> Module {
    let code = CALLS.map(body);
    let data = Piece {
        address: 1024,
        bytes: b"pageboth".to_vec(),
    };
    let places = [Ok((1, LISTENER)), Ok((2, SHARED))];
    let mut module = Module {
        sections: vec![
            (TYPES, vec![1, 0x60, 0, 0]),
            (FUNCTIONS, vec![5, 0, 0, 0, 0, 0]),
            (TABLES, vec![1, 0x70, 1, 3, 3]),
            (GLOBALS, vec![1, 0x7f, 1, 0x41, 0, 0x0b]),
            (
                EXPORTS,
                [&[1, 5], &b"start"[..], &[0, START as u8]].concat(),
            ),
            (ELEMENTS, put_table(places.into_iter()).unwrap()),
            (CODE, listed(&code, |to, body| put_counted(to, body))),
            (DATA, super::memory::put_pieces(&[data])),
        ],
    };
    let names: Vec<(usize, String)> = NAMES.map(str::to_owned).into_iter().enumerate().collect();
    name_functions(&mut module, &names);
    module
}

fn custom(name: &str, content: &[u8]) -> (u8, Vec<u8>) {
    let mut section = Vec::new();
    put_counted(&mut section, name.as_bytes());
    section.extend(content);
    (CUSTOM, section)
}

/// The same with what the linker says about it. Two pieces of memory are called 5 and 6: `page` and `both`.
fn linked() -> Module {
    let mut module = program();
    let mut symbols = vec![NAMES.len() as u8 + 2];
    for (number, name) in NAMES.iter().enumerate() {
        symbols.extend([0, 0, number as u8]);
        put_counted(&mut symbols, name.as_bytes());
    }
    for (name, start) in [("page", 0), ("both", 4)] {
        symbols.extend([1, 0]);
        put_counted(&mut symbols, name.as_bytes());
        symbols.extend([0, start, 4]);
    }
    let mut linking = vec![2, 8];
    put_counted(&mut linking, &symbols);

    // Somewhere in the body of the function is all that must be right.
    let mut offset = 1;
    let mut places = Vec::new();
    for calls in CALLS {
        let body = offset + 1;
        places.extend(calls.iter().map(|called| vec![0, body, *called as u8]));
        if places.len() == 4 {
            places.push(vec![4, body, 5, 0]);
        }
        offset += 1 + self::body(calls).len() as u8;
    }
    // The shared function needs the second piece.
    places.push(vec![4, offset - 4, 6, 0]);
    let relocations = |of: u8, places: &[Vec<u8>]| {
        let mut content = Vec::new();
        put_number(&mut content, of as usize);
        content.extend(listed(places, |to, place| to.extend(place)));
        content
    };
    let in_page = vec![2, 7, LISTENER as u8, 0][..3].to_vec();
    module.sections.extend([
        custom("linking", &linking),
        custom("reloc.CODE", &relocations(3, &places)),
        custom("reloc.DATA", &relocations(4, &[in_page])),
    ]);
    module
}

#[test]
fn only_what_is_reached_through_a_door_can_wait() {
    let rest = rest(&linked()).unwrap();
    let names = |numbers: &[usize]| -> BTreeSet<String> {
        numbers.iter().map(|it| NAMES[*it].to_owned()).collect()
    };
    assert_eq!(rest.functions, names(&[DOOR, PAGE, LISTENER]));
    assert_eq!(rest.doors, names(&[DOOR]));
    assert_eq!(rest.memory, [(1024, 4)]);
}

#[test]
fn a_program_without_doors_or_without_the_linkers_word_is_refused() {
    assert!(rest(&program()).is_err());
    let mut module = linked();
    for (_, content) in module.sections.iter_mut().filter(|it| it.0 == CUSTOM) {
        let text = String::from_utf8_lossy(content).replace("later::", "never::");
        *content = text.into_bytes();
    }
    assert!(rest(&module).is_err());
}

#[test]
fn two_files_call_each_other() {
    let rest = rest(&linked()).unwrap();
    let mut first = program();
    let at_once = mark(&mut first, &rest).unwrap();
    assert_eq!(at_once, BTreeSet::from([2]));
    let waiting = Waiting::of(&first, &at_once).unwrap();
    assert_eq!(waiting.all, BTreeSet::from([DOOR, PAGE, LISTENER]));
    let second = split(&mut first, &waiting, &rest.memory).unwrap();

    // The door stands behind all others in the table, which has room for it.
    let through_the_door = [0, 0x41, 3, 0x11, 0, 0, 0x10, 1, 0x0b];
    assert_eq!(
        first.code().unwrap(),
        [through_the_door.to_vec(), body(&[])]
    );
    assert_eq!(first.section(TABLES), [1, 0x70, 1, 4, 4]);
    assert_eq!(
        table(&first).unwrap().into_iter().collect::<Vec<_>>(),
        [(2, 1)]
    );
    let memory = |module: &Module| {
        let pieces = module.data().unwrap().into_iter();
        pieces.map(|it| (it.address, it.bytes)).collect::<Vec<_>>()
    };
    assert_eq!(memory(&first), [(1028, b"both".to_vec())]);
    let exports = first.exports().unwrap();
    let exports: Vec<(&str, &[u8])> = exports
        .iter()
        .map(|(name, what)| (&**name, &**what))
        .collect();
    let expected: [(&str, &[u8]); 5] = [
        ("start", &[0, 0]),
        ("A", &[0, 1]),
        ("t0", &[1, 0]),
        ("m", &[2, 0]),
        ("g0", &[3, 0]),
    ];
    assert_eq!(exports, expected);

    // There the shared function is 0, and then come door, page and listener.
    let imports = second.imports().unwrap();
    let names: Vec<&str> = imports.iter().map(|import| &*import.name).collect();
    assert_eq!(names, ["A", "t0", "m", "g0"]);
    assert_eq!(second.code().unwrap(), [body(&[2]), body(&[0]), body(&[])]);
    assert_eq!(
        table(&second).unwrap().into_iter().collect::<Vec<_>>(),
        [(1, 3), (3, 1)]
    );
    assert_eq!(memory(&second), [(1024, b"page".to_vec())]);
    assert!(second.section(IMPORTS).len() > first.section(IMPORTS).len());
}

#[test]
fn what_became_one_with_something_needed_at_once_is_needed_at_once() {
    let rest = rest(&linked()).unwrap();
    let waits = |change: fn(&mut Module), at_once: &[usize]| {
        let mut module = program();
        mark(&mut module, &rest).unwrap();
        change(&mut module);
        let at_once = at_once.iter().copied().collect();
        Waiting::of(&module, &at_once).unwrap().all
    };
    // The place in the table of another, which did the same.
    assert_eq!(waits(|_| (), &[1, 2]), BTreeSet::from([DOOR, PAGE]));
    // The start calls what was the page's; the door alone is left.
    let merged = |module: &mut Module| {
        let code = [&[DOOR, PAGE][..], &[PAGE], &[LISTENER], &[], &[]].map(body);
        module.replace(CODE, listed(&code, |to, body| put_counted(to, body)));
    };
    assert_eq!(waits(merged, &[2]), BTreeSet::from([DOOR]));
}

#[test]
fn memory_is_parted_without_losing_a_byte() {
    let whole: Vec<u8> = (0..200_u8)
        .map(|byte| if byte % 40 < 20 { byte } else { 0 })
        .collect();
    for (start, length) in [(0, 1), (990, 20), (1000, 200), (1017, 60), (1199, 50)] {
        for (other, spared) in [(1000, 0), (1018, 4), (1010, 100)] {
            let later = without(
                vec![(start, length), (start, length / 2)],
                vec![(other, spared)],
            );
            let piece = Piece {
                address: 1000,
                bytes: whole.clone(),
            };
            let (now, rest) = parted(vec![piece], &later);
            let mut memory = vec![0; 200];
            for (is_later, pieces) in [(false, &now), (true, &rest)] {
                for piece in pieces {
                    for (place, byte) in piece.bytes.iter().enumerate() {
                        let address = piece.address + place as u32;
                        let inside = (start..start + length as u32).contains(&address)
                            && !(other..other + spared as u32).contains(&address);
                        assert!(!is_later || inside, "{address} is not the second file's");
                        if *byte != 0 {
                            assert_eq!(is_later, inside, "{address} is in the wrong file");
                            memory[(address - 1000) as usize] = *byte;
                        }
                    }
                }
            }
            assert_eq!(memory, whole);
        }
    }
}

#[test]
fn an_address_is_read_as_it_was_written() {
    for address in [0, 63, 64, 8191, 8192, 1_048_576] {
        let mut written = Vec::new();
        put_signed(&mut written, address);
        // The last byte's second bit would make it negative.
        assert_eq!(written.last().map(|last| last & 0x40), Some(0));
        assert_eq!(super::reader::Reader(&written).number().unwrap(), address);
    }
}
