//! One version of the agreement in words, for either side.

use holdfast_protocol::Role;
use holdfast_rhythm::Agreement;
use leptos::prelude::*;

use super::agreed_lines::{away, cutoff, extra, shifts, skipped, windows};
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::icon::IconName;
use crate::i18n::times::{Reader, zone_name};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::routes;

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
}

/// Everything a version says, worded: a memo of it changes only when the words
/// do, so that nobody loses their place with every minute.
#[derive(Clone, PartialEq)]
pub struct AgreementInWords {
    role: Role,
    heading: String,
    windows: Vec<String>,
    lists: Vec<(String, Vec<String>)>,
    from: String,
    zone: String,
    moves: Vec<String>,
    rules: Vec<String>,
    sooner: String,
    get_help: String,
}

impl AgreementInWords {
    /// When, in both zones; time away; what is not read between windows; how a
    /// miss is repaired; whom to turn to instead.
    #[must_use]
    pub fn new(agreement: &Agreement, side: &Side) -> Self {
        let Side {
            words,
            reader,
            role,
            name,
        } = side;
        let (words, role) = (*words, *role);
        let named = |sentence: &str| fill(sentence, &[("name", name)]);
        let document = agreement.document();
        let (heading, between, miss, sooner) = match role {
            Role::Patient => (
                named(t_string!(words, rhythm.agreed.reads)),
                t_string!(words, rhythm.agreed.between),
                named(t_string!(words, rhythm.agreed.miss)),
                t_string!(words, rhythm.agreed.sooner),
            ),
            Role::Therapist => (
                t_string!(words, rhythm.agreed.you_read).to_owned(),
                t_string!(words, rhythm.agreed.between_therapist),
                named(t_string!(words, rhythm.agreed.miss_therapist)),
                t_string!(words, rhythm.agreed.sooner_therapist),
            ),
        };
        let notice = fill(
            t_string!(words, rhythm.agreed.notice),
            &[("hours", &document.notice_hours.to_string())],
        );
        let mut rules = Vec::from_iter(cutoff(words, document));
        rules.extend([between.to_owned(), miss, notice]);
        let mut moves = shifts(words, agreement, reader);
        moves.extend(skipped(words, agreement, reader));
        Self {
            role,
            heading,
            windows: windows(agreement, reader),
            lists: vec![
                (
                    t_string!(words, rhythm.agreed.extra).to_owned(),
                    extra(agreement, reader),
                ),
                (
                    t_string!(words, rhythm.agreed.away).to_owned(),
                    away(words, document, reader),
                ),
            ],
            from: fill(
                t_string!(words, rhythm.agreed.from),
                &[("date", &reader.date(document.effective_from))],
            ),
            zone: fill(
                t_string!(words, rhythm.agreed.zone),
                &[("zone", &zone_name(agreement.zone(), reader.language))],
            ),
            moves,
            rules,
            sooner: sooner.to_owned(),
            get_help: t_string!(words, rhythm.agreed.get_help).to_owned(),
        }
    }

    /// The words on the page.
    #[must_use]
    pub fn view(self) -> AnyView {
        let patient = self.role == Role::Patient;
        let get_help = self.get_help;
        let lists = self
            .lists
            .into_iter()
            .filter(|(_, lines)| !lines.is_empty());
        view! {
            <div class="stack">
                <div>
                    <h3>{self.heading}</h3>
                    {list(self.windows)}
                </div>
                {lists
                    .map(|(heading, lines)| {
                        view! {
                            <div>
                                <h3>{heading}</h3>
                                {list(lines)}
                            </div>
                        }
                    })
                    .collect_view()}
                <p>{self.from}</p>
                <p class="quiet">{self.zone}</p>
                {list(self.moves)}
                {self.rules.into_iter().map(|rule| view! { <p>{rule}</p> }).collect_view()}
                <p>{self.sooner}</p>
                {patient
                    .then(|| {
                        view! {
                            <ButtonLink
                                href=routes::HELP.to_owned()
                                kind=ButtonKind::Help
                                icon=IconName::Phone
                            >
                                {get_help}
                            </ButtonLink>
                        }
                    })}
            </div>
        }
        .into_any()
    }
}

/// A list of sentences; nothing for none.
pub fn list(lines: Vec<String>) -> Option<AnyView> {
    let line = |line: String| view! { <li>{line}</li> };
    (!lines.is_empty())
        .then(|| view! { <ul>{lines.into_iter().map(line).collect_view()}</ul> }.into_any())
}
