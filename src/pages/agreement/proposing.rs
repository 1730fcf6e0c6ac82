//! The way from the form to a proposal, and how far the last one has come.

use holdfast_protocol::ConversationId;
use leptos::prelude::*;

use super::editor::Editor;
use super::sentences::in_the_list;
use crate::components::button::{Button, ButtonKind};
use crate::components::icon::IconName;
use crate::components::notice::{Notice, NoticeKind};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Times;
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
    let problems = move || {
        let problems = editor.problems();
        let line = move |problem| view! { <li>{in_the_list(words, problem)}</li> };
        (!problems.is_empty()).then(|| {
            view! {
                <Notice kind=NoticeKind::Sand icon=IconName::Information>
                    <p>{t_string!(words, agreement.problem.title)}</p>
                    <ul>{problems.into_iter().map(line).collect_view()}</ul>
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
            view! { <Notice kind=NoticeKind::Sand><p>{said}</p></Notice> }
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
    move || {
        let reader = times.reader(None);
        desk.book.with(|book| {
            let found = book.get(conversation)?;
            let entry = found.proposals().last()?;
            let id = entry.id;
            let (sentence, refused) = match (&entry.state, &entry.standing) {
                (ProposalState::Accepted(_), _) => (accepted(words, found, &reader)?, false),
                (_, Standing::NeedsYou(_)) => {
                    (t_string!(words, agreement.state.refused).to_owned(), true)
                }
                (_, Standing::Kept | Standing::OnItsWay) => {
                    (t_string!(words, agreement.state.kept).to_owned(), false)
                }
                (_, Standing::Arrived(_)) => {
                    let name = editor.name.get();
                    let said = t_string!(words, agreement.state.with_relay);
                    (fill(said, &[("name", &name)]), false)
                }
            };
            let discard = refused.then(|| {
                view! {
                    <Button on_click=move |()| desk.discard(id)>
                        {t_string!(words, agreement.state.discard)}
                    </Button>
                }
            });
            let kind = if refused {
                NoticeKind::Sand
            } else {
                NoticeKind::Calm
            };
            Some(view! {
                <div data-testid="proposal-state">
                    <Notice kind>
                        <p>{sentence}</p>
                        {discard}
                    </Notice>
                </div>
            })
        })
    }
}

fn accepted(
    words: crate::pages::shell::Words,
    conversation: &Conversation,
    reader: &crate::i18n::times::Reader,
) -> Option<String> {
    let latest = conversation.timeline.versions().last()?;
    Some(fill(
        t_string!(words, agreement.state.accepted),
        &[
            ("version", &latest.agreement.version().to_string()),
            ("from", &reader.moment(latest.from)),
        ],
    ))
}
