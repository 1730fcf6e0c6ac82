//! A way to the relay that limits, cuts, doubles, delays and makes things up.

use super::{
    chance::Chance,
    clinic::{Clinic, THERAPIST},
    device::letter,
    relay::{Address, Relay},
    way::Way,
};
use reqwest::blocking::Client;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex, RwLock},
    thread,
};

/// What a way does to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Honest,
    /// The relay gets it, the answer is lost.
    LosesAnswer,
    /// The relay never gets it.
    LosesRequest,
    /// The relay gets it twice, and the second answer is given.
    Doubles,
    /// The answer ends in the middle.
    Cuts,
    /// A hotel's sign-in page, with a status of success.
    SignInPage,
    /// Noise that calls itself the relay's.
    Noise,
    /// An error that is not the relay's own.
    BadGateway,
    /// An answer that was right once, for an earlier request.
    OldAnswer,
}

const DEEDS: [Deed; 9] = [
    Deed::Honest,
    Deed::LosesAnswer,
    Deed::LosesRequest,
    Deed::Doubles,
    Deed::Cuts,
    Deed::SignInPage,
    Deed::Noise,
    Deed::BadGateway,
    Deed::OldAnswer,
];

/// A proxy that does as `deed` says to each request, and answers 413 to bodies
/// beyond `limit`.
fn proxy(relay: &Relay, limit: usize, deed: impl Fn() -> Deed + Send + Sync + 'static) -> Address {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (relay, deed) = (Address::clone(&relay.address), Arc::new(deed));
    let old: Arc<Mutex<Option<Vec<u8>>>> = Arc::default();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (relay, deed, old) = (Address::clone(&relay), Arc::clone(&deed), Arc::clone(&old));
            thread::spawn(move || {
                if let Some(answer) = answer(&stream, &relay, limit, deed(), &old) {
                    let _ = (&stream).write_all(&answer);
                }
                let _ = stream.shutdown(Shutdown::Both);
            });
        }
    });
    Arc::new(RwLock::new(address))
}

/// What goes back to the device; nothing where the connection just ends.
fn answer(
    stream: &TcpStream,
    relay: &Address,
    limit: usize,
    deed: Deed,
    old: &Mutex<Option<Vec<u8>>>,
) -> Option<Vec<u8>> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let (mut length, mut headers) = (0, Vec::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "authorization" | "content-type" => headers.push((name.to_owned(), value.to_owned())),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    if length > limit {
        return Some(page(413, "text/html", b"<h1>Too large"));
    }
    let forward = || {
        let url = format!("{}{path}", relay.read().ok()?);
        let mut request = Client::new().post(url).body(body.clone());
        for (name, value) in &headers {
            request = request.header(name, value);
        }
        let answer = request.send().ok()?;
        let status = answer.status().as_u16();
        let kind = answer
            .headers()
            .get("content-type")?
            .to_str()
            .ok()?
            .to_owned();
        Some(page(status, &kind, &answer.bytes().ok()?))
    };
    let ours = holdfast_protocol::MEDIA_TYPE;
    match deed {
        Deed::Honest => {
            let answer = forward()?;
            *old.lock().ok()? = Some(answer.clone());
            Some(answer)
        }
        Deed::LosesAnswer => {
            forward();
            None
        }
        Deed::LosesRequest => None,
        Deed::Doubles => {
            forward();
            forward()
        }
        Deed::Cuts => {
            let mut answer = forward()?;
            answer.truncate(answer.len() - answer.len() / 3);
            Some(answer)
        }
        Deed::SignInPage => Some(page(200, "text/html", b"<h1>Welcome, please sign in")),
        Deed::Noise => Some(page(200, ours, &[7, 255, 0, 200, 31, 9, 9, 255, 255, 255])),
        Deed::BadGateway => Some(page(502, "text/html", b"<h1>Bad gateway")),
        Deed::OldAnswer => old.lock().ok()?.clone().or_else(forward),
    }
}

fn page(status: u16, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status} x\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

#[test]
fn failure_01_a_way_that_mangles_everything_loses_and_doubles_nothing() {
    const LETTERS: u32 = 150;
    let mut chance = Chance::printed("the way mangles everything");
    let relay = Relay::start();
    let mut clinic = Clinic::join(&relay, 2, Some(300), &mut chance);
    for device in &mut clinic.devices {
        let deeds = Mutex::new(chance.branch());
        let deed = move || {
            let drawn = deeds.lock().map_or(0, |mut deeds| deeds.below(12));
            let place = usize::try_from(drawn).unwrap_or(0);
            DEEDS.get(place).copied().unwrap_or(Deed::Honest)
        };
        device.way = Way::new(&proxy(&relay, usize::MAX, deed), [device.name; 32]);
    }
    for first in (0..LETTERS).step_by(10) {
        for device in &mut clinic.devices {
            let to = if device.name == THERAPIST {
                vec![1, 2]
            } else {
                vec![device.name]
            };
            let name = device.name;
            let letters: Vec<_> = (first..first + 10)
                .flat_map(|number| {
                    to.iter()
                        .map(move |patient| letter(name, *patient, number, 300))
                })
                .collect();
            device.write(&letters);
            device.turn();
        }
    }
    clinic.settle(|_, _| LETTERS);
    // Looked at over a way that is honest.
    for device in &mut clinic.devices {
        device.way = Way::new(&relay.address, [device.name; 32]);
    }
    clinic.check(|_, _| LETTERS);
}

#[test]
fn failure_22_a_way_that_takes_only_little_gets_little_and_what_never_fits_needs_its_writer() {
    const FITS: u32 = 60;
    let mut chance = Chance::printed("the way takes only little");
    let relay = Relay::start();
    let mut clinic = Clinic::join(&relay, 1, None, &mut chance);
    let patient = &mut clinic.devices[1];
    patient.way = Way::new(&proxy(&relay, 40_000, || Deed::Honest), [1; 32]);
    // One in the middle is larger than the way will ever take.
    let mut letters: Vec<_> = (0..FITS)
        .map(|number| letter(1, 1, number, 9_000))
        .collect();
    let large = letter(1, 1, FITS, 90_000);
    letters.insert(20, large.clone());
    patient.write(&letters);
    let began = std::time::Instant::now();
    while patient.outbox() != [large.id] {
        let wait = patient.turn();
        assert!(began.elapsed().as_secs() < 60, "{:?}", patient.last_trouble);
        thread::sleep(wait.min(std::time::Duration::from_millis(50)));
    }
    assert!(patient.needs_you.contains(&large.id));
    assert_eq!(patient.needs_you.len(), 1, "nobody else suffers for it");
    assert_eq!(patient.settled.len(), FITS as usize);
}
