//! Which database came after which, where one was put aside: noted in the
//! older one too, for what lies beside the database may be cleared by itself.

use super::{
    BrowserStore, POST, Shelf,
    ahead::Opening,
    asking::{Ask, Found, Write, every, text},
};
use crate::{platform::storage, state::Note};
use holdfast_protocol::EnvelopeId;
use holdfast_sync::StoreTrouble;

/// Under this key of `place` lies the name of the database that came after.
const MOVED: &str = "moved";
/// How many names are looked at past the last one that is known.
const AHEAD: u32 = 9;

impl BrowserStore {
    /// Opens this database, or the last one that was begun in its place, and
    /// reads at once what opening the app asks for: as long as [`Opening`]
    /// lives, it is answered without the disk, with up to `count` of the newest
    /// letters of one conversation.
    ///
    /// # Errors
    /// As [`BrowserStore::open`].
    pub async fn open_last(name: &str, count: u32) -> Result<(Self, Opening), StoreTrouble> {
        // One more tells whether there is more.
        let count = count.saturating_add(1);
        let mut store = Self::open(name).await?;
        let mut opening = store.connection.read_ahead(count).await?;
        while let Some(next) = store.next().await? {
            store.close();
            store = Self::open(&next).await?;
            opening = store.connection.read_ahead(count).await?;
        }
        Ok((store, opening))
    }

    /// The database's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.connection.name()
    }

    /// The name of the database that was begun in the place of this one.
    ///
    /// # Errors
    /// When that cannot be read.
    pub async fn next(&self) -> Result<Option<String>, StoreTrouble> {
        let next = self.one(Shelf::Place, MOVED).await?;
        next.map(|next| String::from_utf8(next).map_err(|_| StoreTrouble::Damaged))
            .transpose()
    }

    /// Notes that another was begun in the place of this one. From then on the
    /// service worker posts nothing of it.
    ///
    /// # Errors
    /// When that cannot be stored.
    pub async fn move_to(&self, next: &str) -> Result<(), StoreTrouble> {
        let writes = [
            Write::Put(Shelf::Place, text(MOVED), next.as_bytes().to_vec()),
            Write::Delete(Shelf::Place, text(POST)),
        ];
        self.connection.put(&writes).await
    }

    /// The name of an empty database: `first` with a number past `last`'s.
    ///
    /// # Errors
    /// When none can be opened that is empty.
    pub async fn empty_after(first: &str, last: &str) -> Result<String, StoreTrouble> {
        let mut trouble = StoreTrouble::Damaged;
        let number = number_of(first, last);
        for number in number.saturating_add(1)..=number.saturating_add(AHEAD) {
            let name = format!("{first}{number}");
            match Self::is_empty(&name).await {
                Ok(true) => return Ok(name),
                Ok(false) => {}
                Err(other) => trouble = other,
            }
        }
        Err(trouble)
    }

    async fn is_empty(name: &str) -> Result<bool, StoreTrouble> {
        let store = Self::open(name).await?;
        let shelves = [Shelf::Identity, Shelf::Notes, Shelf::Place, Shelf::Outbox];
        let asks = shelves.map(|shelf| Ask::Keys(shelf, every(), 1));
        let found = store.connection.ask(&asks).await?;
        store.close();
        Ok(found
            .into_iter()
            .map(Found::keys)
            .all(|keys| keys.is_empty()))
    }

    /// The databases that were put aside before `last`, the latest first.
    pub async fn put_aside(first: &str, last: &str) -> Vec<String> {
        let listed = match number_of(first, last) {
            1 => return Vec::new(),
            _ => storage::databases(first).await,
        };
        let names = (1..number_of(first, last))
            .rev()
            .map(|number| match number {
                1 => first.to_owned(),
                _ => format!("{first}{number}"),
            });
        let is_there = |name: &String| listed.as_ref().is_none_or(|all| all.contains(name));
        names.filter(is_there).collect()
    }

    /// Takes away what was never sent and is wanted no more: out of the outbox
    /// by its id, out of the notes by its key.
    ///
    /// # Errors
    /// When not all could be taken away; then nothing is.
    pub async fn take_away(
        &self,
        outbox: &[EnvelopeId],
        notes: &[Note],
    ) -> Result<(), StoreTrouble> {
        let outbox = outbox.iter().map(|id| (Shelf::Outbox, id.to_string()));
        let notes = notes.iter().map(|note| (Shelf::Notes, note.key()));
        let writes: Vec<Write> = outbox
            .chain(notes)
            .map(|(shelf, key)| Write::Delete(shelf, text(&key)))
            .collect();
        self.connection.put(&writes).await
    }

    /// Every database that this browser may hold: `first`, and those with a
    /// number. Where the browser does not list them, some more than are known;
    /// one that is not there is deleted as easily.
    pub async fn all(first: &str, last: &str) -> Vec<String> {
        if let Some(names) = storage::databases(first).await {
            return names;
        }
        let last = number_of(first, last).saturating_add(AHEAD);
        let numbered = (2..=last).map(|number| format!("{first}{number}"));
        core::iter::once(first.to_owned()).chain(numbered).collect()
    }
}

/// Whether the name `later` comes after `name` in the line that begins with
/// `first`.
#[must_use]
pub fn comes_after(first: &str, name: &str, later: &str) -> bool {
    number_of(first, later) > number_of(first, name)
}

fn number_of(first: &str, name: &str) -> u32 {
    let number = name.strip_prefix(first);
    number.and_then(|number| number.parse().ok()).unwrap_or(1)
}
