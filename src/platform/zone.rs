//! The zone that the device is set to.

use holdfast_rhythm::{Tz, parse_zone};
use wasm_bindgen::JsValue;

/// The reader's zone as the browser names it; UTC if it names none we know.
#[must_use]
pub fn reader_zone() -> Tz {
    parse_zone(&reader_zone_name()).unwrap_or(Tz::UTC)
}

/// The name the browser gives, such as `Europe/Berlin`.
#[must_use]
pub fn reader_zone_name() -> String {
    let options = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new())
        .resolved_options();
    js_sys::Reflect::get(&options, &JsValue::from_str("timeZone"))
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".into())
}
