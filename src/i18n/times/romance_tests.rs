//! Times in Spanish, French and Portuguese.

use holdfast_rhythm::{Tz, WindowRule};

use super::tests::{NOW, at, date, reader, window};
use super::{Reader, sentence_start, weekdays, zone_name};
use crate::i18n::Language::{French, Portuguese, Spanish};

/// Asserts what is said in Spanish, French and Portuguese.
#[track_caller]
fn assert_said(now: &str, expected: [&str; 3], say: impl Fn(&Reader) -> String) {
    for (language, expected) in [Spanish, French, Portuguese].into_iter().zip(expected) {
        assert_eq!(say(&reader(language, now)), expected);
    }
}

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
fn intervals() {
    for (opens, closes, expected) in [
        (
            "2026-11-26T14:00:00Z",
            "2026-11-26T16:00:00Z",
            [
                "el jueves de 15:00 a 17:00",
                "jeudi de 15:00 à 17:00",
                "quinta-feira das 15:00 às 17:00",
            ],
        ),
        (
            "2026-12-03T14:00:00Z",
            "2026-12-03T16:00:00Z",
            [
                "el jue 3 dic de 15:00 a 17:00",
                "le jeu. 3 déc. de 15:00 à 17:00",
                "qui, 3 dez, das 15:00 às 17:00",
            ],
        ),
        (
            "2026-11-23T21:30:00Z",
            "2026-11-24T00:30:00Z",
            [
                "hoy de 22:30 hasta mañana a la 01:30",
                "aujourd’hui de 22:30 jusqu’à demain à 01:30",
                "hoje das 22:30 até amanhã à 01:30",
            ],
        ),
        (
            "2026-12-31T21:30:00Z",
            "2026-12-31T23:30:00Z",
            [
                "el jue 31 dic de 22:30 hasta el vie 1 ene 2027 a las 00:30",
                "le jeu. 31 déc. de 22:30 jusqu’au ven. 1er janv. 2027 à 00:30",
                "qui, 31 dez, das 22:30 até sex, 1 jan 2027, às 00:30",
            ],
        ),
        (
            "2026-11-24T21:00:00Z",
            "2026-11-24T23:00:00Z",
            [
                "mañana de 22:00 a 24:00",
                "demain de 22:00 à 24:00",
                "amanhã das 22:00 às 24:00",
            ],
        ),
    ] {
        assert_said(NOW, expected, |reader| {
            reader.interval(window(opens, closes))
        });
    }
    assert_said(
        "2026-10-24T10:00:00Z",
        [
            "mañana de 02:30 a 02:15, tras el cambio de hora",
            "demain de 02:30 à 02:15, après le changement d’heure",
            "amanhã das 02:30 às 02:15, depois da mudança da hora",
        ],
        |reader| reader.interval(window("2026-10-25T00:30:00Z", "2026-10-25T01:15:00Z")),
    );
}

#[test]
fn intervals_and_moments_in_both_zones() {
    let there = |reader: &Reader, other| Reader {
        other: Some(other),
        ..*reader
    };
    assert_said(
        NOW,
        [
            "el jueves de 15:00 a 17:00 (de 09:00 a 11:00 en Nueva York)",
            "jeudi de 15:00 à 17:00 (de 09:00 à 11:00 à New York)",
            "quinta-feira das 15:00 às 17:00 (das 09:00 às 11:00 em Nova Iorque)",
        ],
        |reader| {
            there(reader, Tz::America__New_York)
                .interval_in_both(window("2026-11-26T14:00:00Z", "2026-11-26T16:00:00Z"))
        },
    );
    assert_said(
        NOW,
        [
            "el jueves a las 03:00 (el miércoles a las 21:00 en Nueva York)",
            "jeudi à 03:00 (mercredi à 21:00 à New York)",
            "quinta-feira às 03:00 (quarta-feira às 21:00 em Nova Iorque)",
        ],
        |reader| there(reader, Tz::America__New_York).moment_in_both(at("2026-11-26T02:00:00Z")),
    );
    assert_said(
        NOW,
        [
            "hoy a las 15:00 (a las 16:00 en El Cairo)",
            "aujourd’hui à 15:00 (à 16:00 au Caire)",
            "hoje às 15:00 (às 16:00 no Cairo)",
        ],
        |reader| there(reader, Tz::Africa__Cairo).moment_in_both(at("2026-11-23T14:00:00Z")),
    );
}

#[test]
fn moments_ends_and_beginnings() {
    assert_said(NOW, ["a las 09:12", "à 09:12", "às 09:12"], |reader| {
        reader.past(at("2026-11-23T08:12:00Z"))
    });
    assert_said(NOW, ["a la 01:12", "à 01:12", "à 01:12"], |reader| {
        reader.past(at("2026-11-23T00:12:00Z"))
    });
    assert_said(
        NOW,
        [
            "el jueves a las 15:04",
            "jeudi à 15:04",
            "quinta-feira às 15:04",
        ],
        |reader| reader.past(at("2026-11-19T14:04:00Z")),
    );
    for (instant, expected) in [
        (
            "2026-11-23T16:00:00Z",
            ["hasta las 17:00", "jusqu’à 17:00", "até às 17:00"],
        ),
        (
            "2026-11-23T23:30:00Z",
            [
                "hasta mañana a las 00:30",
                "jusqu’à demain à 00:30",
                "até amanhã às 00:30",
            ],
        ),
        (
            "2026-12-03T16:00:00Z",
            [
                "hasta el jue 3 dic a las 17:00",
                "jusqu’au jeu. 3 déc. à 17:00",
                "até qui, 3 dez, às 17:00",
            ],
        ),
    ] {
        assert_said(NOW, expected, |reader| {
            let until = reader.until(at(instant));
            match reader.language {
                Spanish => format!("hasta {until}"),
                French => format!("jusqu’{until}"),
                _ => format!("até {until}"),
            }
        });
    }
    assert_said(
        NOW,
        [
            "el miércoles, 2 de diciembre",
            "le mercredi 2 décembre",
            "quarta-feira, 2 de dezembro",
        ],
        |reader| reader.starting(at("2026-12-01T23:00:00Z")),
    );
}

#[test]
fn coarse_words_are_calm() {
    for (instant, expected) in [
        (
            "2026-11-23T03:00:00Z",
            ["esta madrugada", "cette nuit", "hoje de madrugada"],
        ),
        (
            "2026-11-23T09:00:00Z",
            ["esta mañana", "ce matin", "hoje de manhã"],
        ),
        (
            "2026-11-23T14:00:00Z",
            ["esta tarde", "cet après-midi", "hoje à tarde"],
        ),
        (
            "2026-11-23T21:00:00Z",
            ["esta noche", "ce soir", "hoje à noite"],
        ),
        (
            "2026-11-24T01:00:00Z",
            ["mañana de madrugada", "cette nuit", "amanhã de madrugada"],
        ),
        (
            "2026-11-24T14:00:00Z",
            ["mañana por la tarde", "demain après-midi", "amanhã à tarde"],
        ),
        (
            "2026-11-26T01:00:00Z",
            [
                "el jueves de madrugada",
                "dans la nuit de mercredi à jeudi",
                "quinta-feira de madrugada",
            ],
        ),
        (
            "2026-12-03T01:00:00Z",
            [
                "el jue 3 dic de madrugada",
                "dans la nuit du 2 au 3 décembre",
                "qui, 3 dez, de madrugada",
            ],
        ),
        (
            "2026-11-26T18:30:00Z",
            [
                "el jueves por la tarde",
                "jeudi soir",
                "quinta-feira à noite",
            ],
        ),
        (
            "2026-12-03T14:00:00Z",
            [
                "el jue 3 dic por la tarde",
                "le jeu. 3 déc. dans l’après-midi",
                "qui, 3 dez, à tarde",
            ],
        ),
    ] {
        assert_said(NOW, expected, |reader| reader.coarse(at(instant)));
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

#[test]
fn places_and_capitals() {
    for (zone, expected) in [
        (
            Tz::America__Mexico_City,
            ["Ciudad de México", "Mexico", "Cidade do México"],
        ),
        (Tz::America__Bogota, ["Bogotá", "Bogotá", "Bogotá"]),
        (Tz::Europe__Lisbon, ["Lisboa", "Lisbonne", "Lisboa"]),
        (Tz::UTC, ["UTC", "UTC", "UTC"]),
    ] {
        assert_said(NOW, expected, |reader| zone_name(zone, reader.language));
    }
    assert_eq!(sentence_start("à 15:00"), "À 15:00");
}
