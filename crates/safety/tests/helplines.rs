//! The help-line table: every number dials from inside its country.

use holdfast_safety::{Category, EmergencyService, Need, countries, country, lines_for};

/// Numbers that others have replaced: 988 in the United States and Canada.
const SUPERSEDED: &[&str] = &[
    "18002738255",
    "8002738255",
    "18334564566",
    "8334564566",
    "45645",
];

fn digits(shown: &str) -> String {
    shown.chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn ten_countries_are_there_and_found_in_either_case() {
    let codes: Vec<_> = countries().iter().map(|country| country.code).collect();
    for code in ["US", "GB", "IE", "CA", "AU", "NZ", "DE", "AT", "CH", "NL"] {
        assert!(codes.contains(&code), "{code}");
        assert_eq!(country(&code.to_lowercase()).unwrap().code, code);
    }
    assert!(country("XX").is_none() && country("").is_none());
    assert!(countries().is_sorted_by_key(|country| country.name_english));
}

#[test]
fn every_country_has_an_emergency_number_and_a_crisis_line() {
    for country in countries() {
        let first = country.emergency.first().expect(country.code);
        assert_ne!(first.for_what, EmergencyService::Police, "{}", country.code);
        for emergency in country.emergency {
            let number = digits(emergency.number.shown());
            assert_eq!(number.len(), 3, "{} {number}", country.code);
        }
        assert!(country.lines.iter().any(|line| line.need == Need::Crisis));
        assert!(country.lines.len() <= 6, "{}", country.code);
    }
}

#[test]
fn addresses_hold_only_what_dials() {
    for line in countries().iter().flat_map(|country| country.lines) {
        assert!(line.call.is_some() || line.text.is_some() || line.chat.is_some());
        if let Some(dial) = line.call {
            let href = dial.href();
            let number = href.strip_prefix("tel:").unwrap();
            assert!(
                number.len() >= 3 && number.bytes().all(|b| b.is_ascii_digit()),
                "{href}"
            );
            assert!(
                dial.shown()
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b == b' '),
                "{}: international or odd: {:?}",
                line.name,
                dial.shown()
            );
        }
        if let Some(text) = line.text {
            let href = text.href();
            let rest = href.strip_prefix("sms:").unwrap();
            let (number, body) = rest.split_once("?&body=").unwrap_or((rest, "A"));
            assert!(
                number.len() >= 3 && number.bytes().all(|b| b.is_ascii_digit()),
                "{href}"
            );
            assert!(
                !body.is_empty() && body.bytes().all(|b| b.is_ascii_uppercase()),
                "{href}"
            );
        }
        if let Some(chat) = line.chat {
            assert!(chat.starts_with("https://"), "{chat}");
        }
    }
}

#[test]
fn every_row_names_its_sources_and_their_date() {
    let date =
        |date: &str| date.len() == 10 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    for country in countries() {
        assert!(date(country.checked), "{}", country.code);
        for line in country.lines {
            assert!(date(line.checked), "{}", line.name);
            let named = line
                .source
                .split(", ")
                .filter(|name| !name.is_empty())
                .count();
            assert_eq!(named, usize::from(line.sources), "{}", line.name);
            assert!(named > 0, "{}", line.name);
        }
    }
}

#[test]
fn superseded_numbers_are_refused() {
    for line in countries().iter().flat_map(|country| country.lines) {
        let numbers = line.call.iter().map(|dial| dial.shown());
        for number in numbers.chain(line.text.iter().map(|text| text.number)) {
            assert!(
                !SUPERSEDED.contains(&digits(number).as_str()),
                "{}",
                line.name
            );
        }
    }
}

#[test]
fn abuse_puts_a_domestic_violence_line_first_and_keeps_the_rest() {
    let country = country("GB").unwrap();
    let abuse: Vec<_> = lines_for(country, &[Category::Suicide, Category::Abuse]).collect();
    assert_eq!(abuse[0].need, Need::DomesticViolence);
    let other: Vec<_> = lines_for(country, &[Category::Suicide]).collect();
    assert_eq!(other[0].name, "Samaritans");
    assert_eq!(abuse.len(), country.lines.len());
    assert_eq!(other.len(), country.lines.len());
}

#[test]
fn a_text_line_that_asks_for_a_word_has_it_written_in() {
    let shout = country("GB")
        .unwrap()
        .lines
        .iter()
        .find_map(|line| line.text);
    assert_eq!(shout.unwrap().href(), "sms:85258?&body=SHOUT");
    let call = country("US").unwrap().lines[0].call.unwrap();
    assert_eq!(call.href(), "tel:988");
}
