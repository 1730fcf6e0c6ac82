//! Zones by the city people know them by.

use holdfast_rhythm::Tz;

use crate::i18n::{Key, Language, fill, names::times, say_in};

/// The zone in words: "New York", in German "Wien" for `Europe/Vienna`.
#[must_use]
pub fn zone_name(zone: Tz, language: Language) -> String {
    let name = zone.name();
    let city = city_of(name);
    if let Some(offset) = fixed_offset(name) {
        return offset;
    }
    let spelled = || SPELLED.iter().find(|(written, _)| *written == city);
    entry(times::cities, city, language)
        .or_else(|| spelled().map(|(_, said)| *said))
        .map_or_else(|| city.replace('_', " "), str::to_owned)
}

/// The zone as the place of a clock: "in New York", but "UTC".
#[must_use]
pub fn in_zone(zone: Tz, language: Language) -> String {
    let name = zone_name(zone, language);
    if name.starts_with("UTC") {
        return name;
    }
    match entry(times::in_cities, city_of(zone.name()), language) {
        Some(said) => said.to_owned(),
        None => fill(say_in(language, times::in_city), &[("city", &name)]),
    }
}

fn city_of(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// What a list such as `Cairo=Kairo|Rome=Rom` says of a city.
fn entry(key: Key, city: &str, language: Language) -> Option<&'static str> {
    say_in(language, key)
        .split('|')
        .find_map(|entry| entry.strip_prefix(city)?.strip_prefix('='))
}

/// Zones without a place. The database turns their sign around: `Etc/GMT+5`
/// is five hours behind UTC.
fn fixed_offset(name: &str) -> Option<String> {
    if matches!(
        name,
        "UTC" | "UCT" | "GMT" | "Zulu" | "Universal" | "Greenwich"
    ) {
        return Some("UTC".to_owned());
    }
    let rest = name.strip_prefix("Etc/").unwrap_or(name);
    if rest != name && !rest.starts_with("GMT") {
        return Some("UTC".to_owned());
    }
    let signed = rest.strip_prefix("GMT")?;
    Some(match signed.split_at_checked(1) {
        None | Some((_, "0" | "")) => "UTC".to_owned(),
        Some(("+", hours)) => format!("UTC−{hours}"),
        Some((_, hours)) => format!("UTC+{hours}"),
    })
}

/// Names the database writes without their marks, or by an older name.
const SPELLED: &[(&str, &str)] = &[
    ("Asuncion", "Asunción"),
    ("Bogota", "Bogotá"),
    ("Cancun", "Cancún"),
    ("Calcutta", "Kolkata"),
    ("Katmandu", "Kathmandu"),
    ("Merida", "Mérida"),
    ("Noumea", "Nouméa"),
    ("Reunion", "Réunion"),
    ("Sao_Paulo", "São Paulo"),
    ("St_Johns", "St. John’s"),
];
