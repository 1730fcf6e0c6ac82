//! The way from the form to a proposal, and how far the last one has come.

use holdfast_protocol::{ConversationId, EnvelopeId};
use leptos::prelude::*;

use super::editor::Editor;
use super::sentences::in_the_list;
use crate::components::button::{Button, ButtonKind};
use crate::components::icon::IconName;
use crate::components::notice::{Notice, NoticeKind};
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string};
use crate::pages::shell::{Times, Words};
use crate::state::{Conversation, Desk, KeepTrouble, ProposalState, Standing};

/// The one thing to do here, with everything that stands in its way.
#[component]
pub(super) fn Propose(conversation: ConversationId, editor: Editor) -> impl IntoView {
    let words = editor.words;
    let desk = expect_context::<Desk>();
    let trouble = RwSignal::new(None::<KeepTrouble>);
    let open = Memo::new(move |_| {
        desk.book.with(|book| {
            book.get(conversation)
                .is_some_and(|found| found.open_proposal().is_some())
        })
    });
    let propose = move |()| {
        editor.tried.set(true);
        if let Ok(agreement) = editor.outcome.get_untracked() {
            trouble.set(None);
            desk.propose(conversation, agreement, move |kept| match kept {
                Ok(_) => {
                    let _ = editor.tried.try_set(false);
                }
                Err(why) => {
                    let _ = trouble.try_set(Some(why));
                }
            });
        }
    };
    let problems = Memo::new(move |_| -> Vec<String> {
        let problems = editor.problems().into_iter();
        problems
            .map(|problem| in_the_list(words, problem))
            .collect()
    });
    let problems = move || {
        let problems = problems.get();
        let line = |sentence: String| view! { <li>{sentence}</li> };
        (!problems.is_empty()).then(|| {
            let lines = problems.into_iter().map(line).collect_view();
            view! {
                <Notice kind=NoticeKind::Sand icon=IconName::Information>
                    <p>{move || t_string!(words, agreement.problem.title)}</p>
                    <ul>{lines}</ul>
                </Notice>
            }
        })
    };
    let not_kept = move || {
        trouble.get().map(|why| {
            let said = match why {
                KeepTrouble::NobodyThere => t_string!(words, agreement.state.nobody),
                _ => t_string!(words, agreement.state.not_kept),
            };
            let said = fill(said, &[("name", &editor.name.get())]);
            view! {
                <Notice kind=NoticeKind::Sand icon=IconName::Information>
                    <p>{said}</p>
                </Notice>
            }
        })
    };
    view! {
        <section class="stack">
            {problems}
            {not_kept}
            <Button kind=ButtonKind::Primary icon=IconName::Check on_click=propose>
                {move || {
                    if open.get() {
                        t_string!(words, agreement.again)
                    } else {
                        t_string!(words, agreement.propose)
                    }
                }}
            </Button>
            <LastProposal conversation editor />
        </section>
    }
}

#[component]
fn LastProposal(conversation: ConversationId, editor: Editor) -> impl IntoView {
    let words = editor.words;
    let desk = expect_context::<Desk>();
    let times = expect_context::<Times>();
    let last = Memo::new(move |_| {
        let reader = times.reader(None);
        desk.book.with(|book| {
            let found = book.get(conversation)?;
            standing(words, found, &editor.name.get(), &reader)
        })
    });
    move || {
        let (sentence, refused) = last.get()?;
        let discard = refused.map(|id| {
            view! {
                <Button on_click=move |()| desk.discard(id)>
                    {move || t_string!(words, agreement.state.discard)}
                </Button>
            }
        });
        let (kind, icon) = if refused.is_some() {
            (NoticeKind::Sand, IconName::Information)
        } else {
            (NoticeKind::Calm, IconName::Agreement)
        };
        Some(view! {
            <div data-testid="proposal-state">
                <Notice kind icon>
                    <p>{sentence}</p>
                    {discard}
                </Notice>
            </div>
        })
    }
}

/// How far the last proposal has come, and its id if it was refused.
fn standing(
    words: Words,
    conversation: &Conversation,
    name: &str,
    reader: &Reader,
) -> Option<(String, Option<EnvelopeId>)> {
    let entry = conversation.proposals().last()?;
    let sentence = match (&entry.state, &entry.standing) {
        (ProposalState::Accepted(_), _) => {
            return Some((accepted(words, conversation, reader)?, None));
        }
        (_, Standing::NeedsYou(_)) => {
            let refused = t_string!(words, agreement.state.refused).to_owned();
            return Some((refused, Some(entry.id)));
        }
        (_, Standing::Kept | Standing::OnItsWay) => t_string!(words, agreement.state.kept),
        (_, Standing::Arrived(_)) => t_string!(words, agreement.state.with_relay),
    };
    Some((fill(sentence, &[("name", name)]), None))
}

fn accepted(words: Words, conversation: &Conversation, reader: &Reader) -> Option<String> {
    let latest = conversation.timeline.versions().last()?;
    Some(fill(
        t_string!(words, agreement.state.accepted),
        &[
            ("version", &latest.agreement.version().to_string()),
            ("from", &reader.moment(latest.from)),
        ],
    ))
}
