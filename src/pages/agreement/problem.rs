//! What does not fit, and beside which field it is said.

use holdfast_rhythm::Problem;

use super::ladder_field::LadderField;

/// A field of the form; numbers count the rows from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The therapist's zone.
    Zone,
    /// The first date.
    EffectiveFrom,
    /// The list of windows as a whole.
    Windows,
    /// One window as a whole.
    Window(usize),
    /// Its days.
    WindowDays(usize),
    /// When it opens.
    WindowOpens(usize),
    /// When it closes.
    WindowCloses(usize),
    /// One time away as a whole.
    Away(usize),
    /// Its first date.
    AwayFrom(usize),
    /// Its last date.
    AwayUntil(usize),
    /// Its word for the patient.
    AwayNote(usize),
    /// One extra window as a whole.
    Extra(usize),
    /// Its date.
    ExtraDate(usize),
    /// When it opens.
    ExtraOpens(usize),
    /// When it closes.
    ExtraCloses(usize),
    /// A field of the call list.
    Ladder(LadderField),
    /// How long before its end a window takes no more letters.
    Cutoff,
    /// How far ahead a change is proposed.
    Notice,
    /// One check-in as a whole.
    CheckIn(usize),
    /// Its days.
    CheckInDays(usize),
    /// From when it can be answered.
    CheckInOpens(usize),
    /// Until when.
    CheckInCloses(usize),
    /// The total to be told of.
    CheckInScore(usize),
    /// The change to be told of.
    CheckInChange(usize),
    /// One of its own questions.
    CheckInQuestion(usize, usize),
    /// Anything else.
    Document,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Nothing is there, or nothing that can be read.
    Missing,
    /// It breaks a rule; each field has one that it can break.
    Refused,
    /// The date comes too soon after the proposal.
    TooSoon {
        /// The notice both sides accepted, in hours; 0 for a first agreement.
        hours: u32,
    },
}

/// One thing that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldProblem {
    /// Where.
    pub field: Field,
    /// What.
    pub what: What,
}

impl Field {
    /// Where it stands on the page, from the top; rows by their number.
    #[must_use]
    pub fn place(self) -> (u8, usize) {
        match self {
            Self::Windows => (0, 0),
            Self::Window(row)
            | Self::WindowDays(row)
            | Self::WindowOpens(row)
            | Self::WindowCloses(row) => (1, row),
            Self::Away(row) | Self::AwayFrom(row) | Self::AwayUntil(row) | Self::AwayNote(row) => {
                (2, row)
            }
            Self::Extra(row)
            | Self::ExtraDate(row)
            | Self::ExtraOpens(row)
            | Self::ExtraCloses(row) => (3, row),
            Self::CheckIn(row)
            | Self::CheckInDays(row)
            | Self::CheckInOpens(row)
            | Self::CheckInCloses(row)
            | Self::CheckInScore(row)
            | Self::CheckInChange(row)
            | Self::CheckInQuestion(row, _) => (4, row),
            Self::Ladder(field) => (5, field.place()),
            Self::EffectiveFrom => (6, 0),
            Self::Zone => (7, 0),
            Self::Cutoff => (8, 0),
            Self::Notice => (9, 0),
            Self::Document => (10, 0),
        }
    }

    /// What the element that takes the focus for it is found by.
    #[must_use]
    pub fn element(self) -> String {
        match self {
            Self::Windows => "#window-add button".to_owned(),
            Self::Window(row) | Self::WindowOpens(row) => format!("#window-{row}-opens"),
            Self::WindowDays(row) => format!("#window-{row} input"),
            Self::WindowCloses(row) => format!("#window-{row}-closes"),
            Self::Away(row) | Self::AwayFrom(row) => format!("#away-{row}-from"),
            Self::AwayUntil(row) => format!("#away-{row}-until"),
            Self::AwayNote(row) => format!("#away-{row}-note"),
            Self::Extra(row) | Self::ExtraDate(row) => format!("#extra-{row}-date"),
            Self::ExtraOpens(row) => format!("#extra-{row}-opens"),
            Self::ExtraCloses(row) => format!("#extra-{row}-closes"),
            Self::Ladder(field) => format!("#{}", field.id()),
            Self::EffectiveFrom => "#agreement-from".to_owned(),
            Self::Zone => "#agreement-zone".to_owned(),
            Self::Cutoff => "#agreement-cutoff".to_owned(),
            Self::Notice => "#agreement-notice".to_owned(),
            Self::CheckIn(row) | Self::CheckInOpens(row) => format!("#check-in-{row}-opens"),
            Self::CheckInDays(row) => format!("#check-in-{row} input"),
            Self::CheckInCloses(row) => format!("#check-in-{row}-closes"),
            Self::CheckInScore(row) => format!("#check-in-{row}-score"),
            Self::CheckInChange(row) => format!("#check-in-{row}-change"),
            Self::CheckInQuestion(row, place) => format!("#check-in-{row}-question-{place}"),
            Self::Document => "main h1".to_owned(),
        }
    }
}

impl From<&Problem> for FieldProblem {
    fn from(problem: &Problem) -> Self {
        Self {
            field: field(&problem.path),
            what: What::Refused,
        }
    }
}

/// The field of a JSON path such as `windows[1].closes`.
fn field(path: &str) -> Field {
    let (list, rest) = path.split_once('[').unwrap_or((path, ""));
    let (index, part) = rest.split_once(']').unwrap_or((rest, ""));
    let index = index.parse().unwrap_or(0);
    // `.days[2]` names one of the days.
    let part = part.split('[').next().unwrap_or(part);
    match (list, rest.is_empty(), part) {
        ("zone", ..) => Field::Zone,
        ("effective_from", ..) => Field::EffectiveFrom,
        ("windows", true, _) => Field::Windows,
        ("windows", _, ".days") => Field::WindowDays(index),
        ("windows", _, ".opens") => Field::WindowOpens(index),
        ("windows", _, ".closes") => Field::WindowCloses(index),
        ("windows", ..) => Field::Window(index),
        ("away", false, ".from") => Field::AwayFrom(index),
        ("away", false, ".until") => Field::AwayUntil(index),
        ("away", false, _) => Field::Away(index),
        ("extra", false, ".date") => Field::ExtraDate(index),
        ("extra", false, ".opens") => Field::ExtraOpens(index),
        ("extra", false, ".closes") => Field::ExtraCloses(index),
        ("extra", false, _) => Field::Extra(index),
        (list, _, part) if list.starts_with("escalation") => {
            Field::Ladder(LadderField::of_path(list, index, part))
        }
        ("check_ins", false, ".days") => Field::CheckInDays(index),
        ("check_ins", false, ".opens") => Field::CheckInOpens(index),
        ("check_ins", false, ".closes") => Field::CheckInCloses(index),
        ("check_ins", false, ".alert_score") => Field::CheckInScore(index),
        ("check_ins", false, ".alert_change") => Field::CheckInChange(index),
        ("check_ins", false, ".questions") => Field::CheckInQuestion(index, inner(path)),
        ("check_ins", false, _) => Field::CheckIn(index),
        ("cutoff_minutes", ..) => Field::Cutoff,
        ("notice_hours", ..) => Field::Notice,
        _ => Field::Document,
    }
}

/// The second number of a path such as `check_ins[1].questions[2].text`.
fn inner(path: &str) -> usize {
    let second = path
        .split('[')
        .nth(2)
        .and_then(|rest| rest.split(']').next());
    second.and_then(|number| number.parse().ok()).unwrap_or(0)
}
