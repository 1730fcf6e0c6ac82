//! The prompt, put together. In this order: what it is, one thing to do, the
//! ways out, and only then more.

use super::{
    About, Shown, WaysOut,
    sentences::{heading, sentences, without_numbers},
    ways::{cards, named_line, ways_for},
};
use crate::{
    components::{
        button::{ButtonKind, button, button_link, button_with},
        choice::select,
        icon::IconName,
        live::live,
        memo::Memo,
        parts::{block, details, paragraph, row},
        prompt::{help_link, help_prompt},
    },
    i18n::t_string,
    pages::{
        help::{anywhere, country_options, is_online},
        later,
        shell::{Times, Words, beside_once_here},
    },
    routes,
    state::{Choices, page},
};
use leptos::prelude::*;
use std::sync::Arc;

/// The prompt for what was noticed. It asks for [`Choices`] and [`Times`] in
/// the context.
#[must_use]
pub fn prompt(shown: Shown, about: About, out: WaysOut) -> AnyView {
    let words = about.words;
    let choices = expect_context::<Choices>();
    let shown = Arc::new(shown);
    let parts = vec![
        said(about),
        ways(Arc::clone(&shown), about, choices),
        country(words, choices),
        ways_out(words, out),
        beside_once_here(move || later::own_plan(about)),
        more_lines(Arc::clone(&shown), about, choices),
        block("help-prompt-more", more(about)),
    ];
    help_prompt(heading(words, &shown), parts, out.close, shown.sending)
}

fn said(about: About) -> AnyView {
    let times = expect_context::<Times>();
    live(move || {
        let all = sentences(about, times).into_iter();
        all.map(paragraph).collect::<Vec<_>>().into_any()
    })
}

/// Ways to people who are there now, by country and connection; beside them
/// the way off this page for whoever is watched.
fn ways(shown: Arc<Shown>, about: About, choices: Choices) -> AnyView {
    let times = expect_context::<Times>();
    let words = about.words;
    let online = Memo::new(move |_| is_online(about.desk));
    live(move || {
        let code = choices.country.get().unwrap_or_default();
        let ways = ways_for(words, &shown, &code, online.get(), &about.desk.unworking());
        let reader = untrack(|| times.reader(None));
        let named = named_line(words, &ways, &reader);
        let mut links = Vec::new();
        for (place, way) in ways.ways.into_iter().enumerate() {
            links.push(help_link(way, place == 0));
        }
        if shown.is_abuse() {
            let exit = t_string!(words, common.exit);
            links.push(button_with(
                IconName::Exit,
                ButtonKind::Quiet,
                exit,
                page::leave,
            ));
        }
        let mut parts = Vec::new();
        if let Some(without) = without_numbers(words, &code) {
            parts.push(paragraph(t_string!(words, help.no_country)));
            let calls = anywhere(words).into_iter();
            links.splice(0..0, calls.map(|call| help_link(call, false)));
            parts.push(block("help-prompt-ways", links));
            parts.push(paragraph(without));
        } else {
            parts.push(block("help-prompt-ways", links));
        }
        parts.extend(named);
        parts.into_any()
    })
}

fn ways_out(words: Words, out: WaysOut) -> AnyView {
    let mut all = Vec::new();
    if let Some(not_meant) = out.not_meant {
        let said = t_string!(words, help.prompt.not_meant);
        all.push(button(ButtonKind::Quiet, said, move || not_meant.run(())));
    }
    let close = t_string!(words, help.prompt.close);
    all.push(button(ButtonKind::Plain, close, move || out.close.run(())));
    block("row help-prompt-out", all)
}

/// Chosen, never guessed (product rule 13), and changed right here.
fn country(words: Words, choices: Choices) -> AnyView {
    select(
        "noticed-country",
        (t_string!(words, help.country_label), ""),
        country_options(words),
        move || choices.country.get().unwrap_or_default(),
        move |code| choices.choose_country(&code),
    )
}

fn more_lines(shown: Arc<Shown>, about: About, choices: Choices) -> AnyView {
    let times = expect_context::<Times>();
    let words = about.words;
    let online = Memo::new(move |_| is_online(about.desk));
    live(move || {
        let code = choices.country.get().unwrap_or_default();
        let ways = ways_for(words, &shown, &code, online.get(), &about.desk.unworking());
        let reader = untrack(|| times.reader(None));
        let lines = cards(words, &ways, &reader, online.get());
        block("help-prompt-lines", lines)
    })
}

fn more(about: About) -> Vec<AnyView> {
    let words = about.words;
    let help = t_string!(words, help.prompt.more);
    vec![
        details(
            t_string!(words, help.someone_title),
            beside_once_here(move || later::someone(words, about.someone)),
        ),
        details(
            t_string!(words, help.what_happens_title),
            paragraph(t_string!(words, help.what_happens)),
        ),
        row(vec![button_link(ButtonKind::Plain, routes::HELP, help)]),
    ]
}
