//! How a history ends: all that went wrong stops at one instant, and from then
//! on nothing may take longer than the link needs.

use super::{
    model::Model,
    row::{Entry, news},
    script::{DEVICES, Seat, TABS, person},
    sending::on_the_wire,
    violation::Violation,
    world::World,
};
use crate::{Config, Engine, Standing};
use holdfast_protocol::{Act, EnvelopeId, encode};
use std::collections::BTreeSet;

/// A commit and its news, at the longest, in milliseconds.
const COMMIT: u64 = 40;

/// What one after the other may have to be waited for where nothing tells that
/// all is well, in milliseconds: a request that hangs, the wait after it, and
/// the next time that the relay is asked anyway.
fn longest_timers() -> u64 {
    let config = Config::default();
    let waits = config.request_patience_longest + config.backoff_longest + config.poll_listening;
    u64::try_from(waits.as_millis()).unwrap_or(u64::MAX)
}

impl World {
    /// Goes on until all is delivered, which may take no longer than the link
    /// needs for it; then waits for the next window, and looks again.
    ///
    /// # Errors
    /// What is still missing, or wrong.
    pub fn settle(&mut self) -> Result<(), Violation> {
        let began = self.now;
        let mut allowed = self.allowed();
        if self.setting.silent_end {
            allowed += longest_timers();
        }
        self.run_until_delivered(began + allowed)?;
        if !self.setting.silent_end {
            self.counts.slowest = self.counts.slowest.max(self.now - began);
        }
        let sends = self.sends();
        let quiet = self.setting.window_every + 60_000;
        self.run_until(began + quiet)?;
        // A poll may be under way just now.
        self.run_until_delivered(self.now + 10 * self.setting.round_trip + 1_000)?;
        let most = 40 + 2 * DEVICES as u64 * TABS as u64 * (quiet / 60_000 + 1);
        let sent = self.sends() - sends;
        if sent > most {
            let what = format!("{sent} requests in {quiet} ms");
            return Err(Violation::new("asks too often", what).at(self.now));
        }
        self.model
            .check_order()
            .map_err(|violation| violation.at(self.now))
    }

    fn run_until_delivered(&mut self, end: u64) -> Result<(), Violation> {
        loop {
            match self.missing() {
                None => return Ok(()),
                Some(missing) if self.now >= end => return Err(missing.at(self.now)),
                Some(_) => self.run_until((self.now + 20).min(end))?,
            }
        }
    }

    fn sends(&self) -> u64 {
        let tabs = self.devices.iter().flat_map(|device| &device.tabs);
        tabs.map(|tab| tab.sends).sum()
    }

    /// What the link needs from here on, in milliseconds: nobody waits for
    /// anything else.
    fn allowed(&self) -> u64 {
        let mut rounds = 6;
        let mut bytes = 0;
        let mut waiting = 0;
        for device in &self.devices {
            let standings = device.disk.store().standings();
            let due = standings
                .values()
                .filter(|standing| **standing == Standing::Waits);
            waiting += due.count() as u64;
            if let Ok(restored) = device.disk.store().restore_now() {
                let submissions = restored.outbox.iter();
                bytes += submissions
                    .map(|waiting| encode(&waiting.submission).len() + 200)
                    .sum::<usize>();
            }
        }
        let elsewhere = |device: &super::device::Device| {
            let place = device.disk.store().place();
            place.is_none_or(|place| place.epoch != self.relay.epoch())
        };
        if self.devices.iter().any(elsewhere) {
            // Whoever hears of the relay's new life offers all of this again.
            waiting += self.model.letters.len() as u64;
            let letters = self.model.letters.values();
            bytes += letters
                .map(|track| encode(&track.submission).len() + 200)
                .sum::<usize>();
        }
        // Batches may have to grow from one again.
        rounds += u64::from(u64::BITS - waiting.leading_zeros());
        let mut pages = 0;
        for (number, device) in self.devices.iter().enumerate() {
            let place = device.disk.store().place();
            let here = place.filter(|place| place.epoch == self.relay.epoch());
            let cursor = usize::try_from(here.map_or(0, |place| place.cursor)).unwrap_or(0);
            let feed = self.relay.feed(person(number));
            let behind = feed.len().saturating_sub(cursor) as u64 + 3 * waiting;
            pages = pages.max(behind.div_ceil(self.setting.page as u64));
            bytes += self.relay.feed_bytes(person(number), cursor);
            if self.model.lives > 0 {
                // A tab may only now hear of the life that others know.
                rounds += 4;
                let leading = device.tabs.iter().filter(|tab| tab.leads).count();
                bytes += leading * self.relay.feed_bytes(person(number), 0);
            }
        }
        rounds += pages;
        let wire = 3 * on_the_wire(bytes + 2_000, self.setting.bytes_per_second);
        // What was asked of the store before is done first.
        rounds * (self.setting.round_trip + 2 * COMMIT) + wire
    }

    /// The first thing that is not where it belongs.
    fn missing(&self) -> Option<Violation> {
        for device in 0..DEVICES {
            if let Some(missing) = self.missing_on(device) {
                return Some(missing);
            }
        }
        for (id, track) in &self.model.letters {
            if !track.answered && self.lives(track.seat, track.tab_life) {
                return Some(Violation::new("neither kept nor not kept", id));
            }
            let who = person(track.seat.device);
            let there = self.relay.has(who, *id);
            let excused = track.kept.is_none()
                || track.discarded
                || track.taken_back
                || self.needs_its_writer(track.seat.device, *id)
                || track.evicted && !track.accepted
                || self.model.lives > 0 && self.devices[track.seat.device].evicted
                || self.ended(track);
            if !there && !excused {
                return Some(Violation::new("kept and not delivered", id));
            }
        }
        None
    }

    /// Whether this tab was never closed since.
    fn lives(&self, seat: Seat, life: u64) -> bool {
        let tab = &self.devices[seat.device].tabs[seat.tab];
        tab.life == life && tab.engine.is_some()
    }

    /// An act on a held letter that the relay lost with all that hung on it.
    fn ended(&self, track: &super::model::Track) -> bool {
        let acts = matches!(
            track.submission.act,
            Act::Withdraw { .. } | Act::SendRegardless { .. }
        );
        acts && track.accepted && self.model.lives > 0
    }

    fn missing_on(&self, device: usize) -> Option<Violation> {
        let one = self.devices.get(device)?;
        let who = person(device);
        let leads = one.tabs.iter().find(|tab| tab.leads);
        let Some(engine) = leads.and_then(|tab| tab.engine.as_ref()) else {
            return Some(Violation::new("nobody leads on device", device));
        };
        if !one
            .tabs
            .iter()
            .filter(|tab| tab.leads)
            .any(|tab| tab.engine.as_ref().is_some_and(Engine::is_settled))
        {
            let due = engine.poll_timeout();
            let what = format!("device {device}, which waits until {due:?}");
            return Some(Violation::new("not settled", what));
        }
        let hears = |tab: &&super::device::Tab| tab.leads || !self.setting.silent_end;
        for tab in one.tabs.iter().filter(hears) {
            let engine = tab.engine.as_ref();
            if let Some(what) = engine.and_then(|engine| tab.page.misses(&one.disk, engine)) {
                return Some(Violation::new("the page was not told", what));
            }
        }
        for (id, standing) in one.disk.store().standings() {
            if standing == Standing::Waits && !self.needs_its_writer(device, id) {
                return Some(Violation::new("waits still", format!("{id} on {device}")));
            }
        }
        let feed = self.relay.feed(who);
        let place = one.disk.store().place();
        let caught_up = place.is_some_and(|place| {
            place.epoch == self.relay.epoch()
                && place.cursor == feed.len() as u64
                && !place.lacks_own
        });
        if !caught_up {
            let what = format!("{place:?} of {} on {device}", feed.len());
            return Some(Violation::new("not caught up", what));
        }
        let stored: BTreeSet<EnvelopeId> = one
            .disk
            .store()
            .stored()
            .iter()
            .map(|stored| stored.id)
            .collect();
        for entry in feed {
            if let Entry::Letter(id, _) = entry
                && !stored.contains(id)
                && !feed.contains(&Entry::Withdrawn(*id))
            {
                let what = format!("{id} on {device}");
                return Some(Violation::new("in the feed and not stored", what));
            }
        }
        let alarms = one.disk.store().alarms();
        for entry in feed {
            if let Entry::Alarm(letter, at, over) = entry
                && !alarms.contains(&news(*letter, *at, *over))
            {
                return Some(Violation::new("an alarm that was not heard of", letter));
            }
        }
        self.missing_in_feed(who)
    }

    fn missing_in_feed(&self, who: usize) -> Option<Violation> {
        let mut shown = BTreeSet::new();
        for entry in self.relay.feed(who) {
            if let Entry::Letter(id, _) = entry {
                shown.insert(*id);
            }
        }
        for (id, writer, release) in self.relay.envelopes() {
            let left = release.is_some_and(|release| release.left().is_some());
            if (who == writer || left) && !shown.contains(&id) {
                return Some(Violation::new("missing in the feed", id));
            }
        }
        None
    }

    /// By the store's account, or by that of an engine whose store failed it.
    fn needs_its_writer(&self, device: usize, id: EnvelopeId) -> bool {
        let Some(one) = self.devices.get(device) else {
            return false;
        };
        let needs = |standing: &Standing| *standing != Standing::Waits;
        one.disk.store().standings().get(&id).is_some_and(needs)
            || one.tabs.iter().any(|tab| {
                let mut outbox = tab.engine.iter().flat_map(Engine::outbox);
                outbox.any(|waiting| waiting.id() == id && needs(&waiting.standing))
            })
    }

    /// Whether all is as the model wants it, just now.
    ///
    /// # Errors
    /// The first thing that is not.
    pub fn check(&self) -> Result<(), Violation> {
        Model::check_feed(&self.relay)?;
        self.missing()
            .map_or(Ok(()), |missing| Err(missing.at(self.now)))
    }
}
