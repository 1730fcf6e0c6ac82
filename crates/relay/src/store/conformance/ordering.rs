//! The order of letters is that of the instants at which they left.

use super::scene::{JOINED, accepted, agree, feed, join, outcomes};
use crate::{
    fixtures::{
        BEFORE, OPENS, PATIENT, THERAPIST, accept, at, id, propose, send, send_regardless,
        timing_of,
    },
    store::{SignedIn, Store},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{Envelope, EnvelopeId, Event, FeedItem, Outcome, Receipt, Release};

/// Ids in no order, as random ones are.
fn scattered(number: u16) -> u16 {
    number.wrapping_mul(40_503)
}

/// The letters that `who` has and that have left, by the instants at which they
/// did.
async fn left(store: &dyn Store, now: &str, who: SignedIn) -> Vec<(DateTime<Utc>, EnvelopeId)> {
    let mut left: Vec<(DateTime<Utc>, EnvelopeId)> = Vec::new();
    for FeedItem { event, .. } in feed(store, now, who).await {
        let (id, release) = match event {
            Event::Arrived { envelope, receipt } => {
                let header = Envelope::from_bytes(&envelope).unwrap().header;
                (header.id, receipt.release)
            }
            Event::Yours { id, receipt } => (id, receipt.release),
            Event::Moved { id, release } => (id, release),
            _ => continue,
        };
        left.extend(release.left().map(|at| (at, id)));
    }
    left.sort_unstable();
    left
}

fn receipt(outcome: &Outcome) -> Receipt {
    match outcome {
        Outcome::Accepted(receipt) => *receipt,
        Outcome::Refused(refusal) => panic!("refused: {refusal:?}"),
    }
}

pub(crate) async fn what_comes_at_once_leaves_one_after_the_other(store: &dyn Store) {
    agree(store).await;
    let mut numbers = (1..=40).map(scattered);
    let (mut letters, mut replies) = (Vec::new(), Vec::new());
    for (who, all) in [(THERAPIST, &mut replies), (PATIENT, &mut letters)] {
        let several: Vec<u16> = numbers.by_ref().take(20).collect();
        let submissions = several.iter().map(|number| send(who.account, *number));
        let answers = outcomes(store, BEFORE, who, submissions.collect()).await;
        let arrived: Vec<_> = answers.iter().map(|one| receipt(one).arrived).collect();
        assert!(arrived.windows(2).all(|two| two[0] < two[1]), "{arrived:?}");
        all.extend(several.into_iter().map(id));
    }
    // They have written since: the word is given in the order of writing.
    let words = replies.iter().zip(9100..).map(|(reply, number)| {
        let [first, second, ..] = *reply.as_bytes();
        send_regardless(number, u16::from_be_bytes([first, second]))
    });
    let words = outcomes(store, BEFORE, THERAPIST, words.collect()).await;
    for word in &words {
        assert_eq!(receipt(word).release, Release::HeldUntil(at(OPENS)));
    }
    store.release(at(OPENS)).await.unwrap();

    let theirs = left(store, OPENS, PATIENT).await;
    assert_eq!(theirs, left(store, OPENS, THERAPIST).await);
    let ids: Vec<EnvelopeId> = theirs[2..].iter().map(|(_, id)| *id).collect();
    assert_eq!(ids, [letters, replies].concat());
    let opening = theirs[22..].iter().map(|(left, _)| *left - at(OPENS));
    let expected = (0..20).map(TimeDelta::milliseconds);
    assert!(
        opening.eq(expected),
        "one after the other from the opening on"
    );
}

pub(crate) async fn a_long_burst_keeps_its_order_on_both_sides(store: &dyn Store) {
    join(store).await;
    let numbers: Vec<u16> = (1..=1000).map(scattered).collect();
    // The clock is set back a little on the way.
    let clock = ["2026-11-23T10:00:00.000Z", "2026-11-23T09:59:59.500Z"];
    for (lot, now) in numbers.chunks(250).zip(clock.iter().cycle()) {
        let submissions = lot.iter().map(|number| send(PATIENT.account, *number));
        outcomes(store, now, PATIENT, submissions.collect()).await;
    }
    let expected: Vec<EnvelopeId> = numbers.into_iter().map(id).collect();
    for who in [PATIENT, THERAPIST] {
        let left = left(store, BEFORE, who).await;
        assert!(left.windows(2).all(|two| two[0].0 < two[1].0));
        let ids: Vec<EnvelopeId> = left.into_iter().map(|(_, id)| id).collect();
        assert!(ids == expected, "not in the order of writing");
    }
}

pub(crate) async fn what_a_wrong_clock_left_ahead_takes_no_order_away(store: &dyn Store) {
    join(store).await;
    let ahead = vec![send(PATIENT.account, scattered(1))];
    outcomes(store, "2027-11-23T10:00:00.000Z", PATIENT, ahead).await;
    let numbers: Vec<u16> = (2..=40).map(scattered).collect();
    for lot in numbers.chunks(13) {
        let submissions = lot.iter().map(|number| send(PATIENT.account, *number));
        outcomes(store, BEFORE, PATIENT, submissions.collect()).await;
    }
    let mut expected: Vec<EnvelopeId> = numbers.into_iter().map(id).collect();
    expected.push(id(scattered(1)));
    let left = left(store, BEFORE, THERAPIST).await;
    assert!(left.windows(2).all(|two| two[0].0 < two[1].0));
    assert!(left[38].0 < at(BEFORE) + TimeDelta::seconds(1), "{left:?}");
    let ids: Vec<EnvelopeId> = left.into_iter().map(|(_, id)| id).collect();
    assert!(ids == expected, "not in the order of writing");
}

pub(crate) async fn a_letter_is_promised_its_window_before_a_change_of_the_same_request(
    store: &dyn Store,
) {
    join(store).await;
    let mondays = r#"{"days":["mon"],"opens":"15:00","closes":"17:00"}"#;
    let tuesdays = r#"{"days":["tue"],"opens":"15:00","closes":"17:00"}"#;
    let first = timing_of(1, "2026-11-20", mondays);
    accepted(store, JOINED, THERAPIST, propose(1, &first)).await;
    accepted(store, JOINED, PATIENT, accept(2, &first)).await;
    let second = timing_of(2, "2026-11-23", tuesdays);
    accepted(store, JOINED, THERAPIST, propose(3, &second)).await;
    let held = accepted(store, JOINED, THERAPIST, send(THERAPIST.account, 4)).await;
    assert_eq!(held.release, Release::HeldUntil(at(OPENS)));
    // Monday is promised, and then given up for later letters.
    let both = vec![send(PATIENT.account, 5), accept(6, &second)];
    let both = outcomes(store, JOINED, PATIENT, both).await;
    assert!(receipt(&both[0]).arrived < receipt(&both[1]).arrived);
    let word = accepted(store, JOINED, THERAPIST, send_regardless(7, 4));
    assert_eq!(word.await.release, Release::HeldUntil(at(OPENS)));
}
