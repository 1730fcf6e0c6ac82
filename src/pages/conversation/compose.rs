//! The place to write.

use super::{
    outlook_lines::OutlookLines,
    prompt::NoticedLine,
    writing::{FIELD, Said, Writing},
};
use crate::{
    components::{
        button::{Button, ButtonKind},
        composer::Composer,
        shell::LiveRegion,
    },
    i18n::{fill, t_string, use_i18n},
    pages::{
        rhythm::TideStrip,
        shell::{Words, store_words},
    },
    state::{Desk, DeskLink, KeepTrouble},
};
use holdfast_protocol::{LETTER_CHARACTERS_MAX, Role};
use leptos::prelude::*;

/// The tide, the page to write on, and what was noticed.
#[component]
pub fn Compose(writing: Writing) -> impl IntoView {
    let words = use_i18n();
    let page = match writing.role {
        Role::Patient => view! { <PatientsPage writing /> }.into_any(),
        Role::Therapist => view! { <TherapistsPage writing /> }.into_any(),
    };
    view! {
        <div class="compose">
            <TideStrip conversation=writing.conversation />
            {page}
            <NoticedLine writing />
            <LiveRegion words=move || writing.said.get().map_or("", |said| said_words(words, said)) />
        </div>
    }
}

#[component]
fn PatientsPage(writing: Writing) -> impl IntoView {
    let words = use_i18n();
    let action = sending_action(words);
    view! {
        <Composer
            id=FIELD
            label=move || t_string!(words, letters.compose.label_patient)
            placeholder=move || t_string!(words, letters.compose.placeholder)
            text=writing.text
            on_input=move |typed| writing.typed(typed)
            action=action
            can_send=Signal::derive(move || writing.can_send())
            on_send=move |()| writing.send()
            promise=move || view! { <OutlookLines writing /> }
            problem=Signal::derive(move || problem(words, writing))
            no_answer_label=move || t_string!(words, letters.compose.no_answer)
            no_answer=writing.no_answer
            on_no_answer=move |needs_none| writing.no_answer.set(needs_none)
        />
    }
}

#[component]
fn TherapistsPage(writing: Writing) -> impl IntoView {
    let words = use_i18n();
    let is_editing = move || writing.editing.get().is_some();
    let sending = sending_action(words);
    let action = move || {
        if is_editing() {
            t_string!(words, letters.compose.replace)
        } else {
            sending()
        }
    };
    let label = move || {
        if is_editing() {
            t_string!(words, letters.compose.label_editing)
        } else {
            t_string!(words, letters.compose.label_therapist)
        }
    };
    view! {
        <Composer
            id=FIELD
            label=label
            placeholder=move || t_string!(words, letters.compose.placeholder)
            text=writing.text
            on_input=move |typed| writing.typed(typed)
            action=action
            can_send=Signal::derive(move || writing.can_send())
            on_send=move |()| writing.send()
            promise=move || view! { <OutlookLines writing /> }
            problem=Signal::derive(move || problem(words, writing))
        />
        <Show when=is_editing>
            <Button kind=ButtonKind::Plain on_click=move |()| writing.stop_editing()>
                {move || t_string!(words, letters.compose.stop_editing)}
            </Button>
        </Show>
    }
}

/// "Keep and send" while the relay is reached, "Keep" otherwise.
fn sending_action(words: Words) -> impl Fn() -> &'static str + Copy + Send + Sync {
    let desk = expect_context::<Desk>();
    move || match desk.link.get() {
        DeskLink::Reached => t_string!(words, letters.compose.keep_and_send),
        DeskLink::Unknown | DeskLink::NotReached(_) => t_string!(words, letters.compose.keep),
    }
}

fn problem(words: Words, writing: Writing) -> Option<String> {
    let over = writing.over();
    if over > 0 {
        return Some(too_long(words, over));
    }
    Some(match writing.trouble.get()? {
        KeepTrouble::Empty => t_string!(words, letters.keep_trouble.empty).to_owned(),
        KeepTrouble::TooLong { characters, .. } => {
            too_long(words, characters.saturating_sub(LETTER_CHARACTERS_MAX))
        }
        KeepTrouble::NobodyThere => t_string!(words, letters.keep_trouble.nobody_there).to_owned(),
        KeepTrouble::NotSealed => t_string!(words, letters.keep_trouble.not_sealed).to_owned(),
        KeepTrouble::NotStored(trouble) => fill(
            t_string!(words, letters.keep_trouble.not_stored),
            &[("reason", store_words(words, &trouble))],
        ),
    })
}

fn too_long(words: Words, over: usize) -> String {
    let sentence = t_string!(words, letters.keep_trouble.too_long);
    fill(sentence, &[("over", &over.to_string())])
}

fn said_words(words: Words, said: Said) -> &'static str {
    match said {
        Said::Kept => t_string!(words, letters.announce.kept),
        Said::Changed => t_string!(words, letters.announce.changed),
        Said::TakenBack => t_string!(words, letters.announce.taken_back),
        Said::Regardless => t_string!(words, letters.announce.regardless),
    }
}
