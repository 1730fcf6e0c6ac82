//! One version of the agreement in words, for either side.

use holdfast_protocol::Role;
use holdfast_rhythm::{Agreement, WallTime, resolve};
use holdfast_safety::{Dial, country};
use leptos::prelude::*;

use super::agreed_lines::{away, cutoff, extra, ladder, shifts, skipped, windows};
use crate::components::attributes::given;
use crate::components::button::{ButtonKind, button_link_with};
use crate::components::icon::IconName;
use crate::components::parts::{block, nothing, paragraph, paragraph_of, row};
use crate::i18n::times::{Reader, in_zone, zone_name};
use crate::i18n::{fill, t_string};
use crate::pages::check_in::rules_in_words;
use crate::pages::reading::{name_of, other_zone};
use crate::pages::shell::{Times, Words};
use crate::routes;
use crate::side::known;
use crate::state::{Choices, Conversation};

/// Who reads the words, and about whom.
#[derive(Clone)]
pub struct Side {
    /// Where the sentences come from.
    pub words: Words,
    /// Who reads them.
    pub reader: Reader,
    /// Patient or therapist.
    pub role: Role,
    /// The other side's name.
    pub name: String,
    /// The emergency number of the reader's country; none before they have
    /// chosen one (product rule 13).
    pub emergency: Option<Dial>,
}

impl Side {
    /// Whoever reads `conversation` on this device, at this minute.
    pub(super) fn of(words: Words, times: Times, conversation: &Conversation) -> Self {
        Self {
            words,
            reader: times.reader(other_zone(conversation)),
            role: known(conversation.role),
            name: name_of(words, conversation),
            emergency: emergency(),
        }
    }

    /// A sentence with the other side's name in it.
    pub(super) fn named(&self, sentence: &str) -> String {
        fill(sentence, &[("name", &self.name)])
    }
}

/// The general emergency number of the country chosen on this device.
fn emergency() -> Option<Dial> {
    let chosen = expect_context::<Choices>().country.get()?;
    let first = country(&chosen)?.emergency.first()?;
    Some(first.number)
}

/// When, in both zones; time away; what is not read between windows; how a
/// miss is repaired; whom to turn to instead.
pub fn agreement_in_words(agreement: &Agreement, side: &Side) -> AnyView {
    let Side { words, reader, .. } = side;
    let words = *words;
    let document = agreement.document();
    let (heading, between, miss, sooner) = match known(side.role) {
        Role::Patient => (
            t_string!(words, rhythm.agreed.reads),
            t_string!(words, rhythm.agreed.between),
            t_string!(words, rhythm.agreed.miss),
            t_string!(words, rhythm.agreed.sooner),
        ),
        Role::Therapist => (
            t_string!(words, rhythm.agreed.you_read),
            t_string!(words, rhythm.agreed.between_therapist),
            t_string!(words, rhythm.agreed.miss_therapist),
            t_string!(words, rhythm.agreed.sooner_therapist),
        ),
    };
    let zone = fill(
        t_string!(words, rhythm.agreed.zone),
        &[("zone", &zone_name(agreement.zone(), reader.language))],
    );
    let notice = fill(
        t_string!(words, rhythm.agreed.notice),
        &[("hours", &document.notice_hours.to_string())],
    );
    let mut moves = shifts(words, agreement, reader);
    moves.extend(skipped(words, agreement, reader));
    block(
        "stack",
        vec![
            group(side.named(heading), windows(agreement, reader)),
            group(
                t_string!(words, rhythm.agreed.extra).to_owned(),
                extra(agreement, reader),
            ),
            group(
                t_string!(words, rhythm.agreed.away).to_owned(),
                away(words, document, reader),
            ),
            group(
                t_string!(words, check_ins.rule.heading).to_owned(),
                rules_in_words(words, agreement, &side.name, reader),
            ),
            paragraph(first_day(words, agreement, reader)),
            paragraph_of("quiet", zone),
            list(moves),
            cutoff(words, document).map_or_else(nothing, paragraph),
            paragraph(between),
            group(
                t_string!(words, rhythm.ladder.title).to_owned(),
                ladder(words, document, side.role),
            ),
            paragraph(side.named(miss)),
            paragraph(notice),
            paragraph(sooner),
            match known(side.role) {
                Role::Patient => people_who_are_there(side),
                Role::Therapist => nothing(),
            },
        ],
    )
}

/// Whom to turn to instead, and the emergency number.
fn people_who_are_there(side: &Side) -> AnyView {
    let words = side.words;
    let link =
        |kind, to: String, said: String| button_link_with(IconName::Phone, kind, false, to, said);
    let get_help = t_string!(words, rhythm.agreed.get_help).to_owned();
    let mut ways = vec![link(ButtonKind::Help, routes::HELP.to_owned(), get_help)];
    let said = match side.emergency {
        Some(number) => {
            let numbered = |sentence: &str| fill(sentence, &[("number", number.shown())]);
            let call = numbered(t_string!(words, rhythm.agreed.call));
            ways.push(link(ButtonKind::Quiet, number.href(), call));
            numbered(t_string!(words, rhythm.agreed.emergency))
        }
        None => t_string!(words, rhythm.agreed.emergency_unknown).to_owned(),
    };
    block("stack stack-close", vec![paragraph(said), row(ways)])
}

/// The day from which it counts, with its place where the reader's own day
/// begins at another moment.
pub(super) fn first_day(words: Words, agreement: &Agreement, reader: &Reader) -> String {
    let first = agreement.document().effective_from;
    let begins = |zone| resolve(zone, first, WallTime::MIDNIGHT);
    let sentence = if begins(agreement.zone()) == begins(reader.zone) {
        t_string!(words, rhythm.agreed.from)
    } else {
        t_string!(words, rhythm.agreed.from_there)
    };
    let place = in_zone(agreement.zone(), reader.language);
    let date = reader.date(first);
    fill(sentence, &[("date", &date), ("place", &place)])
}

/// A list under its heading; nothing for an empty one.
pub(super) fn group(heading: String, lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return nothing();
    }
    view! {
        <div>
            <h3>{heading}</h3>
            {list(lines)}
        </div>
    }
    .into_any()
}

/// A list of sentences; nothing for none.
pub fn list(lines: Vec<String>) -> AnyView {
    list_of(None, lines)
}

/// A list of sentences that end-to-end tests find by `name`; nothing for none.
pub fn list_of(name: Option<&'static str>, lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return nothing();
    }
    let line = |line: String| view! { <li {..given("data-testid", name)}>{line}</li> }.into_any();
    let lines: Vec<AnyView> = lines.into_iter().map(line).collect();
    view! { <ul>{lines}</ul> }.into_any()
}
