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

/// Whether a window carries a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowKind {
    /// Reading and answering, nothing promised yet.
    Agreed,
    /// An answer is promised for it; its label goes first.
    Promised,
}

/// Something written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When it was written, or for a reply, when it left.
    pub at: DateTime<Utc>,
    /// What it is.
    pub kind: MarkKind,
    /// Said on pointing at it, such as "You wrote, Tuesday 21:30".
    pub label: String,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A letter: a small sheet.
    Letter,
    /// A reply: a full disc.
    Reply,
    /// A reply that waits for its window: an open, dashed disc.
    Held,
}

/// From a letter to its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// When the letter was written.
    pub from: DateTime<Utc>,
    /// When the answer came, or the middle of the promised window.
    pub until: DateTime<Utc>,
    /// Answered or promised.
    pub kind: ArcKind,
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
    /// Such as "Away until 2 January".
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
    /// One chart for each day, parted at the ticks; the tick that begins a day
    /// is its name. The time before the first tick is a day without a name.
    #[must_use]
    pub fn days(&self) -> Vec<(String, Self)> {
        let mut starts: Vec<&Tick> = Vec::with_capacity(self.ticks.len());
        for tick in &self.ticks {
            let place = starts.partition_point(|known| known.at < tick.at);
            let known = starts.get(place).is_some_and(|next| next.at == tick.at);
            if self.from <= tick.at && tick.at < self.until && !known {
                starts.insert(place, tick);
            }
        }
        let named_from = starts.first().map_or(self.until, |tick| tick.at);
        let mut days = Vec::with_capacity(starts.len() + 1);
        if self.from < named_from {
            days.push((String::new(), self.part(self.from, named_from)));
        }
        for (index, tick) in starts.iter().enumerate() {
            let until = starts.get(index + 1).map_or(self.until, |next| next.at);
            days.push((tick.label.clone(), self.part(tick.at, until)));
        }
        days
    }

    /// The same facts between two moments, without ticks or arcs: a day is too
    /// short a row for what spans several.
    fn part(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        let within = |at: DateTime<Utc>| from <= at && at < until;
        Self {
            from,
            until,
            now: self.now.clone().filter(|now| within(now.at)),
            marks: self
                .marks
                .iter()
                .filter(|mark| within(mark.at))
                .cloned()
                .collect(),
            arcs: Vec::new(),
            change: self.change.clone(),
            ticks: Vec::new(),
            ..self.clone()
        }
    }
}
