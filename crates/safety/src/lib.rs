//! Noticing language that suggests danger, and the help lines to route to.
//!
//! Pure: no clock, no input or output; the data files under `data/` are compiled in.
//! [`assess`] claims to notice language, never to predict people (product rule 12), and
//! explains itself: every [`Finding`] names its rule and the words it rests on.

mod assess;
mod assessment;
mod helplines;

pub use assess::{assess, assess_without};
pub use assessment::{Assessment, Category, Finding, Language, LanguageChoice, Level};
pub use helplines::{
    Country, Dial, EmergencyNumber, EmergencyService, HelpLine, Need, TextLine, countries, country,
    lines_for,
};
