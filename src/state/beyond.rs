//! What lies beyond the tail of a conversation, summed up
//! (docs/decisions/app-tail.md).

#[cfg(feature = "therapist")]
use crate::side::known;
use crate::state::{Conversation, Entry, promises::Settled};
use chrono::{DateTime, Utc};
use holdfast_protocol::Answer;
#[cfg(feature = "therapist")]
use holdfast_protocol::{EnvelopeId, Noticed, NoticedLevel, Role};
use holdfast_rhythm::{Window, sort_by_key};
use serde::{Deserialize, Serialize};

/// What has to be known of the letters beyond a tail. It stays true for ever,
/// for they were answered or closed, or nobody has to answer them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beyond {
    /// It tells of all that left before this; none where there is nothing.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub until: Option<DateTime<Utc>>,
    /// Promised windows that closed without the answer, and that no reply
    /// which left before then owns.
    misses: Vec<Window>,
    /// When letters of the patient's arrived: the last before each version of
    /// the agreement was accepted, and the last of all.
    #[serde(with = "in_milliseconds")]
    pub(super) heard: Vec<DateTime<Utc>>,
    /// What was noticed, for a therapist, and nobody had taken on: letters,
    /// when they arrived, in milliseconds, and what in them.
    #[cfg(feature = "therapist")]
    pub(super) pressing: Vec<(EnvelopeId, i64, Noticed)>,
}

/// Instants as numbers: as text they would bring all of chrono's formats into
/// the browser.
mod in_milliseconds {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(
        instants: &[DateTime<Utc>],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut numbers = Vec::with_capacity(instants.len());
        numbers.extend(instants.iter().map(DateTime::timestamp_millis));
        numbers.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<DateTime<Utc>>, D::Error> {
        let numbers: Vec<i64> = Vec::deserialize(deserializer)?;
        let mut instants = Vec::with_capacity(numbers.len());
        for number in numbers {
            let instant = DateTime::from_timestamp_millis(number);
            instants.push(instant.ok_or_else(|| D::Error::custom("no instant"))?);
        }
        Ok(instants)
    }
}

impl Conversation {
    /// Takes what was noted of the letters beyond, before a tail is read;
    /// whether it fits is found out by [`Conversation::settle_reach`].
    pub fn note_beyond(&mut self, noted: Option<Beyond>) {
        self.hear(noted.as_ref());
        self.beyond = None;
        self.noted = noted;
    }

    /// Takes what a walk has found out of the letters beyond; says whether it
    /// reaches up to those that are here.
    pub fn know_beyond(&mut self, known: &Beyond) -> bool {
        let from = self.reach.from.filter(|_| self.reach.older);
        if from.is_some_and(|from| known.until < Some(from.left)) {
            return false;
        }
        self.hear(Some(known));
        self.look_again();
        self.beyond = Some(known.clone());
        true
    }

    fn hear(&mut self, beyond: Option<&Beyond>) {
        for at in beyond.into_iter().flat_map(|beyond| &beyond.heard) {
            self.timeline.take_letter(*at);
        }
    }

    /// What lies beyond the tail, if that is known.
    #[must_use]
    pub const fn beyond(&self) -> Option<&Beyond> {
        self.beyond.as_ref()
    }

    /// Goes over letters that left before `end`, page after page from the
    /// oldest on, and sums them up; `newer` says whether another page follows.
    /// Gives back what lies before `end`, once that is all known.
    pub fn walk(
        &mut self,
        page: Vec<Entry>,
        newer: bool,
        end: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Option<Beyond> {
        for (_, opened, promise) in page {
            self.take_entry(opened, promise);
        }
        self.give_promises(now);
        // Only letters whose answers have been seen are summed up.
        let seen = self.cut(1);
        if newer && seen.is_none_or(|seen| seen < end) {
            if let Some(seen) = seen {
                self.let_go(seen, now);
            }
            return None;
        }
        self.let_go(end, now);
        self.beyond.clone()
    }

    /// The misses beyond the tail that no reply beyond it owns.
    pub(super) fn missed_beyond(&self) -> impl Iterator<Item = Window> {
        let beyond = self.beyond.iter();
        beyond.flat_map(|beyond| beyond.misses.iter().copied())
    }

    pub(super) fn sum_up(&self, beyond: &mut Beyond, cut: DateTime<Utc>, now: DateTime<Utc>) {
        #[cfg(feature = "therapist")]
        self.sum_up_pressing(beyond, cut);
        for (arrived, id) in self.arrivals.before(cut) {
            beyond.heard.push(*arrived);
            let letter = self.letters.get(id);
            let Some(letter) = letter.filter(|letter| letter.answer == Answer::Wanted) else {
                continue;
            };
            let until = self.settled(letter).map_or(now, Settled::at);
            for promise in self.promised(letter) {
                let window = promise.window;
                if window.closes <= until && !beyond.misses.contains(&window) {
                    beyond.misses.push(window);
                }
            }
        }
        for (_, id) in self.departures.before(cut) {
            let owns = self.letters.get(id).map(|reply| &reply.owns);
            if let Some(owns) = owns.filter(|owns| !owns.is_empty()) {
                beyond.misses.retain(|window| !owns.contains(window));
            }
        }
        let ended = |at: &DateTime<Utc>| *at < cut;
        beyond.heard.extend(self.heard_closings().filter(ended));
        sort_by_key(&mut beyond.heard, |at| *at);
        let heard = &beyond.heard;
        let last = |at: DateTime<Utc>| {
            let place = heard.partition_point(|heard| *heard < at).checked_sub(1)?;
            heard.get(place).copied()
        };
        let versions = self.timeline.versions().map(|version| version.accepted);
        let mut kept: Vec<DateTime<Utc>> = versions.filter_map(last).collect();
        kept.extend(heard.last());
        sort_by_key(&mut kept, |at| *at);
        kept.dedup();
        beyond.heard = kept;
        beyond.until = Some(cut);
    }

    /// What only words take on stays until they are there, however many letters
    /// are newer.
    #[cfg(feature = "therapist")]
    fn sum_up_pressing(&self, beyond: &mut Beyond, cut: DateTime<Utc>) {
        if known(self.role) == Role::Patient {
            return;
        }
        for (arrived, id) in self.arrivals.before(cut) {
            let carried = self.letter(*id).and_then(|letter| letter.noticed.as_ref());
            let noticed = self.noticed_in(*id, carried);
            let stays =
                |noticed: &&Noticed| noticed.level >= NoticedLevel::Urgent || self.is_calling(*id);
            if let Some(noticed) = noticed.filter(stays) {
                let since = arrived.timestamp_millis();
                beyond.pressing.push((*id, since, noticed.clone()));
            }
        }
        beyond.pressing.retain(|(id, ..)| !self.is_over(*id));
    }

    /// What was noticed beyond the tail and nobody had taken on: the letters,
    /// when they arrived, and what.
    #[cfg(feature = "therapist")]
    pub(super) fn pressing_beyond(
        &self,
    ) -> impl Iterator<Item = (EnvelopeId, DateTime<Utc>, &Noticed)> {
        let all = self.beyond.iter().flat_map(|beyond| &beyond.pressing);
        all.filter(|(id, ..)| !self.letters.contains_key(id))
            .filter_map(|(id, since, noticed)| {
                Some((*id, DateTime::from_timestamp_millis(*since)?, noticed))
            })
    }

    /// When closings of the patient's reached the relay, which cannot tell
    /// them from letters.
    pub(super) fn heard_closings(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let theirs = self
            .closings
            .values()
            .filter(|closing| self.is_by_patient(closing.author));
        theirs.filter_map(|closing| closing.standing.arrived())
    }
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use super::Beyond;
    use chrono::DateTime;
    use holdfast_protocol::{decode, encode};

    #[test]
    fn what_lies_beyond_is_read_as_it_was_noted() {
        let at = DateTime::from_timestamp_millis;
        let mut beyond = Beyond::default();
        for until in [None, at(1_795_244_400_123)] {
            beyond.until = until;
            beyond.heard.extend(until);
            beyond.heard.extend(at(-1));
            let noted = encode(&beyond);
            assert_eq!(
                decode::<Beyond>(&noted, "note").ok().as_ref(),
                Some(&beyond)
            );
        }
    }
}
