//! A device's way to the relay: HTTP as the app's `platform/link.rs` has it.

use super::relay::Address;
use base64ct::{Base64UrlUnpadded, Encoding};
use core::time::Duration;
use holdfast_protocol::{MEDIA_TYPE, RelayError, SyncRequest, SyncResponse, decode, encode};
use holdfast_sync::LinkTrouble;
use reqwest::{
    StatusCode,
    blocking::{Client, Response},
};

/// The way of one device.
#[derive(Debug, Clone)]
pub struct Way {
    address: Address,
    http: Client,
    token: [u8; 32],
}

impl Way {
    pub fn new(address: &Address, token: [u8; 32]) -> Self {
        Self {
            address: Address::clone(address),
            // A relay that was killed leaves connections that are of no use.
            http: Client::builder().pool_max_idle_per_host(0).build().unwrap(),
            token,
        }
    }

    pub fn sync(
        &self,
        asked: &SyncRequest,
        patience: Duration,
    ) -> Result<SyncResponse, LinkTrouble> {
        let sent = self.post("/v1/sync", encode(asked), patience);
        let answer = sent.map_err(|_| LinkTrouble::Offline)?;
        let status = answer.status();
        let kind = answer.headers().get("content-type").cloned();
        let is_ours = kind.is_some_and(|kind| kind.as_bytes().starts_with(MEDIA_TYPE.as_bytes()));
        let bytes = answer.bytes().map_err(|_| LinkTrouble::Offline)?;
        if status.is_success() && is_ours {
            return decode(&bytes, "an answer").map_err(|_| LinkTrouble::Nonsense);
        }
        let error = is_ours.then(|| decode::<RelayError>(&bytes, "an error").ok());
        Err(match (error.flatten(), status) {
            (Some(RelayError::NotSignedIn), _) => LinkTrouble::NotSignedIn,
            (Some(RelayError::ClientTooOld), _) => LinkTrouble::TooOld,
            (Some(RelayError::TooLarge), _) | (None, StatusCode::PAYLOAD_TOO_LARGE) => {
                LinkTrouble::TooLarge
            }
            (Some(RelayError::Unavailable | RelayError::TooMany), _) => LinkTrouble::Unavailable,
            (None, status) if status.is_server_error() => LinkTrouble::Unavailable,
            (Some(_) | None, _) => LinkTrouble::Nonsense,
        })
    }

    /// Posts something that must succeed.
    pub fn ask(&self, path: &str, body: Vec<u8>) -> Vec<u8> {
        let answer = self.post(path, body, Duration::from_secs(20)).unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.bytes().unwrap().to_vec()
    }

    fn post(
        &self,
        path: &str,
        body: Vec<u8>,
        patience: Duration,
    ) -> Result<Response, reqwest::Error> {
        let address = self.address.read().unwrap().clone();
        let token = Base64UrlUnpadded::encode_string(&self.token);
        let request = self.http.post(format!("{address}{path}")).timeout(patience);
        let request = request.header("content-type", MEDIA_TYPE);
        request
            .header("authorization", format!("Bearer {token}"))
            .body(body)
            .send()
    }
}
