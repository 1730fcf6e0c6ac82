//! `holdfast serve`.

use crate::{failure::Failure, invite::origin, output::say};
use holdfast_relay::{Config, Lock, Relay, StartError};
use std::{
    io::ErrorKind,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
};
use tokio::{
    net::TcpListener,
    signal::{
        ctrl_c,
        unix::{SignalKind, signal},
    },
};

/// Runs the relay until it is told to stop
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The database file; made if it is not there
    #[arg(long, value_name = "FILE", default_value = "holdfast.sqlite")]
    db: PathBuf,
    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// The folder of the built app, to serve it too
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
    /// Lets time be moved ahead, and prints links to join as either side
    #[arg(long)]
    demo: bool,
    /// Where browsers find the app, if it is not the address to listen on
    #[arg(long, value_name = "URL", value_parser = origin)]
    origin: Option<String>,
    /// The file that says who can be told that a letter asks for somebody now,
    /// and how
    #[arg(long, value_name = "FILE")]
    contacts: Option<PathBuf>,
}

/// Serves.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    if arguments.demo && !arguments.listen.ip().is_loopback() {
        return Err(Failure::DemoAbroad {
            address: arguments.listen,
        });
    }
    if arguments.contacts.is_some() && arguments.origin.is_none() && !arguments.demo {
        return Err(Failure::NoOrigin);
    }
    let listeners = listen(arguments.listen).await?;
    let address = match listeners.first().map(TcpListener::local_addr) {
        Some(Ok(address)) => address,
        Some(Err(_)) | None => arguments.listen,
    };
    let origin = arguments.origin.clone();
    let origin = origin.unwrap_or_else(|| format!("http://{address}"));
    let _alone = Lock::take(&arguments.db).map_err(StartError::from)?;
    let relay = Relay::open(&Config {
        database: arguments.db,
        app: arguments.app,
        demo: arguments.demo,
        contacts: arguments.contacts,
        origin: origin.clone(),
    })
    .await?;
    // Before anybody is told where to connect: a signal that comes right
    // afterwards must find us ready.
    let stop = stop_signal()?;
    if arguments.demo {
        introduce(&relay, address, arguments.origin.as_deref()).await?;
    } else {
        say(format_args!("Holdfast is at {origin}"));
    }
    relay.serve(listeners, stop).await;
    Ok(())
}

/// Listens on `address`, and where that is this machine's own, under both
/// addresses that `localhost` may mean.
async fn listen(address: SocketAddr) -> Result<Vec<TcpListener>, Failure> {
    let first = TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => Failure::AddressTaken { address },
            _ => Failure::Address {
                address,
                reason: error.to_string(),
            },
        })?;
    let port = first.local_addr().map_or(address.port(), |it| it.port());
    let mut listeners = vec![first];
    if address.ip() == Ipv4Addr::LOCALHOST {
        let twin = SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), port);
        match TcpListener::bind(twin).await {
            Ok(twin) => listeners.push(twin),
            // Whoever asks for localhost would reach the other program.
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                return Err(Failure::AddressTaken { address: twin });
            }
            Err(_) => {}
        }
    }
    Ok(listeners)
}

/// Tells how to begin a demonstration. The two sides get two names of the same
/// machine, so that one browser keeps them apart.
async fn introduce(
    relay: &Relay,
    address: SocketAddr,
    origin: Option<&str>,
) -> Result<(), Failure> {
    let port = address.port();
    let at = |name: &str| origin.map_or(format!("http://{name}:{port}"), Into::into);
    let (therapist, patient) = (at("localhost"), at("127.0.0.1"));
    let links = relay.demo_links().await?;
    let path = |link: Option<String>| link.unwrap_or_else(|| "/".into());
    say("A demonstration: time can be moved ahead, and nothing here is private.");
    say(format_args!(
        "  Therapist (first): {therapist}{}",
        path(links.therapist)
    ));
    say(format_args!(
        "  Patient (then):    {patient}{}",
        path(links.patient)
    ));
    Ok(())
}

/// Comes with Ctrl-C or the system's request to stop.
fn stop_signal() -> Result<impl Future<Output = ()> + Send + 'static, Failure> {
    let mut terminate = signal(SignalKind::terminate()).map_err(|error| Failure::System {
        reason: error.to_string(),
    })?;
    Ok(async move {
        tokio::select! {
            _ = ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    })
}
