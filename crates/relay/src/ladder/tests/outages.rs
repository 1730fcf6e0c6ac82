//! When servers are away, and when a clock is set back.

use super::{by_mail, ladder, start, told, undelivered};
use crate::ladder::{Alarm, Heard, Step};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{AlarmStep, Way};

/// Every step of the alarm's round fails for good; what is said of it.
fn fails(alarm: &mut Alarm, now: DateTime<Utc>) -> Vec<AlarmStep> {
    let mut said = alarm.look(now, by_mail);
    let (round, _) = alarm.place();
    while alarm.is_open() && alarm.place().0 == round {
        said.extend(alarm.heard(now, alarm.place(), Way::Mail, Heard::Never));
        said.extend(alarm.look(now, by_mail));
    }
    said
}

#[test]
fn an_outage_costs_no_round_and_whoever_can_be_told_again_is() {
    let mut alarm = Alarm::begin(ladder(&[30], 2));
    let mut now = start();
    // The mail server is away for some minutes.
    assert_eq!(fails(&mut alarm, now), [undelivered(0, 0)]);
    let next = now + TimeDelta::minutes(5);
    assert_eq!((alarm.is_open(), alarm.next()), (true, Some(next)));
    assert_eq!(alarm.to_tell(now), []);
    assert_eq!(alarm.look(next - TimeDelta::seconds(1), by_mail), []);
    assert_eq!(alarm.to_tell(next - TimeDelta::seconds(1)), []);
    assert_eq!(fails(&mut alarm, next), [undelivered(0, 1)]);
    now = next + TimeDelta::minutes(10);
    // Both of the agreed rounds are still to come.
    for round in [2, 3] {
        assert_eq!(alarm.look(now, by_mail), []);
        assert_eq!(alarm.to_tell(now), [Way::Mail]);
        let said = alarm.heard(now, (round, 0), Way::Mail, Heard::Accepted);
        assert_eq!(said, [told(0, round)]);
        now += TimeDelta::minutes(30);
    }
    assert_eq!(alarm.look(now, by_mail), [AlarmStep::Unanswered]);
}

#[test]
fn while_nobody_can_be_told_it_is_tried_for_hours_at_growing_pauses() {
    let mut alarm = Alarm::begin(ladder(&[30, 60], 1));
    let mut now = start();
    let mut pauses = Vec::new();
    loop {
        let said = fails(&mut alarm, now);
        let Some(next) = alarm.next() else {
            assert_eq!(said.last(), Some(&AlarmStep::Unanswered));
            break;
        };
        assert_eq!(said.len(), 2, "both steps, each time");
        pauses.push((next - now).num_minutes());
        now = next;
    }
    assert!(pauses.is_sorted() && pauses[0] == 5, "{pauses:?}");
    assert!(now - start() >= TimeDelta::hours(6), "{pauses:?}");
}

#[test]
fn a_round_without_anybody_told_is_followed_by_a_pause_and_counts_once_somebody_was() {
    let mut alarm = Alarm::begin(ladder(&[10, 20], 2));
    let mut now = start();
    alarm.look(now, by_mail);
    alarm.heard(now, (0, 0), Way::Mail, Heard::Accepted);
    now += TimeDelta::minutes(10);
    alarm.look(now, by_mail);
    alarm.heard(now, (0, 1), Way::Mail, Heard::Never);
    assert_eq!(alarm.look(now, by_mail), [], "its second step alone failed");
    assert_eq!(alarm.to_tell(now), [Way::Mail], "no pause");
    assert_eq!(
        fails(&mut alarm, now),
        [undelivered(0, 1), undelivered(1, 1), AlarmStep::Unanswered]
    );

    let mut alarm = Alarm::begin(ladder(&[10, 20], 3));
    for step in [0, 1] {
        alarm.look(now, by_mail);
        alarm.heard(now, (0, step), Way::Mail, Heard::Accepted);
        now += TimeDelta::minutes(20);
    }
    fails(&mut alarm, now);
    assert_eq!(alarm.next(), Some(now + TimeDelta::minutes(20)));
}

#[test]
fn a_letter_that_joins_ends_a_pause() {
    let mut alarm = Alarm::begin(ladder(&[30], 1));
    let mut now = start();
    for _ in 0..4 {
        fails(&mut alarm, now);
        now = alarm.next().unwrap();
    }
    fails(&mut alarm, now);
    alarm.wake();
    assert_eq!(alarm.look(now, by_mail), []);
    assert_eq!(alarm.to_tell(now), [Way::Mail]);
    fails(&mut alarm, now);
    assert_eq!(
        alarm.next(),
        Some(now + TimeDelta::minutes(5)),
        "the pauses begin anew"
    );
    // Who has been told keeps their time.
    let mut alarm = Alarm::begin(ladder(&[30], 1));
    alarm.look(now, by_mail);
    alarm.heard(now, (0, 0), Way::Mail, Heard::Accepted);
    let kept = alarm.clone();
    alarm.wake();
    assert_eq!(alarm, kept);
}

#[test]
fn failure_27_a_clock_that_is_set_back_silences_no_ladder() {
    let back = start() - TimeDelta::hours(2);
    let later = start() + TimeDelta::seconds(1);
    let begun = || {
        let mut alarm = Alarm::begin(ladder(&[5, 10], 2));
        alarm.look(start(), by_mail);
        alarm
    };
    // While a step has time to answer: as long from now on.
    let mut waits = begun();
    waits.heard(later, (0, 0), Way::Mail, Heard::Accepted);
    assert_eq!(waits.look(back, by_mail), []);
    assert_eq!(waits.next(), Some(back + TimeDelta::minutes(5)));
    // Looking again does not begin it anew.
    assert_eq!(waits.look(back + TimeDelta::minutes(4), by_mail), []);
    waits.look(back + TimeDelta::minutes(5), by_mail);
    assert_eq!(waits.place(), (0, 1));
    // While a notice is to be tried again, or for the first time.
    let mut tries = begun();
    tries.heard(later, (0, 0), Way::Mail, Heard::Later);
    for (mut alarm, pause) in [(tries, 2), (begun(), 0)] {
        alarm.look(back, by_mail);
        let next = back + TimeDelta::seconds(pause);
        assert_eq!(alarm.next(), Some(next));
        assert_eq!(alarm.to_tell(next), [Way::Mail]);
    }
    // While nobody could be told.
    let mut pauses = begun();
    fails(&mut pauses, later);
    assert_eq!(pauses.look(back, by_mail), []);
    assert_eq!(pauses.next(), Some(back + TimeDelta::minutes(5)));
    pauses.look(back + TimeDelta::minutes(3), by_mail);
    assert_eq!(pauses.next(), Some(back + TimeDelta::minutes(5)));
}

#[test]
fn failure_27_what_had_passed_when_a_clock_was_set_back_stays_passed() {
    // Further than what has passed, and less far.
    for minutes in [120, 3] {
        let by = TimeDelta::minutes(minutes);
        let begun = || {
            let mut alarm = Alarm::begin(ladder(&[5, 10], 2));
            alarm.look(start(), by_mail);
            alarm
        };
        // Of five minutes to answer one is left.
        let mut waits = begun();
        waits.heard(start(), (0, 0), Way::Mail, Heard::Accepted);
        waits.set_back(by);
        let now = start() + TimeDelta::minutes(4) - by;
        assert_eq!(waits.look(now, by_mail), []);
        assert_eq!(waits.next(), Some(now + TimeDelta::minutes(1)));
        // Of a pause of five minutes, and of two seconds, as well.
        let mut pauses = begun();
        fails(&mut pauses, start());
        pauses.set_back(by);
        assert_eq!(pauses.look(now, by_mail), []);
        assert_eq!(pauses.next(), Some(now + TimeDelta::minutes(1)));
        let mut tries = begun();
        tries.heard(start(), (0, 0), Way::Mail, Heard::Later);
        tries.set_back(by);
        let now = start() + TimeDelta::seconds(1) - by;
        tries.look(now, by_mail);
        assert_eq!(tries.next(), Some(now + TimeDelta::seconds(1)));
    }
}

#[test]
fn devices_that_were_not_reached_are_tried_again_while_another_has_it() {
    let mut alarm = Alarm::begin(ladder(&[5], 1));
    let mut now = start();
    let by_push = |_: &Step| vec![Way::Push];
    alarm.look(now, by_push);
    let told = AlarmStep::Told {
        step: 0,
        round: 0,
        name: "step 0".into(),
        way: Way::Push,
    };
    let hears = |alarm: &mut Alarm, now, heard| alarm.heard(now, (0, 0), Way::Push, heard);
    assert_eq!(
        hears(&mut alarm, now, Heard::Partly),
        [told],
        "said at once"
    );
    let until = now + TimeDelta::minutes(5);
    for (pause, heard) in [(2, Heard::Later), (8, Heard::Partly), (20, Heard::Later)] {
        assert_eq!(alarm.to_tell(now), []);
        now += TimeDelta::seconds(pause);
        assert_eq!(alarm.next(), Some(now));
        assert_eq!(alarm.look(now, by_push), []);
        assert_eq!(alarm.to_tell(now), [Way::Push]);
        assert_eq!(hears(&mut alarm, now, heard), [], "and once");
    }
    assert_eq!((alarm.to_tell(until), alarm.next()), (vec![], Some(until)));
    assert_eq!(alarm.look(until, by_push), [AlarmStep::Unanswered]);
}

#[test]
fn an_alarm_that_was_kept_without_its_rounds_is_read() {
    let mut alarm = Alarm::begin(ladder(&[5, 10], 2));
    alarm.look(start(), by_mail);
    let kept = holdfast_protocol::encode(&alarm);
    assert_eq!(Alarm::read(&kept), Ok(alarm.clone()));
    // What there is to know of the rounds was added at the end.
    assert_eq!(Alarm::read(&kept[..kept.len() - 5]), Ok(alarm));
    assert!(Alarm::read(&kept[..kept.len() - 6]).is_err());
}
