//! Turns the data files into Rust tables, and refuses malformed ones with file and line.

#[path = "build/helplines.rs"]
mod helplines;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=data");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let table = fs::read_to_string("data/helplines/helplines.tsv")?;
    fs::write(out.join("helplines.rs"), helplines::generate(&table)?)?;
    Ok(())
}
