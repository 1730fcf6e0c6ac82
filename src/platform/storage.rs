//! Whether the browser may throw our storage away, and taking all of it away.

use super::later::spawn_local;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// What all that we keep beside the database is named by.
const OURS: &str = "holdfast-";

/// How safe what is stored here is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Keeping {
    /// Whether the browser has promised to keep it when room gets scarce.
    pub promised: bool,
    /// How many bytes are stored, as far as the browser says.
    pub bytes: Option<f64>,
}

fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    // Absent on insecure origins and in some private windows.
    let manager = Reflect::get(&navigator, &"storage".into()).ok()?;
    manager.is_object().then(|| manager.unchecked_into())
}

/// Asks the browser to keep what is stored here even when room gets scarce.
/// It decides by itself, so nothing waits for its answer.
pub fn ask_to_stay() {
    if let Some(asked) = manager().and_then(|storage| storage.persist().ok()) {
        spawn_local(async move {
            let _ = JsFuture::from(asked).await;
        });
    }
}

/// How safe what is stored here is; asks for the browser's promise first if
/// that is wanted. None where the browser does not say.
pub async fn keeping(ask: bool) -> Option<Keeping> {
    let storage = manager()?;
    let said = if ask {
        storage.persist()
    } else {
        storage.persisted()
    };
    let promised = JsFuture::from(said.ok()?).await.ok()?;
    let room = JsFuture::from(storage.estimate().ok()?).await.ok();
    let bytes = room.and_then(|room| Reflect::get(&room, &"usage".into()).ok()?.as_f64());
    Some(Keeping {
        promised: promised.is_truthy(),
        bytes,
    })
}

/// Takes away what is kept beside the database: files and choices.
pub async fn clear_rest() {
    let Some(window) = web_sys::window() else {
        return;
    };
    for memory in [window.local_storage(), window.session_storage()] {
        if let Ok(Some(memory)) = memory {
            for name in Object::keys(&memory).iter().filter_map(|name| ours(&name)) {
                let _ = memory.remove_item(&name);
            }
        }
    }
    // Absent on insecure origins.
    let Ok(caches) = Reflect::get(&window, &"caches".into()) else {
        return;
    };
    if let Some(names) = call(&caches, "keys", &JsValue::UNDEFINED).await {
        for name in Array::from(&names).iter().filter_map(|name| ours(&name)) {
            let _ = call(&caches, "delete", &name.into()).await;
        }
    }
}

/// The names of all databases that begin so; none where the browser does not
/// list them.
pub async fn databases(start: &str) -> Option<Vec<String>> {
    let factory = Reflect::get(&web_sys::window()?.into(), &"indexedDB".into()).ok()?;
    let listed = call(&factory, "databases", &JsValue::UNDEFINED).await?;
    let listed = Array::from(&listed);
    let names = listed.iter().filter_map(|one| {
        let name = Reflect::get(&one, &"name".into()).ok()?.as_string()?;
        name.starts_with(start).then_some(name)
    });
    Some(names.collect())
}

fn ours(name: &JsValue) -> Option<String> {
    name.as_string().filter(|name| name.starts_with(OURS))
}

async fn call(of: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    let function = Reflect::get(of, &name.into()).ok()?;
    let asked = function
        .dyn_into::<js_sys::Function>()
        .ok()?
        .call1(of, argument)
        .ok()?;
    JsFuture::from(Promise::resolve(&asked)).await.ok()
}
