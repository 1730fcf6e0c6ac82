use super::*;

/// A folder of locales that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("words-{name}-{}", std::process::id()));
        for (file, text) in files {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn refused(&self) -> String {
        Words::read(&self.0).unwrap_err().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn lines_stand_in_the_order_of_the_names_in_every_language() {
    let folder = Folder::with(
        "order",
        &[
            ("en/letters.json", r#"{"b": "Two", "a": {"z": "One"}}"#),
            ("en/common.json", r#"{"c": "Zero"}"#),
            ("de/letters.json", r#"{"a": {"z": "Eins"}, "b": "Zwei"}"#),
            ("de/common.json", r#"{"c": "Null"}"#),
        ],
    );
    let words = Words::read(&folder.0).unwrap();
    assert_eq!(words.languages().collect::<Vec<_>>(), ["de", "en"]);
    assert_eq!(words.lines("de"), "Null\nEins\nZwei");
    assert_eq!(words.lines("en"), "Zero\nOne\nTwo");
    assert_eq!(words.lines("fr"), "");
    let names = words.names_in_rust().replace(" use super::Key;", "");
    let expected = "pub mod common {\npub const c: Key = Key(0);\n}\n\
                    pub mod letters {\npub mod a {\npub const z: Key = Key(1);\n}\n\
                    pub const b: Key = Key(2);\n}\npub const COUNT: usize = 3;\n";
    assert_eq!(names, expected);
}

#[test]
fn what_a_language_lacks_is_said_in_english_and_named() {
    let folder = Folder::with(
        "lacks",
        &[
            ("en/a.json", r#"{"x": "X", "y": {"z": "Z"}}"#),
            ("de/a.json", r#"{"x": "Ix", "y": {}}"#),
            ("fr/b.json", "{}"),
        ],
    );
    let words = Words::read(&folder.0).unwrap();
    assert_eq!(words.gaps(), ["de: a.y.z", "fr: a.x", "fr: a.y.z"]);
    assert_eq!(words.lines("de"), "Ix\nZ");
    assert_eq!(
        words.sentences_in_rust(),
        "pub static SENTENCES: &[(&str, &[&str])] = &[\n(\"de\", &[\"Ix\", \"Z\"]),\n\
         (\"en\", &[\"X\", \"Z\"]),\n(\"fr\", &[\"X\", \"Z\"]),\n];\n"
    );
}

#[test]
fn a_sentence_that_english_lacks_is_refused() {
    let folder = Folder::with(
        "space",
        &[("de/a.json", r#"{"x": "X"}"#), ("en/b.json", "{}")],
    );
    assert_eq!(folder.refused(), "`a.x` is in `de` and missing in `en`");
}

#[test]
fn what_is_no_sentence_is_refused() {
    for (number, (text, why)) in [
        (r#"{"x": "X", "x": "Y"}"#, "`x` is there twice"),
        (r#"{"x": 1}"#, "expected a sentence"),
        (r#"["x"]"#, "expected a sentence"),
        (r#""x""#, "not a sentence"),
        (r#"{"x": "X""#, "EOF"),
        (r#"{"x y": "X"}"#, "`a.x y` is no name"),
        (r#"{"X": "X"}"#, "`a.X` is no name"),
        (r#"{"x": "one\ntwo"}"#, "`a.x` has a line break"),
    ]
    .into_iter()
    .enumerate()
    {
        let folder = Folder::with(&format!("refused-{number}"), &[("en/a.json", text)]);
        let said = folder.refused();
        assert!(said.contains(why), "{text}: {said}");
    }
}

#[test]
fn a_keyword_can_be_a_name() {
    let folder = Folder::with("keyword", &[("en/a.json", r#"{"type": "X"}"#)]);
    let names = Words::read(&folder.0).unwrap().names_in_rust();
    assert!(names.contains("pub const r#type: Key = Key(0);"), "{names}");
}

#[test]
fn no_languages_are_refused() {
    let folder = Folder::with("none", &[]);
    std::fs::create_dir_all(&folder.0).unwrap();
    assert!(folder.refused().contains("no languages"));
}
