//! Finding words in the letters, on this device.

use super::reading::{Reading, Wish};
use crate::{
    components::{
        button::{ButtonKind, button},
        dialog::Dialog,
        field::TextField,
        live::{Entry, effect, live, live_list},
        parts::{nothing, paragraph_of, status},
    },
    i18n::{fill, t_string},
    pages::{
        reading::name_of,
        shell::{Times, Words},
    },
    state::{
        Around, Author, Conversation, Letter, Pause, ThreadPlace,
        search::{Excerpt, Query},
    },
};
use chrono::{DateTime, Utc};
use core::time::Duration;
use holdfast_protocol::EnvelopeId;
use leptos::prelude::*;

/// The id of the field.
const FIELD: &str = "find-words";
/// How long after the last key it is looked for.
const PAUSE: Duration = Duration::from_millis(350);
/// How many are found before one is asked whether to go on.
const ENOUGH: usize = 40;

/// A letter in which it was found.
#[derive(Clone)]
struct Hit {
    id: EnvelopeId,
    at: DateTime<Utc>,
    author: Author,
    excerpt: Excerpt,
}

/// How far it has been looked.
#[derive(Clone, PartialEq)]
enum Progress {
    /// Nothing is looked for.
    Idle,
    /// It is being looked for; back to there so far.
    Looking(Option<ThreadPlace>),
    /// Enough was found, or somebody stopped it there.
    Stopped(ThreadPlace),
    /// What is older could not be read; why, as a sentence.
    Failed(ThreadPlace, String),
    /// All was looked through.
    Through,
}

#[derive(Clone, Copy)]
struct Finding {
    reading: Reading,
    words: Words,
    times: Times,
    typed: RwSignal<String>,
    query: StoredValue<Option<Query>>,
    hits: RwSignal<Vec<Hit>>,
    progress: RwSignal<Progress>,
    /// How many are enough for now.
    enough: StoredValue<usize>,
    /// Which search this is: what comes in for another is dropped.
    turn: StoredValue<usize>,
    pause: Pause,
}

/// Asks for words while `open`, and lists where they are.
pub fn finding(reading: Reading, open: RwSignal<bool>) -> AnyView {
    let words = reading.writing.words;
    let finding = Finding {
        reading,
        words,
        times: expect_context(),
        typed: RwSignal::new(String::new()),
        query: StoredValue::new(None),
        hits: RwSignal::new(Vec::new()),
        progress: RwSignal::new(Progress::Idle),
        enough: StoredValue::new(ENOUGH),
        turn: StoredValue::new(0),
        pause: Pause::new(),
    };
    let close = move || {
        finding.stop();
        open.set(false);
    };
    // What comes later is looked through as well.
    effect(move || {
        if !reading.writing.desk.fetching.get() {
            finding.begin();
        }
    });
    let entry = move |hit: Hit| Entry::new(hit.id.to_string(), move || finding.drawn(&hit, open));
    let list = live_list(move || finding.hits.get().into_iter().map(entry).collect());
    let ways = live(move || finding.ways());
    let meanwhile = live(move || finding.meanwhile());
    let outcome = status(Some("small"), move || finding.outcome());
    let actions = move || {
        button(
            ButtonKind::Quiet,
            t_string!(words, letters.reading.close),
            close,
        )
    };
    view! {
        <Dialog
            id="find-in-letters"
            open
            title=t_string!(words, letters.reading.find_title)
            on_close=move |()| close()
            actions
        >
            <form
                class="find-form"
                on:submit=move |event| {
                    event.prevent_default();
                    finding.begin();
                }
            >
                <TextField
                    id=FIELD
                    label=t_string!(words, letters.reading.find_label)
                    hint=t_string!(words, letters.reading.find_hint)
                    value=finding.typed
                    on_input=move |typed| finding.typed(typed)
                />
            </form>
            {outcome}
            {meanwhile}
            <ol class="found-list">{list}</ol>
            {ways}
        </Dialog>
    }
    .into_any()
}

impl Finding {
    fn typed(self, typed: String) {
        self.typed.set(typed);
        self.pause.after(PAUSE, move || self.begin());
    }

    /// Looks from the newest on.
    fn begin(self) {
        self.pause.cancel();
        self.turn.update_value(|turn| *turn += 1);
        self.enough.set_value(ENOUGH);
        self.hits.set(Vec::new());
        let query = self.typed.with_untracked(|typed| Query::new(typed));
        self.query.set_value(query.clone());
        if query.is_none() {
            return self.progress.set(Progress::Idle);
        }
        let writing = self.reading.writing;
        let tail = self.reading.tail();
        let first = tail.spots.first().copied().filter(|_| tail.older);
        writing.desk.book.with_untracked(|book| {
            if let Some(here) = book.get(writing.conversation) {
                let mut letters = here.letters();
                letters.retain(|letter| letter.spot().is_none_or(|spot| Some(spot) >= first));
                self.look_in(&letters, first);
            }
        });
    }

    /// Adds those letters in which it is, until there are enough; they come
    /// with the oldest first. Then it goes on to what is older than `first`.
    fn look_in(self, letters: &[&Letter], first: Option<ThreadPlace>) {
        let mut found = Vec::new();
        let mut older = first;
        self.query.with_value(|query| {
            let Some(query) = query else { return };
            let enough = self.enough.get_value();
            let wanted = enough.saturating_sub(self.hits.with_untracked(Vec::len));
            let mut after = None;
            for letter in letters.iter().rev() {
                let left = letter.left();
                // Those that left together stay together.
                if found.len() >= wanted && after.is_some() && left < after {
                    older = after.map(ThreadPlace::before);
                    return;
                }
                after = left;
                if let Some(excerpt) = query.find(&letter.text) {
                    found.push(Hit {
                        id: letter.id,
                        at: letter.place().1,
                        author: letter.author,
                        excerpt,
                    });
                }
            }
        });
        if !found.is_empty() {
            self.hits.update(|hits| hits.append(&mut found));
        }
        match older {
            Some(place) if self.hits.with_untracked(Vec::len) >= self.enough.get_value() => {
                self.progress.set(Progress::Stopped(place));
            }
            Some(place) => self.go_on(place),
            None => self.progress.set(Progress::Through),
        }
    }

    /// Looks on in what is older than `than`.
    fn go_on(self, than: ThreadPlace) {
        self.progress.set(Progress::Looking(Some(than)));
        let turn = self.turn.get_value();
        self.reading
            .read_for_search(Around::Older(than), move |read| {
                if self.turn.try_get_value() != Some(turn) {
                    return;
                }
                let stretch = match read {
                    Ok(stretch) => stretch,
                    Err(why) => return self.progress.set(Progress::Failed(than, why)),
                };
                let conversation = &stretch.conversation;
                let ids = stretch.letters.iter();
                let letters: Vec<_> = ids.filter_map(|(_, id)| conversation.letter(*id)).collect();
                let first = stretch.letters.first().map(|(first, _)| *first);
                self.look_in(&letters, first.filter(|_| stretch.older));
            });
    }

    fn stop(self) {
        self.pause.cancel();
        self.turn.update_value(|turn| *turn += 1);
        if let Progress::Looking(Some(place)) = self.progress.get_untracked() {
            self.progress.set(Progress::Stopped(place));
        }
    }

    /// What can be done about the search.
    fn ways(self) -> AnyView {
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
    fn meanwhile(self) -> AnyView {
        let Progress::Looking(Some(place)) = self.progress.get() else {
            return nothing();
        };
        let sentence = t_string!(self.words, letters.reading.find_looking);
        paragraph_of("small quiet", self.filled(sentence, place.left))
    }

    /// What came of it.
    fn outcome(self) -> String {
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

    fn drawn(self, hit: &Hit, open: RwSignal<bool>) -> AnyView {
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
