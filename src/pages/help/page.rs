//! Get help now: reachable from everywhere, offline too, and by anyone.

use super::{
    card::{is_online, line_card},
    lines::{ELSEWHERE, country_options, emergency_call, need_words},
    someone::someone,
};
use crate::{
    components::{
        button::{ButtonKind, button},
        choice::select,
        live::live,
        memo::Memo,
        parts::{block, heading, paragraph, paragraph_of, row, section},
        prompt::help_link,
        shell::page as page_of,
    },
    i18n::{t_string, times::Reader, use_i18n},
    pages::shell::{Times, Words},
    state::{Choices, Desk, page},
};
use holdfast_safety::{Country, Need, country};
use leptos::prelude::*;

/// Needs, in the order in which they are shown.
const NEEDS: [Need; 4] = [
    Need::Crisis,
    Need::DomesticViolence,
    Need::SexualViolence,
    Need::Child,
];

/// People who are there now.
#[component]
pub fn HelpPage() -> impl IntoView {
    let words = use_i18n();
    let choices = expect_context::<Choices>();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let code = move || choices.country.get().unwrap_or_default();
    let online = Memo::new(move |_| is_online(desk));
    let lines = live(move || {
        let code = code();
        match country(&code) {
            Some(country) => {
                let reader = untrack(|| times.reader(None));
                country_lines(words, country, &reader, online.get()).into_any()
            }
            None => no_country(words, code == ELSEWHERE),
        }
    });
    let title = t_string!(words, help.title);
    let print = t_string!(words, help.print);
    page_of(
        title,
        vec![
            paragraph_of("lead", t_string!(words, help.lead)),
            select(
                "help-country",
                (
                    t_string!(words, help.country_label),
                    t_string!(words, help.country_why),
                ),
                country_options(words),
                code,
                move |code| choices.choose_country(&code),
            ),
            lines,
            section(
                "",
                vec![
                    heading(t_string!(words, help.someone_title)),
                    someone(words),
                ],
            ),
            section(
                "",
                vec![
                    heading(t_string!(words, help.what_happens_title)),
                    paragraph(t_string!(words, help.what_happens)),
                ],
            ),
            block(
                "row screen-only",
                vec![button(ButtonKind::Quiet, print, page::print)],
            ),
        ],
    )
}

/// No country is chosen, or none that we have numbers for.
fn no_country(words: Words, elsewhere: bool) -> AnyView {
    let mut parts = vec![paragraph(t_string!(words, help.no_country))];
    if elsewhere {
        parts.insert(0, paragraph(t_string!(words, help.elsewhere_words)));
    }
    block("stack", parts)
}

/// Everything that we know for one country.
fn country_lines(
    words: Words,
    country: &'static Country,
    reader: &Reader,
    online: bool,
) -> Vec<AnyView> {
    let emergency = country.emergency.iter().enumerate();
    let emergency = emergency.map(|(place, number)| {
        let call = emergency_call(words, number);
        help_link(call, place == 0)
    });
    let mut lines = vec![heading(t_string!(words, help.lines_title))];
    for need in NEEDS {
        let fits = country.lines.iter().filter(|line| line.need == need);
        let mut parts: Vec<_> = fits
            .map(|line| line_card(words, line, reader, online))
            .collect();
        if !parts.is_empty() {
            let name = paragraph_of("help-need-name", need_words(words, need));
            parts.insert(0, name);
            lines.push(block("stack stack-close help-need", parts));
        }
    }
    let quiet = "small quiet";
    lines.push(paragraph_of(quiet, t_string!(words, help.sources_note)));
    lines.push(paragraph_of(quiet, t_string!(words, help.chat_offline)));
    vec![
        section(
            "",
            vec![
                heading(t_string!(words, help.emergency_title)),
                row(emergency.collect()),
            ],
        ),
        section("stack", lines),
    ]
}
