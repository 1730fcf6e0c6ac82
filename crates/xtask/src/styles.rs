//! Trunk's first hook: all of `style/`, and what the first paint shares with help.html, in one file.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::places::{Places, files_below, read, write};
use crate::shrink::lines;

/// Declares the order of the layers, so it comes first.
const FIRST: &str = "layers.css";

/// Writes the one stylesheet that `index.html` links.
pub fn gather(places: &Places) -> Result<(), Error> {
    let folder = places.root.join("style");
    let mut all = String::new();
    let first_paint = places.root.join("public").join("plain.css");
    let styles = in_order(files_below(&folder)?, &folder);
    for file in styles.into_iter().chain([first_paint]) {
        all.push_str(&read(&file)?);
        all.push('\n');
    }
    write(&places.gathered_styles(), lines::styles(&all))
}

/// Which rule wins is the layers' business; within one layer, the path's alphabet decides.
fn in_order(files: Vec<PathBuf>, folder: &Path) -> Vec<PathBuf> {
    let mut styles: Vec<PathBuf> = files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "css"))
        .collect();
    // Without its ending, so that `tokens-older.css` follows and overrides `tokens.css`.
    styles.sort_by_key(|file| (*file != folder.join(FIRST), file.with_extension("")));
    styles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layer_order_comes_first_and_variants_follow_what_they_vary() {
        let folder = Path::new("style");
        let given = [
            "tokens-older.css",
            "tokens.css",
            "components/tide.css",
            "layers.css",
            "notes.md",
        ];
        let files = given.iter().map(|name| folder.join(name)).collect();
        let expected: Vec<PathBuf> = [
            "layers.css",
            "components/tide.css",
            "tokens.css",
            "tokens-older.css",
        ]
        .iter()
        .map(|name| folder.join(name))
        .collect();
        assert_eq!(in_order(files, folder), expected);
    }
}
