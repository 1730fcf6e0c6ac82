//! A check-in on the page: what is asked, who is there now, and what becomes
//! of it.

use super::{
    answering::Answering,
    around::{lead, thanks, ways_on},
    fields::question,
    page::{Open, asked},
    questions::Asking,
    words::measure_of,
};
use crate::{
    components::{
        button::{Button, ButtonKind},
        live::{effect, live, live_words},
        memo::Memo,
        parts::{block, nothing, paragraph_of, row, status},
        shell::live_region,
    },
    i18n::{fill, t_string},
    pages::{
        conversation::concern_line,
        help::{ToSomeone, is_online},
        prompt::{About, Kind, WaysOut, heading, prompt},
    },
    state::page as browser,
};
use holdfast_safety::Level;
use leptos::prelude::*;

/// The questions, and once they are answered and sent what there is to do.
pub(super) fn answered(
    answering: Answering,
    next: Memo<Option<Open>>,
    begin: Callback<Open>,
) -> AnyView {
    let asking = answering
        .rule
        .with_value(|rule| asked(answering.words, rule));
    let Asking { ask, questions } = asking;
    let head = live(move || match answering.done.get() {
        None => lead(answering),
        Some(id) => thanks(answering, id),
    });
    let count = questions.len();
    let questions = StoredValue::new(questions);
    let fields = live(move || {
        if answering.done.get().is_some() {
            return nothing();
        }
        let all = questions.get_value().into_iter().enumerate();
        let mut parts: Vec<AnyView> = Vec::new();
        if !ask.is_empty() {
            parts.push(paragraph_of("check-in-ask", ask));
        }
        parts.extend(all.map(|(place, one)| question(answering, one, (place, count))));
        block("stack stack-wide", parts)
    });
    let foot = live(move || match answering.done.get() {
        None => sending(answering),
        Some(_) => ways_on(answering, next, begin),
    });
    // After sending the page says what became of it; the prompt, if there is
    // one, takes the focus itself.
    effect(move || {
        let shown = answering.noticing.shown.with_untracked(Option::is_some);
        if answering.done.get().is_some() && !shown {
            browser::once_shown(|| browser::focus("main h1"));
        }
    });
    block(
        "stack stack-wide",
        vec![head, fields, people(answering), foot, source(answering)],
    )
}

fn source(answering: Answering) -> AnyView {
    let source = answering.rule.with_value(|rule| measure_of(rule).source());
    if source.is_empty() {
        return nothing();
    }
    let said = t_string!(answering.words, check_ins.course.source);
    paragraph_of("quiet small", fill(said, &[("source", source)]))
}

/// People who are there now, whether or not anything is sent.
fn people(answering: Answering) -> AnyView {
    let shown = answering.noticing.shown;
    let about = About {
        desk: answering.desk,
        words: answering.words,
        conversation: answering.conversation,
        kind: Kind::CheckIn,
        kept: answering.noticing.letter.into(),
        someone: ToSomeone::new(answering.words),
    };
    let in_words = answering.rule.with_value(|rule| !rule.questions.is_empty());
    let out = WaysOut {
        close: Callback::new(move |()| answering.close_prompt()),
        not_meant: in_words.then(|| Callback::new(move |()| answering.not_meant())),
    };
    let drawn = live(move || match shown.get() {
        None => nothing(),
        Some(shown) if shown.level >= Level::Urgent => prompt(shown, about, out),
        Some(_) => concern_line(answering.words),
    });
    // Where it does not take the focus it is said.
    let words = answering.words;
    let said = live_region(move || {
        shown
            .with(|shown| {
                let unasked = shown.as_ref().filter(|shown| !shown.sending)?;
                let heading = (unasked.level >= Level::Urgent).then(|| heading(words, unasked))?;
                Some(format!(
                    "{heading}. {}",
                    t_string!(words, help.prompt.is_below)
                ))
            })
            .unwrap_or_default()
    });
    block("stack", vec![said, drawn])
}

fn sending(answering: Answering) -> AnyView {
    let words = answering.words;
    let left = status(Some("quiet"), move || {
        let count = answering.left_out();
        if answering.is_empty() || count == 0 {
            return String::new();
        }
        if count == 1 {
            return t_string!(words, check_ins.page.one_left).to_owned();
        }
        let sentence = t_string!(words, check_ins.page.some_left);
        fill(sentence, &[("count", &count.to_string())])
    });
    let trouble = status(Some("field-problem"), move || answering.trouble.get());
    let label = live_words(move || {
        if is_online(answering.desk) {
            t_string!(words, check_ins.page.send).into()
        } else {
            t_string!(words, check_ins.page.keep).into()
        }
    });
    let press = Callback::new(move |()| answering.send());
    let send = view! {
        <Button kind=ButtonKind::Primary disabled=answering.busy on_click=press>
            {label}
        </Button>
    }
    .into_any();
    block("stack stack-close", vec![left, trouble, row(vec![send])])
}
