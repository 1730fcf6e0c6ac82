//! The form as a draft: what is typed is kept on the device.

use super::form::Form;

/// The form as text.
#[must_use]
pub fn written(form: &Form) -> String {
    // Text and lists always have a JSON form.
    serde_json::to_string(form).unwrap_or_default()
}

/// The form of a draft; none of one that is empty or of another build's making.
#[must_use]
pub fn read(draft: &str) -> Option<Form> {
    serde_json::from_str(draft).ok()
}
