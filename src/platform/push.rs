//! Whether the browser's push service may tell this device that somebody is
//! needed: the browser's own subscription, and the relay's list of them.

use super::link::{self, RequestTrouble};
use super::worker::registration;
use holdfast_protocol::{PushEnd, PushSubscription};
use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use serde_bytes::ByteArray;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether this device is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PushState {
    /// This browser has no such thing, or only in an installed app.
    Missing,
    /// Its owner has said no to notices of this address.
    Refused,
    /// It could be.
    Off,
    /// It is.
    On,
    /// This device is ready, and the relay has not said that it knows it.
    Unsure,
}

/// Why it did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PushTrouble {
    /// The browser's owner said no.
    Refused,
    /// The browser has no push service, or does not reach it.
    Browser,
    /// The relay was not reached, or said no.
    Relay,
}

/// How it is now.
pub async fn state() -> PushState {
    let Some(manager) = manager().await else {
        return PushState::Missing;
    };
    if permission().as_deref() == Some("denied") {
        return PushState::Refused;
    }
    match subscription(&manager).await {
        Some(_) => PushState::On,
        None => PushState::Off,
    }
}

/// Asks the browser's owner, then the browser, then tells the relay.
///
/// # Errors
/// Whoever of them says no.
pub async fn turn_on(token: &[u8; 32]) -> Result<(), PushTrouble> {
    if ask().await.as_deref() != Some("granted") {
        return Err(PushTrouble::Refused);
    }
    let server = link::push_server(token).await.map_err(of_relay)?;
    let manager = manager().await.ok_or(PushTrouble::Browser)?;
    let key = server.key.as_slice();
    let old = subscription(&manager).await;
    let (made, found) = match old {
        Some(found) if is_for(&found, key) => (false, Some(found)),
        old => {
            // The relay's key is another one now: it can tell nothing by this.
            if let Some(old) = old {
                let _ = called(&old, "unsubscribe", &Array::new()).await;
            }
            (true, subscribe(&manager, key).await)
        }
    };
    let found = found.ok_or(PushTrouble::Browser)?;
    let to = read(&found).ok_or(PushTrouble::Browser)?;
    let told = link::push_begin(token, &to).await;
    if made && told.is_err() {
        // Else this device would claim what the relay knows nothing of.
        let _ = called(&found, "unsubscribe", &Array::new()).await;
    }
    told.map_err(of_relay)
}

/// Tells the relay again what it may have lost, where this device is to be
/// told; then says how it is: told only once the relay has said so.
pub async fn confirm(token: &[u8; 32]) -> (PushState, Option<PushTrouble>) {
    match state().await {
        PushState::On => after(turn_on(token).await).await,
        other => (other, None),
    }
}

/// How it is after this device was to be told.
pub async fn after(told: Result<(), PushTrouble>) -> (PushState, Option<PushTrouble>) {
    match (state().await, told.err()) {
        (PushState::On, Some(trouble)) => (PushState::Unsure, Some(trouble)),
        known => known,
    }
}

/// Whether a subscription is for this key of a relay; where the browser does
/// not say, it is taken for it.
fn is_for(subscription: &JsValue, key: &[u8]) -> bool {
    let known = get(subscription, "options")
        .and_then(|options| get(&options, "applicationServerKey")?.dyn_into().ok());
    known.is_none_or(|known: ArrayBuffer| Uint8Array::new(&known).to_vec() == key)
}

/// Takes it back: first at the relay, which tells it for as long as it knows.
///
/// # Errors
/// When the relay is not reached; then it goes on.
pub async fn turn_off(token: &[u8; 32]) -> Result<(), PushTrouble> {
    let Some(manager) = manager().await else {
        return Ok(());
    };
    let Some(found) = subscription(&manager).await else {
        return Ok(());
    };
    if let Some(endpoint) = text(&found, "endpoint") {
        let end = PushEnd { endpoint };
        link::push_end(token, &end).await.map_err(of_relay)?;
    }
    // What the relay does not use any more harms nobody.
    let _ = called(&found, "unsubscribe", &Array::new()).await;
    Ok(())
}

const fn of_relay(_: RequestTrouble) -> PushTrouble {
    PushTrouble::Relay
}

async fn manager() -> Option<JsValue> {
    let registration = registration().await?;
    get(&registration, "pushManager").filter(JsValue::is_object)
}

async fn subscription(manager: &JsValue) -> Option<JsValue> {
    let found = called(manager, "getSubscription", &Array::new()).await?;
    found.is_object().then_some(found)
}

async fn subscribe(manager: &JsValue, key: &[u8]) -> Option<JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"userVisibleOnly".into(), &true.into()).ok()?;
    let key = Uint8Array::from(key);
    Reflect::set(&options, &"applicationServerKey".into(), &key).ok()?;
    called(manager, "subscribe", &Array::of1(&options)).await
}

fn read(subscription: &JsValue) -> Option<PushSubscription> {
    let key = |name: &str| -> Option<Vec<u8>> {
        let find: Function = get(subscription, "getKey")?.dyn_into().ok()?;
        let buffer = find.call1(subscription, &name.into()).ok()?;
        let buffer: ArrayBuffer = buffer.dyn_into().ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    };
    Some(PushSubscription {
        endpoint: text(subscription, "endpoint")?,
        key: ByteArray::new(key("p256dh")?.try_into().ok()?),
        secret: ByteArray::new(key("auth")?.try_into().ok()?),
    })
}

fn permission() -> Option<String> {
    text(&get(&js_sys::global(), "Notification")?, "permission")
}

async fn ask() -> Option<String> {
    let notification = get(&js_sys::global(), "Notification")?;
    let asked = called(&notification, "requestPermission", &Array::new()).await?;
    asked.as_string()
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into())
        .ok()
        .filter(|found| !found.is_undefined())
}

fn text(of: &JsValue, name: &str) -> Option<String> {
    get(of, name)?.as_string()
}

/// What a method promises; none where it fails.
async fn called(of: &JsValue, name: &str, with: &Array) -> Option<JsValue> {
    let method: Function = get(of, name)?.dyn_into().ok()?;
    let promised = method.apply(of, with).ok()?;
    JsFuture::from(Promise::resolve(&promised)).await.ok()
}
