//! What a submission does, as pure rules: no I/O, and `now` is an argument.
//!
//! A store asks in three steps, inside one transaction: [`repeat`] answers
//! what it has seen before, [`read`] turns bytes into a [`Parcel`], and
//! [`decide`] makes of the parcel and of what the store knows ([`Facts`]) a
//! [`Plan`] of row changes. [`look_again`] says what changes for a held reply
//! because time has passed.

mod agreed;
mod decide;
mod facts;
pub mod joining;
mod moment;
mod plan;
mod read;
#[cfg(test)]
mod tests;

pub use agreed::{Agreed, DamagedTiming};
pub use decide::{decide, look_again};
pub use facts::{Facts, Held, Hold, Member, Origin};
pub use moment::{moment, within_reach};
pub use plan::{Change, Entry, Fate, Kept, Plan};
pub use read::{Ask, Earlier, Parcel, Sealed, Topic, digest, read, repeat};
