//! Older letters, read when they are asked for.

use super::Driver;
use crate::state::{Around, Stretch};
use holdfast_protocol::ConversationId;
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Hears a stretch, or why there is none.
pub type Stretched = Box<dyn FnOnce(Result<Stretch, StoreTrouble>)>;

impl Driver {
    /// Reads letters of a conversation that have left.
    pub fn read_stretch(
        self: &Rc<Self>,
        conversation: ConversationId,
        around: Around,
        count: u32,
        done: Stretched,
    ) {
        let driver = Rc::clone(self);
        spawn_local(async move {
            let stretch = driver.desk.book.with_untracked(|book| {
                let whole = book.get(conversation)?;
                Some(Stretch::of_all(whole, around, count as usize))
            });
            done(stretch.ok_or(StoreTrouble::Damaged));
        });
    }
}
