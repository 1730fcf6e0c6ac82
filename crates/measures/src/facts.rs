//! What is published about each measure: how many items, the points, the
//! range, the bands, and what counts as a change.

/// A questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Patient Health Questionnaire, nine items: low mood over two weeks.
    Phq9,
    /// Generalized Anxiety Disorder scale, seven items, over two weeks.
    Gad7,
    /// WHO-5 Well-Being Index, over two weeks.
    Who5,
    /// One line: mood at this moment, 0 to 10. No published instrument.
    Mood,
    /// The therapist's own questions; they have no score.
    Own,
}

/// Which way a total moves when somebody feels worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worse {
    /// Up.
    Higher,
    /// Down.
    Lower,
}

/// A part of the range that the publishers give a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// Its first total.
    pub from: u16,
    /// Its last total.
    pub to: u16,
    /// How heavy, from 0, the lightest of the measure.
    pub weight: u8,
}

const fn band(from: u16, to: u16, weight: u8) -> Band {
    Band { from, to, weight }
}

const PHQ9_BANDS: [Band; 5] = [
    band(0, 4, 0),
    band(5, 9, 1),
    band(10, 14, 2),
    band(15, 19, 3),
    band(20, 27, 4),
];
const GAD7_BANDS: [Band; 4] = [
    band(0, 4, 0),
    band(5, 9, 1),
    band(10, 14, 2),
    band(15, 21, 3),
];
const WHO5_BANDS: [Band; 3] = [band(0, 28, 2), band(29, 50, 1), band(51, 100, 0)];

impl Measure {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] = [Self::Phq9, Self::Gad7, Self::Who5, Self::Mood, Self::Own];

    /// Its name in agreements and answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phq9 => "phq9",
            Self::Gad7 => "gad7",
            Self::Who5 => "who5",
            Self::Mood => "mood",
            Self::Own => "own",
        }
    }

    /// The measure of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.code() == code)
    }

    /// What it is called everywhere; none where it has no name of its own.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Phq9 => Some("PHQ-9"),
            Self::Gad7 => Some("GAD-7"),
            Self::Who5 => Some("WHO-5"),
            Self::Mood | Self::Own => None,
        }
    }

    /// Who made it and on what terms it may be used; empty for what is ours.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Phq9 | Self::Gad7 => {
                "Spitzer, Williams, Kroenke et al.; Pfizer Inc. No permission required to \
                 reproduce, translate, display or distribute."
            }
            Self::Who5 => "World Health Organization, 1998 and 2024. CC BY-NC-SA 3.0 IGO.",
            Self::Mood | Self::Own => "",
        }
    }

    /// How many items it has; 0 for own questions.
    #[must_use]
    pub const fn items(self) -> usize {
        match self {
            Self::Phq9 => 9,
            Self::Gad7 => 7,
            Self::Who5 => 5,
            Self::Mood => 1,
            Self::Own => 0,
        }
    }

    /// The most points that one item gives.
    #[must_use]
    pub const fn most_points(self) -> u8 {
        match self {
            Self::Phq9 | Self::Gad7 => 3,
            Self::Who5 => 5,
            Self::Mood | Self::Own => 10,
        }
    }

    /// What the sum of points is multiplied with.
    pub(crate) const fn factor(self) -> u16 {
        match self {
            // "To obtain a percentage score ranging from 0 to 100, the raw score is multiplied by 4."
            Self::Who5 => 4,
            _ => 1,
        }
    }

    /// How many items may be left out and there is still a total.
    ///
    /// PHQ-9 and GAD-7: the mean of the items answered stands for up to two
    /// resp. one missing (docs/decisions/measures-scoring.md). WHO-5: none.
    pub(crate) const fn may_miss(self) -> usize {
        match self {
            Self::Phq9 => 2,
            Self::Gad7 => 1,
            Self::Who5 | Self::Mood | Self::Own => 0,
        }
    }

    /// The highest total; none where there is none.
    #[must_use]
    pub const fn highest(self) -> Option<u16> {
        match self {
            Self::Phq9 => Some(27),
            Self::Gad7 => Some(21),
            Self::Who5 => Some(100),
            Self::Mood => Some(10),
            Self::Own => None,
        }
    }

    /// Which way is worse.
    #[must_use]
    pub const fn worse(self) -> Worse {
        match self {
            Self::Phq9 | Self::Gad7 => Worse::Higher,
            Self::Who5 | Self::Mood | Self::Own => Worse::Lower,
        }
    }

    /// The bands of its range, from the lowest total up.
    ///
    /// PHQ-9: Kroenke, Spitzer, Williams 2001. GAD-7: Spitzer et al. 2006.
    /// WHO-5: at most 50 low, at most 28 very low (Topp et al. 2015).
    #[must_use]
    pub const fn bands(self) -> &'static [Band] {
        match self {
            Self::Phq9 => &PHQ9_BANDS,
            Self::Gad7 => &GAD7_BANDS,
            Self::Who5 => &WHO5_BANDS,
            Self::Mood | Self::Own => &[],
        }
    }

    /// The band that a total lies in.
    #[must_use]
    pub fn band(self, total: u16) -> Option<Band> {
        let mut bands = self.bands().iter();
        bands
            .find(|band| band.from <= total && total <= band.to)
            .copied()
    }

    /// From how many points on a change is one: less may be chance.
    ///
    /// PHQ-9: 5 (Kroenke 2012; Löwe et al. 2004). GAD-7: 4 (Toussaint et al.
    /// 2020). WHO-5: 10 (Topp et al. 2015).
    #[must_use]
    pub const fn clear_change(self) -> Option<u16> {
        match self {
            Self::Phq9 => Some(5),
            Self::Gad7 => Some(4),
            Self::Who5 => Some(10),
            Self::Mood | Self::Own => None,
        }
    }
}
