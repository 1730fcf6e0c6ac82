//! The service worker: the app without a network, and updates that ask first.

use super::clock;
use crate::side::{self, ONLY};
use core::time::Duration;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

/// How long a new build may take to take over.
const PATIENCE: Duration = Duration::from_secs(4);

/// The worker that keeps this side of the app, and the words of `language`.
fn script(language: &str) -> String {
    match ONLY {
        Some(only) => format!("/sw.js?side={}&words={language}", side::name(only)),
        None => format!("/sw.js?words={language}"),
    }
}

/// Has the words of another language kept as well.
pub fn keep_words(language: &'static str) {
    if let Some(container) = container() {
        let registered = JsFuture::from(container.register(&script(language)));
        spawn_local(async move {
            // Where it does not work out, the next start asks again.
            let _ = registered.await;
        });
    }
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    // Absent on insecure origins and in some private windows.
    js_sys::Reflect::get(&navigator, &JsValue::from_str("serviceWorker"))
        .ok()?
        .dyn_into()
        .ok()
}

/// Registers the worker that keeps the words of `language`, and calls `ready`
/// whenever a new build waits to be used.
pub fn register(language: &'static str, ready: impl Fn() + Clone + 'static) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let registered = JsFuture::from(container.register(&script(language))).await;
        // Without a worker the app works as long as there is a network.
        let Some(registration) = registered
            .ok()
            .and_then(|value| value.dyn_into::<ServiceWorkerRegistration>().ok())
        else {
            return;
        };
        if registration.waiting().is_some() && container.controller().is_some() {
            ready();
        }
        watch(&registration, ready);
    });
}

fn watch(registration: &ServiceWorkerRegistration, ready: impl Fn() + Clone + 'static) {
    let watched = registration.clone();
    let found = Closure::<dyn FnMut()>::new(move || {
        let Some(worker) = watched.installing() else {
            return;
        };
        let (installing, ready) = (worker.clone(), ready.clone());
        let changed = Closure::<dyn FnMut()>::new(move || {
            // The first worker of all replaces nothing, and one for the other side or
            // other words of the same build takes over by itself: nobody need be asked.
            let replaces = container()
                .and_then(|container| container.controller())
                .is_some_and(|replaced| replaced.script_url() == installing.script_url());
            if installing.state() == ServiceWorkerState::Installed && replaces {
                ready();
            }
        });
        worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    });
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
}

/// Starts the waiting build: the worker takes over, then the page reloads.
pub fn use_new_build() {
    spawn_local(async move {
        let Some(container) = container() else { return };
        let Ok(registration) = JsFuture::from(container.get_registration()).await else {
            return;
        };
        let waiting: Option<ServiceWorker> = registration
            .dyn_into::<ServiceWorkerRegistration>()
            .ok()
            .and_then(|registration| registration.waiting());
        let Some(waiting) = waiting else {
            return super::page::reload();
        };
        let taken_over = Closure::<dyn FnMut()>::new(super::page::reload);
        container.set_oncontrollerchange(Some(taken_over.as_ref().unchecked_ref()));
        taken_over.forget();
        let message = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&message, &"type".into(), &"use-new-build".into());
        let _ = waiting.post_message(&message);
        // A browser may keep the old worker for as long as it has work for this page.
        clock::wait(PATIENCE).await;
        super::page::reload();
    });
}
