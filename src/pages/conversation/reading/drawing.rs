//! What is drawn, and where the page is once it is.

use super::{END, Goal, Inner, LIST, Reading};
use crate::{
    components::place::{self, Place},
    i18n::{fill, t_string},
    pages::conversation::{
        items::{Item, items},
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

/// For how long a letter that was gone to is marked.
const MARKED: Duration = Duration::from_secs(3);

impl Reading {
    /// Draws what is to be drawn, and keeps what is read where it is, or goes
    /// where somebody wants to be.
    pub(super) fn draw_in_place(self) {
        let mut place = None;
        self.with(&mut |inner| {
            if matches!(inner.goal, Goal::Here) {
                place = place::read_in(LIST, inner.place.take());
            }
        });
        if !self.draw() {
            self.arrive(place);
            return;
        }
        let _ = self.drawn.try_update(|drawn| *drawn += 1);
        task::spawn_local(async move {
            // Then the list has changed, and nobody has seen it yet.
            task::tick().await;
            self.arrive(place);
        });
    }

    /// Works out what is to be drawn, and says whether that is something else
    /// than before.
    pub(super) fn draw(self) -> bool {
        let writing = self.writing;
        let zone = writing.desk.reader_zone();
        let is_fetching = writing.desk.fetching.get_untracked();
        let mut has_changed = false;
        writing.desk.book.with_untracked(|book| {
            let Some(here) = book.get(writing.conversation) else {
                return;
            };
            let tail = here.tail();
            let letters = here.letters().into_iter();
            let open = letters
                .filter(|letter| letter.author == Author::Me && letter.left().is_none())
                .count();
            let is_away = self.away.try_get_untracked().unwrap_or_default();
            if self.fill(&tail) {
                return;
            }
            self.with(&mut |inner| {
                // Who has written something is shown it.
                if open > inner.open && !inner.pane.is_at_end() {
                    inner.pane = Pane::newest(&tail);
                }
                inner.open = open;
                // Many at once, or a device fetches all again: the newest.
                let new = tail.spots.iter().rev();
                let new = new.take_while(|spot| Some(**spot) > inner.seen).count();
                let is_much = new > 2 * PORTION || (is_fetching && new > 0);
                if is_much && inner.pane.is_at_end() && !is_away {
                    inner.pane = Pane::newest(&tail);
                    inner.seen = tail.spots.last().copied();
                    inner.goal = Goal::Bottom;
                }
                inner.pane.settle(&tail, !is_away);
                let items = items(here, &inner.pane, zone);
                has_changed = items != inner.shown;
                inner.shown = items;
            });
            self.count_new(here, &tail);
        });
        has_changed
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

    fn arrive(self, place: Option<Place>) {
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
        self.with(&mut |inner| inner.place.clone_from(&place));
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
