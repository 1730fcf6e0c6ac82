//! One table of inputs and commands for each rule.

mod feed;
mod keeping;
mod late;
mod sending;
mod several;
mod trying;

use super::Engine;
use crate::{
    Change, Command, CommitId, Config, Input, LinkTrouble, Moment, Notice, Place, RequestId,
    RestoreId, Restored, Standing, StoreTrouble, Waiting, Wake,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Act, EnvelopeId, Epoch, Event, FeedItem, Outcome, Receipt, Refusal, Release, Submission,
    SubmissionResult, SyncRequest, SyncResponse,
};
use serde_bytes::ByteBuf;

/// Milliseconds.
const MINUTE: u64 = 60_000;

/// An engine and a hand that answers for store and relay.
struct Bench {
    engine: Engine,
    now: Moment,
    commits: Vec<(CommitId, Vec<Change>)>,
    requests: Vec<(RequestId, SyncRequest)>,
    told: Vec<Notice>,
    restores: usize,
    /// The last that was asked for.
    read: RestoreId,
}

impl Bench {
    /// An engine that has not read its store.
    fn cold() -> Self {
        let mut bench = Self {
            engine: Engine::new(Config::default(), 1),
            now: Moment(1_000),
            commits: Vec::new(),
            requests: Vec::new(),
            told: Vec::new(),
            restores: 0,
            read: RestoreId(0),
        };
        bench.collect();
        bench
    }

    /// An engine whose store holds this.
    fn with(place: Option<Place>, outbox: Vec<Waiting>) -> Self {
        let mut bench = Self::cold();
        bench.say(Input::Restored(bench.read, Restored { place, outbox }));
        bench
    }

    /// An engine at rest in epoch 1, with nothing stored yet.
    fn resting() -> Self {
        let mut bench = Self::with(Some(place(1, 0)), Vec::new());
        bench.answer(answer(1));
        bench
    }

    fn say(&mut self, input: Input) {
        let again = matches!(input, Input::Woken(_) | Input::Tick)
            && input != Input::Woken(Wake::OtherTabWrote);
        let readable = !matches!(self.engine.shelf, super::Shelf::Unreadable { .. });
        let before = self.restores;
        self.engine.handle(input, self.now);
        self.collect();
        if again && readable && self.engine.is_restored && self.restores > before {
            // Nobody else has written.
            let same = Restored {
                place: self.engine.place,
                outbox: self.engine.outbox().cloned().collect(),
            };
            self.engine
                .handle(Input::Restored(self.read, same), self.now);
            self.collect();
        }
    }

    fn collect(&mut self) {
        while let Some(command) = self.engine.poll_command() {
            match command {
                Command::Restore(id) => {
                    self.restores += 1;
                    self.read = id;
                }
                Command::Commit(id, changes) => self.commits.push((id, changes)),
                Command::Send(id, request, _) => self.requests.push((id, request)),
                Command::Tell(notice) => self.told.push(notice),
            }
        }
    }

    fn wait(&mut self, milliseconds: u64) {
        self.now = Moment(self.now.0 + milliseconds);
        self.say(Input::Tick);
    }

    /// Goes to the next timeout; says how long that took.
    fn wait_for_timeout(&mut self) -> u64 {
        let wait = self.engine.poll_timeout().unwrap().0 - self.now.0;
        self.wait(wait);
        wait
    }

    fn stored(&mut self) -> Vec<Change> {
        let (id, changes) = self.commits.pop().expect("a commit");
        self.say(Input::Committed(id));
        changes
    }

    fn not_stored(&mut self, trouble: StoreTrouble) -> Vec<Change> {
        let (id, changes) = self.commits.pop().expect("a commit");
        self.say(Input::CommitFailed(id, trouble));
        changes
    }

    fn answer(&mut self, response: SyncResponse) -> SyncRequest {
        let (id, request) = self.requests.pop().expect("a request");
        self.say(Input::Answered(id, Box::new(response)));
        request
    }

    fn fail(&mut self, trouble: LinkTrouble) -> SyncRequest {
        let (id, request) = self.requests.pop().expect("a request");
        self.say(Input::Failed(id, trouble));
        request
    }

    /// Writes letters that are kept at once.
    fn kept(&mut self, numbers: impl IntoIterator<Item = u8>) {
        for number in numbers {
            self.say(Input::Write(letter(number)));
            self.stored();
        }
    }

    fn was_told(&self, notice: &Notice) -> bool {
        self.told.contains(notice)
    }
}

fn id(number: u8) -> EnvelopeId {
    EnvelopeId::from_bytes([number; 16])
}

fn letter(number: u8) -> Submission {
    letter_of(number, 10)
}

fn letter_of(number: u8, bytes: usize) -> Submission {
    Submission {
        id: id(number),
        act: Act::Send {
            envelope: ByteBuf::from(vec![number; bytes]),
        },
    }
}

fn waiting(number: u8, standing: Standing) -> Waiting {
    Waiting {
        submission: letter(number),
        order: u64::from(number),
        standing,
    }
}

fn place(epoch: u8, cursor: u64) -> Place {
    Place {
        epoch: Epoch::from_bytes([epoch; 16]),
        cursor,
        lacks_own: false,
    }
}

fn receipt() -> Receipt {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    Receipt {
        arrived: now,
        release: Release::Left(now),
    }
}

fn answer(epoch: u8) -> SyncResponse {
    SyncResponse {
        now: DateTime::<Utc>::UNIX_EPOCH,
        epoch: Epoch::from_bytes([epoch; 16]),
        results: Vec::new(),
        items: Vec::new(),
        more: false,
        demo: false,
    }
}

fn accepting(epoch: u8, numbers: impl IntoIterator<Item = u8>) -> SyncResponse {
    let results = numbers.into_iter().map(|number| SubmissionResult {
        id: id(number),
        outcome: Outcome::Accepted(receipt()),
    });
    SyncResponse {
        results: results.collect(),
        ..answer(epoch)
    }
}

fn refusing(number: u8, refusal: Refusal) -> SubmissionResult {
    SubmissionResult {
        id: id(number),
        outcome: Outcome::Refused(refusal),
    }
}

fn bringing(epoch: u8, sequences: impl IntoIterator<Item = u64>) -> SyncResponse {
    SyncResponse {
        items: sequences.into_iter().map(item).collect(),
        ..answer(epoch)
    }
}

fn item(sequence: u64) -> FeedItem {
    FeedItem {
        sequence,
        event: Event::Withdrawn { id: id(200) },
    }
}

fn carried(request: &SyncRequest) -> Vec<EnvelopeId> {
    request.submissions.iter().map(|one| one.id).collect()
}
