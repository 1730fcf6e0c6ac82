//! What the page of one tab shows, by what it was told.

use super::disk::Disk;
use crate::{Engine, Input, Notice, Standing, Wake};
use chrono::{DateTime, Utc};
use holdfast_protocol::{AlarmNews, EnvelopeId, Event};
use std::collections::BTreeMap;

/// A page: read whole when it opens, when another tab hints that it has
/// stored something, and when the engine says so; in between it shows what it
/// is told, and nothing else.
#[derive(Debug, Default)]
pub(super) struct Page {
    outbox: BTreeMap<EnvelopeId, Standing>,
    /// The news of alarms, each once: as the app's conversations take it in.
    alarms: BTreeMap<(EnvelopeId, DateTime<Utc>), AlarmNews>,
    /// The last of the feed that is shown.
    sequence: u64,
}

impl Page {
    /// Reads the store anew.
    pub(super) fn read(&mut self, disk: &Disk) {
        self.outbox = disk.store().standings();
        let alarms = disk.store().alarms().into_iter();
        self.alarms = alarms.map(|news| ((news.letter, news.at), news)).collect();
        self.sequence = disk.store().place().map_or(0, |place| place.cursor);
    }

    /// Hears what the engine is about to hear.
    pub(super) fn hear(&mut self, input: &Input, disk: &Disk) {
        if *input == Input::Woken(Wake::OtherTabWrote) {
            self.read(disk);
        }
    }

    /// Hears what the engine tells.
    pub(super) fn note(&mut self, notice: &Notice, disk: &Disk) {
        match notice {
            Notice::Kept(id) => {
                self.outbox.insert(*id, Standing::Waits);
            }
            Notice::NeedsYou(id, refusal) => {
                let needs = Standing::NeedsYou(refusal.clone());
                self.outbox.insert(*id, needs);
            }
            Notice::Settled(id, _) | Notice::Discarded(id) => {
                self.outbox.remove(id);
            }
            Notice::Arrived(items) => {
                for item in items {
                    if let Event::Alarm(news) = &item.event {
                        self.alarms.insert((news.letter, news.at), news.clone());
                    }
                }
                let last = items.last().map(|item| item.sequence);
                self.sequence = last.unwrap_or(self.sequence);
            }
            Notice::ChangedElsewhere | Notice::OfferedAgain => self.read(disk),
            _ => {}
        }
    }

    /// What it does not show as it is. A reason that could not be stored is
    /// the engine's alone to tell.
    pub(super) fn misses(&self, disk: &Disk, engine: &Engine) -> Option<String> {
        let mut is = disk.store().standings();
        for waiting in engine.outbox() {
            if let Some(standing) = is.get_mut(&waiting.submission.id) {
                *standing = waiting.standing.clone();
            }
        }
        let ids = is.keys().chain(self.outbox.keys());
        for id in ids {
            let (is, shown) = (is.get(id), self.outbox.get(id));
            if is != shown {
                return Some(format!("{id} is {is:?} and shown as {shown:?}"));
            }
        }
        let alarms: Vec<&AlarmNews> = self.alarms.values().collect();
        if alarms != disk.store().alarms().iter().collect::<Vec<_>>() {
            return Some("the news of alarms are not those that are stored".into());
        }
        let stored = disk.store().place().map_or(0, |place| place.cursor);
        let shown = self.sequence;
        (shown != stored).then(|| format!("{stored} is stored and {shown} shown"))
    }
}
