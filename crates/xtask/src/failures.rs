//! Whether every failure that comparable software had is injected by a test of
//! ours: `docs/FAILURES.md` against the tests whose names say `failure_NN`.

use std::collections::BTreeSet;
use std::path::Path;

use crate::error::Error;
use crate::places::{files_below, read};

/// Rows of the table.
const ROWS: u8 = 33;
/// What every such test's name has in it, before the two digits of its row.
const MARK: &str = "failure_";
const PAGE: &str = "docs/FAILURES.md";
/// Where tests are.
const SOURCES: [&str; 4] = ["crates", "src", "tests", "public"];
/// Installed by npm, or this very search.
const NOT_OURS: [&str; 2] = ["node_modules", "crates/xtask/"];

/// A test of a row: the file that it is in and its name from `failure_` on.
type Named = (String, String);

/// Every way in which the page and the tests do not fit.
pub fn broken(root: &Path) -> Result<Vec<String>, Error> {
    let page = read(&root.join(PAGE))?;
    let mut there = BTreeSet::new();
    for folder in SOURCES {
        for path in files_below(&root.join(folder))? {
            let name = path.strip_prefix(root).unwrap_or(&path);
            let name = name.to_string_lossy().replace('\\', "/");
            let is_source = [".rs", ".ts"].iter().any(|end| name.ends_with(end));
            if is_source && !NOT_OURS.iter().any(|part| name.contains(part)) {
                for test in tests_of(&read(&path)?) {
                    there.insert((name.clone(), test));
                }
            }
        }
    }
    Ok(compare(&page, &there))
}

/// The names of the tests in a source: those of functions, and titles in quotes.
fn tests_of(source: &str) -> Vec<String> {
    let defined = |before: &str| before.ends_with("fn ") || before.ends_with(['"', '`', '\'']);
    source
        .match_indices(MARK)
        .filter(|(place, _)| defined(&source[..*place]))
        .filter_map(|(place, _)| {
            let name: String = match source[..place].chars().next_back() {
                Some(quote @ ('"' | '`' | '\'')) => {
                    let title = &source[place..];
                    title.chars().take_while(|one| *one != quote).collect()
                }
                _ => {
                    let is_part = |one: &char| one.is_ascii_alphanumeric() || *one == '_';
                    source[place..].chars().take_while(is_part).collect()
                }
            };
            row_of(&name).map(|_| name)
        })
        .collect()
}

/// The row that a test's name says.
fn row_of(name: &str) -> Option<u8> {
    let digits = name.strip_prefix(MARK)?.get(..2)?;
    digits.parse().ok()
}

fn compare(page: &str, there: &BTreeSet<Named>) -> Vec<String> {
    let mut broken = Vec::new();
    let mut told: BTreeSet<Named> = BTreeSet::new();
    let mut rows: BTreeSet<u8> = BTreeSet::new();
    for line in page.lines().filter(|line| line.starts_with("| ")) {
        let mut cells = line.split('|').map(str::trim).skip(1);
        let Some(row) = cells.next().and_then(|cell| cell.parse::<u8>().ok()) else {
            continue;
        };
        if !rows.insert(row) {
            broken.push(format!("{PAGE} has row {row} twice"));
        }
        let tests = named_in(cells.nth(2).unwrap_or_default());
        if tests.is_empty() {
            broken.push(format!("{PAGE}: row {row} names no test"));
        }
        for (file, name) in tests {
            if row_of(&name) != Some(row) {
                broken.push(format!(
                    "{PAGE}: row {row} names {name}, which is another row's"
                ));
            }
            told.insert((file, name));
        }
    }
    for row in (1..=ROWS).filter(|row| !rows.contains(row)) {
        broken.push(format!("{PAGE} has no row {row}"));
    }
    for (file, name) in told.difference(there) {
        broken.push(format!("{PAGE} names `{name}`, which {file} does not have"));
    }
    for (file, name) in there.difference(&told) {
        broken.push(format!("{file} has `{name}`, which {PAGE} does not name"));
    }
    broken
}

/// The tests of one cell: a file in backticks, then its tests in backticks each.
fn named_in(cell: &str) -> Vec<Named> {
    let mut file = "";
    let mut tests = Vec::new();
    for word in cell.split('`').skip(1).step_by(2) {
        if word.starts_with(MARK) {
            tests.push((file.to_owned(), word.to_owned()));
        } else {
            file = word;
        }
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rows: impl Iterator<Item = u8>) -> String {
        rows.map(|row| {
            format!("| {row} | happened | elsewhere | `a.rs` `failure_{row:02}_x` | seen |\n")
        })
        .collect()
    }

    fn there() -> BTreeSet<Named> {
        (1..=ROWS)
            .map(|row| ("a.rs".to_owned(), format!("failure_{row:02}_x")))
            .collect()
    }

    #[test]
    fn a_page_that_fits_is_whole() {
        assert_eq!(compare(&page(1..=ROWS), &there()), [""; 0]);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let without = |name: &str| there().into_iter().filter(|test| test.1 != name).collect();
        let found = compare(&page(1..=ROWS), &without("failure_07_x"));
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("failure_07_x") && found[0].contains("does not have"));
        let found = compare(&page(1..ROWS), &there());
        assert_eq!(found.len(), 2, "{found:?}");
        let untold = page(1..=ROWS).replace("`failure_05_x`", "");
        assert_eq!(compare(&untold, &there()).len(), 2);
        let other = page(1..=ROWS).replace("| 5 |", "| 6 |");
        assert!(
            compare(&other, &there())
                .iter()
                .any(|line| line.contains("twice"))
        );
    }

    #[test]
    fn tests_are_functions_and_titles() {
        let source = "fn failure_01_a() { failure_01_a(); }\ntest(\"failure_02 it's `so`\", x);\n// failure_03_no";
        assert_eq!(tests_of(source), ["failure_01_a", "failure_02 it's `so`"]);
    }
}
