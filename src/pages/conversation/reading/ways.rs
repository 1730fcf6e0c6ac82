//! Ways that somebody asks for: to more, to the newest, to a day, and back.

use super::{Goal, LIST, Reading, fetching::READ};
use crate::{
    components::place,
    i18n::{fill, t_string},
    state::{
        Around, ThreadPlace, page,
        reading::{Pane, Portion, Tail},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use holdfast_protocol::EnvelopeId;
use leptos::prelude::*;

/// Where somebody wants to go.
#[derive(Clone, Copy)]
pub enum Wish {
    /// To this letter.
    Letter(EnvelopeId),
    /// To the first letter of a day, or the nearest.
    Day(NaiveDate),
    /// Back to this letter, which was so far from the window's top.
    Back(EnvelopeId, f64),
}

impl Reading {
    /// Shows older ones because somebody asked for them; the focus stays where
    /// they begin.
    pub fn show_older(self) {
        self.wish(true);
    }

    /// Shows newer ones because somebody asked for them.
    pub fn show_newer(self) {
        self.wish(false);
    }

    fn wish(self, older: bool) {
        self.trouble.set(String::new());
        // What is shown is said once it is, the same sentence anew.
        self.writing.said.set(String::new());
        self.with(&mut |inner| (inner.wish, inner.is_stuck) = (Some(older), false));
        self.more(older);
    }

    /// Goes to the newest.
    pub fn show_newest(self) {
        let tail = self.tail();
        self.with(&mut |inner| {
            inner.pane = Pane::newest(&tail);
            inner.goal = Goal::End;
        });
        self.ask();
        let words = self.writing.words;
        self.writing
            .say(t_string!(words, letters.reading.at_newest));
    }

    /// Notes where one is, for the way back to this step.
    fn leave(self) {
        let tail = self.tail();
        self.with(&mut |inner| {
            let step = inner.step;
            inner.left.retain(|(other, ..)| *other != step);
            if let Some(place) = place::read_in(LIST, None)
                && let Some(id) = place.id().strip_prefix("at-")
                && let Ok(id) = id.parse()
            {
                let line = inner.pane.line(&tail);
                let spot = line.spots.iter().find(|spot| spot.id == id);
                let left = spot.map_or(DateTime::<Utc>::MAX_UTC, |spot| spot.left);
                inner.left.push((step, left, id, place.top()));
            }
        });
    }

    /// Goes where one was at the step to which the browser has gone.
    pub(super) fn go_back(self) {
        let step = place::step();
        let mut here = step;
        self.with(&mut |inner| here = inner.step);
        // A fragment in the address is a step on: past the bars.
        if here == step || !page::fragment().is_empty() {
            return;
        }
        self.leave();
        let mut back = None;
        self.with(&mut |inner| {
            inner.step = step;
            back = inner.left.iter().find(|(one, ..)| *one == step).copied();
        });
        if let Some((_, at, id, top)) = back {
            self.go(at, Wish::Back(id, top));
        }
    }

    /// Goes elsewhere, with a way back.
    pub fn go(self, at: DateTime<Utc>, wish: Wish) {
        self.trouble.set(String::new());
        let tail = self.tail();
        let before = ThreadPlace::before(at);
        let is_here = tail.spots.first().is_some_and(|first| *first < before);
        if !tail.older || is_here || self.open(wish).is_some() {
            self.go_within(&tail, None, wish);
            return;
        }
        let done = move |stretch| {
            let portion = Portion::of(stretch, None, None);
            self.go_within(&self.tail(), Some(portion), wish);
        };
        self.stretch(Around::At(at), READ, Box::new(done));
    }

    /// Where what is wished for stands if it has not left yet: after all else.
    fn open(self, wish: Wish) -> Option<ThreadPlace> {
        let (Wish::Letter(id) | Wish::Back(id, _)) = wish else {
            return None;
        };
        let writing = self.writing;
        writing.desk.book.with_untracked(|book| {
            let letter = book.get(writing.conversation)?.letter(id)?;
            let left = letter.place().1;
            letter.left().is_none().then_some(ThreadPlace { left, id })
        })
    }

    fn go_within(self, tail: &Tail, portion: Option<Portion>, wish: Wish) {
        let spots = portion
            .as_ref()
            .map_or(&tail.spots, |portion| &portion.spots);
        let words = self.writing.words;
        let reader = self.times.reader(None);
        let day_of = |spot: &ThreadPlace| reader.date_of(spot.left);
        let found = match wish {
            Wish::Letter(id) | Wish::Back(id, _) => spots.iter().find(|spot| spot.id == id),
            Wish::Day(day) => {
                let next = spots.partition_point(|spot| day_of(spot) < day);
                let (before, after) = (next.checked_sub(1), spots.get(next));
                let before = before.and_then(|before| spots.get(before));
                let far = |spot: &&ThreadPlace| (day_of(spot) - day).num_days().abs();
                before.into_iter().chain(after).min_by_key(far)
            }
        };
        let open = self.open(wish);
        let Some(spot) = open.or(found.copied()) else {
            self.writing
                .say(t_string!(words, letters.reading.not_there));
            return;
        };
        let top = match wish {
            Wish::Back(_, top) => Some(top),
            Wish::Letter(_) | Wish::Day(_) => {
                self.leave();
                self.with(&mut |inner| {
                    inner.step += 1;
                    place::leave_a_way_back(inner.step);
                });
                None
            }
        };
        let date = self.times.reader(None).heading(spot.left);
        let sentence = match wish {
            Wish::Day(day) if day_of(&spot) != day => t_string!(words, letters.reading.nearest),
            Wish::Day(_) | Wish::Letter(_) => t_string!(words, letters.reading.gone_to),
            Wish::Back(..) => t_string!(words, letters.reading.back_at),
        };
        let mut portion = portion;
        self.with(&mut |inner| {
            inner.pane = match open {
                Some(_) => Pane::newest(tail),
                None => Pane::at(spot, portion.take(), tail),
            };
            inner.goal = Goal::At(spot.id, top);
        });
        self.ask();
        self.writing.say(&fill(sentence, &[("day", &date)]));
    }
}
