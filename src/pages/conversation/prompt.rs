//! What is shown beside the words when they suggest danger. It blocks nothing.

use super::prompt_words::{heading, more_lines, sentences, ways_for};
use super::{
    noticing::Shown,
    writing::{Writing, focus_field},
};
use crate::{
    components::{
        button::{ButtonKind, button_link},
        choice::select,
        live::live,
        memo::Memo,
        parts::{block, details, nothing, paragraph, row},
        prompt::{PromptWords, help_link, help_prompt},
    },
    i18n::t_string,
    pages::{
        help::{country_options, is_online, someone},
        shell::{Times, Words},
    },
    routes,
    state::Choices,
};
use holdfast_safety::Level;
use leptos::prelude::*;
use std::sync::Arc;

/// Nothing, a quiet line, or the prompt; for whoever writes to a therapist.
pub fn noticed_line(writing: Writing) -> AnyView {
    let shown = writing.noticing.shown;
    live(move || match shown.get() {
        None => nothing(),
        Some(shown) if shown.level >= Level::Urgent => prompt(Arc::new(shown), writing),
        Some(_) => concern_line(writing.words),
    })
}

fn concern_line(words: Words) -> AnyView {
    let help = t_string!(words, common.get_help);
    let sentence = paragraph(t_string!(words, letters.concern));
    let help = button_link(ButtonKind::Quiet, routes::HELP, help);
    view! {
        <div class="row concern-line" role="status">
            {sentence}
            {help}
        </div>
    }
    .into_any()
}

fn prompt(shown: Arc<Shown>, writing: Writing) -> AnyView {
    let words = writing.words;
    let choices = expect_context::<Choices>();
    let country = move || choices.country.get().unwrap_or_default();
    let says = PromptWords {
        heading: heading(words, &shown),
        not_meant: t_string!(words, help.prompt.not_meant),
        close: t_string!(words, help.prompt.close),
    };
    let take_focus = shown.sending;
    let parts = vec![
        said(shown.clone(), writing, choices),
        ways(shown, writing, choices),
        select(
            "noticed-country",
            (t_string!(words, help.country_label), ""),
            country_options(words),
            country,
            move |code| choices.choose_country(&code),
        ),
        block("help-prompt-more", more(words)),
    ];
    help_prompt(
        says,
        parts,
        Callback::new(move |()| writing.not_meant()),
        Callback::new(move |()| writing.close_prompt()),
        take_focus,
    )
}

fn said(shown: Arc<Shown>, writing: Writing, choices: Choices) -> AnyView {
    let times = expect_context::<Times>();
    live(move || {
        let all = sentences(&shown, writing, choices, times);
        let all: Vec<_> = all.into_iter().map(paragraph).collect();
        all.into_any()
    })
}

/// Ways to people who are there now, by country and connection.
fn ways(shown: Arc<Shown>, writing: Writing, choices: Choices) -> AnyView {
    let times = expect_context::<Times>();
    let words = writing.words;
    let online = Memo::new(move |_| is_online(writing.desk));
    live(move || {
        let code = choices.country.get().unwrap_or_default();
        let online = online.get();
        let ways = ways_for(words, &shown, &code, online);
        let reader = untrack(|| times.reader(None));
        let lines = more_lines(words, &ways, &reader, online);
        let links = ways.ways.into_iter().enumerate();
        let links = links.map(|(place, way)| help_link(way, place == 0));
        vec![
            block("help-prompt-ways", links.collect()),
            block("help-prompt-lines", lines),
        ]
        .into_any()
    })
}

fn more(words: Words) -> Vec<AnyView> {
    let help = t_string!(words, help.prompt.more);
    vec![
        details(t_string!(words, help.someone_title), someone(words)),
        details(
            t_string!(words, help.what_happens_title),
            paragraph(t_string!(words, help.what_happens)),
        ),
        row(vec![button_link(ButtonKind::Plain, routes::HELP, help)]),
    ]
}

impl Writing {
    /// "Close": the prompt goes, the keyboard goes on where it was.
    pub fn close_prompt(self) {
        let was_typing = self.noticing.came_while_typing();
        self.noticing.close();
        if was_typing {
            focus_field();
        }
    }

    /// "This is not what I meant": as [`close_prompt`](Self::close_prompt), and
    /// the rules are quiet for this letter.
    pub fn not_meant(self) {
        let was_typing = self.noticing.came_while_typing();
        self.text
            .with_untracked(|text| self.noticing.not_meant(text));
        if was_typing {
            focus_field();
        }
    }
}
