//! The shoreline.

use proptest::prelude::*;

use super::drawing::WIDTH;
use super::picture_tests::{is_balanced, pieces, words_in};
use super::*;

fn month(shells: Vec<(u32, ShellKind)>, away: Vec<(u32, u32)>) -> Month {
    Month {
        name: "November".to_owned(),
        days: 30,
        from: 1,
        until: 30,
        shells: shells
            .into_iter()
            .map(|(day, kind)| Shell {
                day,
                kind,
                label: format!("{day} & {kind:?}"),
            })
            .collect(),
        away,
    }
}

fn lines(month: Month) -> (Vec<[i64; 2]>, Vec<[i64; 2]>) {
    let drawing = ShoreDrawing::new(&Shore {
        months: vec![month],
    });
    let days = |lines: &[drawing::Path]| {
        let days = |line: &drawing::Path| {
            [0, 1].map(|end| (line.steps()[end].1.x * 31 + WIDTH / 2) / WIDTH)
        };
        lines.iter().map(days).collect()
    };
    (days(&drawing.lines), days(&drawing.to_come))
}

#[test]
fn a_month_is_as_long_as_its_days_and_time_away_is_a_gap() {
    let (line, to_come) = lines(month(Vec::new(), vec![(10, 14), (25, 30)]));
    assert_eq!(line, [[0, 9], [14, 24]]);
    assert!(to_come.is_empty());
}

#[test]
fn what_is_still_to_come_is_another_line() {
    let mut this = month(Vec::new(), vec![(5, 6)]);
    (this.from, this.until) = (3, 20);
    assert_eq!(
        lines(this),
        (vec![[2, 4], [6, 20]], vec![[20, 30]]),
        "from the third, without the fifth and sixth"
    );
    let mut next = month(Vec::new(), Vec::new());
    next.until = 0;
    assert_eq!(lines(next), (vec![], vec![[0, 30]]));
}

#[test]
fn marks_of_the_same_day_stand_over_each_other() {
    use ShellKind::{Kept, Missed};
    let drawing = ShoreDrawing::new(&Shore {
        months: vec![month(vec![(2, Kept), (2, Missed), (3, Kept)], Vec::new())],
    });
    let [first, second, third] = [0, 1, 2].map(|place| drawing.shells[place].0);
    assert_eq!(first.x, second.x);
    assert!(second.y + 500 < first.y);
    assert_eq!(first.y, third.y);
}

#[test]
fn a_picture_of_the_shore_says_what_each_mark_is() {
    let shore = Shore {
        months: vec![month(vec![(2, ShellKind::Repaired)], Vec::new())],
    };
    let pieces = pieces(&shore_content(&shore, "Promises", "By <month>"));
    assert!(is_balanced(&pieces));
    assert_eq!(words_in(&pieces, "title"), "Promises");
    assert_eq!(words_in(&pieces, "desc"), "By <month>");
    let said = picture_tests::Piece::Words("2 & Repaired".to_owned());
    assert!(pieces.contains(&said));
}

#[test]
fn the_legend_names_what_is_there_and_nothing_else() {
    use ShellKind::{Kept, NoneOwed};
    let shells = vec![(2, NoneOwed), (4, Kept), (5, Kept)];
    let with = Shore {
        months: vec![month(shells, vec![(7, 8)])],
    };
    assert_eq!(
        with.keys(),
        [Key::Shell(Kept), Key::Shell(NoneOwed), Key::Gap]
    );
    assert!(Shore::default().keys().is_empty());
    let mut this = month(Vec::new(), Vec::new());
    this.until = 20;
    let shore = Shore { months: vec![this] };
    assert_eq!(shore.keys(), [Key::ToCome]);
}

fn any_month() -> impl Strategy<Value = Month> {
    let kind = prop_oneof![
        Just(ShellKind::Kept),
        Just(ShellKind::Missed),
        Just(ShellKind::Repaired),
        Just(ShellKind::Waiting),
        Just(ShellKind::NoneOwed),
    ];
    let shells = prop::collection::vec((1..=31_u32, kind), 0..70);
    let away = prop::collection::vec((1..=31_u32, 0..9_u32), 0..3);
    (shells, away, 28..=31_u32, 0..=32_u32, 0..=32_u32).prop_map(
        |(mut shells, mut away, days, from, until)| {
            shells.retain(|(day, _)| *day <= days);
            shells.sort_by_key(|(day, _)| *day);
            away.sort_unstable();
            let away = away
                .into_iter()
                .map(|(from, length)| (from.min(days), (from + length).min(days)));
            Month {
                days,
                from,
                until,
                ..month(shells, away.collect())
            }
        },
    )
}

proptest! {
    #[test]
    fn every_mark_lies_on_the_sheet_in_its_month_and_in_order(
        months in prop::collection::vec(any_month(), 0..8),
    ) {
        let shore = Shore { months };
        let drawing = ShoreDrawing::new(&shore);
        let all: usize = shore.months.iter().map(|month| month.shells.len()).sum();
        prop_assert_eq!(drawing.shells.len(), all);
        let mut shells = drawing.shells.iter();
        let mut top = 0;
        for month in &shore.months {
            let of_month: Vec<_> = shells.by_ref().take(month.shells.len()).collect();
            for pair in of_month.windows(2) {
                prop_assert!(pair[0].0.x <= pair[1].0.x);
            }
            for (at, _, _) in &of_month {
                prop_assert!((0..=WIDTH).contains(&at.x));
                prop_assert!(top < at.y && at.y < drawing.height);
            }
            top = of_month.iter().map(|(at, _, _)| at.y).max().unwrap_or(top);
        }
        for line in drawing.lines.iter().chain(&drawing.to_come) {
            let [from, until] = [0, 1].map(|end| line.steps()[end].1);
            prop_assert!(0 <= from.x && from.x < until.x && until.x <= WIDTH);
            prop_assert!(from.y < drawing.height);
        }
    }

    #[test]
    fn up_to_five_marks_of_a_day_never_hide_each_other(
        days in prop::collection::vec(1..=31_u32, 0..60),
    ) {
        let mut days = days;
        days.sort_unstable();
        days.dedup_by(|later, earlier| *later == *earlier && *later % 2 == 0);
        let shells = days.iter().map(|day| (*day, ShellKind::Kept)).collect();
        let drawing = ShoreDrawing::new(&Shore { months: vec![month(shells, Vec::new())] });
        let crowded = |day: u32| days.iter().filter(|other| **other == day).count() > 5;
        for (place, (one, _, _)) in drawing.shells.iter().enumerate() {
            for (other, _, _) in &drawing.shells[place + 1..] {
                let hidden = one == other;
                prop_assert!(!hidden || days.iter().any(|day| crowded(*day)), "{one:?}");
            }
        }
    }
}
