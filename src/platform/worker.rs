//! The service worker: the app without a network, updates that ask first, and
//! letters that leave while no page is open.

use super::later::spawn_local;
use super::{clock, page};
use crate::side::{self, ONLY};
use core::{cell::Cell, time::Duration};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration,
    ServiceWorkerState,
};

/// How long a new build may take to take over.
const PATIENCE: Duration = Duration::from_secs(4);

/// What a tab remembers once it was told to use a new build.
const RENEWING: &str = "holdfast-renewing";

/// The worker that keeps this side of the app.
fn script() -> String {
    match ONLY {
        Some(only) => format!("/sw.js?side={}", side::name(only)),
        None => "/sw.js".into(),
    }
}

/// Has what is spoken in this language kept as well, once there is a worker.
pub fn keep_words(language: &'static str) {
    keep("keep-words", language);
}

/// Has the worker keep files of this language, once there is one.
pub(super) fn keep(what: &'static str, language: &'static str) {
    spawn_local(async move {
        let Some(Ok(ready)) = container().map(|container| container.ready()) else {
            return;
        };
        let registration = JsFuture::from(ready).await;
        if let Ok(registration) = registration
            && let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>()
            && let Some(worker) = registration.active()
        {
            let message = message(what);
            let _ = Reflect::set(&message, &"language".into(), &language.into());
            // Where it does not work out, the next start asks again.
            let _ = worker.post_message(&message);
        }
    });
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    // Absent on insecure origins and in some private windows.
    Reflect::get(&navigator, &"serviceWorker".into())
        .ok()?
        .dyn_into()
        .ok()
}

pub(super) async fn registration() -> Option<ServiceWorkerRegistration> {
    let found = JsFuture::from(container()?.get_registration()).await;
    found.ok()?.dyn_into().ok()
}

/// Registers the worker and calls `ready` whenever another build than this
/// page's waits to be used, or has taken over.
///
/// Which build a worker is of, it says itself: one for the other side of this
/// build takes over by itself, and nobody need be asked.
pub fn register(ready: impl Fn() + 'static) {
    let Some(container) = container() else { return };
    let own = page::build();
    let told = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let build = Reflect::get(&event.data(), &"build".into());
        let Some(build) = build.ok().and_then(|build| build.as_string()) else {
            return;
        };
        if Some(build) == own {
            page::remember(RENEWING, false);
        } else if page::remembers(RENEWING) && is_controller(&event) {
            page::remember(RENEWING, false);
            page::reload();
        } else {
            ready();
        }
    });
    container.set_onmessage(Some(told.as_ref().unchecked_ref()));
    told.forget();
    let changed = Closure::<dyn FnMut()>::new(ask_controller);
    container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
    if page::remembers(RENEWING) {
        ask_controller();
    }
    spawn_local(async move {
        let registered = JsFuture::from(container.register(&script())).await;
        // Without a worker the app works as long as there is a network.
        let Some(registration) = registered
            .ok()
            .and_then(|value| value.dyn_into::<ServiceWorkerRegistration>().ok())
        else {
            return;
        };
        // The browser may have found it before this page was there to hear so.
        let found = [registration.waiting(), registration.installing()];
        found.into_iter().flatten().for_each(follow);
        let watched = registration.clone();
        let found = Closure::<dyn FnMut()>::new(move || {
            if let Some(worker) = watched.installing() {
                follow(worker);
            }
        });
        registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
        found.forget();
    });
}

fn controller() -> Option<ServiceWorker> {
    container()?.controller()
}

fn ask_controller() {
    if let Some(worker) = controller() {
        say(&worker, "which-build");
    }
}

fn is_controller(event: &MessageEvent) -> bool {
    let source = Reflect::get(event, &"source".into());
    controller().is_some_and(|worker| source.is_ok_and(|source| source == JsValue::from(worker)))
}

/// Asks a worker which build it is of, once it is whole.
#[allow(
    clippy::needless_pass_by_value,
    reason = "a closure that lives as long as the worker holds it"
)]
fn follow(worker: ServiceWorker) {
    let followed = worker.clone();
    let look = move || {
        if followed.state() == ServiceWorkerState::Installed {
            say(&followed, "which-build");
        }
    };
    look();
    let changed = Closure::<dyn FnMut()>::new(look);
    worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

fn say(worker: &ServiceWorker, what: &str) {
    let _ = worker.post_message(&message(what));
}

fn message(what: &str) -> Object {
    let message = Object::new();
    let _ = Reflect::set(&message, &"type".into(), &what.into());
    message
}

/// Starts the newest build: the worker takes over, then the page reloads.
pub fn use_new_build() {
    spawn_local(async move {
        let Some(registration) = registration().await else {
            return page::reload();
        };
        let waiting = match registration.waiting() {
            Some(waiting) => Some(waiting),
            None => look_for_one(&registration).await,
        };
        let Some(waiting) = waiting else {
            return page::reload();
        };
        // Whenever it takes over, now or after a reload, this tab follows.
        page::remember(RENEWING, true);
        say(&waiting, "use-new-build");
        // A browser may keep the old worker for as long as it has work for this page.
        clock::wait(PATIENCE).await;
        page::reload();
    });
}

/// A newer worker that the browser had not heard of. It may be told to take
/// over before it is whole: it does so then.
async fn look_for_one(registration: &ServiceWorkerRegistration) -> Option<ServiceWorker> {
    let _ = JsFuture::from(registration.update().ok()?).await;
    registration.installing().or_else(|| registration.waiting())
}

thread_local! {
    /// Whether the browser, or its owner, refuses to let the worker post.
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// Asks the browser to let the worker post what waits in this database as soon
/// as there is a network, whether a page is open then or not.
pub fn post_later(database: String) {
    spawn_local(async move {
        let Some(registration) = registration().await else {
            return;
        };
        // Not every browser has it; then the next page that opens sends.
        if let Ok(sync) = Reflect::get(&registration, &"sync".into())
            && let Ok(register) = Reflect::get(&sync, &"register".into())
            && let Ok(register) = register.dyn_into::<Function>()
            && let Ok(asked) = register.call1(&sync, &format!("post {database}").into())
        {
            let asked = JsFuture::from(js_sys::Promise::resolve(&asked)).await;
            REFUSED.with(|refused| refused.set(asked.is_err()));
        }
    });
}

/// Takes the worker away; it goes when the last page does.
pub async fn remove() {
    if let Some(registration) = registration().await
        && let Ok(gone) = registration.unregister()
    {
        let _ = JsFuture::from(gone).await;
    }
}

/// Whether the worker of this browser posts what waits when no page is open.
#[must_use]
pub fn posts_later() -> bool {
    controller().is_some()
        && !REFUSED.with(Cell::get)
        && web_sys::window()
            .is_some_and(|window| Reflect::has(&window, &"SyncManager".into()) == Ok(true))
}
