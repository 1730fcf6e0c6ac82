//! What an agreement must fulfil beyond its form.

mod overlap;
mod reach;
mod safety;

use chrono::{Datelike as _, Weekday};

use crate::document::AgreementDocument;
use crate::problem::{Problem, Problems, in_words};
use crate::schedule::{Hours, Schedule};
use crate::wall_time::WallTime;
use crate::zone::Tz;
use crate::zone::parse_zone;

/// How many windows an agreement may list.
pub const WINDOWS_MAX: usize = 64;
/// How many spans away an agreement may list.
pub const AWAY_MAX: usize = 366;
/// How many extra windows an agreement may list.
pub const EXTRA_MAX: usize = 366;
/// How many steps a ladder may have.
pub const STEPS_MAX: usize = 8;
/// How many check-ins an agreement may list.
pub const CHECK_INS_MAX: usize = 12;
/// How many questions of their own a check-in may ask.
pub const QUESTIONS_MAX: usize = 12;
/// The longest rhythm of a window, in weeks.
pub const EVERY_WEEKS_MAX: u32 = 52;

/// The schedule of a document that holds together.
///
/// # Errors
/// Every problem found. Windows are held against each other only once each is
/// sound by itself.
pub(crate) fn validate(document: &AgreementDocument) -> Result<Schedule, Problems> {
    let mut problems = Problems::none();
    if document.version == 0 {
        problems.push(Problem::new("version", 0, "a whole number from 1"));
    }
    let zone = parse_zone(&document.zone)
        .map_err(|problem| problems.push(problem))
        .ok();
    check_dates(document, &mut problems);
    check_counts(document, &mut problems);
    check_windows(document, &mut problems);
    check_away(document, &mut problems);
    safety::check(document, &mut problems);
    problems.or_none()?;

    let schedule = Schedule::new(document, zone.unwrap_or(Tz::UTC));
    let mut problems = Problems::none();
    overlap::check(document, &schedule, &mut problems);
    if let Some(problem) = reach::check(document, &schedule) {
        problems.push(problem);
    }
    problems.or_none()?;
    Ok(schedule)
}

/// JSON holds only dates of four-digit years; a document made by hand might
/// hold others.
fn check_dates(document: &AgreementDocument, problems: &mut Problems) {
    let first = ("effective_from".to_owned(), document.effective_from);
    let away = document.away.iter().enumerate().flat_map(|(index, away)| {
        let from = (format!("away[{index}].from"), away.from);
        [from, (format!("away[{index}].until"), away.until)]
    });
    let extra = document.extra.iter().enumerate();
    let extra = extra.map(|(index, extra)| (format!("extra[{index}].date"), extra.date));
    for (path, date) in [first].into_iter().chain(away).chain(extra) {
        if !(0..=9999).contains(&date.year()) {
            let expected = "a date from 0000-01-01 to 9999-12-31";
            problems.push(Problem::of_text(path, date, expected));
        }
    }
}

fn check_counts(document: &AgreementDocument, problems: &mut Problems) {
    if document.windows.is_empty() {
        let expected = "at least one window";
        problems.push(Problem::new("windows", "an empty list", expected));
    }
    for (path, count, most) in [
        ("windows", document.windows.len(), WINDOWS_MAX),
        ("away", document.away.len(), AWAY_MAX),
        ("extra", document.extra.len(), EXTRA_MAX),
        ("check_ins", document.check_ins.len(), CHECK_INS_MAX),
    ] {
        if count > most {
            problems.push(Problem::too_long(path, count, most));
        }
    }
}

fn check_windows(document: &AgreementDocument, problems: &mut Problems) {
    let cutoff = document.cutoff_minutes;
    for (index, rule) in document.windows.iter().enumerate() {
        let path = format!("windows[{index}]");
        let (opens, closes) = (rule.opens, rule.closes);
        check_hours(&path, Hours { opens, closes }, problems);
        let open = Hours { opens, closes }.minutes();
        if opens != closes && cutoff >= open {
            let expected = in_words!("less than the {open} minutes that {path} is open");
            problems.push(Problem::new("cutoff_minutes", cutoff, expected));
        }
        check_rhythm(&path, &rule.days, rule.every_weeks, problems);
    }
    for (index, extra) in document.extra.iter().enumerate() {
        let (opens, closes) = (extra.opens, extra.closes);
        let path = format!("extra[{index}]");
        // It would never open (docs/decisions/rhythm-refusals.md).
        if extra.date < document.effective_from {
            let expected = in_words!("{} or a later date", document.effective_from);
            problems.push(Problem::of_text(
                format!("{path}.date"),
                extra.date,
                expected,
            ));
        }
        check_hours(&path, Hours { opens, closes }, problems);
        // A short one on a holiday is for what has arrived by its opening
        // (docs/decisions/rhythm-short-extra-windows.md).
        let open = Hours { opens, closes }.minutes();
        if opens != closes && cutoff > open {
            let expected = in_words!("at most the {open} minutes that {path} is open");
            problems.push(Problem::new("cutoff_minutes", cutoff, expected));
        }
    }
}

/// Days and weeks of what comes again.
fn check_rhythm(path: &str, days: &[Weekday], every_weeks: u32, problems: &mut Problems) {
    if days.is_empty() {
        let expected = "at least one day, such as [\"mon\"]";
        problems.push(Problem::new(
            format!("{path}.days"),
            "an empty list",
            expected,
        ));
    }
    for (place, day) in days.iter().enumerate() {
        if days[..place].contains(day) {
            problems.push(Problem::of_text(
                format!("{path}.days[{place}]"),
                crate::document::day_name(*day),
                "each day once",
            ));
        }
    }
    check_number(
        &format!("{path}.every_weeks"),
        every_weeks,
        1,
        EVERY_WEEKS_MAX,
        problems,
    );
}

fn check_number(path: &str, number: u32, least: u32, most: u32, problems: &mut Problems) {
    if !(least..=most).contains(&number) {
        let expected = in_words!("a whole number from {least} to {most}");
        problems.push(Problem::new(path, number, expected));
    }
}

fn check_hours(path: &str, hours: Hours, problems: &mut Problems) {
    if hours.opens == WallTime::END_OF_DAY {
        problems.push(Problem::of_text(
            format!("{path}.opens"),
            hours.opens,
            "a time from 00:00 to 23:59",
        ));
    } else if hours.opens == hours.closes {
        problems.push(Problem::of_text(
            format!("{path}.closes"),
            hours.closes,
            "a time other than the opening; for a whole day, 00:00 to 24:00",
        ));
    }
}

fn check_away(document: &AgreementDocument, problems: &mut Problems) {
    for (index, away) in document.away.iter().enumerate() {
        if away.until < away.from {
            problems.push(Problem::of_text(
                format!("away[{index}].until"),
                away.until,
                in_words!("{} or a later date", away.from),
            ));
        }
    }
}
