//! Looking whether what is drawn reaches far enough around what is in sight.

use super::{BOTTOM, LIST, Reading, TOP};
use crate::{
    components::place::{self, Edges},
    i18n::t_string,
    state::{page, reading::Step},
};
use leptos::prelude::*;

/// The way to the newest.
const NEWEST: &str = ".thread-foot > .button:not(.button-plain)";
/// Within how many heights of the window all is drawn, above and below.
const NEAR: f64 = 1.5;

impl Reading {
    /// Looks with the page's next picture whether more is to be drawn.
    pub(super) fn look_soon(self) {
        let mut was_due = true;
        self.with(&mut |inner| was_due = core::mem::replace(&mut inner.is_due, true));
        if !was_due {
            request_animation_frame(move || {
                self.with(&mut |inner| inner.is_due = false);
                self.look();
            });
        }
    }

    /// Makes good what has moved, and looks whether more is to be drawn.
    pub(super) fn look(self) {
        let tail = self.tail();
        let (mut above, mut below, mut goes_down) = (false, false, false);
        let (mut is_drawing, mut is_stuck, mut wish) = (false, false, None);
        self.with(&mut |inner| {
            is_drawing = inner.is_drawing;
            if !inner.is_drawing {
                inner.place = place::read_in(LIST, inner.place.take());
                if !inner.is_reading {
                    wish = inner.wish.take();
                }
            }
            above = inner.pane.has_older(&inner.pane.line(&tail));
            below = !inner.pane.is_at_end();
            goes_down = inner.went_down;
            is_stuck = inner.is_stuck;
        });
        let Some(edges) = place::edges(LIST) else {
            return;
        };
        let Edges {
            top,
            bottom,
            window,
        } = edges;
        let near = window * NEAR;
        let is_away = below || bottom > window + near;
        set(self.away, is_away);
        // A way goes, and with it the focus that it has.
        for (stays, way, instead) in [
            (above, "#thread-top", TOP),
            (below, "#thread-bottom", BOTTOM),
            (is_away, NEWEST, BOTTOM),
        ] {
            if !stays && place::has_focus(way) {
                place::focus_in_place(instead);
            }
        }
        set(self.beyond, (above, below));
        if !is_away {
            self.with(&mut |inner| inner.seen = tail.spots.last().copied());
            set(self.new, 0);
        }
        if is_drawing {
            return;
        }
        if let Some(older) = wish {
            let words = self.writing.words;
            self.writing.say(if older {
                t_string!(words, letters.reading.shown_older)
            } else {
                t_string!(words, letters.reading.shown_newer)
            });
        }
        // What somebody asked for took the place of what was in sight.
        match wish {
            Some(true) if below && bottom < window + near => {
                place::begin_at(TOP);
                return self.look_soon();
            }
            Some(false) if above && top > -near => {
                page::show(&format!("#{BOTTOM}"));
                return self.look_soon();
            }
            _ => {}
        }
        if is_stuck {
            return;
        }
        if above && top > -near && !goes_down {
            self.more(true);
        } else if below && bottom < window + near && bottom > 0.0 && !place::is_below() {
            self.with(&mut |inner| inner.went_down = true);
            self.more(false);
        }
    }

    /// Draws some more, older or newer ones.
    pub(super) fn more(self, older: bool) {
        let tail = self.tail();
        let mut step = Step::Nothing;
        self.with(&mut |inner| {
            if !inner.is_reading {
                step = if older {
                    inner.pane.draw_older(&tail)
                } else {
                    inner.pane.draw_newer(&tail)
                };
                inner.is_reading = matches!(step, Step::ReadOlder(_) | Step::ReadNewer(_));
                if step == Step::Nothing {
                    inner.wish = None;
                }
            }
        });
        match step {
            Step::Moved => self.ask(),
            Step::Nothing => {}
            Step::ReadOlder(_) | Step::ReadNewer(_) => self.read_on(step, false),
        }
    }

    /// Asks for a drawing, which is a task of its own.
    pub(super) fn ask(self) {
        self.with(&mut |inner| inner.is_drawing = true);
        page::soon(move || {
            let _ = self.asked.try_update(|asked| *asked += 1);
        });
    }
}

pub(super) fn set<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|now| *now != value) == Some(true) {
        let _ = signal.try_set(value);
    }
}
