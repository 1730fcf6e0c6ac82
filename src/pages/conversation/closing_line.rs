//! The end of an exchange without a letter, as a line of the thread.

use super::{reading::Reading, sheet::place_id, status::refusal_words, writing::Writing};
use crate::{
    components::{
        attributes::given,
        button::{ButtonKind, button},
        live::live,
        memo::Memo,
        parts::{block, nothing, paragraph},
    },
    i18n::{fill, t_string, times::Reader},
    pages::{
        reading::{name_of, other_zone},
        shell::{Times, Words},
    },
    side::known,
    state::{Author, ClosingEntry, Conversation, Standing},
};
use holdfast_protocol::{EnvelopeId, HoldReason, Release, Role};
use leptos::prelude::*;

/// Who ended it and when; what can still be done about it.
pub fn closing_line(id: EnvelopeId, reading: Reading) -> AnyView {
    let writing = reading.writing;
    let times = expect_context::<Times>();
    let found = Memo::new(move |_| {
        let mut found = None;
        writing.desk.book.with(|book| {
            reading.with_source(book, id, &mut |conversation| {
                let reader = times.reader(other_zone(conversation));
                found = conversation.closing(id).map(|closing| {
                    let said = closing_words(writing.words, conversation, closing, &reader);
                    (said, ways(closing))
                });
            });
        });
        found
    });
    let drawn = live(move || match found.get() {
        Some((said, way)) => {
            let mut parts = vec![paragraph(said)];
            parts.extend(buttons(id, way, writing));
            parts.into_any()
        }
        None => nothing(),
    });
    let place = place_id(id);
    view! { <div data-testid="closing" {..given("id", place)} tabindex="-1">{block("closing-line", vec![drawn])}</div> }.into_any()
}

/// What its writer can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Nothing any more.
    Nothing,
    /// Take it back.
    TakeBack,
    /// Take it back, or let it go although they have written since.
    TakeBackOrLetGo,
    /// Try again, or give it up.
    TryAgain,
}

fn ways(closing: &ClosingEntry) -> Way {
    match &closing.standing {
        Standing::NeedsYou(_) => Way::TryAgain,
        Standing::Arrived(receipt) => match receipt.release {
            Release::HeldUntil(_) | Release::Waits(HoldReason::NoWindowWithinReach) => {
                Way::TakeBack
            }
            Release::Waits(HoldReason::TheyWroteSince) => Way::TakeBackOrLetGo,
            Release::Left(_) | Release::LeftOutside(_) => Way::Nothing,
        },
        Standing::Kept | Standing::OnItsWay => Way::Nothing,
    }
}

fn buttons(id: EnvelopeId, way: Way, writing: Writing) -> Vec<AnyView> {
    let words = writing.words;
    let desk = writing.desk;
    let plain = |said, press: Callback<()>| button(ButtonKind::Plain, said, move || press.run(()));
    let take_back = Callback::new(move |()| writing.take_back_closing(id));
    let let_go = Callback::new(move |()| writing.send_regardless(id));
    let again = Callback::new(move |()| desk.retry(id));
    let give_up = Callback::new(move |()| desk.discard(id));
    let take_back = |with: Option<AnyView>| {
        let said = t_string!(words, letters.action.take_back);
        with.into_iter().chain([plain(said, take_back)]).collect()
    };
    match way {
        Way::Nothing => Vec::new(),
        // Only a therapist's are held.
        Way::TakeBack | Way::TakeBackOrLetGo if known(writing.role) == Role::Patient => Vec::new(),
        Way::TakeBack => take_back(None),
        Way::TakeBackOrLetGo => take_back(Some(plain(
            t_string!(words, letters.action.end_regardless),
            let_go,
        ))),
        Way::TryAgain => vec![
            plain(t_string!(words, letters.action.try_again), again),
            plain(t_string!(words, letters.action.delete), give_up),
        ],
    }
}

fn closing_words(
    words: Words,
    conversation: &Conversation,
    closing: &ClosingEntry,
    reader: &Reader,
) -> String {
    let name = name_of(words, conversation);
    let is_mine = closing.author == Author::Me;
    let is_patients = is_mine == (known(conversation.role) == Role::Patient);
    let said = |sentence: &str, at| {
        let at = reader.past(at);
        fill(sentence, &[("name", &name), ("at", &at)])
    };
    let under_way = |more: String| {
        let sentence = if is_patients {
            t_string!(words, letters.closing.line_not_needed_under_way)
        } else {
            t_string!(words, letters.closing.line_under_way)
        };
        format!("{sentence} {more}")
    };
    let receipt = match &closing.standing {
        Standing::Kept => return under_way(t_string!(words, letters.state.kept).to_owned()),
        Standing::OnItsWay => {
            return under_way(t_string!(words, letters.state.on_its_way).to_owned());
        }
        Standing::NeedsYou(refusal) => return under_way(refusal_words(words, refusal).to_owned()),
        Standing::Arrived(receipt) => receipt,
    };
    if is_patients {
        let sentence = if is_mine {
            t_string!(words, letters.closing.line_not_needed_by_me)
        } else {
            t_string!(words, letters.closing.line_not_needed_by_patient)
        };
        return said(sentence, receipt.arrived);
    }
    match receipt.release {
        Release::Left(at) | Release::LeftOutside(at) if is_mine => {
            said(t_string!(words, letters.closing.line_by_me), at)
        }
        Release::Left(at) | Release::LeftOutside(at) => {
            said(t_string!(words, letters.closing.line_by_therapist), at)
        }
        Release::HeldUntil(at) => {
            let at = reader.moment_in_both(at);
            fill(
                t_string!(words, letters.closing.line_held),
                &[("name", &name), ("at", &at)],
            )
        }
        Release::Waits(HoldReason::TheyWroteSince) => {
            let sentence = t_string!(words, letters.closing.they_wrote);
            under_way(fill(sentence, &[("name", &name)]))
        }
        Release::Waits(HoldReason::NoWindowWithinReach) => {
            under_way(t_string!(words, letters.closing.no_window).to_owned())
        }
    }
}
