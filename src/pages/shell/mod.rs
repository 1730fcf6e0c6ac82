//! What stands around every page: the bars, the notices, the arrival.

mod arrival;
mod demo;
mod due_soon;
mod notices;
mod places;
mod rest;
mod session;
mod top;
mod words;

pub use rest::{beside_in_place, beside_once_here, once_here};
pub use session::{LostPage, opening_page, removed_page, role_here, shut_page, when_here};
pub use top::name_in;
pub use words::{Times, Words, store_words};

use crate::{
    components::{parts::block, shell::frame},
    i18n::{t_string, use_i18n},
};
use leptos::prelude::*;

/// The frame around every page.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let words = use_i18n();
    arrival::follow_arrivals();
    let notices = vec![demo::demo_bar(words), notices::notices(words)];
    frame(
        t_string!(words, common.skip_to_content),
        top::top(words),
        places::places(words),
        vec![block("shell-notices", notices), children().into_any()],
    )
}
