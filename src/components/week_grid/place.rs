//! From a pointer on the screen to a place in the week.

use super::spell::{DAY, Piece};

/// A moment of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Monday 0.
    pub day: usize,
    /// Since midnight, 0 up to [`DAY`].
    pub minute: i32,
}

/// A cell: an hour of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Monday 0.
    pub day: usize,
    /// 0 to 23.
    pub hour: usize,
}

impl Cell {
    /// The cell in which a moment lies.
    #[must_use]
    pub fn of(place: Place) -> Self {
        let hour = usize::try_from(place.minute / 60).unwrap_or(0).min(23);
        Self {
            day: place.day,
            hour,
        }
    }

    /// Where it stands among all, day by day within each hour.
    #[must_use]
    pub const fn index(self) -> usize {
        self.hour * 7 + self.day
    }

    /// When it begins.
    #[must_use]
    pub fn begins(self) -> Place {
        Place {
            day: self.day,
            minute: i32::try_from(self.hour).unwrap_or(0) * 60,
        }
    }
}

/// How near an edge a pointer takes hold of the edge, in minutes: inside a
/// block, and outside of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Inside.
    pub inside: i32,
    /// Outside.
    pub outside: i32,
}

/// Where the columns are on the screen, in pixels, and which hours they show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    /// The left edge of Monday.
    pub left: f64,
    /// The top of the first hour.
    pub top: f64,
    /// Of all seven columns.
    pub width: f64,
    /// Of all hours.
    pub height: f64,
    /// The first hour shown.
    pub from_hour: usize,
    /// The hour at which the columns end, up to 24.
    pub until_hour: usize,
}

/// A mouse takes an edge a little inside of it.
const FINE: (f64, f64) = (7.0, 0.0);
/// A finger takes one at a handle of the size of a fingertip.
const COARSE: (f64, f64) = (14.0, 26.0);

impl Face {
    /// The place under a point of the screen; beyond the edge, the nearest.
    #[must_use]
    pub fn place(&self, x: f64, y: f64) -> Place {
        let across = share(x - self.left, self.width) * 7.0;
        let first = self.minutes_from();
        let minute = share(y - self.top, self.height) * f64::from(self.minutes());
        Place {
            day: whole(across).clamp(0, 6).unsigned_abs() as usize,
            minute: (first + whole(minute)).clamp(0, DAY),
        }
    }

    /// How near an edge counts as the edge, for a finger or for a mouse.
    #[must_use]
    pub fn reach(&self, finger: bool) -> Reach {
        let (inside, outside) = if finger { COARSE } else { FINE };
        let minutes = |pixels: f64| whole(share(pixels, self.height) * f64::from(self.minutes()));
        Reach {
            inside: minutes(inside),
            outside: minutes(outside),
        }
    }

    fn minutes_from(&self) -> i32 {
        i32::try_from(self.from_hour).unwrap_or(0) * 60
    }

    fn minutes(&self) -> i32 {
        let hours = self.until_hour.saturating_sub(self.from_hour).max(1);
        i32::try_from(hours).unwrap_or(24) * 60
    }
}

/// What part of `whole` a length is, 0 to 1.
fn share(length: f64, whole: f64) -> f64 {
    if whole > 0.0 {
        (length / whole).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

/// The whole number below; lengths on a screen are far from any limit.
#[allow(
    clippy::cast_possible_truncation,
    reason = "a share of a week in minutes fits many times over"
)]
fn whole(number: f64) -> i32 {
    number as i32
}

/// What a pointer takes hold of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grip {
    /// Nothing is there.
    Empty,
    /// A window as a whole.
    Body(Piece),
    /// Where it opens.
    Opening(Piece),
    /// Where it closes.
    Closing(Piece),
}

/// What lies at `at`. `chosen` pieces are looked at first, and only their edges
/// reach outward: what was chosen shows its handles.
#[must_use]
pub fn grip(pieces: &[Piece], chosen: impl Fn(&Piece) -> bool, at: Place, reach: Reach) -> Grip {
    for piece in pieces.iter().filter(|piece| chosen(piece)) {
        if let Some(grip) = grip_of(piece, at, reach) {
            return grip;
        }
    }
    let outward = Reach {
        outside: 0,
        ..reach
    };
    pieces
        .iter()
        .find_map(|piece| grip_of(piece, at, outward))
        .unwrap_or(Grip::Empty)
}

fn grip_of(piece: &Piece, at: Place, reach: Reach) -> Option<Grip> {
    if piece.day != at.day {
        return None;
    }
    // Half of a short block is left to take it as a whole.
    let inside = reach.inside.min((piece.until - piece.from) / 4);
    let near = |past: i32| (-reach.outside..inside).contains(&past);
    if piece.opens_here && near(at.minute - piece.from) {
        Some(Grip::Opening(*piece))
    } else if piece.closes_here && near(piece.until - 1 - at.minute) {
        Some(Grip::Closing(*piece))
    } else {
        (piece.from <= at.minute && at.minute < piece.until).then_some(Grip::Body(*piece))
    }
}
