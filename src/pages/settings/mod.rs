//! The page **Settings**: this device, and what is chosen on it.

mod before;
mod device;
mod keeping;
mod page;
#[cfg(feature = "therapist")]
mod telling;

pub use page::SettingsPage;
