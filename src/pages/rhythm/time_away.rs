//! Time away, as it counts.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use holdfast_rhythm::{Timeline, WallTime, resolve, sort_by_key};

/// A stretch of time away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeAway {
    /// Its first moment.
    pub from: DateTime<Utc>,
    /// The first moment back.
    pub until: DateTime<Utc>,
    /// Its first date, by the agreement's calendar: that is how it is spoken of.
    pub first: NaiveDate,
    /// Its last date.
    pub last: NaiveDate,
}

/// Time away of every version, for as long as that version rules, in order.
/// Where one version goes on with the time away of another it is one stretch.
#[must_use]
pub fn times_away(timeline: &Timeline) -> Vec<TimeAway> {
    let versions: Vec<_> = timeline.versions().collect();
    let mut all = Vec::new();
    for (index, version) in versions.iter().enumerate() {
        let later = versions[index + 1..].iter().map(|later| later.from);
        let rules_until = later.min().unwrap_or(DateTime::<Utc>::MAX_UTC);
        let zone = version.agreement.zone();
        for away in &version.agreement.document().away {
            let from = resolve(zone, away.from, WallTime::MIDNIGHT).max(version.from);
            let until = resolve(zone, away.until, WallTime::END_OF_DAY).min(rules_until);
            if from < until {
                let date = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
                all.push(TimeAway {
                    from,
                    until,
                    first: date(from),
                    last: date(until - TimeDelta::seconds(1)),
                });
            }
        }
    }
    sort_by_key(&mut all, |away| away.from);
    let mut joined: Vec<TimeAway> = Vec::with_capacity(all.len());
    for away in all {
        match joined.last_mut() {
            Some(before) if away.from <= before.until => {
                before.until = before.until.max(away.until);
                before.last = before.last.max(away.last);
            }
            _ => joined.push(away),
        }
    }
    joined
}
