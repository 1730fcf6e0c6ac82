//! Alarms: begun with their letters, told to both sides, taken on once.

use super::scene::{accepted, feed, join};
use crate::{
    fixtures::{
        BEFORE, CONVERSATION, PATIENT, THERAPIST, accept, act, at, id, propose, send_kind, timing,
    },
    ladder::Heard,
    store::{Looked, Reach, SignedIn, Store},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    Act, AlarmNews, AlarmStep, EnvelopeId, EnvelopeKind, Event, Submission, Way,
};
use std::sync::Arc;

/// Only whoever is on call can be reached.
struct OnCall;

impl Reach for OnCall {
    fn ways(&self, contact: &str) -> Vec<Way> {
        match contact {
            "on-call" => vec![Way::Mail],
            _ => Vec::new(),
        }
    }

    fn takes(&self, endpoint: &str) -> bool {
        endpoint.starts_with("https://")
    }
}

/// Both agreed on whom to tell: the therapist, then whoever is on call. Uses
/// the ids 9001 and 9002.
pub(crate) async fn agree_on_a_ladder(store: &dyn Store) {
    join(store).await;
    let document = with_ladder(&timing(1, "2026-11-20"));
    accepted(
        store,
        super::scene::JOINED,
        THERAPIST,
        propose(9001, &document),
    )
    .await;
    accepted(
        store,
        super::scene::JOINED,
        PATIENT,
        accept(9002, &document),
    )
    .await;
}

pub(crate) fn with_ladder(timing: &str) -> String {
    let ladder = r#","escalation":{"reference":"file 117","steps":[{"name":"Dr. Weber","contact":"therapist","delay_minutes":5},{"name":"On call","contact":"on-call","delay_minutes":10}],"rounds":1,"call_cost":1,"miss_cost":20}}"#;
    format!("{}{ladder}", timing.strip_suffix('}').unwrap())
}

pub(crate) fn page(number: u16) -> Submission {
    send_kind(PATIENT.account, number, EnvelopeKind::Page)
}

pub(crate) async fn look(store: &dyn Store, now: DateTime<Utc>) -> Looked {
    store.look_at_alarms(now, Arc::new(OnCall)).await.unwrap()
}

/// The news of a letter in somebody's feed.
pub(crate) async fn news(store: &dyn Store, who: SignedIn, letter: EnvelopeId) -> Vec<AlarmNews> {
    let feed = feed(store, BEFORE, who).await.into_iter();
    feed.filter_map(|item| match item.event {
        Event::Alarm(news) if news.letter == letter => Some(news),
        _ => None,
    })
    .collect()
}

pub(super) async fn steps(store: &dyn Store, letter: u16) -> Vec<AlarmStep> {
    let theirs = news(store, PATIENT, id(letter)).await;
    assert_eq!(theirs, news(store, THERAPIST, id(letter)).await);
    for pair in theirs.windows(2) {
        assert!(pair[0].at < pair[1].at, "two at one instant");
    }
    assert!(theirs.iter().all(|news| news.conversation == CONVERSATION));
    theirs.into_iter().map(|news| news.what).collect()
}

fn empty() -> AlarmStep {
    AlarmStep::Empty {
        step: 0,
        round: 0,
        name: "Dr. Weber".into(),
    }
}

fn told() -> AlarmStep {
    AlarmStep::Told {
        step: 1,
        round: 0,
        name: "On call".into(),
        way: Way::Mail,
    }
}

fn acknowledged(name: &str) -> AlarmStep {
    AlarmStep::Acknowledged { name: name.into() }
}

pub(crate) async fn an_alarm_begins_with_its_letter_and_ends_unanswered(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    let now = at(BEFORE);
    assert_eq!(look(store, now).await, Looked::default());
    let receipt = accepted(store, BEFORE, PATIENT, page(1)).await;
    assert_eq!(receipt.release.left(), Some(now), "a letter like any other");
    assert_eq!(steps(store, 1).await, [AlarmStep::Begun]);
    // Nobody is told twice because a letter is offered twice.
    accepted(store, BEFORE, PATIENT, page(1)).await;

    let looked = look(store, now).await;
    assert_eq!(looked.grown, [THERAPIST.account, PATIENT.account]);
    let [notice] = &looked.notices[..] else {
        panic!("{looked:?}");
    };
    assert_eq!(
        (notice.name.as_str(), notice.contact.as_str()),
        ("On call", "on-call")
    );
    assert_eq!(
        (notice.reference.as_str(), notice.letter_at),
        ("file 117", now)
    );
    assert_eq!(steps(store, 1).await, [AlarmStep::Begun, empty()]);

    // Whoever crashed in the middle hands it over once more.
    assert_eq!(look(store, now).await.notices, looked.notices);
    let key = notice.key;
    let grown = store.heard(now, key, Heard::Accepted).await.unwrap();
    assert_eq!(grown.len(), 2);
    assert_eq!(store.heard(now, key, Heard::Never).await.unwrap(), []);
    let looked = look(store, now).await;
    assert_eq!(looked.notices, []);
    let ends = now + TimeDelta::minutes(10);
    assert_eq!(looked.next, Some(ends));
    assert_eq!(look(store, ends).await.next, None);
    let all = [AlarmStep::Begun, empty(), told(), AlarmStep::Unanswered];
    assert_eq!(steps(store, 1).await, all);
}

pub(crate) async fn failure_27_a_clock_that_is_set_back_keeps_nobody_untold(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    accepted(store, BEFORE, PATIENT, page(1)).await;
    let now = at(BEFORE);
    let key = look(store, now).await.notices.remove(0).key;
    let later = now + TimeDelta::seconds(1);
    store.heard(later, key, Heard::Accepted).await.unwrap();
    // Whoever was told has their ten minutes, by the clock that is now right.
    let back = now - TimeDelta::hours(2);
    let ends = back + TimeDelta::minutes(10);
    assert_eq!(look(store, back).await.next, Some(ends));
    let middle = back + TimeDelta::minutes(5);
    assert_eq!(look(store, middle).await.next, Some(ends));
    assert_eq!(look(store, ends).await.next, None);
    let all = [AlarmStep::Begun, empty(), told(), AlarmStep::Unanswered];
    assert_eq!(steps(store, 1).await, all);
}

pub(crate) async fn letters_join_an_open_alarm_and_begin_another_after_it(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    accepted(store, BEFORE, PATIENT, page(1)).await;
    look(store, at(BEFORE)).await;
    accepted(store, BEFORE, PATIENT, page(2)).await;
    let looked = look(store, at(BEFORE)).await;
    assert_eq!(looked.notices.len(), 1, "one ladder for both");
    let key = looked.notices[0].key;
    store.heard(at(BEFORE), key, Heard::Accepted).await.unwrap();
    assert_eq!(steps(store, 1).await, [AlarmStep::Begun, empty(), told()]);
    assert_eq!(steps(store, 2).await, [AlarmStep::Begun, told()]);

    // Whichever of them the therapist answers, all are taken on.
    let taken = act(10, Act::Acknowledge { letter: id(2) });
    accepted(store, BEFORE, THERAPIST, taken).await;
    for letter in [1, 2] {
        let last = steps(store, letter).await.pop();
        assert_eq!(last, Some(acknowledged("Dr. Weber")));
    }
    assert_eq!(look(store, at(BEFORE)).await.next, None);

    accepted(store, BEFORE, PATIENT, page(3)).await;
    let again = look(store, at(BEFORE)).await.notices;
    assert_eq!(again.len(), 1);
    assert_ne!(again[0].key.alarm, key.alarm);
    assert_eq!(steps(store, 3).await, [AlarmStep::Begun, empty()]);
}

pub(crate) async fn an_alarm_is_taken_on_once(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    accepted(store, BEFORE, PATIENT, page(1)).await;
    let notice = look(store, at(BEFORE)).await.notices.remove(0);
    let (digest, late) = ([7; 32], [8; 32]);
    for digest in [digest, late] {
        let name = notice.name.clone();
        store
            .keep_link(digest, notice.key.alarm, name)
            .await
            .unwrap();
    }
    assert_eq!(store.take_on(at(BEFORE), [9; 32]).await.unwrap(), None);
    assert_eq!(look(store, at(BEFORE)).await.notices.len(), 1, "still open");

    let taken = store.take_on(at(BEFORE), digest).await.unwrap().unwrap();
    assert!(taken.by_this_link && taken.name == "On call" && taken.at == at(BEFORE));
    assert_eq!(taken.grown, [THERAPIST.account, PATIENT.account]);
    let later = at(BEFORE) + TimeDelta::minutes(1);
    let again = store.take_on(later, late).await.unwrap().unwrap();
    assert!(!again.by_this_link && again.name == "On call" && again.at == at(BEFORE));
    assert_eq!(again.grown, []);
    let too_late = act(10, Act::Acknowledge { letter: id(1) });
    accepted(store, BEFORE, THERAPIST, too_late).await;
    let key = notice.key;
    assert_eq!(store.heard(later, key, Heard::Accepted).await.unwrap(), []);
    assert_eq!(look(store, later).await, Looked::default());
    let all = [AlarmStep::Begun, empty(), acknowledged("On call")];
    assert_eq!(steps(store, 1).await, all);
}

pub(crate) async fn failure_01_whoever_took_an_alarm_on_is_told_so_again(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    accepted(store, BEFORE, PATIENT, page(1)).await;
    let alarm = look(store, at(BEFORE)).await.notices.remove(0).key.alarm;
    let digest = [7; 32];
    let kept = store.keep_link(digest, alarm, "On call".into());
    kept.await.unwrap();
    let first = store.take_on(at(BEFORE), digest).await.unwrap().unwrap();
    // The answer is lost; the same link asks once more.
    let later = at(BEFORE) + TimeDelta::minutes(1);
    let again = store.take_on(later, digest).await.unwrap().unwrap();
    assert!(again.by_this_link, "somebody else, it says");
    assert_eq!((again.name, again.at), (first.name, first.at));
    assert_eq!(again.grown, []);
    // What the therapist has taken on, no link has.
    accepted(store, BEFORE, PATIENT, page(2)).await;
    let alarm = look(store, later).await.notices.remove(0).key.alarm;
    let kept = store.keep_link([8; 32], alarm, "On call".into());
    kept.await.unwrap();
    let taken = act(10, Act::Acknowledge { letter: id(2) });
    accepted(store, BEFORE, THERAPIST, taken).await;
    let too_late = store.take_on(later, [8; 32]).await.unwrap().unwrap();
    assert!(!too_late.by_this_link && too_late.name == "Dr. Weber");
}
