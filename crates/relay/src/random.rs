//! The one door to randomness.

/// The system gives no randomness.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no randomness: {reason}")]
pub struct NoRandomness {
    /// What the system says.
    pub reason: String,
}

/// Random bytes.
///
/// # Errors
/// When the system has none to give.
pub fn bytes<const LENGTH: usize>() -> Result<[u8; LENGTH], NoRandomness> {
    let mut bytes = [0; LENGTH];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(error) => Err(NoRandomness {
            reason: error.to_string(),
        }),
    }
}
