//! Texts in which there is nothing to see.

/// Whether nothing of `text` shows: only spaces, line breaks, controls and
/// characters that are drawn as nothing.
///
/// ```
/// assert!(holdfast_protocol::is_blank(" \n\u{200b}"));
/// assert!(!holdfast_protocol::is_blank("\u{200b}a"));
/// ```
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|character| {
        character.is_whitespace() || character.is_control() || is_invisible(character)
    })
}

/// A name on one line, without characters that turn the writing around it.
#[must_use]
pub fn tidy_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .filter(|character| !turns_writing(*character))
        .collect();
    plain.trim().to_owned()
}

fn turns_writing(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Unicode's default ignorable characters, and blanks that count as letters.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::{is_blank, tidy_name};

    #[test]
    fn what_shows_is_not_blank() {
        for text in [
            "",
            " ",
            "\u{200b}\u{200b}",
            "\u{2800}",
            "\u{3164}",
            "\0",
            "\u{202e}",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in [".", "😀", "نور", "\u{200f}نور", "a\u{200d}"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn a_name_turns_nothing_around() {
        assert_eq!(tidy_name(" \u{202e}Mira\n "), "Mira");
        assert_eq!(tidy_name("نور 😀"), "نور 😀");
        assert_eq!(tidy_name("Anna\u{200d}"), "Anna\u{200d}");
    }
}
