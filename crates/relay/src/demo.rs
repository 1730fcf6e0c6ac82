//! Moving a demonstration's time on, as if the relay had run meanwhile.

use crate::{
    clock::{Clock, DemoClock},
    relay::{Relay, Time},
    store::{Note, StoreError},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::DemoTime;

/// The furthest that time is moved at once.
const MOVE_MAX: TimeDelta = TimeDelta::days(366);

impl Relay {
    /// Moves a demonstration's time to the next opening of any window;
    /// nothing where time cannot be moved.
    pub(crate) async fn skip(&self) -> Result<Option<DemoTime>, StoreError> {
        let Time::Demo(clock, one_at_a_time) = &self.time else {
            return Ok(None);
        };
        let _alone = one_at_a_time.lock().await;
        let opening = self.store.next_opening(clock.now()).await?;
        self.move_on(clock, opening).await.map(Some)
    }

    /// Moves a demonstration's time on to `to`, never back and a year at most;
    /// nothing where time cannot be moved, or not as far.
    pub(crate) async fn go(&self, to: DateTime<Utc>) -> Result<Option<DemoTime>, StoreError> {
        let Time::Demo(clock, one_at_a_time) = &self.time else {
            return Ok(None);
        };
        let _alone = one_at_a_time.lock().await;
        let now = clock.now();
        if to - now > MOVE_MAX {
            return Ok(None);
        }
        self.move_on(clock, Some(to).filter(|to| *to > now))
            .await
            .map(Some)
    }

    async fn move_on(
        &self,
        clock: &DemoClock,
        to: Option<DateTime<Utc>>,
    ) -> Result<DemoTime, StoreError> {
        if let Some(to) = to {
            let moved = self.pass(clock, to).await;
            self.holds_changed.notify_one();
            self.alarms_changed.notify_one();
            self.nudges.nudge_everybody();
            moved?;
        }
        Ok(DemoTime {
            now: clock.now(),
            moved: to.is_some(),
        })
    }

    /// Lets the time until `to` pass: whatever is due on the way leaves at its
    /// own hour, while its window is open. A jump over that window would leave
    /// it behind, as if the relay had been down.
    async fn pass(&self, clock: &DemoClock, to: DateTime<Utc>) -> Result<(), StoreError> {
        let mut reached = clock.now();
        self.release_at(reached).await?;
        while let Some(hour) = self.store.next_release(reached).await? {
            if hour <= reached || hour > to {
                break;
            }
            self.step(clock, hour).await?;
            reached = hour;
        }
        self.step(clock, to).await
    }

    /// Moves on to `to` and releases what is due then. It is written before
    /// anything leaves, so that time does not fall back behind a letter if the
    /// relay stops; and not before what was due earlier has left, so that a
    /// relay that stops on the way jumps over nobody's hour.
    async fn step(&self, clock: &DemoClock, to: DateTime<Utc>) -> Result<(), StoreError> {
        let ahead = clock.ahead_for(to).num_milliseconds().to_string();
        self.store.set_note(Note::DemoAhead, ahead).await?;
        clock.move_to(to);
        self.release_at(to).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{
            self, PATIENT, THERAPIST, accept, at, id, move_clock, propose, send, timing_of,
        },
        operator::invite,
        relay::demo_ahead,
        store::conformance::scene::{accepted, agree, feed, join, letters},
    };
    use holdfast_protocol::{EnvelopeId, Event, FeedItem, InvitationState, Link, Receipt, Release};
    use tempfile::TempDir;

    /// A Monday far ahead of any machine's clock, with windows from 15:00 to
    /// 17:00 on weekdays.
    const MONDAY: &str = "2099-11-23T10:00:00Z";
    const MONDAYS_WINDOW: &str = "2099-11-23T15:00:00Z";
    const TUESDAYS_WINDOW: &str = "2099-11-24T15:00:00Z";
    const WEDNESDAY: &str = "2099-11-25T12:00:00Z";

    async fn demonstration() -> (Relay, TempDir) {
        let folder = TempDir::new().unwrap();
        (fixtures::demonstration(folder.path()).await, folder)
    }

    async fn go(relay: &Relay, to: &str) -> DemoTime {
        relay.go(at(to)).await.unwrap().unwrap()
    }

    fn write(folder: &TempDir, statement: &str) {
        let file = folder.path().join("relay.sqlite");
        let connection = rusqlite::Connection::open(file).unwrap();
        assert_eq!(connection.execute(statement, []).unwrap(), 1);
    }

    /// What the patient has of these letters, with their receipts.
    async fn received(relay: &Relay, letter: EnvelopeId) -> Option<Receipt> {
        let items = feed(relay.store.as_ref(), MONDAY, PATIENT).await;
        let is_it = |item: &&FeedItem| letters(core::slice::from_ref(*item)) == [letter];
        items.iter().find(is_it).map(|item| match &item.event {
            Event::Arrived { receipt, .. } => *receipt,
            other => panic!("{other:?}"),
        })
    }

    #[tokio::test]
    async fn each_reply_passed_on_the_way_leaves_at_its_own_hour() {
        let (relay, folder) = demonstration().await;
        agree(relay.store.as_ref()).await;
        move_clock(&relay, at(MONDAY));
        for number in [1, 2] {
            let submission = send(THERAPIST.account, number);
            let receipt = accepted(relay.store.as_ref(), MONDAY, THERAPIST, submission).await;
            assert_eq!(receipt.release, Release::HeldUntil(at(MONDAYS_WINDOW)));
        }
        let tuesday = at(TUESDAYS_WINDOW).timestamp_millis();
        let later = format!("UPDATE letter SET hour = {tuesday} WHERE id = x'{}'", id(2));
        write(&folder, &later);
        let ear = relay.nudges.listen(PATIENT.account, PATIENT.device);

        let time = go(&relay, WEDNESDAY).await;
        assert!(time.moved && time.now >= at(WEDNESDAY));
        for (number, hour) in [(1, MONDAYS_WINDOW), (2, TUESDAYS_WINDOW)] {
            let receipt = received(&relay, id(number)).await.unwrap();
            assert!(receipt.arrived - at(MONDAY) < TimeDelta::seconds(1));
            assert_eq!(receipt.release, Release::Left(at(hour)), "{number}");
        }
        assert!(ear.nudged().await);
        assert!(relay.now() >= at(WEDNESDAY));
        assert!(relay.now() < at(WEDNESDAY) + TimeDelta::minutes(30));
    }

    #[tokio::test]
    async fn what_is_held_beyond_stays_and_what_waits_for_a_word_waits() {
        let (relay, _folder) = demonstration().await;
        agree(relay.store.as_ref()).await;
        move_clock(&relay, at(MONDAY));
        let store = relay.store.as_ref();
        accepted(store, MONDAY, THERAPIST, send(THERAPIST.account, 1)).await;
        accepted(store, MONDAY, PATIENT, send(PATIENT.account, 2)).await;
        accepted(store, MONDAY, THERAPIST, send(THERAPIST.account, 3)).await;
        go(&relay, "2099-11-23T14:59:59.000Z").await;
        assert_eq!(received(&relay, id(3)).await, None);
        go(&relay, WEDNESDAY).await;
        let receipt = received(&relay, id(3)).await.unwrap();
        assert_eq!(receipt.release, Release::Left(at(MONDAYS_WINDOW)));
        assert_eq!(received(&relay, id(1)).await, None);
    }

    /// The time from which a relay that stopped now would go on.
    async fn noted(relay: &Relay) -> DateTime<Utc> {
        DemoClock::ahead(demo_ahead(relay.store.as_ref()).await.unwrap()).now()
    }

    #[tokio::test]
    async fn a_move_that_fails_half_way_has_jumped_over_nobodys_hour() {
        let (relay, folder) = demonstration().await;
        agree(relay.store.as_ref()).await;
        move_clock(&relay, at(MONDAY));
        accepted(
            relay.store.as_ref(),
            MONDAY,
            THERAPIST,
            send(THERAPIST.account, 1),
        )
        .await;
        // Nothing leaves any more: the move stops at the first release.
        let file = folder.path().join("relay.sqlite");
        let connection = rusqlite::Connection::open(file).unwrap();
        let stop = "CREATE TRIGGER stop BEFORE UPDATE OF state ON letter
                    BEGIN SELECT RAISE(ABORT, 'stopped'); END";
        connection.execute_batch(stop).unwrap();
        relay.go(at(WEDNESDAY)).await.unwrap_err();
        let reached = noted(&relay).await;
        assert!(reached >= at(MONDAYS_WINDOW));
        assert!(reached < at(MONDAYS_WINDOW) + TimeDelta::minutes(30));

        connection.execute_batch("DROP TRIGGER stop").unwrap();
        drop(relay);
        let relay = fixtures::demonstration(folder.path()).await;
        relay.release().await.unwrap();
        let receipt = received(&relay, id(1)).await.unwrap();
        let left = receipt.release.left().unwrap();
        assert!(left < at(MONDAYS_WINDOW) + TimeDelta::minutes(30), "{left}");
        go(&relay, WEDNESDAY).await;
        assert!(noted(&relay).await >= at(WEDNESDAY));
    }

    #[tokio::test]
    async fn who_is_invited_after_time_was_moved_can_join() {
        let (relay, folder) = demonstration().await;
        go(&relay, &(relay.now() + TimeDelta::days(300)).to_rfc3339()).await;
        let database = folder.path().join("relay.sqlite");
        let link = invite(&database, "http://localhost").await.unwrap();
        let (_, fragment) = link.split_once('#').unwrap();
        let secret = fragment.parse::<Link>().unwrap().secret;
        let invitation = relay.store.invitation(secret.id()).await.unwrap().unwrap();
        let state = crate::mailbox::joining::view(relay.now(), &invitation).state;
        assert_eq!(state, InvitationState::Open);
    }

    #[tokio::test]
    async fn a_skip_is_such_a_move_to_the_next_opening() {
        let (relay, _folder) = demonstration().await;
        agree(relay.store.as_ref()).await;
        move_clock(&relay, at(MONDAY));
        let submission = send(THERAPIST.account, 1);
        accepted(relay.store.as_ref(), MONDAY, THERAPIST, submission).await;
        let time = relay.skip().await.unwrap().unwrap();
        assert!(time.moved && time.now >= at(MONDAYS_WINDOW));
        let receipt = received(&relay, id(1)).await.unwrap();
        assert_eq!(receipt.release, Release::Left(at(MONDAYS_WINDOW)));
    }

    #[tokio::test]
    async fn a_window_that_comes_within_reach_on_the_way_is_not_missed() {
        let (relay, _folder) = demonstration().await;
        let store = relay.store.as_ref();
        join(store).await;
        // Mondays every eight weeks, and from the Tuesday before the next one
        // on the same again: fifteen weeks without any window.
        let mondays =
            r#"{"days":["mon"],"opens":"15:00","closes":"17:00","every_weeks":8}"#.to_owned();
        for (version, from) in [(1, "2099-11-23"), (2, "2100-01-12")] {
            let document = timing_of(version, from, &mondays);
            let number = u16::try_from(version).unwrap() * 10;
            accepted(store, MONDAY, THERAPIST, propose(number, &document)).await;
            accepted(store, MONDAY, PATIENT, accept(number + 1, &document)).await;
        }
        let after = "2099-11-24T10:00:00Z";
        move_clock(&relay, at(after));
        let receipt = accepted(store, after, THERAPIST, send(THERAPIST.account, 1)).await;
        assert!(matches!(receipt.release, Release::Waits(_)), "{receipt:?}");
        go(&relay, "2100-03-20T10:00:00Z").await;
        let receipt = received(&relay, id(1)).await.unwrap();
        assert_eq!(receipt.release, Release::Left(at("2100-03-08T15:00:00Z")));
    }

    #[tokio::test]
    async fn time_never_goes_back_nor_more_than_a_year_ahead() {
        let (relay, _folder) = demonstration().await;
        move_clock(&relay, at(MONDAY));
        for past in ["2026-01-01T00:00:00Z", MONDAY] {
            let time = go(&relay, past).await;
            assert!(!time.moved && time.now >= at(MONDAY), "{past}");
        }
        for far in [at(MONDAY) + TimeDelta::days(367), DateTime::<Utc>::MAX_UTC] {
            assert_eq!(relay.go(far).await.unwrap(), None);
        }
        assert!(relay.now() < at(MONDAY) + TimeDelta::minutes(30));
    }
}
