//! The outbox and the mailbox of one device as a pure state machine, and the
//! store it needs.
//!
//! [`Engine`] reads no clock, no network and no disk. It is told what happened
//! ([`Input`]) and when ([`Moment`]), and says what is to be done
//! ([`Command`]); a driver at the app's edge does it and tells the outcome.
//! So a thousand days of bad luck can be played through in a second.
//!
//! What it promises: nothing is called kept before it is stored, nothing is
//! sent before it is kept, nothing leaves the outbox but in the transaction
//! that stores its confirmation, and what arrives is stored together with the
//! cursor that acknowledges it.
//!
//! ```
//! use holdfast_sync::{Command, Config, Engine, Input, MemoryStore, Moment};
//!
//! let store = MemoryStore::default();
//! let mut engine = Engine::new(Config::default(), 7);
//! let now = Moment(0);
//! while let Some(command) = engine.poll_command() {
//!     match command {
//!         Command::Restore(id) => engine.handle(Input::Restored(id, store.restore_now()?), now),
//!         Command::Commit(id, changes) => {
//!             store.apply_now(&changes)?;
//!             engine.handle(Input::Committed(id), now);
//!         }
//!         Command::Send(..) | Command::Tell(..) => {}
//!     }
//! }
//! # Ok::<(), holdfast_sync::StoreTrouble>(())
//! ```

mod command;
mod config;
#[cfg(any(test, feature = "testing"))]
pub mod conformance;
mod engine;
mod input;
#[cfg(any(test, feature = "link-model"))]
pub mod link_model;
mod moment;
#[cfg(any(test, feature = "simulation"))]
pub mod simulation;
mod store;
mod waiting;

pub use command::{Change, Command, LinkState, Notice};
pub use config::Config;
pub use engine::Engine;
pub use input::{CommitId, Input, LinkTrouble, RequestId, RestoreId, Wake};
pub use moment::Moment;
pub use store::{MemoryStore, Mishap, Store, StoreTrouble, Stored, continues, offer_again};
pub use waiting::{Place, Restored, Standing, Waiting};
