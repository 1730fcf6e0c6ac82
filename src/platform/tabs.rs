//! Other tabs of this app in the same browser.

use super::later::spawn_local;
use js_sys::{Function, Object, Promise, Reflect};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

/// What one tab tells the others. Only ever a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// The database holds something new.
    Stored,
    /// Something new waits in the outbox.
    Wrote,
    /// A draft was kept, or is gone.
    Drafted,
    /// The relay was reached, with nothing left to fetch.
    Reached,
    /// Is anybody there who talks to the relay?
    WhoLeads,
    /// The answer to that.
    ILead,
    /// Holdfast was removed from this device.
    Removed,
    /// Whether the relay knows this device has changed; a note says which.
    Signed,
    /// A database was begun in the place of another.
    Moved,
    /// Ask the relay now.
    Ask,
}

impl Hint {
    const ALL: [Self; 10] = [
        Self::Stored,
        Self::Wrote,
        Self::Drafted,
        Self::Reached,
        Self::WhoLeads,
        Self::ILead,
        Self::Removed,
        Self::Signed,
        Self::Moved,
        Self::Ask,
    ];

    /// What it is on the way. A number that another build uses too always
    /// means the same; one that this build does not know means nothing.
    fn number(self) -> f64 {
        f64::from(self as u8)
    }
}

const CHANNEL: &str = "holdfast";
const LOCK: &str = "holdfast-sync";

/// The channel between tabs; silent where the browser has none.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Listens for hints of other tabs.
    pub fn listen(mut heard: impl FnMut(Hint) + 'static) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let listener = Closure::new(move |event: MessageEvent| {
            let said = event.data().as_f64();
            if let Some(hint) = Hint::ALL
                .into_iter()
                .find(|hint| Some(hint.number()) == said)
            {
                heard(hint);
            }
        });
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
        Self {
            channel,
            _listener: listener,
        }
    }

    /// Tells the other tabs.
    pub fn tell(&self, hint: Hint) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_f64(hint.number()));
        }
    }

    /// Whether the tabs of this browser can talk to each other.
    #[must_use]
    pub fn can_talk(&self) -> bool {
        self.channel.is_some()
    }
}

/// How the place of the tab that talks to the relay is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Election {
    /// After whoever has it now.
    Queue,
    /// At once: whoever has it does not answer.
    Steal,
}

/// Calls `elected(true)` once this tab is the one that should talk to the
/// relay, and `elected(false)` if another takes that place from it. Where the
/// browser cannot say, every tab is elected: two at once are as right as one.
pub fn elect(how: Election, elected: impl Fn(bool) + 'static) {
    let locks = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"locks".into()).ok());
    let request = locks
        .as_ref()
        .and_then(|locks| Reflect::get(locks, &"request".into()).ok())
        .and_then(|request| request.dyn_into::<Function>().ok());
    let (Some(locks), Some(request)) = (locks, request) else {
        return elected(true);
    };
    let options = Object::new();
    let _ = Reflect::set(&options, &"steal".into(), &(how == Election::Steal).into());
    let elected = Rc::new(elected);
    let granted = Rc::new(Cell::new(false));
    let (told, was_granted) = (Rc::clone(&elected), Rc::clone(&granted));
    let held = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        was_granted.set(true);
        told(true);
        // Held until the page goes or another tab takes it.
        Promise::new(&mut |_resolve, _reject| {}).into()
    });
    let asked = request.call3(&locks, &LOCK.into(), &options, &held);
    spawn_local(async move {
        if let Ok(asked) = asked {
            let _ = JsFuture::from(Promise::resolve(&asked)).await;
        }
        // Taken by another tab; or refused, as in some windows without storage.
        elected(!granted.get());
    });
}
