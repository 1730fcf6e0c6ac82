//! Small builds, finished in folders of their own.

use super::*;

/// A build folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn with_build(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("holdfast-{name}-{}", std::process::id()));
        let page = "<head><script>const PROGRAMS = [\"__PROGRAMS__\"];\
                    const WORDS = [\"__WORDS__\"]; const PACKS = [\"__PACKS__\"];</script>\
                    <link data-trunk rel=\"rust\" data-bin=\"app\"></head>";
        write(&folder.join(PAGE), page).unwrap();
        write(&folder.join("app.js"), "start").unwrap();
        write(&folder.join("app.wasm"), vec![7; 4000]).unwrap();
        write(&folder.join("rest.wasm"), vec![7; 400]).unwrap();
        write(&folder.join("words-de.txt"), "Worte").unwrap();
        write(&folder.join("words-en.txt"), "Words").unwrap();
        write(&folder.join("packs/de.pack"), "Regeln").unwrap();
        write(&folder.join("icons/a.png"), "png").unwrap();
        let worker = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/sw.js"));
        write(&folder.join(WORKER), worker.unwrap()).unwrap();
        Self(folder)
    }

    fn program(&self, side: &'static str) -> Program {
        Program {
            side,
            script: "app.js".to_owned(),
            code: "app.wasm".to_owned(),
            rest: Some("rest.wasm".to_owned()),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn spoken() -> [Spoken; 2] {
    ["de", "en"].map(|language| (language.to_owned(), format!("words-{language}.txt")))
}

fn laid() -> [Spoken; 1] {
    [("de".to_owned(), "packs/de.pack".to_owned())]
}

#[test]
fn worker_page_and_description_agree_on_the_build() {
    let folder = Folder::with_build("agree");
    finish(
        &folder.0,
        &[folder.program("patient")],
        &spoken(),
        &laid(),
        false,
    )
    .unwrap();
    let text = read(&folder.0.join(DESCRIPTION)).unwrap();
    let description: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(description["files"], json!(["/icons/a.png", "/"]));
    let own = json!({ "patient": ["/app.js", "/app.wasm", "/rest.wasm"] });
    assert_eq!(description["sides"], own);
    assert_eq!(description["later"], json!(["/rest.wasm"]));
    let words = json!({ "de": "/words-de.txt", "en": "/words-en.txt" });
    assert_eq!(description["words"], words);
    let id = description["id"].as_str().unwrap();
    assert_eq!(id.len(), 16);
    let worker = read(&folder.0.join(WORKER)).unwrap();
    assert!(worker.contains(&format!("BUILD = \"{id}\"")));
    assert!(worker.contains(r#"SHARED = ["/icons/a.png","/"]"#));
    assert!(worker.contains(r#"SIDES = [["patient",["/app.js","/app.wasm","/rest.wasm"]]]"#));
    let spoken = r#"WORDS = [["de","/words-de.txt"],["en","/words-en.txt"]]"#;
    assert!(worker.contains(spoken));
    let page = read(&folder.0.join(PAGE)).unwrap();
    assert!(page.contains(spoken));
    let packs = r#"PACKS = [["de","/packs/de.pack"]]"#;
    assert!(page.contains(packs) && worker.contains(packs));
    assert_eq!(description["packs"], json!({ "de": "/packs/de.pack" }));
    assert!(page.contains(id) && !page.contains("data-trunk"));
    assert!(
        page.contains(
            r#"PROGRAMS = [{"rest":"/rest.wasm","script":"/app.js","side":"patient","wasm":"/app.wasm"}]"#
        )
    );
    assert!(!folder.0.join("app.wasm.br").exists());
}

#[test]
fn a_build_for_everybody_has_no_sides() {
    let folder = Folder::with_build("everybody");
    finish(&folder.0, &[folder.program("")], &spoken(), &laid(), false).unwrap();
    let worker = read(&folder.0.join(WORKER)).unwrap();
    assert!(worker.contains(r#"SHARED = ["/app.js","/app.wasm","/icons/a.png","/","/rest.wasm"]"#));
    assert!(worker.contains("SIDES = []"));
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
    finish(&folder.0, &[folder.program("")], &spoken(), &laid(), true).unwrap();
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
        finish(&folder.0, &[folder.program("")], &spoken(), &laid(), false),
        Err(Error::Unreadable { .. })
    ));
}
