//! What people do and what goes wrong, done.

use super::{
    device::Spell,
    letters::{envelope, letter, letter_id},
    model::next_life,
    script::{Happening, LinkLuck, Seat, TABS, person, seat},
    violation::Violation,
    world::{Coming, World},
};
use crate::Input;
use holdfast_protocol::{Act, EnvelopeId, Submission};

impl World {
    pub(super) fn happen(&mut self, what: Happening) -> Result<(), Violation> {
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
}
