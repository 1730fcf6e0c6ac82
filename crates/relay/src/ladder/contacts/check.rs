//! What a contacts file must fulfil beyond its form.

use super::{Contact, Contacts, Security, Smtp, Webhook};
use crate::ladder::ways::is_this_machine;
use lettre::message::Mailbox;
use reqwest::Url;

/// Characters of a contact's id, as in the agreement.
const ID_MAX: usize = 40;

/// Bytes of a webhook's secret.
const SECRET_MIN: usize = 16;

impl Contacts {
    /// The first entry that does not fit, and why.
    pub(super) fn check(&self) -> Result<(), (String, String)> {
        if let Some(smtp) = &self.smtp {
            smtp.check().map_err(|problem| ("smtp".into(), problem))?;
        }
        if let Some(contact) = &self.push_contact
            && !is_push_contact(contact)
        {
            let problem = format!("{contact:?} is neither mailto: nor https: with an address");
            return Err(("push_contact".into(), problem));
        }
        for (id, contact) in &self.contacts {
            let at = format!("contacts.{id}");
            let fits =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            if id.is_empty() || id.len() > ID_MAX || !id.bytes().all(fits) {
                let problem = format!("an id is 1 to {ID_MAX} of a to z, 0 to 9 and -");
                return Err((at, problem));
            }
            contact
                .check(self.smtp.is_some())
                .map_err(|problem| (at, problem))?;
        }
        Ok(())
    }
}

fn is_push_contact(contact: &str) -> bool {
    match contact.strip_prefix("mailto:") {
        Some(mail) => mail.parse::<lettre::Address>().is_ok(),
        None => Url::parse(contact).is_ok_and(|url| url.scheme() == "https"),
    }
}

impl Contact {
    fn check(&self, has_smtp: bool) -> Result<(), String> {
        if self.person.trim().is_empty() {
            return Err("person is empty".into());
        }
        if self.mail.is_none() && self.webhook.is_none() {
            return Err("there is neither mail nor webhook".into());
        }
        if let Some(mail) = &self.mail {
            if !has_smtp {
                return Err("there is a mail address, but no [smtp] to send mail with".into());
            }
            mail.parse::<Mailbox>()
                .map_err(|_| format!("{mail:?} is no mail address"))?;
        }
        if let Some(webhook) = &self.webhook {
            webhook.check()?;
        }
        Ok(())
    }
}

impl Webhook {
    fn check(&self) -> Result<(), String> {
        let url = Url::parse(&self.url).map_err(|_| "webhook.url is no address".to_owned())?;
        if !(url.scheme() == "https" || url.scheme() == "http" && is_this_machine(&url)) {
            return Err("webhook.url must begin with https, except on this machine".into());
        }
        if self.secret.trim().len() < SECRET_MIN {
            return Err(format!(
                "webhook.secret has fewer than {SECRET_MIN} characters"
            ));
        }
        Ok(())
    }
}

impl Smtp {
    fn check(&self) -> Result<(), String> {
        let host = &self.host;
        let is_host = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c == '/');
        if !is_host {
            return Err(format!("host: {host:?} is no server's name"));
        }
        if self.port == Some(0) {
            return Err("there is no port 0".into());
        }
        self.from
            .parse::<Mailbox>()
            .map_err(|_| format!("from: {:?} is no mail address", self.from))?;
        if self.user.is_some() != self.password.is_some() {
            return Err("user and password come together or not at all".into());
        }
        let blank = |text: &Option<String>| text.as_ref().is_some_and(|it| it.trim().is_empty());
        if blank(&self.user) || blank(&self.password) {
            return Err("user or password is empty".into());
        }
        let here = ["localhost", "127.0.0.1", "::1"].contains(&self.host.as_str());
        if self.security == Security::None && !here {
            return Err("security = \"none\" is for this machine only".into());
        }
        Ok(())
    }
}
