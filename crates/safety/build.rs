//! Turns the data files into packs and Rust tables, and refuses malformed ones with file and
//! line.

#[path = "src/coder.rs"]
#[allow(dead_code, reason = "shared with the crate, which uses all of it")]
mod coder;
#[path = "src/fold.rs"]
mod fold;
#[path = "build/giving.rs"]
mod giving;
#[path = "build/languages.rs"]
mod languages;
#[path = "src/letters.rs"]
mod letters;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "src/opinions.rs"]
mod opinions;
#[path = "build/pack.rs"]
mod pack;
#[path = "src/pack_format.rs"]
#[allow(dead_code, reason = "shared with the crate, which uses all of it")]
mod pack_format;
#[path = "build/pattern.rs"]
mod pattern;
#[path = "build/pieces.rs"]
mod pieces;
#[path = "src/scope_names.rs"]
#[allow(dead_code, reason = "shared with the crate, which uses all of it")]
mod scope_names;
#[path = "src/tables.rs"]
mod tables;
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
        "src/coder.rs",
        "src/fold.rs",
        "src/letters.rs",
        "src/opinions.rs",
        "src/pack_format.rs",
        "src/tables.rs",
        "src/words.rs",
    ] {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let lexica = Path::new("data/lexicon");
    let languages = languages::find(lexica)?;
    fs::write(out.join("languages.rs"), languages::generate(&languages)?)?;
    for language in languages {
        let mut contents = lexicon::read(&lexica.join(&language.name))?;
        let model = Path::new("data/model").join(format!("{}.bin", language.code));
        if model.exists() {
            contents.model = fs::read(model)?;
            if !contents.model.starts_with(&pack_format::MODEL_MAGIC) {
                let name = &language.name;
                println!(
                    "cargo::warning={name}: a model of another layout; `cargo xtask safety train`"
                );
                contents.model.clear();
            }
        }
        contents.code.clone_from(&language.code);
        let pack = out.join(format!("{}.pack", language.code));
        fs::write(pack, pack::write(&contents))?;
    }
    Ok(())
}
