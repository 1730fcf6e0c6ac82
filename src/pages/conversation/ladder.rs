//! Who was called because of a letter or a check-in, as each step was, and who
//! has taken it on: alike for both sides, from what this device holds.

use crate::{
    components::{
        button::{ButtonKind, button_link_with},
        icon::IconName,
        live::live,
        memo::Memo,
        parts::{nothing, row, status},
    },
    i18n::{
        fill, t_string,
        times::{Reader, sentence_start},
        use_i18n,
    },
    pages::{
        reading::who_took,
        rhythm::list_of,
        shell::{Times, Words},
    },
    routes,
    side::known,
    state::{Conversation, Desk, DeskLink, Happened, Ladder, Rung},
};
use holdfast_protocol::{ConversationId, EnvelopeId, Role};
use leptos::prelude::*;

/// What there is to say of one call.
#[derive(Clone, PartialEq, Default)]
struct InWords {
    /// What has happened, in order.
    steps: Vec<String>,
    /// Where it stands.
    now: String,
    /// Whether nobody has taken it on: then help lines are beside it.
    waits: bool,
}

/// The steps, where it stands now, and people who are there meanwhile; nothing
/// where nobody was called and nobody has taken anything on.
pub fn ladder(conversation: ConversationId, id: EnvelopeId) -> AnyView {
    let words = use_i18n();
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let said = Memo::new(move |_| {
        let reached = desk.last_reached.get();
        let is_linked = desk.link.get() == DeskLink::Reached;
        let reader = times.reader(None);
        let as_of = reached.filter(|_| !is_linked).map(|at| reader.past(at));
        let book = desk.book.read();
        let found = book.get(conversation)?;
        in_words(words, found, id, as_of.as_deref(), &reader)
    });
    let is_said = Memo::new(move |_| said.with(Option::is_some));
    live(move || {
        if is_said.get() {
            drawn(words, desk, conversation, said)
        } else {
            nothing()
        }
    })
}

fn drawn(
    words: Words,
    desk: Desk,
    conversation: ConversationId,
    said: Memo<Option<InWords>>,
) -> AnyView {
    let role = desk.book.with_untracked(|book| {
        let found = book.get(conversation);
        found.map_or(Role::Patient, |found| found.role)
    });
    let is_patient = known(role) == Role::Patient;
    let get = move || said.get().unwrap_or_default();
    let steps = live(move || list_of(Some("ladder-step"), get().steps));
    // Only the last sentence is spoken when something happens.
    let now = status(Some("ladder-now"), move || get().now);
    let waits = Memo::new(move |_| is_patient && get().waits);
    let help = live(move || {
        if !waits.get() {
            return nothing();
        }
        let get_help = t_string!(words, common.get_help);
        row(vec![button_link_with(
            IconName::Phone,
            ButtonKind::Help,
            false,
            routes::HELP,
            get_help,
        )])
    });
    view! {
        <div class="ladder" data-testid="ladder">
            {steps}
            {now}
            {help}
        </div>
    }
    .into_any()
}

fn in_words(
    words: Words,
    conversation: &Conversation,
    id: EnvelopeId,
    as_of: Option<&str>,
    reader: &Reader,
) -> Option<InWords> {
    let ladder = conversation.ladder_of(id);
    let taken = conversation.taken_on(id);
    if ladder.is_none() && taken.is_none() {
        return None;
    }
    let line = |rung: &Rung| rung_words(words, conversation, rung, reader);
    let rungs = ladder.as_ref().map(|ladder| ladder.rungs.as_slice());
    let mut steps: Vec<String> = rungs.unwrap_or_default().iter().map(line).collect();
    // The relay has said so already where it called somebody.
    let told = ladder.as_ref().is_some_and(Ladder::is_taken);
    let by_therapist = taken.as_ref().filter(|taken| taken.by.is_none() && !told);
    if let Some(taken) = by_therapist {
        steps.push(taken_on(
            words,
            conversation,
            "",
            &sentence_start(&reader.past(taken.at)),
        ));
    }
    let now = match (&taken, &ladder) {
        (Some(taken), _) if taken.has_left => String::new(),
        (Some(_), _) => t_string!(words, letters.ladder.taken_not_left).to_owned(),
        (None, Some(ladder)) => standing(words, ladder, as_of, reader),
        (None, None) => String::new(),
    };
    Some(InWords {
        steps,
        now,
        waits: taken.is_none(),
    })
}

/// Where a call stands that nobody has taken on.
fn standing(words: Words, ladder: &Ladder, as_of: Option<&str>, reader: &Reader) -> String {
    let Some(arrived) = ladder.arrived else {
        return t_string!(words, letters.ladder.not_yet).to_owned();
    };
    if ladder.rungs.is_empty() {
        let since = reader.past(arrived);
        let sentence = match ladder.calls_nobody {
            true => t_string!(words, letters.ladder.calls_nobody),
            false => t_string!(words, letters.ladder.nothing_heard),
        };
        return fill(sentence, &[("since", &since)]);
    }
    match as_of {
        Some(at) => fill(t_string!(words, letters.ladder.nobody_as_of), &[("at", at)]),
        None if ladder.is_open => t_string!(words, letters.ladder.nobody_yet).to_owned(),
        None => t_string!(words, letters.ladder.nobody).to_owned(),
    }
}

fn rung_words(words: Words, conversation: &Conversation, rung: &Rung, reader: &Reader) -> String {
    let at = sentence_start(&reader.past(rung.at));
    let (sentence, name) = match &rung.what {
        Happened::Begun => (t_string!(words, letters.ladder.begun), ""),
        Happened::Joined => (t_string!(words, letters.ladder.joined), ""),
        Happened::Told(name) => (t_string!(words, letters.ladder.told), name.as_str()),
        Happened::NotReached(name) => (t_string!(words, letters.ladder.not_reached), name.as_str()),
        Happened::Empty(name) => (t_string!(words, letters.ladder.empty), name.as_str()),
        Happened::TakenOn(name) => return taken_on(words, conversation, name, &at),
        Happened::Unanswered => (t_string!(words, letters.ladder.unanswered), ""),
        Happened::ToldNobody => (t_string!(words, letters.ladder.told_nobody), ""),
    };
    fill(sentence, &[("at", &at), ("name", name)])
}

/// Somebody has taken it on; without a name the conversation's own therapist.
fn taken_on(words: Words, conversation: &Conversation, name: &str, at: &str) -> String {
    if name.is_empty() && known(conversation.role) == Role::Therapist {
        return fill(t_string!(words, letters.ladder.taken_by_you), &[("at", at)]);
    }
    let name = who_took(words, conversation, name);
    let sentence = t_string!(words, letters.ladder.taken);
    fill(sentence, &[("at", at), ("name", &name)])
}
