//! The zone that the device is set to.

use holdfast_rhythm::{Tz, parse_zone};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The reader's zone as the browser names it; UTC if it names none we know.
#[must_use]
pub fn reader_zone() -> Tz {
    parse_zone(&reader_zone_name()).unwrap_or(Tz::UTC)
}

/// The name the browser gives, such as `Europe/Berlin`.
#[must_use]
pub fn reader_zone_name() -> String {
    browser_zone().unwrap_or_else(|| "UTC".into())
}

/// `new Intl.DateTimeFormat().resolvedOptions().timeZone`, step by step: the
/// typed bindings of `Intl` weigh as much as all our zones.
fn browser_zone() -> Option<String> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let intl = get(&js_sys::global(), "Intl")?;
    let format: Function = get(&intl, "DateTimeFormat")?.dyn_into().ok()?;
    let format = Reflect::construct(&format, &Array::new()).ok()?;
    let options: Function = get(&format, "resolvedOptions")?.dyn_into().ok()?;
    get(&options.call0(&format).ok()?, "timeZone")?.as_string()
}
