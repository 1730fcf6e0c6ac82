//! What is promised and when replies leave, as versions follow each other.

use super::{daily, timeline, two_versions};
use crate::common::{agreement, at, window};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_rhythm::{Promise, ReleaseAt, TZ_DATABASE_VERSION, Timeline};
use serde_json::json;

#[test]
fn a_promise_knows_only_what_was_accepted_on_arrival() {
    let timeline = two_versions();
    let before = at("2026-11-29T17:30:00Z");
    let evening = at("2026-12-01T18:00:00Z");
    let morning = window("2026-12-02T09:00:00Z", "2026-12-02T11:00:00Z");
    assert_eq!(timeline.promise(evening), Some(morning));
    assert_eq!(
        timeline.promise_record(evening),
        Some(Promise {
            window: morning,
            version: 2,
            tz_database: TZ_DATABASE_VERSION.to_owned(),
        })
    );
    assert_eq!(
        timeline
            .promise_record(before)
            .map(|promise| promise.version),
        Some(1)
    );

    // Accepted only afterwards: it does not move what was promised.
    let mut later = Timeline::new();
    later.accept(
        daily(1, "2026-11-01", "15:00", "17:00"),
        at("2026-10-31T12:00:00Z"),
    );
    let promised = later.promise(evening);
    later.accept(
        daily(2, "2026-12-02", "09:00", "11:00"),
        at("2026-12-01T19:00:00Z"),
    );
    assert_eq!(
        promised,
        Some(window("2026-12-02T15:00:00Z", "2026-12-02T17:00:00Z"))
    );
    assert_eq!(later.promise(evening), promised);
}

#[test]
fn a_first_agreement_that_starts_later_is_already_promised() {
    let timeline = timeline(&[(
        daily(1, "2026-11-25", "15:00", "17:00"),
        "2026-11-23T12:00:00Z",
    )]);
    let promised = window("2026-11-25T15:00:00Z", "2026-11-25T17:00:00Z");
    assert_eq!(
        timeline.promise(at("2026-11-23T11:00:00Z")),
        None,
        "not agreed yet"
    );
    assert_eq!(timeline.promise(at("2026-11-23T13:00:00Z")), Some(promised));
}

#[test]
fn replies_leave_by_the_version_that_rules() {
    let timeline = two_versions();
    for (written, released) in [
        ("2026-10-31T13:00:00Z", ReleaseAt::Now),
        ("2026-11-20T16:00:00Z", ReleaseAt::Now),
        (
            "2026-11-20T17:00:00Z",
            ReleaseAt::At(at("2026-11-21T15:00:00Z")),
        ),
        (
            "2026-12-01T17:00:00Z",
            ReleaseAt::At(at("2026-12-02T09:00:00Z")),
        ),
        (
            "2026-12-02T15:30:00Z",
            ReleaseAt::At(at("2026-12-03T09:00:00Z")),
        ),
    ] {
        assert_eq!(timeline.release(at(written)), released, "{written}");
    }
    let sabbatical = agreement(&json!({
        "version": 3, "zone": "UTC", "effective_from": "2026-12-10",
        "windows": [{ "days": ["mon"], "opens": "15:00", "closes": "17:00", "every_weeks": 8 }],
        "away": [{ "from": "2026-12-10", "until": "2027-02-01" }],
        "extra": [{ "date": "2027-02-05", "opens": "10:00", "closes": "11:00" }],
    }));
    let mut weekly = Timeline::new();
    weekly.accept(
        agreement(&json!({
            "version": 1, "zone": "UTC", "effective_from": "2026-10-05",
            "windows": [{ "days": ["mon"], "opens": "15:00", "closes": "17:00", "every_weeks": 4 }],
        })),
        at("2026-10-01T00:00:00Z"),
    );
    weekly.accept(sabbatical, at("2026-11-01T00:00:00Z"));
    let after_the_last = at("2026-11-30T17:00:00Z");
    assert_eq!(weekly.release(after_the_last), ReleaseAt::NotWithinReach);
    assert_eq!(weekly.promise(after_the_last + TimeDelta::seconds(1)), None);
}

#[test]
fn a_single_version_answers_like_its_agreement() {
    let agreed = daily(1, "2026-11-01", "15:00", "17:00");
    let timeline = timeline(&[(agreed.clone(), "2026-10-31T12:00:00Z")]);
    let first = at("2026-11-01T00:00:00Z");
    let hours = (0..400).map(|step| first + TimeDelta::minutes(37 * step));
    for now in hours {
        assert_eq!(timeline.window_at(now), agreed.window_at(now));
        assert_eq!(timeline.next_opening(now), agreed.next_opening(now));
        assert_eq!(timeline.promise(now), agreed.promise(now));
        let released = match timeline.release(now) {
            ReleaseAt::Now => Some(now),
            ReleaseAt::At(opens) => Some(opens),
            ReleaseAt::NotWithinReach => None,
        };
        assert_eq!(released, agreed.release(now));
        let to: DateTime<Utc> = now + TimeDelta::days(3);
        assert_eq!(
            timeline.windows(now, to),
            agreed.occurrences(now, to).collect::<Vec<_>>()
        );
    }
}
