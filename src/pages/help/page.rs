//! Get help now: reachable from everywhere, offline too, and by anyone.

use super::{
    card::is_online,
    filters::{Filters, country_search},
    found::country_lines,
    lines::{anywhere, emergency_call},
    places::ELSEWHERE,
    reporting::Reports,
    someone::ToSomeone,
};
use crate::{
    components::{
        button::{ButtonKind, button},
        live::live,
        memo::Memo,
        parts::{block, heading, nothing, paragraph, paragraph_of, section},
        prompt::help_link,
        shell::page as page_of,
    },
    i18n::{t_string, use_i18n},
    pages::{
        later,
        shell::{Times, Words, beside_once_here},
    },
    state::{Choices, Desk, page},
};
use holdfast_safety::{Country, country};
use leptos::prelude::*;

/// People who are there now.
#[component]
pub fn HelpPage() -> impl IntoView {
    let words = use_i18n();
    let choices = expect_context::<Choices>();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let filters = Filters::new();
    let reports = Reports::new(desk);
    let code = move || choices.country.get().unwrap_or_default();
    let online = Memo::new(move |_| is_online(desk));
    page::load_lines(move || filters.came.update(|came| *came += 1));
    // Above the choice: whoever has chosen before finds it at once.
    let emergency = live(move || emergency(words, country(&code())));
    let found = live(move || {
        let code = code();
        filters.came.track();
        match country(&code) {
            Some(country) => {
                filters.begin(country);
                let reader = untrack(|| times.reader(None));
                country_lines(words, country, filters, reports, reader, online)
            }
            None if code == ELSEWHERE => paragraph(t_string!(words, help.elsewhere_words)),
            None => nothing(),
        }
    });
    let written = ToSomeone::new(words);
    let title = t_string!(words, help.title);
    let print = t_string!(words, help.print);
    page_of(
        title,
        vec![
            paragraph_of("lead", t_string!(words, help.lead)),
            emergency,
            country_search(words, choices),
            found,
            section(
                "",
                vec![
                    heading(t_string!(words, help.what_happens_title)),
                    paragraph(t_string!(words, help.what_happens)),
                ],
            ),
            section(
                "",
                vec![
                    heading(t_string!(words, help.someone_title)),
                    beside_once_here(move || later::someone(words, written)),
                ],
            ),
            block(
                "row screen-only",
                vec![button(ButtonKind::Quiet, print, page::print)],
            ),
        ],
    )
}

/// The emergency numbers, large; those of many places where no country is
/// chosen; or that none is known.
fn emergency(words: Words, country: Option<&'static Country>) -> AnyView {
    let mut parts = vec![heading(t_string!(words, help.emergency_title))];
    let calls = match country {
        None => {
            parts.push(paragraph(t_string!(words, help.no_country)));
            anywhere(words)
        }
        Some(country) => {
            let calls = country.emergency.iter();
            calls.map(|number| emergency_call(words, number)).collect()
        }
    };
    parts.push(if calls.is_empty() {
        paragraph(t_string!(words, help.emergency_none))
    } else {
        let mut links = Vec::new();
        for (place, call) in calls.into_iter().enumerate() {
            // Which of many places it is, is not for this page to say.
            links.push(help_link(call, place == 0 && country.is_some()));
        }
        block("row help-emergency", links)
    });
    section("", parts)
}
