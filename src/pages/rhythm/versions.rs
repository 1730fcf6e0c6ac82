//! The history of the agreement: every version, the latest first.

use holdfast_protocol::Role;
use holdfast_rhythm::Agreement;
use leptos::prelude::*;

use super::agreed::{Side, list};
use super::agreed_lines::windows_as_written;
use super::change_words::changes_as_written;
use super::history::{Chapter, Fate, history};
use crate::components::parts::{details, heading, nothing, paragraph, paragraph_of, section};
use crate::i18n::times::sentence_start;
use crate::i18n::{fill, t_string};
use crate::side::known;
use crate::state::{Author, Conversation};

/// How many versions are there to be seen at once.
const SHOWN: usize = 3;

/// Every version that was proposed: from when until when it counted, who
/// proposed it, who agreed and when, and what it changed.
pub(super) fn versions(conversation: &Conversation, side: &Side) -> AnyView {
    let chapters = history(conversation);
    let agreed = |chapter: &Chapter| matches!(chapter.fate, Fate::Agreed { .. });
    // What waits for its first yes is on the page already.
    if !chapters.iter().any(agreed) {
        return nothing();
    }
    let (latest, older) = chapters.split_at(chapters.len().min(SHOWN));
    let older = if older.is_empty() {
        nothing()
    } else {
        let said = t_string!(side.words, rhythm.versions.older);
        details(said, entries(older, side))
    };
    let title = t_string!(side.words, rhythm.versions.heading);
    section("stack", vec![heading(title), entries(latest, side), older])
}

fn entries(chapters: &[Chapter], side: &Side) -> AnyView {
    let entry = |chapter| entry(chapter, side);
    let entries: Vec<AnyView> = chapters.iter().map(entry).collect();
    view! { <ul class="versions">{entries}</ul> }.into_any()
}

fn entry(chapter: &Chapter, side: &Side) -> AnyView {
    let words = side.words;
    let version = chapter.agreement.version().to_string();
    let title = t_string!(words, rhythm.versions.title);
    let title = fill(title, &[("version", &version)]);
    let fate = fate(chapter, side);
    let when = paragraph_of("quiet small", signed(chapter, side).join(" · "));
    let (said, lines) = match chapter.before {
        None => (
            t_string!(words, rhythm.versions.first),
            windows_as_written(chapter.agreement, &side.reader),
        ),
        Some(before) => (changed(chapter, side), changes(before, chapter, side)),
    };
    view! {
        <li class="version" data-testid="version">
            <h3>{title} ", " {fate}</h3>
            {when}
            {paragraph(said)}
            {list(lines)}
        </li>
    }
    .into_any()
}

fn changed(chapter: &Chapter, side: &Side) -> &'static str {
    match chapter.fate {
        Fate::Agreed { from, .. } if from <= side.reader.now => {
            t_string!(side.words, rhythm.versions.changed)
        }
        _ => t_string!(side.words, rhythm.versions.changes),
    }
}

fn changes(before: &Agreement, chapter: &Chapter, side: &Side) -> Vec<String> {
    let words = side.words;
    let sentences = changes_as_written(words, before, chapter.agreement, &side.reader);
    if sentences.is_empty() {
        vec![t_string!(words, rhythm.proposal.changes_none).to_owned()]
    } else {
        sentences
    }
}

/// What became of it, as the end of a heading.
fn fate(chapter: &Chapter, side: &Side) -> String {
    let (words, reader) = (side.words, &side.reader);
    match chapter.fate {
        Fate::Open => side.named(match known(side.role) {
            Role::Patient => t_string!(words, rhythm.versions.open_me),
            Role::Therapist => t_string!(words, rhythm.versions.open),
        }),
        Fate::Accepting => t_string!(words, rhythm.versions.accepting).to_owned(),
        Fate::Superseded => t_string!(words, rhythm.versions.superseded).to_owned(),
        Fate::Agreed { from, until, .. } => {
            let sentence = match until {
                Some(until) if until <= from => t_string!(words, rhythm.versions.never),
                Some(until) if until <= reader.now => t_string!(words, rhythm.versions.counted),
                Some(_) => t_string!(words, rhythm.versions.from_until),
                None if from <= reader.now => t_string!(words, rhythm.versions.since),
                None => t_string!(words, rhythm.versions.from),
            };
            let until = until.map_or_else(String::new, |until| reader.ending(until));
            fill(
                sentence,
                &[("from", &reader.starting(from)), ("until", &until)],
            )
        }
    }
}

/// Who proposed it and who agreed, and when.
fn signed(chapter: &Chapter, side: &Side) -> Vec<String> {
    let (words, reader) = (side.words, &side.reader);
    let with = |sentence: &str, at| {
        let at = reader.moment(at);
        fill(sentence, &[("name", &side.name), ("at", &at)])
    };
    let proposed = match (chapter.proposed, chapter.author) {
        (None, _) => t_string!(words, rhythm.versions.proposed_kept).to_owned(),
        (Some(at), Author::Me) => with(t_string!(words, rhythm.versions.proposed_me), at),
        (Some(at), _) => with(t_string!(words, rhythm.versions.proposed), at),
    };
    let mut signed = vec![sentence_start(&proposed)];
    if let Fate::Agreed { accepted, .. } = chapter.fate {
        let said = match known(side.role) {
            Role::Patient => t_string!(words, rhythm.versions.accepted_me),
            Role::Therapist => t_string!(words, rhythm.versions.accepted),
        };
        signed.push(with(said, accepted));
    }
    signed
}
