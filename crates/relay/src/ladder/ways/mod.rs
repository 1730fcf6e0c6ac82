//! Handing a notice over: by push, by mail, by a call of the clinic's system.
//! Each attempt is over within [`PATIENCE`], whatever the other side does.

mod mail;
mod outside;
mod push;
#[cfg(test)]
mod tests;
mod vapid;
mod webhook;
mod words;

pub use vapid::{KeyError, PushKey};

use super::{Contact, Contacts, Heard};
use crate::store::{Notice, Reach};
use core::time::Duration;
use holdfast_protocol::{PushSubscription, Way};
use mail::Mailer;
use reqwest::{Client, StatusCode, Url, redirect};
use std::sync::Arc;
use tokio::time::timeout;

/// How long one attempt may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came of one attempt.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it has gone.
    pub heard: Heard,
    /// Endpoints that are no more.
    pub gone: Vec<String>,
    /// Endpoints that may yet take it on.
    pub left: Vec<String>,
}

impl From<Heard> for Outcome {
    fn from(heard: Heard) -> Self {
        Self {
            heard,
            gone: Vec::new(),
            left: Vec::new(),
        }
    }
}

/// Why notices cannot be sent at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("notices cannot be sent: {reason}")]
pub struct WaysError {
    /// What is missing.
    pub reason: String,
}

/// Everything that notices go out by.
pub struct Ways {
    contacts: Contacts,
    http: Client,
    /// For addresses that anybody with an account gave.
    push: Client,
    mail: Option<Mailer>,
    key: PushKey,
    origin: String,
    /// Whether browsers on this machine may be pushed to.
    near: bool,
}

impl Ways {
    /// Makes ready; `origin` is where the links in notices lead, `near` lets
    /// push messages go to this machine.
    ///
    /// # Errors
    /// When the system has no certificates, or a mail server no name.
    pub fn new(
        contacts: Contacts,
        key: PushKey,
        origin: String,
        near: bool,
    ) -> Result<Self, WaysError> {
        let cannot = |error: &dyn core::fmt::Display| WaysError {
            reason: error.to_string(),
        };
        let client = || {
            Client::builder()
                .redirect(redirect::Policy::none())
                .timeout(PATIENCE)
                .user_agent("Holdfast")
        };
        let http = client().build().map_err(|error| cannot(&error))?;
        let push = if near {
            client()
        } else {
            client().no_proxy().dns_resolver(Arc::new(outside::Outside))
        };
        let push = push.build().map_err(|error| cannot(&error))?;
        let mail = contacts
            .smtp
            .as_ref()
            .map(|smtp| Mailer::new(smtp, PATIENCE));
        Ok(Self {
            mail: mail.transpose().map_err(|error| cannot(&error))?,
            contacts,
            http,
            push,
            key,
            origin,
            near,
        })
    }

    /// The key that browsers know this relay's messages by.
    pub(crate) const fn key(&self) -> &PushKey {
        &self.key
    }

    /// Whom push services can ask about this relay. Some take no message from
    /// one that names nobody on the internet.
    fn push_contact(&self) -> Option<&str> {
        let origin = || self.origin.starts_with("https://").then_some(&*self.origin);
        // A demonstration names itself, for what is on its own machine.
        let near = || self.near.then_some("mailto:holdfast@localhost");
        let contact = self.contacts.push_contact.as_deref();
        contact.or_else(origin).or_else(near)
    }

    /// Whether browsers can be pushed to at all.
    pub(crate) fn can_push(&self) -> bool {
        self.push_contact().is_some()
    }

    /// Hands a notice over; `token` is what its link takes the alarm on with.
    pub async fn tell(&self, notice: &Notice, token: Option<&str>) -> Outcome {
        let page = format!("{}/acknowledge", self.origin.trim_end_matches('/'));
        let url = token.map_or_else(|| page.clone(), |token| format!("{page}#{token}"));
        let contact = self.contacts.contacts.get(&notice.contact);
        let told = self.by(notice, contact, &url);
        // The ways have patience of their own; this is for what they forget.
        let told = timeout(PATIENCE * 2, told).await;
        told.unwrap_or_else(|_| Heard::Later.into())
    }

    /// Tries a contact out, with words that say so and nothing to take on.
    pub async fn try_out(&self, contact: &str, way: Way) -> Heard {
        let Some(contact) = self.contacts.contacts.get(contact) else {
            return Heard::Never;
        };
        match (way, &self.mail, &contact.mail, &contact.webhook) {
            (Way::Mail, Some(mailer), Some(to), _) => {
                mailer
                    .send(to, words::trial(contact.language), PATIENCE)
                    .await
            }
            (Way::Webhook, _, _, Some(webhook)) => webhook::try_out(&self.http, webhook).await,
            _ => Heard::Never,
        }
    }

    async fn by(&self, notice: &Notice, contact: Option<&Contact>, url: &str) -> Outcome {
        match (notice.key.way, contact) {
            (Way::Push, _) => self.push(&notice.push).await,
            (Way::Mail, Some(contact)) => self.mail(notice, contact, url).await.into(),
            (Way::Webhook, Some(contact)) => self.call(notice, contact, url).await.into(),
            // Whoever it was is in the file no more.
            (Way::Mail | Way::Webhook, None) => Heard::Never.into(),
        }
    }

    async fn mail(&self, notice: &Notice, contact: &Contact, url: &str) -> Heard {
        match (&self.mail, &contact.mail) {
            (Some(mailer), Some(to)) => {
                let words = words::mail(contact.language, notice, url);
                mailer.send(to, words, PATIENCE).await
            }
            _ => Heard::Never,
        }
    }

    async fn call(&self, notice: &Notice, contact: &Contact, url: &str) -> Heard {
        match &contact.webhook {
            Some(webhook) => webhook::call(&self.http, webhook, notice, url).await,
            None => Heard::Never,
        }
    }

    /// To every device: one that has it is enough to have told them, and the
    /// others are tried again.
    async fn push(&self, devices: &[PushSubscription]) -> Outcome {
        let Some(contact) = self.push_contact() else {
            return Heard::Never.into();
        };
        let about = push::About {
            http: &self.push,
            key: &self.key,
            contact,
        };
        let sent = devices
            .iter()
            .filter(|device| self.takes(&device.endpoint))
            .map(|device| push::send(&about, device));
        let all = futures_util::future::join_all(sent).await;
        let is = |wanted| all.iter().any(|one| one.heard == wanted);
        let heard = match (is(Heard::Accepted), is(Heard::Later)) {
            (true, false) => Heard::Accepted,
            (true, true) => Heard::Partly,
            (false, true) => Heard::Later,
            (false, false) => Heard::Never,
        };
        let mut outcome = Outcome::from(heard);
        for one in all {
            outcome.gone.extend(one.gone);
            outcome.left.extend(one.left);
        }
        outcome
    }
}

impl Reach for Ways {
    fn ways(&self, contact: &str) -> Vec<Way> {
        self.contacts.ways(contact)
    }

    fn takes(&self, endpoint: &str) -> bool {
        self.can_push() && endpoint_fits(endpoint, self.near)
    }
}

impl core::fmt::Debug for Ways {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Ways").field(&self.contacts).finish()
    }
}

/// What a server's answer means for a notice.
fn heard(answer: Result<StatusCode, &reqwest::Error>) -> Heard {
    match answer {
        Ok(status) if status.is_success() => Heard::Accepted,
        Ok(StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS) => {
            Heard::Later
        }
        Ok(status) if status.is_server_error() => Heard::Later,
        Ok(_) => Heard::Never,
        Err(error) if error.is_builder() => Heard::Never,
        Err(_) => Heard::Later,
    }
}

/// Whether an address is one of this machine's own.
pub(super) fn is_this_machine(url: &Url) -> bool {
    matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

/// Whether a push service may be at `endpoint`: a name on the internet, so that
/// nobody who signs in can make the relay ask around inside its own network.
fn endpoint_fits(endpoint: &str, near: bool) -> bool {
    let Ok(url) = Url::parse(endpoint) else {
        return false;
    };
    if is_this_machine(&url) {
        return near && matches!(url.scheme(), "http" | "https");
    }
    let name = url.domain().unwrap_or_default().trim_end_matches('.');
    let inside = [".local", ".internal", ".lan", ".home.arpa", ".localhost"];
    url.scheme() == "https"
        && url.port().is_none()
        && url.username().is_empty()
        && name.contains('.')
        && !inside.iter().any(|end| name.ends_with(end))
}
