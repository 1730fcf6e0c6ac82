//! What is kept of numbers that did not work.

use crate::state::{Unworking, read_unworking, write_unworking};
use chrono::DateTime;
use holdfast_protocol::NumberReport;
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
        prop_assert!(read_unworking(&write_unworking(&all)) == all);
    }

    #[test]
    fn anything_can_be_read(kept in "(?s).{0,80}") {
        let again = read_unworking(&kept);
        prop_assert!(read_unworking(&write_unworking(&again)) == again);
    }
}

#[test]
fn a_name_with_a_tab_breaks_no_row() {
    let kept = "DE\t112\tA\t0\ttold\nbroken\n";
    let mut all = read_unworking(kept);
    assert_eq!(all.len(), 1);
    all[0].report.line = "A\tB\nC".into();
    assert_eq!(write_unworking(&all), "DE\t112\tABC\t0\ttold\n");
}
