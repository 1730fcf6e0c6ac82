//! The fields of a plan. What is typed is kept on this device at once.

use super::{
    contacts::{Contacts, contact_fields},
    form::{Form, LISTS, WORDS},
    sheet::Sheet,
};
use crate::{
    components::{
        button::{ButtonKind, button},
        field::TextAreaField,
        live::{effect, live},
        memo::Memo,
        parts::{block, nothing, paragraph_of, status},
    },
    i18n::{fill, t_string},
    pages::shell::Words,
    state::page,
};
use leptos::prelude::*;

/// What is in the fields now.
#[derive(Clone, Copy)]
struct Fields {
    sheet: Sheet,
    begun: StoredValue<Form>,
    words: [RwSignal<String>; WORDS],
    contacts: [Contacts; LISTS],
}

impl Fields {
    fn form(self) -> Form {
        Form {
            from: self.begun.with_value(|begun| begun.from.clone()),
            words: self.words.map(|text| text.get()),
            contacts: self.contacts.map(Contacts::get),
        }
    }
}

/// The fields, opened with `begun`.
pub(super) fn writing(sheet: Sheet, begun: Form) -> AnyView {
    let words = sheet.words;
    let fields = Fields {
        sheet,
        words: begun.words.clone().map(RwSignal::new),
        contacts: begun.contacts.clone().map(Contacts::new),
        begun: StoredValue::new(begun),
    };
    let was_draft = !sheet.desk.draft(sheet.draft_of()).is_empty();
    effect(move || {
        let form = fields.form();
        let same = !was_draft && fields.begun.with_value(|begun| *begun == form);
        let draft = if same { String::new() } else { form.to_draft() };
        if sheet.desk.draft(sheet.draft_of()) != draft {
            sheet.desk.save_draft(sheet.draft_of(), draft);
        }
    });
    page::once_shown(|| page::focus("#plan-warning-signs"));
    let [signs, helps, safer] = fields.words;
    let [people, professionals] = fields.contacts;
    let parts = vec![
        newer_came(fields),
        text(
            "plan-warning-signs",
            t_string!(words, plan.part.warning_signs),
            t_string!(words, plan.hint.warning_signs),
            signs,
        ),
        text(
            "plan-what-helps",
            t_string!(words, plan.part.what_helps),
            t_string!(words, plan.hint.what_helps),
            helps,
        ),
        contact_fields(
            words,
            (
                t_string!(words, plan.part.people),
                t_string!(words, plan.hint.people),
                t_string!(words, plan.contact.add_person),
            ),
            "people",
            people,
        ),
        contact_fields(
            words,
            (
                t_string!(words, plan.part.professionals),
                t_string!(words, plan.hint.professionals),
                t_string!(words, plan.contact.add_professional),
            ),
            "professionals",
            professionals,
        ),
        text(
            "plan-safer",
            t_string!(words, plan.part.safer),
            t_string!(words, plan.hint.safer),
            safer,
        ),
        status(Some("field-problem"), move || sheet.trouble.get()),
        ways(words, fields),
    ];
    block("stack stack-wide plan-fields", parts)
}

fn text(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    view! {
        <TextAreaField
            id
            label
            hint
            value
            on_input=Callback::new(move |typed| value.set(typed))
            rows=4
        />
    }
    .into_any()
}

/// The other side has kept a version since these fields were opened.
fn newer_came(fields: Fields) -> AnyView {
    let sheet = fields.sheet;
    let came = Memo::new(move |_| {
        let from = fields.begun.with_value(|begun| begun.from.clone());
        sheet.read(|found| {
            let now = found.plans_now();
            now.iter().any(|entry| !from.contains(&entry.id))
        })
    });
    live(move || {
        if came.get() != Some(true) {
            return nothing();
        }
        let said = t_string!(sheet.words, plan.newer_came);
        let said = fill(said, &[("name", &sheet.name())]);
        view! { <p role="status">{said}</p> }.into_any()
    })
}

fn ways(words: Words, fields: Fields) -> AnyView {
    let sheet = fields.sheet;
    let keep = move || {
        let form = untrack(|| fields.form());
        let plan = form.plan();
        sheet.keep(plan, form.from, t_string!(words, plan.kept).to_owned());
    };
    let later = move || {
        sheet.hush();
        sheet.open.set(None);
    };
    let throw_away = move || {
        let draft = sheet.desk.draft(sheet.draft_of());
        sheet.hush();
        sheet.open.set(None);
        sheet.desk.save_draft(sheet.draft_of(), String::new());
        if !draft.is_empty() {
            sheet
                .said
                .set(t_string!(words, plan.thrown_away).to_owned());
            sheet.thrown.set(draft);
        }
    };
    vec![
        block(
            "row",
            vec![
                button(ButtonKind::Primary, t_string!(words, plan.keep), keep),
                button(ButtonKind::Quiet, t_string!(words, plan.later), later),
                button(
                    ButtonKind::Plain,
                    t_string!(words, plan.throw_away),
                    throw_away,
                ),
            ],
        ),
        paragraph_of("small quiet", t_string!(words, plan.draft_here)),
    ]
    .into_any()
}
