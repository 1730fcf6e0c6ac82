//! What is shown of the months is the same whether all letters are here or
//! only those that the page looks back to.

use super::*;
use crate::pages::rhythm::looking_back::{LISTED, looks_back_to};
use crate::pages::rhythm::shoreline::shoreline;
use crate::state::{Entry, ThreadPlace};

const NOW: &str = "2027-12-01T12:00:00Z";

/// A year in which somebody writes every so many hours, and every third time
/// the answer comes a week late.
fn year(hours: i64) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut write = |number: u16, from, at: DateTime<Utc>| {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&number.to_be_bytes());
        let id = EnvelopeId::from_bytes(id);
        let letter = Letter {
            text: "words".into(),
            written: at,
            answer: Answer::Wanted,
            noticed: None,
        };
        let receipt = Some(Receipt {
            arrived: at,
            release: Release::Left(at),
        });
        let opened = Opened::Letter {
            id,
            from,
            letter,
            receipt,
        };
        entries.push((ThreadPlace { left: at, id }, opened, None));
    };
    let mut now = at("2026-11-16T09:00:00Z");
    let mut number = 0;
    while now < at(NOW) {
        write(number, PATIENT, now);
        let days = if number % 6 == 0 { 8 } else { 3 };
        let answered = now + TimeDelta::days(days) + TimeDelta::hours(6);
        if answered < at(NOW) {
            write(number + 1, THERAPIST, answered);
        }
        number += 2;
        now += TimeDelta::hours(hours);
    }
    entries.sort_by_key(|(place, ..)| *place);
    entries.reverse();
    entries
}

#[test]
fn months_and_promises_are_the_same_as_with_every_letter() {
    for (hours, role) in [
        (7, Role::Patient),
        (200, Role::Therapist),
        (24, Role::Patient),
    ] {
        let entries = year(hours);
        let reader = reader(NOW);
        let week = Week::of(reader.now, reader.zone);
        let mut whole = Pages::of(role).conversation;
        whole.take_page(entries.clone(), false);
        whole.give_promises(reader.now);
        for (months, weeks) in [(1, 0), (6, 0), (2, -20), (12, 0)] {
            let week = week.later(weeks);
            let mut view = Pages::of(role).conversation;
            let mut pages = entries.chunks(40).peekable();
            let mut read = |view: &mut Conversation| {
                let page = pages.next().expect("another page").to_vec();
                view.take_page(page, pages.peek().is_some());
                view.give_promises(reader.now);
            };
            read(&mut view);
            while !view.covers(looks_back_to(&view, week, months, &reader)) {
                read(&mut view);
            }
            let months = |one: &Conversation| {
                let shown = shoreline(one, months, &reader, &Plain);
                shown.map(|shown| (shown.shore, shown.rows))
            };
            assert_eq!(months(&view), months(&whole), "every {hours} hours");
            let listed = |one: &Conversation| {
                let mut ledger = one.ledger(reader.now);
                ledger.truncate(LISTED);
                ledger
            };
            assert_eq!(listed(&view), listed(&whole), "every {hours} hours");
            let picture = |one: &Conversation| super::week(one, week, &reader, &Plain);
            assert_eq!(picture(&view), picture(&whole), "every {hours} hours");
        }
    }
}
