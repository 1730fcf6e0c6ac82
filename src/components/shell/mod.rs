//! What stands around every page.

mod frame;
mod navigation;
mod page;
mod top_bar;

pub use frame::{frame, live_region};
pub use navigation::{NavigationItem, navigation_bar};
pub use page::{Page, WithAside, page, page_beside};
pub use top_bar::{TopWords, top_bar};
