//! Trunk's last hook: gives a build its id, tells the page and the service worker about it, and compresses it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::packs;
use crate::places::{Places, files_below, read, write};
use crate::shrink::lines;
use crate::sides::Program;
use crate::words::{self, Spoken};

/// Set where the hook is to leave a build as it is: it is one side's, and both are finished together.
pub const LATER: &str = "HOLDFAST_FINISH_LATER";

/// The page, which answers at the root.
const PAGE: &str = "index.html";
/// The service worker, which the browser keeps by itself.
const WORKER: &str = "sw.js";
/// What the worker keeps in advance and nothing waits for: the help page without the app, and
/// the help lines beyond the first (docs/decisions/helplines-table.md).
const FOR_HELP: [&str; 2] = ["/help.html", "/help-lines.txt"];
/// What a browser fetches by itself when somebody installs the app, and nobody else needs.
const FOR_INSTALLING: &str = "icons/icon-512.png";
/// What a build is made of, for whoever serves or checks it.
const DESCRIPTION: &str = "build.json";

/// What Trunk leaves of its own in the page where it is not to start the program itself.
const FOR_TRUNK: &str = "<link data-trunk rel=\"rust\"";
/// In the page and in the worker.
const WORDS: &str = "[\"__WORDS__\"]";
const PACKS: &str = "[\"__PACKS__\"]";
const PROGRAMS_IN_PAGE: &str = "[\"__PROGRAMS__\"]";
const ID_IN_WORKER: &str = "__BUILD_ID__";
const SHARED_IN_WORKER: &str = "[\"__SHARED_FILES__\"]";
const SIDES_IN_WORKER: &str = "[\"__FILES_BY_SIDE__\"]";

/// Finishes the build Trunk is making, as its hook.
pub fn finish_as_hook(places: &Places) -> Result<(), Error> {
    if std::env::var_os(LATER).is_some() {
        return Ok(());
    }
    let folder = std::env::var_os("TRUNK_STAGING_DIR").ok_or_else(|| Error::Unreadable {
        what: "the build to finish".to_owned(),
        why: "TRUNK_STAGING_DIR is not set; this is a hook that Trunk calls".to_owned(),
    })?;
    let for_people = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let folder = Path::new(&folder);
    let program = Program::of("", folder)?;
    let spoken = words::lay(places, folder)?;
    let packs = packs::lay(folder)?;
    finish(folder, &[program], &spoken, &packs, for_people)
}

/// Finishes the build in `folder`, with one program for everybody or one for each side, and the words
/// and the safety pack in each language.
pub fn finish(
    folder: &Path,
    programs: &[Program],
    spoken: &[Spoken],
    packs: &[Spoken],
    compressed: bool,
) -> Result<(), Error> {
    let contents = contents(folder)?;
    let id = build_id(&contents);
    let own =
        |program: &Program| -> Vec<String> { program.files().map(|it| web_path(it)).collect() };
    let sides: BTreeMap<&str, _> = programs
        .iter()
        .filter(|program| !program.side.is_empty())
        .map(|program| (program.side, own(program)))
        .collect();
    let words = paths_by_language(spoken);
    let packs = paths_by_language(packs);
    let shared: Vec<String> = contents
        .keys()
        .filter(|name| *name != WORKER && *name != FOR_INSTALLING)
        .map(|name| web_path(name))
        .filter(|path| !sides.values().any(|own| own.contains(path)))
        .filter(|path| !words.values().chain(packs.values()).any(|own| own == path))
        .collect();

    let listed =
        |files: &BTreeMap<&str, String>| json!(files.iter().collect::<Vec<_>>()).to_string();
    let by_language = [(WORDS, listed(&words)), (PACKS, listed(&packs))];
    stamp_page(&folder.join(PAGE), &id, programs, &by_language)?;
    let [(_, words_text), (_, packs_text)] = &by_language;
    let by_side: Vec<_> = sides.iter().collect();
    let by_side = json!(by_side).to_string();
    let shared_text = json!(shared).to_string();
    replace(
        &folder.join(WORKER),
        &[
            (ID_IN_WORKER, &id),
            (SHARED_IN_WORKER, &shared_text),
            (SIDES_IN_WORKER, &by_side),
            (WORDS, words_text),
            (PACKS, packs_text),
        ],
    )?;
    let later = programs.iter().filter_map(|program| program.rest.as_ref());
    let mut later: Vec<String> = later.map(|name| web_path(name)).collect();
    let is_for_help = |path: &&String| FOR_HELP.contains(&path.as_str());
    later.extend(shared.iter().filter(is_for_help).cloned());
    let description = json!({
        "id": id, "files": shared, "sides": sides, "later": later, "words": words, "packs": packs,
    });
    write(&folder.join(DESCRIPTION), format!("{description:#}\n"))?;

    if compressed {
        for file in files_below(folder)? {
            let shorter = match file.file_name().and_then(|name| name.to_str()) {
                Some(WORKER) => lines::script(&read(&file)?),
                Some(name) if name.ends_with(".html") => lines::page(&read(&file)?),
                _ => continue,
            };
            write(&file, shorter)?;
        }
        for file in files_below(folder)?.iter().filter(|file| shrinks(file)) {
            compress(file)?;
        }
    }
    Ok(())
}

fn paths_by_language(files: &[Spoken]) -> BTreeMap<&str, String> {
    files
        .iter()
        .map(|(language, name)| (language.as_str(), web_path(name)))
        .collect()
}

/// The path a browser asks for.
fn web_path(name: &str) -> String {
    if name == PAGE {
        "/".to_owned()
    } else {
        format!("/{name}")
    }
}

fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let mut contents = BTreeMap::new();
    for file in files_below(folder)? {
        let name = file
            .strip_prefix(folder)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        contents.insert(name, std::fs::read(&file).map_err(Error::file(&file))?);
    }
    Ok(contents)
}

/// Follows from the content alone: the same sources give the same build, and no update is announced.
fn build_id(contents: &BTreeMap<String, Vec<u8>>) -> String {
    let mut all = Sha256::new();
    for (name, content) in contents {
        all.update(Sha256::digest(name.as_bytes()));
        all.update(Sha256::digest(content));
    }
    sixteen_digits(&all.finalize())
}

/// What a file with this content is called by, as Trunk's and the relay's rule has it.
pub fn content_hash(content: &[u8]) -> String {
    sixteen_digits(&Sha256::digest(content))
}

fn sixteen_digits(digest: &[u8]) -> String {
    let bytes = digest.iter().take(8);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

/// The worker looks for the id here to see that the page it keeps is of its own build.
fn stamp_page(
    page: &Path,
    id: &str,
    programs: &[Program],
    by_language: &[(&str, String)],
) -> Result<(), Error> {
    let text = read(page)?;
    let plain = match text.split_once(FOR_TRUNK) {
        Some((before, after)) => {
            let rest = after.split_once('>').map_or("", |(_, rest)| rest);
            format!("{before}{rest}")
        }
        None => text,
    };
    write(page, plain)?;
    let mark = format!("<meta name=\"holdfast-build\" content=\"{id}\">");
    let programs: Vec<_> = programs.iter().map(Program::described).collect();
    let programs = json!(programs).to_string();
    let head = format!("{mark}</head>");
    let mut changes = vec![(PROGRAMS_IN_PAGE, programs.as_str()), ("</head>", &head)];
    changes.extend(
        by_language
            .iter()
            .map(|(mark, files)| (*mark, files.as_str())),
    );
    replace(page, &changes)
}

fn replace(file: &Path, changes: &[(&str, &str)]) -> Result<(), Error> {
    let mut text = read(file)?;
    for (from, to) in changes {
        if text.matches(from).count() != 1 {
            return Err(Error::Unreadable {
                what: file.display().to_string(),
                why: format!("`{from}` should be in it once"),
            });
        }
        text = text.replace(from, to);
    }
    write(file, text)
}

fn shrinks(file: &Path) -> bool {
    let ends = [
        "html",
        "js",
        "css",
        "wasm",
        "json",
        "svg",
        "txt",
        "webmanifest",
        "pack",
    ];
    file.extension()
        .is_some_and(|end| ends.iter().any(|known| end == *known))
}

fn compress(file: &Path) -> Result<(), Error> {
    let content = std::fs::read(file).map_err(Error::file(file))?;
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    let path = PathBuf::from(name);
    // Quality 11 and a window of 16 MB: made once, loaded often.
    let mut small = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    small.write_all(&content).map_err(Error::file(file))?;
    write(&path, small.into_inner())
}

#[cfg(test)]
mod tests;
