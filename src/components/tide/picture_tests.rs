//! The picture as text.

use chrono::{TimeZone, Utc};
use proptest::prelude::*;

use super::tests::any_chart;
use super::*;

/// One piece of a document.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Words(String),
}

/// Reads XML as strictly as a browser reads a file: every attribute in quotes,
/// no bare `<` or `&`, only entities that XML knows.
pub(super) fn pieces(mut document: &str) -> Vec<Piece> {
    let mut all = Vec::new();
    while !document.is_empty() {
        let Some(tag) = document.strip_prefix('<') else {
            let end = document.find('<').unwrap_or(document.len());
            all.push(Piece::Words(unescaped(&document[..end])));
            document = &document[end..];
            continue;
        };
        if let Some(closing) = tag.strip_prefix('/') {
            let (name, rest) = closing.split_once('>').unwrap();
            all.push(Piece::Close(name.to_owned()));
            document = rest;
            continue;
        }
        let end = tag.find([' ', '>']).unwrap();
        let name = tag[..end].to_owned();
        let mut rest = &tag[end..];
        let mut attributes = Vec::new();
        while let Some(attribute) = rest.strip_prefix(' ') {
            let (key, value) = attribute.split_once("=\"").unwrap();
            assert!(key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
            let (value, after) = value.split_once('"').unwrap();
            assert!(!value.contains('<'), "{value}");
            attributes.push((key.to_owned(), unescaped(value)));
            rest = after;
        }
        all.push(Piece::Open(name.clone(), attributes));
        document = match rest.strip_prefix("/>") {
            Some(rest) => {
                all.push(Piece::Close(name));
                rest
            }
            None => rest.strip_prefix('>').unwrap(),
        };
    }
    all
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut words = parts.next().unwrap().to_owned();
    for part in parts {
        let (entity, rest) = part.split_once(';').unwrap();
        words.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("&{other};"),
        });
        words.push_str(rest);
    }
    words
}

/// Whether every element is closed, in order.
pub(super) fn is_balanced(pieces: &[Piece]) -> bool {
    let mut open = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Open(name, _) => open.push(name),
            Piece::Close(name) => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            Piece::Words(_) => {}
        }
    }
    open.is_empty()
}

/// The words right inside the first `element`.
pub(super) fn words_in<'document>(pieces: &'document [Piece], element: &str) -> &'document str {
    let at = pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Open(name, _) if name == element))
        .unwrap();
    match &pieces[at + 1] {
        Piece::Words(words) => words,
        _ => "",
    }
}

/// The classes of all elements, in order.
fn classes(pieces: &[Piece]) -> Vec<&str> {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Open(_, attributes) => attributes.iter().find(|(key, _)| key == "class"),
            _ => None,
        })
        .map(|(_, value)| value.as_str())
        .collect()
}

/// A day in which everything is to be seen.
pub(super) fn full_day() -> TideChart {
    let at = |hour| Utc.with_ymd_and_hms(2026, 11, 23, hour, 0, 0).unwrap();
    TideChart {
        from: at(0),
        until: at(23),
        now: Some(Now {
            at: at(12),
            label: "Now".to_owned(),
        }),
        windows: vec![Window {
            opens: at(15),
            closes: at(17),
            label: "15:00–17:00".to_owned(),
            kind: WindowKind::Promised,
        }],
        marks: [MarkKind::Letter, MarkKind::Reply, MarkKind::Held]
            .map(|kind| Mark {
                at: at(9),
                kind,
                when: "Monday 09:00".to_owned(),
                label: "<b>\"Tom\" & 'Ann'</b> wrote".to_owned(),
            })
            .to_vec(),
        arcs: vec![Arc {
            from: at(9),
            until: at(16),
            kind: ArcKind::Promised,
            label: String::new(),
        }],
        away: vec![Away {
            from: at(18),
            until: at(22),
            dates: String::new(),
            label: "Away".to_owned(),
        }],
        change: Some(Change {
            at: at(20),
            label: "New rhythm".to_owned(),
        }),
        ticks: vec![Tick {
            at: at(0),
            label: "Mon 23".to_owned(),
        }],
        hours: Vec::new(),
        clocks: Vec::new(),
    }
}

#[test]
fn the_picture_carries_its_name_its_description_and_every_mark() {
    let document = content(
        &full_day(),
        TideSize::Strip,
        "Rhythm, 23 & 24",
        "Mind the <gap>",
    );
    let pieces = pieces(&document);
    assert!(is_balanced(&pieces));
    let Piece::Open(name, attributes) = &pieces[0] else {
        panic!("{document}");
    };
    assert_eq!(name, "svg");
    assert!(attributes.contains(&("role".to_owned(), "img".to_owned())));
    assert!(attributes.contains(&("xmlns".to_owned(), "http://www.w3.org/2000/svg".to_owned())));
    assert_eq!(words_in(&pieces, "title"), "Rhythm, 23 & 24");
    assert_eq!(words_in(&pieces, "desc"), "Mind the <gap>");
    let said = Piece::Words("Monday 09:00: <b>\"Tom\" & 'Ann'</b> wrote".to_owned());
    assert_eq!(pieces.iter().filter(|piece| **piece == said).count(), 3);
    assert_eq!(
        classes(&pieces),
        [
            "tide-picture",
            "tide-midnight",
            "tide-band tide-band-promised",
            "tide-paths",
            "tide-water",
            "tide-water tide-later",
            "tide-line",
            "tide-line tide-later",
            "tide-calm",
            "tide-turn",
            "tide-paths",
            "tide-arc tide-arc-promised",
            "tide-label",
            "tide-label tide-label-promised",
            "tide-label tide-label-calm",
            "tide-label tide-label-quiet",
            "tide-now",
            "tide-float",
            "tide-mast",
            "tide-buoy",
            "tide-heart",
            "tide-label tide-label-now",
            "tide-mark",
            "tide-letter",
            "tide-letter",
            "tide-mark",
            "tide-reply",
            "tide-mark",
            "tide-held",
        ]
    );
}

#[test]
fn nothing_in_a_picture_needs_a_style_attribute_or_a_script() {
    let document = content(&full_day(), TideSize::Week, "\" onload=\"alert(1)", "");
    for piece in pieces(&document) {
        if let Piece::Open(name, attributes) = piece {
            assert_ne!(name, "script");
            for (key, _) in attributes {
                assert!(key != "style" && !key.starts_with("on"), "{key}");
            }
        }
    }
}

#[test]
fn a_week_is_the_whole_and_the_same_as_rows() {
    let mut chart = full_day();
    chart.until += chrono::Duration::days(1);
    chart.ticks.push(Tick {
        at: chart.from + chrono::Duration::days(1),
        label: "Tue 24".to_owned(),
    });
    let pieces = pieces(&content(&chart, TideSize::Week, "This week", ""));
    let count = |wanted| {
        classes(&pieces)
            .iter()
            .filter(|class| **class == wanted)
            .count()
    };
    assert!(is_balanced(&pieces));
    assert_eq!(count("tide-whole"), 1);
    assert_eq!(count("tide-days"), 1);
    assert_eq!(count("tide-picture"), 2);
    assert_eq!(count("tide-mark"), 2 * chart.marks.len());
    assert_eq!(count("tide-arc tide-arc-promised"), 2 * chart.arcs.len());
    // Each picture says its name once; the marks in it say what they are.
    let named = Piece::Words("This week".to_owned());
    assert_eq!(pieces.iter().filter(|piece| **piece == named).count(), 2);
}

proptest! {
    #[test]
    fn any_picture_is_well_formed_and_says_what_it_was_told(
        chart in any_chart(),
        title in ".{1,30}",
        description in "[&<>\"'a ]{1,30}",
    ) {
        for size in [TideSize::Strip, TideSize::Week] {
            let pieces = pieces(&content(&chart, size, &title, &description));
            prop_assert!(is_balanced(&pieces));
            let kept: String = title
                .chars()
                .filter(|&c| c >= ' ' || c == '\t' || c == '\r')
                .filter(|&c| c != '\u{fffe}' && c != '\u{ffff}')
                .collect();
            prop_assert_eq!(words_in(&pieces, "title"), kept);
            prop_assert_eq!(words_in(&pieces, "desc"), &description);
        }
    }
}
