//! The blocks as SVG: text, so that they are drawn and tested without a
//! browser. Places are attributes, as the content security policy forbids
//! style attributes.

use super::spell::Piece;

/// The whole width or height, in thousandths of a percent.
const WHOLE: i64 = 100_000;

/// How a block stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As it is.
    Plain,
    /// Another day of the window that is chosen.
    Kin,
    /// Chosen: it shows its handles.
    Chosen,
    /// Where it would go, and cannot.
    Refused,
}

/// A block to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where.
    pub piece: Piece,
    /// How it stands out.
    pub look: Look,
    /// When it opens, such as "15:00".
    pub opens: String,
    /// When it closes.
    pub closes: String,
    /// More about it, such as "every other week"; may be empty.
    pub note: String,
}

/// `blocks` between two hours, as what stands inside the layer over the cells.
#[must_use]
pub fn svg(blocks: &[Block], from_hour: usize, until_hour: usize) -> String {
    let mut markup = String::from(
        r#"<svg class="week-picture" width="100%" height="100%" aria-hidden="true" focusable="false">"#,
    );
    let from = i64::try_from(from_hour * 60).unwrap_or(0);
    let minutes = i64::try_from(until_hour.saturating_sub(from_hour).max(1) * 60).unwrap_or(60);
    // What is chosen lies on top, with its handles.
    for chosen in [false, true] {
        for block in blocks {
            if (block.look == Look::Chosen) == chosen {
                draw(&mut markup, block, from, minutes);
            }
        }
    }
    markup.push_str("</svg>");
    markup
}

fn draw(markup: &mut String, block: &Block, first: i64, minutes: i64) {
    let Piece {
        day, from, until, ..
    } = block.piece;
    let down = |minute: i32| ((i64::from(minute) - first) * WHOLE / minutes).clamp(0, WHOLE);
    let (top, bottom) = (down(from), down(until));
    if top >= bottom {
        return;
    }
    let left = i64::try_from(day).unwrap_or(0) * WHOLE / 7;
    markup.push_str(match (block.look, block.piece.spell.every_weeks) {
        (Look::Plain, 1) => r#"<svg class="week-block""#,
        (Look::Plain, _) => r#"<svg class="week-block week-rare""#,
        (Look::Kin, 1) => r#"<svg class="week-block week-kin""#,
        (Look::Kin, _) => r#"<svg class="week-block week-rare week-kin""#,
        (Look::Chosen, 1) => r#"<svg class="week-block week-chosen""#,
        (Look::Chosen, _) => r#"<svg class="week-block week-rare week-chosen""#,
        (Look::Refused, _) => r#"<svg class="week-block week-refused""#,
    });
    for (name, value) in [
        ("x", left + WHOLE / 500),
        ("y", top),
        ("width", WHOLE / 7 - WHOLE / 250),
        ("height", bottom - top),
    ] {
        let (percent, thousandths) = (value / 1_000, value % 1_000);
        markup.push_str(&format!(" {name}=\"{percent}.{thousandths:03}%\""));
    }
    markup.push_str(
        r#"><rect class="week-body" width="100%" height="100%" rx="0.3rem"/><svg class="week-words" width="100%" height="100%">"#,
    );
    words(markup, block);
    markup.push_str("</svg>");
    if block.piece.opens_here {
        markup.push_str(r#"<rect class="week-edge" width="100%" height="0.45rem"/>"#);
    }
    if block.piece.closes_here {
        markup.push_str(
            r#"<svg y="100%" overflow="visible"><rect class="week-edge" y="-0.45rem" width="100%" height="0.45rem"/></svg>"#,
        );
    }
    if block.look == Look::Chosen {
        if block.piece.opens_here {
            markup.push_str(HANDLE_ABOVE);
        }
        if block.piece.closes_here {
            markup.push_str(HANDLE_BELOW);
        }
    }
    markup.push_str("</svg>");
}

/// A handle as it looks, in an area of the size of a fingertip.
const HANDLE_ABOVE: &str = r#"<svg class="week-handle" x="50%" y="0%" overflow="visible"><rect class="week-grasp" x="-1.4rem" y="-1.6rem" width="2.8rem" height="2.4rem"/><circle r="0.42rem"/></svg>"#;
const HANDLE_BELOW: &str = r#"<svg class="week-handle" x="50%" y="100%" overflow="visible"><rect class="week-grasp" x="-1.4rem" y="-0.8rem" width="2.8rem" height="2.4rem"/><circle r="0.42rem"/></svg>"#;

/// So many minutes have room for one line, and for two.
const LINE: i32 = 27;
const TWO_LINES: i32 = 52;

/// The times, as far as there is room: beside each other where the column is
/// wide, under each other where it is not.
fn words(markup: &mut String, block: &Block) {
    let Piece {
        from,
        until,
        opens_here,
        closes_here,
        ..
    } = block.piece;
    if until - from < LINE {
        return;
    }
    let line = |markup: &mut String, start: &'static str, words: &str| {
        markup.push_str(start);
        escape(markup, words);
        markup.push_str("</text>");
    };
    let end = |here: bool, time: &str| {
        if here {
            time.to_owned()
        } else {
            "…".to_owned()
        }
    };
    let (opens, closes) = (
        end(opens_here, &block.opens),
        end(closes_here, &block.closes),
    );
    let start = r#"<text class="week-wide" x="0.4rem" y="1.05rem">"#;
    line(markup, start, &format!("{opens}–{closes}"));
    let start = r#"<text class="week-narrow" x="50%" y="0.95rem">"#;
    line(markup, start, &opens);
    if until - from < TWO_LINES {
        return;
    }
    let start = r#"<text class="week-narrow" x="50%" y="1.85rem">"#;
    line(markup, start, &closes);
    if !block.note.is_empty() {
        let start = r#"<text class="week-wide week-note" x="0.4rem" y="2.15rem">"#;
        line(markup, start, &block.note);
    }
}

/// Writes `words` so that they are words, whatever is in them.
fn escape(markup: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            other => markup.push(other),
        }
    }
}
