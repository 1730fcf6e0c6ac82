//! The lines of one country that fit what was chosen.

use super::{
    card::line_card_with,
    filters::{Filters, line_choices},
    lines::need_words,
    reporting::Reports,
};
use crate::{
    components::{
        button::{ButtonKind, button},
        live::live,
        memo::Memo,
        parts::{block, heading, nothing, paragraph, paragraph_of, section},
    },
    i18n::{fill, t_string, times::Reader},
    pages::shell::Words,
    state::page,
};
use holdfast_safety::{Country, HelpLine, Need, has_all_lines};
use leptos::prelude::*;

/// How many lines for a crisis are shown beside those for other needs, of
/// which one each is.
const FIRST: usize = 3;

/// Everything that we know for one country, and what to show of it.
pub fn country_lines(
    words: Words,
    country: &'static Country,
    filters: Filters,
    reports: Reports,
    reader: Reader,
    online: Memo<bool>,
) -> AnyView {
    let title = heading(t_string!(words, help.lines_title));
    if country.lines.is_empty() {
        let none = paragraph(t_string!(words, help.lines_none));
        return section("stack", vec![title, none]);
    }
    let groups = live(move || {
        let chosen = filters.need.get();
        let online = online.get();
        let card = move |line: &'static HelpLine| {
            let more = reports.of(words, country, line);
            line_card_with(words, line, &reader, online, more)
        };
        let mut groups = Vec::new();
        for need in Need::ALL {
            if !chosen.is_empty() && chosen != need.name() {
                continue;
            }
            let mut fits: Vec<_> = country.lines.iter().collect();
            fits.retain(|line| line.need == need && filters.speaks(line));
            groups.push(group(words, need, &fits, chosen.is_empty(), filters, card));
        }
        groups.into_any()
    });
    let names: Vec<_> = country.source.names().collect();
    let sources = t_string!(words, help.sources);
    let quiet = "small quiet";
    let rest = vec![
        if has_all_lines() {
            nothing()
        } else {
            paragraph_of(quiet, t_string!(words, help.lines_first))
        },
        paragraph_of(quiet, t_string!(words, help.sources_note)),
        paragraph_of(quiet, fill(sources, &[("sources", &names.join(", "))])),
        live(move || {
            let sentence = if online.get() {
                t_string!(words, help.chat_offline)
            } else {
                t_string!(words, help.chat_offline_now)
            };
            paragraph_of(quiet, sentence)
        }),
    ];
    let mut parts = vec![title, line_choices(words, country, filters), groups];
    parts.extend(rest);
    section("stack", parts)
}

/// Lines of one need; the first of them beside others, all where only this was
/// chosen.
fn group(
    words: Words,
    need: Need,
    lines: &[&'static HelpLine],
    is_one_of_many: bool,
    filters: Filters,
    card: impl Fn(&'static HelpLine) -> AnyView,
) -> AnyView {
    if lines.is_empty() {
        return nothing();
    }
    let most = match need {
        _ if !is_one_of_many => lines.len(),
        Need::Crisis => FIRST,
        _ => 1,
    };
    let mut parts = vec![paragraph_of("help-need-name", need_words(words, need))];
    parts.extend(lines.iter().take(most).map(|line| card(line)));
    if lines.len() > most {
        let count = lines.len().to_string();
        let all = fill(t_string!(words, help.more_lines), &[("count", &count)]);
        let show = move || {
            filters.need.set(need.name().to_owned());
            page::focus("#help-need");
        };
        let show = button(ButtonKind::Plain, all, show);
        parts.push(block("row screen-only", vec![show]));
    }
    block("stack stack-close help-need", parts)
}
