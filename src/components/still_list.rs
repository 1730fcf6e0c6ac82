//! A list whose entries never move: one that stays is not touched while others
//! come and go, above it or below, so that the focus, what is selected and what
//! a finger holds stay as they are. (Leptos' own list takes entries out and puts
//! them in again where others come before them.)

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use leptos::web_sys::Element;

use super::attributes::given;
use super::live::{Entry, effect};

/// An entry on the page.
struct Drawn {
    key: String,
    view: AnyViewState,
    owner: Owner,
}

/// A `<div class="thread">` of the entries; end-to-end tests know it by its id.
pub fn still_list(id: &'static str, entries: impl Fn() -> Vec<Entry> + 'static) -> AnyView {
    drawn_list(id, Box::new(entries))
}

fn drawn_list(id: &'static str, entries: Box<dyn Fn() -> Vec<Entry>>) -> AnyView {
    let list = NodeRef::<leptos::html::Div>::new();
    let drawn = StoredValue::new_local(Vec::new());
    let owner = Owner::current().unwrap_or_default();
    effect(move || {
        let Some(list) = list.get() else { return };
        let wanted = entries();
        drawn.update_value(|drawn| untrack(|| change(&list, &owner, drawn, wanted)));
    });
    view! { <div class="thread" {..given("data-testid", id)} {..given("id", id)} node_ref=list></div> }.into_any()
}

fn change(list: &Element, owner: &Owner, drawn: &mut Vec<Drawn>, wanted: Vec<Entry>) {
    let mut before: Vec<Option<Drawn>> = drawn.drain(..).map(Some).collect();
    let (mut next, mut is_new) = (0, Vec::new());
    for entry in wanted {
        let rest = before.iter().skip(next);
        let found = rest.flatten().position(|one| one.key == entry.key);
        let kept = found.and_then(|place| {
            next += place + 1;
            before.get_mut(next - 1)?.take()
        });
        is_new.push(kept.is_none());
        drawn.push(kept.unwrap_or_else(|| draw(owner, entry)));
    }
    for mut one in before.into_iter().flatten() {
        one.view.unmount();
        one.owner.cleanup();
    }
    // From below, so that what follows is on the page already.
    let mut rest = drawn.as_mut_slice();
    let mut below: Option<&mut Drawn> = None;
    while let Some((last, above)) = rest.split_last_mut() {
        if is_new.pop() == Some(true) {
            match below {
                Some(below) => {
                    below.view.insert_before_this(&mut last.view);
                }
                None => last.view.mount(list, None),
            }
        }
        below = Some(last);
        rest = above;
    }
}

fn draw(owner: &Owner, entry: Entry) -> Drawn {
    let owner = owner.child();
    let view = owner.with(|| entry.draw().build());
    Drawn {
        key: entry.key,
        view,
        owner,
    }
}
