//! The way to the relay and back.

use super::{
    model::Model,
    script::{DEVICES, LinkLuck, Seat, person},
    violation::Violation,
    world::{Answer, Coming, World},
};
use crate::{Input, LinkTrouble, RequestId};
use core::time::Duration;
use holdfast_protocol::{Event, Outcome, REQUEST_BYTES_MAX, SUBMISSIONS_MAX, SyncRequest, encode};

impl World {
    pub(super) fn send(
        &mut self,
        seat: Seat,
        life: u64,
        id: RequestId,
        request: SyncRequest,
        patience: Duration,
    ) -> Result<(), Violation> {
        self.check_request(seat, &request)?;
        self.counts.requests += 1;
        let minute = self.now / 60_000;
        let tab = self.tab(seat);
        tab.sends += 1;
        let before = if tab.asked.0 == minute {
            tab.asked.1
        } else {
            0
        };
        tab.asked = (minute, before + 1);
        if before > 150 {
            return Err(Violation::new("asks again and again", id.0));
        }
        let bytes = encode(&request).len();
        if bytes > REQUEST_BYTES_MAX || request.submissions.len() > SUBMISSIONS_MAX {
            return Err(Violation::new("a request that no relay takes", bytes));
        }
        let patience = u64::try_from(patience.as_millis()).unwrap_or(u64::MAX);
        let until = self.now.saturating_add(patience);
        let failed = |trouble| Coming::Hears(seat, life, Input::Failed(id, trouble));
        self.at(until, failed(LinkTrouble::TimedOut));
        let Seat { device, tab } = seat;
        if self.devices[device].asleep_until > self.now {
            return Ok(());
        }
        let mut chance = self.chance(&[5, device as u64, tab as u64, life, id.0]);
        let mut answer = Answer {
            lost: None,
            late: 0,
            bytes_per_second: self.setting.bytes_per_second,
            until,
        };
        let mut twice = None;
        let round_trip = self.setting.round_trip;
        let now = self.now;
        let spells: Vec<LinkLuck> = self.devices[device]
            .link
            .iter()
            .filter(|spell| spell.until > now && chance.percent(spell.percent))
            .map(|spell| spell.kind)
            .collect();
        for kind in spells {
            if !matches!(kind, LinkLuck::Narrows(most) if bytes <= most) {
                self.counts.link(kind);
            }
            let trouble = match kind {
                LinkLuck::NoLink => Some((20, Some(LinkTrouble::Offline))),
                LinkLuck::HangsOpen => Some((0, None)),
                LinkLuck::LosesRequest => {
                    let told = chance.percent(50).then_some(LinkTrouble::Offline);
                    Some((round_trip, told))
                }
                LinkLuck::IsBusy => Some((round_trip, Some(LinkTrouble::Unavailable))),
                LinkLuck::IsHijacked => Some((round_trip, Some(LinkTrouble::Nonsense))),
                LinkLuck::Narrows(most) if bytes > most => {
                    Some((round_trip, Some(LinkTrouble::TooLarge)))
                }
                LinkLuck::Narrows(_) => None,
                LinkLuck::LosesAnswer => {
                    let offline = LinkTrouble::Offline;
                    answer.lost = Some(chance.one_of(offline, &[LinkTrouble::TimedOut]));
                    None
                }
                LinkLuck::Cuts => {
                    answer.lost = Some(LinkTrouble::Nonsense);
                    None
                }
                LinkLuck::Doubles => {
                    twice = Some(chance.below(30_000));
                    None
                }
                LinkLuck::Delays => {
                    answer.late = chance.below(60_000);
                    None
                }
                LinkLuck::Slows(bytes_per_second) => {
                    answer.bytes_per_second = match answer.bytes_per_second {
                        0 => bytes_per_second,
                        usual => usual.min(bytes_per_second),
                    };
                    None
                }
            };
            if let Some((wait, told)) = trouble {
                if let Some(trouble) = told {
                    self.after(wait, failed(trouble));
                }
                return Ok(());
            }
        }
        let takes = on_the_wire(bytes, answer.bytes_per_second);
        let free = &mut self.devices[device].up_free;
        *free = takes.saturating_add((*free).max(now));
        let arrives = *free + round_trip / 2;
        self.counts.bytes += bytes as u64;
        if let Some(wait) = twice {
            let again = Coming::Reaches(seat, life, id, request.clone(), answer);
            self.at(arrives + wait, again);
        }
        self.at(arrives, Coming::Reaches(seat, life, id, request, answer));
        Ok(())
    }

    pub(super) fn reach(
        &mut self,
        seat: Seat,
        life: u64,
        id: RequestId,
        request: SyncRequest,
        answer: Answer,
    ) -> Result<(), Violation> {
        let back = self.setting.round_trip.div_ceil(2);
        let failed = |trouble| Coming::Hears(seat, life, Input::Failed(id, trouble));
        if self.devices[seat.device].revoked {
            self.after(back, failed(LinkTrouble::NotSignedIn));
            return Ok(());
        }
        let before = [self.relay.feed(0).len(), self.relay.feed(1).len()];
        let done = self.relay.sync(seat.device, request, self.now)?;
        let epoch = done.answer.epoch;
        for result in &done.answer.results {
            if let Outcome::Accepted(receipt) = result.outcome {
                self.model.said(result.id, epoch, receipt);
            }
        }
        for item in &done.answer.items {
            if let Event::Yours { id, receipt } = item.event {
                self.model.said(id, epoch, receipt);
            }
        }
        for id in done.new {
            self.model.accepted(id)?;
        }
        Model::check_feed(&self.relay)?;
        self.plan_release();
        for device in (0..DEVICES).filter(|device| *device != seat.device) {
            let grown = before.get(person(device)).copied();
            if grown.is_some_and(|before| self.relay.feed(person(device)).len() > before) {
                self.after(back, Coming::Nudges(device));
            }
        }
        if let Some(trouble) = answer.lost {
            let at = match trouble {
                LinkTrouble::TimedOut => answer.until,
                _ => self.now + back,
            };
            self.at(at, failed(trouble));
            return Ok(());
        }
        let bytes = encode(&done.answer).len();
        self.counts.bytes += bytes as u64;
        let takes = on_the_wire(bytes, answer.bytes_per_second);
        let free = &mut self.devices[seat.device].down_free;
        *free = takes.saturating_add((*free).max(self.now));
        let arrives = *free + back + answer.late;
        let answered = Input::Answered(id, Box::new(done.answer));
        self.at(arrives, Coming::Hears(seat, life, answered));
        Ok(())
    }

    /// Nothing is sent that is not stored, acknowledged that is not, or that
    /// was taken back.
    fn check_request(&mut self, seat: Seat, request: &SyncRequest) -> Result<(), Violation> {
        let disk = &self.devices[seat.device].disk;
        let waiting = disk.store().standings();
        let stored = disk.store().stored();
        for submission in &request.submissions {
            let id = submission.id;
            let kept = waiting.contains_key(&id) || stored.iter().any(|one| one.id == id);
            let forgotten = self.model.letters.get(&id);
            if !kept && !forgotten.is_some_and(|track| track.discarded) {
                return Err(Violation::new("sent and not stored", id));
            }
            // Where the relay has it still, it knows that it was taken back.
            let lost = !self.relay.has(person(seat.device), id);
            if lost && disk.now().taken_back.contains(&id) {
                return Err(Violation::new("taken back and offered again", id));
            }
        }
        if let (Some(epoch), Some(place)) = (request.epoch, disk.store().place())
            && epoch == place.epoch
            && request.cursor > place.cursor
        {
            return Err(Violation::new(
                "acknowledged and not stored",
                request.cursor,
            ));
        }
        Ok(())
    }
}

/// Milliseconds that so many bytes take.
pub(super) fn on_the_wire(bytes: usize, bytes_per_second: u64) -> u64 {
    if bytes_per_second == 0 {
        return 0;
    }
    (bytes as u64 * 1000).div_ceil(bytes_per_second)
}
