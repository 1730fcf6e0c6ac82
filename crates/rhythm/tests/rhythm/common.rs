//! Documents and instants the tests share.

use chrono::{DateTime, Utc};
use holdfast_rhythm::{Agreement, Problems, Window};
use serde_json::{Value, json};

/// Weekdays 15:00–17:00 in Berlin, half an hour of cut-off.
pub fn afternoons() -> Value {
    json!({
        "version": 1,
        "zone": "Europe/Berlin",
        "effective_from": "2026-11-23",
        "windows": [{ "days": ["mon", "tue", "wed", "thu", "fri"], "opens": "15:00", "closes": "17:00" }],
        "cutoff_minutes": 30,
    })
}

/// `document` with one top-level field changed.
pub fn with(mut document: Value, field: &str, value: Value) -> Value {
    document[field] = value;
    document
}

pub fn agreement(document: &Value) -> Agreement {
    Agreement::parse(&document.to_string()).unwrap_or_else(|problems| panic!("{problems}"))
}

pub fn refused(document: &Value) -> Problems {
    Agreement::parse(&document.to_string()).expect_err("refused")
}

pub fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().expect(instant)
}

pub fn window(opens: &str, closes: &str) -> Window {
    Window {
        opens: at(opens),
        closes: at(closes),
    }
}

pub fn windows(agreement: &Agreement, from: &str, to: &str) -> Vec<Window> {
    agreement
        .occurrences(at(from), at(to))
        .filter_map(|occurrence| occurrence.window())
        .collect()
}

/// Local opening and closing, to the minute, in the agreement's zone.
pub fn local(agreement: &Agreement, window: Window) -> (String, String) {
    let shown = |instant: DateTime<Utc>| {
        let local = instant.with_timezone(&agreement.zone());
        local.format("%a %Y-%m-%d %H:%M").to_string()
    };
    (shown(window.opens), shown(window.closes))
}
