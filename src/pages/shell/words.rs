//! Words that several pages share, and who reads them.

use crate::components::memo::Memo;
use crate::{
    i18n::{t_string, times::Reader},
    state::{Choices, Desk},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_rhythm::Tz;
use holdfast_sync::StoreTrouble;
use leptos::prelude::*;

/// The handle that sentences are asked of.
pub type Words = crate::i18n::I18n;

/// Who reads times, as a context: words age with the minute, not with every
/// step of the clock.
#[derive(Clone, Copy)]
pub struct Times {
    desk: Desk,
    minute: Memo<DateTime<Utc>>,
    zone: StoredValue<Tz>,
    choices: Choices,
}

impl Times {
    /// Follows the desk's clock and the chosen language.
    #[must_use]
    pub fn new(desk: Desk, choices: Choices) -> Self {
        let minute = Memo::new(move |_| {
            let now = desk.now.get();
            let into = TimeDelta::seconds(now.timestamp().rem_euclid(60));
            let whole = now - into;
            whole - TimeDelta::nanoseconds(i64::from(whole.timestamp_subsec_nanos()))
        });
        Self {
            desk,
            minute,
            zone: StoredValue::new(desk.reader_zone()),
            choices,
        }
    }

    /// The reader at this minute; whoever asks is asked again when it passes.
    #[must_use]
    pub fn reader(self, other: Option<Tz>) -> Reader {
        Reader {
            language: self.choices.language.get(),
            zone: self.zone.get_value(),
            other,
            now: self.minute.get(),
            dated: false,
        }
    }

    /// What it is by the desk's clock, for what is worked out and not said: an
    /// agreement rules from the second of its yes.
    #[must_use]
    pub fn now(self) -> DateTime<Utc> {
        self.desk.now.get()
    }
}

/// What is the matter with the device's storage.
#[must_use]
pub fn store_words(words: Words, trouble: &StoreTrouble) -> &'static str {
    match trouble {
        StoreTrouble::Full => t_string!(words, common.store.full),
        StoreTrouble::Closed => t_string!(words, common.store.closed),
        StoreTrouble::Silent => t_string!(words, common.store.silent),
        StoreTrouble::Damaged => t_string!(words, common.store.damaged),
        StoreTrouble::Newer => t_string!(words, common.store.newer),
        StoreTrouble::Overtaken | StoreTrouble::IdInUse => t_string!(words, common.store.other),
    }
}
