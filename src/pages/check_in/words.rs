//! Check-ins in words.

use holdfast_measures::{Measure, Reason, Worse};
use holdfast_protocol::Noticed;
use holdfast_rhythm::{Agreement, CheckInRule, Tz, Weekday, WindowRule};

use super::questions::{OwnWords, Question};
use crate::i18n::times::{Reader, sentence_start, weekdays};
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::state::Point;

/// What a measure is called here.
#[must_use]
pub fn measure_name(words: Words, measure: Measure) -> &'static str {
    match measure {
        Measure::Phq9 => t_string!(words, check_ins.name.phq9),
        Measure::Gad7 => t_string!(words, check_ins.name.gad7),
        Measure::Who5 => t_string!(words, check_ins.name.who5),
        Measure::Mood => t_string!(words, check_ins.name.mood),
        Measure::Own => t_string!(words, check_ins.name.own),
    }
}

/// What a rule's measure is called here.
#[must_use]
pub fn rule_name(words: Words, rule: &CheckInRule) -> &'static str {
    measure_name(words, measure_of(rule))
}

/// What a rule asks.
#[must_use]
pub fn measure_of(rule: &CheckInRule) -> Measure {
    Measure::from_code(&rule.measure).unwrap_or(Measure::Own)
}

/// The words of the app for own questions.
#[must_use]
pub fn own_words(words: Words) -> OwnWords {
    OwnWords {
        yes: t_string!(words, check_ins.page.yes),
        no: t_string!(words, check_ins.page.no),
        scale: t_string!(words, check_ins.page.scale),
    }
}

/// What is asked and when, in a few words, from what is typed.
#[must_use]
pub fn in_short(
    words: Words,
    measure: Measure,
    days: &[Weekday],
    (opens, closes): (&str, &str),
    reader: &Reader,
) -> String {
    let days = weekdays(days, reader.language);
    let when = format!("{days} {}", reader.hours(opens, closes));
    named(words, measure, &when)
}

fn named(words: Words, measure: Measure, when: &str) -> String {
    let name = measure_name(words, measure);
    fill(
        t_string!(words, check_ins.rule.plain),
        &[("name", name), ("when", when)],
    )
}

/// A rule written down in `zone`: what is asked and when.
#[must_use]
pub fn rule_in_words(words: Words, rule: &CheckInRule, zone: Tz, reader: &Reader) -> String {
    let window = WindowRule {
        days: rule.days.clone(),
        opens: rule.opens,
        closes: rule.closes,
        every_weeks: rule.every_weeks,
    };
    let around = reader.date_of(reader.now);
    let when = reader.weekly(&window, zone, around);
    named(words, measure_of(rule), &when)
}

/// Every check-in of an agreement in sentences; none where there are none.
#[must_use]
pub fn rules_in_words(
    words: Words,
    agreement: &Agreement,
    therapist: &str,
    reader: &Reader,
) -> Vec<String> {
    let rules = &agreement.document().check_ins;
    let said = |rule: &CheckInRule| {
        let mut all = vec![rule_in_words(words, rule, agreement.zone(), reader)];
        all.extend(told(words, rule, therapist));
        all.join(" ")
    };
    let mut all: Vec<String> = rules.iter().map(said).collect();
    if !all.is_empty() {
        all.push(t_string!(words, check_ins.rule.quiet).to_owned());
    }
    all
}

/// What else there is to say of a rule.
fn told(words: Words, rule: &CheckInRule, therapist: &str) -> Vec<String> {
    let measure = measure_of(rule);
    let mut all = Vec::new();
    if !rule.questions.is_empty() {
        let asked: Vec<&str> = rule.questions.iter().map(|it| it.text.as_str()).collect();
        let sentence = t_string!(words, check_ins.rule.questions);
        all.push(fill(sentence, &[("questions", &asked.join(" / "))]));
    }
    if let Some(score) = rule.alert_score {
        let sentence = match measure.worse() {
            Worse::Higher => t_string!(words, check_ins.rule.score_more),
            Worse::Lower => t_string!(words, check_ins.rule.score_less),
        };
        let score = score.to_string();
        all.push(fill(
            sentence,
            &[("therapist", therapist), ("score", &score)],
        ));
    }
    if let Some(change) = rule.alert_change {
        let sentence = t_string!(words, check_ins.rule.change);
        let change = change.to_string();
        all.push(fill(
            sentence,
            &[("therapist", therapist), ("change", &change)],
        ));
    }
    if measure == Measure::Phq9 {
        all.push(t_string!(words, check_ins.rule.item_nine).to_owned());
    }
    all
}

/// The gentle name of a band of `measure`.
#[must_use]
pub fn band_name(words: Words, measure: Measure, weight: u8) -> &'static str {
    match (measure.worse(), weight) {
        (Worse::Higher, 0) => t_string!(words, check_ins.band.more_0),
        (Worse::Higher, 1) => t_string!(words, check_ins.band.more_1),
        (Worse::Higher, 2) => t_string!(words, check_ins.band.more_2),
        (Worse::Higher, 3) => t_string!(words, check_ins.band.more_3),
        (Worse::Higher, _) => t_string!(words, check_ins.band.more_4),
        (Worse::Lower, 0) => t_string!(words, check_ins.band.well_0),
        (Worse::Lower, 1) => t_string!(words, check_ins.band.well_1),
        (Worse::Lower, _) => t_string!(words, check_ins.band.well_2),
    }
}

/// What came of one time, in a few words.
#[must_use]
pub fn value_in_words(words: Words, measure: Measure, point: &Point<'_>) -> String {
    match (point.total, measure.highest()) {
        (Some(total), Some(highest)) => {
            let (value, highest) = (total.to_string(), highest.to_string());
            let places = [("value", value.as_str()), ("highest", highest.as_str())];
            match measure.band(total) {
                Some(band) => {
                    let name = band_name(words, measure, band.weight);
                    let [value, highest] = places;
                    fill(
                        t_string!(words, check_ins.course.value_band),
                        &[value, highest, ("band", name)],
                    )
                }
                None => fill(t_string!(words, check_ins.course.value), &places),
            }
        }
        _ if point.answered.is_none() => t_string!(words, check_ins.course.missed).to_owned(),
        (_, None) => t_string!(words, check_ins.course.no_value_own).to_owned(),
        _ => t_string!(words, check_ins.course.no_value).to_owned(),
    }
}

/// What asks for a look, in sentences: item nine with its answer first.
#[must_use]
pub fn noticed_in_words(
    words: Words,
    noticed: &Noticed,
    nine: Option<(&Question, &holdfast_protocol::CheckInAnswer)>,
) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for hint in &noticed.hints {
        let rule = hint.rule.as_str();
        let said = if rule == Reason::ItemNine.rule() {
            let answer = nine.and_then(|(question, answer)| question.said(answer));
            fill(
                t_string!(words, check_ins.course.item_nine_said),
                &[("answer", &answer.unwrap_or_default())],
            )
        } else if rule == Reason::Score.rule() {
            t_string!(words, check_ins.course.score_reached).to_owned()
        } else if rule == Reason::Change.rule() {
            t_string!(words, check_ins.course.change_reached).to_owned()
        } else {
            t_string!(words, check_ins.course.words_noticed).to_owned()
        };
        if !all.contains(&said) {
            all.push(said);
        }
    }
    all
}

/// The day that a point was due: the one both sides mean, on neither's clock.
#[must_use]
pub fn date_of(point: &Point<'_>, reader: &Reader) -> String {
    sentence_start(&reader.date(point.date))
}
