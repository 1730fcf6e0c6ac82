//! Names of sentences as Rust.

/// Words that cannot be names as they are.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The modules and their keys. `names` are sorted and name every sentence in
/// the order of the lines.
pub(super) fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut count = 0;
    for (line, name) in names.enumerate() {
        let mut parts: Vec<&str> = name.split('.').collect();
        let last = parts.pop().unwrap_or_default();
        let shared = open.iter().zip(&parts).take_while(|(a, b)| a == b).count();
        close(&mut text, open.split_off(shared).len());
        for part in parts.split_off(shared) {
            text.push_str(&format!(
                "pub mod {} {{ use super::Key;\n",
                identifier(part)
            ));
            open.push(part);
        }
        text.push_str(&format!(
            "pub const {}: Key = Key({line});\n",
            identifier(last)
        ));
        count = line + 1;
    }
    close(&mut text, open.len());
    text.push_str(&format!("pub const COUNT: usize = {count};\n"));
    text
}

/// What each language says, line by line.
pub(super) fn sentences<'a>(languages: impl Iterator<Item = (&'a str, Vec<&'a str>)>) -> String {
    let mut text = String::from("pub static SENTENCES: &[(&str, &[&str])] = &[\n");
    for (language, lines) in languages {
        text.push_str(&format!("({language:?}, &{lines:?}),\n"));
    }
    text.push_str("];\n");
    text
}

fn close(text: &mut String, modules: usize) {
    text.push_str(&"}\n".repeat(modules));
}

fn identifier(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}
