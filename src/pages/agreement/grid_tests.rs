//! The week grid: whatever is done on it, the form stays one that the fields
//! can show and that both sides could agree to.

mod hands;
mod laws;

use super::{
    form::{Form, Template, WindowForm},
    grid::{End, Refused},
    spells::Hours,
};
use crate::components::week_grid::{DAY, Reach};
use holdfast_rhythm::{Agreement, Tz};

const NO_REACH: Reach = Reach {
    inside: 0,
    outside: 0,
};
const EDGES: Reach = Reach {
    inside: 10,
    outside: 30,
};
const ALL_HOURS: (usize, usize) = (0, 24);

fn empty() -> Form {
    Form::new(
        Template::Own,
        Tz::Europe__Berlin,
        "2026-11-23".parse().expect("a date"),
    )
}

fn window(days: &[usize], opens: &str, closes: &str) -> WindowForm {
    let mut on = [false; 7];
    for day in days {
        on[*day] = true;
    }
    WindowForm {
        days: on,
        opens: opens.into(),
        closes: closes.into(),
        every_weeks: 1,
    }
}

fn form_of(windows: &[WindowForm]) -> Form {
    Form {
        windows: windows.to_vec(),
        ..empty()
    }
}

fn hours(opens: i32, length: i32) -> Hours {
    Hours { opens, length }
}

#[test]
fn windows_lie_where_their_fields_say() {
    let form = form_of(&[
        window(&[0, 2], "15:00", "17:00"),
        window(&[6], "22:30", "00:30"),
        window(&[1], "00:00", "00:00"),
        window(&[3], "", "10:00"),
        window(&[4], "10:00", "10:00"),
    ]);
    let spells: Vec<_> = form
        .spells()
        .iter()
        .map(|spell| (spell.window, spell.day, spell.opens, spell.length))
        .collect();
    assert_eq!(
        spells,
        [
            (0, 0, 900, 120),
            (0, 2, 900, 120),
            (1, 6, 1350, 120),
            (2, 1, 0, DAY),
        ]
    );
    let pieces = form.spells()[2].pieces();
    let shown: Vec<_> = pieces.iter().map(|p| (p.day, p.from, p.until)).collect();
    assert_eq!(shown, [(6, 1350, DAY), (0, 0, 30)]);
}

#[test]
fn what_has_no_room_is_refused_with_its_reason() {
    let form = form_of(&[
        window(&[0, 2], "15:00", "17:00"),
        window(&[0], "10:00", "11:00"),
        window(&[6], "23:00", "01:00"),
    ]);
    let taken = |window, day| Refused::Taken(form.spell(window, day).expect("there"));
    assert_eq!(form.shift(1, 5 * 60), Err(taken(0, 0)));
    assert_eq!(form.stretch(1, End::Closing, 5 * 60), Err(taken(0, 0)));
    assert_eq!(form.shift(1, -11 * 60), Err(Refused::PastTheDay));
    assert_eq!(form.stretch(1, End::Closing, -60), Err(Refused::TooShort));
    assert_eq!(
        form.stretch(1, End::Closing, 24 * 60),
        Err(Refused::TooLong)
    );
    assert_eq!(form.carry(0, 0, 2), Err(taken(0, 2)));
    // Sunday night reaches into Monday.
    assert_eq!(form.draw(0, hours(30, 60)), Err(taken(2, 6)));
    assert_eq!(form.shift(9, 15), Err(Refused::NotThere));
    assert_eq!(form.draw(9, hours(30, 60)), Err(Refused::NotThere));
    let mut full = empty();
    full.windows = (0..64).map(|_| window(&[0], "", "")).collect();
    assert_eq!(full.draw(0, hours(30, 60)), Err(Refused::Full));
}

#[test]
fn a_clash_that_was_typed_can_be_moved_apart() {
    let form = form_of(&[
        window(&[0], "15:00", "17:00"),
        window(&[0], "16:00", "18:00"),
    ]);
    let half_way = form.shift(1, 30).expect("on its way out");
    let out = half_way.shift(1, 30).expect("out");
    assert_eq!(out.windows[1].opens, "17:00");
    assert!(matches!(out.shift(1, -15), Err(Refused::Taken(_))));
}

#[test]
fn one_day_goes_its_own_way() {
    let form = form_of(&[window(&[0, 1, 2], "15:00", "17:00")]);
    let (apart, number) = form.apart(0, 1).expect("apart");
    assert_eq!(
        apart.windows,
        [
            window(&[0, 2], "15:00", "17:00"),
            window(&[1], "15:00", "17:00"),
        ]
    );
    let moved = apart.shift(number, -60).expect("earlier");
    assert_eq!(moved.windows[0], apart.windows[0]);
    assert_eq!(apart.apart(number, 1), Ok((apart.clone(), number)));
    assert_eq!(apart.clone().without(1, 1).windows, apart.windows[..1]);
}

#[test]
fn a_document_is_what_the_grid_shows() {
    let form = form_of(&[window(&[5], "22:30", "00:30")]);
    let json = form
        .agreement(1, None, "2026-11-22T11:00:00Z".parse().expect("an instant"))
        .map(|agreement| agreement.to_json());
    let again = Agreement::parse(&json.expect("sound")).expect("sound");
    let document = again.document();
    assert_eq!(Form::change(document, document.effective_from), form);
}
