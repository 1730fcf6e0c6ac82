//! What is drawn, and where the page is once it is.

use super::{END, Goal, Inner, LIST, Reading, looking::set};
use crate::{
    components::place::{self, Place},
    i18n::{fill, t_string},
    pages::conversation::{
        items::{Item, Piece, parted, pieces},
        revealing::reveal,
        sheet::place_id,
    },
    state::{
        Author, Conversation, page,
        reading::{PORTION, Pane, Tail},
    },
};
use core::time::Duration;
use holdfast_protocol::EnvelopeId;
use leptos::{prelude::*, task};

/// The list or something in it, on the page.
const LIST_FOCUS: &str = "#thread";
/// Whatever can have the focus.
const ANY_FOCUS: &str = "body *";
/// For how long a letter that was gone to is marked.
const MARKED: Duration = Duration::from_secs(3);

impl Reading {
    /// Draws of what is to be drawn as much as there is time for, and keeps what
    /// is read where it is, or goes where somebody wants to be.
    pub(super) fn draw_in_place(self) {
        let (mut place, mut reads) = (None, false);
        let began = page::monotonic();
        let had_focus = place::has_focus(LIST_FOCUS);
        self.with(&mut |inner| {
            reads = inner.place.is_some();
            if matches!(inner.goal, Goal::Here) {
                place = place::read_in(LIST, inner.place.take());
            }
        });
        let (has_changed, count) = self.draw(reads);
        if !has_changed {
            self.arrive(place);
            return;
        }
        let _ = self.drawn.try_update(|drawn| *drawn += 1);
        task::spawn_local(async move {
            // Then the list has changed, and nobody has seen it yet.
            task::tick().await;
            self.arrive(place);
            // It was on a piece that is drawn no more.
            if had_focus && !place::has_focus(ANY_FOCUS) {
                self.with(&mut |inner| {
                    if let Some(place) = &inner.place {
                        place::focus_in_place(&place.id());
                    }
                });
            }
            let took = page::monotonic().since(began);
            self.with(&mut |inner| inner.pace = inner.pace.after(count, took));
        });
    }

    /// Works out what is to be drawn now, and says whether that is something
    /// else than before, and how many pieces more. Whoever `reads` stays there.
    pub(super) fn draw(self, reads: bool) -> (bool, usize) {
        let writing = self.writing;
        let zone = writing.desk.reader_zone();
        let is_fetching = writing.desk.fetching.get_untracked();
        let (mut has_changed, mut count) = (false, 0);
        self.with(&mut |inner| inner.is_part = false);
        writing.desk.book.with_untracked(|book| {
            let Some(here) = book.get(writing.conversation) else {
                return;
            };
            let tail = here.tail();
            let mut is_away = self.away.try_get_untracked().unwrap_or_default();
            if self.fill(&tail) {
                return;
            }
            // Who has written something here is shown it.
            let wrote = writing.wrote.try_update_untracked(core::mem::take);
            self.with(&mut |inner| {
                if wrote == Some(true) && !inner.pane.is_at_end() {
                    inner.pane = Pane::newest(&tail);
                }
                // Many at once, or a device fetches all again: the newest.
                let new = tail.spots.iter().rev();
                let new = new.take_while(|spot| Some(**spot) > inner.seen).count();
                let is_much = new > 2 * PORTION || (is_fetching && new > 0);
                let is_much = is_much && inner.pane.is_at_end() && !is_away;
                // Who does not see the end reads something else.
                is_away |= is_much && reads && !place::is_end_seen(LIST);
                if is_much && !is_away {
                    inner.pane = Pane::newest(&tail);
                    inner.seen = tail.spots.last().copied();
                    inner.goal = Goal::Bottom;
                }
                inner.pane.settle(&tail, !is_away);
                let wanted = pieces(here, &inner.pane);
                let goal = inner.goal.index(&wanted);
                let now = reveal(&wanted, &inner.shown, goal, inner.pace.pieces());
                inner.is_part = now.len() < wanted.len();
                let now = wanted.get(now).unwrap_or(&wanted);
                let is_new = |(_, item, _): &&Piece| !inner.shown.contains(item);
                count = now.iter().filter(is_new).count();
                let items = parted(now, zone);
                has_changed = items != inner.shown;
                inner.shown = items;
            });
            set(self.away, is_away);
            self.count_new(here, &tail);
        });
        (has_changed, count)
    }

    fn count_new(self, here: &Conversation, tail: &Tail) {
        let mut count = 0;
        self.with(&mut |inner| {
            let new = tail.spots.iter().rev();
            let new = new.take_while(|spot| Some(**spot) > inner.seen);
            let theirs = new.filter(|spot| {
                let letter = here.letter(spot.id);
                letter.is_some_and(|letter| letter.author == Author::Them)
            });
            count = theirs.count();
        });
        let before = self.new.try_get_untracked().unwrap_or_default();
        if before == count {
            return;
        }
        let _ = self.new.try_set(count);
        if count > before && self.away.try_get_untracked() == Some(true) {
            let words = self.writing.words;
            let said = match count {
                1 => t_string!(words, letters.reading.came_one).to_owned(),
                _ => fill(
                    t_string!(words, letters.reading.came_some),
                    &[("count", &count.to_string())],
                ),
            };
            self.writing.say(&said);
        }
    }

    pub(super) fn arrive(self, place: Option<Place>) {
        let mut goal = Goal::Here;
        self.with(&mut |inner| goal = core::mem::replace(&mut inner.goal, Goal::Here));
        let place = match goal {
            Goal::Here => place.map(Place::keep),
            Goal::Bottom => {
                page::show(&format!("#{END}"));
                None
            }
            Goal::End => {
                page::show(&format!("#{END}"));
                if let Some(last) = self.last() {
                    place::focus_in_place(&place_id(last));
                }
                None
            }
            Goal::At(id, top) => {
                let id = place_id(id);
                if top.is_none() {
                    place::mark(&id, true);
                    let marked = id.clone();
                    self.marked
                        .after(MARKED, move || place::mark(&marked, false));
                }
                place::show(&id, top)
            }
        };
        let mut is_part = false;
        self.with(&mut |inner| {
            inner.place.clone_from(&place);
            is_part = inner.is_part;
            inner.is_drawing = is_part;
        });
        if is_part {
            self.ask();
        }
        self.look_soon();
    }

    /// The last piece that is drawn.
    pub(super) fn last(self) -> Option<EnvelopeId> {
        let last = |inner: &Inner| {
            let mut pieces = inner.shown.iter().rev();
            pieces.find_map(|item| match item {
                Item::Letter(id) | Item::Closing(id) => Some(*id),
                Item::Day { .. } | Item::Window { .. } => None,
            })
        };
        self.inner.try_with_value(last).flatten()
    }
}

impl Goal {
    /// The piece that has to be there to be gone to.
    fn index(self, wanted: &[Piece]) -> Option<usize> {
        match self {
            Self::Here => None,
            Self::Bottom | Self::End => wanted.len().checked_sub(1),
            Self::At(id, _) => wanted.iter().position(|((.., piece), ..)| *piece == id),
        }
    }
}
