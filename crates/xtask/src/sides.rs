//! One app, two builds: a patient's and a therapist's, side by side in one folder.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::error::Error;
use crate::finish::content_hash;
use crate::places::{files_below, read, write};

/// What the builds are called: as features of the app, in addresses, and in the names of their files.
pub const SIDES: [&str; 2] = ["patient", "therapist"];

/// What Trunk calls the app's program, before the hash and the ending.
const PROGRAM: &str = "holdfast-app-";

/// What is loaded when a page that is seldom opened is opened first, as `shrink` leaves it beside a program.
pub const REST: &str = "rest.wasm";

/// The program of one build: what no other build loads.
pub struct Program {
    /// Whose it is; empty where it is everybody's.
    pub side: &'static str,
    /// The file with the script that starts it.
    pub script: String,
    /// The file with its code.
    pub code: String,
    /// The file with the code of pages that are seldom opened, where it is not all in one.
    pub rest: Option<String>,
}

impl Program {
    /// The program in a folder that Trunk has built.
    pub fn of(side: &'static str, folder: &Path) -> Result<Self, Error> {
        let find = |end: &str| {
            let mut names = files_below(folder)?
                .into_iter()
                .filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()))
                .filter(|name| name.starts_with(PROGRAM) && name.ends_with(end));
            match (names.next(), names.next()) {
                (Some(name), None) => Ok(name),
                _ => Err(Error::Unreadable {
                    what: folder.display().to_string(),
                    why: format!("there should be one `{PROGRAM}…{end}` in it"),
                }),
            }
        };
        Ok(Self {
            side,
            script: find(".js")?,
            code: find("_bg.wasm")?,
            rest: folder.join(REST).exists().then(|| REST.to_owned()),
        })
    }

    /// For the script in the page that chooses one and runs it.
    pub fn described(&self) -> Value {
        let path = |name: &String| format!("/{name}");
        let mut description =
            json!({ "side": self.side, "script": path(&self.script), "wasm": path(&self.code) });
        if let Some(rest) = &self.rest {
            description["rest"] = path(rest).into();
        }
        description
    }

    /// The names of its files.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        [&self.script, &self.code].into_iter().chain(&self.rest)
    }

    /// The same, with files that say whose they are and, since Trunk named them, what is in them.
    fn named(&self, folder: &Path) -> Result<Self, Error> {
        let name = |file: &String, end: &str| {
            let file = folder.join(file);
            let content = std::fs::read(&file).map_err(Error::file(&file))?;
            Ok(format!("{}-{}{end}", self.side, content_hash(&content)))
        };
        let rest = self.rest.as_ref();
        Ok(Self {
            side: self.side,
            script: name(&self.script, ".js")?,
            code: name(&self.code, "_bg.wasm")?,
            rest: rest.map(|rest| name(rest, ".wasm")).transpose()?,
        })
    }
}

/// Puts builds of the app into one folder: their programs beside each other, all else once.
pub fn together(builds: &[(&'static str, PathBuf)], into: &Path) -> Result<Vec<Program>, Error> {
    let mut programs = Vec::new();
    for (side, folder) in builds {
        let built = Program::of(side, folder)?;
        let program = built.named(folder)?;
        for file in files_below(folder)? {
            let name = file.strip_prefix(folder).unwrap_or(&file);
            let mut own = built.files().zip(program.files());
            let target = match own.find(|(built, _)| name == Path::new(built)) {
                Some((_, named)) => into.join(named),
                None => into.join(name),
            };
            let content = std::fs::read(&file).map_err(Error::file(&file))?;
            if target.exists() {
                same(&target, &content)?;
            } else {
                write(&target, content)?;
            }
        }
        programs.push(program);
    }
    Ok(programs)
}

/// A page or a stylesheet changed while the builds were made.
fn same(file: &Path, content: &[u8]) -> Result<(), Error> {
    if std::fs::read(file).map_err(Error::file(file))? == content {
        return Ok(());
    }
    Err(Error::Unreadable {
        what: file.display().to_string(),
        why: "it differs between the two sides; build again".to_owned(),
    })
}

/// What a build is made of, as `build.json` describes it.
#[derive(Debug, PartialEq, Eq)]
pub struct Described {
    /// The files that everybody loads, the worker among them.
    pub shared: Vec<String>,
    /// The files of each side; none where everybody loads the same.
    pub sides: Vec<(String, Vec<String>)>,
    /// Those of them that are loaded when a page that is seldom opened is opened first.
    pub later: Vec<String>,
    /// The files with the words, of which a browser loads one language's.
    pub words: Vec<String>,
    /// The files with the safety packs, of which a browser loads the spoken language's, and others where somebody
    /// writes in them.
    pub packs: Vec<String>,
}

impl Described {
    /// Reads the description of the build in `dist`.
    pub fn read(dist: &Path) -> Result<Self, Error> {
        let file = dist.join("build.json");
        Self::parse(&read(&file)?).ok_or_else(|| Error::Unreadable {
            what: file.display().to_string(),
            why: "it lists no files".to_owned(),
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let description: Value = serde_json::from_str(text).ok()?;
        let mut shared = names(description.get("files")?.as_array()?)?;
        shared.push("sw.js".to_owned());
        let sides = description.get("sides")?.as_object()?.iter();
        let sides = sides.map(|(side, files)| Some((side.clone(), names(files.as_array()?)?)));
        Some(Self {
            shared,
            sides: sides.collect::<Option<_>>()?,
            later: names(description.get("later")?.as_array()?)?,
            words: names(description.get("words")?.as_object()?.values())?,
            packs: names(description.get("packs")?.as_object()?.values())?,
        })
    }

    /// Every file of the build.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        let own = self.sides.iter().flat_map(|(_, files)| files);
        let by_language = self.words.iter().chain(&self.packs);
        self.shared.iter().chain(own).chain(by_language)
    }
}

/// From the paths that a browser asks for to the files.
fn names<'a>(paths: impl IntoIterator<Item = &'a Value>) -> Option<Vec<String>> {
    let names = paths
        .into_iter()
        .map(|path| match path.as_str()?.trim_start_matches('/') {
            "" => Some("index.html".to_owned()),
            name => Some(name.to_owned()),
        });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Builds(PathBuf);

    impl Builds {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("holdfast-{name}-{}", std::process::id()));
            for side in SIDES {
                let build = folder.join(side);
                write(&build.join("index.html"), "page").unwrap();
                write(&build.join("icons/a.png"), "png").unwrap();
                write(&build.join(format!("{PROGRAM}{side}1.js")), "start").unwrap();
                write(&build.join(format!("{PROGRAM}{side}1_bg.wasm")), side).unwrap();
                write(&build.join(REST), "pages").unwrap();
            }
            Self(folder)
        }

        fn together(&self) -> Result<Vec<Program>, Error> {
            let builds = SIDES.map(|side| (side, self.0.join(side)));
            together(&builds, &self.0.join("dist"))
        }
    }

    impl Drop for Builds {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn two_builds_share_all_but_their_programs() {
        let builds = Builds::new("together");
        let programs = builds.together().unwrap();
        let dist = builds.0.join("dist");
        let names: Vec<String> = files_below(&dist)
            .unwrap()
            .iter()
            .map(|file| file.strip_prefix(&dist).unwrap().display().to_string())
            .collect();
        let start = content_hash(b"start");
        let code = |side: &str| format!("{side}-{}_bg.wasm", content_hash(side.as_bytes()));
        let mut expected = vec!["icons/a.png".to_owned(), "index.html".to_owned()];
        for side in SIDES {
            let pages = format!("{side}-{}.wasm", content_hash(b"pages"));
            expected.extend([format!("{side}-{start}.js"), code(side), pages]);
        }
        expected.sort();
        assert_eq!(names, expected);
        assert_eq!(read(&dist.join(&programs[1].code)).unwrap(), "therapist");
        let described = programs[0].described();
        assert_eq!(described["script"], format!("/patient-{start}.js"));
        let pages = format!("/patient-{}.wasm", content_hash(b"pages"));
        assert_eq!(described["rest"], pages);
    }

    #[test]
    fn builds_of_different_sources_are_not_put_together() {
        let builds = Builds::new("apart");
        write(&builds.0.join("therapist/index.html"), "another page").unwrap();
        assert!(matches!(builds.together(), Err(Error::Unreadable { .. })));
    }

    #[test]
    fn the_worker_and_the_page_are_files_of_every_side() {
        let text = r#"{"id":"a","files":["/","/a.css"],"sides":{"patient":["/p.js"]},"later":[],"words":{"en":"/w.txt"},
            "packs":{"en":"/packs/e.pack"}}"#;
        let described = Described::parse(text).unwrap();
        assert_eq!(described.shared, ["index.html", "a.css", "sw.js"]);
        assert_eq!(described.words, ["w.txt"]);
        assert_eq!(described.packs, ["packs/e.pack"]);
        assert_eq!(described.all().count(), 6);
        assert_eq!(
            Described::parse(r#"{"files":["/",7],"sides":{},"later":[],"words":{},"packs":{}}"#),
            None
        );
    }
}
