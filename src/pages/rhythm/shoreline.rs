//! What became of the promises, months at a glance: no totals, no shares.

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use core::cmp::{Ordering, Reverse};
use holdfast_protocol::Role;
use holdfast_rhythm::{Outcome, WallTime, resolve, sort_by_key};

use super::facts::Row;
use super::saying::{Said, Words};
use super::time_away::{TimeAway, times_away};
use crate::components::tide::{Month, Shell, ShellKind, Shore};
use crate::i18n::times::{Reader, month_name, sentence_start};
use crate::side::known;
use crate::state::{Author, Conversation, LedgerEntry};

/// The shoreline of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shoreline {
    /// The picture, the latest month first.
    pub shore: Shore,
    /// The same facts, the latest first.
    pub rows: Vec<Row>,
    /// Whether there are months before those shown.
    pub has_older: bool,
}

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct MonthOf {
    year: i32,
    month: u32,
}

impl MonthOf {
    fn of(date: NaiveDate) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
        }
    }

    fn before(self) -> Self {
        let Self { year, month } = self;
        if month == 1 {
            Self {
                year: year - 1,
                month: 12,
            }
        } else {
            Self {
                year,
                month: month - 1,
            }
        }
    }

    fn begins(self, reader: &Reader) -> DateTime<Utc> {
        let first = NaiveDate::from_ymd_opt(self.year, self.month, 1);
        first.map_or(reader.now, |first| {
            resolve(reader.zone, first, WallTime::MIDNIGHT)
        })
    }

    fn days(self) -> u32 {
        let has = |day: &u32| NaiveDate::from_ymd_opt(self.year, self.month, *day).is_some();
        (28..=31).rev().find(has).unwrap_or(28)
    }

    /// Which of its days `date` is: 0 before it, one more than it has after it.
    fn day(self, date: NaiveDate) -> u32 {
        match Self::of(date).cmp(&self) {
            Ordering::Less => 0,
            Ordering::Equal => date.day(),
            Ordering::Greater => self.days() + 1,
        }
    }

    /// With its year where that is not the reader's.
    fn name(self, reader: &Reader) -> String {
        let name = month_name(self.month, reader.language);
        if self.year == reader.date_of(reader.now).year() {
            name.to_owned()
        } else {
            format!("{name} {}", self.year)
        }
    }

    /// Its days that are away as a whole on the reader's clock.
    fn gaps(self, away: &[TimeAway], reader: &Reader) -> Vec<(u32, u32)> {
        let gap = |away: &TimeAway| {
            let eve = away.from - TimeDelta::nanoseconds(1);
            let from = self.day(reader.date_of(eve)) + 1;
            let back = self.day(reader.date_of(away.until));
            let until = back.saturating_sub(1).min(self.days());
            (from <= until).then_some((from, until))
        };
        away.iter().filter_map(gap).collect()
    }
}

/// When the first of so many months began, of which this one is the last.
#[must_use]
pub fn months_since(months: i64, reader: &Reader) -> DateTime<Utc> {
    let mut month = MonthOf::of(reader.date_of(reader.now));
    for _ in 1..months {
        month = month.before();
    }
    month.begins(reader)
}

/// The shoreline of so many months, counted back from the latest; none while
/// nothing has been promised.
#[must_use]
pub fn shoreline(
    conversation: &Conversation,
    months: i64,
    reader: &Reader,
    words: &dyn Words,
) -> Option<Shoreline> {
    let ledger = conversation.ledger(reader.now);
    let date = |at: DateTime<Utc>| reader.date_of(at);
    let month_of = |entry: &LedgerEntry| MonthOf::of(date(entry.window.opens));
    let mut first = ledger.iter().map(month_of).min()?;
    let today = MonthOf::of(date(reader.now));
    let last = ledger.iter().map(month_of).fold(today, MonthOf::max);
    let begun = conversation.timeline.versions().map(|version| version.from);
    let begun = begun.min().unwrap_or(reader.now);
    if conversation.reach.older {
        // What was promised before what is here is not known.
        first = first.min(MonthOf::of(date(begun)));
    }
    let away = times_away(&conversation.timeline);

    let mut shown = last;
    let mut shore = Shore::default();
    let mut rows: Vec<(DateTime<Utc>, Row)> = Vec::new();
    let mut left = months;
    while left > 0 && first <= shown {
        left -= 1;
        let mut shells = Vec::new();
        for entry in ledger.iter().rev().filter(|entry| month_of(entry) == shown) {
            let became = became(entry, conversation, reader, words);
            let opens = entry.window.opens;
            shells.push(Shell {
                day: date(opens).day(),
                kind: kind_of(entry.outcome),
                label: joined(&reader.interval(entry.window), &became),
            });
            let when = sentence_start(&reader.interval_in_both(entry.window));
            rows.push((opens, [when, sentence_start(&became)]));
        }
        shore.months.push(Month {
            name: shown.name(reader),
            days: shown.days(),
            from: shown.day(date(begun)).max(1),
            until: shown.day(date(reader.now)).min(shown.days()),
            shells,
            away: shown.gaps(&away, reader),
        });
        shown = shown.before();
    }
    for away in &away {
        if MonthOf::of(away.first) <= last && shown < MonthOf::of(away.last) {
            let dates = reader.dates(away.first, away.last);
            let label = words.say(Said::Away(&reader.date(away.last)));
            rows.push((away.from, [dates, label]));
        }
    }
    sort_by_key(&mut rows, |(at, _)| Reverse(*at));
    Some(Shoreline {
        shore,
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        has_older: first <= shown,
    })
}

fn kind_of(outcome: Outcome) -> ShellKind {
    match outcome {
        Outcome::Waiting => ShellKind::Waiting,
        Outcome::Kept => ShellKind::Kept,
        Outcome::Missed => ShellKind::Missed,
        Outcome::Repaired => ShellKind::Repaired,
        Outcome::Closed => ShellKind::NoneOwed,
    }
}

/// What became of one promised window, as the end of a sentence.
pub(super) fn became(
    entry: &LedgerEntry,
    conversation: &Conversation,
    reader: &Reader,
    words: &dyn Words,
) -> String {
    let came = entry.answered.map(|at| reader.moment(at));
    let owned = entry.owned.map(|at| reader.moment(at));
    let next = entry.next.map(|window| reader.interval(window));
    // Replies are the therapist's.
    let by = match known(conversation.role) {
        Role::Patient => Author::Them,
        Role::Therapist => Author::Me,
    };
    words.say(match (entry.outcome, &came, &owned, &next) {
        (Outcome::Waiting, ..) | (Outcome::Kept, None, ..) => Said::Waiting,
        (Outcome::Closed, ..) => Said::NoneOwed,
        (Outcome::Kept, Some(came), ..) => Said::Kept(came),
        (_, Some(came), Some(owned), _) => Said::Repaired { by, came, owned },
        (_, None, Some(owned), _) => Said::Owned { by, owned },
        (_, Some(came), None, _) => Said::MissedThen(came),
        (_, None, None, Some(next)) => Said::MissedNext(next),
        (_, None, None, None) => Said::Missed,
    })
}

/// One promise of the list: its window, and what became of it.
pub(super) fn joined(window: &str, became: &str) -> String {
    format!("{}: {became}", sentence_start(window))
}
