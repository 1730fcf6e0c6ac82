//! Other tabs of this app in the same browser.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
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
        let listener =
            Closure::new(
                move |event: MessageEvent| match event.data().as_string().as_deref() {
                    Some("stored") => heard(Hint::Stored),
                    Some("wrote") => heard(Hint::Wrote),
                    Some("drafted") => heard(Hint::Drafted),
                    Some("reached") => heard(Hint::Reached),
                    _ => {}
                },
            );
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
            let _ = channel.post_message(&JsValue::from_str(match hint {
                Hint::Stored => "stored",
                Hint::Wrote => "wrote",
                Hint::Drafted => "drafted",
                Hint::Reached => "reached",
            }));
        }
    }
}

/// Calls `elected` once this tab is the one that should talk to the relay:
/// at once if no other tab does, or where the browser cannot say. The lock is
/// held until the page goes.
pub fn elect(elected: impl FnOnce() + 'static) {
    let locks = web_sys::window()
        .and_then(|window| js_sys::Reflect::get(&window.navigator(), &"locks".into()).ok());
    let request = locks
        .as_ref()
        .and_then(|locks| js_sys::Reflect::get(locks, &"request".into()).ok())
        .and_then(|request| request.dyn_into::<js_sys::Function>().ok());
    let (Some(locks), Some(request)) = (locks, request) else {
        return elected();
    };
    let mut elected = Some(elected);
    let held = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        if let Some(elected) = elected.take() {
            elected();
        }
        js_sys::Promise::new(&mut |_resolve, _reject| {}).into()
    });
    // Rejected only when the page is going away, and then nobody waits for it.
    let _ = request.call2(&locks, &LOCK.into(), &held);
}
