//! `holdfast invite`.

use crate::{failure::Failure, output::say};
use holdfast_relay::operator;
use std::path::PathBuf;

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
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .map(|host| host.trim_end_matches('/'));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '#', '?', ' ']) => {
            Ok(text.trim_end_matches('/').into())
        }
        _ => Err("expected http:// or https:// and a host, without a path".into()),
    }
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
            "https://a/b",
            "https://a#b",
        ] {
            assert!(origin(wrong).is_err(), "{wrong}");
        }
    }
}
