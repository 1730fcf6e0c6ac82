//! The ladder against a model that knows only what was said and asked.

use super::{ladder, start};
use crate::ladder::{Alarm, Heard, Ladder};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{AlarmStep, Way};
use proptest::prelude::*;

const WAYS: [Way; 3] = [Way::Push, Way::Mail, Way::Webhook];

/// One thing that happens in a history.
#[derive(Debug, Clone)]
enum Happens {
    /// Time passes, in seconds, and the alarm is looked at.
    Waits(u16),
    /// What came of the nth notice that is out.
    Hears(u8, Heard),
    /// The process ends and begins: what was out is handed over once more.
    Dies,
    /// Somebody takes it on.
    Acknowledges,
}

fn any_happening() -> impl Strategy<Value = Happens> {
    let heard = prop_oneof![
        3 => Just(Heard::Accepted),
        2 => Just(Heard::Later),
        1 => Just(Heard::Partly),
        1 => Just(Heard::Never),
    ];
    prop_oneof![
        10 => (0_u16..900).prop_map(Happens::Waits),
        12 => (any::<u8>(), heard).prop_map(|(nth, heard)| Happens::Hears(nth, heard)),
        1 => Just(Happens::Dies),
        1 => Just(Happens::Acknowledges),
    ]
}

type Key = (u16, u16, Way);

/// What the model knows of a history.
struct Model {
    ladder: Ladder,
    reach: Vec<Vec<Way>>,
    now: DateTime<Utc>,
    out: Vec<Key>,
    told: Vec<Key>,
    /// Told, but not on all devices.
    partly: Vec<Key>,
    failed: Vec<Key>,
    failed_at: Option<DateTime<Utc>>,
    first_told: Option<DateTime<Utc>>,
    place: Option<(u16, u16)>,
    acknowledged: bool,
    unanswered: bool,
}

impl Model {
    fn new(ladder: Ladder, reach: Vec<Vec<Way>>) -> Self {
        Self {
            ladder,
            reach,
            now: start(),
            out: Vec::new(),
            told: Vec::new(),
            partly: Vec::new(),
            failed: Vec::new(),
            failed_at: None,
            first_told: None,
            place: None,
            acknowledged: false,
            unanswered: false,
        }
    }

    fn ways(&self, step: u16) -> &[Way] {
        &self.reach[usize::from(step)]
    }

    /// The alarm hands these over now.
    fn hands_over(&mut self, alarm: &Alarm) -> Result<(), TestCaseError> {
        let place = alarm.place();
        let to_tell = alarm.to_tell(self.now);
        prop_assert!(
            !self.acknowledged || to_tell.is_empty(),
            "told after acknowledgement"
        );
        if !to_tell.is_empty() && self.place != Some(place) {
            self.moved(place)?;
        }
        for way in to_tell {
            let key = (place.0, place.1, way);
            prop_assert!(self.ways(place.1).contains(&way), "a way that is none");
            let again = self.partly.contains(&key);
            prop_assert!(
                again || !self.told.contains(&key),
                "told twice in a round: {key:?}"
            );
            prop_assert!(!self.failed.contains(&key), "told after it was given up");
            if !self.out.contains(&key) {
                self.out.push(key);
            }
        }
        Ok(())
    }

    /// The alarm has come to another step: the one before had its delay, or
    /// could not be told.
    fn moved(&mut self, place: (u16, u16)) -> Result<(), TestCaseError> {
        let steps = self.ladder.steps.len() as u16;
        let order = |place: (u16, u16)| u32::from(place.0) * u32::from(steps) + u32::from(place.1);
        let from = self.place.map_or(0, |before| order(before) + 1);
        if let Some(before) = self.place {
            self.delay_was_kept(before)?;
            self.pause_was_kept(before.0, place.0)?;
        }
        for skipped in from..order(place) {
            let step = (skipped % u32::from(steps)) as u16;
            prop_assert!(self.ways(step).is_empty(), "a step was left out");
        }
        prop_assert!(order(place) >= from, "back down the ladder");
        self.place = Some(place);
        self.first_told = None;
        Ok(())
    }

    fn delay_was_kept(&self, (round, step): (u16, u16)) -> Result<(), TestCaseError> {
        let delay = self.ladder.steps[usize::from(step)].delay_minutes;
        let all_failed = self
            .ways(step)
            .iter()
            .all(|way| self.failed.contains(&(round, step, *way)));
        let waited = self
            .first_told
            .is_some_and(|told| self.now >= told + TimeDelta::minutes(delay.into()));
        prop_assert!(waited || all_failed, "the delay of {step} was not kept");
        Ok(())
    }

    /// After a round in which nobody was told although there were ways.
    fn pause_was_kept(&self, before: u16, now: u16) -> Result<(), TestCaseError> {
        let of = |keys: &[Key]| keys.iter().any(|(round, ..)| *round == before);
        if now > before && of(&self.failed) && !of(&self.told) {
            let paused = self
                .failed_at
                .is_some_and(|at| self.now >= at + TimeDelta::minutes(5));
            prop_assert!(paused, "round {before} was wasted");
        }
        Ok(())
    }

    fn takes(&mut self, news: Vec<AlarmStep>) -> Result<(), TestCaseError> {
        for one in news {
            let answers = matches!(one, AlarmStep::Acknowledged { .. });
            prop_assert!(!self.unanswered || answers);
            match one {
                AlarmStep::Told {
                    step, round, way, ..
                } => {
                    prop_assert!(!self.acknowledged);
                    self.told.push((round, step, way));
                    self.out.retain(|key| *key != (round, step, way));
                    self.first_told.get_or_insert(self.now);
                }
                AlarmStep::Undelivered {
                    step, round, way, ..
                } => {
                    prop_assert!(!self.told.contains(&(round, step, way)));
                    self.failed.push((round, step, way));
                    self.failed_at = Some(self.now);
                    self.out.retain(|key| *key != (round, step, way));
                }
                AlarmStep::Empty { step, .. } => prop_assert!(self.ways(step).is_empty()),
                AlarmStep::Acknowledged { .. } => self.acknowledged = true,
                AlarmStep::Unanswered => {
                    if let Some(before) = self.place {
                        self.delay_was_kept(before)?;
                    }
                    self.unanswered = true;
                }
                AlarmStep::Begun => prop_assert!(false, "said by whoever begins it"),
            }
        }
        Ok(())
    }

    fn looks(&mut self, alarm: &mut Alarm) -> Result<(), TestCaseError> {
        let reach = self.reach.clone();
        let news = alarm.look(self.now, |step| {
            let nth: usize = step.contact["contact-".len()..].parse().unwrap_or(0);
            reach[nth].clone()
        });
        self.takes(news)?;
        self.hands_over(alarm)
    }

    fn happens(&mut self, alarm: &mut Alarm, what: &Happens) -> Result<(), TestCaseError> {
        match what {
            Happens::Waits(seconds) => self.now += TimeDelta::seconds((*seconds).into()),
            Happens::Hears(nth, heard) => {
                if let Some((round, step, way)) = self
                    .out
                    .get(usize::from(*nth) % self.out.len().max(1))
                    .copied()
                {
                    self.out.retain(|key| *key != (round, step, way));
                    match heard {
                        Heard::Partly => self.partly.push((round, step, way)),
                        Heard::Later => {}
                        _ => self.partly.retain(|key| *key != (round, step, way)),
                    }
                    let news = alarm.heard(self.now, (round, step), way, *heard);
                    self.takes(news)?;
                }
            }
            Happens::Dies => {
                self.out.clear();
                let kept = holdfast_protocol::encode(&*alarm);
                *alarm =
                    Alarm::read(&kept).map_err(|error| TestCaseError::fail(error.to_string()))?;
            }
            Happens::Acknowledges => {
                let news = alarm.acknowledge("Dr. Weber").into_iter().collect();
                self.takes(news)?;
            }
        }
        self.looks(alarm)
    }
}

proptest! {
    #[test]
    fn every_history_keeps_the_rules(
        delays in proptest::collection::vec(1_u32..8, 1..4),
        rounds in 1_u16..4,
        reach in proptest::collection::vec(proptest::collection::btree_set(0_usize..3, 0..3), 4),
        history in proptest::collection::vec(any_happening(), 0..120),
    ) {
        let ways = |of: &std::collections::BTreeSet<usize>| of.iter().map(|nth| WAYS[*nth]).collect();
        let reach = reach.iter().map(ways).collect();
        let ladder = ladder(&delays, rounds);
        let mut alarm = Alarm::begin(ladder.clone());
        let mut model = Model::new(ladder, reach);
        model.looks(&mut alarm)?;
        for what in &history {
            model.happens(&mut alarm, what)?;
        }
        // However it went so far: with every notice failing and time passing, it
        // ends, and when it says that it looks again is soon enough.
        let mut turns = 0;
        while alarm.is_open() {
            turns += 1;
            prop_assert!(turns < 1000, "it does not end");
            if model.out.is_empty() {
                let next = alarm.next();
                prop_assert!(next.is_some());
                model.now = model.now.max(next.unwrap_or(model.now));
                model.looks(&mut alarm)?;
            } else {
                model.happens(&mut alarm, &Happens::Hears(0, Heard::Later))?;
            }
        }
        prop_assert!(model.acknowledged || model.unanswered);
        prop_assert_eq!(alarm.next(), None);
    }
}
