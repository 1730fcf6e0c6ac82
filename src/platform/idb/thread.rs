//! Reading conversations: a stretch at a time, the newest first.

use super::{
    BrowserStore, Shelf,
    apply::{outbox_of, readable, seal, unsealed},
    asking::{Ask, Found, Range, Write, ask, binary, bytes_of, every},
    record::{Record, Sent, Standing, THREAD_KEY, ThreadEntry, ThreadPage, ThreadPlace},
};
use crate::platform::clock::Slice;
use holdfast_protocol::{ConversationId, EnvelopeId, EnvelopeKind, Event, SortedMap};
use holdfast_rhythm::Promise;
use holdfast_sync::StoreTrouble;
use indexed_db_futures::{
    Build as _, KeyRange, cursor::CursorDirection, error::Error, query_source::QuerySource as _,
    transaction::Transaction,
};
use wasm_bindgen::JsValue;

const SHELVES: [Shelf; 2] = [Shelf::Thread, Shelf::Promises];

impl BrowserStore {
    /// The newest of a conversation, at most `count`.
    ///
    /// # Errors
    /// When the store cannot be read at all; damaged records are counted.
    pub async fn newest(
        &self,
        conversation: ConversationId,
        count: u32,
    ) -> Result<ThreadPage, StoreTrouble> {
        self.page(whole(conversation), count).await
    }

    /// The next older than `than`, at most `count`. A `than` with an id of ones
    /// asks for all that had left by that instant.
    ///
    /// # Errors
    /// As [`BrowserStore::newest`].
    pub async fn older(
        &self,
        conversation: ConversationId,
        than: ThreadPlace,
        count: u32,
    ) -> Result<ThreadPage, StoreTrouble> {
        let (_, end) = ends(conversation);
        let range = KeyRange::Bound(binary(&than.key(conversation)), true, binary(&end), false);
        self.page(range, count).await
    }

    /// The next newer than `than`, at most `count`, the newest of them first;
    /// `more` says whether there are still newer ones.
    ///
    /// # Errors
    /// As [`BrowserStore::newest`].
    pub async fn newer(
        &self,
        conversation: ConversationId,
        than: ThreadPlace,
        count: u32,
    ) -> Result<ThreadPage, StoreTrouble> {
        let (start, _) = ends(conversation);
        let than = binary(&than.key(conversation));
        let newer = KeyRange::Bound(binary(&start), false, than.clone(), true);
        let (range, more) = self
            .connection
            .read(&[Shelf::Thread], async |transaction| {
                nearest(transaction, newer.clone(), than.clone(), count).await
            })
            .await?;
        let mut page = self.page(range, 0).await?;
        page.more = more;
        Ok(page)
    }

    /// How many have left in a conversation.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn count(&self, conversation: ConversationId) -> Result<u32, StoreTrouble> {
        self.settle_in().await?;
        let asks = [Ask::Count(Shelf::Thread, whole(conversation))];
        let mut found = self.connection.ask(&asks).await?;
        Ok(found.pop().map_or(0, Found::count))
    }

    /// What the relay holds back still, in no order. Damaged ones are fetched
    /// again with the others.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub async fn held(&self) -> Result<Vec<(ConversationId, ThreadEntry)>, StoreTrouble> {
        self.settle_in().await?;
        let keys = self.keys()?;
        let asks = [Ask::Values(Shelf::Held, every(), 0)];
        let mut found = self.connection.ask(&asks).await?;
        let values = found.pop().map(Found::values).unwrap_or_default();
        let records = values
            .iter()
            .filter_map(|value| unsealed::<Record>(keys, value));
        Ok(records
            .map(|record| (record.conversation, record.entry(None)))
            .collect())
    }

    /// What the conversations stand on: agreements, who joined, and which
    /// timings came into force.
    ///
    /// # Errors
    /// When the store cannot be read at all; damaged records are counted.
    pub async fn standing(&self) -> Result<Standing, StoreTrouble> {
        self.settle_in().await?;
        let keys = self.keys()?;
        let asks = [
            Ask::Keys(Shelf::Standing, every(), 0),
            Ask::Values(Shelf::Standing, every(), 0),
            Ask::Values(Shelf::Outbox, every(), 0),
            Ask::Values(Shelf::Held, every(), 0),
        ];
        let mut found = self.connection.ask(&asks).await?.into_iter();
        let names = found.next().map(Found::keys).unwrap_or_default();
        let mut values = || found.next().map(Found::values).unwrap_or_default();
        let mut standing = Standing::default();
        for (name, value) in names.iter().zip(values()) {
            let Ok(bytes) = keys.open(&value) else {
                standing.damaged += 1;
                continue;
            };
            let is_event = name.as_string().is_some_and(|name| name.contains('/'));
            if is_event && let Some(event) = readable::<Event>(&bytes) {
                standing.events.push(event);
            } else if !is_event && let Some(record) = readable::<Record>(&bytes) {
                if record.kind != EnvelopeKind::Own {
                    let entry = (record.conversation, record.entry(None));
                    standing.agreements.push(entry);
                }
            } else {
                standing.damaged += 1;
            }
        }
        standing.stuck = outbox_of(&values()).1;
        let held = values();
        let held_damaged = held.iter().filter(|value| keys.open(value).is_err());
        standing.damaged += held_damaged.count();
        Ok(standing)
    }

    /// All that was ever sent from here and confirmed, in no order.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub async fn sent(&self) -> Result<Vec<Sent>, StoreTrouble> {
        self.settle_in().await?;
        let keys = self.keys()?;
        let asks = [Ask::Values(Shelf::Sent, every(), 0)];
        let mut found = self.connection.ask(&asks).await?;
        let values = found.pop().map(Found::values).unwrap_or_default();
        let sent = values.iter().filter_map(|value| unsealed(keys, value));
        Ok(sent.collect())
    }

    /// Stores what was promised for these letters; all or none.
    ///
    /// # Errors
    /// When not all could be stored; then none is.
    pub async fn write_promises(
        &self,
        conversation: ConversationId,
        promises: &[(ThreadPlace, Promise)],
    ) -> Result<(), StoreTrouble> {
        self.settle_in().await?;
        let keys = self.keys()?;
        let writes: Vec<Write> = promises
            .iter()
            .map(|(place, promise)| {
                let key = binary(&place.key(conversation));
                Write::Put(Shelf::Promises, key, seal(keys, &(place.id, promise)))
            })
            .collect();
        self.connection.put(&writes).await
    }

    /// The first `count` of a range of `thread`, with their promises; 0 for all.
    async fn page(&self, range: Range, count: u32) -> Result<ThreadPage, StoreTrouble> {
        self.settle_in().await?;
        let keys = self.keys()?;
        let limit = match count {
            0 => 0,
            count => count.saturating_add(1),
        };
        let asks = SHELVES.map(|shelf| Ask::Values(shelf, range.clone(), limit));
        let mut found = self.connection.ask(&asks).await?.into_iter();
        let mut values = found.next().map(Found::keys).unwrap_or_default();
        let more = count > 0 && values.len() > count as usize;
        if more {
            values.truncate(count as usize);
        }
        let mut promises: SortedMap<EnvelopeId, Promise> = SortedMap::new();
        for value in found.next().map(Found::values).unwrap_or_default() {
            if let Some((id, promise)) = unsealed::<(EnvelopeId, Promise)>(keys, &value) {
                promises.insert(id, promise);
            }
        }
        let mut page = ThreadPage {
            more,
            ..ThreadPage::default()
        };
        let mut slice = Slice::begin();
        for value in &values {
            match unsealed::<Record>(keys, &bytes_of(value)) {
                Some(record) => {
                    let promise = promises.remove(&record.id);
                    page.entries.push(record.entry(promise));
                }
                None => page.damaged += 1,
            }
            slice.pause_if_long().await;
        }
        Ok(page)
    }
}

/// The last `count` keys of a range that ends before `end`, as a range, and
/// whether there are others before them.
async fn nearest(
    transaction: &Transaction<'_>,
    range: Range,
    end: JsValue,
    count: u32,
) -> Result<(Range, bool), Error> {
    // A step past the end cannot be told from one to it.
    let limit = count.saturating_add(1);
    let asks = [Ask::Keys(Shelf::Thread, range.clone(), limit)];
    let found = ask(transaction, &asks).await?.pop().map(Found::keys);
    let steps = count.checked_sub(1);
    let (Some(steps), true) = (steps, found.is_some_and(|keys| keys.len() > count as usize)) else {
        return Ok((range, false));
    };
    let store = transaction.object_store(Shelf::Thread.name())?;
    let cursor = store
        .open_key_cursor()
        .with_query::<JsValue, _>(range.clone())
        .with_direction(CursorDirection::Prev)
        .build()?
        .await?;
    let Some(mut cursor) = cursor else {
        return Ok((range, false));
    };
    cursor.advance_by(steps).await?;
    Ok(match cursor.primary_key::<JsValue>()? {
        Some(first) => (KeyRange::Bound(first, false, end, true), true),
        None => (range, false),
    })
}

/// The first and the last key that a conversation can have.
fn ends(conversation: ConversationId) -> ([u8; THREAD_KEY], [u8; THREAD_KEY]) {
    let (mut start, mut end) = ([0; THREAD_KEY], [0xff; THREAD_KEY]);
    start[..16].copy_from_slice(conversation.as_bytes());
    end[..16].copy_from_slice(conversation.as_bytes());
    (start, end)
}

fn whole(conversation: ConversationId) -> Range {
    let (start, end) = ends(conversation);
    KeyRange::Bound(binary(&start), false, binary(&end), false)
}
