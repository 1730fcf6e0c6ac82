//! Whether this device is told when somebody is called: a therapist's choice,
//! for each of their devices.

use leptos::prelude::*;

use crate::components::button::{ButtonKind, button};
use crate::components::live::live;
use crate::components::parts::{heading, nothing, paragraph, paragraph_of, row, section, status};
use crate::i18n::t_string;
use crate::pages::shell::Words;
use crate::state::{Desk, PushState, PushTrouble};

/// What it is for, how it is now, and the way to change it.
pub(super) fn telling(words: Words, desk: Desk) -> AnyView {
    let known = RwSignal::new(None::<PushState>);
    let trouble = RwSignal::new(None::<PushTrouble>);
    let busy = RwSignal::new(false);
    desk.push_state(move |found, failed| {
        let _ = known.try_set(Some(found));
        let _ = trouble.try_set(failed);
    });
    let set = move |on| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        desk.push(on, move |found, failed| {
            let _ = known.try_set(Some(found));
            let _ = trouble.try_set(failed);
            let _ = busy.try_set(false);
        });
    };
    let state = status(None, move || {
        let said = match known.get() {
            None | Some(PushState::Unsure) => "",
            Some(PushState::Missing) => t_string!(words, settings.push.missing),
            Some(PushState::Refused) => t_string!(words, settings.push.refused),
            Some(PushState::Off) => t_string!(words, settings.push.off),
            Some(PushState::On) => t_string!(words, settings.push.on),
        };
        said.to_owned()
    });
    let way = live(move || match known.get() {
        Some(PushState::Off | PushState::Unsure) => {
            let said = t_string!(words, settings.push.turn_on);
            row(vec![button(ButtonKind::Quiet, said, move || set(true))])
        }
        Some(PushState::On) => {
            let said = t_string!(words, settings.push.turn_off);
            row(vec![button(ButtonKind::Quiet, said, move || set(false))])
        }
        _ => nothing(),
    });
    let failed = status(Some("field-problem"), move || {
        let said = match trouble.get() {
            None => "",
            Some(PushTrouble::Refused) => t_string!(words, settings.push.said_no),
            Some(PushTrouble::Browser) => t_string!(words, settings.push.no_service),
            Some(PushTrouble::Relay) => t_string!(words, settings.push.no_relay),
        };
        said.to_owned()
    });
    section(
        "stack stack-close",
        vec![
            heading(t_string!(words, settings.push.title)),
            paragraph(t_string!(words, settings.push.words)),
            paragraph_of("quiet", t_string!(words, settings.push.looks)),
            state,
            failed,
            way,
        ],
    )
}
