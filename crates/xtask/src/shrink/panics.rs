//! A panic in the browser says nothing: no console is read there. What is left of one is the call that shows the page
//! of the app that has stopped.

use super::memory::put_pieces;
use super::wasm::{CODE, DATA, Module, Piece, listed, put_counted};
use crate::error::Error;

/// What the app exports to be called instead (`src/platform/stopped.rs`).
const STOPPED: &str = "stopped";
/// Where every panic ends. Without it the names are no longer what they were when this was written.
const LAST: &str = "rust_begin_unwind";

/// Lets every function that can only panic call the one that shows the page, and then stop. Whatever made its message
/// is then called by nobody.
pub fn silence(module: &mut Module) -> Result<(), Error> {
    let exports = module.exports()?;
    let shown = exports.iter().find(|(name, _)| name == STOPPED);
    let (_, shown) = shown.ok_or_else(|| lacks(STOPPED))?;
    // What is exported begins with its kind.
    let body = [&[0, 0x10], &shown[1..], &[0x00, 0x0b]].concat();

    let imported = module.imported()?;
    let names = module.function_names()?;
    let mut code = module.code()?;
    let mut ended = false;
    for (number, name) in names {
        let place = (number as usize).checked_sub(imported);
        if let Some(function) = place.and_then(|place| code.get_mut(place))
            && only_panics(&name)
        {
            *function = body.clone();
            ended |= name.contains(LAST);
        }
    }
    if !ended {
        return Err(lacks(LAST));
    }
    module.replace(CODE, listed(&code, |to, body| put_counted(to, body)));
    Ok(())
}

pub fn lacks(name: &str) -> Error {
    Error::Unreadable {
        what: "the app's program".to_owned(),
        why: format!("it has no function `{name}`"),
    }
}

/// Whether a function of the standard library, as its name stands in the program, never returns.
fn only_panics(name: &str) -> bool {
    const EXACT: [&str; 11] = [
        "core::option::unwrap_failed",
        "core::option::expect_failed",
        "core::result::unwrap_failed",
        "core::cell::panic_already_borrowed",
        "core::cell::panic_already_mutably_borrowed",
        "core::cell::lazy::panic_poisoned",
        "core::slice::copy_from_slice_impl::len_mismatch_fail",
        "core::slice::sort::shared::smallsort::panic_on_ord_violation",
        "alloc::alloc::handle_alloc_error",
        "alloc::raw_vec::handle_error",
        "alloc::raw_vec::capacity_overflow",
    ];
    let name = without_hashes(name);
    EXACT.contains(&&*name)
        || name.starts_with("core::panicking::")
        || name.starts_with("core::str::slice_error_fail")
        || (name.starts_with("core::slice::index::slice_") && name.ends_with("_fail"))
        || (name.starts_with("<alloc::vec::Vec<") && name.ends_with("::assert_failed"))
        || name.ends_with(LAST)
}

/// `core[c5930c85a12de822]::option::unwrap_failed` and `core::option::unwrap_failed::hb70806ea7fc43e27` are one name.
fn without_hashes(name: &str) -> String {
    let mut plain = String::new();
    for (place, part) in name.split('[').enumerate() {
        let rest = match part.split_once(']') {
            Some((_, rest)) if place > 0 => rest,
            _ => part,
        };
        plain.push_str(rest);
    }
    match plain.rsplit_once("::h") {
        Some((plain, hash)) if hash.len() == 16 => plain.to_owned(),
        _ => plain,
    }
}

/// Wipes out where in the source each panic would have been.
pub fn forget_places(module: &mut Module) -> Result<(), Error> {
    let mut pieces = module.data()?;
    let mut wiped = Vec::new();
    for piece in &pieces {
        let aligned = piece.address.next_multiple_of(4) - piece.address;
        for start in (aligned as usize..piece.bytes.len()).step_by(4) {
            let Some(words) = four_words(&piece.bytes, start) else {
                break;
            };
            if let Some(file) = source_file(&pieces, words) {
                wiped.push(file);
                wiped.push((piece.address + start as u32, PLACE));
            }
        }
    }
    for (address, length) in wiped {
        for piece in &mut pieces {
            let start = address.checked_sub(piece.address);
            let held = start.and_then(|start| {
                let start = start as usize;
                piece.bytes.get_mut(start..start + length)
            });
            if let Some(bytes) = held {
                bytes.fill(0);
            }
        }
    }
    module.replace(DATA, put_pieces(&pieces));
    Ok(())
}

/// The size of `core::panic::Location`: a file's name and its length, a line, a column.
const PLACE: usize = 16;

fn four_words(bytes: &[u8], start: usize) -> Option<[u32; 4]> {
    let place = bytes.get(start..start + PLACE)?;
    let mut words = [0; 4];
    for (word, bytes) in words.iter_mut().zip(place.as_chunks().0) {
        *word = u32::from_le_bytes(*bytes);
    }
    Some(words)
}

/// The address and length of the file's name, if this is a place in a source.
fn source_file(
    pieces: &[Piece],
    [address, length, line, column]: [u32; 4],
) -> Option<(u32, usize)> {
    let plausible =
        (4..256).contains(&length) && (1..65_536).contains(&line) && (1..1024).contains(&column);
    if !plausible {
        return None;
    }
    let holds = |piece: &&Piece| {
        let start = address.checked_sub(piece.address);
        start.is_some_and(|start| ((start + length) as usize) <= piece.bytes.len())
    };
    let piece = pieces.iter().find(holds)?;
    let start = (address - piece.address) as usize;
    let name = &piece.bytes[start..start + length as usize];
    let is_path = name.is_ascii() && name.ends_with(b".rs");
    is_path.then_some((address, name.len()))
}

/// Addresses are signed in the format: the last byte keeps its second bit free.
#[cfg(test)]
mod tests {
    use super::super::memory::put_signed;
    use super::super::wasm::tests::example;
    use super::super::wasm::{CUSTOM, EXPORTS};
    use super::*;

    #[test]
    fn a_function_that_only_panics_shows_the_page_and_stops() {
        let mut module = example();
        silence(&mut module).unwrap();
        let code = module.code().unwrap();
        assert_eq!(code, [vec![0, 0x0b], vec![0, 0x10, 1, 0x00, 0x0b]]);
    }

    #[test]
    fn a_program_whose_panics_end_elsewhere_is_refused() {
        for without in [EXPORTS, CUSTOM] {
            let mut module = example();
            module.sections.retain(|(number, _)| *number != without);
            assert!(silence(&mut module).is_err());
        }
    }

    #[test]
    fn names_are_known_in_both_ways_of_writing_them() {
        for name in [
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "core::panicking::assert_failed::hb70806ea7fc43e27",
            "core[c5930c85a12de822]::panicking::assert_failed::<u64, u64>",
            "<alloc[3ca501edff3f0c7c]::vec::Vec<_, _>>::remove::assert_failed",
            "core[c5930c85a12de822]::slice::index::slice_index_fail",
            "core[c5930c85a12de822]::str::slice_error_fail_rt",
            "__rustc[b7974e8690430dd9]::rust_begin_unwind",
        ] {
            assert!(only_panics(name), "{name}");
        }
        for name in [
            "std[a543996e6e7dbf1e]::panicking::set_hook",
            "holdfast_app::platform::stopped::stopped::h0123456789abcdef",
            "core[c5930c85a12de822]::str::from_utf8",
            "<alloc::vec::Vec<T,A> as core::clone::Clone>::clone",
        ] {
            assert!(!only_panics(name), "{name}");
        }
    }

    /// Memory with the name of a source file at 1024, and a place in it at 1040.
    fn with_place(line: u32) -> Module {
        let mut bytes = b"src/main.rs\0some".to_vec();
        for word in [1024, 11, line, 5] {
            bytes.extend(u32::to_le_bytes(word));
        }
        bytes.extend(b"kept");
        let mut module = example();
        let piece = listed(&[bytes], |to, bytes| {
            to.extend([0, 0x41]);
            put_signed(to, 1024);
            to.push(0x0b);
            put_counted(to, bytes);
        });
        module.replace(DATA, piece);
        module
    }

    #[test]
    fn places_in_sources_are_wiped_and_nothing_else_is() {
        let mut module = with_place(42);
        forget_places(&mut module).unwrap();
        let data = module.data().unwrap();
        let expected = [&[0; 11][..], b"\0some", &[0; 16], b"kept"].concat();
        assert_eq!((data[0].address, &data[0].bytes), (1024, &expected));

        let mut no_place = with_place(0);
        let before = no_place.bytes();
        forget_places(&mut no_place).unwrap();
        assert_eq!(no_place.bytes(), before);
    }
}
