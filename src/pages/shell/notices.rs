//! What everyone should know until it has passed, in calm lines under the bar.

use super::words::{Words, store_words};
use crate::{
    components::{
        button::{Button, ButtonKind},
        icon::IconName,
        notice::{Notice, NoticeKind},
    },
    i18n::{fill, t_string, use_i18n},
    state::{Desk, DeskLink, Trouble, page},
};
use holdfast_sync::LinkTrouble;
use leptos::prelude::*;

/// Link, trouble and a new build, one under the other.
#[component]
pub fn Notices() -> impl IntoView {
    view! {
        <LinkNotice />
        <TroubleNotice />
        <NewBuildNotice />
    }
}

#[component]
fn LinkNotice() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let trouble = Memo::new(move |_| match desk.link.get() {
        DeskLink::NotReached(trouble) => Some(trouble),
        DeskLink::Unknown | DeskLink::Reached => None,
    });
    move || {
        let words = link_words(words, trouble.get()?)?;
        Some(view! { <Notice icon=IconName::Calm><p>{words}</p></Notice> })
    }
}

/// One line; nothing where [`Trouble`] says it already.
fn link_words(words: Words, trouble: LinkTrouble) -> Option<&'static str> {
    match trouble {
        LinkTrouble::NotSignedIn | LinkTrouble::TooOld => None,
        LinkTrouble::Unavailable => Some(t_string!(words, common.link.unavailable)),
        LinkTrouble::Nonsense => Some(t_string!(words, common.link.nonsense)),
        LinkTrouble::Offline | LinkTrouble::TimedOut | LinkTrouble::TooLarge => {
            Some(t_string!(words, common.link.offline))
        }
    }
}

#[component]
fn TroubleNotice() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let trouble = Memo::new(move |_| desk.trouble.get());
    move || {
        let trouble = trouble.get()?;
        let sentence = trouble_words(words, &trouble);
        let action = match trouble {
            Trouble::TooOld => Some(view! {
                <Button on_click=|()| page::use_new_build()>
                    {move || t_string!(words, common.trouble.use_new)}
                </Button>
            }),
            Trouble::Store(_) => Some(view! {
                <Button on_click=|()| page::reload()>
                    {move || t_string!(words, common.try_again)}
                </Button>
            }),
            Trouble::SignedOut | Trouble::ClockOff { .. } => None,
        };
        Some(
            view! { <Notice kind=NoticeKind::Sand icon=IconName::Information><p>{sentence}</p>{action}</Notice> },
        )
    }
}

fn trouble_words(words: Words, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Store(trouble) => store_words(words, trouble).to_owned(),
        Trouble::SignedOut => t_string!(words, common.trouble.signed_out).to_owned(),
        Trouble::TooOld => t_string!(words, common.trouble.too_old).to_owned(),
        Trouble::ClockOff { ahead_seconds } => {
            let minutes = (ahead_seconds.abs() + 30) / 60;
            if *ahead_seconds > 0 {
                fill(
                    t_string!(words, common.trouble.clock_ahead),
                    &[("minutes", &minutes.to_string())],
                )
            } else {
                fill(
                    t_string!(words, common.trouble.clock_behind),
                    &[("minutes", &minutes.to_string())],
                )
            }
        }
    }
}

#[component]
fn NewBuildNotice() -> impl IntoView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    move || {
        desk.new_build.get().then(|| {
            view! {
                <Notice icon=IconName::Download>
                    <p>{move || t_string!(words, common.new_build.words)}</p>
                    <div class="row">
                        <Button on_click=|()| page::use_new_build()>
                            {move || t_string!(words, common.new_build.use_now)}
                        </Button>
                        <Button kind=ButtonKind::Plain on_click=move |()| desk.new_build.set(false)>
                            {move || t_string!(words, common.new_build.later)}
                        </Button>
                    </div>
                </Notice>
            }
        })
    }
}
