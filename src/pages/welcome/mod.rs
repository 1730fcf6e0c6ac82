//! Nobody is at this device yet: an invitation is needed.

use crate::{
    components::{
        button::{Button, ButtonKind, button_link},
        icon::IconName,
        live::live,
        notice::{NoticeKind, still_notice},
        parts::{nothing, paragraph, paragraph_of, row, status},
        progress::progress,
        shell::page,
    },
    i18n::t_string,
    pages::{join::trouble_words, language::language_choice, shell::Words},
    routes,
    state::Desk,
};
use leptos::prelude::*;

/// What this is, and what is needed to begin; a way on with a join that was
/// begun here and is `unfinished`; a word where the browser has `taken_away` what
/// was here.
#[must_use]
pub fn welcome_page(words: Words, desk: Desk, unfinished: bool, taken_away: bool) -> AnyView {
    let mut parts = vec![
        paragraph_of("lead", t_string!(words, common.welcome.words)),
        paragraph(t_string!(words, common.welcome.invitation)),
    ];
    if taken_away {
        let said = paragraph(t_string!(words, common.welcome.taken_away));
        let said = still_notice(NoticeKind::Sand, IconName::Information, vec![said]);
        parts.insert(0, said);
    }
    if unfinished {
        parts.push(resume(words, desk));
    }
    let paste = t_string!(words, common.welcome.paste);
    let paste = button_link(ButtonKind::Quiet, routes::JOIN, paste);
    parts.push(row(vec![paste]));
    parts.extend(language_choice(words));
    page(t_string!(words, common.welcome.title), parts)
}

fn resume(words: Words, desk: Desk) -> AnyView {
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(String::new());
    let resume = move |()| {
        busy.set(true);
        trouble.set(String::new());
        desk.resume_join(move |joined| {
            let _ = busy.try_set(false);
            let said = joined.err().map(|error| trouble_words(words, &error));
            let _ = trouble.try_set(said.unwrap_or_default());
        });
    };
    let button = view! {
        <Button kind=ButtonKind::Primary disabled=busy on_click=resume>
            {t_string!(words, common.welcome.resume)}
        </Button>
    };
    let waiting = live(move || match busy.get() {
        true => progress(t_string!(words, join.joining)),
        false => nothing(),
    });
    still_notice(
        NoticeKind::Calm,
        IconName::Information,
        vec![
            paragraph(t_string!(words, common.welcome.unfinished)),
            button.into_any(),
            status(None, move || trouble.get()),
            waiting,
        ],
    )
}
