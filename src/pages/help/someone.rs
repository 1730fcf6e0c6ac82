//! Words to send to someone you trust: chosen, changed, and sent by whatever
//! this device has for it. Without a connection too.

use crate::{
    components::{
        button::{ButtonKind, ButtonLink, button_with},
        choice::select,
        field::TextAreaField,
        icon::IconName,
        live::{live, live_words},
        memo::Memo,
        parts::{block, nothing, status},
    },
    i18n::{fill, t_string},
    pages::{
        prompt::{Callable, callable},
        shell::Words,
    },
    state::{Desk, Session, page},
};
use leptos::prelude::*;

/// What is written to someone you trust, and to whom.
#[derive(Clone, Copy)]
pub struct ToSomeone {
    text: RwSignal<String>,
    to: RwSignal<String>,
}

impl ToSomeone {
    /// The words that are there to begin with, to nobody yet.
    #[must_use]
    pub fn new(words: Words) -> Self {
        Self {
            text: RwSignal::new(t_string!(words, help.someone_words).to_owned()),
            to: RwSignal::new(String::new()),
        }
    }
}

/// Words for someone you trust, to change, to copy or to send. It asks for
/// [`Desk`] in the context: people of the patient's plan can be chosen.
#[must_use]
pub fn someone(words: Words, written: ToSomeone) -> AnyView {
    let desk = expect_context::<Desk>();
    let people = Memo::new(move |_| people(desk));
    let ToSomeone { text, to } = written;
    let done = RwSignal::new("");
    let send = t_string!(words, help.send_sms);
    let href = Signal::derive(move || message_href(&to.get(), &text.get()));
    let send = view! {
        <ButtonLink href kind=ButtonKind::Quiet icon=IconName::Text>
            {send}
        </ButtonLink>
    }
    .into_any();
    let mut ways = vec![send];
    if page::can_share() {
        let share = t_string!(words, help.share);
        ways.push(button_with(
            IconName::On,
            ButtonKind::Quiet,
            share,
            move || {
                page::share(&text.get_untracked());
            },
        ));
    }
    let copy = t_string!(words, help.copy);
    ways.push(button_with(
        IconName::Letters,
        ButtonKind::Quiet,
        copy,
        move || {
            page::copy_then(text.get_untracked(), move |worked| {
                let said = match worked {
                    true => t_string!(words, help.copied),
                    false => t_string!(words, help.not_copied),
                };
                let _ = done.try_set(said);
            });
        },
    ));
    block(
        "stack stack-close",
        vec![
            which(words, text),
            block("screen-only", vec![field(words, text)]),
            on_paper(text),
            whom(words, people, to),
            block("row screen-only", ways),
            status(Some("small quiet"), move || done.get().to_owned()),
        ],
    )
}

/// People with a number in the plan of whoever is here, if that is a patient.
fn people(desk: Desk) -> Vec<Callable> {
    let home = desk.session.with(|session| match session {
        Session::Here { home, .. } => *home,
        _ => None,
    });
    let book = desk.book.read();
    let found = home.and_then(|home| book.get(home));
    found.map(callable).unwrap_or_default()
}

fn which(words: Words, text: RwSignal<String>) -> AnyView {
    let all = [
        t_string!(words, help.someone_words),
        t_string!(words, help.someone_talk),
        t_string!(words, help.someone_stay),
    ];
    let own = t_string!(words, help.someone_change).to_owned();
    let mut options: Vec<_> = (0..)
        .zip(all)
        .map(|(at, words)| numbered(at, words))
        .collect();
    options.push((String::new(), own));
    select(
        "someone-which",
        (t_string!(words, help.someone_choose), ""),
        options,
        move || {
            let place = text.with(|text| all.iter().position(|words| words == text));
            place.map_or_else(String::new, |place| place.to_string())
        },
        move |chosen| {
            let place = chosen.parse::<usize>().ok();
            if let Some(words) = place.and_then(|place| all.get(place)) {
                text.set((*words).to_owned());
            }
        },
    )
}

fn on_paper(text: RwSignal<String>) -> AnyView {
    let text = live_words(move || text.get().into());
    view! { <blockquote class="letter-face print-only">{text}</blockquote> }.into_any()
}

fn numbered(at: usize, words: &str) -> (String, String) {
    (at.to_string(), words.to_owned())
}

fn field(words: Words, value: RwSignal<String>) -> AnyView {
    let label = t_string!(words, help.someone_change);
    let on_input = Callback::new(move |typed| value.set(typed));
    view! { <TextAreaField id="someone-words" label value on_input rows=4 /> }.into_any()
}

/// To whom: somebody of the plan, or whoever the device asks for.
fn whom(words: Words, people: Memo<Vec<Callable>>, to: RwSignal<String>) -> AnyView {
    live(move || {
        let people = people.get();
        if people.is_empty() {
            return nothing();
        }
        let nobody = t_string!(words, help.someone_anybody).to_owned();
        let mut options = vec![(String::new(), nobody)];
        for one in people {
            let said = fill(
                t_string!(words, help.someone_of_plan),
                &[("name", &one.name), ("number", &one.number)],
            );
            options.push((one.dialled, said));
        }
        select(
            "someone-to",
            (t_string!(words, help.someone_to), ""),
            options,
            move || to.get(),
            move |chosen| to.set(chosen),
        )
    })
}

/// A text message with these words, to this number or to nobody yet.
fn message_href(to: &str, text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut href = format!("sms:{to}?&body=");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            href.push(char::from(byte));
        } else {
            href.push('%');
            for half in [byte >> 4, byte & 15] {
                href.push(char::from(DIGITS[usize::from(half)]));
            }
        }
    }
    href
}
