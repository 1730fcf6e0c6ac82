//! The patient's pictures as files, and on paper. Files hold times only: no names, no
//! letters, and a name of their own that says little.

use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::ConversationId;
use holdfast_rhythm::Window;
use holdfast_rhythm::calendar::{self, CalendarWords};
use leptos::prelude::*;

use super::agreed::Side;
use super::looking_back::looks_back_to;
use super::picture::{self, Week};
use super::shoreline::shoreline;
use super::week::description;
use super::words::PictureWords;
use crate::components::button::{ButtonKind, button, button_with};
use crate::components::icon::IconName;
use crate::components::memo::Memo;
use crate::components::parts::{block, heading, paragraph_of, row, section, status};
use crate::components::tide::{SavedPicture, TideSheet};
use crate::i18n::times::Reader;
use crate::i18n::{fill, t_string};
use crate::pages::reading::other_zone;
use crate::pages::shell::{Times, Words};
use crate::state::{Conversation, Desk, page};

/// How far ahead a calendar file reaches.
const A_YEAR: TimeDelta = TimeDelta::days(366);

/// What is taken away: the week and the months that are on the page.
#[derive(Clone, Copy)]
pub(super) struct Takeaway {
    pub(super) words: Words,
    pub(super) desk: Desk,
    pub(super) times: Times,
    pub(super) conversation: Memo<Option<ConversationId>>,
    pub(super) weeks_on: RwSignal<i64>,
    pub(super) months: RwSignal<i64>,
    /// What was done last.
    pub(super) done: RwSignal<String>,
}

/// Ways to keep the pictures and to print the page.
pub(super) fn takeaway(way: Takeaway) -> AnyView {
    let words = way.words;
    let save = |said: &'static str, press: fn(Takeaway)| {
        button_with(IconName::Download, ButtonKind::Quiet, said, move || {
            press(way);
        })
    };
    let parts = vec![
        heading(t_string!(words, rhythm.save.heading)),
        row(vec![
            save(t_string!(words, rhythm.save.svg), svg),
            save(t_string!(words, rhythm.save.png), png),
            save(t_string!(words, rhythm.save.ics), ics),
            button(
                ButtonKind::Quiet,
                t_string!(words, rhythm.save.print),
                || {
                    // Not every browser prints what is folded away.
                    page::unfold(".tide-week ~ details");
                    page::print();
                },
            ),
        ]),
        status(None, move || way.done.get()),
        paragraph_of("quiet small", t_string!(words, rhythm.save.note)),
    ];
    block("screen-only", vec![section("stack stack-close", parts)])
}

fn svg(way: Takeaway) {
    let Some((picture, name)) = way.picture() else {
        return;
    };
    let name = format!("{name}.svg");
    let done = page::save(&name, "image/svg+xml", &picture.svg);
    way.said(done, &name);
}

fn png(way: Takeaway) {
    let Some((picture, name)) = way.picture() else {
        return;
    };
    let words = way.words;
    way.done
        .set(t_string!(words, rhythm.save.making).to_owned());
    let file = (format!("{name}.png"), picture.svg);
    let size = (picture.width, picture.height);
    page::save_png_then(file, size, move |done, name| way.said(done, name));
}

fn ics(way: Takeaway) {
    let Some(text) = way.calendar() else {
        return;
    };
    let name = "rhythm.ics";
    let done = page::save(name, "text/calendar", &text);
    way.said(done, name);
}

impl Takeaway {
    /// Since when letters have to be here for what is on the page.
    pub(super) fn looks_back_to(self, conversation: &Conversation) -> DateTime<Utc> {
        let reader = self.times.reader(other_zone(conversation));
        let week = Week::of(reader.now, reader.zone).later(self.weeks_on.get());
        looks_back_to(conversation, week, self.months.get(), &reader)
    }

    /// The windows of the year to come, for calendar programs.
    fn calendar(self) -> Option<String> {
        untrack(|| {
            let book = self.desk.book.read();
            let conversation = self.conversation.get().and_then(|id| book.get(id))?;
            let now = self.times.now();
            let span = Window {
                opens: now,
                closes: now + A_YEAR,
            };
            let words = CalendarWords {
                name: t_string!(self.words, rhythm.save.calendar).to_owned(),
                window: t_string!(self.words, rhythm.save.calendar_window).to_owned(),
                away: t_string!(self.words, rhythm.save.calendar_away).to_owned(),
            };
            Some(calendar::write(&conversation.timeline, span, &words, now))
        })
    }

    /// The picture of the week and the months on the page, and the name of a
    /// file for it.
    fn picture(self) -> Option<(SavedPicture, String)> {
        untrack(|| {
            let book = self.desk.book.read();
            let conversation = self.conversation.get().and_then(|id| book.get(id))?;
            let side = unnamed(Side::of(self.words, self.times, conversation));
            let said = PictureWords::of(&side);
            let week = Week::of(side.reader.now, side.reader.zone).later(self.weeks_on.get());
            let chart = picture::week(conversation, week, &side.reader, &said);
            let shore = shoreline(conversation, self.months.get(), &side.reader, &said);
            let dated = Side {
                reader: dated(side.reader),
                ..side
            };
            let dates = dated.reader.dates(week.first_day(), week.last_day());
            let title = t_string!(self.words, rhythm.week.title);
            let sheet = TideSheet {
                title: &fill(title, &[("dates", &dates)]),
                description: &description(&chart, None, &dated),
                chart: &chart,
                legend: said.legend(chart.keys()),
                shore: shore.as_ref().map(|shoreline| {
                    (
                        t_string!(self.words, rhythm.promises.heading),
                        &shoreline.shore,
                        said.legend(shoreline.shore.keys()),
                    )
                }),
            };
            Some((sheet.saved(), format!("rhythm-{}", week.first_day())))
        })
    }

    /// Says what was done; not where the page has been left meanwhile.
    fn said(self, done: bool, name: &str) {
        let sentence = if done {
            t_string!(self.words, rhythm.save.saved)
        } else {
            t_string!(self.words, rhythm.save.failed)
        };
        self.done.try_set(fill(sentence, &[("file", name)]));
    }
}

/// Says whole dates with their year: a file's "today" grows old.
pub(super) fn dated(reader: Reader) -> Reader {
    Reader {
        now: DateTime::UNIX_EPOCH,
        ..reader
    }
}

/// The same side without the therapist's name.
fn unnamed(side: Side) -> Side {
    Side {
        name: t_string!(side.words, rhythm.therapist).to_owned(),
        ..side
    }
}
