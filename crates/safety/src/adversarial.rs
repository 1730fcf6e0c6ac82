//! Texts made to be slow, for the tests that count steps and for the benchmark.

use std::{fs, io, path::Path};

/// One text.
pub(crate) struct Adversarial {
    /// What it is made of.
    pub(crate) name: &'static str,
    /// The scrap that is repeated, as often as it takes.
    scrap: String,
}

impl Adversarial {
    /// The text, of at least this many bytes.
    pub(crate) fn text(&self, bytes: usize) -> String {
        self.scrap.repeat(bytes.div_ceil(self.scrap.len().max(1)))
    }
}

/// A word of so many bytes is endless to whoever reads it, and there are two of them even
/// in the shorter texts.
const ENDLESS: usize = 100_000;

/// Every kind of text, out of the words of the language in this folder of the lexicon.
///
/// # Errors
/// When the lexicon cannot be read.
pub(crate) fn adversarial(folder: &str) -> io::Result<Vec<Adversarial>> {
    let (words, beginnings) = lexicon_words(folder)?;
    let together: String = words.concat();
    // Each is found in the middle of a word, so in one word as often as it is there.
    let within = wild(folder)?.concat();
    let within = within.repeat(ENDLESS.div_ceil(within.len().max(1))) + " ";
    let made = [
        ("the lexicon's words", spaced(&words)),
        ("what patterns begin with", spaced(&beginnings)),
        (
            "the lexicon's words, a sentence each",
            words.join(". ") + ". ",
        ),
        (
            "the lexicon's words, each in quotes",
            words.join("\" \"") + "\" \"",
        ),
        ("one endless word of lexicon words", together.clone()),
        ("endless words of lexicon words", together + " "),
        ("endless words of what is found within words", within),
        ("one endless letter", "a".into()),
        ("one endless number", "1".into()),
        ("numbers", "30 ".into()),
        ("single letters", "a b ".into()),
        ("quotation marks", "\"".into()),
        ("every quotation mark", "„a “b »c «d \"e ‹f ›g".into()),
        ("negations", "not nicht no ne pas não nunca never ".into()),
        ("first persons", "I ich yo je eu me mich ".into()),
        (
            "first persons and negations",
            "I not ich nicht yo no je pas eu não ".into(),
        ),
        // Whose is looked for before each, and whether it is negated.
        (
            "danger and nobody",
            "kms suizid suicidal suizidgedanken bleeding ".into(),
        ),
        ("commas", ",".into()),
        (
            "commas and words",
            "die, sterben, morir, mourir, morrer, ".into(),
        ),
        ("full stops", ".".into()),
        ("combining marks", "o\u{308}\u{301}\u{301}".into()),
        ("one letter under combining marks", "\u{301}".into()),
        ("no width", "\u{200b}".into()),
        (
            "letters with no width between",
            "d\u{200b}i\u{ad}e\u{feff} ".into(),
        ),
        ("line ends", "\n".into()),
        ("emoji", "😶\u{200d}🌫\u{fe0f} ".into()),
    ];
    Ok(made
        .into_iter()
        .map(|(name, scrap)| Adversarial { name, scrap })
        .collect())
}

fn spaced(words: &[String]) -> String {
    words.join(" ") + " "
}

/// The words of the patterns, and of those the words that stand first in a line.
pub(crate) fn lexicon_words(folder: &str) -> io::Result<(Vec<String>, Vec<String>)> {
    let mut words = Vec::new();
    let mut beginnings = Vec::new();
    for line in patterns(folder)? {
        let first = line
            .strip_prefix('(')
            .and_then(|choice| choice.split_once(')'))
            .map_or(line.as_str(), |(choice, _)| choice);
        beginnings.extend(words_of(first));
        words.extend(words_of(&line));
    }
    Ok((words, beginnings))
}

/// What the patterns find within words (`*mord*`); where there is nothing, a made-up word.
fn wild(folder: &str) -> io::Result<Vec<String>> {
    let mut found: Vec<String> = patterns(folder)?
        .iter()
        .flat_map(|line| line.split([' ', '|', '(', ')', '?']))
        .filter_map(|word| word.strip_prefix('*')?.strip_suffix('*'))
        .map(str::to_owned)
        .collect();
    if found.is_empty() {
        found.push("mord".into());
    }
    Ok(found)
}

/// The lines of the lexicon that hold patterns or groups.
fn patterns(folder: &str) -> io::Result<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/lexicon")
        .join(folder);
    let mut files = fs::read_dir(folder)?
        .map(|file| file.map(|file| file.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        lines.extend(
            fs::read_to_string(file)?
                .lines()
                .map(str::trim)
                .filter(|line| {
                    !line.starts_with(['+', '-'])
                        && !["# ", "rule ", "scope "]
                            .iter()
                            .any(|head| line.starts_with(head))
                })
                .map(|line| {
                    line.split_once(" = ")
                        .map_or(line, |(_, group)| group)
                        .to_owned()
                }),
        );
    }
    Ok(lines)
}

fn words_of(line: &str) -> impl Iterator<Item = String> {
    line.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
}
