//! Answers that are being given: what is kept of them until they are sent.

use holdfast_protocol::{CheckInAnswer, Noticed};
use holdfast_rhythm::json::{Value, Writer};

/// The answers to one check-in while they are being given.
#[derive(Clone, PartialEq, Default)]
pub struct Answers {
    /// The check-in's id in the agreement.
    pub id: String,
    /// The day it is due.
    pub due: String,
    /// One for each question.
    pub given: Vec<CheckInAnswer>,
    /// The rules that are quiet for its words, one on each line: what was
    /// noticed there and was not meant. It stays on the device.
    pub quieted: String,
}

/// A check-in to be kept and sent.
#[derive(Clone)]
pub struct NewCheckIn {
    /// The measure's name in the agreement.
    pub measure: String,
    /// The answers.
    pub answers: Answers,
    /// What they ask for.
    pub noticed: Option<Noticed>,
}

impl core::fmt::Debug for Answers {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Answers({}, {})", self.id, self.due)
    }
}

impl Answers {
    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let mut given = self.given.iter();
        given.all(|answer| *answer == CheckInAnswer::Skipped)
    }
}

/// The draft `before` with `answers` in the place of what it had of the same
/// check-in and day; of a check-in's other days nothing stays, for they can
/// be answered no more.
#[must_use]
pub fn draft_with(before: &str, answers: &Answers) -> String {
    let mut all = read_draft(before);
    all.retain(|other| other.id != answers.id);
    if !answers.is_empty() {
        all.push(answers.clone());
    }
    if all.is_empty() {
        return String::new();
    }
    let mut writer = Writer::default();
    writer.object(|writer| {
        writer.list("check_ins", &all, |writer, answers| {
            writer.object(|writer| {
                writer.text("id", &answers.id);
                writer.text("due", &answers.due);
                if !answers.quieted.is_empty() {
                    writer.text("quieted", &answers.quieted);
                }
                writer.list("given", &answers.given, |writer, answer| {
                    writer.object(|writer| match answer {
                        CheckInAnswer::Skipped => {}
                        CheckInAnswer::Choice(points) => {
                            writer.number("points", u32::from(*points));
                        }
                        CheckInAnswer::Words(words) => writer.text("words", words),
                    });
                });
            });
        });
    });
    writer.json
}

/// What a draft has of one check-in of one day; nothing where it has nothing.
#[must_use]
pub fn drafted(draft: &str, id: &str, due: &str) -> Option<Answers> {
    let mut all = read_draft(draft).into_iter();
    all.find(|answers| answers.id == id && answers.due == due)
}

/// Everything in a draft; nothing of one of another build's making.
fn read_draft(draft: &str) -> Vec<Answers> {
    let read = || {
        let value = Value::read(draft).ok()?;
        let all = value.get("check_ins")?.as_list()?;
        Some(all.iter().filter_map(answers).collect())
    };
    read().unwrap_or_default()
}

fn answers(value: &Value) -> Option<Answers> {
    let text = |name| Some(value.get(name)?.as_text()?.to_owned());
    let given = value.get("given")?.as_list()?;
    Some(Answers {
        id: text("id")?,
        due: text("due")?,
        given: given.iter().map(answer).collect(),
        quieted: text("quieted").unwrap_or_default(),
    })
}

fn answer(value: &Value) -> CheckInAnswer {
    let points = value.get("points").and_then(Value::as_whole);
    let words = value.get("words").and_then(Value::as_text);
    match (points.and_then(|points| u8::try_from(points).ok()), words) {
        (Some(points), _) => CheckInAnswer::Choice(points),
        (None, Some(words)) => CheckInAnswer::Words(words.to_owned()),
        (None, None) => CheckInAnswer::Skipped,
    }
}
