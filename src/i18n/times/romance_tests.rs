//! Times in Spanish, French and Portuguese.

mod days;

use super::{
    Reader, sentence_start,
    tests::{NOW, at, reader, window},
    zone_name,
};
use crate::i18n::Language::{French, Portuguese, Spanish};
use holdfast_rhythm::Tz;

/// Asserts what is said in Spanish, French and Portuguese.
#[track_caller]
fn assert_said(now: &str, expected: [&str; 3], say: impl Fn(&Reader) -> String) {
    for (language, expected) in [Spanish, French, Portuguese].into_iter().zip(expected) {
        assert_eq!(say(&reader(language, now)), expected);
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
