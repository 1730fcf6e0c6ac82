//! What an agreement makes of time: the windows a therapist reads and answers
//! in, the promise a message is given, the moment a reply may leave, and what
//! became of the promise.
//!
//! Nothing here reads a clock: every question takes the instant it is about.
//! Wall times are read in the agreement's zone, and each end of a window is
//! resolved on its own by the "compatible" rule of RFC 5545, section 3.3.5
//! (see [`resolve`]).
//!
//! ```
//! use chrono::{DateTime, Utc};
//! use holdfast_rhythm::Agreement;
//!
//! let agreement = Agreement::parse(
//!     r#"{
//!         "version": 1,
//!         "zone": "Europe/Berlin",
//!         "effective_from": "2026-11-23",
//!         "windows": [{ "days": ["mon", "thu"], "opens": "15:00", "closes": "17:00" }],
//!         "cutoff_minutes": 30
//!     }"#,
//! )?;
//! let arrived: DateTime<Utc> = "2026-11-23T16:00:00Z".parse().expect("an instant");
//! let promised = agreement.promise(arrived).expect("a window within reach");
//! assert_eq!(promised.opens.to_rfc3339(), "2026-11-26T14:00:00+00:00");
//! # Ok::<(), holdfast_rhythm::Problems>(())
//! ```

mod agreement;
pub mod calendar;
mod day;
mod document;
pub mod json;
mod notice;
mod occurrences;
mod order;
mod outcome;
mod problem;
mod reader;
mod schedule;
mod stretches;
mod timeline;
mod validate;
mod wall_time;
mod window;
mod writer;
mod zone;

pub use agreement::{Agreement, REACH};
pub use chrono::Weekday;
pub use document::{
    AgreementDocument, Away, CheckInRule, Escalation, ExtraWindow, LadderStep, OwnQuestion,
    QuestionKind, WindowRule, score_max,
};
pub use notice::check_notice;
pub use order::sort_by_key;
pub use outcome::{Outcome, PromiseEvents, outcome};
pub use problem::{Problem, Problems};
pub use reader::parse_date;
pub use timeline::{InForce, Promise, ReleaseAt, Timeline};
pub use validate::{
    AWAY_MAX, CHECK_INS_MAX, EVERY_WEEKS_MAX, EXTRA_MAX, QUESTIONS_MAX, STEPS_MAX, WINDOWS_MAX,
};
pub use wall_time::{WallTime, WallTimeError, resolve};
pub use window::{Occurrence, SkipReason, Skipped, Window};
pub use zone::{TZ_DATABASE_VERSION, Tz, UnknownZone, ZoneOffset, parse_zone};
