//! Check-ins: short questionnaires that an agreement asks for from time to
//! time. What they ask in which words, how answers are scored by the published
//! rules, what a result asks for, and when one is due.
//!
//! Pure: nothing here reads a clock. A score says how somebody has answered;
//! it is no diagnosis and never shown as one.
//!
//! ```
//! use holdfast_measures::{Alert, Measure, Reason, Urgency, routing, score};
//!
//! let answers = [Some(1), Some(1), Some(0), Some(1), Some(0), Some(0), Some(0), Some(0), Some(1)];
//! let score = score(Measure::Phq9, &answers);
//! assert_eq!(score.total, Some(4));
//! // Item nine asks for people who are there now, however low the total.
//! let asks = routing(Measure::Phq9, &answers, None, Alert::default()).expect("item nine");
//! assert_eq!(asks.urgency, Urgency::Urgent);
//! assert_eq!(asks.reasons, [Reason::ItemNine]);
//! ```

mod facts;
mod routing;
mod schedule;
mod scoring;
mod wording;

pub use facts::{Band, Measure, Worse};
pub use routing::{Alert, ITEM_NINE, Reason, Routing, Urgency, routing};
pub use schedule::{Due, Schedule};
pub use scoring::{Score, score};
pub use wording::{LANGUAGES, Wording, wording};
