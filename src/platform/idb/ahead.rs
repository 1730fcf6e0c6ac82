//! What opening the app asks for, read in one turn of the disk as soon as the
//! database is open: who is here is not known by then, and need not be.

use super::{
    Shelf,
    asking::{Ask, Found, Range, bytes_of, every},
    connection::Connection,
};
use holdfast_sync::StoreTrouble;
use indexed_db_futures::KeyRange;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;

/// Read as a whole: opening asks for all of it.
const WHOLE: [Shelf; 6] = [
    Shelf::Identity,
    Shelf::Place,
    Shelf::Notes,
    Shelf::Outbox,
    Shelf::Held,
    Shelf::Standing,
];
/// Of which the first are read: the newest letters of a conversation.
const BEGUN: [Shelf; 2] = [Shelf::Thread, Shelf::Promises];

/// What was read ahead, as of one instant; nothing most of the time. Whatever
/// is written, or comes of another connection, ends it.
#[derive(Default)]
pub struct Ahead(RefCell<Vec<Stretch>>);

/// The first of a shelf, in the order of its keys.
struct Stretch {
    shelf: Shelf,
    keys: Vec<JsValue>,
    values: Vec<JsValue>,
    /// Whether there are no others.
    whole: bool,
}

/// While this lives, what was read ahead answers.
#[must_use]
pub struct Opening(Rc<Ahead>);

impl Drop for Opening {
    fn drop(&mut self) {
        self.0.forget();
    }
}

impl Connection {
    /// Reads what opening asks for, with the first `count` letters. What cannot
    /// be read so is left to whoever asks for it, who says what is amiss.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_ahead(&self, count: u32) -> Result<Opening, StoreTrouble> {
        let whole = WHOLE.map(|shelf| (shelf, 0));
        let begun = BEGUN.map(|shelf| (shelf, count));
        let asks: Vec<Ask> = [&whole[..], &begun]
            .concat()
            .into_iter()
            .flat_map(|(shelf, limit)| {
                let (keys, values) = (every(), every());
                [
                    Ask::Keys(shelf, keys, limit),
                    Ask::Values(shelf, values, limit),
                ]
            })
            .collect();
        let found = match self.ask(&asks).await {
            Err(StoreTrouble::Silent) => return Err(StoreTrouble::Silent),
            found => found.unwrap_or_default(),
        };
        let mut found = found.into_iter().map(Found::keys);
        let mut stretches = Vec::new();
        for ask in asks.iter().step_by(2) {
            if let (Some(keys), Some(values)) = (found.next(), found.next()) {
                let shelf = ask.shelf();
                let whole = WHOLE.contains(&shelf) || keys.len() < count as usize;
                stretches.push(Stretch {
                    shelf,
                    keys,
                    values,
                    whole,
                });
            }
        }
        self.ahead.0.replace(stretches);
        Ok(Opening(Rc::clone(&self.ahead)))
    }
}

impl Ahead {
    /// What these find, where all of it was read.
    pub fn answer(&self, asks: &[Ask]) -> Option<Vec<Found>> {
        let stretches = self.0.borrow();
        let answer = |ask: &Ask| {
            let shelf = ask.shelf();
            let stretch = stretches.iter().find(|one| one.shelf == shelf)?;
            stretch.answer(ask)
        };
        asks.iter().map(answer).collect()
    }

    /// From here on the database is asked.
    pub fn forget(&self) {
        self.0.take();
    }
}

impl Stretch {
    fn answer(&self, ask: &Ask) -> Option<Found> {
        Some(match ask {
            Ask::One(_, key) => {
                let place = self.keys.iter().position(|one| one == key);
                if place.is_none() && !self.whole {
                    return None;
                }
                Found::One(place.and_then(|place| self.values.get(place)).map(bytes_of))
            }
            Ask::Values(_, range, limit) => {
                Found::Many(self.values.get(self.part(range, *limit)?)?.to_vec())
            }
            Ask::Keys(_, range, limit) => {
                Found::Many(self.keys.get(self.part(range, *limit)?)?.to_vec())
            }
            Ask::Count(..) => return None,
        })
    }

    /// Where a range lies in it; none where some of it may lie beyond.
    fn part(&self, range: &Range, limit: u32) -> Option<core::ops::Range<usize>> {
        let (from, end) = match range {
            KeyRange::Only(key) if key.is_undefined() => (0, self.keys.len()),
            KeyRange::Bound(low, false, high, false) => {
                let (low, high) = (bytes_of(low), bytes_of(high));
                let from = self.keys.partition_point(|key| bytes_of(key) < low);
                (from, self.keys.partition_point(|key| bytes_of(key) <= high))
            }
            _ => return None,
        };
        let most = match limit {
            0 => usize::MAX,
            limit => limit as usize,
        };
        let is_there = self.whole || end < self.keys.len() || end - from >= most;
        is_there.then(|| from..end.min(from.saturating_add(most)))
    }
}
