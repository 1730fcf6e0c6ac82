//! Tabs come and go, hear something and obey.

use super::{
    script::{DEVICES, Seat, TABS},
    violation::Violation,
    world::{Coming, World},
};
use crate::{Command, Input, Moment, Wake};

impl World {
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

    /// All tabs of a device stop; it starts again soon.
    pub(super) fn die(&mut self, device: usize) {
        for tab in &mut self.devices[device].tabs {
            tab.close();
        }
        self.devices[device].lock = None;
        self.after(2_000, Coming::StartsAgain(device));
    }

    pub(super) fn evict(&mut self, device: usize) {
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

    pub(super) fn close(&mut self, seat: Seat) -> Result<(), Violation> {
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

    pub(super) fn lead(&mut self, seat: Seat, leads: bool) -> Result<(), Violation> {
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

    pub(super) fn wake_leaders(&mut self, device: usize, wake: Wake) -> Result<(), Violation> {
        self.tell_leaders(device, &Input::Woken(wake))
    }

    pub(super) fn tell_leaders(&mut self, device: usize, input: &Input) -> Result<(), Violation> {
        for tab in 0..TABS {
            let there = Seat { device, tab };
            if self.tab(there).leads {
                self.hear(there, input.clone())?;
            }
        }
        Ok(())
    }
}
