//! The rules that every store keeps, on this one.

use crate::{new_name, new_store, open};
use holdfast_app::platform::{idb::BrowserStore, random::BrowserRandom};
use holdfast_protocol::{Act, EnvelopeId, Receipt, Release, Submission};
use holdfast_sync::{
    Change, Standing, Store, StoreTrouble, Waiting,
    conformance::{self, Inspect, Seen},
};
use wasm_bindgen_test::wasm_bindgen_test;

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

#[wasm_bindgen_test]
async fn it_answers_as_the_store_in_memory_does() {
    let seed = BrowserRandom::number();
    for history in 0..24 {
        let seed = seed.wrapping_add(history);
        let memory = holdfast_sync::MemoryStore::default();
        let browser = Inspected(new_store().await);
        conformance::compare(&memory, &browser, seed, 60).await;
    }
}

#[wasm_bindgen_test]
async fn failure_09_two_tabs_that_store_the_same_page_at_once_store_it_once() {
    use crate::letters::{HERE, advance, arrived, left, long_id, send, settle, waiting};
    let name = new_name();
    let (one, two) = futures_util::future::join(open(&name), open(&name)).await;
    one.apply(&[waiting(1, send(1, "mine"))]).await.unwrap();
    let mut page = vec![advance(1, 50), settle(1, left(0))];
    for number in 1..=50 {
        let receipt = left(number.into());
        page.push(arrived(number.into(), long_id(number), "theirs", receipt));
    }
    let (first, second) = futures_util::future::join(one.apply(&page), two.apply(&page)).await;
    first.unwrap();
    second.unwrap();
    assert_eq!(two.count(HERE).await.unwrap(), 51);
    assert_eq!(two.sent().await.unwrap().len(), 1);
    assert_eq!(one.restore().await.unwrap().outbox, []);
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
