//! What a tide chart shows. Labels are ready to be read: in the reader's
//! zone, language and words.

use chrono::{DateTime, Utc};

/// Everything one chart shows, for the time from `from` up to `until`.
///
/// Things outside that time are left out or cut off at the edge. An empty or
/// reversed time is drawn as one minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TideChart {
    /// Where the chart begins, at its left edge.
    pub from: DateTime<Utc>,
    /// Where it ends, at its right edge.
    pub until: DateTime<Utc>,
    /// The float on the line; not drawn outside the chart's time.
    pub now: Option<Now>,
    /// Windows; where room for labels is short, those handed in first have it.
    /// Those just outside the chart's time shape the line at its edges, so hand
    /// in the neighbours too.
    pub windows: Vec<Window>,
    /// What was written.
    pub marks: Vec<Mark>,
    /// What answers what.
    pub arcs: Vec<Arc>,
    /// Calm water.
    pub away: Vec<Away>,
    /// From when on the line is drawn paler, as another agreement rules.
    pub change: Option<Change>,
    /// Local midnights, named. In the week they part the days.
    pub ticks: Vec<Tick>,
    /// Hours of the day, named; shown where a row is a day.
    pub hours: Vec<Tick>,
    /// Days that are longer or shorter as the clocks change, for the table.
    pub clocks: Vec<Tick>,
}

/// The present moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// When it is.
    pub at: DateTime<Utc>,
    /// Such as "Now".
    pub label: String,
}

/// A window: high tide from `opens` up to `closes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// When it opens.
    pub opens: DateTime<Utc>,
    /// When it closes.
    pub closes: DateTime<Utc>,
    /// Such as "15:00–17:00"; may be empty.
    pub label: String,
    /// Whether an answer is promised for it.
    pub kind: WindowKind,
}

/// What is promised for a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowKind {
    /// Reading and answering; no promise waits for it.
    Agreed,
    /// An answer is promised for it; its label goes first.
    Promised,
    /// It closed without the answer that was promised for it.
    Missed,
}

/// Something written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When it was written, or for a reply, when it left.
    pub at: DateTime<Utc>,
    /// What it is.
    pub kind: MarkKind,
    /// Such as "Tuesday 21:30". Said on pointing at it, before what it is.
    pub when: String,
    /// Such as "You wrote; answered Thursday 15:04".
    pub label: String,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A letter: a small sheet.
    Letter,
    /// A letter that is not sent yet: a sheet with a dotted edge.
    NotSent,
    /// A reply: a full disc.
    Reply,
    /// A reply that came outside the rhythm: a full square on its corner.
    Outside,
    /// A reply that waits for its window: an open, dashed disc.
    Held,
    /// An exchange that was ended without an answer: a dash.
    Ended,
    /// A window that the clocks jump over: an open, dashed sheet.
    Skipped,
}

/// From a letter to its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arc {
    /// When the letter was written.
    pub from: DateTime<Utc>,
    /// When the answer came, or the middle of the promised window.
    pub until: DateTime<Utc>,
    /// Answered or promised.
    pub kind: ArcKind,
    /// What is said of the letter, for the table: it may lie before the chart.
    pub label: String,
}

/// How far the answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArcKind {
    /// It came: a light line.
    Answered,
    /// It is promised: a dotted line.
    Promised,
}

/// Time away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// The first moment away.
    pub from: DateTime<Utc>,
    /// The first moment back.
    pub until: DateTime<Utc>,
    /// Such as "24 December to 1 January", for the table.
    pub dates: String,
    /// Such as "Away until 1 January".
    pub label: String,
}

/// The day another agreement takes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// From when on.
    pub at: DateTime<Utc>,
    /// Such as "New rhythm".
    pub label: String,
}

/// A named point on the time axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Where.
    pub at: DateTime<Utc>,
    /// Such as "Mon 23"; short, or it is left out where there is no room.
    pub label: String,
}

impl TideChart {
    /// One chart for each day, parted at the ticks, each with the tick that
    /// names it. The time before the first tick is a day without a name.
    #[must_use]
    pub fn days(&self) -> Vec<Self> {
        let mut starts = vec![self.from];
        for tick in &self.ticks {
            let place = starts.partition_point(|known| *known < tick.at);
            let known = starts.get(place) == Some(&tick.at);
            if self.from <= tick.at && tick.at < self.until && !known {
                starts.insert(place, tick.at);
            }
        }
        let ends = starts.iter().skip(1).copied().chain([self.until]);
        starts
            .iter()
            .zip(ends)
            .map(|(&from, until)| self.part(from, until))
            .collect()
    }

    /// The same facts between two moments; arcs only where both ends lie
    /// between them.
    fn part(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        let within = |at: DateTime<Utc>| from <= at && at < until;
        Self {
            from,
            until,
            now: self.now.clone().filter(|now| within(now.at)),
            marks: kept(&self.marks, |mark| within(mark.at)),
            arcs: kept(&self.arcs, |arc| within(arc.from) && within(arc.until)),
            ticks: kept(&self.ticks, |tick| tick.at == from),
            hours: kept(&self.hours, |hour| within(hour.at)),
            ..self.clone()
        }
    }
}

fn kept<T: Clone>(all: &[T], is_kept: impl Fn(&T) -> bool) -> Vec<T> {
    all.iter().filter(|one| is_kept(one)).cloned().collect()
}
