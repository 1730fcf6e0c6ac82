//! Every refusal names its path and the value, and says what would do.

use super::common::{afternoons, agreement, refused, with};
use holdfast_rhythm::Agreement;
use serde_json::{Value, json};

/// Asserts that there is a problem at `path` whose value and expectation hold
/// the given words.
#[track_caller]
fn assert_refused(document: &Value, path: &str, value: &str, expected: &str) {
    let problems = refused(document);
    let found = problems
        .iter()
        .find(|problem| problem.path == path)
        .unwrap_or_else(|| panic!("nothing at {path}: {problems}"));
    assert!(found.value.contains(value), "{found}");
    assert!(found.expected.contains(expected), "{found}");
    let sentence = found.to_string();
    for part in [&found.path, &found.value, &found.expected] {
        assert!(sentence.contains(part.as_str()), "{sentence}");
    }
}

fn with_windows(windows: Value) -> Value {
    with(afternoons(), "windows", windows)
}

fn with_window_field(field: &str, value: Value) -> Value {
    let mut document = afternoons();
    document["windows"][0][field] = value;
    document
}

fn without(field: &str) -> Value {
    let mut document = afternoons();
    document.as_object_mut().expect("an object").remove(field);
    document
}

#[test]
fn what_is_no_document() {
    for (text, value) in [
        ("", "line 1"),
        ("{", "line 1"),
        ("[]", "a list"),
        ("null", "null"),
        ("{}{}", "column 3"),
    ] {
        let problems = Agreement::parse(text).expect_err(text);
        let only = problems.iter().next().expect("one");
        assert_eq!(only.path, "document", "{only}");
        assert!(only.value.contains(value), "{only}");
    }
}

#[test]
fn missing_fields() {
    for field in ["version", "zone", "effective_from", "windows"] {
        assert_refused(&without(field), field, "missing", "");
    }
    let window = with_windows(json!([{ "days": ["mon"] }]));
    assert_refused(&window, "windows[0].opens", "missing", "HH:MM");
    assert_refused(&window, "windows[0].closes", "missing", "HH:MM");
    let away = with(afternoons(), "away", json!([{ "note": "sea" }]));
    assert_refused(&away, "away[0].from", "missing", "YYYY-MM-DD");
    assert_refused(&away, "away[0].until", "missing", "YYYY-MM-DD");
}

#[test]
fn unknown_fields() {
    let top = with(afternoons(), "timezone", json!("Europe/Berlin"));
    assert_refused(&top, "timezone", "\"Europe/Berlin\"", "effective_from");
    let window = with_window_field("day", json!("mon"));
    assert_refused(&window, "windows[0].day", "\"mon\"", "every_weeks");
    let away = json!([{ "from": "2026-12-24", "until": "2026-12-26", "why": 7 }]);
    assert_refused(
        &with(afternoons(), "away", away),
        "away[0].why",
        "7",
        "note",
    );
    let extra = json!([{ "date": "2026-12-24", "opens": "10:00", "closes": "11:00", "x": true }]);
    assert_refused(
        &with(afternoons(), "extra", extra),
        "extra[0].x",
        "true",
        "date",
    );
}

#[test]
fn wrong_types_and_values() {
    for (field, value, shown, expected) in [
        ("version", json!(0), "0", "from 1"),
        ("version", json!(-1), "-1", "whole number"),
        ("version", json!(1.5), "1.5", "whole number"),
        ("version", json!("1"), "\"1\"", "whole number"),
        (
            "version",
            json!(4_294_967_296_u64),
            "4294967296",
            "whole number",
        ),
        ("zone", json!("Berlin"), "\"Berlin\"", "IANA"),
        ("zone", json!("europe/berlin"), "\"europe/berlin\"", "IANA"),
        ("zone", json!(null), "null", "text"),
        (
            "effective_from",
            json!("2026-02-29"),
            "\"2026-02-29\"",
            "exists",
        ),
        (
            "effective_from",
            json!("2026-1-1"),
            "\"2026-1-1\"",
            "YYYY-MM-DD",
        ),
        (
            "effective_from",
            json!("23.11.2026"),
            "\"23.11.2026\"",
            "YYYY-MM-DD",
        ),
        ("effective_from", json!(20261123), "20261123", "YYYY-MM-DD"),
        ("windows", json!([]), "empty", "at least one"),
        ("windows", json!({}), "an object", "a list"),
        ("away", json!("none"), "\"none\"", "a list"),
        ("cutoff_minutes", json!(-5), "-5", "whole number"),
        (
            "cutoff_minutes",
            json!(120),
            "120",
            "less than the 120 minutes that windows[0]",
        ),
        ("notice_hours", json!(null), "null", "whole number"),
    ] {
        assert_refused(&with(afternoons(), field, value), field, shown, expected);
    }
}

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
fn wrong_time_away() {
    let away = |from: &str, until: &str| {
        with(
            afternoons(),
            "away",
            json!([{ "from": from, "until": until }]),
        )
    };
    let reversed = away("2026-12-24", "2026-12-23");
    assert_refused(
        &reversed,
        "away[0].until",
        "\"2026-12-23\"",
        "2026-12-24 or",
    );
    let impossible = away("2026-12-24", "2026-12-32");
    assert_refused(&impossible, "away[0].until", "\"2026-12-32\"", "exists");
    let spans: Vec<Value> = (0..367)
        .map(|_| json!({ "from": "2026-12-24", "until": "2026-12-24" }))
        .collect();
    assert_refused(
        &with(afternoons(), "away", json!(spans)),
        "away",
        "367",
        "366",
    );
    assert!(Agreement::parse(&with(afternoons(), "away", json!(spans[1..])).to_string()).is_ok());
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

#[test]
fn all_problems_are_named_at_once() {
    let document = json!({
        "version": 0,
        "zone": "Mars/Olympus",
        "effective_from": "2026-11-23",
        "windows": [
            { "days": ["mon"], "opens": "15:00", "closes": "15:00" },
            { "days": [], "opens": "15:00", "closes": "17:00" },
        ],
        "away": [{ "from": "2026-12-24", "until": "2026-12-01" }],
    });
    let problems = refused(&document);
    let paths: Vec<&str> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "version",
            "zone",
            "windows[0].closes",
            "windows[1].days",
            "away[0].until"
        ]
    );
    assert_eq!(problems.to_string().lines().count(), 5);
}

#[test]
fn dates_that_json_cannot_hold() {
    let mut document = agreement(&afternoons()).document().clone();
    document.effective_from = chrono::NaiveDate::MAX;
    document.away = vec![holdfast_rhythm::Away {
        from: chrono::NaiveDate::MIN,
        until: chrono::NaiveDate::MAX,
        note: None,
    }];
    let problems = Agreement::new(document).expect_err("refused");
    let paths: Vec<&str> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(paths, ["effective_from", "away[0].from", "away[0].until"]);

    // The last dates that it can hold are no trap either.
    for last in ["0000-01-01", "9999-12-31"] {
        agreement(&with(afternoons(), "effective_from", json!(last)));
    }
}

#[test]
fn a_note_is_never_repeated() {
    let note = "the anniversary";
    let span = json!([{ "from": "2026-12-24", "until": "2027-12-24", "note": note }]);
    let document = with(afternoons(), "away", span);
    let problems = refused(&document);
    assert!(!format!("{problems} {problems:?}").contains(note));

    let short = json!([{ "from": "2026-12-24", "until": "2026-12-26", "note": note }]);
    let agreed = agreement(&with(afternoons(), "away", short));
    assert!(!format!("{agreed:?}").contains(note));
    assert!(agreed.to_json().contains(note));
    assert!(!agreed.timing().contains(note));

    let misplaced = json!([{ "from": { "note": note }, "until": "2026-12-26" }]);
    let problems = refused(&with(afternoons(), "away", misplaced));
    assert!(!problems.to_string().contains(note));
}
