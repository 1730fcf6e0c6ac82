//! The state machine.

use crate::{Command, Config, Input, Moment, Waiting};

/// Keeps, sends, receives.
#[derive(Debug)]
pub struct Engine {}

impl Engine {
    /// An engine that knows nothing yet; its first command is
    /// [`Command::Restore`]. `seed` spreads its retries and needs no secrecy.
    #[must_use]
    pub fn new(config: Config, seed: u64) -> Self {
        let _ = (config, seed);
        Self {}
    }

    /// Takes in what happened at `now`.
    pub fn handle(&mut self, input: Input, now: Moment) {
        let _ = (input, now);
    }

    /// The next thing to do; ask until there is none, after every
    /// [`Engine::handle`] and once at the start.
    pub fn poll_command(&mut self) -> Option<Command> {
        None
    }

    /// When to say [`Input::Tick`], unless something happens before.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Moment> {
        None
    }

    /// What waits, oldest first.
    pub fn outbox(&self) -> impl Iterator<Item = &Waiting> {
        core::iter::empty()
    }

    /// Whether all that was written is confirmed or needs its writer, all that
    /// arrived is stored, and nothing is under way.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        true
    }
}
