//! What was found, how far it was looked, and what can be done about it.

use super::{Finding, Hit, Progress, looking::ENOUGH};
use crate::{
    components::{
        button::{ButtonKind, button},
        parts::{nothing, paragraph_of},
    },
    i18n::{fill, t_string},
    pages::{conversation::reading::Wish, reading::name_of},
    state::{Author, Conversation, search::Excerpt},
};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

impl Finding {
    /// What can be done about the search.
    pub(super) fn ways(self) -> AnyView {
        let words = self.words;
        match self.progress.get() {
            Progress::Looking(_) => {
                let stop = t_string!(words, letters.reading.find_stop);
                button(ButtonKind::Plain, stop, move || self.stop())
            }
            Progress::Stopped(place) | Progress::Failed(place, _) => {
                let on = t_string!(words, letters.reading.find_on);
                button(ButtonKind::Plain, on, move || {
                    let found = self.hits.with_untracked(Vec::len);
                    self.enough.set_value(found + ENOUGH);
                    self.go_on(place);
                })
            }
            Progress::Idle | Progress::Through => nothing(),
        }
    }

    /// How far it has come; seen, and not said again and again.
    pub(super) fn meanwhile(self) -> AnyView {
        let Progress::Looking(Some(place)) = self.progress.get() else {
            return nothing();
        };
        let sentence = t_string!(self.words, letters.reading.find_looking);
        paragraph_of("small quiet", self.filled(sentence, place.left))
    }

    /// What came of it.
    pub(super) fn outcome(self) -> String {
        let words = self.words;
        match self.progress.get() {
            Progress::Idle | Progress::Looking(_) => String::new(),
            Progress::Stopped(place) => {
                let sentence = t_string!(words, letters.reading.find_stopped);
                self.filled(sentence, place.left)
            }
            Progress::Failed(_, why) => why,
            Progress::Through => match self.hits.with(Vec::len) {
                0 if !self.reading.writing.desk.is_whole() => {
                    t_string!(words, letters.reading.found_none_yet).to_owned()
                }
                0 => t_string!(words, letters.reading.found_none).to_owned(),
                1 => t_string!(words, letters.reading.found_one).to_owned(),
                _ => self.filled(
                    t_string!(words, letters.reading.found_some),
                    DateTime::UNIX_EPOCH,
                ),
            },
        }
    }

    fn filled(self, sentence: &str, at: DateTime<Utc>) -> String {
        let reader = self.times.reader(None);
        let day = reader.date(reader.date_of(at));
        let count = self.hits.with(Vec::len).to_string();
        fill(sentence, &[("count", &count), ("day", &day)])
    }

    pub(super) fn drawn(self, hit: &Hit, open: RwSignal<bool>) -> AnyView {
        let (id, at) = (hit.id, hit.at);
        let author = self.author(hit.author);
        let reader = self.times.reader(None);
        let day = reader.date(reader.date_of(at));
        let Excerpt {
            before,
            found,
            after,
        } = hit.excerpt.clone();
        let go = move |_| {
            self.stop();
            open.set(false);
            self.reading.go(at, Wish::Letter(id));
        };
        view! {
            <li>
                <button class="found" type="button" on:click=go>
                    <span class="small quiet">{author}" · "{day}</span>
                    <span class="found-words" dir="auto">
                        {before}
                        <mark>{found}</mark>
                        {after}
                    </span>
                </button>
            </li>
        }
        .into_any()
    }

    fn author(self, author: Author) -> String {
        let writing = self.reading.writing;
        if author == Author::Me {
            return t_string!(self.words, letters.you).to_owned();
        }
        let name = |here: &Conversation| name_of(self.words, here);
        writing.desk.book.with_untracked(|book| {
            book.get(writing.conversation)
                .map_or_else(String::new, name)
        })
    }
}
