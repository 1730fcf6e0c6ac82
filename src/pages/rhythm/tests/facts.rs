//! The table has every fact of the picture.

use proptest::prelude::*;

use super::*;
use crate::pages::rhythm::facts::table;

#[test]
fn the_table_says_what_the_picture_shows_in_order() {
    let mut pages = Pages::of(Role::Patient);
    pages.letter("2026-11-20T20:00:00Z");
    pages.reply("2026-11-23T14:30:00Z", "2026-11-23T14:30:00Z");
    pages.letter("2026-11-24T20:00:00Z");
    let now = "2026-11-24T21:00:00Z";
    let rows = table(&pages.week(now), &reader(now), &Plain);
    assert_eq!(
        rows,
        [
            [
                "Fri 20 Nov, 15:00",
                "Wrote(Me); Answered(\"yesterday 09:30\")"
            ],
            [
                "yesterday 09:00–11:00 (15:00–17:00 in Berlin)",
                "Window(Agreed)"
            ],
            ["yesterday 09:30", "Wrote(Them)"],
            [
                "today 15:00",
                "Wrote(Me); Promised(\"Thursday 09:00–11:00\")"
            ],
            ["today 16:00", "Now"],
            [
                "Thursday 09:00–11:00 (15:00–17:00 in Berlin)",
                "Window(Promised)"
            ],
        ]
    );
}

/// Something that may happen in the two weeks around the one that is shown, at
/// so many minutes from their beginning.
#[derive(Debug, Clone, Copy)]
enum Event {
    Letter,
    Reply,
    Owning,
    Outside,
    Close,
}

fn any_event() -> impl Strategy<Value = (i64, Event)> {
    let event = prop_oneof![
        4 => Just(Event::Letter),
        2 => Just(Event::Reply),
        1 => Just(Event::Owning),
        1 => Just(Event::Outside),
        1 => Just(Event::Close),
    ];
    (0..20_160_i64, event)
}

fn played(mut events: Vec<(i64, Event)>, has_change: bool) -> Pages {
    let mut pages = Pages::of(Role::Patient);
    if has_change {
        let fridays = Agreement::parse(FRIDAYS).expect("an agreement");
        let accepted = at("2026-11-23T21:00:00Z");
        pages.conversation.timeline.accept(fridays, accepted);
    }
    events.sort_by_key(|(minute, _)| *minute);
    for (minute, event) in events {
        let now = at("2026-11-17T00:00:00Z") + TimeDelta::minutes(minute);
        let text = now.to_rfc3339();
        pages.conversation.give_promises(now);
        match event {
            Event::Letter => drop(pages.letter(&text)),
            Event::Reply => drop(pages.reply(&text, &text)),
            Event::Outside => drop(pages.outside(&text)),
            Event::Owning => match pages.conversation.to_own(now).first() {
                Some(missed) => drop(pages.owning(&text, *missed)),
                None => drop(pages.reply(&text, &text)),
            },
            Event::Close => {
                let letters = pages.conversation.answerable();
                pages.close(&text, letters);
            }
        }
    }
    pages
}

proptest! {
    #[test]
    fn every_window_mark_arc_time_away_and_change_has_a_row(
        events in prop::collection::vec(any_event(), 0..40),
        has_change in any::<bool>(),
        now in 0..20_160_i64,
    ) {
        let mut pages = played(events, has_change);
        let now = (at("2026-11-17T00:00:00Z") + TimeDelta::minutes(now)).to_rfc3339();
        let reader = reader(&now);
        let chart = pages.week(&now);
        let rows = table(&chart, &reader, &Plain);
        let has = |when: &str, what: &str| rows.iter().any(|row| row[0] == when && row[1] == what);
        let within = |from, until| from < chart.until && until > chart.from;
        let mut shown = 0;
        for window in &chart.windows {
            let both = Window { opens: window.opens, closes: window.closes };
            if within(window.opens, window.closes) {
                shown += 1;
                let what = format!("Window({:?})", window.kind);
                prop_assert!(has(&reader.interval_in_both(both), &what), "{window:?}");
            }
        }
        for mark in &chart.marks {
            let is_here = chart.from <= mark.at && mark.at < chart.until;
            shown += usize::from(is_here);
            prop_assert!(!is_here || has(&mark.when, &mark.label), "{mark:?}");
        }
        for arc in &chart.arcs {
            prop_assert!(has(&reader.moment(arc.from), &arc.label), "{arc:?}");
            shown += usize::from(arc.from < chart.from);
        }
        for away in chart.away.iter().filter(|away| within(away.from, away.until)) {
            shown += 1;
            prop_assert!(rows.iter().any(|row| row[1] == away.label));
        }
        for change in chart.change.iter().filter(|change| within(change.at, change.at)) {
            shown += 1;
            prop_assert!(has(&reader.moment(change.at), &change.label));
        }
        let now_is_here = chart.now.iter().any(|now| chart.from <= now.at && now.at < chart.until);
        // And nothing that the picture does not show.
        prop_assert_eq!(rows.len(), shown + chart.clocks.len() + usize::from(now_is_here));
    }
}
