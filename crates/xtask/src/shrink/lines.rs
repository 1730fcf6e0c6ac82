//! What only a reader needs, left out of text: indentation, and comments that have lines of their own.

/// A script. Its texts must not go over several lines.
pub fn script(text: &str) -> String {
    kept(text, "\n", |line| {
        if line.starts_with("//") {
            Line::Comment
        } else {
            between(line, "/*", "*/")
        }
    })
}

/// A page, with the scripts in it.
pub fn page(text: &str) -> String {
    script(&kept(text, "\n", |line| between(line, "<!--", "-->")))
}

/// A stylesheet. Rules follow each other without a break.
pub fn styles(text: &str) -> String {
    let lines = kept(text, "\n", |line| between(line, "/*", "*/"));
    let mut joined = String::new();
    for line in lines.lines() {
        let goes_on = joined.ends_with(['{', '}', ';', ',']) || joined.is_empty();
        if line == "}" && joined.ends_with(';') {
            joined.pop();
        } else if !goes_on {
            joined.push(' ');
        }
        match (line.strip_suffix(" {"), line.split_once(": ")) {
            (Some(selector), _) => joined.extend([selector, "{"]),
            (None, Some((name, value))) if line.ends_with(';') && is_property(name) => {
                joined.extend([name, ":", value]);
            }
            _ => joined.push_str(line),
        }
    }
    joined
}

fn is_property(name: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    name.chars().all(plain)
}

enum Line {
    Kept,
    /// A whole comment.
    Comment,
    /// The first line of one.
    Begins(&'static str),
}

fn between(line: &str, begin: &str, end: &'static str) -> Line {
    if !line.starts_with(begin) {
        Line::Kept
    } else if line.ends_with(end) {
        Line::Comment
    } else {
        Line::Begins(end)
    }
}

fn kept(text: &str, after: &str, what: impl Fn(&str) -> Line) -> String {
    let mut kept = String::new();
    let mut until = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(end) = until {
            if line.ends_with(end) {
                until = None;
            }
            continue;
        }
        match what(line) {
            Line::Comment => {}
            Line::Begins(end) => until = Some(end),
            Line::Kept => {
                kept.push_str(line);
                kept.push_str(after);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_its_words_and_the_lines_of_its_scripts() {
        let given = "<body>\n  <!-- Two\n   lines. -->\n  <script>\n    // Why.\n    go()\n    // on\n    stay()\n  \
                     </script>\n  <!-- One. -->\n  <p>see https://holdfast.example</p>\n";
        let expected =
            "<body>\n<script>\ngo()\nstay()\n</script>\n<p>see https://holdfast.example</p>\n";
        assert_eq!(page(given), expected);
    }

    #[test]
    fn styles_keep_the_spaces_that_mean_something() {
        let given = "/* About\n   it. */\n@layer page {\n  .a > .b,\n  .c:hover span {\n    margin: 0 auto;\n    \
                     grid-template-areas:\n      \"a b\"\n      \"c  d\";\n    content: \"a: b {\";\n  }\n}\n";
        let expected = "@layer page{.a > .b,.c:hover span{margin:0 auto;grid-template-areas: \"a b\" \"c  d\";\
                        content:\"a: b {\"}}";
        assert_eq!(styles(given), expected);
    }
}
