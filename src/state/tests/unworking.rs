//! What is kept of numbers that did not work.

use super::{Pair, at};
use crate::state::{
    Opened, Unworking, quiet_part, read_numbers, read_unworking, with_quiet, with_unworking,
    write_numbers,
};
use chrono::DateTime;
use holdfast_protocol::{Content, EnvelopeId, NumberReport, Role};
use proptest::prelude::*;

fn one() -> impl Strategy<Value = Unworking> {
    let word = "[^\\p{Cc}]{0,20}";
    (
        ("[A-Z]{2}", "[0-9 ]{2,12}", word),
        0..4_000_000_000_000_i64,
        any::<bool>(),
    )
        .prop_map(|((country, number, line), at, told)| {
            let written = DateTime::from_timestamp_millis(at).unwrap_or_default();
            let report = NumberReport {
                country,
                line,
                number,
                written,
            };
            Unworking { report, told }
        })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(all in proptest::collection::vec(one(), 0..5)) {
        prop_assert!(read_unworking(&with_unworking("", &all)) == all);
    }

    #[test]
    fn anything_can_be_read(kept in "(?s).{0,80}") {
        let again = read_unworking(&kept);
        prop_assert!(read_unworking(&with_unworking(&kept, &again)) == again);
    }
}

#[test]
fn a_name_with_a_tab_breaks_no_row() {
    let kept = "\tDE\t112\tA\t0\ttold\nbroken\n";
    let mut all = read_unworking(kept);
    assert_eq!(all.len(), 1);
    all[0].report.line = "A\tB\nC".into();
    let written = with_unworking("", &all);
    assert_eq!(written, "\tDE\t112\tABC\t0\ttold\n");
}

#[test]
fn what_is_quiet_and_the_numbers_beside_it_do_not_touch_each_other() {
    let number = "\tDE\t112\tA\t0\ttold\n";
    let quiet = "some.rule\tits words\n";
    let beside = with_quiet(number, quiet);
    let all = read_unworking(&beside);
    assert_eq!(all.len(), 1);
    assert_eq!(quiet_part(&beside), quiet);
    assert_eq!(with_quiet(&beside, ""), number);
    assert_eq!(with_unworking(&beside, &[]), quiet);
}

#[test]
fn where_nothing_is_sealed_no_name_and_no_time_is_kept() {
    let older = "GB\t0808 2000 247\tRefuge\t1700000000000\there\n";
    let all = read_numbers(older);
    assert_eq!(write_numbers(&all), "GB\t0808 2000 247\n");
    assert_eq!(read_numbers(&write_numbers(&all)), all);
}

#[test]
fn the_therapist_sees_each_number_of_the_patient_once_the_latest_first() {
    let pair = Pair::new();
    let mut view = pair.view(Role::Therapist);
    let mut report = |id: u8, from: Role, number: &str, written: &str| {
        view.apply(Opened::Shared {
            id: EnvelopeId::from_bytes([id; 16]),
            from: pair.side(from).account,
            content: Content::NumberReport(NumberReport {
                country: "GB".into(),
                line: "Samaritans".into(),
                number: number.into(),
                written: at(written),
            }),
            receipt: None,
        });
    };
    report(1, Role::Patient, "116 123", "2026-11-20T12:00:00Z");
    report(2, Role::Patient, "0800 1111", "2026-11-21T12:00:00Z");
    // Told twice, as happens where a page goes away.
    report(3, Role::Patient, "116 123", "2026-11-22T12:00:00Z");
    report(4, Role::Patient, "85258", "2026-09-01T12:00:00Z");
    report(5, Role::Therapist, "999", "2026-11-22T12:00:00Z");
    let seen = view.number_reports(at("2026-10-01T00:00:00Z"));
    let numbers: Vec<_> = seen.iter().map(|report| report.number.as_str()).collect();
    assert_eq!(numbers, ["116 123", "0800 1111"]);
}
