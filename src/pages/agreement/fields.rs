//! The single fields of the form: templates, zone, first day, finer points.

use holdfast_rhythm::Tz;
use leptos::prelude::*;

use super::editor::Editor;
use super::form::Template;
use super::problem::Field;
use crate::components::button::Button;
use crate::components::choice::SelectField;
use crate::components::field::TextField;
use crate::i18n::{fill, t_string};

/// A rhythm to begin with.
#[component]
pub(super) fn Templates(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let offer = move |template: Template| {
        let said = move || match template {
            Template::OnceADay => t_string!(words, agreement.template_once),
            Template::TwiceAWeek => t_string!(words, agreement.template_twice),
            Template::Own => t_string!(words, agreement.template_own),
        };
        view! {
            <Button on_click=move |()| editor.form.update(|form| form.use_template(template))>
                {said}
            </Button>
        }
    };
    view! {
        <section class="stack stack-close">
            <h2>{move || t_string!(words, agreement.start_title)}</h2>
            <div class="row">{Template::ALL.map(offer).collect_view()}</div>
        </section>
    }
}

/// The first day, and whose clocks.
#[component]
pub(super) fn WhenItCounts(editor: Editor) -> impl IntoView {
    let words = editor.words;
    let zones = Signal::derive(zones);
    view! {
        <section class="stack">
            <h2>{move || t_string!(words, agreement.when_title)}</h2>
            <TextField
                id="agreement-from"
                label=move || t_string!(words, agreement.effective_from)
                hint=move || t_string!(words, agreement.effective_from_hint)
                input_type="date"
                value=editor.read(|form| Some(form.effective_from.clone()))
                on_input=editor.write(|form| Some(&mut form.effective_from))
                problem=editor.problem(&[|_| Field::EffectiveFrom], 0)
            />
            <SelectField
                id="agreement-zone"
                label=move || t_string!(words, agreement.zone)
                hint=move || fill(
                    t_string!(words, agreement.zone_hint),
                    &[("name", &editor.name.get())],
                )
                options=zones
                value=editor.read(|form| Some(form.zone.clone()))
                on_change=editor.write(|form| Some(&mut form.zone))
                problem=editor.problem(&[|_| Field::Zone], 0)
            />
        </section>
    }
}

/// Zones that are named after a place, and UTC.
fn zones() -> Vec<(String, String)> {
    let mut names: Vec<&str> = Tz::all()
        .map(Tz::name)
        .filter(|name| *name == "UTC" || (name.contains('/') && !name.starts_with("Etc/")))
        .collect();
    names.sort_unstable();
    names
        .into_iter()
        .map(|name| (name.to_owned(), name.replace('_', " ")))
        .collect()
}

/// Cut-off and notice.
#[component]
pub(super) fn FinerPoints(editor: Editor) -> impl IntoView {
    let words = editor.words;
    view! {
        <section class="stack">
            <h2>{move || t_string!(words, agreement.finer_title)}</h2>
            <TextField
                id="agreement-cutoff"
                label=move || t_string!(words, agreement.cutoff)
                hint=move || t_string!(words, agreement.cutoff_hint)
                input_type="number"
                value=editor.read(|form| Some(form.cutoff.clone()))
                on_input=editor.write(|form| Some(&mut form.cutoff))
                problem=editor.problem(&[|_| Field::Cutoff], 0)
            />
            <TextField
                id="agreement-notice"
                label=move || t_string!(words, agreement.notice)
                hint=move || t_string!(words, agreement.notice_hint)
                input_type="number"
                value=editor.read(|form| Some(form.notice.clone()))
                on_input=editor.write(|form| Some(&mut form.notice))
                problem=editor.problem(&[|_| Field::Notice], 0)
            />
        </section>
    }
}
