//! All that went wrong stops at one instant.

use super::{
    script::{DEVICES, Seat, TABS},
    violation::Violation,
    world::World,
};
use crate::{Input, Wake};

impl World {
    /// From now on the link holds, the store works, and every tab is awake and
    /// knows of it, unless the setting says that none is told.
    ///
    /// # Errors
    /// What the model finds wrong.
    pub fn calm_down(&mut self) -> Result<(), Violation> {
        self.calm_all().map_err(|violation| violation.at(self.now))
    }

    fn calm_all(&mut self) -> Result<(), Violation> {
        let now = self.now;
        for device in 0..DEVICES {
            let one = &mut self.devices[device];
            one.link.clear();
            one.shelf.clear();
            one.asleep_until = 0;
            one.up_free = one.up_free.min(now);
            one.down_free = one.down_free.min(now);
            one.revoked = false;
            for tab in 0..TABS {
                let there = Seat { device, tab };
                let tab = self.tab(there);
                tab.frozen_until = tab.frozen_until.map(|_| now);
                let life = tab.life;
                self.thaw(there, life)?;
            }
            if self.devices[device].open_tabs().next().is_none() {
                self.open(Seat { device, tab: 0 })?;
            }
            for tab in 0..TABS {
                let there = Seat { device, tab };
                if self.setting.silent_end {
                    continue;
                }
                if self.tab(there).leads {
                    self.hear(there, Input::Listening(true))?;
                }
                self.hear(there, Input::Woken(Wake::Online))?;
            }
        }
        Ok(())
    }

    /// From now on this device's link holds, and its tabs are told.
    ///
    /// # Errors
    /// What the model finds wrong.
    pub fn link_comes_up(&mut self, device: usize) -> Result<(), Violation> {
        if let Some(one) = self.devices.get_mut(device) {
            one.link.clear();
        }
        self.wake_all(device, Wake::Online)
            .map_err(|violation| violation.at(self.now))
    }
}
