//! Zones by the city people know them by.

use holdfast_rhythm::Tz;

use crate::i18n::Language;

/// The zone in words: "New York", in German "Wien" for `Europe/Vienna`.
#[must_use]
pub fn zone_name(zone: Tz, language: Language) -> String {
    let name = zone.name();
    let city = name.rsplit('/').next().unwrap_or(name);
    if let Some(offset) = fixed_offset(name) {
        return offset;
    }
    let spelled = match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
    };
    spelled
        .iter()
        .chain(SPELLED)
        .find(|(written, _)| *written == city)
        .map_or_else(|| city.replace('_', " "), |(_, said)| (*said).to_owned())
}

/// The zone as the place of a clock: "in New York", but "UTC".
#[must_use]
pub fn in_zone(zone: Tz, language: Language) -> String {
    let name = zone_name(zone, language);
    if name.starts_with("UTC") {
        name
    } else {
        format!("in {name}")
    }
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

const ENGLISH: &[(&str, &str)] = &[
    ("Canary", "the Canary Islands"),
    ("Faroe", "the Faroe Islands"),
    ("Ho_Chi_Minh", "Ho Chi Minh City"),
    ("Kiev", "Kyiv"),
    ("Saigon", "Ho Chi Minh City"),
];

const GERMAN: &[(&str, &str)] = &[
    ("Addis_Ababa", "Addis Abeba"),
    ("Algiers", "Algier"),
    ("Athens", "Athen"),
    ("Baghdad", "Bagdad"),
    ("Belgrade", "Belgrad"),
    ("Brussels", "Brüssel"),
    ("Bucharest", "Bukarest"),
    ("Cairo", "Kairo"),
    ("Canary", "Las Palmas"),
    ("Cape_Verde", "Kap Verde"),
    ("Copenhagen", "Kopenhagen"),
    ("Damascus", "Damaskus"),
    ("Dushanbe", "Duschanbe"),
    ("Faroe", "Tórshavn"),
    ("Havana", "Havanna"),
    ("Ho_Chi_Minh", "Ho-Chi-Minh-Stadt"),
    ("Jamaica", "Jamaika"),
    ("Kiev", "Kyjiw"),
    ("Kyiv", "Kyjiw"),
    ("Lisbon", "Lissabon"),
    ("Luxembourg", "Luxemburg"),
    ("Mexico_City", "Mexiko-Stadt"),
    ("Mogadishu", "Mogadischu"),
    ("Moscow", "Moskau"),
    ("Nicosia", "Nikosia"),
    ("Prague", "Prag"),
    ("Riyadh", "Riad"),
    ("Rome", "Rom"),
    ("Saigon", "Ho-Chi-Minh-Stadt"),
    ("Singapore", "Singapur"),
    ("Tashkent", "Taschkent"),
    ("Tbilisi", "Tiflis"),
    ("Tehran", "Teheran"),
    ("Tokyo", "Tokio"),
    ("Tripoli", "Tripolis"),
    ("Vatican", "Vatikanstadt"),
    ("Vienna", "Wien"),
    ("Warsaw", "Warschau"),
    ("Yerevan", "Jerewan"),
    ("Zurich", "Zürich"),
];
