//! A device that asks.

use super::Server;
use crate::{
    fixtures::{CONVERSATION, PATIENT, THERAPIST, accept, propose},
    store::SignedIn,
};
use base64ct::{Base64UrlUnpadded, Encoding};
use chrono::{DateTime, TimeDelta, Timelike, Utc};
use holdfast_protocol::{
    AcceptInvitation, Accepted, CreateInvitation, Envelope, EnvelopeId, Event, InvitationId,
    MEDIA_TYPE, Outcome, PROTOCOL_VERSION, PublicKeys, Receipt, RelayError, Submission,
    SyncRequest, SyncResponse, decode, encode, token_digest,
};
use holdfast_rhythm::Agreement;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;

pub(super) const PATIENTS: InvitationId = InvitationId::from_bytes([0xD2; 16]);

pub(super) struct Device<'a> {
    pub(super) server: &'a Server,
    pub(super) who: SignedIn,
    http: Client,
}

impl<'a> Device<'a> {
    pub(super) fn new(server: &'a Server, who: SignedIn) -> Self {
        Self {
            server,
            who,
            http: Client::new(),
        }
    }

    fn token(&self) -> [u8; 32] {
        [self.who.device.as_bytes()[0]; 32]
    }

    pub(super) fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(format!("{}{path}", self.server.base))
    }

    pub(super) fn post(&self, path: &str, body: Vec<u8>) -> RequestBuilder {
        let request = self.http.post(format!("{}{path}", self.server.base));
        request.header("content-type", MEDIA_TYPE).body(body)
    }

    pub(super) fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        let token = Base64UrlUnpadded::encode_string(&self.token());
        request.header("authorization", format!("Bearer {token}"))
    }

    pub(super) fn acceptance(&self) -> AcceptInvitation {
        AcceptInvitation {
            account: self.who.account,
            device: self.who.device,
            token_digest: token_digest(&self.token()),
            keys: PublicKeys {
                signing: [1; 32],
                sealing: [2; 32],
            },
            card: vec![9].into(),
        }
    }

    pub(super) async fn accept(&self, id: InvitationId) -> Response {
        let path = format!("/v1/invitations/{id}/accept");
        self.post(&path, encode(&self.acceptance()))
            .send()
            .await
            .unwrap()
    }

    pub(super) async fn invite(&self, request: &CreateInvitation) -> Response {
        let request = self.post("/v1/invitations", encode(request));
        self.signed(request).send().await.unwrap()
    }

    pub(super) async fn try_sync(&self, request: &SyncRequest) -> Response {
        let request = self.post("/v1/sync", encode(request));
        self.signed(request).send().await.unwrap()
    }

    pub(super) async fn sync(&self, submissions: Vec<Submission>) -> SyncResponse {
        read(self.try_sync(&request(submissions)).await).await
    }

    /// What comes after `cursor` in the feed of this life.
    pub(super) async fn sync_from(&self, cursor: u64) -> SyncResponse {
        let epoch = self.sync(vec![]).await.epoch;
        let asked = SyncRequest {
            epoch: Some(epoch),
            cursor,
            ..request(vec![])
        };
        read(self.try_sync(&asked).await).await
    }

    /// Submits with the whole feed read, as a device has that answers to it.
    pub(super) async fn submit(&self, submission: Submission) -> Receipt {
        let feed = self.sync(vec![]).await;
        let request = SyncRequest {
            epoch: Some(feed.epoch),
            cursor: feed.items.last().map_or(0, |item| item.sequence),
            ..request(vec![submission])
        };
        let mut answer: SyncResponse = read(self.try_sync(&request).await).await;
        match answer.results.remove(0).outcome {
            Outcome::Accepted(receipt) => receipt,
            Outcome::Refused(refusal) => panic!("refused: {refusal:?}"),
        }
    }

    /// The ids of every letter that this device may see.
    pub(super) async fn letters(&self) -> Vec<EnvelopeId> {
        let items = self.sync(vec![]).await.items.into_iter();
        let letters = items.filter_map(|item| match item.event {
            Event::Arrived { envelope, .. } => {
                Some(Envelope::from_bytes(&envelope).unwrap().header.id)
            }
            Event::Yours { id, .. } => Some(id),
            _ => None,
        });
        letters.collect()
    }
}

pub(super) fn request(submissions: Vec<Submission>) -> SyncRequest {
    SyncRequest {
        protocol: PROTOCOL_VERSION,
        epoch: None,
        cursor: 0,
        lacks_own: false,
        submissions,
    }
}

/// The body of a success.
pub(super) async fn read<T: DeserializeOwned>(response: Response) -> T {
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], MEDIA_TYPE);
    assert_eq!(response.headers()["cache-control"], "no-store");
    decode(&response.bytes().await.unwrap(), "an answer").unwrap()
}

/// Checks that an answer is this error and no other.
pub(super) async fn fails(response: Response, status: u16, error: RelayError) {
    assert_eq!(response.status().as_u16(), status);
    assert_eq!(response.headers()["content-type"], MEDIA_TYPE);
    let body = response.bytes().await.unwrap();
    assert_eq!(decode::<RelayError>(&body, "an error"), Ok(error));
}

pub(super) fn invitation(expires: DateTime<Utc>) -> CreateInvitation {
    CreateInvitation {
        id: PATIENTS,
        conversation: CONVERSATION,
        card: vec![1, 2, 3].into(),
        expires,
    }
}

/// A therapist and a patient who have joined.
pub(super) async fn pair(server: &Server) -> (Device<'_>, Device<'_>) {
    let therapist = Device::new(server, THERAPIST);
    let patient = Device::new(server, PATIENT);
    let link = server.operators_invitation().await;
    let _: Accepted = read(therapist.accept(link.secret.id()).await).await;
    let invited = therapist
        .invite(&invitation(Utc::now() + TimeDelta::days(7)))
        .await;
    assert_eq!(invited.status(), StatusCode::NO_CONTENT);
    let _: Accepted = read(patient.accept(PATIENTS).await).await;
    (therapist, patient)
}

/// Puts an hour a day in force that begins between two and three hours from
/// the relay's now. Uses the ids 9001 and 9002.
pub(super) async fn agree(therapist: &Device<'_>, patient: &Device<'_>) {
    let now = therapist.sync(vec![]).await.now;
    let (opens, closes) = ((now.hour() + 3) % 24, (now.hour() + 4) % 24);
    let document = format!(
        r#"{{"version":1,"zone":"UTC","effective_from":"{}","windows":[{{"days":["mon","tue","wed","thu","fri","sat","sun"],"opens":"{opens:02}:00","closes":"{closes:02}:00"}}]}}"#,
        now.date_naive()
    );
    let document = Agreement::parse(&document).unwrap().timing();
    therapist.submit(propose(9001, &document)).await;
    patient.submit(accept(9002, &document)).await;
}
