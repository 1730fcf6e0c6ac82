//! The fields of people: a name, a number and a word about each.

use crate::{
    components::{
        attributes::given,
        button::{ButtonKind, button, button_with},
        field::TextField,
        icon::IconName,
        live::{Entry, live_list},
        parts::{heading, paragraph_of, row, section},
    },
    i18n::{fill, t_string},
    pages::shell::Words,
    state::page,
};
use holdfast_protocol::PlanContact;
use leptos::prelude::*;

/// A list of people in their fields.
#[derive(Clone, Copy)]
pub(super) struct Contacts {
    rows: RwSignal<Vec<Row>>,
    next: StoredValue<usize>,
}

/// Somebody in their fields; `key` stays while others come and go.
#[derive(Clone, Copy)]
struct Row {
    key: usize,
    contact: RwSignal<PlanContact>,
}

impl Contacts {
    pub(super) fn new(contacts: Vec<PlanContact>) -> Self {
        let next = contacts.len();
        let rows = contacts.into_iter().enumerate().map(|(key, contact)| Row {
            key,
            contact: RwSignal::new(contact),
        });
        Self {
            rows: RwSignal::new(rows.collect()),
            next: StoredValue::new(next),
        }
    }

    /// Everybody as they are written now.
    pub(super) fn get(self) -> Vec<PlanContact> {
        let rows = self.rows.get();
        rows.iter().map(|row| row.contact.get()).collect()
    }

    fn add(self, list: &'static str) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let contact = RwSignal::new(PlanContact {
            name: String::new(),
            number: String::new(),
            note: String::new(),
        });
        self.rows.update(|rows| rows.push(Row { key, contact }));
        page::once_shown(move || page::focus(&format!("#plan-{list}-{key}-name")));
    }

    fn remove(self, list: &'static str, key: usize) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
        page::once_shown(move || page::focus(&format!("#plan-{list} button:last-of-type")));
    }
}

/// The fields of one list, its name and hint, and the way to add to it.
pub(super) fn contact_fields(
    words: Words,
    (title, hint, add): (&'static str, &'static str, &'static str),
    list: &'static str,
    contacts: Contacts,
) -> AnyView {
    let entries = move || {
        let rows = contacts.rows.get().into_iter();
        let entry = move |one: Row| {
            let draw = move || fields(words, title, list, contacts, one);
            Entry::new(one.key.to_string(), draw)
        };
        rows.map(entry).collect()
    };
    let add = button_with(IconName::Add, ButtonKind::Quiet, add, move || {
        contacts.add(list);
    });
    let all = view! { <div class="stack">{live_list(entries)}</div> }.into_any();
    let parts = section(
        "stack stack-close",
        vec![
            heading(title),
            paragraph_of("field-hint", hint),
            all,
            row(vec![add]),
        ],
    );
    view! { <div {..given("id", format!("plan-{list}"))}>{parts}</div> }.into_any()
}

fn fields(
    words: Words,
    title: &'static str,
    list: &'static str,
    contacts: Contacts,
    one: Row,
) -> AnyView {
    let place = move || {
        let rows = contacts.rows.get();
        let place = rows.iter().position(|row| row.key == one.key);
        (place.unwrap_or_default() + 1).to_string()
    };
    let legend = move || {
        let sentence = t_string!(words, plan.contact.legend);
        fill(sentence, &[("part", title), ("number", &place())])
    };
    let (contact, key) = (one.contact, one.key);
    let id = move |field: &str| format!("plan-{list}-{key}-{field}");
    let remove = move || contacts.remove(list, key);
    let parts = vec![
        field(
            (id("name"), "text", t_string!(words, plan.contact.name)),
            move || contact.with(|one| one.name.clone()),
            move |typed| contact.update(|one| one.name = typed),
        ),
        field(
            (id("number"), "tel", t_string!(words, plan.contact.number)),
            move || contact.with(|one| one.number.clone()),
            move |typed| contact.update(|one| one.number = typed),
        ),
        field(
            (id("note"), "text", t_string!(words, plan.contact.note)),
            move || contact.with(|one| one.note.clone()),
            move |typed| contact.update(|one| one.note = typed),
        ),
        button(
            ButtonKind::Plain,
            t_string!(words, plan.contact.remove),
            remove,
        ),
    ];
    view! {
        <fieldset class="sheet plan-contact">
            <legend class="unseen">{legend}</legend>
            {parts}
        </fieldset>
    }
    .into_any()
}

fn field(
    (id, input_type, label): (String, &'static str, &'static str),
    value: impl Fn() -> String + Send + Sync + 'static,
    typed: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    drawn(
        (id, input_type, label),
        Signal::derive(value),
        Callback::new(typed),
    )
}

fn drawn(
    (id, input_type, label): (String, &'static str, &'static str),
    value: Signal<String>,
    on_input: Callback<String>,
) -> AnyView {
    view! { <TextField id label value on_input input_type /> }.into_any()
}
