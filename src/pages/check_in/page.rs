//! The page on which a check-in is answered: all questions one under the
//! other, so that leaving one out and going back is scrolling and nothing
//! else.

use chrono::TimeDelta;
use holdfast_measures::Due;
use holdfast_protocol::ConversationId;
use holdfast_rhythm::CheckInRule;
use holdfast_safety::Level;
use leptos::prelude::*;

use super::answering::Answering;
use super::around::{lead, thanks, ways_on};
use super::fields::question;
use super::questions::{Asking, asking};
use super::words::{measure_of, own_words, rule_name};
use crate::components::button::{Button, ButtonKind, button_link};
use crate::components::empty_state::empty_state;
use crate::components::icon::IconName;
use crate::components::live::{effect, live, live_words};
use crate::components::memo::Memo;
use crate::components::parts::{block, nothing, paragraph_of, row, status};
use crate::components::shell::{live_region, page as page_of};
use crate::i18n::{fill, spoken, t_string, use_i18n};
use crate::pages::conversation::concern_line;
use crate::pages::help::{ToSomeone, is_online};
use crate::pages::prompt::{About, Kind, WaysOut, heading, prompt};
use crate::pages::reading::use_conversation;
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::state::{Asked, Desk, page as browser};

/// How far ahead the next check-in is named.
const AHEAD: TimeDelta = TimeDelta::days(60);

/// What is asked, and when.
pub(super) type Open = (CheckInRule, Due);

/// The page **Check-in**.
pub fn check_in_page() -> AnyView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let conversation = use_conversation();
    let answering = RwSignal::new(None::<Answering>);
    // What is being answered stays until it is sent and another is asked for,
    // whatever happens meanwhile.
    let next = Memo::new(move |_| {
        let book = desk.book.read();
        let found = book.get(conversation.get()?)?;
        open_one(found.check_ins_due(times.now()))
    });
    // It lives as long as the page, whoever asks for it.
    let page = StoredValue::new(Owner::current().unwrap_or_default());
    let begin = move |open: Open| {
        if let Some(conversation) = conversation.get_untracked() {
            let count = asked(words, &open.0).questions.len();
            let (rule, due) = open;
            let begun = || Answering::new(desk, words, conversation, (rule, due, count));
            answering.set(Some(page.get_value().with(begun)));
        }
    };
    effect(move || {
        if answering.with(Option::is_none)
            && let Some(open) = next.get()
        {
            untrack(|| begin(open));
        }
    });
    let title = move || {
        let done = answering.get().is_some_and(|it| it.done.get().is_some());
        if done {
            t_string!(words, check_ins.done.title).to_owned()
        } else {
            let rule = answering
                .get()
                .map(|it| it.rule.with_value(|rule| rule_name(words, rule)));
            rule.unwrap_or(t_string!(words, check_ins.title)).to_owned()
        }
    };
    let body = live(move || match answering.get() {
        Some(answering) => untrack(|| answered(answering, next, Callback::new(begin))),
        None => nothing_open(words, desk, conversation),
    });
    page_of(title, vec![body])
}

/// The first that is open.
fn open_one(open: Vec<Asked<'_>>) -> Option<Open> {
    let first = open.into_iter().next()?;
    Some((first.rule.clone(), first.due))
}

fn asked(words: Words, rule: &CheckInRule) -> Asking {
    asking(rule, spoken().code(), own_words(words))
}

fn nothing_open(words: Words, desk: Desk, conversation: Memo<Option<ConversationId>>) -> AnyView {
    let times = expect_context::<Times>();
    let reader = times.reader(None);
    let book = desk.book.read();
    let found = conversation.get().and_then(|id| book.get(id));
    let coming = found.and_then(|found| {
        let ahead = found.asked(reader.now, reader.now + AHEAD);
        let next = ahead.iter().find(|asked| asked.due.opens > reader.now)?;
        let when = reader.moment(next.due.opens);
        let name = rule_name(words, next.rule);
        let sentence = t_string!(words, check_ins.page.nothing_next);
        Some(fill(sentence, &[("when", &when), ("name", name)]))
    });
    let title = t_string!(words, check_ins.page.nothing_title);
    let said = coming.unwrap_or_else(|| t_string!(words, check_ins.page.nothing).to_owned());
    let home = t_string!(words, check_ins.done.letters);
    let home = button_link(ButtonKind::Quiet, routes::HOME, home);
    empty_state(IconName::Check, title, said, Some(home))
}

fn answered(answering: Answering, next: Memo<Option<Open>>, begin: Callback<Open>) -> AnyView {
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
