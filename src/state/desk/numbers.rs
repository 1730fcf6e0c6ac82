//! Help lines' numbers that did not work: kept on this device, and told to a
//! patient's clinic.

use super::Desk;
use crate::state::{
    Unworking,
    driver::{keep_unworking, unworking},
};
use holdfast_protocol::NumberReport;
use leptos::prelude::*;

impl Desk {
    /// The numbers that did not work, as (country, number).
    #[must_use]
    pub fn unworking(self) -> Vec<(String, String)> {
        let all = unworking().into_iter();
        all.map(|one| (one.report.country, one.report.number))
            .collect()
    }

    /// Keeps that a line's number did not work, and tells the clinic before
    /// long.
    pub fn does_not_work(self, country: &str, line: &str, number: &str) {
        let mut all = unworking();
        all.retain(|one| !is_it(one, country, number));
        all.push(Unworking {
            report: NumberReport {
                country: country.to_owned(),
                line: line.to_owned(),
                number: number.to_owned(),
                written: self.now.get_untracked(),
            },
            told: false,
        });
        keep_unworking(&all);
        self.driver(|driver| driver.tell_numbers_soon());
    }

    /// Takes it back; what the clinic was told stays told.
    pub fn works_after_all(self, country: &str, number: &str) {
        let mut all = unworking();
        all.retain(|one| !is_it(one, country, number));
        keep_unworking(&all);
    }
}

fn is_it(one: &Unworking, country: &str, number: &str) -> bool {
    one.report.country == country && one.report.number == number
}
