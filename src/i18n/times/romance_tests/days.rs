//! Days, weeks and their names.

use super::assert_said;
use crate::i18n::times::{
    tests::{NOW, at, date},
    weekdays,
};
use holdfast_rhythm::{Tz, WindowRule};

#[test]
fn days_by_word_by_name_and_by_date() {
    for (instant, expected) in [
        ("2026-11-23T12:00:00Z", ["hoy", "aujourd’hui", "hoje"]),
        ("2026-11-24T12:00:00Z", ["mañana", "demain", "amanhã"]),
        ("2026-11-22T12:00:00Z", ["ayer", "hier", "ontem"]),
        (
            "2026-11-26T12:00:00Z",
            ["el jueves", "jeudi", "quinta-feira"],
        ),
        (
            "2026-12-01T12:00:00Z",
            ["el mar 1 dic", "le mar. 1er déc.", "ter, 1 dez"],
        ),
        (
            "2027-01-01T12:00:00Z",
            [
                "el vie 1 ene 2027",
                "le ven. 1er janv. 2027",
                "sex, 1 jan 2027",
            ],
        ),
    ] {
        assert_said(NOW, expected, |reader| reader.day(at(instant)));
    }
}

#[test]
fn dates_and_headings() {
    assert_said(
        NOW,
        [
            "jueves, 26 de noviembre",
            "jeudi 26 novembre",
            "quinta-feira, 26 de novembro",
        ],
        |reader| reader.heading(at("2026-11-26T12:00:00Z")),
    );
    assert_said(
        NOW,
        [
            "viernes, 1 de enero de 2027",
            "vendredi 1er janvier 2027",
            "sexta-feira, 1 de janeiro de 2027",
        ],
        |reader| reader.heading(at("2027-01-01T12:00:00Z")),
    );
    for (first, last, expected) in [
        (
            "2026-12-24",
            "2026-12-24",
            ["el 24 de diciembre", "le 24 décembre", "24 de dezembro"],
        ),
        (
            "2026-10-01",
            "2026-10-31",
            [
                "del 1 al 31 de octubre",
                "du 1er au 31 octobre",
                "de 1 a 31 de outubro",
            ],
        ),
        (
            "2026-11-30",
            "2026-12-01",
            [
                "del 30 de noviembre al 1 de diciembre",
                "du 30 novembre au 1er décembre",
                "de 30 de novembro a 1 de dezembro",
            ],
        ),
        (
            "2025-12-29",
            "2026-01-02",
            [
                "del 29 de diciembre de 2025 al 2 de enero de 2026",
                "du 29 décembre 2025 au 2 janvier 2026",
                "de 29 de dezembro de 2025 a 2 de janeiro de 2026",
            ],
        ),
    ] {
        assert_said(NOW, expected, |reader| {
            reader.dates(date(first), date(last))
        });
    }
}

#[test]
fn weeks_and_lists_of_days() {
    use chrono::Weekday::{Fri, Mon, Thu, Tue, Wed};
    for (days, expected) in [
        (
            &[Tue, Fri][..],
            [
                "martes y viernes",
                "mardi et vendredi",
                "terça-feira e sexta-feira",
            ],
        ),
        (
            &[Mon, Tue, Wed, Fri],
            [
                "de lunes a miércoles y viernes",
                "du lundi au mercredi et vendredi",
                "de segunda-feira a quarta-feira e sexta-feira",
            ],
        ),
    ] {
        assert_said(NOW, expected, |reader| weekdays(days, reader.language));
    }
    let rule = WindowRule {
        days: vec![Thu],
        opens: "15:00".parse().unwrap(),
        closes: "17:00".parse().unwrap(),
        every_weeks: 2,
    };
    assert_said(
        NOW,
        [
            "jueves de 15:00 a 17:00, cada dos semanas",
            "jeudi de 15:00 à 17:00, une semaine sur deux",
            "quinta-feira das 15:00 às 17:00, a cada duas semanas",
        ],
        |reader| reader.weekly(&rule, Tz::Europe__Berlin, date("2026-11-23")),
    );
}
