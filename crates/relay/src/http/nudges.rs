//! `GET /v1/nudges`: server-sent events that say "something is there".

use super::{Shared, auth::Caller};
use axum::{
    extract::State,
    response::{
        Sse,
        sse::{Event, KeepAlive},
    },
};
use core::{convert::Infallible, time::Duration};
use futures_util::{Stream, stream};

/// How often a comment keeps the connection alive.
const COMMENT_EVERY: Duration = Duration::from_secs(20);

/// A stream of nudges. The first comes at once: whatever happened before
/// anybody listened would go unheard otherwise.
pub(super) async fn nudges(
    State(shared): State<Shared>,
    Caller(device): Caller,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let ear = shared.relay.nudges.listen(device.account, device.device);
    let listening = (ear, shared.closing, true);
    let events = stream::unfold(listening, |(ear, mut closing, first)| async move {
        if !first {
            tokio::select! {
                open = ear.nudged() => {
                    if !open {
                        return None;
                    }
                }
                _ = closing.wait_for(|closing| *closing) => return None,
            }
        }
        let nudge = Event::default().event("nudge").data("");
        Some((Ok(nudge), (ear, closing, false)))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(COMMENT_EVERY))
}
