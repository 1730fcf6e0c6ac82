//! The way from the form to a proposal, and how far the last one has come.

use holdfast_protocol::EnvelopeId;
use leptos::prelude::*;

use super::editor::Editor;
use super::sentences::in_the_list;
use crate::components::button::{ButtonKind, button, button_with};
use crate::components::icon::IconName;
use crate::components::live::live;
use crate::components::notice::{NoticeKind, notice};
use crate::components::parts::{nothing, paragraph, section};
use crate::i18n::{fill, t_string};
use crate::pages::rhythm::{list, unreached_in_words};
use crate::state::{Conversation, KeepTrouble, ProposalState, Standing};

/// The one thing to do here, with everything that stands in its way.
pub(super) fn propose(editor: Editor) -> AnyView {
    let words = editor.words;
    let trouble = RwSignal::new(None::<KeepTrouble>);
    let propose = move || {
        editor.tried.set(true);
        if let Ok(agreement) = editor.outcome.get_untracked() {
            trouble.set(None);
            let kept = move |kept: Result<EnvelopeId, KeepTrouble>| match kept {
                Ok(_) => {
                    let _ = editor.tried.try_set(false);
                    // What is proposed is no draft any more.
                    let proposed = editor.form.try_get_untracked();
                    if let Some(proposed) = proposed {
                        let _ = editor.begun.try_set(proposed);
                    }
                }
                Err(why) => {
                    let _ = trouble.try_set(Some(why));
                }
            };
            editor.desk.propose(editor.conversation, agreement, kept);
        } else {
            let problems = untrack(|| editor.problems());
            if let Some(first) = problems.first() {
                Editor::go_to(first.field.element());
            }
        }
    };
    let in_the_way = live(move || vec![problems(editor), not_kept(editor, trouble)].into_any());
    let action = live(move || {
        if editor.desk.fetching.get() {
            // Another version may be among what is still to come.
            let said = paragraph(t_string!(words, agreement.state.fetching));
            return notice(NoticeKind::Calm, IconName::Information, vec![said]);
        }
        let book = editor.desk.book.read();
        let found = book.get(editor.conversation);
        let said = if found.is_some_and(|found| found.open_proposal().is_some()) {
            t_string!(words, agreement.again)
        } else {
            t_string!(words, agreement.propose)
        };
        button_with(IconName::Check, ButtonKind::Primary, said, propose)
    });
    let last = live(move || last_proposal(editor));
    section("stack", vec![in_the_way, action, last])
}

/// Everything that does not fit.
fn problems(editor: Editor) -> AnyView {
    let words = editor.words;
    let problems = editor.problems();
    if problems.is_empty() || !editor.tried.get() {
        return nothing();
    }
    let said = |problem| in_the_list(words, problem);
    let parts = vec![
        paragraph(t_string!(words, agreement.problem.title)),
        list(problems.into_iter().map(said).collect()),
    ];
    notice(NoticeKind::Sand, IconName::Information, parts)
}

/// Why the proposal could not be kept.
fn not_kept(editor: Editor, trouble: RwSignal<Option<KeepTrouble>>) -> AnyView {
    let words = editor.words;
    trouble.with(|why| {
        let sentence = match why {
            None => return nothing(),
            Some(KeepTrouble::NobodyThere) => t_string!(words, agreement.state.nobody),
            Some(_) => t_string!(words, agreement.state.not_kept),
        };
        let said = paragraph(editor.named(sentence));
        notice(NoticeKind::Sand, IconName::Information, vec![said])
    })
}

/// How far the last proposal has come.
fn last_proposal(editor: Editor) -> AnyView {
    let book = editor.desk.book.read();
    let found = book.get(editor.conversation);
    let Some((found, (sentence, refused))) =
        found.and_then(|found| Some((found, standing(editor, found)?)))
    else {
        return nothing();
    };
    let mut parts = vec![paragraph(sentence)];
    let (mut kind, mut icon) = (NoticeKind::Calm, IconName::Agreement);
    let last = found.proposals().last();
    let unreached = last.map_or_else(Vec::new, |last| {
        unreached_in_words(editor.words, found, last)
    });
    if !unreached.is_empty() {
        parts.push(list(unreached));
        (kind, icon) = (NoticeKind::Sand, IconName::Information);
    }
    if let Some(id) = refused {
        let discard = t_string!(editor.words, agreement.state.discard);
        parts.push(button(ButtonKind::Quiet, discard, move || {
            editor.desk.discard(id);
        }));
        (kind, icon) = (NoticeKind::Sand, IconName::Information);
    }
    view! { <div data-testid="proposal-state">{notice(kind, icon, parts)}</div> }.into_any()
}

/// How far the last proposal has come, and its id if it was refused.
fn standing(editor: Editor, conversation: &Conversation) -> Option<(String, Option<EnvelopeId>)> {
    let words = editor.words;
    let entry = conversation.proposals().last()?;
    let sentence = match (&entry.state, &entry.standing) {
        (ProposalState::Accepted(_), _) => {
            return Some((accepted(editor, conversation)?, None));
        }
        (_, Standing::NeedsYou(_)) => {
            let refused = t_string!(words, agreement.state.refused).to_owned();
            return Some((refused, Some(entry.id)));
        }
        (_, Standing::Kept | Standing::OnItsWay) => t_string!(words, agreement.state.kept),
        (_, Standing::Arrived(_)) => t_string!(words, agreement.state.with_relay),
    };
    Some((editor.named(sentence), None))
}

fn accepted(editor: Editor, conversation: &Conversation) -> Option<String> {
    let latest = conversation.timeline.versions().last()?;
    let reader = editor.times.reader(None);
    Some(fill(
        t_string!(editor.words, agreement.state.accepted),
        &[
            ("version", &latest.agreement.version().to_string()),
            ("from", &reader.starting(latest.from)),
        ],
    ))
}
