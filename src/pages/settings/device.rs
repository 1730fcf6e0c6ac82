//! What is kept where, and who can see what, in plain words.

use leptos::prelude::*;

use super::before::Before;
use super::keeping::{how_safe, removal};
use crate::components::icon::IconName;
use crate::components::live::{live, live_words};
use crate::components::notice::{NoticeKind, still_notice};
use crate::components::parts::{heading, paragraph, section};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::state::{Author, Book, Desk, Session, Standing, Trouble};

/// This device: who is here, what waits on it; the relay; being watched.
pub(super) fn this_device(words: Words) -> Vec<AnyView> {
    let desk = expect_context::<Desk>();
    let before = Before::read(desk);
    let close = "stack stack-close";
    let watched = paragraph(t_string!(words, settings.watched));
    vec![
        section(
            close,
            vec![
                heading(t_string!(words, settings.device_title)),
                live(move || match desk.session.get() {
                    Session::Here { name, .. } => here(words, desk, &name),
                    _ => paragraph(t_string!(words, settings.nobody)),
                }),
                before.view(words),
                paragraph(t_string!(words, settings.kept)),
                how_safe(words, desk),
            ],
        ),
        section(
            close,
            vec![
                heading(t_string!(words, settings.relay_title)),
                paragraph(t_string!(words, settings.relay_sees)),
                paragraph(t_string!(words, settings.relay_not)),
            ],
        ),
        section(
            close,
            vec![
                heading(t_string!(words, settings.watched_title)),
                still_notice(NoticeKind::Sand, IconName::Device, vec![watched]),
            ],
        ),
        section(
            close,
            vec![
                heading(t_string!(words, settings.remove_title)),
                paragraph(t_string!(words, settings.remove_words)),
                removal(words, desk, move || {
                    let drafts = t_string!(words, settings.remove_drafts);
                    let now = [lost_words(words, desk), drafts_words(words, desk, drafts)];
                    let all = now.into_iter().chain([before.lost(words)]);
                    all.filter(|sentence| !sentence.is_empty()).collect()
                }),
            ],
        ),
    ]
}

fn here(words: Words, desk: Desk, name: &str) -> AnyView {
    let who = fill(t_string!(words, settings.name), &[("name", name)]);
    view! {
        <p>{who}</p>
        <p data-testid="waiting">{live_words(move || waiting_words(words, desk).into())}</p>
        <p>{live_words(move || kept_drafts_words(words, desk).into())}</p>
    }
    .into_any()
}

fn waiting_words(words: Words, desk: Desk) -> String {
    counted(
        desk.book.with(waiting),
        [
            t_string!(words, settings.waiting_none),
            t_string!(words, settings.waiting_one),
            t_string!(words, settings.waiting_some),
        ],
    )
}

/// The same where it would be lost.
fn lost_words(words: Words, desk: Desk) -> String {
    counted(
        desk.book.with(waiting),
        [
            t_string!(words, settings.waiting_none),
            t_string!(words, settings.remove_waiting_one),
            t_string!(words, settings.remove_waiting_some),
        ],
    )
}

fn drafts_words(words: Words, desk: Desk, some: &'static str) -> String {
    let none = t_string!(words, settings.drafts_none);
    counted(desk.drafts.with(|drafts| drafts.len()), [none, some, some])
}

/// The same here; where the disk does not take them, how many it lacks.
fn kept_drafts_words(words: Words, desk: Desk) -> String {
    if matches!(desk.trouble.get(), Some(Trouble::Store(_))) {
        let lacks = desk.drafts.with(|drafts| {
            let lacks = drafts.keys().filter(|of| !desk.has_kept(**of));
            lacks.count()
        });
        if lacks > 0 {
            let sentence = t_string!(words, settings.drafts_not_kept);
            return fill(sentence, &[("count", &lacks.to_string())]);
        }
    }
    drafts_words(words, desk, t_string!(words, settings.drafts_some))
}

/// The sentence for none, for one, or for so many.
fn counted(count: usize, [none, one, some]: [&'static str; 3]) -> String {
    let sentence = match count {
        0 => none,
        1 => one,
        _ => some,
    };
    fill(sentence, &[("count", &count.to_string())])
}

/// How many letters written here have not reached the relay.
pub(super) fn waiting(book: &Book) -> usize {
    book.conversations
        .values()
        .flat_map(|conversation| conversation.letters())
        .filter(|letter| {
            letter.author == Author::Me && !matches!(letter.standing, Standing::Arrived(_))
        })
        .count()
}
