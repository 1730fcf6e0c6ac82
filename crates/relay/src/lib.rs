//! The relay: keeps sealed letters, hands them on, and holds replies until
//! their window opens.
//!
//! The rules are pure ([`mailbox`]); a [`store::Store`] runs them inside its
//! transactions; HTTP is a thin edge. A relay is a function of its listeners,
//! a [`Config`] and a shutdown signal: see [`Relay`].

mod app;
pub mod clock;
mod demo;
#[cfg(test)]
mod fixtures;
mod health;
mod http;
pub mod ladder;
mod limit;
mod listeners;
pub mod mailbox;
mod nudges;
pub mod operator;
mod random;
mod relay;
mod releases;
mod server;
pub mod store;
mod token;

pub use app::AppError;
pub use relay::{Config, Relay, StartError};
pub use store::sqlite::Lock;
