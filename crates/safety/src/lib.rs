//! Noticing language that suggests danger, and the help lines to route to.
//!
//! Pure: no clock, no input or output; the data files under `data/` are compiled in.
//! [`assess`] claims to notice language, never to predict people (product rule 12), and
//! explains itself: every [`Finding`] names its rule and the words it rests on.
//!
//! ```
//! use holdfast_safety::{assess, Language, LanguageChoice, Level};
//!
//! let noticed = assess("I want to die", LanguageChoice::Known(Language::English));
//! assert_eq!(noticed.level, Level::Urgent);
//! assert_eq!(noticed.findings[0].rule, "suicide.wish_to_die");
//! assert!(assess("dying of laughter", LanguageChoice::All).findings.is_empty());
//! ```

mod assess;
mod assessment;
mod automaton;
mod fold;
mod helplines;
mod lexicon;
mod matching;
pub mod routing;
mod scope;
mod scope_names;
#[cfg(test)]
mod scope_tests;
mod words;

pub use assess::{assess, assess_without};
pub use assessment::{Assessment, Category, Finding, Language, LanguageChoice, Level};
pub use helplines::{
    Country, Dial, EmergencyNumber, EmergencyService, HelpLine, Need, TextLine, countries, country,
    lines_for,
};
pub use lexicon::prepare;
