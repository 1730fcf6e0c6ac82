//! What `assess` says: levels, categories, findings.

use crate::Language;

/// Which lexicons to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LanguageChoice {
    /// The writer's language is known.
    Known(Language),
    /// It is not, or people mix languages: all are tried.
    All,
}

/// How pressing the language is; ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing noticed.
    None,
    /// Oblique, past, or about someone else.
    Concern,
    /// A wish or a danger now.
    Urgent,
    /// Means, plan, place or time; something already done; danger in this minute.
    Emergency,
}

impl Level {
    /// The lower-case word used on the command line and in data files.
    pub const fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Concern => "concern",
            Level::Urgent => "urgent",
            Level::Emergency => "emergency",
        }
    }

    /// The level of this [`Level::name`].
    pub fn from_name(name: &str) -> Option<Level> {
        [Level::None, Level::Concern, Level::Urgent, Level::Emergency]
            .into_iter()
            .find(|level| level.name() == name)
    }
}

/// What the language is about; ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the glossary's")]
pub enum Category {
    Suicide,
    SelfHarm,
    HarmToOthers,
    Abuse,
    Overdose,
    Medical,
}

impl Category {
    /// Every category, in order.
    pub const ALL: [Category; 6] = [
        Category::Suicide,
        Category::SelfHarm,
        Category::HarmToOthers,
        Category::Abuse,
        Category::Overdose,
        Category::Medical,
    ];

    /// The lower-case word used on the command line and in data files.
    pub const fn name(self) -> &'static str {
        match self {
            Category::Suicide => "suicide",
            Category::SelfHarm => "self_harm",
            Category::HarmToOthers => "harm_to_others",
            Category::Abuse => "abuse",
            Category::Overdose => "overdose",
            Category::Medical => "medical",
        }
    }
}

/// One reason for an [`Assessment`]: a rule, and the words it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, such as `suicide.wish_to_die`; the same in every language.
    pub rule: &'static str,
    /// What it is about.
    pub category: Category,
    /// How pressing, after everything in `raised_by` and `lowered_by`. Never [`Level::None`].
    pub level: Level,
    /// Where the words begin and end, in Unicode scalar values of the original text.
    /// Never empty.
    pub span: (usize, usize),
    /// The scope rules that made it more pressing.
    pub raised_by: Vec<&'static str>,
    /// The scope rules that made it less pressing.
    pub lowered_by: Vec<&'static str>,
}

/// What was noticed in one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The highest level among the findings; [`Level::None`] without any.
    pub level: Level,
    /// The reasons, in order of their place in the text.
    pub findings: Vec<Finding>,
}

impl Assessment {
    /// The assessment that these findings amount to; what several languages
    /// say alike is said once, as the most pressing of them has it.
    pub(crate) fn of(found: Vec<Finding>) -> Self {
        // They come nearly in order; a sort of their own type would cost the browser kilobytes.
        let mut findings: Vec<Finding> = Vec::with_capacity(found.len());
        for one in found {
            let place =
                findings.partition_point(|other| (other.span, other.rule) <= (one.span, one.rule));
            match place.checked_sub(1).map(|before| &mut findings[before]) {
                Some(same) if (same.span, same.rule) == (one.span, one.rule) => {
                    if one.level > same.level {
                        *same = one;
                    }
                }
                _ => findings.insert(place, one),
            }
        }
        let level = findings
            .iter()
            .map(|finding| finding.level)
            .max()
            .unwrap_or(Level::None);
        Assessment { level, findings }
    }

    /// What the findings are about, in order, without repeats.
    pub fn categories(&self) -> Vec<Category> {
        Category::ALL
            .into_iter()
            .filter(|category| self.findings.iter().any(|f| f.category == *category))
            .collect()
    }

    /// Whether the prompt is shown: at [`Level::Urgent`] and above.
    pub fn prompts(&self) -> bool {
        self.level >= Level::Urgent
    }
}
