//! Windows that are none, too many, or never within reach.

use super::{assert_refused, with_window_field, with_windows};
use crate::common::{afternoons, agreement, refused, with};
use serde_json::{Value, json};

#[test]
fn wrong_windows() {
    for (field, value, path, shown, expected) in [
        ("opens", json!("15"), "windows[0].opens", "\"15\"", "HH:MM"),
        (
            "opens",
            json!("9:00"),
            "windows[0].opens",
            "\"9:00\"",
            "HH:MM",
        ),
        (
            "opens",
            json!("24:00"),
            "windows[0].opens",
            "\"24:00\"",
            "23:59",
        ),
        (
            "closes",
            json!("24:01"),
            "windows[0].closes",
            "\"24:01\"",
            "24:00",
        ),
        (
            "closes",
            json!("17:60"),
            "windows[0].closes",
            "\"17:60\"",
            "HH:MM",
        ),
        (
            "closes",
            json!("1700"),
            "windows[0].closes",
            "\"1700\"",
            "HH:MM",
        ),
        (
            "closes",
            json!("+7:00"),
            "windows[0].closes",
            "\"+7:00\"",
            "HH:MM",
        ),
        (
            "closes",
            json!("１７:00"),
            "windows[0].closes",
            "\"１７:00\"",
            "HH:MM",
        ),
        (
            "closes",
            json!("15:00"),
            "windows[0].closes",
            "\"15:00\"",
            "other than",
        ),
        (
            "days",
            json!([]),
            "windows[0].days",
            "empty",
            "at least one",
        ),
        ("days", json!("mon"), "windows[0].days", "\"mon\"", "a list"),
        (
            "days",
            json!(["mon", "Tue"]),
            "windows[0].days[1]",
            "\"Tue\"",
            "tue",
        ),
        (
            "days",
            json!(["mon", "mon"]),
            "windows[0].days[1]",
            "\"mon\"",
            "once",
        ),
        (
            "every_weeks",
            json!(0),
            "windows[0].every_weeks",
            "0",
            "from 1",
        ),
        (
            "every_weeks",
            json!(53),
            "windows[0].every_weeks",
            "53",
            "52",
        ),
    ] {
        assert_refused(&with_window_field(field, value), path, shown, expected);
    }
}

#[test]
fn too_many_windows() {
    let list = |count: u32| -> Value {
        (0..count)
            .map(|index| {
                let opens = format!("{:02}:{:02}", index / 4, index % 4 * 15);
                let closes = format!("{:02}:{:02}", index / 4, index % 4 * 15 + 14);
                json!({ "days": ["mon"], "opens": opens, "closes": closes })
            })
            .collect()
    };
    let document = |count| with(with_windows(list(count)), "cutoff_minutes", json!(0));
    agreement(&document(64));
    assert_refused(&document(65), "windows", "65", "at most 64");
}

#[test]
fn no_window_within_reach() {
    let away = |until: &str| {
        let span = json!([{ "from": "2026-12-01", "until": until, "note": "sabbatical" }]);
        with(afternoons(), "away", span)
    };
    // The last window before closes for new messages on 30 November at 16:30;
    // sixty days later is 29 January, a Friday.
    agreement(&away("2027-01-28"));
    assert_refused(
        &away("2027-01-29"),
        "away[0]",
        "2026-12-01 to 2027-01-29",
        "60 days",
    );
    let endless = away("9999-12-31");
    assert_refused(&endless, "away[0]", "9999-12-31", "60 days of 2026-11-30");
    assert!(!refused(&endless).to_string().contains("sabbatical"));

    let bridged = with(
        away("2027-03-01"),
        "extra",
        json!([{ "date": "2027-01-15", "opens": "10:00", "closes": "12:00" }]),
    );
    agreement(&bridged);

    // The cut-off counts: what arrives at 16:31 on 30 November has missed that
    // day, and sixty days later is too early for a quarter to five.
    let by_the_cutoff = |opens: &str| {
        let extra = json!([{ "date": "2027-01-29", "opens": opens, "closes": "18:00" }]);
        with(away("2027-01-29"), "extra", extra)
    };
    agreement(&by_the_cutoff("16:30"));
    assert_refused(&by_the_cutoff("16:31"), "away[0]", "2027-01-29", "60 days");

    let from_the_start = json!([{ "from": "2026-11-01", "until": "2027-02-01" }]);
    let document = with(afternoons(), "away", from_the_start);
    assert_refused(&document, "away[0]", "2027-02-01", "2026-11-23");

    let in_pieces = json!([
        { "from": "2026-12-01", "until": "2026-12-31" },
        { "from": "2027-01-01", "until": "2027-02-28" },
    ]);
    let document = with(afternoons(), "away", in_pieces);
    assert_refused(&document, "away[1]", "2027-02-28", "60 days");

    let long_past = json!([{ "from": "2025-01-01", "until": "2026-11-22" }]);
    agreement(&with(afternoons(), "away", long_past));
}

#[test]
fn rare_windows_must_be_within_reach() {
    agreement(&with_window_field("every_weeks", json!(8)));
    agreement(&with_window_field("every_weeks", json!(9)));
    assert_refused(
        &with_window_field("every_weeks", json!(10)),
        "windows",
        "60 days",
        "8 weeks",
    );
    let one_day = with_windows(json!([
        { "days": ["mon"], "opens": "15:00", "closes": "17:00", "every_weeks": 9 }
    ]));
    assert_refused(&one_day, "windows", "60 days of 2026-11-23", "8 weeks");
}
