//! HTTP to the relay: the one place that sends requests.

use core::time::Duration;
use futures_util::future::{Either, select};
use gloo::net::http::{Request, RequestBuilder, Response};
use holdfast_protocol::{
    AcceptInvitation, Accepted, CreateInvitation, DemoTime, InvitationId, InvitationView,
    MEDIA_TYPE, RelayError, SyncRequest, SyncResponse, decode, encode,
};
#[cfg(feature = "therapist")]
use holdfast_protocol::{PushEnd, PushServer, PushSubscription};
use holdfast_sync::LinkTrouble;
use serde::{Serialize, de::DeserializeOwned};
use web_sys::AbortController;

/// Why a request brought nothing: no answer, or a no.
#[derive(Debug, Clone, PartialEq)]
pub enum RequestTrouble {
    /// No usable answer came.
    Link(LinkTrouble),
    /// The relay said no.
    Refused(RelayError),
}

/// An answer that is just a yes.
const NO_CONTENT: u16 = 204;

/// How long joining and inviting may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// One round of syncing.
///
/// # Errors
/// In the engine's words, whatever went wrong.
pub async fn sync(
    token: &[u8; 32],
    request: &SyncRequest,
    patience: Duration,
) -> Result<SyncResponse, LinkTrouble> {
    let builder = signed(Request::post("/v1/sync"), token);
    match send(builder, request, patience).await {
        Ok(response) => Ok(response),
        Err(RequestTrouble::Link(trouble)) => Err(trouble),
        Err(RequestTrouble::Refused(error)) => Err(match error {
            RelayError::NotSignedIn => LinkTrouble::NotSignedIn,
            RelayError::ClientTooOld => LinkTrouble::TooOld,
            RelayError::TooLarge => LinkTrouble::TooLarge,
            RelayError::Unavailable | RelayError::TooMany => LinkTrouble::Unavailable,
            RelayError::Unreadable
            | RelayError::NotAllowed
            | RelayError::Unknown
            | RelayError::AlreadyUsed
            | RelayError::Expired => LinkTrouble::Nonsense,
        }),
    }
}

/// Looks at an invitation without using it.
///
/// # Errors
/// When the relay does not know it or is not reached.
pub async fn view_invitation(id: InvitationId) -> Result<InvitationView, RequestTrouble> {
    let url = format!("/v1/invitations/{id}");
    with_patience(PATIENCE, |signal| {
        Request::get(&url).abort_signal(Some(signal)).build()
    })
    .await
}

/// Accepts an invitation; harmless to repeat.
///
/// # Errors
/// When the relay refuses or is not reached.
pub async fn accept_invitation(
    id: InvitationId,
    accept: &AcceptInvitation,
) -> Result<Accepted, RequestTrouble> {
    let url = format!("/v1/invitations/{id}/accept");
    send(Request::post(&url), accept, PATIENCE).await
}

/// Makes an invitation; harmless to repeat.
///
/// # Errors
/// When the relay refuses or is not reached.
pub async fn create_invitation(
    token: &[u8; 32],
    create: &CreateInvitation,
) -> Result<(), RequestTrouble> {
    send(
        signed(Request::post("/v1/invitations"), token),
        create,
        PATIENCE,
    )
    .await
}

/// Moves a demonstration relay's time to the next window.
///
/// # Errors
/// When the relay is not a demonstration or is not reached.
pub async fn skip_to_next_window(token: &[u8; 32]) -> Result<DemoTime, RequestTrouble> {
    send(signed(Request::post("/v1/demo/skip"), token), &(), PATIENCE).await
}

/// By which key browsers know the relay's pushes.
///
/// # Errors
/// When the relay is not reached.
#[cfg(feature = "therapist")]
pub async fn push_server(token: &[u8; 32]) -> Result<PushServer, RequestTrouble> {
    with_patience(PATIENCE, |signal| {
        let request = signed(Request::get("/v1/push"), token);
        request.abort_signal(Some(signal)).build()
    })
    .await
}

/// This device can be pushed to there.
///
/// # Errors
/// When the relay refuses or is not reached.
#[cfg(feature = "therapist")]
pub async fn push_begin(token: &[u8; 32], to: &PushSubscription) -> Result<(), RequestTrouble> {
    send(signed(Request::post("/v1/push"), token), to, PATIENCE).await
}

/// Not any more.
///
/// # Errors
/// When the relay refuses or is not reached.
#[cfg(feature = "therapist")]
pub async fn push_end(token: &[u8; 32], end: &PushEnd) -> Result<(), RequestTrouble> {
    send(signed(Request::delete("/v1/push"), token), end, PATIENCE).await
}

/// The header that names this device.
#[must_use]
pub fn authorization(token: &[u8; 32]) -> String {
    use base64ct::{Base64UrlUnpadded, Encoding};
    format!("Bearer {}", Base64UrlUnpadded::encode_string(token))
}

fn signed(builder: RequestBuilder, token: &[u8; 32]) -> RequestBuilder {
    builder.header("Authorization", &authorization(token))
}

async fn send<B: Serialize, T: DeserializeOwned>(
    builder: RequestBuilder,
    body: &B,
    patience: Duration,
) -> Result<T, RequestTrouble> {
    let bytes = js_sys::Uint8Array::from(encode(body).as_slice());
    with_patience(patience, move |signal| {
        builder
            .header("Content-Type", MEDIA_TYPE)
            .abort_signal(Some(signal))
            .body(bytes)
    })
    .await
}

async fn with_patience<T: DeserializeOwned>(
    patience: Duration,
    build: impl FnOnce(&web_sys::AbortSignal) -> Result<Request, gloo::net::Error>,
) -> Result<T, RequestTrouble> {
    let offline = |_| RequestTrouble::Link(LinkTrouble::Offline);
    let controller = AbortController::new().map_err(|_| offline(()))?;
    let request = build(&controller.signal()).map_err(|_| offline(()))?;
    let answer = core::pin::pin!(read(request));
    let limit = core::pin::pin!(super::clock::wait(patience));
    match select(answer, limit).await {
        Either::Left((answer, _)) => answer,
        Either::Right(((), _)) => {
            controller.abort();
            Err(RequestTrouble::Link(LinkTrouble::TimedOut))
        }
    }
}

async fn read<T: DeserializeOwned>(request: Request) -> Result<T, RequestTrouble> {
    let response = request
        .send()
        .await
        .map_err(|_| RequestTrouble::Link(LinkTrouble::Offline))?;
    let nonsense = RequestTrouble::Link(LinkTrouble::Nonsense);
    let Ok(bytes) = response.binary().await else {
        return Err(RequestTrouble::Link(LinkTrouble::Offline));
    };
    if response.ok() && (is_ours(&response) || response.status() == NO_CONTENT) {
        return decode(&bytes, "a relay's answer").map_err(|_| nonsense);
    }
    if is_ours(&response)
        && let Ok(error) = decode::<RelayError>(&bytes, "a relay's error")
    {
        return Err(RequestTrouble::Refused(error));
    }
    // Something between us and the relay answered: a proxy, a captive portal.
    Err(RequestTrouble::Link(match response.status() {
        413 => LinkTrouble::TooLarge,
        502..=504 => LinkTrouble::Unavailable,
        _ => LinkTrouble::Nonsense,
    }))
}

fn is_ours(response: &Response) -> bool {
    response
        .headers()
        .get("content-type")
        .is_some_and(|kind| kind.starts_with(MEDIA_TYPE))
}
