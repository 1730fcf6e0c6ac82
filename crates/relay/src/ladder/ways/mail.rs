//! A mail, handed to the operator's server.

use super::words::Words;
use crate::ladder::{Heard, Security, Smtp};
use core::time::Duration;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::{
        Error,
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use tokio::time::timeout;

/// Hands mail to one server.
pub(super) struct Mailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// Makes ready; nothing is connected yet.
    ///
    /// # Errors
    /// When the server's name is none that a certificate can have.
    pub(super) fn new(smtp: &Smtp, patience: Duration) -> Result<Self, String> {
        let host = smtp.host.clone();
        let tls = || TlsParameters::new(host.clone()).map_err(|error| error.to_string());
        let (protection, usual_port) = match smtp.security {
            Security::Tls => (Tls::Wrapper(tls()?), 465),
            Security::Starttls => (Tls::Required(tls()?), 587),
            Security::None => (Tls::None, 25),
        };
        let mut server = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
            .port(smtp.port.unwrap_or(usual_port))
            .tls(protection)
            .timeout(Some(patience));
        if let (Some(user), Some(password)) = (&smtp.user, &smtp.password) {
            server = server.credentials(Credentials::new(user.clone(), password.clone()));
        }
        let from = smtp.from.parse();
        Ok(Self {
            server: server.build(),
            from: from.map_err(|_| format!("{:?} is no mail address", smtp.from))?,
        })
    }

    /// Hands one mail over; what came of it.
    pub(super) async fn send(&self, to: &str, words: Words, patience: Duration) -> Heard {
        let Ok(to) = to.parse::<Mailbox>() else {
            return Heard::Never;
        };
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(words.subject)
            .message_id(None)
            .header(ContentType::TEXT_PLAIN)
            .body(words.text);
        let Ok(message) = message else {
            return Heard::Never;
        };
        match timeout(patience, self.server.send(message)).await {
            Ok(Ok(_)) => Heard::Accepted,
            Ok(Err(error)) => refused(&error),
            Err(_) => Heard::Later,
        }
    }
}

fn refused(error: &Error) -> Heard {
    // The server's words may repeat an address: its code says enough.
    tracing::warn!(code = ?error.status(), "a mail was not taken on");
    if error.is_permanent() {
        Heard::Never
    } else {
        Heard::Later
    }
}
