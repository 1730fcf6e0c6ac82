//! The ladder in virtual time.

mod lists;
mod model;
mod outages;

use super::{Alarm, Heard, Ladder, Step};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{AlarmStep, Way};

fn start() -> DateTime<Utc> {
    "2026-11-20T21:30:00Z".parse().unwrap()
}

fn ladder(delays: &[u32], rounds: u16) -> Ladder {
    let steps = delays.iter().enumerate().map(|(nth, delay)| Step {
        name: format!("step {nth}"),
        contact: format!("contact-{nth}"),
        delay_minutes: *delay,
    });
    Ladder {
        reference: "Ward 3, file 117".into(),
        zone: "Europe/Berlin".into(),
        rounds,
        steps: steps.collect(),
    }
}

fn by_mail(_: &Step) -> Vec<Way> {
    vec![Way::Mail]
}

fn told(step: u16, round: u16) -> AlarmStep {
    AlarmStep::Told {
        step,
        round,
        name: format!("step {step}"),
        way: Way::Mail,
    }
}

fn undelivered(step: u16, round: u16) -> AlarmStep {
    AlarmStep::Undelivered {
        step,
        round,
        name: format!("step {step}"),
        way: Way::Mail,
    }
}

#[test]
fn each_step_is_told_at_once_and_then_has_its_delay() {
    let mut alarm = Alarm::begin(ladder(&[5, 10], 1));
    let now = start();
    assert_eq!(alarm.look(now, by_mail), []);
    assert_eq!(alarm.to_tell(now), [Way::Mail]);
    let later = now + TimeDelta::seconds(3);
    assert_eq!(
        alarm.heard(later, (0, 0), Way::Mail, Heard::Accepted),
        [told(0, 0)]
    );
    let until = later + TimeDelta::minutes(5);
    assert_eq!(alarm.next(), Some(until));
    assert_eq!(alarm.look(until - TimeDelta::milliseconds(1), by_mail), []);
    assert_eq!(alarm.place(), (0, 0));
    assert_eq!(alarm.look(until, by_mail), []);
    assert_eq!(
        (alarm.place(), alarm.to_tell(until)),
        ((0, 1), vec![Way::Mail])
    );
    alarm.heard(until, (0, 1), Way::Mail, Heard::Accepted);
    let end = until + TimeDelta::minutes(10);
    assert_eq!(alarm.look(end, by_mail), [AlarmStep::Unanswered]);
    assert_eq!((alarm.next(), alarm.is_open()), (None, false));
    assert_eq!(alarm.look(end, by_mail), []);
}

#[test]
fn a_delay_counts_from_the_first_way_and_what_is_heard_twice_is_said_once() {
    let mut alarm = Alarm::begin(ladder(&[5, 10], 1));
    let now = start();
    let both = |_: &Step| vec![Way::Push, Way::Mail];
    alarm.look(now, both);
    assert_eq!(alarm.to_tell(now), [Way::Push, Way::Mail]);
    alarm.heard(now, (0, 0), Way::Push, Heard::Accepted);
    let later = now + TimeDelta::minutes(4);
    let hears = |alarm: &mut Alarm, heard| alarm.heard(later, (0, 0), Way::Mail, heard);
    assert_eq!(hears(&mut alarm, Heard::Accepted), [told(0, 0)]);
    for heard in [Heard::Accepted, Heard::Later, Heard::Never] {
        assert_eq!(hears(&mut alarm, heard), []);
    }
    let until = now + TimeDelta::minutes(5);
    assert_eq!(alarm.next(), Some(until));
    alarm.look(until, both);
    assert_eq!(alarm.place(), (0, 1));
    // What comes of the step before changes nothing any more.
    assert_eq!(hears(&mut alarm, Heard::Accepted), []);
    assert_eq!(alarm.to_tell(until), [Way::Push, Way::Mail]);
}

#[test]
fn an_empty_step_costs_no_waiting() {
    let mut alarm = Alarm::begin(ladder(&[5, 10], 2));
    let only_second = |step: &Step| match step.contact.as_str() {
        "contact-1" => vec![Way::Mail],
        _ => Vec::new(),
    };
    let empty = |round| AlarmStep::Empty {
        step: 0,
        round,
        name: "step 0".into(),
    };
    let now = start();
    assert_eq!(alarm.look(now, only_second), [empty(0)]);
    assert_eq!(alarm.to_tell(now), [Way::Mail]);
    alarm.heard(now, (0, 1), Way::Mail, Heard::Accepted);
    let next = now + TimeDelta::minutes(10);
    assert_eq!(alarm.look(next, only_second), [empty(1)]);
    assert_eq!(alarm.place(), (1, 1));
}

#[test]
fn a_step_that_nobody_can_be_told_at_costs_no_delay() {
    let mut alarm = Alarm::begin(ladder(&[60, 10], 1));
    let mut now = start();
    alarm.look(now, by_mail);
    // Tried again while it may pass, and given up well before the hour.
    for pause in [2, 8, 20] {
        assert_eq!(alarm.to_tell(now), [Way::Mail]);
        assert_eq!(alarm.heard(now, (0, 0), Way::Mail, Heard::Later), []);
        assert_eq!(alarm.to_tell(now), []);
        now += TimeDelta::seconds(pause);
        assert_eq!(alarm.next(), Some(now));
    }
    let said = alarm.heard(now, (0, 0), Way::Mail, Heard::Later);
    assert_eq!(said, [undelivered(0, 0)]);
    assert!(alarm.next().is_some_and(|next| next <= now));
    assert_eq!(alarm.look(now, by_mail), []);
    assert_eq!(
        (alarm.place(), alarm.to_tell(now)),
        ((0, 1), vec![Way::Mail])
    );

    let said = alarm.heard(now, (0, 1), Way::Mail, Heard::Never);
    assert_eq!(said, [undelivered(1, 0)]);
    assert_eq!(alarm.look(now, by_mail), []);
    assert_eq!(alarm.place(), (1, 0));
}

#[test]
fn once_acknowledged_nobody_is_told() {
    let mut alarm = Alarm::begin(ladder(&[5, 10], 1));
    let now = start();
    alarm.look(now, by_mail);
    let name = || "Dr. Weber";
    let said = AlarmStep::Acknowledged {
        name: name().into(),
    };
    assert_eq!(alarm.acknowledge(name()), Some(said));
    assert_eq!(alarm.acknowledge("somebody else"), None);
    assert_eq!(alarm.to_tell(now), []);
    assert_eq!(alarm.heard(now, (0, 0), Way::Mail, Heard::Accepted), []);
    assert_eq!(alarm.look(now + TimeDelta::days(1), by_mail), []);
    assert_eq!(alarm.next(), None);
}

#[test]
fn who_answers_after_the_last_step_has_still_answered() {
    let mut alarm = Alarm::begin(ladder(&[5], 1));
    assert_eq!(
        alarm.look(start(), |_| Vec::new()).last(),
        Some(&AlarmStep::Unanswered)
    );
    assert!(alarm.acknowledge("Dr. Weber").is_some());
}

#[test]
fn nobody_anywhere_is_said_at_once() {
    let mut alarm = Alarm::begin(ladder(&[5, 10], 3));
    let news = alarm.look(start(), |_| Vec::new());
    assert_eq!(news.len(), 7);
    assert_eq!(news.last(), Some(&AlarmStep::Unanswered));
    let mut none = Alarm::begin(ladder(&[], 3));
    assert_eq!(none.look(start(), by_mail), [AlarmStep::Unanswered]);
}
