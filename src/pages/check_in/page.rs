//! The page on which a check-in is answered: all questions one under the
//! other, so that leaving one out and going back is scrolling and nothing
//! else.

use super::{
    answered::answered,
    answering::Answering,
    questions::{Asking, asking},
    words::{own_words, rule_name},
};
use crate::{
    components::{
        button::{ButtonKind, button_link},
        empty_state::empty_state,
        icon::IconName,
        live::{effect, live},
        memo::Memo,
        shell::page as page_of,
    },
    i18n::{fill, spoken, t_string, use_i18n},
    pages::{
        reading::use_conversation,
        shell::{Times, Words},
    },
    routes,
    state::{Asked, Desk},
};
use chrono::TimeDelta;
use holdfast_measures::Due;
use holdfast_protocol::ConversationId;
use holdfast_rhythm::CheckInRule;
use leptos::prelude::*;

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

pub(super) fn asked(words: Words, rule: &CheckInRule) -> Asking {
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
