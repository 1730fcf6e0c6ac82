//! The paths a Rust source names, found without parsing all of Rust.

/// A piece of source that matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Name(String),
    /// `::`
    Then,
    Open,
    Close,
    Comma,
    /// Anything else; it ends a path.
    Other(char),
}

/// Every path the source of `file` names, `crate` written out, groups of `use` taken apart.
pub fn paths(file: &str, source: &str) -> Vec<Vec<String>> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match tokens.get(at) {
            Some(Token::Name(_)) => branch(&tokens, at, &[], &mut found),
            _ => at + 1,
        };
    }
    found.into_iter().map(|path| absolute(file, path)).collect()
}

/// The source without what only its tests are made of.
pub fn without_tests(source: &str) -> String {
    let mut kept = String::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        rest = after_item(after);
    }
    kept + rest
}

/// What follows the next item: after its closing brace, or its semicolon where it has no body.
fn after_item(source: &str) -> &str {
    let mut depth = 0_usize;
    for (at, character) in source.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ';' => {}
            _ => continue,
        }
        if depth == 0 {
            return source.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

/// Follows one path from `at` and returns where it ends; a group gives one path for each of its branches.
fn branch(tokens: &[Token], at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = at;
    loop {
        match tokens.get(at) {
            Some(Token::Name(name)) => path.push(name.clone()),
            Some(Token::Open) if path.len() > before.len() || !before.is_empty() => {
                return group(tokens, at + 1, &path, found);
            }
            // `*`, or a turbofish: what came so far is the path.
            _ => break,
        }
        at += 1;
        if tokens.get(at) != Some(&Token::Then) {
            break;
        }
        at += 1;
    }
    found.push(path);
    at
}

fn group(tokens: &[Token], at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut at = at;
    loop {
        at = match tokens.get(at) {
            None => return at,
            Some(Token::Close) => return at + 1,
            Some(Token::Name(_) | Token::Open) => branch(tokens, at, before, found),
            Some(_) => at + 1,
        };
    }
}

/// Writes `self` and `super` out from the file's own place in its crate.
fn absolute(file: &str, path: Vec<String>) -> Vec<String> {
    let first = path.first().map(String::as_str);
    if !matches!(first, Some("self" | "super")) {
        return path;
    }
    let mut place = module_of(file);
    let mut rest = path.as_slice();
    while let Some((name, after)) = rest.split_first() {
        match name.as_str() {
            "self" => {}
            "super" => {
                place.pop();
            }
            _ => break,
        }
        rest = after;
    }
    let mut whole = vec!["crate".to_owned()];
    whole.extend(place);
    whole.extend_from_slice(rest);
    whole
}

fn module_of(file: &str) -> Vec<String> {
    let inside = file.rsplit_once("src/").map_or(file, |(_, inside)| inside);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    inside
        .split('/')
        .filter(|name| !matches!(*name, "mod" | "lib" | "main"))
        .map(str::to_owned)
        .collect()
}

/// Leaves out comments and what stands in quotes.
fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        rest = if rest.starts_with("//") {
            rest.split_once('\n').map_or("", |(_, after)| after)
        } else if rest.starts_with("/*") {
            rest.split_once("*/").map_or("", |(_, after)| after)
        } else if let Some(after) = after_raw_text(rest) {
            tokens.push(Token::Other('"'));
            after
        } else if character == '"' {
            tokens.push(Token::Other('"'));
            after_text(after)
        } else if rest.starts_with("'\"'") {
            rest.get(3..).unwrap_or_default()
        } else if character.is_alphabetic() || character == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
            tokens.push(Token::Name(name.to_owned()));
            after
        } else if let Some(after) = rest.strip_prefix("::") {
            tokens.push(Token::Then);
            after
        } else {
            match character {
                '{' => tokens.push(Token::Open),
                '}' => tokens.push(Token::Close),
                ',' => tokens.push(Token::Comma),
                space if space.is_whitespace() => {}
                other => tokens.push(Token::Other(other)),
            }
            after
        };
    }
    tokens
}

fn after_text(rest: &str) -> &str {
    let mut escaped = false;
    for (at, character) in rest.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return rest.get(at + 1..).unwrap_or_default(),
            _ => {}
        }
    }
    ""
}

fn after_raw_text(rest: &str) -> Option<&str> {
    let after = rest.strip_prefix('r').or_else(|| rest.strip_prefix("br"))?;
    let marks = after.len() - after.trim_start_matches('#').len();
    let text = after.get(marks..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    Some(text.split_once(&end).map_or("", |(_, after)| after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(source: &str) -> Vec<String> {
        paths("src/pages/a.rs", source)
            .iter()
            .map(|path| path.join("::"))
            .collect()
    }

    #[test]
    fn groups_are_taken_apart() {
        let source = "use crate::{state::{self, Desk}, i18n::*};";
        let expected = [
            "use",
            "crate::state::self",
            "crate::state::Desk",
            "crate::i18n",
        ];
        assert_eq!(named(source), expected);
    }

    #[test]
    fn relative_paths_are_written_out() {
        let path = |file: &str, source| paths(file, source).concat().join("::");
        assert_eq!(
            path("src/pages/a/b.rs", "super::super::c::D"),
            "crate::pages::c::D"
        );
        assert_eq!(
            path("src/pages/a/mod.rs", "super::c::D"),
            "crate::pages::c::D"
        );
        assert_eq!(path("crates/sync/src/lib.rs", "self::c::D"), "crate::c::D");
    }

    #[test]
    fn comments_and_texts_name_nothing() {
        let source =
            "/* a::b */ // c::d\nlet x = \"e::f \\\" g::h\"; r#\"i::j \" k::l\"# '\"' m::n";
        let found = named(source);
        assert_eq!(found, ["let", "x", "m::n"]);
    }

    #[test]
    fn a_body_is_not_a_group() {
        assert_eq!(
            named("fn a() { b::c(); } struct D { e: f::G }"),
            ["fn", "a", "b::c", "struct", "D", "e", "f::G"]
        );
    }

    #[test]
    fn only_the_item_marked_as_test_is_left_out() {
        let source = "a\n#[cfg(test)]\nmod tests { fn b() { c } }\nd\n#[cfg(test)]\nmod e;\nf";
        let kept = without_tests(source);
        let names: Vec<_> = kept.split_whitespace().collect();
        assert_eq!(names, ["a", "d", "f"]);
    }
}
