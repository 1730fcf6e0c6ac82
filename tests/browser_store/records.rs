//! The account, joins and notes.

use crate::{new_name, new_store, open};
use holdfast_app::{
    platform::random::BrowserRandom,
    state::{Identity, Joining},
};
use holdfast_protocol::{AccountId, ConversationId, DeviceId, InvitationSecret, Link, Role};
use holdfast_seal::AccountKeys;
use wasm_bindgen_test::wasm_bindgen_test;

fn identity() -> Identity {
    Identity::new(
        AccountId::from_bytes([1; 16]),
        DeviceId::from_bytes([2; 16]),
        [3; 32],
        &AccountKeys::generate(&mut BrowserRandom),
        Role::Patient,
        "Robin".into(),
        Some(ConversationId::from_bytes([4; 16])),
    )
}

#[wasm_bindgen_test]
async fn a_join_is_begun_found_again_and_finished() {
    let name = new_name();
    let store = open(&name).await;
    assert_eq!(store.identity().await.unwrap(), None);
    assert_eq!(store.joining().await.unwrap(), None);
    let link = Link {
        secret: InvitationSecret::from_bytes([5; 20]),
        onward: None,
    };
    let joining = Joining::new(identity(), &link, None);
    store.begin_joining(&joining).await.unwrap();
    let again = open(&name).await;
    let found = again.joining().await.unwrap().unwrap();
    assert!(found == joining);
    again
        .finish_joining(&found.identity, vec![("folder/x".into(), vec![1, 2])])
        .await
        .unwrap();
    assert_eq!(store.joining().await.unwrap(), None);
    assert_eq!(store.identity().await.unwrap(), Some(found.identity));
    assert_eq!(
        store.notes().await.unwrap(),
        [("folder/x".into(), vec![1, 2])]
    );
}

#[wasm_bindgen_test]
async fn notes_are_written_over_and_deleted() {
    let store = new_store().await;
    store.write_note("draft/a", Some(vec![1])).await.unwrap();
    store.write_note("draft/a", Some(vec![2, 3])).await.unwrap();
    store.write_note("draft/b", Some(Vec::new())).await.unwrap();
    assert_eq!(
        store.notes().await.unwrap(),
        [("draft/a".into(), vec![2, 3]), ("draft/b".into(), vec![])]
    );
    store.write_note("draft/a", None).await.unwrap();
    store.write_note("draft/never", None).await.unwrap();
    assert_eq!(store.notes().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn many_notes_are_written_at_once_and_one_is_found_by_its_key() {
    let store = new_store().await;
    let note = |number: u32| (format!("promise/{number:04}"), Some(vec![1]));
    let many: Vec<_> = (0..1_000).map(note).collect();
    store.write_notes(&many).await.unwrap();
    assert_eq!(store.notes().await.unwrap().len(), 1_000);
    let mut some = vec![("promise/0000".to_owned(), None)];
    some.push(("renewal/a/1".to_owned(), Some(vec![2, 3])));
    store.write_notes(&some).await.unwrap();
    assert_eq!(store.note("promise/0000").await.unwrap(), None);
    assert_eq!(store.note("renewal/a/1").await.unwrap(), Some(vec![2, 3]));
    assert_eq!(store.notes().await.unwrap().len(), 1_000);
    store.write_notes(&[]).await.unwrap();
}
