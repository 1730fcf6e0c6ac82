//! Ways that somebody asks for: to more, to the newest, to a day, and back.

use super::{Goal, Inner, LIST, Reading, fetching::READ};
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
        self.trouble.set(String::new());
        self.with(&mut |inner| inner.wish = Some(true));
        self.more(true);
        let words = self.writing.words;
        self.writing
            .say(t_string!(words, letters.reading.shown_older));
    }

    /// Shows newer ones because somebody asked for them.
    pub fn show_newer(self) {
        self.trouble.set(String::new());
        self.with(&mut |inner| inner.wish = Some(false));
        self.more(false);
        let words = self.writing.words;
        self.writing
            .say(t_string!(words, letters.reading.shown_newer));
    }

    /// Goes to the newest.
    pub fn show_newest(self) {
        let tail = self.tail();
        self.with(&mut |inner| {
            inner.pane = Pane::newest(&tail);
            inner.goal = Goal::End;
            inner.back.clear();
        });
        self.ask();
        let words = self.writing.words;
        self.writing
            .say(t_string!(words, letters.reading.at_newest));
    }

    /// Goes elsewhere, with a way back.
    pub fn go(self, at: DateTime<Utc>, wish: Wish) {
        let mut here = None;
        self.with(&mut |inner| {
            let place = place::read_in(LIST, None);
            here = place.and_then(|place| {
                let id = place.id().strip_prefix("at-")?.parse().ok()?;
                let left = self.when(inner, id)?;
                Some((left, id, place.top()))
            });
            inner.back.extend(here);
        });
        if here.is_some() {
            place::leave_a_way_back();
        }
        self.go_to(at, wish);
    }

    /// When this left, if it is drawn and has.
    fn when(self, inner: &Inner, id: EnvelopeId) -> Option<DateTime<Utc>> {
        let line = inner.pane.line(&self.tail());
        let spot = line.spots.iter().find(|spot| spot.id == id)?;
        Some(spot.left)
    }

    pub(super) fn go_back(self) {
        let mut back = None;
        // A fragment in the address is a step on: past the bars.
        if page::fragment().is_empty() {
            self.with(&mut |inner| back = inner.back.pop());
        }
        if let Some((at, id, top)) = back {
            self.go_to(at, Wish::Back(id, top));
        }
    }

    fn go_to(self, at: DateTime<Utc>, wish: Wish) {
        let tail = self.tail();
        let before = ThreadPlace::before(at);
        if !tail.older || tail.spots.first().is_some_and(|first| *first < before) {
            self.go_within(&tail, None, wish);
            return;
        }
        let done = move |stretch| {
            let portion = Portion::of(stretch, None, None);
            self.go_within(&self.tail(), Some(portion), wish);
        };
        self.stretch(Around::At(at), READ, Box::new(done));
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
        let Some(spot) = found.copied() else {
            self.writing
                .say(t_string!(words, letters.reading.not_there));
            return;
        };
        let top = match wish {
            Wish::Back(_, top) => Some(top),
            Wish::Letter(_) | Wish::Day(_) => None,
        };
        let date = self.times.reader(None).heading(spot.left);
        let sentence = match wish {
            Wish::Day(day) if day_of(&spot) != day => t_string!(words, letters.reading.nearest),
            Wish::Day(_) | Wish::Letter(_) => t_string!(words, letters.reading.gone_to),
            Wish::Back(..) => t_string!(words, letters.reading.back_at),
        };
        let mut portion = portion;
        self.with(&mut |inner| {
            inner.pane = Pane::at(spot, portion.take(), tail);
            inner.goal = Goal::At(spot.id, top);
        });
        self.ask();
        self.writing.say(&fill(sentence, &[("day", &date)]));
    }
}
