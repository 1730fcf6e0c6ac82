//! The shoreline, and the ledger it is drawn from.

use holdfast_rhythm::Outcome;

use super::*;
use crate::components::tide::{Month, ShellKind};
use crate::pages::rhythm::shoreline::{Shoreline, shoreline};

fn shore(pages: &mut Pages, now: &str, months: i64) -> Option<Shoreline> {
    pages.conversation.give_promises(at(now));
    shoreline(&pages.conversation, months, &reader(now), &Plain)
}

fn kinds(month: &Month) -> Vec<(u32, ShellKind)> {
    month.shells.iter().map(|one| (one.day, one.kind)).collect()
}

#[test]
fn before_anything_is_promised_there_is_no_shoreline() {
    let mut pages = Pages::of(Role::Patient);
    assert_eq!(shore(&mut pages, "2026-11-24T12:00:00Z", 6), None);
}

#[test]
fn one_mark_for_each_promised_window_with_a_row_that_says_what_became_of_it() {
    let mut pages = Pages::of(Role::Patient);
    // Kept.
    pages.letter("2026-11-15T20:00:00Z");
    pages.reply("2026-11-16T14:10:00Z", "2026-11-16T14:10:00Z");
    // Missed, and owned in a reply.
    pages.letter("2026-11-17T20:00:00Z");
    pages.conversation.give_promises(at("2026-11-20T00:00:00Z"));
    let missed = window("2026-11-19T14:00:00Z", "2026-11-19T16:00:00Z");
    pages.owning("2026-11-23T14:05:00Z", missed);
    // Ended.
    let thanks = pages.letter("2026-11-24T20:00:00Z");
    pages.close("2026-11-26T14:30:00Z", vec![thanks]);
    // Missed, and named anew.
    pages.letter("2026-11-27T20:00:00Z");
    let shoreline = shore(&mut pages, "2026-11-30T20:00:00Z", 6).expect("a shoreline");
    let months: Vec<_> = shoreline
        .shore
        .months
        .iter()
        .map(|month| (month.name.as_str(), kinds(month)))
        .collect();
    assert_eq!(
        months,
        [
            ("December", vec![(3, ShellKind::Waiting)]),
            (
                "November",
                vec![
                    (16, ShellKind::Kept),
                    (19, ShellKind::Repaired),
                    (23, ShellKind::Kept),
                    (26, ShellKind::NoneOwed),
                    (30, ShellKind::Missed),
                ]
            ),
        ]
    );
    let became: Vec<&str> = shoreline.rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(
        became,
        [
            "Away until 1 January 2027",
            "Waiting",
            "MissedNext(\"Thursday 09:00–11:00\")",
            "NoneOwed",
            "Kept(\"Mon 23 Nov, 09:05\")",
            "Repaired { by: Them, came: \"Mon 23 Nov, 09:05\", owned: \"Mon 23 Nov, 09:05\" }",
            "Kept(\"Mon 16 Nov, 09:10\")",
        ]
    );
    assert_eq!(
        shoreline.rows[6][0],
        "Mon 16 Nov, 09:00–11:00 (15:00–17:00 in Berlin)"
    );
    assert!(!shoreline.has_older);
}

#[test]
fn a_month_begins_with_the_rhythm_and_ends_with_today() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-15T20:00:00Z");
    let month = |now: &str, pages: &mut Pages| {
        let months = shore(pages, now, 6).expect("a shoreline").shore.months;
        months[0].clone()
    };
    // Still the 15th in New York when Berlin begins the 16th.
    let first = month("2026-11-20T12:00:00Z", &mut pages);
    assert_eq!((first.from, first.until, first.days), (15, 20, 30));
    let next = month("2026-12-01T04:30:00Z", &mut pages);
    assert_eq!(
        next.name, "December",
        "a promise was named anew for the 3rd"
    );
    assert_eq!((next.from, next.until, next.days), (1, 0, 31));
}

#[test]
fn time_away_is_a_gap_also_across_the_year() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-12-01T20:00:00Z");
    pages.reply("2026-12-03T14:10:00Z", "2026-12-03T14:10:00Z");
    pages.letter("2027-01-02T20:00:00Z");
    let shoreline = shore(&mut pages, "2027-01-03T12:00:00Z", 6).expect("a shoreline");
    let months: Vec<_> = shoreline
        .shore
        .months
        .iter()
        .map(|month| (month.name.as_str(), month.away.as_slice()))
        .collect();
    // In New York it begins and ends on the evening before: a day with windows
    // in it is no gap. In words it has the dates of the agreement.
    assert_eq!(
        months,
        [
            ("January", [].as_slice()),
            ("December 2026", [(24, 31)].as_slice()),
        ]
    );
    let away = &shoreline.rows[1];
    assert_eq!(
        away,
        &["24 December 2026 to 1 January 2027", "Away until 1 January"]
    );
}

#[test]
fn six_months_are_shown_and_older_ones_on_demand() {
    let mut pages = Pages::of(Role::Patient);
    for day in ["2026-11-16", "2026-12-14", "2027-02-15", "2027-07-12"] {
        let left = format!("{day}T14:30:00Z");
        pages.letter(&format!("{day}T10:00:00Z"));
        pages.reply(&left, &left);
    }
    let now = "2027-07-20T12:00:00Z";
    let shoreline = shore(&mut pages, now, 6).expect("a shoreline");
    let names = |shoreline: &Shoreline| -> Vec<String> {
        let months = shoreline.shore.months.iter();
        months.map(|month| month.name.clone()).collect()
    };
    assert_eq!(
        names(&shoreline),
        ["July", "June", "May", "April", "March", "February"]
    );
    assert!(shoreline.has_older);
    let all = shore(&mut pages, now, 12).expect("a shoreline");
    assert_eq!(
        names(&all)[6..],
        ["January", "December 2026", "November 2026"]
    );
    assert!(!all.has_older);
    assert!(all.rows.len() > shoreline.rows.len());
}

#[test]
fn a_therapists_shoreline_says_that_they_owned_it() {
    let mut pages = Pages::of(Role::Therapist);
    pages.letter("2026-11-17T20:00:00Z");
    pages.conversation.give_promises(at("2026-11-20T00:00:00Z"));
    let missed = window("2026-11-19T14:00:00Z", "2026-11-19T16:00:00Z");
    pages.owning("2026-11-23T14:05:00Z", missed);
    let shoreline = shore(&mut pages, "2026-11-24T12:00:00Z", 6).expect("a shoreline");
    assert!(shoreline.rows[1][1].starts_with("Repaired { by: Me"));
}

#[test]
fn the_ledger_has_one_entry_for_each_promised_window() {
    let mut pages = Pages::of(Role::Patient);
    // Kept: both letters were answered in the window they share.
    pages.letter("2026-11-15T20:00:00Z");
    pages.letter("2026-11-15T21:00:00Z");
    pages.reply("2026-11-16T14:10:00Z", "2026-11-16T14:10:00Z");
    // Missed, and answered afterwards.
    pages.letter("2026-11-17T20:00:00Z");
    pages.reply("2026-11-23T14:05:00Z", "2026-11-23T14:05:00Z");
    // Waiting.
    pages.letter("2026-11-24T20:00:00Z");
    let now = at("2026-11-24T21:00:00Z");
    let entries: Vec<_> = pages
        .conversation
        .ledger(now)
        .into_iter()
        .map(|entry| (entry.window.opens, entry.outcome, entry.answered))
        .collect();
    assert_eq!(
        entries,
        [
            (at("2026-11-26T14:00:00Z"), Outcome::Waiting, None),
            // Named anew, and kept.
            (
                at("2026-11-23T14:00:00Z"),
                Outcome::Kept,
                Some(at("2026-11-23T14:05:00Z"))
            ),
            (
                at("2026-11-19T14:00:00Z"),
                Outcome::Missed,
                Some(at("2026-11-23T14:05:00Z"))
            ),
            (
                at("2026-11-16T14:00:00Z"),
                Outcome::Kept,
                Some(at("2026-11-16T14:10:00Z"))
            ),
        ]
    );
}

#[test]
fn an_answer_that_is_here_counts_although_the_page_lags_behind() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-22T20:00:00Z");
    pages.reply("2026-11-23T14:10:30Z", "2026-11-23T14:10:30Z");
    let entries = pages.conversation.ledger(at("2026-11-23T14:10:00Z"));
    assert_eq!(entries[0].outcome, Outcome::Kept);
}

#[test]
fn a_second_letter_in_the_same_window_keeps_its_promise_open() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-22T20:00:00Z");
    pages.reply("2026-11-23T14:10:00Z", "2026-11-23T14:10:00Z");
    pages.letter("2026-11-23T14:30:00Z");
    let outcome_at = |now| pages.conversation.ledger(at(now))[0].outcome;
    assert_eq!(outcome_at("2026-11-23T15:00:00Z"), Outcome::Waiting);
    assert_eq!(outcome_at("2026-11-23T16:00:00Z"), Outcome::Missed);
}
