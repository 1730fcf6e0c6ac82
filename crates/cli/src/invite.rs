//! `holdfast invite`.

use crate::{failure::Failure, output::say};
use holdfast_relay::operator;
use std::{net::Ipv6Addr, num::NonZeroU16, path::PathBuf};

/// Makes an invitation for a therapist and prints its link
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The relay's database file; the relay may be running
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
    /// Where the app is served, such as `https://letters.example.org`
    #[arg(long, value_name = "URL", value_parser = origin)]
    origin: String,
}

/// Makes the invitation.
pub(crate) async fn run(arguments: Arguments) -> Result<(), Failure> {
    if !arguments.db.exists() {
        return Err(Failure::NoDatabase {
            path: arguments.db.display().to_string(),
        });
    }
    let link = operator::invite(&arguments.db, &arguments.origin).await?;
    say(link);
    Ok(())
}

/// An address that a browser can open, without a path.
pub(crate) fn origin(text: &str) -> Result<String, String> {
    let origin = text.strip_suffix('/').unwrap_or(text);
    let host = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    if host.is_some_and(is_host) {
        Ok(origin.into())
    } else {
        Err("expected http:// or https:// and a host, without a path".into())
    }
}

/// A name or an address, and perhaps a port.
fn is_host(text: &str) -> bool {
    let (is_name, rest) = match text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        Some((address, rest)) => (address.parse::<Ipv6Addr>().is_ok(), rest),
        None => {
            let (name, rest) = text.split_at(text.find(':').unwrap_or(text.len()));
            let fits = |letter: char| letter.is_ascii_alphanumeric() || "-.".contains(letter);
            (!name.is_empty() && name.chars().all(fits), rest)
        }
    };
    let port = rest.strip_prefix(':').map(str::parse::<NonZeroU16>);
    is_name && (rest.is_empty() || matches!(port, Some(Ok(_))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        assert_eq!(
            origin("https://letters.example.org/"),
            Ok("https://letters.example.org".into())
        );
        assert_eq!(origin("http://[::1]:8787"), Ok("http://[::1]:8787".into()));
        for wrong in [
            "",
            "letters.example.org",
            "ftp://a",
            "https://",
            "https:///",
            "https://a:port",
            "https://a:0",
            "https://a:99999",
            "https://me@a",
            "https://a b",
            "https://[::1",
            "https://[a]",
            "https://\"a",
            "https://a/b",
            "https://a#b",
        ] {
            assert!(origin(wrong).is_err(), "{wrong}");
        }
    }
}
