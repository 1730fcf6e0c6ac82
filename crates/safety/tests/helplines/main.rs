//! The help-line table: every number dials from inside its country, every row says where it
//! comes from and when, and what the app is given is what the table says.

mod plans;
mod rules;
mod table;

use holdfast_safety::{
    Category, Country, EmergencyService, HelpLine, Need, country, country_codes, has_all_lines,
    install_lines, lines_for,
};
use plans::plans;
use rules::check;
use table::{Row, rows};

const LINES: &str = include_str!("../../../../public/help-lines.txt");

/// All countries with all their lines.
fn whole() -> Vec<&'static Country> {
    install_lines(LINES.to_owned());
    assert!(has_all_lines());
    country_codes().filter_map(country).collect()
}

fn need(row: &HelpLine) -> &'static str {
    row.need.name()
}

#[test]
fn every_row_dials_and_says_where_it_comes_from() {
    let plans = plans();
    let problems: Vec<String> = rows()
        .iter()
        .filter_map(|row| check(row, &plans).err())
        .collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn planted_rows_are_refused() {
    let plans = plans();
    let good = Row::line("FR", "3114");
    check(&good, &plans).unwrap();
    let numbers = [
        // Short codes written as international numbers.
        ("FR", "+33333114"),
        ("FR", "33333114"),
        ("GB", "+44116123"),
        ("GB", "44116123"),
        ("US", "+1741741"),
        ("US", "1741741"),
        // The international form of an ordinary number.
        ("DE", "+49 800 1110111"),
        ("DE", "00 49 800 1110111"),
        // Too short, too long.
        ("FR", "08 00 12"),
        ("US", "1 800 799 72"),
        ("US", "1 800 799 7233 1"),
        ("DK", "70 201 20"),
        ("NO", "22 40 00 4"),
        ("GB", "0"),
        // What breaks an address.
        ("US", "1-800-799-7233"),
        ("US", "(800) 799 7233"),
        ("US", "1 800 SUICIDE"),
        ("JP", "##8008"),
        ("GB", "116 123 or 999"),
        ("GB", " 116 123"),
        // Replaced by others.
        ("US", "1 800 273 8255"),
        ("CA", "1 833 456 4566"),
    ];
    for (country, number) in numbers {
        assert!(
            check(&Row::line(country, number), &plans).is_err(),
            "{country} {number}"
        );
    }
    let broken: [fn(&mut Row); 13] = [
        |row| row.checked = "2026-13-01".into(),
        |row| row.checked = "2026-02-30".into(),
        |row| row.checked = "2027-01-01".into(),
        |row| row.checked = "1999-01-01".into(),
        |row| row.checked = "yesterday".into(),
        |row| row.checked.clear(),
        |row| row.sources.clear(),
        |row| row.sources = vec!["hearsay".into()],
        |row| row.count = 3,
        |row| row.need = "magic".into(),
        |row| row.text = "+1741741".into(),
        |row| row.chat = "http://example.org".into(),
        |row| row.call.clear(),
    ];
    for (place, break_it) in broken.into_iter().enumerate() {
        let mut row = good.clone();
        break_it(&mut row);
        assert!(check(&row, &plans).is_err(), "broken row {place}");
    }
    for number in ["+112", "1-1-2", "", "1", "49112112112112112"] {
        assert!(
            check(&Row::emergency("DE", number), &plans).is_err(),
            "{number}"
        );
    }
}

#[test]
fn the_table_was_made_from_the_inputs_that_lie_beside_it() {
    let inputs: [&[u8]; 6] = [
        include_bytes!("../../data/helplines/facts.json"),
        include_bytes!("../../data/helplines/overrides.tsv"),
        include_bytes!("../../data/helplines/make.py"),
        include_bytes!("../../data/helplines/dialing.py"),
        include_bytes!("../../data/helplines/needs.py"),
        include_bytes!("../../data/helplines/writing.py"),
    ];
    let bytes = inputs.iter().copied().flatten();
    let digest = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
        (digest ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    });
    assert!(
        table::TABLE
            .lines()
            .next()
            .unwrap()
            .contains(&format!("{digest:016x}")),
        "run make.py again: the inputs have changed ({digest:016x})"
    );
}

#[test]
fn the_app_is_given_what_the_table_says() {
    let countries = whole();
    let table = rows();
    let codes: Vec<_> = countries.iter().map(|country| country.code).collect();
    let heads: Vec<_> = table.iter().filter(|row| row.kind == "country").collect();
    assert_eq!(
        codes,
        heads
            .iter()
            .map(|row| row.country.as_str())
            .collect::<Vec<_>>()
    );
    assert!(codes.len() >= 246, "{}", codes.len());
    let mut lines = 0;
    for country in countries {
        let own = |kind: &str| {
            let all = table.iter().filter(|row| row.country == country.code);
            all.filter(|row| row.kind == kind).collect::<Vec<_>>()
        };
        let numbers = |row: &&Row| (row.call.clone(), row.need.clone());
        let said = country.emergency.iter().map(|number| {
            let who = match number.for_what {
                EmergencyService::Any => "any",
                EmergencyService::Police => "police",
                EmergencyService::Ambulance => "ambulance",
                EmergencyService::FireAndAmbulance => "fire_and_ambulance",
            };
            (number.number.shown().to_owned(), who.to_owned())
        });
        let emergency: Vec<_> = own("emergency").iter().map(numbers).collect();
        assert_eq!(said.collect::<Vec<_>>(), emergency, "{}", country.code);
        let mut expected: Vec<_> = own("line").iter().map(|row| row.as_one()).collect();
        let mut found: Vec<_> = country.lines.iter().map(table::as_one).collect();
        lines += found.len();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{}", country.code);
    }
    assert!(lines > 900, "{lines}");
}

#[test]
fn every_country_has_an_emergency_number_but_those_where_none_is_known() {
    let without: Vec<_> = whole()
        .into_iter()
        .filter(|country| country.emergency.is_empty())
        .map(|country| country.code)
        .collect();
    assert_eq!(without, ["AQ"]);
    for code in [
        "US", "GB", "IE", "CA", "AU", "NZ", "DE", "AT", "CH", "NL", "FR", "ES", "BR",
    ] {
        let found = country(&code.to_lowercase()).unwrap();
        assert_eq!(found.code, code);
        assert_eq!(found.lines[0].need, Need::Crisis, "{code}");
        assert_ne!(
            found.emergency[0].for_what,
            EmergencyService::Police,
            "{code}"
        );
    }
    assert!(country("XX").is_none() && country("").is_none() && country("@O").is_none());
}

#[test]
fn no_number_is_there_twice_in_one_country() {
    for country in whole() {
        let mut seen = Vec::new();
        for line in country.lines {
            let number = match (line.call, line.text) {
                (Some(call), _) => call.href(),
                (None, Some(text)) => text.href(),
                (None, None) => continue,
            };
            assert!(!seen.contains(&number), "{} {number}", country.code);
            seen.push(number);
        }
    }
}

#[test]
fn abuse_puts_a_domestic_violence_line_first_and_keeps_the_rest() {
    whole();
    let country = country("GB").unwrap();
    let abuse: Vec<_> = lines_for(country, &[Category::Suicide, Category::Abuse]).collect();
    assert_eq!(abuse[0].need, Need::DomesticViolence);
    let other: Vec<_> = lines_for(country, &[Category::Suicide]).collect();
    assert_eq!(other[0].name, "Samaritans");
    assert_eq!(abuse.len(), country.lines.len());
    assert_eq!(other.len(), country.lines.len());
    let needs: Vec<_> = other.iter().map(|line| line.need).collect();
    assert!(needs.is_sorted());
    assert!(Need::ALL.is_sorted());
    assert!(
        Need::ALL
            .iter()
            .all(|one| country.lines.iter().any(|line| need(line) == one.name()))
    );
}

/// What is shown first to whoever does not want to live, and to whoever is hurt, where most people
/// live and where the app's languages are spoken: the line of the country, not of one city or
/// group where there is one for all.
#[test]
fn the_first_line_is_the_one_for_the_whole_country() {
    whole();
    let first = [
        ("AR", "0800 999 0091", "144"),
        ("AT", "142", "0800 222 555"),
        ("AU", "13 11 14", "1800 737 732"),
        ("BE", "107", "0800 30 030"),
        ("BR", "188", "180"),
        ("CL", "*4141", "1455"),
        ("CO", "106", "155"),
        ("DE", "0800 111 0 111", "116 016"),
        ("ES", "024", "016"),
        ("FR", "3114", "3919"),
        ("GB", "116 123", "0808 2000 247"),
        ("ID", "119", "08111 129 129"),
        ("IE", "116 123", "1800 341 900"),
        ("IN", "14416", "078271 70170"),
        ("IT", "02 99777", "1522"),
        ("JP", "0120 061 338", "#8008"),
        ("KR", "109", "1366"),
        ("MX", "55 5259 8121", "800 822 4460"),
        ("NL", "113", "0800 2000"),
        ("PT", "1411", "800 202 148"),
        ("US", "988", "1 800 799 7233"),
        ("ZA", "0800 567 567", "0800 150 150"),
    ];
    for (code, crisis, hurt) in first {
        let country = country(code).unwrap();
        for (category, number) in [(Category::Suicide, crisis), (Category::Abuse, hurt)] {
            let line = lines_for(country, &[category]).next().unwrap();
            let shown = line.call.map(|call| call.shown());
            assert_eq!(shown, Some(number), "{code}, {category:?}");
        }
    }
}

#[test]
fn addresses_hold_only_what_dials() {
    whole();
    let line = |code: &str, name: &str| {
        let mut lines = country(code).unwrap().lines.iter();
        lines.find(|line| line.name == name).unwrap()
    };
    let shout = line("GB", "Shout Crisis Text Line");
    assert_eq!(shout.text.unwrap().href(), "sms:85258?&body=SHOUT");
    let lifeline = line("US", "988 Suicide & Crisis Lifeline");
    assert_eq!(lifeline.call.unwrap().href(), "tel:988");
    assert_eq!(lifeline.chat, Some("https://988lifeline.org/chat/"));
    assert_eq!(lifeline.source.names().count(), 3);
    let japan = country("JP").unwrap().lines.iter();
    let hash = japan
        .filter_map(|line| line.call)
        .find(|call| call.shown() == "#8008");
    assert_eq!(hash.unwrap().href(), "tel:%238008");
}
