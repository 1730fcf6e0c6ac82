//! The content security policy, with a hash for each inline script.

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

/// The policy for a page.
pub(super) fn policy(page: &str) -> String {
    let hashes: String = inline_scripts(page)
        .map(|script| format!(" '{}'", source_hash(script)))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

fn source_hash(script: &str) -> String {
    // Browsers hash what their parser saw, which has no carriage returns.
    let script = script.replace("\r\n", "\n").replace('\r', "\n");
    let digest = Sha256::digest(script);
    format!("sha256-{}", Base64::encode_string(&digest))
}

/// The text of every script that stands in the page itself.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    let mut rest = page;
    core::iter::from_fn(move || {
        loop {
            let (attributes, text, after) = next_script(rest)?;
            rest = after;
            if !has_source(attributes) {
                return Some(text);
            }
        }
    })
}

/// The next script's attributes, its text, and what comes after it.
fn next_script(page: &str) -> Option<(&str, &str, &str)> {
    let mut page = page;
    loop {
        let place = page.find('<')?;
        page = &page[place..];
        if let Some(comment) = page.strip_prefix("<!--") {
            page = comment.split_once("-->")?.1;
        } else if starts_with(page, "<script") {
            let tag = &page["<script".len()..];
            let end = end_of_tag(tag)?;
            let (attributes, text) = (&tag[..end], &tag[end + 1..]);
            let close = find(text, "</script")?;
            return Some((attributes, &text[..close], &text[close..]));
        } else {
            page = &page[1..];
        }
    }
}

/// Where a tag's `>` stands, not counting those inside quotes.
fn end_of_tag(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.char_indices().find_map(|(place, character)| {
        match (quote, character) {
            (None, '>') => return Some(place),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        None
    })
}

fn has_source(attributes: &str) -> bool {
    let outside_quotes = attributes.split(['"', '\'']).step_by(2);
    outside_quotes
        .flat_map(str::split_ascii_whitespace)
        .any(|word| starts_with(word, "src=") || word.eq_ignore_ascii_case("src"))
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn find(text: &str, needle: &str) -> Option<usize> {
    text.match_indices('<')
        .map(|(place, _)| place)
        .find(|place| starts_with(&text[*place..], needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_in_the_page_itself_are_found() {
        let page = "<!doctype html><!-- <script>no()</script> -->
            <SCRIPT>one()</SCRIPT>
            <script src=\"/app.js\"></script><script data-a='x>y' type=module>two('<b>')</script >
            <script defer src='/x'>not run</script><script data-src='x'>three()</script>";
        let found: Vec<_> = inline_scripts(page).collect();
        assert_eq!(found, ["one()", "two('<b>')", "three()"]);
    }

    #[test]
    fn a_cut_page_ends_the_search() {
        for page in ["<script", "<script>one()", "<!-- <script>", "<"] {
            assert_eq!(inline_scripts(page).count(), 0, "{page}");
        }
    }

    #[test]
    fn the_hash_is_the_one_that_browsers_compute() {
        // The example of the specification, CSP Level 3, "alert('Hello, world.');".
        let hash = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        assert_eq!(source_hash("alert('Hello, world.');"), hash);
        assert!(policy("<script>alert('Hello, world.');</script>").contains(hash));
        assert_eq!(source_hash("a\r\nb\rc"), source_hash("a\nb\nc"));
    }
}
