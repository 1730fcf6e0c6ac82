//! Calm words for when: the day and the part of it.

use chrono::{DateTime, NaiveDate, Timelike as _, Utc};

use super::Reader;
use crate::i18n::Language;

/// The hour at which a night becomes a morning.
const NIGHT_ENDS: u32 = 5;

impl Reader {
    /// The day and the part of it: "tomorrow afternoon", "this evening",
    /// "heute Abend", "Donnerstagnachmittag". The exact time is said elsewhere.
    #[must_use]
    pub fn coarse(&self, instant: DateTime<Utc>) -> String {
        let local = self.local(instant);
        match self.language {
            Language::English => self.english(local.date(), local.hour()),
            Language::German => self.german(local.date(), local.hour()),
        }
    }

    fn english(&self, date: NaiveDate, hour: u32) -> String {
        let (early_or_late, part) = match hour {
            0..NIGHT_ENDS => ("early ", "morning"),
            NIGHT_ENDS..12 => ("", "morning"),
            12..17 => ("", "afternoon"),
            17..22 => ("", "evening"),
            _ => ("late ", "evening"),
        };
        match self.days_until(date) {
            0 => format!("{early_or_late}this {part}"),
            _ if self.is_near(date) => format!("{early_or_late}{} {part}", self.day_on(date)),
            _ => format!("{}, {early_or_late}{part}", self.day_on(date)),
        }
    }

    fn german(&self, date: NaiveDate, hour: u32) -> String {
        let days = self.days_until(date);
        let day = self.day_on(date);
        let (noun, adverb) = match hour {
            0..NIGHT_ENDS => return self.german_night(date),
            NIGHT_ENDS..10 => ("Morgen", "morgens"),
            10..12 => ("Vormittag", "vormittags"),
            12..14 => ("Mittag", "mittags"),
            14..18 => ("Nachmittag", "nachmittags"),
            18..22 => ("Abend", "abends"),
            _ => ("am späten Abend", "am späten Abend"),
        };
        let late = hour >= 22;
        match days {
            // "Morgen Morgen" is nobody's German.
            1 if noun == "Morgen" => "morgen früh".to_owned(),
            -1..=1 => format!("{day} {noun}"),
            2..=6 if late => format!("{day} {noun}"),
            2..=6 => format!("{day}{}", noun.to_ascii_lowercase()),
            _ => format!("{day}, {adverb}"),
        }
    }

    /// The hours after midnight belong to the night before.
    fn german_night(&self, date: NaiveDate) -> String {
        let night_has_begun = self.local(self.now).hour() < NIGHT_ENDS;
        let before = match self.days_until(date) {
            0 => return "heute Nacht".to_owned(),
            1 if !night_has_begun => return "heute Nacht".to_owned(),
            _ => self.named_day(date),
        };
        format!("in der Nacht auf {before}")
    }
}
