//! Pictures as files.

use std::collections::BTreeSet;

use super::ink::ink;
use super::picture_tests::{Piece, full_day, is_balanced, pieces, words_in};
use super::*;

const TOKENS: &str = include_str!("../../../style/tokens-older.css");

fn sheet() -> SavedPicture {
    let chart = full_day();
    let shell = |day, kind| Shell {
        day,
        kind,
        label: "said on pointing".to_owned(),
    };
    let shore = Shore {
        months: vec![Month {
            name: "November".to_owned(),
            days: 30,
            from: 3,
            until: 20,
            shells: vec![shell(4, ShellKind::Repaired), shell(9, ShellKind::Waiting)],
            away: vec![(12, 14)],
        }],
    };
    let named = |keys: Vec<Key>| -> Legend {
        let name = |key| (key, format!("{key:?} & more"));
        keys.into_iter().map(name).collect()
    };
    TideSheet {
        title: "Rhythm, 23 & 24",
        description: "Mind the <gap>",
        chart: &chart,
        legend: named(chart.keys()),
        shore: Some(("Promises", &shore, named(shore.keys()))),
    }
    .saved()
}

#[test]
fn a_file_is_a_document_of_its_own() {
    let saved = sheet();
    let pieces = pieces(saved.svg.trim_end());
    assert!(is_balanced(&pieces));
    let Piece::Open(name, attributes) = &pieces[0] else {
        panic!("{}", saved.svg);
    };
    assert_eq!(name, "svg");
    let has = |key: &str, value: &str| attributes.contains(&(key.to_owned(), value.to_owned()));
    assert!(has("xmlns", "http://www.w3.org/2000/svg"));
    assert!(has("width", &saved.width.to_string()));
    assert!(has("height", &saved.height.to_string()));
    assert_eq!(words_in(&pieces, "title"), "Rhythm, 23 & 24");
    assert_eq!(words_in(&pieces, "desc"), "Mind the <gap>");
}

#[test]
fn a_file_needs_no_style_sheet_no_script_and_no_letters_size() {
    for piece in pieces(sheet().svg.trim_end()) {
        if let Piece::Open(name, attributes) = piece {
            assert!(
                [
                    "svg", "title", "desc", "g", "rect", "line", "circle", "path", "text"
                ]
                .contains(&name.as_str()),
                "{name}"
            );
            for (key, value) in attributes {
                assert!(!["class", "style", "href"].contains(&key.as_str()), "{key}");
                assert!(!key.starts_with("on"), "{key}");
                assert!(!value.contains("rem") && !value.contains("var("), "{value}");
                // Viewers differ in what a percentage is of.
                assert!(!value.contains('%') || value == "100%", "{value}");
            }
        }
    }
}

#[test]
fn what_is_said_on_pointing_stays_on_the_page() {
    let svg = sheet().svg;
    assert!(!svg.contains("said on pointing"));
    assert!(!svg.contains("wrote"));
    assert_eq!(svg.matches("<title>").count(), 1);
}

#[test]
fn every_shape_lies_on_the_sheet() {
    let saved = sheet();
    let bound = |key: &str| match key {
        "x" | "x1" | "x2" => Some(f64::from(saved.width)),
        "y" | "y1" | "y2" => Some(f64::from(saved.height)),
        _ => None,
    };
    for piece in pieces(saved.svg.trim_end()) {
        let Piece::Open(_, attributes) = piece else {
            continue;
        };
        for (key, value) in attributes {
            if let Some(most) = bound(&key) {
                let value: f64 = value.parse().unwrap();
                assert!((-20.0..=most).contains(&value), "{key}={value}");
            }
        }
    }
}

#[test]
fn the_colours_of_a_file_are_the_light_ones_of_the_page() {
    let light = TOKENS.split("prefers-color-scheme: dark").next().unwrap();
    let mut used = BTreeSet::new();
    for class in light_classes() {
        let attributes = ink(class);
        for part in attributes.split('"').filter(|part| part.starts_with('#')) {
            used.insert(part);
            assert!(light.contains(&format!(": {part};")), "{class}: {part}");
        }
    }
    assert!(used.len() >= 8, "{used:?}");
}

/// The classes that the style sheet knows.
fn light_classes() -> Vec<&'static str> {
    vec![
        "tide-band",
        "tide-band tide-band-promised",
        "tide-band tide-band-missed",
        "tide-water",
        "tide-water tide-later",
        "tide-line",
        "tide-line tide-later",
        "tide-arc",
        "tide-arc tide-arc-promised",
        "tide-midnight",
        "tide-turn",
        "tide-calm",
        "tide-now",
        "tide-mast",
        "tide-buoy",
        "tide-heart",
        "tide-letter",
        "tide-letter tide-unsent",
        "tide-reply",
        "tide-held",
        "tide-ended",
        "tide-skipped",
        "tide-shore",
        "tide-shore tide-later",
        "tide-kept",
        "tide-missed",
        "tide-mended",
        "tide-waiting",
        "tide-label",
        "tide-label tide-label-now",
        "tide-label tide-label-promised",
        "tide-label tide-label-quiet",
        "tide-label tide-label-calm",
    ]
}

#[test]
fn every_class_of_a_drawing_has_its_ink() {
    // What no arm of `ink` names looks like a plain label.
    for class in light_classes() {
        if !["tide-label", "tide-heart"].contains(&class) {
            assert_ne!(ink(class), ink("tide-label"), "{class}");
        }
    }
}
