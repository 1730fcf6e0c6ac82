//! Scripts from seeds.

use super::{
    chance::Chance,
    script::{DEVICES, DiskLuck, Happening, LinkLuck, Sabotage, Script, Seat, Setting, TABS, at},
};
use crate::Wake;
use holdfast_protocol::sort_by_key;

const MINUTE: u64 = 60_000;

/// A history of its own for each seed.
#[must_use]
pub fn generate(seed: u64) -> Script {
    let mut chance = Chance::of(&[seed, 0x5eed]);
    let minutes = chance.one_of(10, &[20, 40, 60, 120, 240, 720]);
    let length = (minutes + 2) * MINUTE;
    let window_every = chance.one_of(5, &[10, 30]) * MINUTE;
    let setting = Setting {
        round_trip: chance.one_of(40, &[100, 300, 600]),
        bytes_per_second: chance.one_of(0, &[0, 0, 8_000, 50_000]),
        page: usize::try_from(chance.one_of(20, &[5, 50])).unwrap_or(20),
        window_every,
        window_open: chance.one_of(window_every, &[window_every / 2, window_every / 5]),
        silent_end: chance.percent(50),
        sabotage: Sabotage::Nothing,
    };
    let mut script = Script {
        seed,
        setting,
        length,
        events: Vec::new(),
    };
    Generator {
        chance,
        script: &mut script,
        span: minutes * MINUTE,
    }
    .all();
    sort_by_key(&mut script.events, |timed| timed.at);
    script
}

struct Generator<'a> {
    chance: Chance,
    script: &'a mut Script,
    span: u64,
}

impl Generator<'_> {
    fn all(&mut self) {
        self.writing();
        let tabs = self.chance.percent(60);
        if tabs {
            self.tabs();
        }
        // Some histories have one kind of bad luck, some have many.
        let spells = self.chance.one_of(2, &[4, 8, 16]);
        for _ in 0..spells {
            self.link();
        }
        if self.chance.percent(60) {
            for _ in 0..self.chance.between(1, 6) {
                self.disk();
            }
        }
        if self.chance.percent(50) {
            for _ in 0..self.chance.between(1, 4) {
                self.device();
            }
        }
        if self.chance.percent(25) {
            self.restore();
        }
        for _ in 0..self.chance.between(0, 10) {
            let seat = self.seat();
            let wake = self.chance.one_of(
                Wake::Online,
                &[Wake::Visible, Wake::Nudge, Wake::Asked, Wake::OtherTabWrote],
            );
            self.any_time(Happening::Wakes(seat, wake));
        }
        for _ in 0..self.chance.between(0, 4) {
            let seat = self.seat();
            self.any_time(Happening::Hides(seat));
        }
    }

    fn push(&mut self, time: u64, what: Happening) {
        self.script.events.push(at(time, what));
    }

    fn any_time(&mut self, what: Happening) -> u64 {
        let time = self.chance.below(self.span);
        self.push(time, what);
        time
    }

    fn device_number(&mut self) -> usize {
        usize::try_from(self.chance.below(DEVICES as u64)).unwrap_or(0)
    }

    fn seat(&mut self) -> Seat {
        let device = self.device_number();
        let tab = self.chance.one_of(0, &[0, 0, 1, 2]);
        Seat { device, tab }
    }

    fn writing(&mut self) {
        let letters = self.chance.between(1, 30);
        let mut time = self.chance.below(MINUTE);
        let mut replies: Vec<u32> = Vec::new();
        for number in 0..u32::try_from(letters).unwrap_or(1) {
            // Letters come in bursts.
            time += match self.chance.below(4) {
                0 => self.chance.below(2 * self.span / letters),
                1 => self.chance.below(MINUTE),
                _ => self.chance.below(2_000),
            };
            let time_now = time % self.span;
            let seat = self.seat();
            let bytes = self.chance.one_of(64, &[256, 256, 320, 1_024, 4_096]);
            let held = replies
                .len()
                .checked_sub(1)
                .map(|last| self.chance.below(last as u64 + 1))
                .and_then(|place| replies.get(usize::try_from(place).ok()?))
                .copied();
            let therapist = seat.device >= 2;
            let letter = number;
            let what = match (therapist, held, self.chance.below(10)) {
                (true, Some(held), 0) => Happening::Replace { seat, letter, held },
                (true, Some(held), 1) => Happening::Withdraw { seat, letter, held },
                (true, Some(held), 2) => Happening::GiveWord { seat, letter, held },
                (true, held, 3) => {
                    let instead_of = held.filter(|_| self.chance.percent(50));
                    Happening::WriteOutside {
                        seat,
                        letter,
                        instead_of,
                    }
                }
                _ => Happening::Write {
                    seat,
                    letter,
                    bytes,
                },
            };
            if therapist && matches!(what, Happening::Write { .. } | Happening::Replace { .. }) {
                replies.push(number);
            }
            self.push(time_now, what);
            if self.chance.percent(4) {
                self.push(0, Happening::Refuses { letter });
                for again in [Happening::RetryOldest(seat), Happening::DiscardOldest(seat)] {
                    if self.chance.percent(30) {
                        let later = time_now + self.chance.below(10 * MINUTE);
                        self.push(later, again);
                    }
                }
            }
        }
    }

    fn tabs(&mut self) {
        for _ in 0..self.chance.between(1, 8) {
            let seat = self.seat();
            let other = Seat {
                tab: usize::try_from(self.chance.below(TABS as u64)).unwrap_or(0),
                ..seat
            };
            let opened = self.any_time(Happening::Opens(other));
            match self.chance.below(4) {
                0 => {
                    let wait = self.chance.between(MINUTE / 10, 10 * MINUTE);
                    self.push(opened + 500, Happening::Freezes(seat, wait));
                    let later = opened + self.chance.below(2 * MINUTE);
                    self.push(later, Happening::Leads(other));
                }
                1 => {
                    let later = opened + self.chance.below(5 * MINUTE);
                    self.push(later, Happening::Closes(seat));
                }
                2 => {
                    let later = opened + self.chance.below(MINUTE);
                    self.push(later, Happening::Leads(other));
                }
                _ => {}
            }
        }
    }

    fn link(&mut self) {
        let bytes_per_second = self.chance.one_of(500, &[2_000, 8_000]);
        let most = usize::try_from(self.chance.one_of(600, &[1_200, 3_000])).unwrap_or(600);
        let kind = self.chance.one_of(
            LinkLuck::NoLink,
            &[
                LinkLuck::NoLink,
                LinkLuck::LosesRequest,
                LinkLuck::LosesAnswer,
                LinkLuck::Doubles,
                LinkLuck::Delays,
                LinkLuck::Cuts,
                LinkLuck::Slows(bytes_per_second),
                LinkLuck::HangsOpen,
                LinkLuck::Narrows(most),
                LinkLuck::IsBusy,
                LinkLuck::IsHijacked,
            ],
        );
        let percent = self.chance.one_of(100, &[30, 60, 90]);
        let wait = self.spell();
        let device = self.device_number();
        let time = self.any_time(Happening::Link(device, kind, wait, percent));
        if self.chance.percent(30) {
            // Up for a short burst, and down again.
            let burst = self.chance.between(100, 5_000);
            let seat = Seat { device, tab: 0 };
            self.push(
                time + wait + burst / 3,
                Happening::Wakes(seat, Wake::Online),
            );
            self.push(
                time + wait + burst,
                Happening::Link(device, kind, wait, percent),
            );
        }
    }

    fn spell(&mut self) -> u64 {
        let most = self
            .chance
            .one_of(10_000, &[MINUTE, 10 * MINUTE, self.span]);
        self.chance.between(500, most)
    }

    fn disk(&mut self) {
        let kind = self.chance.one_of(
            DiskLuck::FailsBefore,
            &[
                DiskLuck::FailsAfter,
                DiskLuck::IsFull,
                DiskLuck::GoesSilent,
                DiskLuck::CannotRead,
                DiskLuck::NeverReads,
                DiskLuck::DiesBefore,
                DiskLuck::DiesAfter,
                DiskLuck::TellsNobody,
            ],
        );
        let percent = self.chance.one_of(20, &[50, 100]);
        let most = self.chance.one_of(5_000, &[MINUTE, 10 * MINUTE]);
        let wait = self.chance.between(100, most);
        let device = self.device_number();
        self.any_time(Happening::Disk(device, kind, wait, percent));
    }

    fn device(&mut self) {
        let device = self.device_number();
        let wait = self.spell();
        let what = match self.chance.below(6) {
            0 | 1 => Happening::Dies(device),
            2 => Happening::LosesPower {
                device,
                survive: usize::try_from(self.chance.below(4)).unwrap_or(0),
            },
            3 => Happening::Sleeps(device, wait),
            4 => Happening::IsRevoked(device, wait),
            _ if self.chance.percent(30) => Happening::IsEvicted(device),
            _ => Happening::Closes(Seat { device, tab: 0 }),
        };
        self.any_time(what);
    }

    fn restore(&mut self) {
        let mut time = self.chance.below(self.span / 2);
        for _ in 0..self.chance.one_of(1, &[1, 1, 2, 5]) {
            self.push(time, Happening::BacksUp);
            time += self.chance.below(self.span / 3);
            self.push(time, Happening::IsRestored);
        }
    }
}
