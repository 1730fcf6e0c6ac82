//! What the page calls.

use holdfast_app::{
    platform::idb::{BrowserStore, KeptBody, ThreadEntry},
    state::{Desk, NewLetter, Session},
};
use holdfast_protocol::{Answer, Content, ConversationId, Link};
use holdfast_sync::Store as _;
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    fmt::Display,
    rc::Rc,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The app's database.
const DATABASE: &str = "holdfast";
/// Letters read at once.
const PAGE: u32 = 500;

thread_local! {
    static DESK: Cell<Option<Desk>> = const { Cell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn log(line: &str);
}

/// Opens the desk as the app does, and waits until it knows who is here.
#[wasm_bindgen]
pub async fn open() -> Result<(), JsError> {
    let (opened, known) = later();
    leptos::mount::mount_to_body(move || {
        let desk = Desk::open();
        DESK.set(Some(desk));
        let opened = Cell::new(Some(opened));
        Effect::new(move || {
            if desk.session.get() != Session::Opening
                && let Some(opened) = opened.take()
            {
                opened(());
            }
        });
    });
    known.await.ok_or_else(gone)
}

/// Joins by the fragment of an invitation.
#[wasm_bindgen]
pub async fn join(fragment: String, name: String) -> Result<(), JsError> {
    let link: Link = fragment.parse().map_err(told)?;
    let (done, joined) = later();
    desk()?.join(link, name, done);
    let joined = joined.await.ok_or_else(gone)?;
    joined.map_err(|trouble| JsError::new(&format!("{trouble:?}")))
}

/// Writes `count` letters numbered from `base`, all at once, and says of each
/// when it is kept.
#[wasm_bindgen]
pub async fn write(count: u32, base: u32) -> Result<(), JsError> {
    let desk = desk()?;
    let conversation = conversation(desk)?;
    let mut written = Vec::new();
    for number in base..base.saturating_add(count) {
        let letter = NewLetter {
            text: number.to_string(),
            answer: Answer::NotNeeded,
            noticed: None,
            owns: Vec::new(),
            seen: None,
        };
        let (done, kept) = later();
        desk.write(conversation, letter, move |outcome| {
            let outcome = outcome.map_err(|trouble| format!("{trouble:?}"));
            if let Ok(id) = &outcome {
                log(&format!("kept {number} {id}"));
            }
            done(outcome);
        });
        written.push(kept);
    }
    for kept in written {
        let kept: Result<_, String> = kept.await.ok_or_else(gone)?;
        kept.map_err(|why| JsError::new(why.as_str()))?;
    }
    Ok(())
}

/// Asks the relay now.
#[wasm_bindgen]
pub fn sync() -> Result<(), JsError> {
    desk()?.sync_now();
    Ok(())
}

/// What is stored on this device, read past the desk: a line for each that
/// waits, and for each letter that the relay has, the oldest first by
/// where they lie.
#[wasm_bindgen]
pub async fn stored() -> Result<String, JsError> {
    let store = BrowserStore::open(DATABASE).await.map_err(told)?;
    let identity = store.identity().await.map_err(told)?;
    let identity = identity.ok_or_else(|| JsError::new("nobody is here"))?;
    let keys = identity.keys().map_err(told)?;
    let store = store.with_keys(&keys);
    let conversation = conversation(desk()?)?;
    // First what waits: what leaves it meanwhile is then found among the letters.
    let waiting = store.restore().await.map_err(told)?.outbox;
    let mut lines: Vec<String> = waiting
        .iter()
        .map(|one| format!("waiting {}", one.id()))
        .collect();
    let mut page = store.newest(conversation, PAGE).await.map_err(told)?;
    let mut letters = Vec::new();
    let mut damaged = page.damaged;
    loop {
        let oldest = page.entries.last().and_then(ThreadEntry::place);
        letters.extend(page.entries.into_iter().map(shown));
        match oldest.filter(|_| page.more) {
            Some(oldest) => {
                page = store
                    .older(conversation, oldest, PAGE)
                    .await
                    .map_err(told)?
            }
            None => break,
        }
        damaged += page.damaged;
    }
    lines.extend(letters.into_iter().rev());
    lines.push(format!("damaged {damaged}"));
    Ok(lines.join("\n"))
}

/// In words: what it is, its id, its writer, its text.
fn shown(entry: ThreadEntry) -> String {
    let id = entry.id;
    match entry.body {
        KeptBody::Opened {
            from,
            content: Content::Letter(letter),
        } => format!("letter {id} {from} {}", letter.text),
        KeptBody::Opened { .. } => format!("letter {id} nobody no-letter"),
        KeptBody::Sealed(_) => format!("letter {id} nobody sealed"),
    }
}

fn desk() -> Result<Desk, JsError> {
    DESK.get()
        .ok_or_else(|| JsError::new("the rig is not open"))
}

/// The only conversation there is.
fn conversation(desk: Desk) -> Result<ConversationId, JsError> {
    let home = match desk.session.get_untracked() {
        Session::Here { home, .. } => home,
        _ => None,
    };
    let first = || {
        desk.book
            .with_untracked(|book| book.conversations.keys().next().copied())
    };
    home.or_else(first)
        .ok_or_else(|| JsError::new("there is no conversation yet"))
}

/// Something that is said once, and whoever waits for it.
fn later<T: 'static>() -> (Box<dyn FnOnce(T)>, impl Future<Output = Option<T>>) {
    let slot: Rc<RefCell<Option<T>>> = Rc::default();
    let mut resolve = None;
    let promise = js_sys::Promise::new(&mut |done, _| resolve = Some(done));
    let filled = Rc::clone(&slot);
    let say: Box<dyn FnOnce(T)> = Box::new(move |said| {
        *filled.borrow_mut() = Some(said);
        if let Some(resolve) = &resolve {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    let heard = async move {
        let _ = JsFuture::from(promise).await;
        slot.borrow_mut().take()
    };
    (say, heard)
}

fn gone() -> JsError {
    JsError::new("nothing was said")
}

fn told(error: impl Display) -> JsError {
    JsError::new(&error.to_string())
}
