//! Markup as text: what is ours is written as it stands, words are escaped.

/// Markup while it is being written. What is not a literal of this program
/// goes through [`escape`], or is a number.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Our own markup, as it stands.
    pub(super) fn raw(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Words.
    pub(super) fn words(&mut self, words: &str) {
        escape(&mut self.0, words);
    }

    /// A number.
    pub(super) fn number(&mut self, number: i64) {
        self.0.push_str(&number.to_string());
    }

    /// `value`, which counts thousandths, with its unit, in quotes: `"1.250rem"`.
    pub(super) fn length(&mut self, value: i64, unit: &'static str) {
        self.0.push('"');
        if value < 0 {
            self.0.push('-');
        }
        let value = value.unsigned_abs();
        self.0.push_str(&(value / 1_000).to_string());
        self.0.push('.');
        for place in [100, 10, 1] {
            let digit = u8::try_from(value / place % 10).unwrap_or(0);
            self.0.push(char::from(b'0' + digit));
        }
        self.0.push_str(unit);
        self.0.push('"');
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Writes `words` so that they are words in text and in quoted attributes,
/// whatever is in them. Characters that no XML may hold are left out.
fn escape(into: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            '\t' | '\n' | '\r' => into.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => into.push(character),
        }
    }
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use super::*;

    fn escaped(words: &str) -> String {
        let mut markup = Markup::default();
        markup.words(words);
        markup.finish()
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escaped(r#"<script>alert("1 & 2")</script>"#),
            "&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;"
        );
        assert_eq!(escaped("O'Neill"), "O&#39;Neill");
        assert_eq!(escaped("Jörg 🌊, 15:00–17:00"), "Jörg 🌊, 15:00–17:00");
    }

    #[test]
    fn what_is_escaped_already_is_escaped_again() {
        assert_eq!(escaped("&lt;"), "&amp;lt;");
    }

    #[test]
    fn what_no_xml_may_hold_is_left_out() {
        assert_eq!(escaped("a\0b\u{1b}c\u{ffff}d\te\n"), "abcd\te\n");
    }

    #[test]
    fn lengths_have_three_places() {
        let written = |value| {
            let mut markup = Markup::default();
            markup.length(value, "rem");
            markup.finish()
        };
        assert_eq!(written(0), r#""0.000rem""#);
        assert_eq!(written(1_250), r#""1.250rem""#);
        assert_eq!(written(-7), r#""-0.007rem""#);
        assert_eq!(written(99_999), r#""99.999rem""#);
    }
}
