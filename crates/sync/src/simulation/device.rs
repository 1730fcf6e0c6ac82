//! One device of one person: its tabs, its storage, its luck.

use super::{
    chance::Chance,
    disk::Disk,
    page::Page,
    script::{DiskLuck, LinkLuck, Seat, TABS},
};
use crate::{Config, Engine, Input, Moment};
use std::collections::VecDeque;

/// One device.
#[derive(Debug)]
pub(super) struct Device {
    pub(super) disk: Disk,
    pub(super) tabs: [Tab; TABS],
    /// The tab that holds the lock.
    pub(super) lock: Option<usize>,
    pub(super) link: Vec<Spell<LinkLuck>>,
    pub(super) shelf: Vec<Spell<DiskLuck>>,
    pub(super) asleep_until: u64,
    pub(super) revoked: bool,
    /// When what is being sent has left, and what comes has come.
    pub(super) up_free: u64,
    pub(super) down_free: u64,
    /// How often something was asked of the store.
    pub(super) asked: u64,
    /// Whether its storage was ever taken away.
    pub(super) evicted: bool,
}

/// Bad luck for a while.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spell<T> {
    pub(super) kind: T,
    pub(super) until: u64,
    pub(super) percent: u64,
}

/// One tab.
#[derive(Debug, Default)]
pub(super) struct Tab {
    /// None while it is closed.
    pub(super) engine: Option<Engine>,
    /// Counts how often it was opened.
    pub(super) life: u64,
    /// Where its monotonic clock began.
    pub(super) opened: u64,
    pub(super) frozen_until: Option<u64>,
    /// What it will hear once it thaws.
    pub(super) inbox: VecDeque<Input>,
    pub(super) next_tick: Option<u64>,
    pub(super) leads: bool,
    /// What it shows.
    pub(super) page: Page,
    /// The last sequence that it was told; none after a change from elsewhere.
    pub(super) last_told: Option<u64>,
    /// Commands in the present second of its time.
    pub(super) busy: (u64, u64),
    pub(super) sends: u64,
    /// Requests in the present minute of its time.
    pub(super) asked: (u64, u64),
}

impl Device {
    pub(super) fn new() -> Self {
        Self {
            disk: Disk::default(),
            tabs: core::array::from_fn(|_| Tab::default()),
            lock: None,
            link: Vec::new(),
            shelf: Vec::new(),
            asleep_until: 0,
            revoked: false,
            up_free: 0,
            down_free: 0,
            asked: 0,
            evicted: false,
        }
    }

    pub(super) fn open_tabs(&self) -> impl Iterator<Item = usize> {
        let tabs = self.tabs.iter().enumerate();
        tabs.filter(|(_, tab)| tab.engine.is_some())
            .map(|(number, _)| number)
    }

    /// The first bad luck of the store that strikes now.
    pub(super) fn strikes(
        &self,
        now: u64,
        chance: &mut Chance,
        mut what: impl FnMut(DiskLuck) -> bool,
    ) -> Option<DiskLuck> {
        self.shelf
            .iter()
            .filter(|spell| spell.until > now && what(spell.kind))
            .find(|spell| chance.percent(spell.percent))
            .map(|spell| spell.kind)
    }

    /// Whether what the relay says of its own accord gets through.
    pub(super) fn hears(&self, now: u64, chance: &mut Chance) -> bool {
        let lost = self.link.iter().any(|spell| {
            let deaf = !matches!(
                spell.kind,
                LinkLuck::Narrows(_) | LinkLuck::Slows(_) | LinkLuck::IsBusy | LinkLuck::Doubles
            );
            spell.until > now && deaf && chance.percent(spell.percent)
        });
        !lost && !self.revoked && self.asleep_until <= now
    }
}

impl Tab {
    /// Opens it anew, with a clock of its own.
    pub(super) fn open(&mut self, seat: Seat, seed: u64, now: u64) {
        self.life += 1;
        let mut chance = Chance::of(&[seed, seat.device as u64, seat.tab as u64, self.life]);
        *self = Self {
            engine: Some(Engine::new(Config::default(), chance.below(u64::MAX))),
            life: self.life,
            opened: now.saturating_sub(chance.below(10_000)),
            sends: self.sends,
            ..Self::default()
        };
    }

    pub(super) fn close(&mut self) {
        self.engine = None;
        self.inbox.clear();
        self.frozen_until = None;
        self.leads = false;
    }

    pub(super) fn moment(&self, now: u64) -> Moment {
        Moment(now.saturating_sub(self.opened))
    }

    pub(super) fn awake(&self) -> bool {
        self.engine.is_some() && self.frozen_until.is_none()
    }
}
