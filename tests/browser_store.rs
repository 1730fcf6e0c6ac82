//! The browser's database, in a real browser.
#![cfg(target_family = "wasm")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests"
)]

use holdfast_app::{
    platform::{idb::BrowserStore, random::BrowserRandom},
    state::{Identity, Joining},
};
use holdfast_protocol::{
    AccountId, Act, ConversationId, DeviceId, EnvelopeId, InvitationSecret, Link, Receipt, Release,
    Role, Submission,
};
use holdfast_seal::AccountKeys;
use holdfast_sync::{
    Change, Standing, Store, StoreTrouble, Waiting,
    conformance::{self, Inspect, Seen},
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn new_name() -> String {
    format!("test-{}", BrowserRandom::number())
}

fn keys() -> AccountKeys {
    let mut secret = [7; 64];
    // A clamped X25519 scalar, as every one that is made.
    secret[32] &= 0b1111_1000;
    secret[63] = secret[63] & 0b0111_1111 | 0b0100_0000;
    AccountKeys::from_secret_bytes(&secret).unwrap()
}

async fn open(name: &str) -> BrowserStore {
    BrowserStore::open(name).await.unwrap().with_keys(&keys())
}

async fn new_store() -> BrowserStore {
    open(&new_name()).await
}

struct Inspected(BrowserStore);

impl Store for Inspected {
    async fn restore(&self) -> Result<holdfast_sync::Restored, StoreTrouble> {
        self.0.restore().await
    }

    async fn apply(&self, changes: &[Change]) -> Result<(), StoreTrouble> {
        self.0.apply(changes).await
    }
}

impl Inspect for Inspected {
    async fn stored(&self) -> Result<Vec<Seen>, StoreTrouble> {
        let conversation = conformance::conversation();
        let thread = self.0.newest(conversation, 0).await?;
        let held = self.0.held().await?;
        let sent = self.0.sent().await?;
        let own = |id| sent.iter().any(|sent| sent.submission.id == id);
        let mut seen: Vec<Seen> = thread
            .entries
            .iter()
            .chain(held.iter().map(|(_, entry)| entry))
            .map(|entry| Seen {
                id: entry.id,
                own: own(entry.id),
                receipt: entry.receipt,
            })
            .collect();
        for one in &sent {
            if seen.iter().all(|seen| seen.id != one.submission.id) {
                seen.push(Seen {
                    id: one.submission.id,
                    own: true,
                    receipt: one.receipt,
                });
            }
        }
        Ok(seen)
    }
}

#[wasm_bindgen_test]
async fn it_does_what_every_store_must() {
    conformance::run_all(async || Inspected(new_store().await)).await;
}

fn withdrawal(number: u8) -> Waiting {
    Waiting {
        submission: Submission {
            id: EnvelopeId::from_bytes([number; 16]),
            act: Act::Withdraw {
                held: EnvelopeId::from_bytes([99; 16]),
            },
        },
        order: u64::from(number),
        standing: Standing::Waits,
    }
}

#[wasm_bindgen_test]
async fn what_is_kept_is_there_for_another_connection() {
    let name = new_name();
    let store = open(&name).await;
    store.apply(&[Change::Keep(withdrawal(1))]).await.unwrap();
    let other = open(&name).await;
    assert_eq!(other.restore().await.unwrap().outbox, [withdrawal(1)]);
}

#[wasm_bindgen_test]
async fn two_tabs_write_at_once_and_lose_nothing() {
    let name = new_name();
    let (one, two) = futures_util::future::join(open(&name), open(&name)).await;
    let receipt = Receipt {
        arrived: chrono::DateTime::UNIX_EPOCH,
        release: Release::Left(chrono::DateTime::UNIX_EPOCH),
    };
    for number in (0..40).step_by(2) {
        let changes = [
            Change::Keep(withdrawal(number)),
            Change::Settle {
                id: withdrawal(number).id(),
                sequence: None,
                receipt,
            },
        ];
        let kept = [Change::Keep(withdrawal(number + 1))];
        let (first, second) =
            futures_util::future::join(one.apply(&changes), two.apply(&kept)).await;
        first.unwrap();
        second.unwrap();
    }
    assert_eq!(one.restore().await.unwrap().outbox.len(), 20);
    let sent = two.sent().await.unwrap();
    let mut places: Vec<u64> = sent.iter().map(|sent| sent.nth).collect();
    places.sort_unstable();
    assert_eq!(
        places,
        (1..=20).collect::<Vec<_>>(),
        "no place given out twice"
    );
}

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
    let store = BrowserStore::open(&name).await.unwrap();
    assert_eq!(store.identity().await.unwrap(), None);
    assert_eq!(store.joining().await.unwrap(), None);
    let link = Link {
        secret: InvitationSecret::from_bytes([5; 20]),
        onward: None,
    };
    let joining = Joining::new(identity(), &link, None);
    store.begin_joining(&joining).await.unwrap();
    let again = BrowserStore::open(&name).await.unwrap();
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

#[wasm_bindgen_test]
async fn a_database_of_a_newer_build_is_left_alone() {
    let name = new_name();
    let newer = indexed_db_futures::database::Database::open(name.as_str())
        .with_version(1000_u32)
        .await
        .unwrap();
    newer.close();
    let refused = BrowserStore::open(&name).await.map(|_| ());
    assert_eq!(refused, Err(StoreTrouble::Newer));
}

#[wasm_bindgen_test]
async fn an_old_tab_makes_way_and_says_so() {
    let name = new_name();
    let old = open(&name).await;
    old.apply(&[Change::Keep(withdrawal(1))]).await.unwrap();
    let newer = indexed_db_futures::database::Database::open(name.as_str())
        .with_version(1000_u32)
        .await
        .expect("the old tab does not stand in the way");
    let refused = old.apply(&[Change::Keep(withdrawal(2))]).await;
    assert_eq!(refused, Err(StoreTrouble::Newer));
    newer.close();
}
