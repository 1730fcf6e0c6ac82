//! What lies on the grid. Times are minutes.

/// Windows are drawn, moved and stretched by this much.
pub const QUARTER: i32 = 15;
/// A day.
pub const DAY: i32 = 24 * 60;
/// A week.
pub const WEEK: i32 = 7 * DAY;

/// A window on one day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// Which window of the form; several days of one window are several spells.
    pub window: usize,
    /// The day on which it opens, Monday 0.
    pub day: usize,
    /// When it opens, since that day's midnight.
    pub opens: i32,
    /// How long it stays open; up to a whole day.
    pub length: i32,
    /// 1 for every week.
    pub every_weeks: u32,
}

/// A spell as far as it lies in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Of what.
    pub spell: Spell,
    /// In which column.
    pub day: usize,
    /// Its top, since midnight.
    pub from: i32,
    /// Its bottom; up to [`DAY`].
    pub until: i32,
    /// Whether the spell opens at its top.
    pub opens_here: bool,
    /// Whether the spell closes at its bottom.
    pub closes_here: bool,
}

impl Spell {
    /// When it closes, since the midnight before it opens: beyond [`DAY`] it is
    /// on the next day.
    #[must_use]
    pub const fn closes(&self) -> i32 {
        self.opens + self.length
    }

    /// When it opens, since Monday's midnight.
    #[must_use]
    pub fn in_week(&self) -> i32 {
        i32::try_from(self.day).unwrap_or(0) * DAY + self.opens
    }

    /// What is to be drawn of it: two pieces if it goes on past midnight, the
    /// second on Monday for a Sunday.
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces = vec![Piece {
            spell: *self,
            day: self.day,
            from: self.opens,
            until: self.closes().min(DAY),
            opens_here: true,
            closes_here: self.closes() <= DAY,
        }];
        if self.closes() > DAY {
            pieces.push(Piece {
                spell: *self,
                day: (self.day + 1) % 7,
                from: 0,
                until: self.closes() - DAY,
                opens_here: false,
                closes_here: true,
            });
        }
        pieces
    }
}
