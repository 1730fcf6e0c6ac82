//! What a relay takes before it gives up on somebody, and how it says that it
//! cannot go on itself.

use super::{
    Server,
    client::{Device, fails},
};
use crate::{Config, Relay, fixtures::PATIENT, store::sqlite::SqliteStore};
use core::time::Duration;
use holdfast_protocol::{Epoch, RelayError};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Instant, timeout},
};

/// A relay on a disk of which its store can be told to take no more.
async fn on_a_disk(folder: &TempDir) -> (Relay, Config, SqliteStore) {
    let config = Config {
        database: folder.path().join("relay.sqlite"),
        app: None,
        demo: false,
        ..Config::default()
    };
    let mut relay = Relay::open(&config).await.unwrap();
    let store = SqliteStore::open(&config.database, Epoch::from_bytes([1; 16])).unwrap();
    relay.store = Arc::new(store.clone());
    (relay, config, store)
}

#[tokio::test]
async fn a_disk_that_takes_no_writes_is_told() {
    let folder = TempDir::new().unwrap();
    let (relay, config, store) = on_a_disk(&folder).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = Server::of(relay, folder, config, listener);
    let device = Device::new(&server, PATIENT);
    store.refuse_writes().await;
    let health = device.get("/v1/health").send().await.unwrap();
    fails(health, 503, RelayError::Unavailable).await;
}

#[tokio::test]
async fn a_proof_of_health_counts_for_a_while() {
    let folder = TempDir::new().unwrap();
    let (relay, _, store) = on_a_disk(&folder).await;
    relay.prove_well().await.unwrap();
    store.refuse_writes().await;
    relay.prove_well().await.unwrap();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(5)).await;
    tokio::time::resume();
    assert!(relay.prove_well().await.is_err());
}

#[tokio::test]
async fn a_head_that_does_not_come_is_not_waited_for() {
    let server = Server::start().await;
    let address = server.base.strip_prefix("http://").unwrap();
    for begun in ["", "GET /v1/health HTTP/1.1\r\nHost: here\r\n"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(begun.as_bytes()).await.unwrap();
        // From here on time passes as soon as nobody has anything to do.
        tokio::time::pause();
        let before = Instant::now();
        let mut answer = Vec::new();
        let closed = timeout(Duration::from_secs(600), stream.read_to_end(&mut answer)).await;
        closed.expect("the connection stays for ever").unwrap();
        assert!(before.elapsed() < Duration::from_secs(60));
        tokio::time::resume();
    }
}

#[tokio::test]
async fn a_connection_serves_one_request_after_the_other() {
    let server = Server::start().await;
    let address = server.base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    for _ in 0..2 {
        let request = "GET /v1/health HTTP/1.1\r\nHost: here\r\n\r\n";
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"ok\n") {
            let read = stream.read_buf(&mut answer).await.unwrap();
            assert_ne!(read, 0, "closed too early");
        }
    }
}
