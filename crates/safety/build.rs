//! Turns the data files into Rust tables, and refuses malformed ones with file and line.

#[path = "src/fold.rs"]
mod fold;
#[path = "build/helplines.rs"]
mod helplines;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/pattern.rs"]
mod pattern;
#[path = "src/scope_names.rs"]
#[allow(dead_code, reason = "shared with the crate, which uses all of it")]
mod scope_names;
#[path = "src/words.rs"]
#[allow(dead_code, reason = "shared with the crate, which uses all of it")]
mod words;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    for input in [
        "build.rs",
        "build",
        "data",
        "src/scope_names.rs",
        "src/fold.rs",
        "src/words.rs",
    ] {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let table = fs::read_to_string("data/helplines/helplines.tsv")?;
    fs::write(out.join("helplines.rs"), helplines::generate(&table)?)?;
    for language in ["english", "spanish", "german", "french", "portuguese"] {
        let tables = lexicon::generate(&Path::new("data/lexicon").join(language))?;
        fs::write(out.join(format!("{language}.rs")), tables)?;
    }
    Ok(())
}
