//! A conversation as a tide chart. Pure: the conversation, the time to show,
//! who reads and in which words come in; nothing else is asked.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, TimeDelta, Utc};
use holdfast_protocol::{Answer, Release};
use holdfast_rhythm::{Tz, WallTime, Window, resolve, sort_by_key};

use crate::components::tide::{
    Arc, ArcKind, Away, Change, Mark, MarkKind, Now, Tick, TideChart, Window as Tide, WindowKind,
};
use crate::i18n::times::{Reader, weekday_short};
use crate::state::{Author, Conversation, Letter, LetterState, Standing};

/// Windows this far outside the chart still shape the line at its edges.
const NEIGHBOURS: TimeDelta = TimeDelta::days(2);
/// How far the strip looks back, at most, for the letter that waits.
const STRIP_LOOKS_BACK: TimeDelta = TimeDelta::days(1);
/// How far the strip looks ahead, at most.
const STRIP_LOOKS_AHEAD: TimeDelta = TimeDelta::days(60);

/// What the picture says; times come in already worded.
pub trait Words {
    /// At the float.
    fn now(&self) -> String;
    /// A letter or a reply that has left, and when.
    fn wrote(&self, author: Author, when: &str) -> String;
    /// A held reply and when it leaves; none while it waits for a word.
    fn held(&self, leaves: Option<&str>) -> String;
    /// Time away and its last day.
    fn away_until(&self, last_day: &str) -> String;
    /// Where another agreement takes over.
    fn new_rhythm(&self) -> String;
    /// A window in the table.
    fn window(&self, kind: WindowKind) -> String;
}

/// Seven days from a Monday on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    /// The week of `instant` as `zone` counts its days.
    #[must_use]
    pub fn of(instant: DateTime<Utc>, zone: Tz) -> Self {
        let date = instant.with_timezone(&zone).date_naive();
        let since_monday = date.weekday().num_days_from_monday();
        Self {
            monday: date - Days::new(u64::from(since_monday)),
        }
    }

    /// So many weeks later; earlier for a negative number.
    #[must_use]
    pub fn later(self, weeks: i64) -> Self {
        Self {
            monday: self.monday + TimeDelta::weeks(weeks),
        }
    }

    /// Its first day, a Monday.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.monday
    }

    /// Its last day, a Sunday.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.monday + Days::new(6)
    }

    /// From its first midnight up to its last in `zone`.
    #[must_use]
    pub fn span(self, zone: Tz) -> Window {
        let midnight = |date| resolve(zone, date, WallTime::MIDNIGHT);
        Window {
            opens: midnight(self.monday),
            closes: midnight(self.monday + Days::new(7)),
        }
    }
}

/// One week of the rhythm.
#[must_use]
pub fn week(
    conversation: &Conversation,
    week: Week,
    reader: &Reader,
    words: &dyn Words,
) -> TideChart {
    chart(conversation, week.span(reader.zone), reader, words)
}

/// From now to the answer, or to the window in which one could come; none
/// while no rhythm is agreed or no window is in reach.
#[must_use]
pub fn strip(conversation: &Conversation, reader: &Reader, words: &dyn Words) -> Option<TideChart> {
    let now = reader.now;
    let waiting: Vec<(&Letter, Window)> = promised(conversation, now).collect();
    let window = waiting
        .iter()
        .map(|(_, window)| *window)
        .min_by_key(|window| window.closes)
        .or_else(|| conversation.timeline.promise(now))
        .or_else(|| conversation.timeline.next_opening(now))
        .filter(|window| window.opens - now <= STRIP_LOOKS_AHEAD)?;
    let since = waiting
        .iter()
        .map(|(letter, _)| letter.written)
        .min()
        .map_or(now, |written| written.clamp(now - STRIP_LOOKS_BACK, now));
    let rim = (window.closes - since) / 12;
    let span = Window {
        opens: since - rim,
        closes: window.closes + rim,
    };
    Some(chart(conversation, span, reader, words))
}

/// A chart of `span` with nothing on it.
#[must_use]
pub fn nothing(span: Window) -> TideChart {
    TideChart {
        from: span.opens,
        until: span.closes,
        now: None,
        windows: Vec::new(),
        marks: Vec::new(),
        arcs: Vec::new(),
        away: Vec::new(),
        change: None,
        ticks: Vec::new(),
    }
}

/// The same facts as the chart's, in order of time: when, and what.
#[must_use]
pub fn table(chart: &TideChart, reader: &Reader, words: &dyn Words) -> Vec<[String; 2]> {
    let within =
        |from: DateTime<Utc>, until: DateTime<Utc>| from < chart.until && until > chart.from;
    let mut rows: Vec<(DateTime<Utc>, [String; 2])> = Vec::new();
    for tide in chart.windows.iter().filter(|w| within(w.opens, w.closes)) {
        let window = Window {
            opens: tide.opens,
            closes: tide.closes,
        };
        let when = reader.interval_in_both(window);
        rows.push((tide.opens, [when, words.window(tide.kind)]));
    }
    for mark in chart.marks.iter().filter(|m| within(m.at, m.at)) {
        rows.push((mark.at, [reader.moment(mark.at), mark.label.clone()]));
    }
    for away in chart.away.iter().filter(|a| within(a.from, a.until)) {
        rows.push((away.from, [reader.day(away.from), away.label.clone()]));
    }
    for change in chart.change.iter().filter(|c| within(c.at, c.at)) {
        let when = reader.moment(change.at);
        rows.push((change.at, [when, change.label.clone()]));
    }
    sort_by_key(&mut rows, |(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn chart(
    conversation: &Conversation,
    span: Window,
    reader: &Reader,
    words: &dyn Words,
) -> TideChart {
    TideChart {
        now: Some(Now {
            at: reader.now,
            label: words.now(),
        }),
        windows: windows(conversation, span, reader),
        marks: marks(conversation, reader, words),
        arcs: arcs(conversation, reader.now),
        away: away(conversation, reader, words),
        change: conversation
            .timeline
            .next_change(reader.now)
            .filter(|_| conversation.timeline.in_force(reader.now).is_some())
            .map(|next| Change {
                at: next.from,
                label: words.new_rhythm(),
            }),
        ticks: ticks(span, reader),
        ..nothing(span)
    }
}

/// The patient's letters that have a promise which is still open.
fn promised(
    conversation: &Conversation,
    now: DateTime<Utc>,
) -> impl Iterator<Item = (&Letter, Window)> {
    conversation
        .letters()
        .into_iter()
        .filter_map(move |letter| match conversation.state_of(letter, now) {
            LetterState::Promised { promise, .. } if conversation.is_patients(letter) => {
                Some((letter, promise.window))
            }
            _ => None,
        })
}

/// The windows agreed, and those promised: a promise stands even where a later
/// version has no such window (product rule 5).
fn windows(conversation: &Conversation, span: Window, reader: &Reader) -> Vec<Tide> {
    let promises: Vec<Window> = promised(conversation, reader.now)
        .map(|(_, window)| window)
        .collect();
    let mut all: Vec<Window> = conversation
        .timeline
        .windows(span.opens - NEIGHBOURS, span.closes + NEIGHBOURS)
        .iter()
        .filter_map(|occurrence| occurrence.window())
        .chain(promises.iter().copied())
        .collect();
    sort_by_key(&mut all, |window| (window.opens, window.closes));
    all.dedup();
    all.into_iter()
        .map(|window| Tide {
            opens: window.opens,
            closes: window.closes,
            label: format!(
                "{}–{}",
                reader.clock(window.opens),
                reader.clock(window.closes)
            ),
            kind: if promises.contains(&window) {
                WindowKind::Promised
            } else {
                WindowKind::Agreed
            },
        })
        .collect()
}

fn marks(conversation: &Conversation, reader: &Reader, words: &dyn Words) -> Vec<Mark> {
    let mark = |letter: &Letter| {
        if conversation.is_patients(letter) {
            return Mark {
                at: letter.written,
                kind: MarkKind::Letter,
                label: words.wrote(letter.author, &reader.moment(letter.written)),
            };
        }
        let release = match &letter.standing {
            Standing::Arrived(receipt) => Some(receipt.release),
            _ => None,
        };
        match release {
            Some(Release::Left(at) | Release::LeftOutside(at)) => Mark {
                at,
                kind: MarkKind::Reply,
                label: words.wrote(letter.author, &reader.moment(at)),
            },
            Some(Release::HeldUntil(at)) => Mark {
                at,
                kind: MarkKind::Held,
                label: words.held(Some(&reader.moment(at))),
            },
            Some(Release::Waits(_)) | None => Mark {
                at: letter.written,
                kind: MarkKind::Held,
                label: words.held(None),
            },
        }
    };
    conversation.letters().into_iter().map(mark).collect()
}

fn arcs(conversation: &Conversation, now: DateTime<Utc>) -> Vec<Arc> {
    let arc = |letter: &Letter| {
        let from = letter.written;
        if letter.answer == Answer::NotNeeded || !conversation.is_patients(letter) {
            return None;
        }
        match conversation.state_of(letter, now) {
            LetterState::Answered { at } => Some(Arc {
                from,
                until: at,
                kind: ArcKind::Answered,
            }),
            LetterState::Promised { promise, .. } => {
                let Window { opens, closes } = promise.window;
                Some(Arc {
                    from,
                    until: opens + (closes - opens) / 2,
                    kind: ArcKind::Promised,
                })
            }
            _ => None,
        }
    };
    conversation.letters().into_iter().filter_map(arc).collect()
}

/// Time away of every version, for as long as that version rules.
fn away(conversation: &Conversation, reader: &Reader, words: &dyn Words) -> Vec<Away> {
    let versions: Vec<_> = conversation.timeline.versions().collect();
    let mut all = Vec::new();
    for (index, version) in versions.iter().enumerate() {
        let later = versions[index + 1..].iter().map(|later| later.from);
        let rules_until = later.min().unwrap_or(DateTime::<Utc>::MAX_UTC);
        let zone = version.agreement.zone();
        for away in &version.agreement.document().away {
            let from = resolve(zone, away.from, WallTime::MIDNIGHT).max(version.from);
            let until = resolve(zone, away.until, WallTime::END_OF_DAY).min(rules_until);
            if from < until {
                all.push(Away {
                    from,
                    until,
                    label: words.away_until(&reader.date(away.until)),
                });
            }
        }
    }
    sort_by_key(&mut all, |away| away.from);
    all
}

fn ticks(span: Window, reader: &Reader) -> Vec<Tick> {
    let last = reader.date_of(span.closes);
    reader
        .date_of(span.opens)
        .iter_days()
        .take_while(|date| *date <= last)
        .map(|date| Tick {
            at: resolve(reader.zone, date, WallTime::MIDNIGHT),
            label: format!(
                "{} {}",
                weekday_short(date.weekday(), reader.language),
                date.day()
            ),
        })
        .collect()
}
