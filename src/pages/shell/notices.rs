//! What everyone should know until it has passed, in calm lines under the bar.

use super::{
    due_soon::due_soon,
    session::role_here,
    words::{Words, store_words},
};
use crate::{
    components::{
        button::{ButtonKind, button},
        icon::IconName,
        live::live,
        memo::Memo,
        notice::{NoticeKind, notice},
        parts::{nothing, paragraph, row},
    },
    i18n::{fill, t_string},
    side::known,
    state::{Desk, DeskLink, Trouble, page},
};
use holdfast_protocol::Role;
use holdfast_sync::{LinkTrouble, StoreTrouble};
use leptos::prelude::*;

/// Link, trouble and a new build, one under the other.
pub fn notices(words: Words) -> AnyView {
    let desk = expect_context::<Desk>();
    let link = Memo::new(move |_| match desk.link.get() {
        DeskLink::NotReached(trouble) => link_words(words, trouble).to_owned(),
        DeskLink::Unknown | DeskLink::Reached => String::new(),
    });
    let link = live(move || {
        let words = link.get();
        if words.is_empty() {
            return nothing();
        }
        notice(NoticeKind::Calm, IconName::Calm, vec![paragraph(words)])
    });
    vec![
        link,
        not_whole(words, desk),
        trouble(words, desk),
        new_build(words, desk),
        therapists(words, desk),
    ]
    .into_any()
}

/// That more is still to come, and what can no longer be sent.
fn not_whole(words: Words, desk: Desk) -> AnyView {
    let stuck = Memo::new(move |_| desk.book.with(|book| book.stuck > 0));
    let unreadable = Memo::new(move |_| desk.book.with(|book| book.is_unreadable));
    live(move || {
        let mut all = Vec::new();
        let mut say = |sentence| {
            let parts = vec![paragraph(sentence)];
            all.push(notice(NoticeKind::Calm, IconName::Information, parts));
        };
        if desk.fetching.get() {
            say(t_string!(words, common.fetching));
        }
        if stuck.get() {
            say(t_string!(words, common.stuck));
        }
        if unreadable.get() {
            say(t_string!(words, common.unreadable));
        }
        all.into_any()
    })
}

/// What only a therapist is told.
fn therapists(words: Words, desk: Desk) -> AnyView {
    let role = role_here(desk);
    live(move || match role.get() {
        Some(role) if known(role) == Role::Therapist => due_soon(words),
        _ => nothing(),
    })
}

/// One line; nothing where [`Trouble`] says it already.
fn link_words(words: Words, trouble: LinkTrouble) -> &'static str {
    match trouble {
        LinkTrouble::NotSignedIn | LinkTrouble::TooOld => "",
        LinkTrouble::Unavailable => t_string!(words, common.link.unavailable),
        LinkTrouble::Nonsense => t_string!(words, common.link.nonsense),
        LinkTrouble::Offline | LinkTrouble::TimedOut | LinkTrouble::TooLarge => {
            t_string!(words, common.link.offline)
        }
    }
}

fn trouble(words: Words, desk: Desk) -> AnyView {
    let said = Memo::new(move |_| {
        let trouble = desk.trouble.get();
        trouble.map(|trouble| trouble_words(words, &trouble))
    });
    live(move || {
        let Some(sentence) = said.get() else {
            return nothing();
        };
        let (label, act): (_, fn(Desk)) = match desk.trouble.get_untracked() {
            Some(Trouble::TooOld | Trouble::Store(StoreTrouble::Newer)) => {
                (t_string!(words, common.trouble.use_new), |_| {
                    page::use_new_build()
                })
            }
            Some(Trouble::Moved) => (t_string!(words, common.stopped.again), |_| page::reload()),
            Some(Trouble::Store(_)) => (t_string!(words, common.try_again), Desk::store_again),
            _ => ("", |_| {}),
        };
        let mut parts = vec![paragraph(sentence)];
        if !label.is_empty() {
            parts.push(button(ButtonKind::Quiet, label, move || act(desk)));
        }
        notice(NoticeKind::Sand, IconName::Information, parts)
    })
}

fn trouble_words(words: Words, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Store(trouble) => store_words(words, trouble).to_owned(),
        Trouble::SignedOut => t_string!(words, common.trouble.signed_out).to_owned(),
        Trouble::Moved => t_string!(words, common.trouble.moved).to_owned(),
        Trouble::TooOld => t_string!(words, common.trouble.too_old).to_owned(),
        Trouble::ClockOff { ahead_seconds } => {
            let minutes = ((ahead_seconds.abs() + 30) / 60).to_string();
            let sentence = if *ahead_seconds > 0 {
                t_string!(words, common.trouble.clock_ahead)
            } else {
                t_string!(words, common.trouble.clock_behind)
            };
            fill(sentence, &[("minutes", &minutes)])
        }
    }
}

fn new_build(words: Words, desk: Desk) -> AnyView {
    live(move || {
        if !desk.new_build.get() {
            return nothing();
        }
        let now = t_string!(words, common.new_build.use_now);
        let later = t_string!(words, common.new_build.later);
        let ways = vec![
            button(ButtonKind::Quiet, now, page::use_new_build),
            button(ButtonKind::Plain, later, move || desk.new_build.set(false)),
        ];
        let said = paragraph(t_string!(words, common.new_build.words));
        notice(NoticeKind::Calm, IconName::Download, vec![said, row(ways)])
    })
}
