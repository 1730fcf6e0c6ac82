//! A history before it happens: who does what and when, and what goes wrong.

use crate::Wake;
use core::fmt;

/// Devices in the world: the patient's are 0 and 1, the therapist's 2 and 3.
pub const DEVICES: usize = 4;
/// Tabs that a device can have open.
pub const TABS: usize = 3;

/// Whose device this is: the patient's (0) or the therapist's (1).
#[must_use]
pub const fn person(device: usize) -> usize {
    device / 2
}

/// One tab of one device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// Which device.
    pub device: usize,
    /// Which of its tabs.
    pub tab: usize,
}

/// Tab `tab` of `device`.
#[must_use]
pub const fn seat(device: usize, tab: usize) -> Seat {
    Seat { device, tab }
}

impl fmt::Debug for Seat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seat({}, {})", self.device, self.tab)
    }
}

/// Something that happens. Times are milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// Somebody writes a letter with this many bytes of padded content.
    Write {
        /// Where.
        seat: Seat,
        /// Its number, which no other has.
        letter: u32,
        /// How long it is.
        bytes: u32,
    },
    /// The therapist writes outside the windows.
    WriteOutside {
        /// Where.
        seat: Seat,
        /// Its number.
        letter: u32,
        /// In the place of this one.
        instead_of: Option<u32>,
    },
    /// The therapist puts a letter in the place of a held one.
    Replace {
        /// Where.
        seat: Seat,
        /// Its number.
        letter: u32,
        /// The held one's.
        held: u32,
    },
    /// The therapist takes a held letter back.
    Withdraw {
        /// Where.
        seat: Seat,
        /// The number of this act.
        letter: u32,
        /// The held one's.
        held: u32,
    },
    /// The therapist lets a letter go although the patient has written since.
    GiveWord {
        /// Where.
        seat: Seat,
        /// The number of this act.
        letter: u32,
        /// The held one's.
        held: u32,
    },
    /// The writer tries the oldest again that needs them.
    RetryOldest(Seat),
    /// The writer gives the oldest up that needs them.
    DiscardOldest(Seat),
    /// The relay refuses this letter, now and ever.
    Refuses {
        /// Its number.
        letter: u32,
    },
    /// Something suggests that now is a good moment.
    Wakes(Seat, Wake),
    /// Nobody looks at the tab any more.
    Hides(Seat),
    /// The tab is opened, if it is not open.
    Opens(Seat),
    /// The tab is closed or killed.
    Closes(Seat),
    /// The tab does nothing for so long, and keeps the lock if it has it.
    Freezes(Seat, u64),
    /// The tab is told that it leads, though another may do so too.
    Leads(Seat),
    /// The whole device stops and starts again.
    Dies(usize),
    /// The device stops, and of its last relaxed commits only so many are
    /// there when it starts again.
    LosesPower {
        /// Which device.
        device: usize,
        /// The relaxed commits that survive.
        survive: usize,
    },
    /// The browser throws away all that it stored on the device.
    IsEvicted(usize),
    /// The device sleeps for so long; its monotonic clock may or may not go on.
    Sleeps(usize, u64),
    /// The device's token is revoked, and a new one given after so long.
    IsRevoked(usize, u64),
    /// Between device and relay, for so long, in so many of a hundred requests.
    Link(usize, LinkLuck, u64, u64),
    /// Between tab and store, for so long, in so many of a hundred commits.
    Disk(usize, DiskLuck, u64, u64),
    /// The relay's operator makes a backup.
    BacksUp,
    /// The relay starts anew from the last backup, if there is one.
    IsRestored,
}

/// What goes wrong between a device and the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkLuck {
    /// Every request fails at once.
    NoLink,
    /// The request is lost on the way.
    LosesRequest,
    /// The relay has done it, and the answer is lost.
    LosesAnswer,
    /// The request reaches the relay twice.
    Doubles,
    /// The answer takes up to a minute more, so that others overtake it.
    Delays,
    /// The answer is cut short and can not be read.
    Cuts,
    /// So many bytes a second.
    Slows(u64),
    /// Nothing comes back, and nobody says so.
    HangsOpen,
    /// 413 for more bytes than these.
    Narrows(usize),
    /// 429 or 503.
    IsBusy,
    /// Somebody else answers, as a hotel's sign-in page.
    IsHijacked,
}

/// What goes wrong between a tab and its store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DiskLuck {
    /// Nothing is stored, and that is told.
    FailsBefore,
    /// All is stored, and failure is told.
    FailsAfter,
    /// There is no room.
    IsFull,
    /// It takes up to half a minute.
    GoesSilent,
    /// It can not be read.
    CannotRead,
    /// To be asked what it holds, it never says a word.
    NeverReads,
    /// The device dies before it is stored.
    DiesBefore,
    /// The device dies after it is stored.
    DiesAfter,
    /// The other tabs are not told.
    TellsNobody,
}

/// Something and when it happens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Timed {
    /// Milliseconds from the beginning.
    pub at: u64,
    /// What.
    pub what: Happening,
}

/// `what`, at so many milliseconds.
#[must_use]
pub const fn at(at: u64, what: Happening) -> Timed {
    Timed { at, what }
}

impl fmt::Debug for Timed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at({}, {:?})", self.at, self.what)
    }
}

/// What stays as it is throughout a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Milliseconds there and back.
    pub round_trip: u64,
    /// Bytes a second, each way; 0 for as many as one likes.
    pub bytes_per_second: u64,
    /// Feed items in one answer.
    pub page: usize,
    /// A window opens every so many milliseconds …
    pub window_every: u64,
    /// … and is open for so many.
    pub window_open: u64,
    /// Whether nothing and nobody tells the tabs that all is well at the end.
    pub silent_end: bool,
    /// What is wrong with the world itself, to see whether anybody notices.
    pub sabotage: Sabotage,
}

impl Setting {
    /// A good link, and windows that are always open.
    pub const PLAIN: Self = Self {
        round_trip: 100,
        bytes_per_second: 0,
        page: 20,
        window_every: 600_000,
        window_open: 600_000,
        silent_end: false,
        sabotage: Sabotage::Nothing,
    };
}

/// A fault of the world, not of the engine, that the model must notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// None.
    Nothing,
    /// A store that dies in the middle of a commit keeps half of it.
    TornCommits,
    /// A store that takes what is confirmed from the outbox, and nothing more.
    ForgetsWhatWasSent,
    /// A relay that takes a repeat for a new letter.
    ForgetsRepeats,
    /// A relay that lets replies go before their window.
    LetsGoEarly,
    /// A store that does not keep at all and says that it has.
    KeepsNothing,
}

/// A whole history before it happens.
#[derive(Clone, PartialEq, Eq)]
pub struct Script {
    /// Where chance begins.
    pub seed: u64,
    /// What stays.
    pub setting: Setting,
    /// When all that goes wrong ends.
    pub length: u64,
    /// What happens, in any order.
    pub events: Vec<Timed>,
}

/// As Rust, to be pasted into a test.
impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Script {{ seed: {}, setting: {:?}, length: {}, events: vec!{:?} }}",
            self.seed, self.setting, self.length, self.events
        )
    }
}
