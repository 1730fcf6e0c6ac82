//! The world: virtual time, four devices, a relay, and bad luck.

use super::{
    chance::Chance,
    counts::Counts,
    device::Device,
    model::Model,
    relay::Relay,
    script::{DEVICES, DiskLuck, Happening, LinkLuck, Seat, Setting, TABS, seat},
    violation::Violation,
};
use crate::{Change, CommitId, Input, LinkTrouble, RequestId, Wake};
use holdfast_protocol::SyncRequest;
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
    pub(super) backup: Option<Box<Relay>>,
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

    pub(super) fn release(&mut self) {
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

    pub(super) fn ask(&mut self, device: usize) -> Chance {
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
