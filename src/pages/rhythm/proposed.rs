//! A version that is not agreed yet, as the patient is to look at it: what it
//! changes, what stands, the week as a picture, and all of it in words (folded
//! away for a change, whose every difference is said before).

use chrono::{DateTime, NaiveDate, Utc};
use holdfast_protocol::Role;
use holdfast_rhythm::{Agreement, Window, parse_date};
use leptos::prelude::*;

use super::agreed::{Side, agreement_in_words, first_day, group};
use super::change_words::changes_in_words;
use super::picture::{self, Week};
use super::standing::standing;
use super::weeks::{Why, worth_a_look};
use super::words::PictureWords;
use crate::components::choice::select;
use crate::components::live::live;
use crate::components::parts::{block, details, nothing, paragraph_of};
use crate::components::tide::{TideChart, TideSize, tide};
use crate::i18n::times::sentence_start;
use crate::i18n::{fill, listed, t_string};
use crate::pages::shell::Words;
use crate::state::Conversation;

/// The Monday of the week that is looked at; none for the first.
pub type ChosenWeek = RwSignal<Option<NaiveDate>>;

/// `agreement`, put to the patient in `conversation`, as `side` reads it.
pub fn proposed(
    conversation: &Conversation,
    agreement: &Agreement,
    side: &Side,
    chosen: ChosenWeek,
) -> AnyView {
    let words = side.words;
    let previous = conversation.timeline.versions().last();
    let first = previous.is_none();
    let changes = previous.map_or_else(nothing, |previous| {
        let first = first_day(words, agreement, &side.reader);
        let sentences = changes_in_words(words, &previous.agreement, agreement, &side.reader);
        what_changes(words, first, sentences)
    });
    let promised = standing(conversation, side.reader.now);
    let whole = agreement_in_words(agreement, side);
    let whole = if first {
        whole
    } else {
        details(t_string!(words, rhythm.proposal.whole), whole)
    };
    block(
        "stack",
        vec![
            changes,
            standing_promises(side, &promised),
            picture_of_a_week(conversation, agreement, side, chosen),
            whole,
        ],
    )
}

/// From when on it counts, then everything that is otherwise.
fn what_changes(words: Words, first_day: String, sentences: Vec<String>) -> AnyView {
    let title = t_string!(words, rhythm.proposal.changes).to_owned();
    let mut lines = vec![first_day];
    if sentences.is_empty() {
        lines.push(t_string!(words, rhythm.proposal.changes_none).to_owned());
    }
    lines.extend(sentences);
    let changes = group(title, lines);
    view! { <div data-testid="changes">{changes}</div> }.into_any()
}

fn standing_promises(side: &Side, promised: &[Window]) -> AnyView {
    let said = |window: &Window| sentence_start(&side.reader.interval_in_both(*window));
    let title = t_string!(side.words, rhythm.proposal.standing).to_owned();
    group(title, promised.iter().map(said).collect())
}

/// One week as a tide, and a way to the weeks in which something is otherwise.
fn picture_of_a_week(
    conversation: &Conversation,
    agreement: &Agreement,
    side: &Side,
    chosen: ChosenWeek,
) -> AnyView {
    let (words, reader) = (side.words, side.reader);
    let then = once_agreed(conversation, agreement, reader.now);
    let weeks = worth_a_look(agreement, &reader);
    let options = weeks
        .iter()
        .map(|(week, why)| {
            let dates = reader.dates(week.first_day(), week.last_day());
            let said = fill(
                t_string!(words, rhythm.proposal.week_of),
                &[("dates", &dates), ("why", why_words(words, *why))],
            );
            // A narrow list cuts off the end: what tells weeks apart comes first.
            (week.first_day().to_string(), sentence_start(&said))
        })
        .collect();
    let known: Vec<Week> = weeks.into_iter().map(|(week, _)| week).collect();
    let week = move || {
        let monday = chosen.get();
        let wanted = |week: &&Week| Some(week.first_day()) == monday;
        let found = known.iter().find(wanted).or(known.first());
        found
            .copied()
            .unwrap_or_else(|| Week::of(reader.now, reader.zone))
    };
    let value = week.clone();
    let choose = select(
        "proposal-week",
        (t_string!(words, rhythm.proposal.week), ""),
        options,
        move || value().first_day().to_string(),
        move |monday| chosen.set(parse_date(&monday)),
    );
    let side = side.clone();
    let drawn = live(move || {
        let week = week();
        let said = PictureWords {
            words,
            name: side.name.clone(),
        };
        let chart = picture::week(&then, week, &side.reader, &said);
        let dates = side.reader.dates(week.first_day(), week.last_day());
        let title = t_string!(words, rhythm.proposal.picture);
        let title = fill(title, &[("dates", &dates)]);
        let described = description(&chart, &side);
        vec![
            tide(&chart, TideSize::Week, &title, &described),
            paragraph_of("quiet small", described),
        ]
        .into_any()
    });
    block("stack stack-close", vec![choose, drawn])
}

/// The conversation as the patient will have it, without its letters.
fn once_agreed(
    conversation: &Conversation,
    agreement: &Agreement,
    now: DateTime<Utc>,
) -> Conversation {
    let mut then = Conversation::new(conversation.id, conversation.me, Role::Patient);
    then.timeline = conversation.timeline.clone();
    then.timeline.accept(agreement.clone(), now);
    then
}

fn description(chart: &TideChart, side: &Side) -> String {
    let windows: Vec<String> = chart
        .windows
        .iter()
        .filter(|window| chart.from < window.closes && window.opens < chart.until)
        .map(|window| {
            side.reader.interval(Window {
                opens: window.opens,
                closes: window.closes,
            })
        })
        .collect();
    if windows.is_empty() {
        return t_string!(side.words, rhythm.proposal.none).to_owned();
    }
    let windows = listed(&windows, side.reader.language);
    fill(
        t_string!(side.words, rhythm.proposal.reads),
        &[("name", &side.name), ("windows", &windows)],
    )
}

fn why_words(words: Words, why: Why) -> &'static str {
    match why {
        Why::First => t_string!(words, rhythm.proposal.why.first),
        Why::Clocks => t_string!(words, rhythm.proposal.why.clocks),
        Why::Skipped => t_string!(words, rhythm.proposal.why.skipped),
        Why::Away => t_string!(words, rhythm.proposal.why.away),
        Why::Extra => t_string!(words, rhythm.proposal.why.extra),
        Why::Second => t_string!(words, rhythm.proposal.why.second),
    }
}
