//! The real server on a port of its own, asked by a real client.

mod app;
mod client;
mod demo;
mod failures;
mod joining;
mod nudging;
mod paging;
mod standing_up;
mod syncing;

use crate::{Config, Relay, operator};
use holdfast_protocol::Link;
use std::path::PathBuf;
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

/// A relay that is running.
pub(super) struct Server {
    pub(super) base: String,
    pub(super) config: Config,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
    folder: TempDir,
}

impl Server {
    /// On an empty database.
    pub(super) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// On an empty database, with a changed configuration.
    pub(super) async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = TempDir::new().unwrap();
        let mut config = Config {
            database: folder.path().join("relay.sqlite"),
            app: None,
            demo: false,
            ..Config::default()
        };
        change(&mut config);
        Self::run(folder, config).await
    }

    async fn run(folder: TempDir, config: Config) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let relay = Relay::open(&config).await.unwrap();
        Self::of(relay, folder, config, listener)
    }

    /// A relay that was made ready by other means.
    fn of(relay: Relay, folder: TempDir, config: Config, listener: TcpListener) -> Self {
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            let stopped = async {
                // A sender that is gone means stop, too.
                let _ = stopped.await;
            };
            relay.serve(vec![listener], stopped).await;
        });
        Self {
            base,
            config,
            stop,
            task,
            folder,
        }
    }

    /// Tells it to stop and waits until it has.
    pub(super) async fn stop(self) -> (TempDir, Config) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
        (self.folder, self.config)
    }

    /// Ends it in the middle of whatever it does, and starts another on the
    /// same file.
    pub(super) async fn crash_and_restart(self) -> Self {
        self.task.abort();
        assert!(self.task.await.unwrap_err().is_cancelled());
        Self::run(self.folder, self.config).await
    }

    /// What the operator hands to a therapist.
    pub(super) async fn operators_invitation(&self) -> Link {
        let link = operator::invite(&self.database(), &self.base)
            .await
            .unwrap();
        let (address, fragment) = link.split_once('#').unwrap();
        assert_eq!(address, format!("{}/join?side=therapist", self.base));
        fragment.parse().unwrap()
    }

    fn database(&self) -> PathBuf {
        self.config.database.clone()
    }
}
