//! A world to try the engine in: two people with several devices and tabs, a
//! relay, virtual time, and bad luck of every kind.
//!
//! A [`Script`] says what people do and what goes wrong, and when; a seed makes
//! one. [`play`] runs the real engine, the real changes of a store and the real
//! wire types through it, while a reference model checks all along: nothing
//! lost, nothing twice, nothing early, nothing out of order, nothing stuck, and
//! no busy loop. [`shrink`] makes a history that breaks a rule as short as it
//! can be and still break it; its `Debug` is Rust for a regression test.
//!
//! ```
//! use holdfast_sync::simulation::{generate, play};
//!
//! let counts = play(&generate(7)).map_err(|violation| violation.to_string())?;
//! assert!(counts.requests > 0);
//! # Ok::<(), String>(())
//! ```

#![allow(
    clippy::indexing_slicing,
    reason = "devices and tabs are counted from constants"
)]

mod calm;
mod chance;
mod counts;
mod device;
mod disk;
mod ending;
mod generate;
mod happening;
mod letters;
mod living;
mod model;
mod noting;
mod observing;
mod page;
mod play;
mod relay;
mod row;
mod rules;
mod script;
mod sending;
mod shrink;
mod storing;
mod violation;
mod world;

pub use chance::Chance;
pub use counts::Counts;
pub use generate::generate;
pub use letters::{account, envelope, letter, letter_id};
pub use play::play;
pub use script::{
    DEVICES, DiskLuck, Happening, LinkLuck, Sabotage, Script, Seat, Setting, TABS, Timed, at,
    person, seat,
};
pub use shrink::shrink;
pub use violation::Violation;
pub use world::World;
