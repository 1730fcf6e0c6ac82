//! A window stays within reach when the clocks skip one.

use super::common::{agreement, at, refused, with};
use holdfast_rhythm::Agreement;
use serde_json::{Value, json};

/// Sundays from 02:00 to 03:00 in Berlin, an hour that 29 March 2026 lacks.
fn nights(effective_from: &str, every_weeks: u32) -> Value {
    json!({
        "version": 1,
        "zone": "Europe/Berlin",
        "effective_from": effective_from,
        "windows": [{ "days": ["sun"], "opens": "02:00", "closes": "03:00", "every_weeks": every_weeks }],
    })
}

#[track_caller]
fn assert_out_of_reach(document: &Value, path: &str, since: &str) {
    let problems = refused(document);
    let only = problems.iter().next().expect("one");
    assert_eq!(only.path, path, "{problems}");
    let said = only.to_string();
    assert!(
        said.contains("within 60 days of") && said.contains(since),
        "{said}"
    );
}

#[test]
fn a_rare_window_that_the_clocks_skip_is_out_of_reach() {
    assert_out_of_reach(&nights("2026-02-01", 8), "windows", "2026-02-01");
    assert_out_of_reach(&nights("2026-02-15", 6), "windows", "2026-02-15");
    assert!(
        refused(&nights("2026-02-15", 6))
            .to_string()
            .contains("never skip")
    );
    // Five weeks: 22 February, then 3 May, 70 days later.
    assert_out_of_reach(&nights("2026-02-22", 5), "windows", "2026-02-22");
    agreement(&nights("2026-03-01", 4));
}

#[test]
fn so_it_is_where_the_clocks_skip_it_only_years_later() {
    // Every eighth Sunday from 8 March 2026 meets the last Sunday of March for
    // the first time in 2031.
    let later = nights("2026-03-08", 8);
    let long_before = "2030-01-01T00:00:00Z";
    assert_out_of_reach(&later, "windows", "2031-02-02");
    let sooner = with(
        later,
        "windows",
        json!([
            { "days": ["sun"], "opens": "03:00", "closes": "04:00", "every_weeks": 8 }
        ]),
    );
    assert!(agreement(&sooner).promise(at(long_before)).is_some());
}

#[test]
fn a_window_that_stands_in_for_the_skipped_one_is_enough() {
    let bridged = with(
        nights("2026-02-01", 8),
        "windows",
        json!([
            { "days": ["sun"], "opens": "02:00", "closes": "03:00", "every_weeks": 8 },
            { "days": ["mon"], "opens": "15:00", "closes": "16:00", "every_weeks": 8 },
        ]),
    );
    agreement(&bridged);
}

#[test]
fn time_away_beside_a_skipped_window_is_what_is_too_long() {
    // 1 March, then away on the 26th of April, with nothing on 29 March.
    let away = json!([{ "from": "2026-04-20", "until": "2026-04-27" }]);
    let document = with(nights("2026-03-01", 4), "away", away.clone());
    assert_out_of_reach(&document, "away[0]", "2026-03-01");
    // The same a year earlier or later leaves a window out, and no more.
    agreement(&with(nights("2026-03-08", 4), "away", away));
}

#[test]
fn every_promise_of_a_rare_rhythm_is_kept_for_decades() {
    for every_weeks in 4..=8 {
        for day in 1..=28 {
            let document = nights(&format!("2026-02-{day:02}"), every_weeks);
            let Ok(agreed) = Agreement::parse(&document.to_string()) else {
                continue;
            };
            let mut instant = agreed.starts();
            while instant < at("2050-10-01T00:00:00Z") {
                assert!(agreed.promise(instant).is_some(), "{document} at {instant}");
                instant += chrono::TimeDelta::hours(61);
            }
        }
    }
}
