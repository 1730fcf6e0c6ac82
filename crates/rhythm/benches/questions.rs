//! How long the questions take that are asked of an agreement, and how long the
//! `rrule` crate takes for those it can answer: `cargo bench -p holdfast-rhythm`.
//!
//! Fails if a question takes longer than its goal, or than a third of what
//! `rrule` takes.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a program for the terminal of whoever works on this crate"
)]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, TimeDelta, TimeZone as _, Utc, Weekday};
use holdfast_rhythm::{Agreement, Timeline};
use rrule::{Frequency, NWeekday, RRule, RRuleSet};

/// The goals, each for one question.
const NEXT_WINDOW: Duration = Duration::from_micros(2);
const YEAR: Duration = Duration::from_micros(200);

/// `rrule` must take at least this many times as long.
const TIMES_FASTER: f64 = 3.0;

/// How many instants each question is asked of.
const INSTANTS: u32 = 1000;

fn main() -> ExitCode {
    let mut kept = true;
    println!("{:<58} {:>10} {:>12} {:>8}", "", "ours", "rrule", "ratio");
    for (name, agreement) in agreements() {
        let instants = instants(&agreement);
        let timeline = timeline(&agreement);
        println!("{name}");
        for (question, took) in [
            (
                "next window",
                each(&instants, |at| agreement.next_opening(at)),
            ),
            ("promise", each(&instants, |at| agreement.promise(at))),
            ("release", each(&instants, |at| agreement.release(at))),
            (
                "release by the timeline",
                each(&instants, |at| timeline.release(at)),
            ),
        ] {
            kept &= line(question, took, NEXT_WINDOW, None);
        }
    }
    println!("against rrule");
    let daily = every_day();
    let recurrence = recurrence(&daily);
    for (question, days) in [
        ("next window, a day after the first", 1),
        ("next window, a year after", 365),
        ("next window, 200 years after", 200 * 365),
    ] {
        let at = daily.starts() + TimeDelta::days(days);
        let ours = once(|| daily.next_opening(black_box(at)));
        let theirs = once(|| recurrence.into_iter().find(|opens| *opens > black_box(at)));
        kept &= line(question, ours, NEXT_WINDOW, Some(theirs));
    }
    let until = daily.starts() + TimeDelta::days(365);
    let ours = once(|| daily.occurrences(daily.starts(), until).count());
    let theirs = once(|| {
        recurrence
            .into_iter()
            .take_while(|opens| *opens < until)
            .count()
    });
    kept &= line("a year of daily windows", ours, YEAR, Some(theirs));
    if kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// One line of the table; whether the goals are kept.
fn line(question: &str, ours: Duration, goal: Duration, theirs: Option<Duration>) -> bool {
    let ratio = theirs.map(|theirs| theirs.as_secs_f64() / ours.as_secs_f64());
    let kept = ours < goal && ratio.is_none_or(|ratio| ratio >= TIMES_FASTER);
    let theirs = theirs.map_or_else(String::new, |theirs| format!("{theirs:.1?}"));
    let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.1}"));
    let miss = if kept { "" } else { "   MISSED" };
    println!(
        "  {question:<56} {:>10} {theirs:>12} {ratio:>8}{miss}",
        format!("{ours:.1?}")
    );
    kept
}

/// What one call takes on average over all instants, best of several rounds.
fn each<T>(instants: &[DateTime<Utc>], mut question: impl FnMut(DateTime<Utc>) -> T) -> Duration {
    let mut round = || {
        let started = Instant::now();
        for at in instants {
            black_box(question(black_box(*at)));
        }
        started.elapsed() / INSTANTS
    };
    (0..200).map(|_| round()).min().unwrap_or_default()
}

/// What one call takes, best of several rounds.
fn once<T>(mut question: impl FnMut() -> T) -> Duration {
    let started = Instant::now();
    black_box(question());
    let calls = 1 + u32::try_from(5_000_000 / (1 + started.elapsed().as_nanos())).unwrap_or(0);
    let mut round = || {
        let started = Instant::now();
        for _ in 0..calls {
            black_box(question());
        }
        started.elapsed() / calls
    };
    (0..20).map(|_| round()).min().unwrap_or_default()
}

/// From one day to 200 years after the start, each further away than the last
/// by the same factor, at any time of the day.
fn instants(agreement: &Agreement) -> Vec<DateTime<Utc>> {
    let farthest = 200.0 * 365.25 * 24.0 * 60.0_f64;
    let nearest = 24.0 * 60.0_f64;
    (0..INSTANTS)
        .map(|step| {
            let factor = (farthest / nearest).powf(f64::from(step) / f64::from(INSTANTS - 1));
            #[expect(clippy::cast_possible_truncation, reason = "some minute is enough")]
            let minutes = (nearest * factor) as i64;
            agreement.starts() + TimeDelta::minutes(minutes)
        })
        .collect()
}

fn agreement(rules: &str) -> Agreement {
    let document = format!(
        r#"{{ "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-01-05", {rules} }}"#
    );
    Agreement::parse(&document).expect("a sound agreement")
}

const EVERY_DAY: &str = r#"["mon", "tue", "wed", "thu", "fri", "sat", "sun"]"#;

fn every_day() -> Agreement {
    agreement(&format!(
        r#""windows": [{{ "days": {EVERY_DAY}, "opens": "15:00", "closes": "17:00" }}]"#
    ))
}

fn agreements() -> Vec<(&'static str, Agreement)> {
    let rare = r#""windows": [{ "days": ["wed"], "opens": "15:00", "closes": "17:00", "every_weeks": 8 },
        { "days": ["mon"], "opens": "10:00", "closes": "11:00", "every_weeks": 52 }]"#;
    let nights = r#""windows": [{ "days": ["mon", "tue", "wed", "thu", "fri"], "opens": "15:00", "closes": "17:00" },
        { "days": ["sat"], "opens": "22:30", "closes": "00:30", "every_weeks": 2 }]"#;
    // Seven weeks away each winter and summer for as long as the instants last.
    let away: Vec<String> = (2026..2026 + 183)
        .flat_map(|year| {
            [("07-01", "08-20"), ("11-20", "12-31")].map(|(from, until)| {
                format!(r#"{{ "from": "{year}-{from}", "until": "{year}-{until}" }}"#)
            })
        })
        .collect();
    let many: Vec<String> = (0..64)
        .map(|quarter| {
            let (opens, closes) = (quarter * 20, quarter * 20 + 15);
            format!(
                r#"{{ "days": {EVERY_DAY}, "opens": "{:02}:{:02}", "closes": "{:02}:{:02}" }}"#,
                opens / 60,
                opens % 60,
                closes / 60,
                closes % 60
            )
        })
        .collect();
    vec![
        ("every day", every_day()),
        ("weekdays and every other Saturday night", agreement(nights)),
        ("every eighth week", agreement(rare)),
        (
            "weekdays and Saturday nights, 366 times away",
            agreement(&format!(r#"{nights}, "away": [{}]"#, away.join(","))),
        ),
        (
            "64 windows a day",
            agreement(&format!(r#""windows": [{}]"#, many.join(","))),
        ),
    ]
}

/// The agreement and a later version of it that changes the hours not at all.
fn timeline(agreement: &Agreement) -> Timeline {
    let mut later = agreement.document().clone();
    later.version += 1;
    later.effective_from = later.effective_from + Days::new(7);
    let mut timeline = Timeline::new();
    timeline.accept(agreement.clone(), agreement.starts());
    if let Ok(later) = Agreement::new(later) {
        timeline.accept(later, agreement.starts() + TimeDelta::days(3));
    }
    timeline.take_letter(agreement.starts() + TimeDelta::days(2));
    timeline
}

/// The daily windows' openings as RFC 5545 writes them.
fn recurrence(daily: &Agreement) -> RRuleSet {
    let start = rrule::Tz::Europe__Berlin.from_utc_datetime(&daily.starts().naive_utc());
    RRule::new(Frequency::Weekly)
        .by_weekday(vec![
            NWeekday::Every(Weekday::Mon),
            NWeekday::Every(Weekday::Tue),
            NWeekday::Every(Weekday::Wed),
            NWeekday::Every(Weekday::Thu),
            NWeekday::Every(Weekday::Fri),
            NWeekday::Every(Weekday::Sat),
            NWeekday::Every(Weekday::Sun),
        ])
        .by_hour(vec![15])
        .by_minute(vec![0])
        .week_start(Weekday::Mon)
        .build(start)
        .expect("a sound rule")
}
