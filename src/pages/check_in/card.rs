//! Above where letters are written: that a check-in is open; to a therapist,
//! what the last ones say.

use holdfast_protocol::{ConversationId, Role};
use leptos::prelude::*;

use super::questions::asking;
use super::words::{measure_name, noticed_in_words, own_words, rule_name, value_in_words};
use crate::components::button::{ButtonKind, button_link};
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::notice::{NoticeKind, still_notice};
use crate::components::parts::{named_section, nothing, paragraph, row};
use crate::i18n::{fill, listed, spoken, t_string, use_i18n};
use crate::pages::reading::use_conversation;
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::side::known;
use crate::state::{Conversation, Desk, DraftOf, Series, drafted};

/// The card; nothing while there is nothing to say.
pub fn check_in_card() -> AnyView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let conversation = use_conversation();
    let said = Memo::new(move |_| {
        let book = desk.book.read();
        let found = book.get(conversation.get()?)?;
        match known(found.role) {
            Role::Patient => open(words, desk, found, times),
            Role::Therapist => last(words, found, times),
        }
    });
    live(move || match said.get() {
        Some(said) => drawn(said),
        None => nothing(),
    })
}

/// Sentences, and where to go with them.
#[derive(Clone, PartialEq)]
struct Card {
    sentences: Vec<String>,
    way: (String, &'static str),
    /// Whether somebody should look soon.
    soon: bool,
}

fn drawn(card: Card) -> AnyView {
    let kind = if card.soon {
        NoticeKind::Sand
    } else {
        NoticeKind::Calm
    };
    let mut parts: Vec<AnyView> = card.sentences.into_iter().map(paragraph).collect();
    let (to, said) = card.way;
    parts.push(row(vec![button_link(ButtonKind::Quiet, to, said)]));
    let notice = still_notice(kind, IconName::Agreement, parts);
    named_section("check-in-card", vec![notice])
}

fn open(words: Words, desk: Desk, found: &Conversation, times: Times) -> Option<Card> {
    let open = found.check_ins_due(times.now());
    let first = open.first()?;
    let reader = times.reader(None);
    let until = open.iter().map(|asked| asked.due.closes).min()?;
    let mut names: Vec<String> = Vec::new();
    for asked in &open {
        let name = rule_name(words, asked.rule).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let until = reader.until(until);
    let sentence = match names.as_slice() {
        [name] => fill(
            t_string!(words, check_ins.due.one),
            &[("name", name), ("until", &until)],
        ),
        _ => fill(
            t_string!(words, check_ins.due.some),
            &[
                ("names", &listed(&names, reader.language)),
                ("until", &until),
            ],
        ),
    };
    let draft = desk
        .drafts
        .with(|drafts| drafts.get(&DraftOf::CheckIn(found.id)).cloned());
    let begun = drafted(
        &draft.unwrap_or_default(),
        &first.rule.id,
        &first.due.date.to_string(),
    );
    let way = if begun.is_some() {
        t_string!(words, check_ins.due.begun)
    } else {
        t_string!(words, check_ins.due.go)
    };
    Some(Card {
        sentences: vec![sentence],
        way: (routes::CHECK_IN.to_owned(), way),
        soon: false,
    })
}

/// The last answers of each check-in, those that ask for a look first.
fn last(words: Words, found: &Conversation, times: Times) -> Option<Card> {
    let reader = times.reader(None);
    let all = found.series(times.now());
    let mut soon = Vec::new();
    let mut others = Vec::new();
    for series in &all {
        if let Some((sentence, is_soon)) = last_of(words, series, &reader) {
            if is_soon {
                soon.push(sentence);
            } else {
                others.push(sentence);
            }
        }
    }
    let is_soon = !soon.is_empty();
    soon.append(&mut others);
    (!soon.is_empty()).then(|| Card {
        sentences: soon,
        way: (way(found.id), t_string!(words, check_ins.aside.see)),
        soon: is_soon,
    })
}

fn way(conversation: ConversationId) -> String {
    format!("{}#check-ins", routes::rhythm(conversation))
}

fn last_of(
    words: Words,
    series: &Series<'_>,
    reader: &crate::i18n::times::Reader,
) -> Option<(String, bool)> {
    let point = series
        .points
        .iter()
        .rev()
        .find(|it| it.answered.is_some())?;
    let answered = point.answered?;
    let check_in = answered.check_in;
    let value = value_in_words(words, series.measure, point);
    let date = reader.past(check_in.written);
    let name = measure_name(words, series.measure);
    let sentence = fill(
        t_string!(words, check_ins.aside.last),
        &[("name", name), ("date", &date), ("value", &value)],
    );
    let mut all = vec![sentence];
    if let Some(noticed) = answered.noticed {
        let asked = point
            .rule
            .map(|rule| asking(rule, spoken().code(), own_words(words)));
        let nine = asked.as_ref().and_then(|asked| {
            let place = holdfast_measures::ITEM_NINE;
            Some((asked.questions.get(place)?, check_in.answers.get(place)?))
        });
        all.extend(noticed_in_words(words, noticed, nine));
    }
    Some((all.join(" "), point.is_marked()))
}
