//! Trunk's last hook: gives a build its id, tells the service worker about it, and compresses it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::places::{files_below, read, write};

/// The page, which answers at the root.
const PAGE: &str = "index.html";
/// The service worker, which the browser keeps by itself.
const WORKER: &str = "sw.js";
/// What a build is made of, for whoever serves or checks it.
const DESCRIPTION: &str = "build.json";

const ID_IN_WORKER: &str = "__BUILD_ID__";
const FILES_IN_WORKER: &str = "[\"__BUILD_FILES__\"]";

/// Finishes the build Trunk is making, as its hook.
pub fn finish_as_hook() -> Result<(), Error> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").ok_or_else(|| Error::Unreadable {
        what: "the build to finish".to_owned(),
        why: "TRUNK_STAGING_DIR is not set; this is a hook that Trunk calls".to_owned(),
    })?;
    let for_people = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    finish(Path::new(&folder), for_people)
}

fn finish(folder: &Path, compressed: bool) -> Result<(), Error> {
    let contents = contents(folder)?;
    let id = build_id(&contents);
    let files: Vec<String> = contents
        .keys()
        .filter(|name| *name != WORKER)
        .map(|name| web_path(name))
        .collect();

    stamp_page(&folder.join(PAGE), &id)?;
    stamp_worker(&folder.join(WORKER), &id, &files)?;
    let description = json!({ "id": id, "files": files });
    write(&folder.join(DESCRIPTION), format!("{description:#}\n"))?;

    if compressed {
        for file in files_below(folder)?.iter().filter(|file| shrinks(file)) {
            compress(file)?;
        }
    }
    Ok(())
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
    all.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The worker looks for the id here to see that the page it keeps is of its own build.
fn stamp_page(page: &Path, id: &str) -> Result<(), Error> {
    let mark = format!("<meta name=\"holdfast-build\" content=\"{id}\">");
    replace(page, &[("</head>", &format!("{mark}</head>"))])
}

fn stamp_worker(worker: &Path, id: &str, files: &[String]) -> Result<(), Error> {
    let files = json!(files).to_string();
    replace(worker, &[(ID_IN_WORKER, id), (FILES_IN_WORKER, &files)])
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
    let ends = ["html", "js", "css", "wasm", "json", "svg", "webmanifest"];
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
mod tests {
    use super::*;

    /// A build folder that is gone after the test.
    struct Folder(PathBuf);

    impl Folder {
        fn with_build(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("holdfast-{name}-{}", std::process::id()));
            write(&folder.join(PAGE), "<head></head><body></body>").unwrap();
            write(&folder.join("app.wasm"), vec![7; 4000]).unwrap();
            write(&folder.join("icons/a.png"), "png").unwrap();
            let worker = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/sw.js"));
            write(&folder.join(WORKER), worker.unwrap()).unwrap();
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn worker_page_and_description_agree_on_the_build() {
        let folder = Folder::with_build("agree");
        finish(&folder.0, false).unwrap();
        let text = read(&folder.0.join(DESCRIPTION)).unwrap();
        let description: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            description["files"],
            json!(["/app.wasm", "/icons/a.png", "/"])
        );
        let id = description["id"].as_str().unwrap();
        assert_eq!(id.len(), 16);
        let worker = read(&folder.0.join(WORKER)).unwrap();
        assert!(worker.contains(&format!("BUILD = \"{id}\"")));
        assert!(worker.contains(r#"FILES = ["/app.wasm","/icons/a.png","/"]"#));
        assert!(read(&folder.0.join(PAGE)).unwrap().contains(id));
        assert!(!folder.0.join("app.wasm.br").exists());
    }

    #[test]
    fn the_id_follows_the_content() {
        let build = |content: &str| {
            let contents = [("a".to_owned(), content.as_bytes().to_vec())];
            build_id(&contents.into_iter().collect())
        };
        assert_eq!(build("same"), build("same"));
        assert_ne!(build("same"), build("other"));
    }

    #[test]
    fn what_shrinks_lies_beside_compressed_and_unpacks_to_the_same() {
        let folder = Folder::with_build("compressed");
        finish(&folder.0, true).unwrap();
        let packed = std::fs::read(folder.0.join("app.wasm.br")).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, vec![7; 4000]);
        assert!(folder.0.join("sw.js.br").exists());
        assert!(!folder.0.join("icons/a.png.br").exists());
    }

    #[test]
    fn a_worker_without_placeholders_is_refused() {
        let folder = Folder::with_build("refused");
        write(&folder.0.join(WORKER), "const BUILD = 1;").unwrap();
        assert!(matches!(
            finish(&folder.0, false),
            Err(Error::Unreadable { .. })
        ));
    }
}
