//! Other tabs of this app in the same browser.

use super::later::spawn_local;
use js_sys::{Function, Object, Promise, Reflect};
use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};
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
    /// Ask the relay now: somebody looks, or wants it.
    Ask,
    /// Nobody looks at the tab that says this.
    Unseen,
}

impl Hint {
    const ALL: [Self; 11] = [
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
        Self::Unseen,
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
    hints: Rc<Hints>,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

/// What was heard before anybody could act on it, and who does.
#[derive(Default)]
struct Hints {
    early: RefCell<Vec<Hint>>,
    heard: OnceCell<Box<dyn Fn(Hint)>>,
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

impl Tabs {
    /// Listens for hints of other tabs, and keeps them until they are heard.
    #[must_use]
    pub fn open() -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let hints = Rc::<Hints>::default();
        let kept = Rc::clone(&hints);
        let listener = Closure::new(move |event: MessageEvent| {
            let said = event.data().as_f64();
            if let Some(hint) = Hint::ALL
                .into_iter()
                .find(|hint| Some(hint.number()) == said)
            {
                match kept.heard.get() {
                    Some(heard) => heard(hint),
                    None => kept.early.borrow_mut().push(hint),
                }
            }
        });
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
        Self {
            channel,
            hints,
            _listener: listener,
        }
    }

    /// From here on hints are heard; first those that were kept.
    pub fn hear(&self, heard: impl Fn(Hint) + 'static) {
        let heard = self.hints.heard.get_or_init(|| Box::new(heard));
        for hint in self.hints.early.take() {
            heard(hint);
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
