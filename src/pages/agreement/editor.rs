//! The form while it is being filled in.

use holdfast_rhythm::Agreement;
use leptos::prelude::*;

use super::form::Form;
use super::problem::{Field, FieldProblem};
use super::sentences::beside_the_field;
use crate::i18n::use_i18n;
use crate::pages::shell::{Times, Words};
use crate::state::page;

/// What the new version follows.
#[derive(Clone, PartialEq)]
pub(super) struct Base {
    /// The number of the new version.
    pub(super) version: u32,
    /// The latest version that both sides accepted.
    pub(super) previous: Option<Agreement>,
}

/// The form, and what it makes at this moment.
#[derive(Clone, Copy)]
pub(super) struct Editor {
    /// Where the sentences come from.
    pub(super) words: Words,
    /// What is typed.
    pub(super) form: RwSignal<Form>,
    /// The other side's name.
    pub(super) name: Memo<String>,
    /// What the new version follows.
    pub(super) base: Memo<Base>,
    /// The agreement, or what keeps it from being one.
    pub(super) outcome: Memo<Result<Agreement, Vec<FieldProblem>>>,
    /// Whether to say what is missing: once somebody has tried to propose.
    pub(super) tried: RwSignal<bool>,
}

impl Editor {
    /// An editor that begins with `form`.
    pub(super) fn new(form: Form, name: Memo<String>, base: Memo<Base>) -> Self {
        let times = expect_context::<Times>();
        let form = RwSignal::new(form);
        let outcome = Memo::new(move |_| {
            let Base { version, previous } = base.get();
            form.with(|form| form.agreement(version, previous.as_ref(), times.now()))
        });
        Self {
            words: use_i18n(),
            form,
            name,
            base,
            outcome,
            tried: RwSignal::new(false),
        }
    }

    /// The agreement, if everything fits.
    pub(super) fn agreement(self) -> Option<Agreement> {
        self.outcome.get().ok()
    }

    /// What does not fit, as soon as it is to be said.
    pub(super) fn problems(self) -> Vec<FieldProblem> {
        if self.tried.get() {
            self.outcome
                .with(|outcome| outcome.as_ref().err().cloned().unwrap_or_default())
        } else {
            Vec::new()
        }
    }

    /// What is wrong with the first of `fields` that something is wrong with.
    pub(super) fn problem(
        self,
        fields: &'static [fn(usize) -> Field],
        index: usize,
    ) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problems = self.problems();
            fields
                .iter()
                .find_map(|field| problems.iter().find(|found| found.field == field(index)))
                .map(|problem| beside_the_field(self.words, *problem))
        })
    }

    /// A piece of the form.
    pub(super) fn read<T: Default + Send + Sync + 'static>(
        self,
        read: impl Fn(&Form) -> Option<T> + Send + Sync + 'static,
    ) -> Signal<T> {
        Signal::derive(move || self.form.with(|form| read(form).unwrap_or_default()))
    }

    /// Writes what was typed to its place in the form.
    pub(super) fn write<T: 'static>(
        self,
        place: impl Fn(&mut Form) -> Option<&mut T> + Send + Sync + 'static,
    ) -> Callback<T> {
        Callback::new(move |typed| {
            self.form.update(|form| {
                if let Some(place) = place(form) {
                    *place = typed;
                }
            });
        })
    }

    /// Changes the rows of the form, then moves the focus to `next`.
    pub(super) fn rows(self, change: impl FnOnce(&mut Form), next: String) {
        self.form.update(change);
        page::once_shown(move || page::focus(&next));
    }
}
