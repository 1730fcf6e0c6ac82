//! Everything on the page of a plan that its parts share.

use super::form::Form;
use crate::{
    components::memo::Memo,
    i18n::{fill, t_string},
    pages::{
        conversation::trouble_words,
        reading::name_of,
        shell::{Times, Words},
    },
    state::{Author, Conversation, Desk, DraftOf, PlanEntry, Standing},
};
use holdfast_protocol::{ConversationId, EnvelopeId, Plan};
use leptos::prelude::*;

/// The handle; lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    /// Where it is kept.
    pub desk: Desk,
    /// What sentences are asked of.
    pub words: Words,
    /// Who reads times.
    pub times: Times,
    /// Whose plan.
    pub conversation: ConversationId,
    /// The fields as they were when they were opened, while they are open.
    pub open: RwSignal<Option<Form>>,
    /// Why the last version was not kept; empty if it was.
    pub trouble: RwSignal<String>,
    /// What was done last, for everybody to see and to hear.
    pub said: RwSignal<String>,
    /// What was thrown away last, until something else is done.
    pub thrown: RwSignal<String>,
}

impl Sheet {
    /// What is kept of changes that are not shared.
    pub(super) fn draft_of(self) -> DraftOf {
        DraftOf::Plan(self.conversation)
    }

    /// Reads the conversation; nothing where it is gone.
    pub(super) fn read<T>(self, read: impl FnOnce(&Conversation) -> T) -> Option<T> {
        let book = self.desk.book.read();
        book.get(self.conversation).map(read)
    }

    /// Every version, how far it has come, and whether it counts; what is drawn for them stays as
    /// it is, folded out or not, while anything else changes.
    pub(super) fn versions(self) -> Memo<Vec<(EnvelopeId, Standing, bool)>> {
        Memo::new(move |_| {
            let all = self.read(|found| {
                let now = found.plans_now();
                let counts = |id| now.iter().any(|entry| entry.id == id);
                let all = found.plans().into_iter();
                all.map(|entry| (entry.id, entry.standing.clone(), counts(entry.id)))
                    .collect()
            });
            all.unwrap_or_default()
        })
    }

    /// What the other side is called.
    pub(super) fn name(self) -> String {
        self.read(|found| name_of(self.words, found))
            .unwrap_or_default()
    }

    /// Opens the fields with the draft where there is one, else with `form`.
    pub(super) fn edit(self, form: Form) {
        self.hush();
        let draft = self.desk.draft(self.draft_of());
        let form = if draft.is_empty() {
            form
        } else {
            Form::from_draft(&draft)
        };
        self.open.set(Some(form));
    }

    /// Keeps a version that was written from these; says `done` then.
    pub(super) fn keep(self, plan: Plan, from: Vec<EnvelopeId>, done: String) {
        self.hush();
        self.desk.write_plan(
            self.conversation,
            plan,
            from,
            move |outcome| match outcome {
                Ok(_) => {
                    self.desk.save_draft(self.draft_of(), String::new());
                    let _ = self.open.try_set(None);
                    let _ = self.said.try_set(done);
                }
                Err(trouble) => {
                    let why = trouble_words(self.words, &trouble);
                    let _ = self.trouble.try_set(why);
                }
            },
        );
    }

    /// Neither any more.
    pub(super) fn hush(self) {
        self.trouble.set(String::new());
        self.said.set(String::new());
        self.thrown.set(String::new());
    }

    /// Who kept a version, and when.
    pub(super) fn signed(self, entry: &PlanEntry<'_>) -> String {
        let sentence = match entry.author {
            Author::Me => t_string!(self.words, plan.by_me),
            Author::Them => t_string!(self.words, plan.by_them),
        };
        let at = entry.standing.arrived().unwrap_or(entry.plan.written);
        let at = self.times.reader(None).past(at);
        let version = entry.plan.version.to_string();
        let name = self.name();
        fill(
            sentence,
            &[("version", &version), ("name", &name), ("at", &at)],
        )
    }

    /// Where a version is, while it is only here.
    pub(super) fn where_it_is(self, entry: &PlanEntry<'_>) -> Option<&'static str> {
        match entry.standing {
            Standing::Arrived(_) => None,
            Standing::NeedsYou(_) => Some(t_string!(self.words, plan.refused)),
            Standing::Kept | Standing::OnItsWay => Some(t_string!(self.words, plan.kept_here)),
        }
    }
}
