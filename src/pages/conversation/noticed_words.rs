//! Which words of a letter were noticed, and by which rule, for the therapist:
//! it speaks of language, never of a person.

use crate::{
    components::parts::{details, paragraph_of},
    i18n::{fill, listed, t_string, times::Reader},
    pages::{
        rhythm::list_of,
        shell::Words,
        today::{about_words, noticed_words},
    },
};
use holdfast_protocol::{Hint, Noticed};
use leptos::prelude::*;

/// One sentence, and on request each reason with its words.
pub(super) fn noticed_here(
    words: Words,
    text: &str,
    noticed: &Noticed,
    reader: &Reader,
) -> AnyView {
    let said = noticed_words(words, noticed.level, &noticed.categories, reader.language);
    let mut reasons: Vec<String> = Vec::new();
    for hint in &noticed.hints {
        let reason = reason(words, text, noticed, hint, reader);
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let more = vec![
        list_of(Some("noticed-reason"), reasons),
        paragraph_of("quiet small", t_string!(words, today.noticed.note)),
    ];
    view! {
        <div class="letter-note" data-testid="noticed">
            <p>{said}</p>
            {details(t_string!(words, letters.noticed.why), more.into_any())}
        </div>
    }
    .into_any()
}

fn reason(words: Words, text: &str, noticed: &Noticed, hint: &Hint, reader: &Reader) -> String {
    let (from, until) = hint.span;
    let count = until.saturating_sub(from);
    let quoted: String = text
        .chars()
        .skip(usize::try_from(from).unwrap_or(usize::MAX))
        .take(usize::try_from(count).unwrap_or(0))
        .collect();
    if hint.rule.ends_with("second_opinion") {
        let about: Vec<String> = noticed
            .categories
            .iter()
            .map(|category| about_words(words, *category).to_owned())
            .collect();
        let about = listed(&about, reader.language);
        let sentence = t_string!(words, letters.noticed.second_opinion);
        return fill(sentence, &[("about", &about), ("words", &quoted)]);
    }
    let sentence = t_string!(words, letters.noticed.reason);
    fill(
        sentence,
        &[("words", &quoted), ("kind", kind(words, &hint.rule))],
    )
}

/// A rule in plain words; rules of one kind share them.
fn kind(words: Words, rule: &str) -> &'static str {
    // "suicide.wish_to_die": the category is said beside it.
    let own = match rule.split_once('.') {
        Some((category, own)) if category != "check_in" => own,
        _ => rule,
    };
    let is = |names: &[&str]| names.iter().any(|name| own.starts_with(name));
    if is(&["past_"]) {
        t_string!(words, letters.noticed.past)
    } else if is(&["someone_else"]) {
        t_string!(words, letters.noticed.someone_else)
    } else if is(&["plan", "means", "attempt_now", "poison_gas"]) {
        t_string!(words, letters.noticed.plan)
    } else if is(&["goodbye", "farewell"]) {
        t_string!(words, letters.noticed.goodbye)
    } else if is(&["burden", "hopeless"]) {
        t_string!(words, letters.noticed.hopeless)
    } else if is(&[
        "wish_to_die",
        "suicidal",
        "kill_myself",
        "jump",
        "passive_wish",
        "oblique",
        "told_to_die",
        "cannot_keep_safe",
    ]) {
        t_string!(words, letters.noticed.wish)
    } else if is(&["hurt_myself", "cut", "deep_wound", "urge", "signs_of_harm"]) {
        t_string!(words, letters.noticed.self_harm)
    } else if is(&["eating", "purging"]) {
        t_string!(words, letters.noticed.eating)
    } else if is(&[
        "taken",
        "wish_to_overdose",
        "overdose",
        "many_pills",
        "high_risk_drug",
        "dose",
    ]) {
        t_string!(words, letters.noticed.overdose)
    } else if is(&["intent_to_harm", "armed", "rage", "harm_thoughts"]) {
        t_string!(words, letters.noticed.others)
    } else if is(&["voices", "command_voices"]) {
        t_string!(words, letters.noticed.voices)
    } else if is(&[
        "violence",
        "danger_now",
        "sexual_violence",
        "child_",
        "threats",
        "fear_at_home",
        "control",
        "someone_violent",
        "hostile_home",
        "thrown",
    ]) {
        t_string!(words, letters.noticed.violence)
    } else if is(&["check_in."]) {
        t_string!(words, letters.noticed.check_in)
    } else if is(&[
        "chest",
        "breath",
        "stroke",
        "bleeding",
        "throat",
        "unconscious",
        "unresponsive",
        "seizure",
        "head_injury",
        "infection",
        "pregnancy",
        "postnatal",
        "abdomen",
        "belly",
        "diabetes",
        "dehydration",
        "poisoning",
        "burn",
        "fever",
        "red_flag",
    ]) {
        t_string!(words, letters.noticed.body)
    } else {
        t_string!(words, letters.noticed.other)
    }
}
