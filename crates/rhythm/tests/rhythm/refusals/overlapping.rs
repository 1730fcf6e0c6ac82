//! Windows that meet.

use super::{assert_refused, with_windows};
use crate::common::{afternoons, agreement, with};
use serde_json::{Value, json};

#[test]
fn overlapping_windows() {
    let rule = |days: &[&str], opens: &str, closes: &str, every_weeks: u32| json!({ "days": days, "opens": opens, "closes": closes, "every_weeks": every_weeks });
    for (one, other) in [
        // on the same day
        (
            rule(&["mon"], "10:00", "12:00", 1),
            rule(&["mon"], "11:59", "13:00", 1),
        ),
        (
            rule(&["mon"], "10:00", "12:00", 1),
            rule(&["mon"], "10:00", "12:00", 1),
        ),
        (
            rule(&["mon"], "10:00", "12:00", 1),
            rule(&["mon"], "09:00", "13:00", 1),
        ),
        // across midnight
        (
            rule(&["tue"], "23:00", "01:00", 1),
            rule(&["wed"], "00:30", "02:00", 1),
        ),
        (
            rule(&["wed"], "00:30", "02:00", 1),
            rule(&["tue"], "23:00", "01:00", 1),
        ),
        // across the week's end
        (
            rule(&["sun"], "23:00", "01:00", 1),
            rule(&["mon"], "00:00", "02:00", 1),
        ),
        (
            rule(&["mon"], "00:00", "02:00", 1),
            rule(&["sun"], "23:00", "01:00", 1),
        ),
        // rare weeks that coincide, at the latest after six weeks
        (
            rule(&["mon"], "10:00", "12:00", 2),
            rule(&["mon"], "11:00", "13:00", 3),
        ),
        (
            rule(&["mon"], "10:00", "12:00", 2),
            rule(&["mon"], "11:00", "13:00", 1),
        ),
        // a Sunday of an even week before a Monday of a third one
        (
            rule(&["sun"], "23:00", "01:00", 2),
            rule(&["mon"], "00:00", "02:00", 3),
        ),
        (
            rule(&["sun"], "23:00", "01:00", 2),
            rule(&["mon"], "00:00", "02:00", 1),
        ),
    ] {
        let document = with_windows(json!([one, other]));
        let opens = other["opens"].as_str().expect("a time");
        assert_refused(&document, "windows[1]", opens, "windows[0]");
    }
    for (one, other) in [
        // touching
        (
            rule(&["mon"], "10:00", "12:00", 1),
            rule(&["mon"], "12:00", "13:00", 1),
        ),
        (
            rule(&["tue"], "22:00", "24:00", 1),
            rule(&["wed"], "00:00", "02:00", 1),
        ),
        (
            rule(&["sun"], "22:00", "00:00", 1),
            rule(&["mon"], "00:00", "02:00", 1),
        ),
        // an even week is never followed by an even week
        (
            rule(&["sun"], "23:00", "01:00", 2),
            rule(&["mon"], "00:00", "02:00", 2),
        ),
        (
            rule(&["sun"], "23:00", "01:00", 2),
            rule(&["mon"], "00:00", "02:00", 4),
        ),
    ] {
        agreement(&with_windows(json!([one, other])));
    }
    // one rule on days that follow each other
    let nights = with_windows(json!([rule(&["mon", "tue"], "20:00", "19:00", 1)]));
    agreement(&nights);
    let weekend = json!([
        rule(&["sun"], "20:00", "08:00", 1),
        rule(&["mon"], "07:00", "09:00", 1)
    ]);
    assert_refused(
        &with_windows(weekend),
        "windows[1]",
        "mon 07:00–09:00",
        "sun 20:00–08:00",
    );
}

#[test]
fn overlapping_extra_windows() {
    let extra = |extra: Value| with(afternoons(), "extra", extra);
    let one = |date: &str, opens: &str, closes: &str| json!({ "date": date, "opens": opens, "closes": closes });
    let regular = extra(json!([one("2026-11-24", "16:30", "18:00")]));
    assert_refused(&regular, "extra[0]", "2026-11-24 16:30", "2026-11-24 15:00");
    let overnight = extra(json!([one("2026-11-23", "22:00", "16:00")]));
    assert_refused(
        &overnight,
        "extra[0]",
        "2026-11-23 22:00",
        "2026-11-24 15:00",
    );
    let twice = [
        one("2026-11-28", "10:00", "12:00"),
        one("2026-11-28", "11:00", "13:00"),
    ];
    assert_refused(&extra(json!(twice)), "extra[1]", "11:00", "extra[0]");
    let across = [
        one("2026-11-28", "22:00", "02:00"),
        one("2026-11-29", "01:00", "03:00"),
    ];
    assert_refused(&extra(json!(across)), "extra[1]", "2026-11-29", "extra[0]");
    let short = extra(json!([one("2026-11-28", "10:00", "10:30")]));
    agreement(&short);
    let shorter = extra(json!([one("2026-11-28", "10:00", "10:29")]));
    assert_refused(&shorter, "cutoff_minutes", "30", "29 minutes that extra[0]");
    let equal = extra(json!([one("2026-11-28", "10:00", "10:00")]));
    assert_refused(&equal, "extra[0].closes", "10:00", "other than");

    // On a date away the regular window makes room; on a weekend there is none.
    let away = json!([{ "from": "2026-11-24", "until": "2026-11-24" }]);
    agreement(&with(regular, "away", away));
    agreement(&extra(json!([one("2026-11-28", "15:00", "17:00")])));
    agreement(&extra(json!([one("2026-11-24", "17:00", "18:00")])));
}

#[test]
fn extra_windows_do_not_meet_what_the_first_date_cuts_off() {
    let nights = with_windows(json!([
        { "days": ["sun", "mon"], "opens": "22:00", "closes": "02:00" }
    ]));
    let extra = |date: &str| json!([{ "date": date, "opens": "00:30", "closes": "01:30" }]);
    agreement(&with(nights.clone(), "extra", extra("2026-11-23")));
    let meets = with(nights, "extra", extra("2026-11-24"));
    assert_refused(&meets, "extra[0]", "2026-11-24", "2026-11-23 22:00");
}

#[test]
fn extra_windows_before_the_first_date_would_never_open() {
    let extra = |date: &str| {
        let one = json!([{ "date": date, "opens": "10:00", "closes": "12:00" }]);
        with(afternoons(), "extra", one)
    };
    assert_refused(
        &extra("2026-11-22"),
        "extra[0].date",
        "\"2026-11-22\"",
        "2026-11-23 or a later date",
    );
    agreement(&extra("2026-11-23"));
}

#[test]
fn extra_windows_meet_fortnightly_ones_only_in_their_weeks() {
    let fortnightly = with_windows(json!([
        { "days": ["mon"], "opens": "15:00", "closes": "17:00", "every_weeks": 2 }
    ]));
    let extra = |date: &str| json!([{ "date": date, "opens": "15:00", "closes": "17:00" }]);
    let meets = with(fortnightly.clone(), "extra", extra("2026-12-07"));
    assert_refused(&meets, "extra[0]", "2026-12-07", "2026-12-07");
    agreement(&with(fortnightly, "extra", extra("2026-11-30")));
}
