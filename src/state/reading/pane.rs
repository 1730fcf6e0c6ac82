//! The part that is drawn, and how it moves.

use super::{BEYOND, Line, MOST, PORTION, Portion, Tail};
use crate::state::{Conversation, ThreadPlace};
use holdfast_protocol::EnvelopeId;
use std::sync::Arc;

/// The part of a conversation that is drawn: from one spot to another. What was
/// read beside the book's tail is kept here, one run without a gap.
#[derive(Clone)]
pub struct Pane {
    /// The first that is drawn; from the first that is known, if none.
    pub(super) from: Option<ThreadPlace>,
    /// The last that is drawn; through to the end, if none.
    to: Option<ThreadPlace>,
    run: Vec<(ThreadPlace, Arc<Conversation>)>,
    older: bool,
    /// Whether the book's tail goes on where the run ends.
    joined: bool,
    /// Nothing older than this could be read although something is stored.
    first_read: Option<ThreadPlace>,
    /// Nothing newer than this could be read, up to the tail.
    last_read: Option<ThreadPlace>,
}

impl Default for Pane {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            run: Vec::new(),
            older: false,
            joined: true,
            first_read: None,
            last_read: None,
        }
    }
}

/// What became of a wish for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// More is to be drawn.
    Moved,
    /// There is no more.
    Nothing,
    /// What is next older than this has to be read first.
    ReadOlder(ThreadPlace),
    /// What is next newer than this has to be read first.
    ReadNewer(ThreadPlace),
}

impl Pane {
    /// The newest only, a few.
    #[must_use]
    pub fn newest(tail: &Tail) -> Self {
        let mut pane = Self::default();
        let line = pane.line(tail);
        let first = line.spots.len().saturating_sub(PORTION);
        pane.from = line.spot(first).filter(|_| first > 0);
        pane
    }

    /// A few from `spot` on, in what was read around it or, without that, in
    /// the tail.
    #[must_use]
    pub fn at(spot: ThreadPlace, read: Option<Portion>, tail: &Tail) -> Self {
        let mut pane = Self::default();
        if let Some(portion) = read {
            let newer = portion.newer;
            pane.older = portion.older;
            pane.run = portion.entries();
            pane.join(tail, newer);
        }
        let line = pane.line(tail);
        let start = line
            .start(Some(spot))
            .min(line.spots.len().saturating_sub(1));
        pane.from = line.spot(start);
        pane.to = Some(spot);
        pane.end_at(&line, start + PORTION);
        pane
    }

    /// What is known around what is drawn.
    #[must_use]
    pub fn line(&self, tail: &Tail) -> Line {
        let mut line = Line {
            spots: self.run.iter().map(|(spot, _)| *spot).collect(),
            older: self.older,
            newer: false,
        };
        match line.spots.last().copied() {
            None => {
                line.spots.clone_from(&tail.spots);
                line.older = tail.older;
            }
            Some(last) if self.joined => {
                let newer = tail.spots.iter().filter(|spot| **spot > last);
                line.spots.extend(newer);
            }
            Some(_) => line.newer = true,
        }
        line.older &= self.first_read.is_none() || line.spot(0) != self.first_read;
        line
    }

    /// Whether what stands at `spot` is drawn; what has not left yet stands at
    /// the end.
    #[must_use]
    pub fn draws(&self, spot: Option<ThreadPlace>) -> bool {
        match spot {
            None => self.to.is_none(),
            Some(spot) => {
                self.from.is_none_or(|from| from <= spot) && self.to.is_none_or(|to| spot <= to)
            }
        }
    }

    /// What is drawn of what was read, the oldest first.
    pub fn read(&self) -> impl Iterator<Item = (EnvelopeId, &Arc<Conversation>)> {
        let run = self.run.iter();
        run.filter(|(spot, _)| self.draws(Some(*spot)))
            .map(|(place, conversation)| (place.id, conversation))
    }

    /// Whether the newest are drawn.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.to.is_none()
    }

    /// Whether there is something older than what is drawn.
    #[must_use]
    pub fn has_older(&self, line: &Line) -> bool {
        line.older || line.start(self.from) > 0
    }

    /// Draws some older ones; the newest that are too many are drawn no more.
    pub fn draw_older(&mut self, tail: &Tail) -> Step {
        let line = self.line(tail);
        let start = line.start(self.from);
        let Some(first) = line.spot(0) else {
            return Step::Nothing;
        };
        if start == 0 {
            return if line.older {
                Step::ReadOlder(first)
            } else {
                Step::Nothing
            };
        }
        let end = line.end(self.to);
        let begin = start.saturating_sub(PORTION);
        self.from = line.spot(begin);
        if end - begin > MOST {
            self.end_at(&line, begin + MOST);
        }
        self.forget_far();
        Step::Moved
    }

    /// Draws some newer ones; the oldest that are too many are drawn no more.
    pub fn draw_newer(&mut self, tail: &Tail) -> Step {
        if self.to.is_none() {
            return Step::Nothing;
        }
        let line = self.line(tail);
        let end = line.end(self.to);
        if !self.end_at(&line, end + PORTION) {
            let last = line.spots.last();
            return last.map_or(Step::Nothing, |last| Step::ReadNewer(*last));
        }
        let end = line.end(self.to);
        if end.saturating_sub(line.start(self.from)) > MOST {
            self.from = line.spot(end - MOST);
        }
        self.forget_far();
        Step::Moved
    }

    /// What has to be read because the book has let go of some that are drawn,
    /// or stand between what was read and the tail.
    #[must_use]
    pub fn hole(&mut self, tail: &Tail) -> Option<Step> {
        let first = *tail.spots.first().filter(|_| tail.older)?;
        let last = self.run.last().map(|(spot, _)| *spot);
        if let Some(last) = last.filter(|last| *last < first && self.last_read != Some(*last)) {
            if self.to.is_none_or(|to| last < to) {
                return Some(Step::ReadNewer(last));
            }
            self.joined = false;
        }
        let line = self.line(tail);
        let known = *line.spots.first()?;
        let from = self.from?;
        (line.older && from < known).then_some(Step::ReadOlder(known))
    }

    /// Takes in what was read for a [`Step`].
    pub fn take(&mut self, step: Step, portion: Portion, tail: &Tail) {
        match step {
            Step::ReadOlder(than) => {
                // What was read is drawn in portions too.
                self.from = self.from.or(Some(than));
                let older = portion.older;
                let mut run = portion.entries();
                run.retain(|(spot, _)| *spot < than);
                if run.is_empty() {
                    self.first_read = Some(than);
                } else {
                    self.older = older;
                }
                run.append(&mut self.run);
                self.run = run;
            }
            Step::ReadNewer(than) => {
                let newer = portion.newer;
                let mut run = portion.entries();
                run.retain(|(spot, _)| *spot > than);
                let newer = newer && !run.is_empty();
                if run.is_empty() {
                    self.last_read = Some(than);
                }
                self.run.append(&mut run);
                self.join(tail, newer);
            }
            Step::Moved | Step::Nothing => {}
        }
    }

    /// What could not be read may be there now.
    pub fn look_again(&mut self) {
        (self.first_read, self.last_read) = (None, None);
    }

    /// Keeps what is drawn within bounds when letters have come: at the end the
    /// oldest go, elsewhere the newest are not drawn.
    pub fn settle(&mut self, tail: &Tail, stays_at_end: bool) {
        let line = self.line(tail);
        let (start, end) = (line.start(self.from), line.end(self.to));
        if end.saturating_sub(start) <= MOST + PORTION {
            return;
        }
        if stays_at_end {
            self.from = line.spot(end - PORTION);
        } else {
            // The book may let go of the first of them.
            self.from = line.spot(start);
            self.end_at(&line, start + MOST);
        }
    }

    /// Ends at `end`; says whether that is elsewhere than before.
    fn end_at(&mut self, line: &Line, end: usize) -> bool {
        let before = line.end(self.to);
        let finish = end.min(line.spots.len());
        let is_end = finish >= line.spots.len() && !line.newer;
        let to = if is_end {
            None
        } else {
            line.spot(finish.saturating_sub(1))
        };
        let has_changed = is_end || finish != before;
        if has_changed && (is_end || to.is_some()) {
            self.to = to;
        }
        has_changed
    }

    fn join(&mut self, tail: &Tail, newer: bool) {
        let last = self.run.last().map(|(spot, _)| *spot);
        self.joined = !newer || tail.spots.first().copied() <= last;
    }

    fn forget_far(&mut self) {
        let run = |spot: Option<ThreadPlace>| {
            spot.map(|spot| self.run.partition_point(|(known, _)| *known < spot))
        };
        let (first, last) = (run(self.from), run(self.to));
        if let Some(last) = last
            && last + BEYOND < self.run.len()
        {
            self.run.truncate(last + BEYOND);
            self.joined = false;
        }
        if let Some(first) = first.and_then(|first| first.checked_sub(BEYOND))
            && first > 0
            && first < self.run.len()
        {
            self.run.drain(..first);
            self.older = true;
        }
    }
}
