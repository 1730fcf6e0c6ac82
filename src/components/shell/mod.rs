//! What stands around every page.

mod frame;
mod navigation;
mod page;
mod top_bar;

pub use frame::{Frame, LiveRegion};
pub use navigation::{NavigationBar, NavigationItem};
pub use page::{Page, WithAside};
pub use top_bar::TopBar;
