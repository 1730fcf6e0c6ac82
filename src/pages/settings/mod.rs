//! The page **Settings**: this device, and what is chosen on it.

mod before;
mod device;
mod keeping;
mod page;

pub use page::SettingsPage;
