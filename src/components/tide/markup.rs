//! Markup as text: what is ours is written as it stands, words are escaped,
//! lengths and looks are written for the sheet it is drawn on.

use super::ink::ink;
use super::path::{Path, Point};
use super::scale::WIDTH;

/// Pixels to a rem on a sheet of its own.
const REM: i64 = 16;

/// What a picture is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sheet {
    /// A page: as wide as its box, as large as its letters, and its style
    /// sheet knows the classes.
    #[default]
    Page,
    /// A file of its own, so many pixels wide; it brings its colours along.
    Own(i64),
}

/// Markup while it is being written. What is not a literal of this program
/// goes through [`escape`], or is a number.
#[derive(Debug, Default)]
pub(super) struct Markup {
    text: String,
    sheet: Sheet,
}

impl Markup {
    /// For a sheet of its own, `width` pixels wide.
    pub(super) fn of_its_own(width: i64) -> Self {
        Self {
            sheet: Sheet::Own(width),
            ..Self::default()
        }
    }

    /// Our own markup, as it stands.
    pub(super) fn raw(&mut self, markup: &'static str) {
        self.text.push_str(markup);
    }

    /// Words.
    pub(super) fn words(&mut self, words: &str) {
        escape(&mut self.text, words);
    }

    /// What is said on pointing at a shape. Not in a file: it is handed on,
    /// and its "yesterday" grows old.
    pub(super) fn told(&mut self, words: &str) {
        if self.sheet == Sheet::Page {
            self.raw("<title>");
            self.words(words);
            self.raw("</title>");
        }
    }

    /// `<tag` and how it looks; [`raw`](Self::raw) closes it.
    pub(super) fn open(&mut self, tag: &'static str, class: &'static str) {
        self.raw("<");
        self.raw(tag);
        match self.sheet {
            Sheet::Page => {
                self.raw(" class=\"");
                self.raw(class);
                self.raw("\"");
            }
            Sheet::Own(_) => self.raw(ink(class)),
        }
    }

    /// An attribute across: thousandths of a percent of the width.
    pub(super) fn across(&mut self, name: &'static str, value: i64) {
        let (value, unit) = match self.sheet {
            Sheet::Page => (value, "%"),
            Sheet::Own(width) => (value * width * 1_000 / WIDTH, ""),
        };
        self.attribute(name, value, unit);
    }

    /// An attribute down, or of a shape that grows with the letters:
    /// thousandths of a rem.
    pub(super) fn down(&mut self, name: &'static str, value: i64) {
        let (value, unit) = match self.sheet {
            Sheet::Page => (value, "rem"),
            Sheet::Own(_) => (value * REM, ""),
        };
        self.attribute(name, value, unit);
    }

    /// A group of shapes whose own places begin at (`x`, `y`), and are as wide
    /// as the sheet.
    pub(super) fn group(&mut self, class: &'static str, x: i64, y: i64) {
        match self.sheet {
            Sheet::Page => {
                self.open("svg", class);
                self.across("x", x);
                self.down("y", y);
                self.raw(" width=\"100%\" height=\"1\">");
            }
            Sheet::Own(width) => {
                self.raw("<g transform=\"translate(");
                thousandths(&mut self.text, x * width * 1_000 / WIDTH);
                self.raw(" ");
                thousandths(&mut self.text, y * REM);
                self.raw(")\">");
            }
        }
    }

    /// The end of a [`group`](Self::group).
    pub(super) fn end_group(&mut self) {
        self.raw(match self.sheet {
            Sheet::Page => "</svg>",
            Sheet::Own(_) => "</g>",
        });
    }

    /// Begins the paths of a drawing that is `height` high. On a page they
    /// have a box of their own that stretches.
    pub(super) fn paths(&mut self, height: i64) {
        if self.sheet == Sheet::Page {
            self.raw(r#"<svg class="tide-paths" width="100%""#);
            self.down("height", height);
            self.raw(r#" preserveAspectRatio="none" viewBox="0 0 "#);
            self.number(WIDTH);
            self.raw(" ");
            self.number(height);
            self.raw("\">");
        }
    }

    /// Ends them.
    pub(super) fn end_paths(&mut self) {
        if self.sheet == Sheet::Page {
            self.raw("</svg>");
        }
    }

    /// One path, among [`paths`](Self::paths); nothing for no line.
    pub(super) fn path(&mut self, class: &'static str, path: &Path) {
        if path.steps().is_empty() {
            return;
        }
        self.open("path", class);
        self.raw(" d=\"");
        for (place, &(command, point)) in path.steps().iter().enumerate() {
            if place > 0 {
                self.raw(" ");
            }
            self.raw(command);
            self.point(point);
        }
        if path.is_closed() {
            self.raw(" Z");
        }
        self.raw("\"/>");
    }

    fn point(&mut self, Point { x, y }: Point) {
        match self.sheet {
            Sheet::Page => {
                self.number(x);
                self.raw(" ");
                self.number(y);
            }
            Sheet::Own(width) => {
                thousandths(&mut self.text, x * width * 1_000 / WIDTH);
                self.raw(" ");
                thousandths(&mut self.text, y * REM);
            }
        }
    }

    /// A number.
    pub(super) fn number(&mut self, number: i64) {
        self.text.push_str(&number.to_string());
    }

    /// An attribute in whole pixels.
    pub(super) fn pixels(&mut self, name: &'static str, value: i64) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.number(value);
        self.raw("\"");
    }

    /// More markup, written before.
    pub(super) fn markup(&mut self, more: Self) {
        self.text.push_str(&more.text);
    }

    /// An attribute whose value counts thousandths: ` y="1.250rem"`.
    fn attribute(&mut self, name: &'static str, value: i64, unit: &'static str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        thousandths(&mut self.text, value);
        self.raw(unit);
        self.raw("\"");
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Writes what counts thousandths as a decimal: "1.250", "-0.007".
fn thousandths(into: &mut String, value: i64) {
    if value < 0 {
        into.push('-');
    }
    let value = value.unsigned_abs();
    into.push_str(&(value / 1_000).to_string());
    into.push('.');
    for place in [100, 10, 1] {
        let digit = u8::try_from(value / place % 10).unwrap_or(0);
        into.push(char::from(b'0' + digit));
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
            let mut text = String::new();
            thousandths(&mut text, value);
            text
        };
        assert_eq!(written(0), "0.000");
        assert_eq!(written(1_250), "1.250");
        assert_eq!(written(-7), "-0.007");
        assert_eq!(written(99_999), "99.999");
    }
}
