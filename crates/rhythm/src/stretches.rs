//! How long nobody reads.

use chrono::{DateTime, TimeDelta, Utc};

use crate::agreement::Agreement;
use crate::window::Window;

impl Agreement {
    /// The stretches of `[from, until)` without any window that last longer
    /// than so many days of 24 hours, in order: each from a closing (or `from`)
    /// to the next opening (or `until`).
    ///
    /// ```
    /// # use holdfast_rhythm::Agreement;
    /// let agreement = Agreement::parse(
    ///     r#"{
    ///         "version": 1,
    ///         "zone": "UTC",
    ///         "effective_from": "2026-11-23",
    ///         "windows": [{ "days": ["mon", "thu"], "opens": "15:00", "closes": "17:00" }],
    ///         "away": [{ "from": "2026-12-24", "until": "2027-01-01" }]
    ///     }"#,
    /// )?;
    /// let until = "2027-03-01T00:00:00Z".parse().expect("an instant");
    /// let stretches = agreement.stretches_without(7, agreement.starts(), until);
    /// assert_eq!(stretches.len(), 1);
    /// assert_eq!(stretches[0].opens.to_rfc3339(), "2026-12-21T17:00:00+00:00");
    /// assert_eq!(stretches[0].closes.to_rfc3339(), "2027-01-04T15:00:00+00:00");
    /// # Ok::<(), holdfast_rhythm::Problems>(())
    /// ```
    pub fn stretches_without(
        &self,
        longer_than_days: u32,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Vec<Window> {
        let longer_than = TimeDelta::days(longer_than_days.into());
        let mut stretches = Vec::new();
        let mut since = from;
        let mut up_to = |opens: DateTime<Utc>, closes: DateTime<Utc>| {
            if opens - since > longer_than {
                let (opens, closes) = (since, opens);
                stretches.push(Window { opens, closes });
            }
            since = since.max(closes);
        };
        for window in self.occurrences(from, until).filter_map(|it| it.window()) {
            up_to(window.opens, window.closes);
        }
        up_to(until, until);
        stretches
    }
}
