//! The form's windows as they lie in a week.

use holdfast_rhythm::WallTime;

use super::form::{Form, WindowForm};
use crate::components::week_grid::{DAY, Spell, WEEK};

/// The hours of a window: when it opens, in minutes since midnight, and how
/// long it stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// 0 up to a day.
    pub opens: i32,
    /// Up to a day.
    pub length: i32,
}

impl Hours {
    /// Whether a form can hold them: a window opens on its day, is open for
    /// some time, and for a whole day only from midnight to midnight.
    #[must_use]
    pub fn hold_together(self) -> bool {
        (0..DAY).contains(&self.opens)
            && (1..=DAY).contains(&self.length)
            && (self.length < DAY || self.opens == 0)
    }

    /// The fields that say so: when it opens and when it closes.
    #[must_use]
    pub fn typed(self) -> (String, String) {
        (clock(self.opens), clock(self.opens + self.length))
    }
}

/// As a field for a time shows it: the end of the day is `00:00`.
fn clock(minutes: i32) -> String {
    let minutes = minutes.rem_euclid(DAY);
    let time = u16::try_from(minutes)
        .ok()
        .and_then(|minutes| WallTime::new(minutes / 60, minutes % 60));
    time.unwrap_or(WallTime::MIDNIGHT).to_string()
}

fn minutes(typed: &str) -> Option<i32> {
    let time: WallTime = typed.parse().ok()?;
    Some(time.minutes().into())
}

impl WindowForm {
    /// Its hours, if both times are there and part.
    #[must_use]
    pub fn hours(&self) -> Option<Hours> {
        let opens = minutes(&self.opens).filter(|opens| *opens < DAY)?;
        let closes = match minutes(&self.closes)? {
            0 => DAY,
            closes => closes,
        };
        let length = match closes - opens {
            0 => return None,
            later @ 1.. => later,
            earlier => earlier + DAY,
        };
        Some(Hours { opens, length })
    }

    /// Writes other hours into its fields.
    pub fn set_hours(&mut self, hours: Hours) {
        (self.opens, self.closes) = hours.typed();
    }

    /// Its spells, one for each day.
    fn spells(&self, window: usize) -> Vec<Spell> {
        let Some(Hours { opens, length }) = self.hours() else {
            return Vec::new();
        };
        let on = |(day, on): (usize, &bool)| {
            on.then_some(Spell {
                window,
                day,
                opens,
                length,
                every_weeks: self.every_weeks.max(1),
            })
        };
        self.days.iter().enumerate().filter_map(on).collect()
    }
}

impl Form {
    /// Every window on every day, those whose fields are filled in.
    #[must_use]
    pub fn spells(&self) -> Vec<Spell> {
        self.windows
            .iter()
            .enumerate()
            .flat_map(|(window, form)| form.spells(window))
            .collect()
    }

    /// A spell of another window that is open at the same time as one of this.
    #[must_use]
    pub fn clash(&self, window: usize) -> Option<Spell> {
        let all = self.spells();
        let own = || all.iter().filter(|spell| spell.window == window);
        all.iter()
            .filter(|spell| spell.window != window)
            .find(|other| own().any(|one| clashes(one, other)))
            .copied()
    }
}

/// Whether two windows are open at the same time in some week. All share the
/// first week; across the week's end, one's week must directly follow the
/// other's, which multiples of two numbers do exactly when these have no
/// common factor.
#[must_use]
pub fn clashes(one: &Spell, other: &Spell) -> bool {
    let overlap = |by: i32| {
        let (opens, other_opens) = (one.in_week(), other.in_week() + by);
        opens < other_opens + other.length && other_opens < opens + one.length
    };
    let follow = greatest_common_factor(one.every_weeks, other.every_weeks) == 1;
    overlap(0) || (follow && (overlap(WEEK) || overlap(-WEEK)))
}

fn greatest_common_factor(one: u32, other: u32) -> u32 {
    if other == 0 {
        one
    } else {
        greatest_common_factor(other, one % other)
    }
}
