mod ladder;

use super::{
    form::{AwayForm, ExtraForm, Form, Template, WindowForm},
    places::List,
    problem::{Field, FieldProblem, What},
};
use chrono::{DateTime, NaiveDate, Utc, Weekday};
use holdfast_rhythm::{Agreement, Tz};

/// A Monday.
const NOW: &str = "2026-11-23T11:00:00Z";

fn now() -> DateTime<Utc> {
    NOW.parse().expect("an instant")
}

fn form(template: Template) -> Form {
    Form::new(
        template,
        Tz::Europe__Berlin,
        "2026-11-23".parse().expect("a date"),
    )
}

fn agreed(form: &Form) -> Agreement {
    form.agreement(1, None, now()).expect("an agreement")
}

#[track_caller]
fn assert_problems(form: &Form, expected: &[(Field, What)]) {
    let problems = form.agreement(1, None, now()).expect_err("problems");
    let expected: Vec<_> = expected
        .iter()
        .map(|&(field, what)| FieldProblem { field, what })
        .collect();
    assert_eq!(problems, expected);
}

#[test]
fn the_templates_make_agreements_and_the_own_one_asks_for_more() {
    let daily = agreed(&form(Template::OnceADay));
    assert_eq!(daily.document().windows[0].days.len(), 5);
    let twice = agreed(&form(Template::TwiceAWeek));
    assert_eq!(
        twice.document().windows[0].days,
        [Weekday::Tue, Weekday::Fri]
    );
    assert_problems(&form(Template::Own), &[(Field::Windows, What::Missing)]);
}

#[test]
fn a_form_made_from_a_document_makes_the_same_document() {
    let mut form = form(Template::OnceADay);
    form.windows.push(WindowForm {
        days: [false, false, false, false, false, true, false],
        opens: "22:30".into(),
        closes: "00:00".into(),
        every_weeks: 3,
    });
    form.away.push(AwayForm {
        from: "2026-12-24".into(),
        until: "2027-01-01".into(),
        note: " Winter ".into(),
    });
    form.extra.push(ExtraForm {
        date: "2026-12-28".into(),
        opens: "10:00".into(),
        closes: "10:45".into(),
    });
    form.cutoff = "30".into();
    let document = agreed(&form).document().clone();
    assert_eq!(document.windows[1].closes.to_string(), "24:00");
    assert_eq!(document.away[0].note.as_deref(), Some("Winter"));
    let again = Form::change(&document, document.effective_from);
    assert_eq!(agreed(&again).document(), &document);
}

#[test]
fn problems_stand_beside_their_fields() {
    let mut clash = form(Template::OnceADay);
    clash.windows.push(WindowForm {
        days: [true, false, false, false, false, false, false],
        opens: "16:00".into(),
        closes: "18:00".into(),
        every_weeks: 1,
    });
    assert_problems(&clash, &[(Field::Window(1), What::Refused)]);

    let mut wrong = form(Template::OnceADay);
    wrong.zone = "Berlin".into();
    wrong.windows[0].days = [false; 7];
    wrong.windows[0].closes = "15:00".into();
    wrong.away.push(AwayForm {
        from: "2026-12-24".into(),
        until: "2026-12-23".into(),
        note: String::new(),
    });
    assert_problems(
        &wrong,
        &[
            (Field::WindowDays(0), What::Missing),
            (Field::Zone, What::Refused),
            (Field::WindowCloses(0), What::Refused),
            (Field::AwayUntil(0), What::Refused),
        ],
    );

    let mut late = form(Template::OnceADay);
    late.cutoff = "120".into();
    assert_problems(&late, &[(Field::Cutoff, What::Refused)]);
    late.cutoff = "99999999999".into();
    assert_problems(&late, &[(Field::Cutoff, What::Refused)]);
    late.notice = "8761".into();
    late.cutoff = "0".into();
    assert_problems(&late, &[(Field::Notice, What::Refused)]);
    late.notice = "8760".into();
    assert_eq!(agreed(&late).document().notice_hours, 8760);
    late.cutoff = "soon".into();
    late.effective_from.clear();
    assert_problems(
        &late,
        &[
            (Field::EffectiveFrom, What::Missing),
            (Field::Cutoff, What::Missing),
        ],
    );

    let mut long = form(Template::OnceADay);
    long.away.push(AwayForm {
        from: "2026-12-01".into(),
        until: "2027-03-01".into(),
        note: String::new(),
    });
    assert_problems(&long, &[(Field::Away(0), What::Refused)]);

    let mut early = form(Template::OnceADay);
    let on = |date: &NaiveDate| ExtraForm {
        date: date.to_string(),
        opens: "09:00".into(),
        closes: "10:00".into(),
    };
    let first = agreed(&early).document().effective_from;
    early.extra = vec![on(&first), on(&first.pred_opt().expect("a date"))];
    assert_problems(&early, &[(Field::ExtraDate(1), What::Refused)]);

    let mut none = form(Template::OnceADay);
    none.windows.clear();
    assert_problems(&none, &[(Field::Windows, What::Missing)]);
}

#[test]
fn a_change_comes_announced() {
    let first = agreed(&form(Template::OnceADay));
    let mut next = form(Template::TwiceAWeek);
    next.effective_from = "2026-11-25".into();
    let problems = next
        .agreement(2, Some(&first), now())
        .expect_err("too soon");
    assert_eq!(
        problems,
        [FieldProblem {
            field: Field::EffectiveFrom,
            what: What::TooSoon { hours: 48 }
        }]
    );
    next.effective_from = "2026-11-26".into();
    assert!(next.agreement(2, Some(&first), now()).is_ok());
    let mut past = form(Template::OnceADay);
    past.effective_from = "2026-11-22".into();
    assert_problems(&past, &[(Field::EffectiveFrom, What::TooSoon { hours: 0 })]);
}

#[test]
fn what_is_typed_is_found_in_its_place_and_nowhere_else() {
    let mut form = form(Template::Own);
    for list in [List::Windows, List::Away, List::Extra] {
        while form.rows(list) < 2 {
            form.add_row(list);
        }
    }
    let rows: [fn(usize) -> Field; 8] = [
        Field::WindowOpens,
        Field::WindowCloses,
        Field::AwayFrom,
        Field::AwayUntil,
        Field::AwayNote,
        Field::ExtraDate,
        Field::ExtraOpens,
        Field::ExtraCloses,
    ];
    let single = [
        Field::Zone,
        Field::EffectiveFrom,
        Field::Cutoff,
        Field::Notice,
    ];
    let fields: Vec<Field> = rows
        .iter()
        .flat_map(|field| [field(0), field(1)])
        .chain(single)
        .collect();
    for (number, field) in fields.iter().enumerate() {
        form.put(*field, number.to_string());
    }
    for (number, field) in fields.iter().enumerate() {
        assert_eq!(form.typed(*field), number.to_string(), "{field:?}");
    }
    form.put(Field::AwayFrom(9), "nowhere".into());
    assert_eq!(form.typed(Field::AwayFrom(9)), "");
    assert_eq!(form.typed(Field::Windows), "");
}

#[test]
fn rows_come_and_go() {
    for list in [List::Windows, List::Away, List::Extra] {
        let mut form = form(Template::OnceADay);
        let before = form.rows(list);
        form.add_row(list);
        assert_eq!(form.rows(list), before + 1);
        form.remove_row(list, before);
        form.remove_row(list, 7);
        assert_eq!(form.rows(list), before);
    }
    let mut form = form(Template::OnceADay);
    form.add_row(List::Windows);
    form.remove_row(List::Windows, 0);
    assert_eq!(form.windows[0].every_weeks, 1);
    assert_eq!(form.windows[0].days, [false; 7]);
}
