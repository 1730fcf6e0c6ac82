//! Noticing language that suggests danger, and the help lines to route to.
//!
//! Pure: no clock, no input or output; the data files under `data/` are compiled to one pack
//! for each language. Native programs hold all packs; a program in the browser holds none,
//! and [`install`]s what it has loaded.
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

#[cfg(test)]
mod adversarial;
mod assess;
mod assessment;
mod coder;
mod finder;
mod fold;
mod helplines;
mod languages;
mod letters;
mod lexicon;
mod matching;
mod model;
#[cfg(test)]
mod notation_tests;
mod opinions;
mod pack;
mod pack_format;
#[cfg(test)]
mod pack_tests;
pub mod routing;
mod scope;
mod scope_names;
#[cfg(test)]
mod scope_tests;
mod steps;
#[cfg(test)]
mod steps_tests;
mod tables;
mod words;

pub use assess::{assess, assess_without};
pub use assessment::{Assessment, Category, Finding, LanguageChoice, Level};
pub use helplines::{
    Country, Dial, EmergencyNumber, EmergencyService, HelpLine, Need, Sources, TextLine, country,
    country_codes, has_all_lines, install_lines, lines_for,
};
pub use languages::{Language, likely_languages};
#[cfg(not(target_family = "wasm"))]
pub use lexicon::pack;
pub use lexicon::{install, is_ready, prepare};
pub use model::SECOND_OPINION;
#[cfg(not(target_family = "wasm"))]
pub use model::training;
pub use pack::PackError;
