//! The table of zones against chrono-tz, from which it is made.
//!
//! With a new chrono-tz, `HOLDFAST_WRITE_ZONES=1 cargo test -p holdfast-rhythm
//! --test rhythm the_table` writes it anew.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone};
use holdfast_rhythm::{TZ_DATABASE_VERSION, Tz};
use proptest::prelude::*;
use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

fn minute(text: &str) -> i64 {
    text.parse::<DateTime<chrono::Utc>>().unwrap().timestamp() / 60
}

fn naive(minute: i64) -> NaiveDateTime {
    DateTime::from_timestamp(minute * 60, 0)
        .unwrap()
        .naive_utc()
}

fn offset(zone: &impl TimeZone, minute: i64) -> i32 {
    zone.offset_from_utc_datetime(&naive(minute))
        .fix()
        .local_minus_utc()
}

/// The spans of a zone: where each begins, and its offset in seconds.
fn spans(zone: chrono_tz::Tz) -> Vec<(i64, i32)> {
    let (start, end) = (
        minute("2000-01-01T00:00:00Z"),
        minute("2051-01-01T00:00:00Z"),
    );
    let mut spans = vec![(start, offset(&zone, start))];
    let step = 24 * 60;
    for from in (start..end).step_by(step) {
        let (mut low, mut high) = (from, from + i64::try_from(step).unwrap());
        let (before, after) = (offset(&zone, low), offset(&zone, high));
        if before == after {
            continue;
        }
        while high - low > 1 {
            let middle = i64::midpoint(low, high);
            if offset(&zone, middle) == before {
                low = middle;
            } else {
                high = middle;
            }
        }
        spans.push((high, after));
    }
    spans
}

fn pack(spans: &[(i64, i32)]) -> Vec<u8> {
    let mut packed = Vec::new();
    number(&mut packed, i64::try_from(spans.len()).unwrap());
    let mut last = minute("2000-01-01T00:00:00Z");
    for (begin, offset) in spans {
        number(&mut packed, begin - last);
        last = *begin;
        assert_eq!(offset % 900, 0, "offsets are whole quarter hours");
        packed.push(i8::try_from(offset / 900).unwrap().cast_unsigned());
    }
    packed
}

fn number(packed: &mut Vec<u8>, mut value: i64) {
    while value > 0x7f {
        packed.push(u8::try_from(value & 0x7f).unwrap() | 0x80);
        value >>= 7;
    }
    packed.push(u8::try_from(value).unwrap());
}

/// The names' source file and the packed sequences.
fn make() -> (String, Vec<u8>) {
    let mut zones: Vec<_> = chrono_tz::TZ_VARIANTS.into_iter().collect();
    zones.sort_by_key(|zone| zone.name());
    let mut numbers: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut sequences = Vec::new();
    let mut lines = String::new();
    for (index, zone) in zones.iter().enumerate() {
        let packed = pack(&spans(*zone));
        let sequence = *numbers.entry(packed.clone()).or_insert_with(|| {
            sequences.push(packed);
            sequences.len() - 1
        });
        let name = zone.name();
        let constant = name.replace('/', "__").replace('+', "Plus");
        let constant = match constant.split_once("GMT-") {
            Some((before, after)) => format!("{before}GMTMinus{after}"),
            None => constant.replace('-', ""),
        };
        writeln!(lines, "    {constant} {index} {name:?} {sequence};").unwrap();
    }
    let source = format!(
        "//! Made by `tests/rhythm/zone_table.rs` from chrono-tz; not edited by hand.\n\n\
         use super::Tz;\n\n\
         /// The IANA release behind the table.\n\
         pub(super) const DATABASE_VERSION: &str = {:?};\n\n\
         macro_rules! zones {{\n    \
             ($($constant:ident $index:literal $name:literal $sequence:literal;)+) => {{\n        \
                 #[allow(missing_docs, non_upper_case_globals, reason = \"the names are the database's\")]\n        \
                 impl Tz {{ $(pub const $constant: Self = Self($index);)+ }}\n\n        \
                 /// Names in their order, each with the number of its sequence.\n        \
                 pub(super) const NAMES: &[(&str, u8)] = &[$(($name, $sequence)),+];\n    \
             }};\n}}\n\n\
         zones! {{\n{lines}}}\n",
        chrono_tz::IANA_TZDB_VERSION
    );
    (source, sequences.concat())
}

#[test]
fn the_table_is_made_from_the_database() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/zone");
    let (names, packed) = make();
    if std::env::var_os("HOLDFAST_WRITE_ZONES").is_some() {
        fs::write(folder.join("names.rs"), &names).unwrap();
        fs::write(folder.join("zones.bin"), &packed).unwrap();
    }
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let stored = fs::read_to_string(folder.join("names.rs")).unwrap();
    assert!(
        words(&stored) == words(&names),
        "names.rs is of another database"
    );
    let stored = fs::read(folder.join("zones.bin")).unwrap();
    assert!(stored == packed, "zones.bin is of another database");
    assert_eq!(TZ_DATABASE_VERSION, chrono_tz::IANA_TZDB_VERSION);
}

/// Both sides' reading of a local time, earlier instant first.
fn reading<Z: TimeZone>(zone: &Z, local: NaiveDateTime) -> Vec<i32> {
    match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::None => vec![],
        MappedLocalTime::Single(only) => vec![only.fix().local_minus_utc()],
        MappedLocalTime::Ambiguous(one, other) => {
            vec![one.fix().local_minus_utc(), other.fix().local_minus_utc()]
        }
    }
}

#[test]
fn every_change_of_every_clock_is_read_as_the_database_reads_it() {
    let mut compared = 0;
    for zone in chrono_tz::TZ_VARIANTS {
        let ours: Tz = zone.name().parse().unwrap();
        for (begin, _) in spans(zone).into_iter().skip(1) {
            for around in [-1500, -61, -60, -1, 0, 1, 30, 59, 60, 61, 1500] {
                let utc = naive(begin + around);
                assert_eq!(
                    offset(&ours, begin + around),
                    offset(&zone, begin + around),
                    "{zone} {utc}"
                );
                for side in [-1, 0] {
                    let shift = offset(&zone, begin + side);
                    let local = utc + TimeDelta::seconds(i64::from(shift));
                    assert_eq!(
                        reading(&ours, local),
                        reading(&zone, local),
                        "{zone} {local}"
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 300_000, "only {compared} local times compared");
}

proptest! {
    #[test]
    fn any_instant_is_read_as_the_database_reads_it(
        zone in 0..chrono_tz::TZ_VARIANTS.len(),
        at in minute("2000-01-02T00:00:00Z")..minute("2050-12-30T00:00:00Z"),
    ) {
        let theirs = chrono_tz::TZ_VARIANTS[zone];
        let ours: Tz = theirs.name().parse().unwrap();
        prop_assert_eq!(offset(&ours, at), offset(&theirs, at));
        prop_assert_eq!(reading(&ours, naive(at)), reading(&theirs, naive(at)));
    }

    #[test]
    fn no_instant_and_no_name_is_too_strange(seconds: i64, name in ".{0,30}") {
        prop_assert_eq!(name.parse::<Tz>().is_ok(), name.parse::<chrono_tz::Tz>().is_ok());
        if let Some(instant) = DateTime::from_timestamp(seconds % 8_000_000_000_000, 0) {
            for zone in [Tz::Europe__Berlin, Tz::Pacific__Apia, Tz::UTC] {
                let _ = zone.offset_from_utc_datetime(&instant.naive_utc());
                let _ = zone.offset_from_local_datetime(&instant.naive_utc());
            }
        }
    }
}
