//! The world: virtual time, four devices, a relay, and bad luck.

use super::{
    chance::Chance,
    counts::Counts,
    device::{Device, Spell},
    letters::{envelope, letter, letter_id},
    model::{Model, next_life},
    relay::Relay,
    script::{DEVICES, DiskLuck, Happening, LinkLuck, Sabotage, Seat, Setting, TABS, person, seat},
    violation::Violation,
};
use crate::{
    Change, Command, CommitId, Input, LinkTrouble, Moment, RequestId, RestoreId, StoreTrouble, Wake,
};
use holdfast_protocol::{Act, EnvelopeId, Submission, SyncRequest};
use std::collections::BTreeMap;

/// Something still to come.
#[derive(Debug)]
pub(super) enum Coming {
    Happens(Happening),
    Ticks(Seat, u64),
    Hears(Seat, u64, Input),
    Applies(Seat, u64, CommitId, Vec<Change>, Option<DiskLuck>),
    Reaches(Seat, u64, RequestId, SyncRequest, Answer),
    Nudges(usize),
    Thaws(Seat, u64),
    LinkIsBack(usize),
    Grants(usize),
    StartsAgain(usize),
    Releases,
}

/// What becomes of an answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    pub(super) lost: Option<LinkTrouble>,
    pub(super) late: u64,
    pub(super) bytes_per_second: u64,
    /// By then the device has given it up, whatever comes.
    pub(super) until: u64,
}

/// The whole of it.
#[derive(Debug)]
pub struct World {
    pub(super) setting: Setting,
    pub(super) seed: u64,
    pub(super) now: u64,
    pub(super) relay: Relay,
    backup: Option<Box<Relay>>,
    pub(super) devices: Vec<Device>,
    pub(super) model: Model,
    /// What happened so far.
    pub counts: Counts,
    /// By time and number.
    coming: BTreeMap<(u64, u64), Coming>,
    numbered: u64,
    next_release: Option<u64>,
}

impl World {
    /// Everybody at home, and nothing written; the first tab of each device is
    /// open.
    ///
    /// # Errors
    /// What the model finds wrong.
    pub fn new(seed: u64, setting: Setting) -> Result<Self, Violation> {
        let mut world = Self {
            setting,
            seed,
            now: 0,
            relay: Relay::new(setting),
            backup: None,
            devices: (0..DEVICES).map(|_| Device::new()).collect(),
            model: Model::default(),
            counts: Counts::default(),
            coming: BTreeMap::new(),
            numbered: 0,
            next_release: None,
        };
        for device in 0..DEVICES {
            world.open(seat(device, 0))?;
        }
        Ok(world)
    }

    /// Virtual milliseconds since the beginning.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.now
    }

    /// Lets `what` happen at `at`.
    pub fn plan(&mut self, at: u64, what: Happening) {
        self.at(at, Coming::Happens(what));
    }

    /// Goes on until `end`.
    ///
    /// # Errors
    /// What the model finds wrong.
    pub fn run_until(&mut self, end: u64) -> Result<(), Violation> {
        while let Some(entry) = self.coming.first_entry() {
            if entry.key().0 > end {
                break;
            }
            let ((at, _), coming) = entry.remove_entry();
            self.now = self.now.max(at);
            self.counts.events += 1;
            self.come(coming)
                .map_err(|violation| violation.at(self.now))?;
        }
        self.now = self.now.max(end);
        Ok(())
    }

    pub(super) fn at(&mut self, at: u64, coming: Coming) {
        self.numbered += 1;
        self.coming
            .insert((at.max(self.now), self.numbered), coming);
    }

    pub(super) fn after(&mut self, wait: u64, coming: Coming) {
        self.at(self.now.saturating_add(wait), coming);
    }

    fn come(&mut self, coming: Coming) -> Result<(), Violation> {
        match coming {
            Coming::Happens(what) => self.happen(what)?,
            Coming::Ticks(seat, life) => {
                let now = self.now;
                let tab = self.tab(seat);
                if tab.life == life && tab.next_tick == Some(now) {
                    tab.next_tick = None;
                    self.hear(seat, Input::Tick)?;
                }
            }
            Coming::Hears(seat, life, input) => {
                if self.tab(seat).life == life {
                    self.hear(seat, input)?;
                }
            }
            Coming::Applies(seat, life, id, changes, luck) => {
                self.apply(seat, life, id, &changes, luck)?;
            }
            Coming::Reaches(seat, life, id, request, answer) => {
                self.reach(seat, life, id, request, answer)?;
            }
            Coming::Nudges(device) => {
                let mut chance = self.chance(&[7, device as u64, self.now]);
                if self.devices[device].hears(self.now, &mut chance) {
                    self.wake_leaders(device, Wake::Nudge)?;
                }
            }
            Coming::Thaws(seat, life) => self.thaw(seat, life)?,
            Coming::LinkIsBack(device) => {
                let still = self.devices[device]
                    .link
                    .iter()
                    .any(|spell| spell.until > self.now && spell.kind == LinkLuck::NoLink);
                if !still {
                    self.tell_leaders(device, &Input::Listening(true))?;
                    self.wake_leaders(device, Wake::Nudge)?;
                }
            }
            Coming::Grants(device) => {
                self.devices[device].revoked = false;
            }
            Coming::StartsAgain(device) => {
                if self.devices[device].open_tabs().next().is_none() {
                    self.open(seat(device, 0))?;
                }
            }
            Coming::Releases => self.release(),
        }
        Ok(())
    }

    fn happen(&mut self, what: Happening) -> Result<(), Violation> {
        self.counts.happening(what);
        let now = self.now;
        match what {
            Happening::Write {
                seat,
                letter: number,
                bytes,
            } => self.write(seat, letter(person(seat.device), number, bytes)),
            Happening::WriteOutside {
                seat,
                letter,
                instead_of,
            } => {
                let instead_of = instead_of.map(letter_id);
                self.write_act(seat, letter, |envelope| Act::SendOutside {
                    envelope,
                    instead_of,
                })
            }
            Happening::Replace { seat, letter, held } => {
                let held = letter_id(held);
                self.write_act(seat, letter, |envelope| Act::Replace { held, envelope })
            }
            Happening::Withdraw { seat, letter, held } => {
                let held = letter_id(held);
                self.write_act(seat, letter, |_| Act::Withdraw { held })
            }
            Happening::GiveWord { seat, letter, held } => {
                let held = letter_id(held);
                self.write_act(seat, letter, |_| Act::SendRegardless { held })
            }
            Happening::RetryOldest(seat) => match self.oldest_needing(seat) {
                Some(id) => self.hear(seat, Input::Retry(id)),
                None => Ok(()),
            },
            Happening::DiscardOldest(seat) => match self.oldest_needing(seat) {
                Some(id) => {
                    if let Some(track) = self.model.letters.get_mut(&id) {
                        track.discarded = true;
                    }
                    self.hear(seat, Input::Discard(id))
                }
                None => Ok(()),
            },
            Happening::Refuses { letter } => {
                self.relay.refuse(letter_id(letter));
                Ok(())
            }
            Happening::Wakes(seat, wake) => self.hear(seat, Input::Woken(wake)),
            Happening::Hides(seat) => self.hear(seat, Input::Hidden),
            Happening::Opens(seat) => self.open(seat),
            Happening::Closes(seat) => self.close(seat),
            Happening::Freezes(seat, wait) => {
                let tab = self.tab(seat);
                if tab.awake() {
                    tab.frozen_until = Some(now + wait);
                    let life = tab.life;
                    self.after(wait, Coming::Thaws(seat, life));
                }
                Ok(())
            }
            Happening::Leads(seat) => self.lead(seat, true),
            Happening::Dies(device) => {
                self.die(device);
                Ok(())
            }
            Happening::LosesPower { device, survive } => {
                self.die(device);
                self.devices[device].disk.lose_power(survive);
                Ok(())
            }
            Happening::IsEvicted(device) => {
                self.evict(device);
                Ok(())
            }
            Happening::Sleeps(device, wait) => {
                self.devices[device].asleep_until = now + wait;
                for tab in 0..TABS {
                    self.happen(Happening::Freezes(seat(device, tab), wait))?;
                }
                Ok(())
            }
            Happening::IsRevoked(device, wait) => {
                self.devices[device].revoked = true;
                self.after(wait, Coming::Grants(device));
                Ok(())
            }
            Happening::Link(device, kind, wait, percent) => {
                self.model.narrowed |= matches!(kind, LinkLuck::Narrows(_));
                let until = now.saturating_add(wait);
                self.devices[device].link.push(Spell {
                    kind,
                    until,
                    percent,
                });
                if kind == LinkLuck::NoLink {
                    self.after(wait, Coming::LinkIsBack(device));
                    return self.tell_leaders(device, &Input::Listening(false));
                }
                Ok(())
            }
            Happening::Disk(device, kind, wait, percent) => {
                let until = now.saturating_add(wait);
                self.devices[device].shelf.push(Spell {
                    kind,
                    until,
                    percent,
                });
                Ok(())
            }
            Happening::BacksUp => {
                self.backup = Some(Box::new(self.relay.clone()));
                Ok(())
            }
            Happening::IsRestored => {
                if let Some(backup) = self.backup.take() {
                    self.model.life_over(&self.relay);
                    let (life, _) = next_life(self.model.lives - 1);
                    self.relay.restore(&backup, life);
                    self.backup = Some(backup);
                }
                Ok(())
            }
        }
    }

    fn write_act(
        &mut self,
        seat: Seat,
        number: u32,
        act: impl FnOnce(serde_bytes::ByteBuf) -> Act,
    ) -> Result<(), Violation> {
        let envelope = envelope(person(seat.device), number, 64);
        let submission = Submission {
            id: letter_id(number),
            act: act(envelope),
        };
        self.write(seat, submission)
    }

    pub(super) fn write(&mut self, seat: Seat, submission: Submission) -> Result<(), Violation> {
        let tab = self.tab(seat);
        if !tab.awake() {
            return Ok(());
        }
        let life = tab.life;
        self.model.writes(seat, life, submission.clone());
        self.hear(seat, Input::Write(submission))
    }

    fn oldest_needing(&mut self, seat: Seat) -> Option<EnvelopeId> {
        let engine = self.tab(seat).engine.as_ref()?;
        let mut outbox = engine.outbox();
        outbox
            .find(|waiting| waiting.standing != crate::Standing::Waits)
            .map(crate::Waiting::id)
    }

    /// A tab hears something, or will once it thaws.
    pub(super) fn hear(&mut self, seat: Seat, input: Input) -> Result<(), Violation> {
        let now = self.now;
        let tab = self.tab(seat);
        if tab.frozen_until.is_some() {
            tab.inbox.push_back(input);
            return Ok(());
        }
        let moment = tab.moment(now);
        let device = &mut self.devices[seat.device % DEVICES];
        let tab = &mut device.tabs[seat.tab % TABS];
        let Some(engine) = &mut tab.engine else {
            return Ok(());
        };
        tab.page.hear(&input, &device.disk);
        engine.handle(input, moment);
        self.obey(seat)
    }

    /// Does what the engine of this tab wants done.
    fn obey(&mut self, seat: Seat) -> Result<(), Violation> {
        let now = self.now;
        loop {
            let tab = self.tab(seat);
            let life = tab.life;
            let Some(command) = tab.engine.as_mut().and_then(crate::Engine::poll_command) else {
                break;
            };
            if !matches!(command, Command::Tell(_)) {
                let second = now / 1000;
                let before = if tab.busy.0 == second { tab.busy.1 } else { 0 };
                tab.busy = (second, before + 1);
                if before > 300 {
                    return Err(Violation::new("a busy loop", format!("{command:?}")));
                }
            }
            match command {
                Command::Restore(id) => self.restore(seat, life, id),
                Command::Commit(id, changes) => self.commit(seat, life, id, changes),
                Command::Send(id, request, patience) => {
                    self.send(seat, life, id, request, patience)?;
                }
                Command::Tell(notice) => self.note(seat, notice)?,
            }
        }
        let tab = self.tab(seat);
        let due = tab.engine.as_ref().and_then(crate::Engine::poll_timeout);
        if let Some(Moment(at)) = due {
            let at = tab.opened.saturating_add(at).max(now);
            if tab.next_tick != Some(at) {
                tab.next_tick = Some(at);
                let life = tab.life;
                self.at(at, Coming::Ticks(seat, life));
            }
        }
        Ok(())
    }

    fn restore(&mut self, seat: Seat, life: u64, id: RestoreId) {
        let mut chance = self.ask(seat.device);
        let cannot = |luck| {
            matches!(
                luck,
                DiskLuck::CannotRead | DiskLuck::GoesSilent | DiskLuck::NeverReads
            )
        };
        let struck = self.devices[seat.device].strikes(self.now, &mut chance, cannot);
        if let Some(luck) = struck {
            self.counts.disk(luck);
        }
        let input = match struck {
            Some(DiskLuck::NeverReads) => return,
            Some(DiskLuck::CannotRead) => Input::NotRestored(id, StoreTrouble::Closed),
            _ => match self.devices[seat.device].disk.store().restore_now() {
                Ok(restored) => Input::Restored(id, restored),
                Err(trouble) => Input::NotRestored(id, trouble),
            },
        };
        // What was read is from now, and heard of later.
        let wait = match struck {
            Some(DiskLuck::GoesSilent) => 5_000 + chance.below(30_000),
            _ => chance.below(20),
        };
        self.after(wait, Coming::Hears(seat, life, input));
    }

    fn commit(&mut self, seat: Seat, life: u64, id: CommitId, changes: Vec<Change>) {
        self.counts.commits += 1;
        let mut chance = self.ask(seat.device);
        let writing = |luck| !matches!(luck, DiskLuck::CannotRead | DiskLuck::NeverReads);
        let struck = self.devices[seat.device].strikes(self.now, &mut chance, writing);
        let mut wait = 1 + chance.below(25);
        if let Some(luck) = struck {
            self.counts.disk(luck);
            if luck == DiskLuck::GoesSilent {
                wait = 5_000 + chance.below(30_000);
            }
        }
        self.after(wait, Coming::Applies(seat, life, id, changes, struck));
    }

    fn apply(
        &mut self,
        seat: Seat,
        life: u64,
        id: CommitId,
        changes: &[Change],
        luck: Option<DiskLuck>,
    ) -> Result<(), Violation> {
        if self.tab(seat).life != life || self.tab(seat).engine.is_none() {
            // The tab is gone, and its transaction with it.
            return Ok(());
        }
        let failed = |trouble| Input::CommitFailed(id, trouble);
        let input = match luck {
            Some(DiskLuck::FailsBefore) => failed(StoreTrouble::Closed),
            Some(DiskLuck::IsFull) => failed(StoreTrouble::Full),
            Some(DiskLuck::DiesBefore) => {
                if self.setting.sabotage == Sabotage::TornCommits {
                    let half = changes.get(..changes.len().div_ceil(2)).unwrap_or(changes);
                    self.store(seat.device, half)?.ok();
                }
                self.die(seat.device);
                return Ok(());
            }
            Some(DiskLuck::DiesAfter) => {
                self.store(seat.device, changes)?.ok();
                self.die(seat.device);
                return Ok(());
            }
            Some(DiskLuck::FailsAfter) => {
                self.store(seat.device, changes)?.ok();
                failed(StoreTrouble::Closed)
            }
            None
            | Some(
                DiskLuck::GoesSilent
                | DiskLuck::TellsNobody
                | DiskLuck::CannotRead
                | DiskLuck::NeverReads,
            ) => match self.store(seat.device, changes)? {
                Ok(()) => Input::Committed(id),
                Err(trouble) => failed(trouble),
            },
        };
        let done = matches!(input, Input::Committed(_));
        let wait = self.ask(seat.device).below(4);
        self.after(wait, Coming::Hears(seat, life, input));
        if done && luck != Some(DiskLuck::TellsNobody) {
            for other in (0..TABS).filter(|tab| *tab != seat.tab) {
                let there = Seat { tab: other, ..seat };
                if self.tab(there).engine.is_some() {
                    let life = self.tab(there).life;
                    let hint = Input::Woken(Wake::OtherTabWrote);
                    self.after(wait + 3, Coming::Hears(there, life, hint));
                }
            }
        }
        Ok(())
    }

    /// Stores `changes`, and looks whether they are right.
    fn store(
        &mut self,
        device: usize,
        changes: &[Change],
    ) -> Result<Result<(), StoreTrouble>, Violation> {
        let place = self.devices[device].disk.store().place();
        let mut life = place.map(|place| place.epoch);
        for change in changes {
            match change {
                Change::Advance(place) => life = Some(place.epoch),
                Change::Receive(item) => {
                    let life = life.unwrap_or_else(|| self.relay.epoch());
                    self.model
                        .received(device, life, item, &self.relay, self.setting, self.now)?;
                }
                Change::Forget { id } => {
                    let known = self.model.letters.get(id);
                    if !known.is_some_and(|track| track.discarded) {
                        return Err(Violation::new("given up by nobody", id));
                    }
                }
                Change::Settle { id, receipt, .. } => {
                    let known = self.model.letters.get(id);
                    if !known.is_some_and(|track| track.accepted) {
                        return Err(Violation::new("confirmed by nobody", id));
                    }
                    self.model.confirmed(*id, life, *receipt)?;
                }
                _ => {}
            }
        }
        self.devices[device]
            .disk
            .apply(changes, self.setting.sabotage)
    }

    /// All tabs of a device stop; it starts again soon.
    fn die(&mut self, device: usize) {
        for tab in &mut self.devices[device].tabs {
            tab.close();
        }
        self.devices[device].lock = None;
        self.after(2_000, Coming::StartsAgain(device));
    }

    fn evict(&mut self, device: usize) {
        let waiting = self.devices[device].disk.store().standings();
        for id in waiting.keys() {
            if let Some(track) = self.model.letters.get_mut(id) {
                track.evicted = true;
            }
        }
        self.die(device);
        self.devices[device].evicted = true;
        self.devices[device].disk.evict();
    }

    pub(super) fn open(&mut self, seat: Seat) -> Result<(), Violation> {
        let (seed, now) = (self.seed, self.now);
        if self.tab(seat).engine.is_some() {
            return Ok(());
        }
        let device = &mut self.devices[seat.device % DEVICES];
        let tab = &mut device.tabs[seat.tab % TABS];
        tab.open(seat, seed, now);
        tab.page.read(&device.disk);
        let leads = self.devices[seat.device].lock.is_none();
        if leads {
            self.devices[seat.device].lock = Some(seat.tab);
        }
        self.lead(seat, leads)
    }

    fn close(&mut self, seat: Seat) -> Result<(), Violation> {
        self.tab(seat).close();
        let device = &mut self.devices[seat.device];
        if device.lock == Some(seat.tab) {
            let next = device.open_tabs().next();
            device.lock = next;
            if let Some(tab) = next {
                return self.lead(Seat { tab, ..seat }, true);
            }
        }
        Ok(())
    }

    fn lead(&mut self, seat: Seat, leads: bool) -> Result<(), Violation> {
        if self.tab(seat).engine.is_none() {
            return Ok(());
        }
        self.tab(seat).leads = leads;
        self.hear(seat, Input::Leading(leads))?;
        if leads {
            self.hear(seat, Input::Listening(true))?;
        }
        Ok(())
    }

    pub(super) fn thaw(&mut self, seat: Seat, life: u64) -> Result<(), Violation> {
        let now = self.now;
        let tab = self.tab(seat);
        if tab.life != life || tab.frozen_until.is_none_or(|until| until > now) {
            return Ok(());
        }
        tab.frozen_until = None;
        let heard = core::mem::take(&mut tab.inbox);
        self.hear(seat, Input::Tick)?;
        for input in heard {
            self.hear(seat, input)?;
        }
        self.hear(seat, Input::Woken(Wake::Visible))
    }

    pub(super) fn wake_all(&mut self, device: usize, wake: Wake) -> Result<(), Violation> {
        for tab in 0..TABS {
            self.hear(Seat { device, tab }, Input::Woken(wake))?;
        }
        Ok(())
    }

    fn wake_leaders(&mut self, device: usize, wake: Wake) -> Result<(), Violation> {
        self.tell_leaders(device, &Input::Woken(wake))
    }

    fn tell_leaders(&mut self, device: usize, input: &Input) -> Result<(), Violation> {
        for tab in 0..TABS {
            let there = Seat { device, tab };
            if self.tab(there).leads {
                self.hear(there, input.clone())?;
            }
        }
        Ok(())
    }

    fn release(&mut self) {
        self.next_release = None;
        let before = self.relay.feed(0).len();
        self.relay.release(self.now);
        if self.relay.feed(0).len() > before {
            for device in 0..DEVICES {
                self.after(self.setting.round_trip / 2, Coming::Nudges(device));
            }
        }
        self.plan_release();
    }

    pub(super) fn plan_release(&mut self) {
        let next = self.relay.next_release();
        if let Some(at) = next.filter(|at| self.next_release.is_none_or(|other| *at < other)) {
            self.next_release = Some(at);
            self.at(at, Coming::Releases);
        }
    }

    fn ask(&mut self, device: usize) -> Chance {
        self.devices[device].asked += 1;
        let asked = self.devices[device].asked;
        self.chance(&[3, device as u64, asked])
    }

    pub(super) fn chance(&self, parts: &[u64]) -> Chance {
        let mut all = vec![self.seed];
        all.extend_from_slice(parts);
        Chance::of(&all)
    }

    pub(super) fn tab(&mut self, seat: Seat) -> &mut super::device::Tab {
        &mut self.devices[seat.device % DEVICES].tabs[seat.tab % TABS]
    }
}
