//! Rows of `docs/FAILURES.md` that are about time.

use super::common::{agreement, at, local, window, windows};
use serde_json::{Value, json};

fn daily(opens: &str, closes: &str, more: Value) -> Value {
    let mut document = json!({
        "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-01-01",
        "windows": [{
            "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            "opens": opens, "closes": closes,
        }],
    });
    if let (Some(document), Some(more)) = (document.as_object_mut(), more.as_object()) {
        document.extend(more.clone());
    }
    document
}

#[test]
fn failure_31_a_reply_leaves_at_the_agreed_hour_across_both_clock_changes() {
    let agreed = agreement(&daily("15:00", "17:00", json!({})));
    // Berlin is two hours ahead of UTC from 29 March to 25 October 2026, else one.
    for (written, leaves) in [
        ("2026-03-28T17:00:00Z", "2026-03-29T13:00:00Z"),
        ("2026-03-29T17:00:00Z", "2026-03-30T13:00:00Z"),
        ("2026-10-24T17:00:00Z", "2026-10-25T14:00:00Z"),
        ("2026-10-25T17:00:00Z", "2026-10-26T14:00:00Z"),
    ] {
        assert_eq!(agreed.release(at(written)), Some(at(leaves)), "{written}");
        let promised = agreed.promise(at(written)).unwrap();
        assert_eq!(promised.opens, at(leaves), "{written}");
        let (opens, closes) = local(&agreed, promised);
        assert!(
            opens.ends_with("15:00") && closes.ends_with("17:00"),
            "{opens}"
        );
    }
}

#[test]
fn failure_32_windows_cross_midnight_without_a_hole_and_none_is_empty() {
    let nights = agreement(&daily("22:30", "01:00", json!({})));
    assert_eq!(
        windows(&nights, "2026-06-02T00:00:00Z", "2026-06-03T12:00:00Z"),
        [window("2026-06-02T20:30:00Z", "2026-06-02T23:00:00Z")],
        "one window over midnight, not two"
    );
    // The minute before midnight and the one after it.
    for inside in ["2026-06-02T21:59:30Z", "2026-06-02T22:00:30Z"] {
        assert_eq!(nights.release(at(inside)), Some(at(inside)), "{inside}");
    }
    let whole = agreement(&daily("00:00", "24:00", json!({})));
    for inside in ["2026-06-02T21:59:59Z", "2026-06-02T22:00:00Z"] {
        assert!(whole.window_at(at(inside)).is_some(), "a hole at {inside}");
    }
    let degenerate = daily("15:00", "15:00", json!({}));
    assert!(holdfast_rhythm::Agreement::parse(&degenerate.to_string()).is_err());
}

#[test]
fn failure_33_time_away_is_on_the_dates_of_the_agreements_zone() {
    // Both ends of Christmas Eve in Berlin are another date in UTC or New York.
    let away = json!({ "away": [{ "from": "2026-12-24", "until": "2026-12-24" }] });
    for (opens, closes) in [("00:00", "01:00"), ("15:00", "17:00"), ("23:00", "24:00")] {
        let agreed = agreement(&daily(opens, closes, away.clone()));
        let found = windows(&agreed, "2026-12-22T12:00:00Z", "2026-12-26T12:00:00Z");
        let dates: Vec<String> = found
            .into_iter()
            .map(|window| local(&agreed, window).0)
            .map(|opens| opens.chars().skip(12).take(2).collect())
            .collect();
        assert!(dates.contains(&"23".to_owned()), "{opens}: {dates:?}");
        assert!(!dates.contains(&"24".to_owned()), "{opens}: {dates:?}");
        assert!(dates.contains(&"25".to_owned()), "{opens}: {dates:?}");
    }
}
