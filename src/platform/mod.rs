//! Everything that names a browser API. Thin: no rules of the product here.

pub mod address;
pub mod clock;
pub mod file;
pub mod idb;
pub mod later;
pub mod lines;
pub mod link;
pub mod names;
pub mod nudges;
pub mod packs;
pub mod page;
pub mod preferences;
#[cfg(feature = "therapist")]
pub mod push;
pub mod random;
pub mod rest;
pub mod side;
pub mod stopped;
pub mod storage;
pub mod tabs;
pub mod words;
pub mod worker;
pub mod zone;
