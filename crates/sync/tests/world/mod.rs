//! Two people and a relay in virtual time, with bad luck in between.

mod chance;
mod check;
mod device;
mod letters;
mod relay;

use chance::Chance;
use device::Device;
use holdfast_protocol::SyncRequest;
use holdfast_sync::{
    Change, Command, CommitId, Input, LinkTrouble, MemoryStore, Mishap, Moment, RequestId,
    StoreTrouble, Wake,
};
pub use letters::{letter, letter_id};
pub use relay::Relay;
use std::collections::BTreeMap;

/// How bad luck is, in percent.
#[derive(Debug, Clone, Copy)]
pub struct Luck {
    pub request_lost: u64,
    pub answer_lost: u64,
    pub answer_doubled: u64,
    pub answer_late: u64,
    pub store_fails: u64,
    pub store_hangs: u64,
    pub dies_at_write: u64,
    pub woken: u64,
}

impl Luck {
    pub const GOOD: Self = Self {
        request_lost: 0,
        answer_lost: 0,
        answer_doubled: 0,
        answer_late: 0,
        store_fails: 0,
        store_hangs: 0,
        dies_at_write: 0,
        woken: 0,
    };
}

/// Something that is going to happen. What belongs to one life of a device is
/// void once that has died; a request arrives all the same, and names the life
/// that waits for its answer.
enum Event {
    Tick,
    Writes { number: u64 },
    Wakes(Wake),
    Reads,
    Applies(CommitId, Vec<Change>, Outcome),
    Hears(Box<Input>),
    Reaches(u64, RequestId, SyncRequest),
}

#[derive(Clone, Copy)]
enum Outcome {
    Told { after: u64 },
    Dies,
}

/// The whole of it.
pub struct World {
    pub relay: Relay,
    pub devices: [Device; 2],
    pub luck: Luck,
    now: u64,
    chance: Chance,
    /// By time and number.
    events: BTreeMap<(u64, u64), (usize, Option<u64>, Event)>,
    scheduled: u64,
}

impl World {
    pub fn new(seed: u64, luck: Luck) -> Self {
        let mut world = Self {
            relay: Relay::new(),
            devices: [Device::new(0), Device::new(1)],
            luck,
            now: 0,
            chance: Chance::new(seed),
            events: BTreeMap::new(),
            scheduled: 0,
        };
        world.obey(0);
        world.obey(1);
        world
    }

    pub fn write(&mut self, device: usize, number: u64, at: u64) {
        self.schedule(at, device, None, Event::Writes { number });
    }

    pub fn wake(&mut self, device: usize, wake: Wake) {
        self.schedule(self.now, device, None, Event::Wakes(wake));
    }

    /// The device starts anew on what its store holds.
    pub fn restart(&mut self, device: usize) {
        self.devices[device].restart();
        self.obey(device);
    }

    /// Everything that the browser stored is gone.
    pub fn evict(&mut self, device: usize) {
        self.devices[device].store = MemoryStore::default();
        self.restart(device);
    }

    pub fn now(&self) -> u64 {
        self.now
    }

    pub fn is_settled(&self) -> bool {
        self.devices.iter().all(|device| device.engine.is_settled())
    }

    pub fn run_until(&mut self, end: u64) {
        while let Some(entry) = self.events.first_entry() {
            if entry.key().0 > end {
                break;
            }
            let ((at, _), (device, life, event)) = entry.remove_entry();
            self.now = at;
            if life.is_none_or(|life| life == self.devices[device].life) {
                self.happen(device, event);
            }
        }
        self.now = end;
    }

    fn schedule(&mut self, at: u64, device: usize, life: Option<u64>, event: Event) {
        self.scheduled += 1;
        self.events
            .insert((at.max(self.now), self.scheduled), (device, life, event));
    }

    fn soon(&mut self, wait: u64, device: usize, event: Event) {
        let life = self.devices[device].life;
        self.schedule(self.now + wait, device, Some(life), event);
    }

    fn happen(&mut self, device: usize, event: Event) {
        match event {
            Event::Tick => self.tell(device, Input::Tick),
            Event::Wakes(wake) => self.tell(device, Input::Woken(wake)),
            Event::Hears(input) => self.tell(device, *input),
            Event::Writes { number } => {
                let submission = letter(device, number, 40);
                self.tell(device, Input::Write(submission));
            }
            Event::Reads => {
                let input = if self.chance.percent(self.luck.store_fails) {
                    Input::NotRestored(StoreTrouble::Closed)
                } else {
                    Input::Restored(self.devices[device].store.restore_now().unwrap())
                };
                self.tell(device, input);
            }
            Event::Applies(id, changes, outcome) => self.apply(device, id, &changes, outcome),
            Event::Reaches(life, id, request) => self.reach(device, life, id, request),
        }
    }

    fn tell(&mut self, device: usize, input: Input) {
        self.devices[device].engine.handle(input, Moment(self.now));
        self.obey(device);
    }

    fn obey(&mut self, device: usize) {
        while let Some(command) = self.devices[device].engine.poll_command() {
            match command {
                Command::Restore => {
                    let wait = self.chance.below(20);
                    self.soon(wait, device, Event::Reads);
                }
                Command::Commit(id, changes) => self.commit(device, id, changes),
                Command::Send(id, request, patience) => {
                    self.devices[device].check_sent(&request);
                    let patience = u64::try_from(patience.as_millis()).unwrap();
                    self.send(device, id, request, patience);
                }
                Command::Tell(notice) => {
                    for number in self.devices[device].note(notice) {
                        // The writer still has the text and tries again.
                        self.soon(5_000, device, Event::Writes { number });
                    }
                }
            }
        }
        if let Some(Moment(at)) = self.devices[device].engine.poll_timeout()
            && self.devices[device].next_tick != at
        {
            self.devices[device].next_tick = at;
            let life = self.devices[device].life;
            self.schedule(at, device, Some(life), Event::Tick);
        }
    }

    fn commit(&mut self, device: usize, id: CommitId, changes: Vec<Change>) {
        let hangs = self.chance.percent(self.luck.store_hangs);
        let wait = if hangs {
            15_000 + self.chance.below(20_000)
        } else {
            self.chance.below(30)
        };
        if self.chance.percent(self.luck.dies_at_write) {
            // Before it is stored, or right after.
            if self.chance.percent(50) {
                self.soon(wait, device, Event::Applies(id, Vec::new(), Outcome::Dies));
            } else {
                self.soon(wait, device, Event::Applies(id, changes, Outcome::Dies));
            }
            return;
        }
        let after = self.chance.below(5);
        self.soon(
            wait,
            device,
            Event::Applies(id, changes, Outcome::Told { after }),
        );
    }

    fn apply(&mut self, device: usize, id: CommitId, changes: &[Change], outcome: Outcome) {
        if self.chance.percent(self.luck.store_fails) {
            let mishap = Mishap::Before(StoreTrouble::Full);
            self.devices[device].store.expect_mishaps([mishap]);
        }
        let result = self.devices[device].apply(changes);
        match outcome {
            Outcome::Dies => self.restart(device),
            Outcome::Told { after } => {
                let input = match result {
                    Ok(()) => Input::Committed(id),
                    Err(trouble) => Input::CommitFailed(id, trouble),
                };
                self.soon(after, device, Event::Hears(Box::new(input)));
            }
        }
    }

    fn send(&mut self, device: usize, id: RequestId, request: SyncRequest, patience: u64) {
        let timed_out = Input::Failed(id, LinkTrouble::TimedOut);
        self.soon(patience, device, Event::Hears(Box::new(timed_out)));
        if self.chance.percent(self.luck.woken) {
            let wake = [
                Wake::Online,
                Wake::Visible,
                Wake::Nudge,
                Wake::OtherTabWrote,
            ][usize::try_from(self.chance.below(4)).unwrap()];
            let wait = self.chance.below(20_000);
            self.soon(wait, device, Event::Wakes(wake));
        }
        let way = 20 + self.chance.below(400);
        if self.chance.percent(self.luck.request_lost) {
            let trouble = [
                LinkTrouble::Offline,
                LinkTrouble::Unavailable,
                LinkTrouble::Nonsense,
                LinkTrouble::TimedOut,
            ][usize::try_from(self.chance.below(4)).unwrap()];
            let failed = Input::Failed(id, trouble);
            self.soon(way, device, Event::Hears(Box::new(failed)));
            return;
        }
        // Another life's engine gives out the same ids again.
        let reaches = Event::Reaches(self.devices[device].life, id, request);
        self.schedule(self.now + way, device, None, reaches);
    }

    fn reach(&mut self, device: usize, life: u64, id: RequestId, request: SyncRequest) {
        let Some(response) = self.relay.sync(device, request, self.now) else {
            let failed = Input::Failed(id, LinkTrouble::TooLarge);
            self.answer(20, device, life, failed);
            return;
        };
        let copies = 1 + u64::from(self.chance.percent(self.luck.answer_doubled));
        for _ in 0..copies {
            if self.chance.percent(self.luck.answer_lost) {
                continue;
            }
            let mut way = 20 + self.chance.below(400);
            if self.chance.percent(self.luck.answer_late) {
                way += self.chance.below(60_000);
            }
            let answered = Input::Answered(id, Box::new(response.clone()));
            self.answer(way, device, life, answered);
        }
    }

    fn answer(&mut self, way: u64, device: usize, life: u64, answer: Input) {
        let hears = Event::Hears(Box::new(answer));
        self.schedule(self.now + way, device, Some(life), hears);
    }
}
