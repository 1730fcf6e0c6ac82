//! One question of a check-in and the ways to answer it.

use holdfast_protocol::CheckInAnswer;
use leptos::prelude::*;

use super::answering::Answering;
use super::questions::{Question, Ways};
use crate::components::attributes::given;
use crate::components::button::{ButtonKind, button};
use crate::components::field::TextAreaField;
use crate::components::live::live;
use crate::components::memo::Memo;
use crate::components::parts::{nothing, paragraph_of};
use crate::i18n::{fill, t_string};
use crate::state::page;

/// The question at `place` of `count`.
pub(super) fn question(
    answering: Answering,
    question: Question,
    (place, count): (usize, usize),
) -> AnyView {
    let words = answering.words;
    let numbered = fill(
        t_string!(words, check_ins.page.question),
        &[
            ("number", &(place + 1).to_string()),
            ("count", &count.to_string()),
        ],
    );
    let ways = match question.ways {
        Ways::OneOf(ways) => {
            let ways = ways.into_iter();
            let ways = ways.map(|(points, said)| choice("check", answering, place, points, said));
            ways.collect::<Vec<_>>().into_any()
        }
        Ways::Scale(said) => {
            let chips: Vec<_> = (0..=10)
                .map(|points: u8| choice("chip", answering, place, points, points.to_string()))
                .collect();
            view! {
                {paragraph_of("quiet small", said)}
                <div class="chips">{chips}</div>
            }
            .into_any()
        }
        Ways::Words => return in_words(answering, place, question.text),
    };
    let number = (count > 1).then(|| paragraph_of("quiet small", numbered));
    view! {
        <fieldset class="check-in-question" {..given("id", format!("question-{place}"))}>
            <legend>{number} {question.text}</legend>
            {ways}
            {take_back(answering, place)}
        </fieldset>
    }
    .into_any()
}

fn choice(
    class: &'static str,
    answering: Answering,
    place: usize,
    points: u8,
    said: String,
) -> AnyView {
    let answer = CheckInAnswer::Choice(points);
    let chosen = {
        let answer = answer.clone();
        move || answering.answer(place) == answer
    };
    view! {
        <label {..given("class", class)}>
            <input
                type="radio"
                {..given("name", format!("question-{place}"))}
                prop:checked=chosen
                on:change=move |_| answering.choose(place, answer.clone())
            />
            <span>{said}</span>
        </label>
    }
    .into_any()
}

/// A way back to no answer, once there is one.
fn take_back(answering: Answering, place: usize) -> AnyView {
    let given = Memo::new(move |_| answering.answer(place) != CheckInAnswer::Skipped);
    live(move || {
        if !given.get() {
            return nothing();
        }
        let said = t_string!(answering.words, check_ins.page.leave_out);
        button(ButtonKind::Plain, said, move || {
            answering.choose(place, CheckInAnswer::Skipped);
            page::once_shown(move || page::focus(&format!("#question-{place} input")));
        })
    })
}

fn in_words(answering: Answering, place: usize, text: String) -> AnyView {
    let value = Signal::derive(move || match answering.answer(place) {
        CheckInAnswer::Words(words) => words,
        _ => String::new(),
    });
    let typed = Callback::new(move |words: String| {
        let answer = if words.trim().is_empty() {
            CheckInAnswer::Skipped
        } else {
            CheckInAnswer::Words(words)
        };
        answering.choose(place, answer);
    });
    view! {
        <div class="check-in-question">
            <TextAreaField id=format!("question-{place}") label=text value on_input=typed />
        </div>
    }
    .into_any()
}
