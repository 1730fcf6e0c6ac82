//! What the thread is made of, from top to bottom.

use crate::side::known;
use crate::state::{Author, ClosingEntry, Conversation, Letter, Stage, ThreadPlace, reading::Pane};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use holdfast_protocol::{EnvelopeId, Role};
use holdfast_rhythm::{Tz, Window, sort_by_key};

/// One piece of the thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Parts the page where a day begins.
    Day {
        /// The day, in the reader's zone.
        date: NaiveDate,
        /// An instant of that day.
        at: DateTime<Utc>,
        /// What stands below.
        above: EnvelopeId,
    },
    /// Parts the page where replies left in a window.
    Window {
        /// The window.
        window: Window,
        /// What stands below.
        above: EnvelopeId,
    },
    /// A letter.
    Letter(EnvelopeId),
    /// The end of an exchange without a letter.
    Closing(EnvelopeId),
}

impl Item {
    /// What tells it from all others: no two of one thread are alike.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Day { date, above, .. } => format!("{} {above}", date.num_days_from_ce()),
            Self::Window { window, above } => {
                let (opens, closes) = (window.opens.timestamp(), window.closes.timestamp());
                format!("{opens} {closes} {above}")
            }
            Self::Letter(id) | Self::Closing(id) => id.to_string(),
        }
    }
}

/// The hour at which something stands in the thread, open things at the end;
/// then what orders those of one hour.
pub type Place = ((Stage, DateTime<Utc>), DateTime<Utc>, EnvelopeId);

/// A piece with its place, and the window in which it left.
pub type Piece = (Place, Item, Option<Window>);

/// What `pane` draws of the thread, from top to bottom: from the book, and what
/// the book has no more from what was read. Held replies and ends that give way
/// to something are left out while the relay still holds them.
#[must_use]
pub fn pieces(book: &Conversation, pane: &Pane) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut in_order = true;
    for letter in book.letters() {
        if pane.draws(letter.spot()) && !(letter.is_held() && book.gives_way(letter.id)) {
            pieces.push(piece_of(book, letter));
        }
    }
    for closing in book.closings() {
        let left = closing.spot();
        if pane.draws(left) && (left.is_some() || !book.gives_way(closing.id)) {
            pieces.push(end_of(book, closing, left));
            in_order = false;
        }
    }
    for (id, read) in pane.read() {
        if has(book, id) {
            continue;
        }
        in_order = false;
        if let Some(letter) = read.letter(id) {
            pieces.push(piece_of(read, letter));
        } else if let Some(closing) = read.closing(id) {
            pieces.push(end_of(read, closing, closing.spot()));
        }
    }
    // The book's letters come in their order.
    if !in_order {
        sort_by_key(&mut pieces, |(place, ..)| *place);
    }
    pieces
}

/// Whether this is a letter of `conversation` or the end of an exchange in it.
#[must_use]
pub fn has(conversation: &Conversation, id: EnvelopeId) -> bool {
    conversation.letter(id).is_some() || conversation.closing(id).is_some()
}

fn piece_of(conversation: &Conversation, letter: &Letter) -> Piece {
    let place = (letter.place(), letter.written, letter.id);
    let window = window_of(conversation, letter.author, letter.left());
    (place, Item::Letter(letter.id), window)
}

fn end_of(conversation: &Conversation, closing: &ClosingEntry, left: Option<ThreadPlace>) -> Piece {
    let left = left.map(|place| place.left);
    let window = window_of(conversation, closing.author, left);
    (place_of(closing), Item::Closing(closing.id), window)
}

/// Days and windows between the pieces, as a reader in `zone` sees them.
#[must_use]
pub fn parted(pieces: &[Piece], zone: Tz) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut day, mut window) = (None, None);
    for (((stage, at), _, above), item, open) in pieces {
        let (at, above) = (*at, *above);
        let date = at.with_timezone(&zone).date_naive();
        // What is open stands at the end, whenever it was written: days never
        // go back.
        let is_past = *stage != Stage::Left && day.is_some_and(|day| date < day);
        if !is_past && day.replace(date) != Some(date) {
            items.push(Item::Day { date, at, above });
        }
        if let Some(open) = *open
            && window.replace(open) != Some(open)
        {
            items.push(Item::Window {
                window: open,
                above,
            });
        }
        items.push(*item);
    }
    items
}

fn place_of(closing: &ClosingEntry) -> Place {
    (closing.place(), closing.written, closing.id)
}

/// The window in which something of the therapist's left.
fn window_of(
    conversation: &Conversation,
    author: Author,
    left: Option<DateTime<Utc>>,
) -> Option<Window> {
    let is_therapists = (author == Author::Me) == (known(conversation.role) == Role::Therapist);
    conversation
        .timeline
        .window_at(left.filter(|_| is_therapists)?)
}
