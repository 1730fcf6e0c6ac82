//! What stands around every page: the bars, the notices, the arrival.

mod arrival;
mod demo;
mod notices;
mod places;
mod session;
mod top;
mod words;

pub use session::{LostPage, OpeningPage, ShutPage, when_here};
pub use top::name_in;
pub use words::{Times, Words, store_words};

use crate::{
    components::shell::Frame,
    i18n::{t_string, use_i18n},
};
use leptos::prelude::*;

/// The frame around every page.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let words = use_i18n();
    arrival::follow_arrivals();
    view! {
        <Frame
            skip_label=move || t_string!(words, common.skip_to_content)
            top=|| view! { <top::Top /> }
            navigation=|| view! { <places::Places /> }
        >
            <div class="shell-notices">
                <demo::DemoBar />
                <notices::Notices />
            </div>
            {children()}
        </Frame>
    }
}
