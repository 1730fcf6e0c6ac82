//! The relay is killed in the middle of a ladder: nobody is left untold, and
//! nobody is told after somebody has taken it on.

use super::{
    chance::Chance,
    clinic::{Clinic, THERAPIST},
    device::{account, conversation},
    relay::Relay,
};
use core::time::Duration;
use holdfast_protocol::{
    Act, AlarmStep, DemoGo, Envelope, EnvelopeId, EnvelopeKind, Event, Header, PROTOCOL_VERSION,
    SignedTiming, Submission, SyncRequest, SyncResponse, encode,
};
use serde_bytes::{ByteArray, ByteBuf};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Instant,
};

/// The patient's name.
const ROBIN: u8 = 1;
const PATIENCE: Duration = Duration::from_secs(60);

/// A system that is called. It hands every call on, and answers only once it
/// is told to.
struct Pager {
    port: u16,
    calls: Receiver<Sender<()>>,
}

impl Pager {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (hand_on, calls) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let hand_on = hand_on.clone();
                thread::spawn(move || answer(stream, &hand_on));
            }
        });
        Self { port, calls }
    }

    /// The next call; to drop what comes back leaves it without an answer.
    fn call(&self) -> Sender<()> {
        self.calls.recv_timeout(PATIENCE).unwrap()
    }
}

fn answer(stream: TcpStream, hand_on: &Sender<Sender<()>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(bytes) = line.strip_prefix("content-length: ") {
            length = bytes.parse().ok()?;
        }
    }
    stream.read_exact(&mut vec![0; length]).ok()?;
    let (go_on, told) = channel();
    hand_on.send(go_on).ok()?;
    told.recv().ok()?;
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    stream.get_mut().write_all(answer).ok()
}

fn id(number: u8) -> EnvelopeId {
    EnvelopeId::from_bytes([0xF0, number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
}

fn envelope(sender: u8, number: u8, kind: EnvelopeKind) -> ByteBuf {
    let header = Header {
        format: Header::FORMAT,
        id: id(number),
        conversation: conversation(ROBIN),
        sender: account(sender),
        kind,
    };
    let envelope = Envelope {
        header,
        keys: Vec::new(),
        nonce: ByteArray::new([1; 24]),
        ciphertext: ByteBuf::from(vec![7; 64]),
        signature: ByteArray::new([2; 64]),
    };
    envelope.to_bytes().into()
}

/// Asks once, by the way of the clinic's nth device.
fn sync(clinic: &Clinic, nth: usize, acts: Vec<(u8, Act)>) -> SyncResponse {
    let submissions = acts.into_iter().map(|(number, act)| Submission {
        id: id(number),
        act,
    });
    let asked = SyncRequest {
        protocol: PROTOCOL_VERSION,
        epoch: None,
        cursor: 0,
        lacks_own: false,
        submissions: submissions.collect(),
    };
    let began = Instant::now();
    loop {
        match clinic.devices[nth].way.sync(&asked, PATIENCE) {
            Ok(answer) => {
                for result in &answer.results {
                    let outcome = &result.outcome;
                    assert!(
                        matches!(outcome, holdfast_protocol::Outcome::Accepted(_)),
                        "{outcome:?}"
                    );
                }
                return answer;
            }
            Err(trouble) => assert!(began.elapsed() < PATIENCE, "{trouble:?}"),
        }
    }
}

fn agree(clinic: &Clinic) {
    let today = sync(clinic, 0, vec![]).now.date_naive();
    let document = format!(
        r#"{{"version":1,"zone":"UTC","effective_from":"{today}","windows":[{{"days":["mon","tue","wed","thu","fri","sat","sun"],"opens":"15:00","closes":"17:00"}}],"away":[],"extra":[],"cutoff_minutes":0,"notice_hours":48,"escalation":{{"reference":"","steps":[{{"name":"First","contact":"first","delay_minutes":5}},{{"name":"Second","contact":"second","delay_minutes":5}}],"rounds":1,"call_cost":1,"miss_cost":20}}}}"#
    );
    let timing = || SignedTiming {
        document: document.clone(),
        signature: ByteArray::new([3; 64]),
    };
    let propose = Act::Propose {
        envelope: envelope(THERAPIST, 1, EnvelopeKind::Agreement),
        timing: timing(),
    };
    sync(clinic, 0, vec![(1, propose)]);
    let accept = Act::Accept {
        envelope: envelope(ROBIN, 2, EnvelopeKind::Agreement),
        timing: timing(),
    };
    sync(clinic, 1, vec![(2, accept)]);
}

fn steps(clinic: &Clinic, nth: usize) -> Vec<AlarmStep> {
    let items = sync(clinic, nth, vec![]).items.into_iter();
    items
        .filter_map(|item| match item.event {
            Event::Alarm(news) => Some(news.what),
            _ => None,
        })
        .collect()
}

/// Waits for the feed to say so much, as it does once the relay has written it
/// down.
fn until(clinic: &Clinic, count: usize) -> Vec<AlarmStep> {
    let began = Instant::now();
    loop {
        let steps = steps(clinic, 1);
        if steps.len() >= count {
            return steps;
        }
        assert!(began.elapsed() < PATIENCE, "{steps:?}");
        // What a driver's timer does.
        thread::sleep(Duration::from_millis(50));
    }
}

fn go_minutes(clinic: &Clinic, minutes: i64) {
    let to = sync(clinic, 0, vec![]).now + chrono::TimeDelta::minutes(minutes);
    clinic.devices[0]
        .way
        .ask("/v1/demo/go", encode(&DemoGo { to }));
}

#[test]
fn a_ladder_goes_on_after_kill_9() {
    let mut chance = Chance::printed("killed in the middle of a ladder");
    let pager = Pager::start();
    let contacts = ["first", "second"].map(|contact| {
        format!(
            "[contacts.{contact}]\nperson = \"Somebody\"\nwebhook = {{ url = \"http://127.0.0.1:{}/{contact}\", secret = \"0123456789abcdef\" }}\n",
            pager.port
        )
    });
    let mut relay = Relay::start_demo_with(&contacts.concat());
    let clinic = Clinic::join(&relay, 1, None, &mut chance);
    agree(&clinic);
    let page = Act::Send {
        envelope: envelope(ROBIN, 3, EnvelopeKind::Page),
    };
    sync(&clinic, 1, vec![(3, page)]);

    // While the first is being called: called once more, then told once.
    let unanswered = pager.call();
    relay.kill();
    relay.restart();
    drop(unanswered);
    pager.call().send(()).unwrap();
    let first = until(&clinic, 2);
    assert!(
        matches!(&first[1], AlarmStep::Told { step: 0, .. }),
        "{first:?}"
    );

    // While the first has time to answer: the second is called in its own.
    relay.kill();
    relay.restart();
    go_minutes(&clinic, 4);
    assert_eq!(steps(&clinic, 1).len(), 2);
    go_minutes(&clinic, 2);
    let second = pager.call();
    relay.kill();
    relay.restart();
    drop(second);
    pager.call().send(()).unwrap();
    let second = until(&clinic, 3);
    assert!(
        matches!(&second[2], AlarmStep::Told { step: 1, .. }),
        "{second:?}"
    );

    // Once somebody has taken it on, no life of the relay tells anybody.
    let taken = Act::Acknowledge { letter: id(3) };
    sync(&clinic, 0, vec![(4, taken)]);
    relay.kill();
    relay.restart();
    go_minutes(&clinic, 120);
    let all = steps(&clinic, 1);
    assert!(
        matches!(all.last(), Some(AlarmStep::Acknowledged { .. })),
        "{all:?}"
    );
    assert_eq!(all.len(), 4);
    assert_eq!(all, steps(&clinic, 0));
    assert!(pager.calls.try_recv().is_err());
}
