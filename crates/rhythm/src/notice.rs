//! Changes come announced.

use chrono::{DateTime, Utc};

use crate::agreement::Agreement;
use crate::problem::{Problem, in_words};

/// Whether `next`, proposed at `proposed_at`, starts late enough (product
/// rule 5): a change at least the notice of the agreement it replaces later, a
/// first agreement not before the date of its proposal.
///
/// The notice is the one both sides accepted, so that a change cannot shorten
/// the notice of its own coming.
///
/// # Errors
/// A [`Problem`] at `effective_from` that names the earliest acceptable start.
pub fn check_notice(
    previous: Option<&Agreement>,
    next: &Agreement,
    proposed_at: DateTime<Utc>,
) -> Result<(), Problem> {
    let effective_from = next.document().effective_from;
    let proposed = proposed_at.with_timezone(&next.zone());
    let Some(previous) = previous else {
        let today = proposed.date_naive();
        return if effective_from >= today {
            Ok(())
        } else {
            Err(Problem::of_text(
                "effective_from",
                effective_from,
                in_words!("{today} or a later date"),
            ))
        };
    };
    let notice = previous.notice();
    let earliest = proposed.checked_add_signed(notice);
    if earliest.is_some_and(|earliest| next.starts() >= earliest) {
        return Ok(());
    }
    let expected = in_words!(
        "a date whose midnight is at least {} hours after {}",
        notice.num_hours(),
        proposed.naive_local()
    );
    Err(Problem::of_text("effective_from", effective_from, expected))
}
