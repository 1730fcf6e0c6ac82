//! Reading a conversation of any length: a part of it is drawn, a few letters
//! at a time, and what is being read stays where it is.

use super::{
    items::{Item, has, items},
    sheet::place_id,
    writing::Writing,
};
use crate::{
    components::{
        live::effect,
        memo::Memo,
        place::{self, Edges, Place},
    },
    i18n::{fill, t_string},
    pages::shell::{Times, store_words},
    state::{
        Around, Author, Book, Conversation, Pause, Stretch, ThreadPlace, page,
        reading::{PORTION, Pane, Portion, Step, Tail},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use core::time::Duration;
use holdfast_protocol::EnvelopeId;
use holdfast_sync::StoreTrouble;
use leptos::{prelude::*, task};
use std::sync::Arc;

/// What the list of letters is found by.
pub const LIST: &str = "thread";
/// What the end of the page is found by.
pub const END: &str = "compose-end";
/// What stands where the list begins.
pub const TOP: &str = "thread-top";

/// How many letters there are before one needs ways through them.
const LONG: usize = 30;
/// How many are read from the device at once.
const READ: u32 = 30;
/// How many are looked through at once for words.
const SEARCHED: u32 = 100;
/// Within how many heights of the window all is drawn, above and below.
const NEAR: f64 = 1.5;
/// For how long a letter that was gone to is marked.
const MARKED: Duration = Duration::from_secs(3);

/// The handle; lives as long as the page of one conversation.
#[derive(Clone, Copy)]
pub struct Reading {
    /// The place to write, and the conversation.
    pub writing: Writing,
    times: Times,
    inner: StoredValue<Inner, LocalStorage>,
    /// Moves on when another part is to be drawn.
    asked: RwSignal<usize>,
    /// Moves on when it is.
    drawn: RwSignal<usize>,
    /// Whether the newest letters are out of sight.
    pub away: RwSignal<bool>,
    /// Whether there are letters above and below what is drawn.
    pub beyond: RwSignal<(bool, bool)>,
    /// Letters that have come while the newest were out of sight.
    pub new: RwSignal<usize>,
    /// Why older letters could not be read; empty if they could.
    pub trouble: RwSignal<String>,
    marked: Pause,
}

struct Inner {
    pane: Pane,
    shown: Vec<Item>,
    goal: Goal,
    /// What is being read, and where it stood last.
    place: Option<Place>,
    /// Something is being read from the device.
    is_reading: bool,
    /// A look at the page is due with its next picture.
    is_due: bool,
    /// Newer ones were drawn since somebody scrolled.
    went_down: bool,
    /// The newest that was in sight.
    seen: Option<ThreadPlace>,
    /// How many letters of one's own have not left yet.
    open: usize,
    /// Where one was before one went elsewhere.
    back: Vec<(DateTime<Utc>, EnvelopeId, f64)>,
}

/// Where to be once something is drawn.
#[derive(Clone, Copy)]
enum Goal {
    /// Where one is.
    Here,
    /// At the end of the page.
    Bottom,
    /// There, with the focus on the newest letter.
    End,
    /// At this piece, so far from the window's top.
    At(EnvelopeId, Option<f64>),
}

/// Where somebody wants to go.
#[derive(Clone, Copy)]
pub enum Wish {
    /// To this letter.
    Letter(EnvelopeId),
    /// To the first letter of a day, or the nearest.
    Day(NaiveDate),
    /// Back to this letter, which was so far from the window's top.
    Back(EnvelopeId, f64),
}

impl Reading {
    /// Begins with the newest.
    #[must_use]
    pub fn new(writing: Writing) -> Self {
        let inner = Inner {
            pane: Pane::default(),
            shown: Vec::new(),
            goal: Goal::Here,
            place: None,
            is_reading: false,
            is_due: false,
            went_down: false,
            seen: None,
            open: 0,
            back: Vec::new(),
        };
        let reading = Self {
            writing,
            times: expect_context(),
            inner: StoredValue::new_local(inner),
            asked: RwSignal::new(0),
            drawn: RwSignal::new(0),
            away: RwSignal::new(false),
            beyond: RwSignal::new((false, false)),
            new: RwSignal::new(0),
            trouble: RwSignal::new(String::new()),
            marked: Pause::new(),
        };
        let tail = reading.tail();
        reading.with(&mut |inner| {
            inner.pane = Pane::newest(&tail);
            inner.seen = tail.spots.last().copied();
        });
        reading.draw();
        effect(move || {
            reading.asked.track();
            writing.desk.book.track();
            reading.draw_in_place();
        });
        let scrolled = window_event_listener_untyped("scroll", move |_| {
            reading.with(&mut |inner| inner.went_down = false);
            reading.look_soon();
        });
        let went_back = window_event_listener_untyped("popstate", move |_| reading.go_back());
        on_cleanup(move || {
            scrolled.remove();
            went_back.remove();
        });
        reading
    }

    /// What is drawn now; in a view, it follows.
    pub fn shown(self) -> Vec<Item> {
        self.drawn.track();
        self.inner
            .try_with_value(|inner| inner.shown.clone())
            .unwrap_or_default()
    }

    /// Hands over the conversation that has this piece: the book's, which is up
    /// to date, else what was read.
    pub fn with_source(self, book: &Book, id: EnvelopeId, read: &mut dyn FnMut(&Conversation)) {
        let here = book.get(self.writing.conversation);
        if let Some(here) = here.filter(|here| has(here, id)) {
            read(here);
        } else if let Some(stretch) = self.read(id) {
            read(&stretch);
        }
    }

    fn read(self, id: EnvelopeId) -> Option<Arc<Conversation>> {
        let found = |inner: &Inner| {
            let mut read = inner.pane.read();
            let (_, conversation) = read.find(|(read, _)| *read == id)?;
            Some(Arc::clone(conversation))
        };
        self.inner.try_with_value(found).flatten()
    }

    /// Whether there are so many letters that one needs ways through them.
    pub fn is_long(self) -> Memo<bool> {
        let writing = self.writing;
        Memo::new(move |before: Option<&bool>| {
            before == Some(&true)
                || writing.desk.book.with(|book| {
                    let conversation = book.get(writing.conversation);
                    conversation.is_some_and(|conversation| {
                        let tail = conversation.tail();
                        tail.older || tail.spots.len() >= LONG
                    })
                })
        })
    }

    /// The end of the conversation, as the book has it.
    #[must_use]
    pub fn tail(self) -> Tail {
        let conversation = self.writing.conversation;
        let tail = |book: &Book| book.get(conversation).map(Conversation::tail);
        self.writing
            .desk
            .book
            .with_untracked(tail)
            .unwrap_or_default()
    }

    fn with(self, change: &mut dyn FnMut(&mut Inner)) {
        // The page may be gone by now.
        self.inner.try_update_value(|inner| change(inner));
    }

    /// Works out what is to be drawn, and says whether that is something else
    /// than before.
    fn draw(self) -> bool {
        let writing = self.writing;
        let zone = writing.desk.reader_zone();
        let is_fetching = writing.desk.fetching.get_untracked();
        let mut has_changed = false;
        writing.desk.book.with_untracked(|book| {
            let Some(here) = book.get(writing.conversation) else {
                return;
            };
            let tail = here.tail();
            let letters = here.letters().into_iter();
            let open = letters
                .filter(|letter| letter.author == Author::Me && letter.left().is_none())
                .count();
            let is_away = self.away.try_get_untracked().unwrap_or_default();
            if self.fill(&tail) {
                return;
            }
            self.with(&mut |inner| {
                // Who has written something is shown it.
                if open > inner.open && !inner.pane.is_at_end() {
                    inner.pane = Pane::newest(&tail);
                }
                inner.open = open;
                // Many at once, or a device fetches all again: the newest.
                let new = tail.spots.iter().rev();
                let new = new.take_while(|spot| Some(**spot) > inner.seen).count();
                let is_much = new > 2 * PORTION || (is_fetching && new > 0);
                if is_much && inner.pane.is_at_end() && !is_away {
                    inner.pane = Pane::newest(&tail);
                    inner.seen = tail.spots.last().copied();
                    inner.goal = Goal::Bottom;
                }
                inner.pane.settle(&tail, !is_away);
                let items = items(here, &inner.pane, zone);
                has_changed = items != inner.shown;
                inner.shown = items;
            });
            self.count_new(here, &tail);
        });
        has_changed
    }

    /// Reads what the book has let go of although it is drawn; until it is
    /// here, all stays as it is. Says whether that is so.
    fn fill(self, tail: &Tail) -> bool {
        let mut hole = None;
        let mut is_reading = false;
        self.with(&mut |inner| {
            hole = inner.pane.hole(tail);
            is_reading = core::mem::replace(&mut inner.is_reading, hole.is_some());
        });
        match hole {
            Some(step) if !is_reading => self.read_on(step, true),
            Some(_) => {}
            None => self.with(&mut |inner| inner.is_reading = is_reading),
        }
        hole.is_some()
    }

    fn count_new(self, here: &Conversation, tail: &Tail) {
        let mut count = 0;
        self.with(&mut |inner| {
            let new = tail.spots.iter().rev();
            let new = new.take_while(|spot| Some(**spot) > inner.seen);
            let theirs = new.filter(|spot| {
                let letter = here.letter(spot.id);
                letter.is_some_and(|letter| letter.author == Author::Them)
            });
            count = theirs.count();
        });
        let before = self.new.try_get_untracked().unwrap_or_default();
        if before == count {
            return;
        }
        let _ = self.new.try_set(count);
        if count > before && self.away.try_get_untracked() == Some(true) {
            let words = self.writing.words;
            let said = match count {
                1 => t_string!(words, letters.reading.came_one).to_owned(),
                _ => fill(
                    t_string!(words, letters.reading.came_some),
                    &[("count", &count.to_string())],
                ),
            };
            self.writing.say(&said);
        }
    }

    /// Draws what is to be drawn, and keeps what is read where it is, or goes
    /// where somebody wants to be.
    fn draw_in_place(self) {
        let mut place = None;
        self.with(&mut |inner| {
            if matches!(inner.goal, Goal::Here) {
                place = place::read_in(LIST, inner.place.take());
            }
        });
        if !self.draw() {
            self.arrive(place);
            return;
        }
        let _ = self.drawn.try_update(|drawn| *drawn += 1);
        task::spawn_local(async move {
            // Then the list has changed, and nobody has seen it yet.
            task::tick().await;
            self.arrive(place);
        });
    }

    fn arrive(self, place: Option<Place>) {
        let mut goal = Goal::Here;
        self.with(&mut |inner| goal = core::mem::replace(&mut inner.goal, Goal::Here));
        let place = match goal {
            Goal::Here => place.map(Place::keep),
            Goal::Bottom => {
                page::show(&format!("#{END}"));
                None
            }
            Goal::End => {
                page::show(&format!("#{END}"));
                if let Some(last) = self.last() {
                    place::focus_in_place(&place_id(last));
                }
                None
            }
            Goal::At(id, top) => {
                let id = place_id(id);
                if top.is_none() {
                    place::mark(&id, true);
                    let marked = id.clone();
                    self.marked
                        .after(MARKED, move || place::mark(&marked, false));
                }
                place::show(&id, top)
            }
        };
        self.with(&mut |inner| inner.place.clone_from(&place));
        self.look_soon();
    }

    /// The last piece that is drawn.
    fn last(self) -> Option<EnvelopeId> {
        let last = |inner: &Inner| {
            let mut pieces = inner.shown.iter().rev();
            pieces.find_map(|item| match item {
                Item::Letter(id) | Item::Closing(id) => Some(*id),
                Item::Day { .. } | Item::Window { .. } => None,
            })
        };
        self.inner.try_with_value(last).flatten()
    }

    /// Looks with the page's next picture whether more is to be drawn.
    fn look_soon(self) {
        let mut was_due = true;
        self.with(&mut |inner| was_due = core::mem::replace(&mut inner.is_due, true));
        if !was_due {
            request_animation_frame(move || {
                self.with(&mut |inner| inner.is_due = false);
                self.look();
            });
        }
    }

    fn look(self) {
        let Some(edges) = place::edges(LIST) else {
            return;
        };
        let tail = self.tail();
        let (mut above, mut below, mut goes_down) = (false, false, false);
        self.with(&mut |inner| {
            above = inner.pane.has_older(&inner.pane.line(&tail));
            below = !inner.pane.is_at_end();
            goes_down = inner.went_down;
        });
        let Edges {
            top,
            bottom,
            window,
        } = edges;
        let near = window * NEAR;
        let is_away = below || bottom > window + near;
        set(self.away, is_away);
        set(self.beyond, (above, below));
        if !is_away {
            self.with(&mut |inner| inner.seen = tail.spots.last().copied());
            set(self.new, 0);
        }
        if !self
            .trouble
            .try_with_untracked(String::is_empty)
            .unwrap_or(false)
        {
            return;
        }
        if above && top > -near && !goes_down {
            self.more(true);
        } else if below && bottom < window + near && bottom > 0.0 && !place::is_below() {
            self.with(&mut |inner| inner.went_down = true);
            self.more(false);
        }
    }

    /// Draws some more, older or newer ones.
    fn more(self, older: bool) {
        let tail = self.tail();
        let mut step = Step::Nothing;
        self.with(&mut |inner| {
            if !inner.is_reading {
                step = if older {
                    inner.pane.draw_older(&tail)
                } else {
                    inner.pane.draw_newer(&tail)
                };
                inner.is_reading = matches!(step, Step::ReadOlder(_) | Step::ReadNewer(_));
            }
        });
        match step {
            Step::Moved => self.ask(),
            Step::Nothing => {}
            Step::ReadOlder(_) | Step::ReadNewer(_) => self.read_on(step, false),
        }
    }

    /// Reads what a step needs, then takes it, unless it was only to `fill` a
    /// hole.
    fn read_on(self, step: Step, fills: bool) {
        let (around, after, before) = match step {
            Step::ReadNewer(than) => (Around::Newer(than), Some(than), None),
            Step::ReadOlder(than) => (Around::Older(than), None, Some(than)),
            Step::Moved | Step::Nothing => return,
        };
        let done = move |stretch| {
            let mut portion = Some(Portion::of(stretch, after, before));
            let tail = self.tail();
            self.with(&mut |inner| {
                inner.is_reading = false;
                if let Some(portion) = portion.take() {
                    inner.pane.take(step, portion, &tail);
                }
            });
            if fills {
                self.ask();
            } else {
                self.more(matches!(step, Step::ReadOlder(_)));
            }
        };
        self.stretch(around, READ, Box::new(done));
    }

    /// Reads a stretch; `done` hears it unless there is trouble, or the page is
    /// gone.
    fn stretch(self, around: Around, count: u32, done: Box<dyn FnOnce(Stretch)>) {
        let writing = self.writing;
        writing.desk.read_stretch(
            writing.conversation,
            around,
            count,
            move |read| match read {
                Ok(stretch) => done(stretch),
                Err(trouble) => self.complain(&trouble),
            },
        );
    }

    /// Reads a stretch to look for words in it; `done` hears the trouble too,
    /// as a sentence.
    pub fn read_for_search(
        self,
        around: Around,
        done: impl FnOnce(Result<Stretch, String>) + 'static,
    ) {
        let writing = self.writing;
        let done = move |read: Result<_, StoreTrouble>| {
            done(read.map_err(|trouble| self.not_read(&trouble)));
        };
        writing
            .desk
            .read_stretch(writing.conversation, around, SEARCHED, done);
    }

    /// Reads where the first letter stands.
    pub fn read_first(self, done: impl FnOnce(ThreadPlace) + 'static) {
        let oldest = ThreadPlace::before(DateTime::UNIX_EPOCH);
        let done = move |stretch: Stretch| {
            if let Some((first, _)) = stretch.letters.first() {
                done(*first);
            }
        };
        self.stretch(Around::Newer(oldest), 1, Box::new(done));
    }

    /// What is the matter.
    fn complain(self, trouble: &StoreTrouble) {
        let _ = self.trouble.try_set(self.not_read(trouble));
        self.with(&mut |inner| inner.is_reading = false);
    }

    fn not_read(self, trouble: &StoreTrouble) -> String {
        let sentence = t_string!(self.writing.words, letters.reading.not_read);
        let why = store_words(self.writing.words, trouble);
        fill(sentence, &[("reason", why)])
    }

    fn ask(self) {
        let _ = self.asked.try_update(|asked| *asked += 1);
    }

    /// Shows older ones because somebody asked for them; the focus stays where
    /// they begin.
    pub fn show_older(self) {
        self.trouble.set(String::new());
        self.more(true);
        let words = self.writing.words;
        self.writing
            .say(t_string!(words, letters.reading.shown_older));
        page::once_shown(move || {
            if !self.beyond.try_get_untracked().unwrap_or_default().0 {
                place::focus_in_place(TOP);
            }
        });
    }

    /// Shows newer ones because somebody asked for them.
    pub fn show_newer(self) {
        self.trouble.set(String::new());
        self.more(false);
        let words = self.writing.words;
        self.writing
            .say(t_string!(words, letters.reading.shown_newer));
    }

    /// Goes to the newest.
    pub fn show_newest(self) {
        let tail = self.tail();
        self.with(&mut |inner| {
            inner.pane = Pane::newest(&tail);
            inner.goal = Goal::End;
            inner.back.clear();
        });
        self.ask();
        let words = self.writing.words;
        self.writing
            .say(t_string!(words, letters.reading.at_newest));
    }

    /// Goes elsewhere, with a way back.
    pub fn go(self, at: DateTime<Utc>, wish: Wish) {
        let mut here = None;
        self.with(&mut |inner| {
            let place = place::read_in(LIST, None);
            here = place.and_then(|place| {
                let id = place.id().strip_prefix("at-")?.parse().ok()?;
                let left = self.when(inner, id)?;
                Some((left, id, place.top()))
            });
            inner.back.extend(here);
        });
        if here.is_some() {
            place::leave_a_way_back();
        }
        self.go_to(at, wish);
    }

    /// When this left, if it is drawn and has.
    fn when(self, inner: &Inner, id: EnvelopeId) -> Option<DateTime<Utc>> {
        let line = inner.pane.line(&self.tail());
        let spot = line.spots.iter().find(|spot| spot.id == id)?;
        Some(spot.left)
    }

    fn go_back(self) {
        let mut back = None;
        // A fragment in the address is a step on: past the bars.
        if page::fragment().is_empty() {
            self.with(&mut |inner| back = inner.back.pop());
        }
        if let Some((at, id, top)) = back {
            self.go_to(at, Wish::Back(id, top));
        }
    }

    fn go_to(self, at: DateTime<Utc>, wish: Wish) {
        let tail = self.tail();
        let before = ThreadPlace::before(at);
        if !tail.older || tail.spots.first().is_some_and(|first| *first < before) {
            self.go_within(&tail, None, wish);
            return;
        }
        let done = move |stretch| {
            let portion = Portion::of(stretch, None, None);
            self.go_within(&self.tail(), Some(portion), wish);
        };
        self.stretch(Around::At(at), READ, Box::new(done));
    }

    fn go_within(self, tail: &Tail, portion: Option<Portion>, wish: Wish) {
        let spots = portion
            .as_ref()
            .map_or(&tail.spots, |portion| &portion.spots);
        let words = self.writing.words;
        let reader = self.times.reader(None);
        let day_of = |spot: &ThreadPlace| reader.date_of(spot.left);
        let found = match wish {
            Wish::Letter(id) | Wish::Back(id, _) => spots.iter().find(|spot| spot.id == id),
            Wish::Day(day) => {
                let next = spots.partition_point(|spot| day_of(spot) < day);
                let (before, after) = (next.checked_sub(1), spots.get(next));
                let before = before.and_then(|before| spots.get(before));
                let far = |spot: &&ThreadPlace| (day_of(spot) - day).num_days().abs();
                before.into_iter().chain(after).min_by_key(far)
            }
        };
        let Some(spot) = found.copied() else {
            self.writing
                .say(t_string!(words, letters.reading.not_there));
            return;
        };
        let top = match wish {
            Wish::Back(_, top) => Some(top),
            Wish::Letter(_) | Wish::Day(_) => None,
        };
        let date = self.times.reader(None).heading(spot.left);
        let sentence = match wish {
            Wish::Day(day) if day_of(&spot) != day => t_string!(words, letters.reading.nearest),
            Wish::Day(_) | Wish::Letter(_) => t_string!(words, letters.reading.gone_to),
            Wish::Back(..) => t_string!(words, letters.reading.back_at),
        };
        let mut portion = portion;
        self.with(&mut |inner| {
            inner.pane = Pane::at(spot, portion.take(), tail);
            inner.goal = Goal::At(spot.id, top);
        });
        self.ask();
        self.writing.say(&fill(sentence, &[("day", &date)]));
    }
}

fn set<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|now| *now != value) == Some(true) {
        let _ = signal.try_set(value);
    }
}
