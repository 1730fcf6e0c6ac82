//! `GET /v1/health`: whether the relay can read and write its database.

use super::{Shared, error::Failure};
use axum::{
    extract::State,
    http::{HeaderName, header},
};

/// `ok`, or 503.
pub(super) async fn health(
    State(shared): State<Shared>,
) -> Result<([(HeaderName, &'static str); 1], &'static str), Failure> {
    shared.relay.prove_well().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], "ok\n"))
}
