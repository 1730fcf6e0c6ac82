//! The agreements of one conversation, one after the other.

mod standing;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::agreement::{Agreement, REACH};
use crate::order::sort_by_key;
use crate::window::{Occurrence, Window};
use crate::zone::TZ_DATABASE_VERSION;

/// The agreements both sides accepted, in order of version. Each rules from
/// local midnight of its `effective_from`, or from its acceptance if that came
/// later, until a later version does.
///
/// A window belongs to the version that rules when it opens, and stays whole
/// when the next version begins while it is open. A window that is already open
/// when a version is accepted belongs to that version too.
///
/// A window that a letter was promised before a version was accepted stands,
/// even if that version takes over before it opens (product rule 5).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Timeline {
    versions: Vec<InForce>,
    /// When the patient's letters arrived, in order.
    letters: Vec<DateTime<Utc>>,
    /// Windows promised before a version was accepted, listed by one or not.
    standing: Vec<Window>,
}

/// An agreement on the timeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InForce {
    /// What was agreed.
    pub agreement: Agreement,
    /// When the second side accepted, by the relay's clock.
    pub accepted: DateTime<Utc>,
    /// From when on it rules.
    pub from: DateTime<Utc>,
}

/// A promise as it is stored: computed once, never again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Promise {
    /// The window in which there will be an answer.
    pub window: Window,
    /// The version of the agreement it comes from.
    pub version: u32,
    /// The release of the time zone database it was computed with.
    pub tz_database: String,
}

/// When a reply may leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReleaseAt {
    /// At once: a window is open, or no agreement rules. Without an agreement
    /// there is no rhythm (product rule 1), so there is nothing to hold a reply
    /// to, and holding it would leave it without a moment to go.
    Now,
    /// When the next window opens.
    At(DateTime<Utc>),
    /// No window opens within [`REACH`].
    NotWithinReach,
}

impl Timeline {
    /// A timeline on which nothing is agreed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an agreement that both sides had accepted at `accepted`. A version
    /// that is already there stays as it was: its promises may have been given.
    pub fn accept(&mut self, agreement: Agreement, accepted: DateTime<Utc>) {
        let version = agreement.version();
        let place = self
            .versions
            .binary_search_by_key(&version, |there| there.agreement.version());
        if let Err(place) = place {
            let from = agreement.starts().max(accepted);
            self.versions.insert(
                place,
                InForce {
                    agreement,
                    accepted,
                    from,
                },
            );
            self.stand();
        }
    }

    /// Whether nothing is agreed yet.
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }

    /// What was accepted, in order of version.
    pub fn versions(&self) -> impl Iterator<Item = &InForce> {
        self.versions.iter()
    }

    /// The agreement that rules at `instant`.
    pub fn in_force(&self, instant: DateTime<Utc>) -> Option<&Agreement> {
        let ruling = self
            .versions
            .iter()
            .rev()
            .find(|there| there.from <= instant);
        ruling.map(|there| &there.agreement)
    }

    /// The agreement that will take over next after `instant`.
    pub fn next_change(&self, instant: DateTime<Utc>) -> Option<&InForce> {
        self.reigns(DateTime::<Utc>::MAX_UTC)
            .map(|reign| reign.of)
            .filter(|there| there.from > instant)
            .min_by_key(|there| there.from)
    }

    /// What overlaps `[from, to)`, ordered by opening, whichever version it
    /// comes from. Where versions meet, and where a promised window stands, two
    /// windows may overlap.
    pub fn windows(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Occurrence> {
        let mut all: Vec<Occurrence> = self
            .reigns(DateTime::<Utc>::MAX_UTC)
            .flat_map(|reign| {
                reign
                    .of
                    .agreement
                    .occurrences(from.max(reign.of.from), to)
                    .take_while(move |occurrence| occurrence.at() < reign.until)
            })
            .collect();
        let overlapping = self.standing.iter().filter(|it| it.overlaps(from, to));
        for standing in overlapping.map(|window| Occurrence::Open(*window)) {
            if !all.contains(&standing) {
                all.push(standing);
            }
        }
        sort_by_key(&mut all, Occurrence::at);
        all.dedup();
        all
    }

    /// The window that is open at `instant`; of several, the one that is open
    /// longest.
    pub fn window_at(&self, instant: DateTime<Utc>) -> Option<Window> {
        let standing = self.standing.iter().copied();
        self.reigns(DateTime::<Utc>::MAX_UTC)
            .filter(|reign| reign.of.from <= instant)
            .filter_map(|reign| {
                let window = reign.of.agreement.window_at(instant)?;
                (window.opens < reign.until).then_some(window)
            })
            .chain(standing.filter(|window| window.contains(instant)))
            .max_by_key(|window| window.closes)
    }

    /// The first window that opens after `instant`.
    pub fn next_opening(&self, instant: DateTime<Utc>) -> Option<Window> {
        let standing = self.standing.iter().copied();
        self.reigns(DateTime::<Utc>::MAX_UTC)
            .filter(|reign| instant < reign.until)
            .filter_map(|reign| {
                let from = instant.max(reign.of.from);
                let mut windows = reign.of.agreement.windows_from(from);
                let first = windows.find(|window| window.opens > instant)?;
                (first.opens < reign.until).then_some(first)
            })
            .chain(standing.filter(|window| window.opens > instant))
            .min_by_key(|window| window.opens)
    }

    /// The window in which a message that reached the relay at `arrived` will
    /// be answered, by what was accepted at that time: a version accepted later
    /// never moves a promise (product rule 5). `None` without an agreement, or
    /// when no window opens within [`REACH`].
    pub fn promise(&self, arrived: DateTime<Utc>) -> Option<Window> {
        self.promise_and_version(arrived).map(|(window, _)| window)
    }

    /// The promise for a message that reached the relay at `arrived`, as it is
    /// to be stored.
    pub fn promise_record(&self, arrived: DateTime<Utc>) -> Option<Promise> {
        let (window, version) = self.promise_and_version(arrived)?;
        Some(Promise {
            window,
            version,
            tz_database: TZ_DATABASE_VERSION.to_owned(),
        })
    }

    /// When a reply written at `written` may leave.
    pub fn release(&self, written: DateTime<Utc>) -> ReleaseAt {
        if self.in_force(written).is_none() || self.window_at(written).is_some() {
            return ReleaseAt::Now;
        }
        match self.next_opening(written) {
            Some(window) if window.opens - written <= REACH => ReleaseAt::At(window.opens),
            _ => ReleaseAt::NotWithinReach,
        }
    }

    fn promise_and_version(&self, arrived: DateTime<Utc>) -> Option<(Window, u32)> {
        let reach = arrived.checked_add_signed(REACH)?;
        self.reigns(arrived)
            .filter_map(|reign| {
                let agreement = &reign.of.agreement;
                let first = agreement.windows_promised(arrived).next()?;
                let reigns = first.opens < reign.until && first.opens <= reach;
                reigns.then_some((first, agreement.version()))
            })
            .min_by_key(|(window, _)| window.opens)
    }

    /// Who rules when, by what had been accepted at `known`.
    fn reigns(&self, known: DateTime<Utc>) -> impl Iterator<Item = Reign<'_>> {
        let mut until = DateTime::<Utc>::MAX_UTC;
        let mut reigns: Vec<Reign<'_>> = Vec::new();
        for of in self.versions.iter().rev() {
            if of.accepted > known {
                continue;
            }
            if of.from < until {
                reigns.push(Reign { of, until });
                until = of.from;
            }
        }
        reigns.into_iter().rev()
    }
}

/// A version and the instant at which a later one takes over.
struct Reign<'a> {
    of: &'a InForce,
    until: DateTime<Utc>,
}
