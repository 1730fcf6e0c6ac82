//! *My plan*: its versions, which of them count, and what changed.

use crate::state::{Author, Conversation, SharedEntry, Standing};
use holdfast_protocol::{Content, EnvelopeId, Plan, PlanContact};
use holdfast_rhythm::sort_by_key;

/// One version of the plan, and how far it has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanEntry<'a> {
    /// Its envelope.
    pub id: EnvelopeId,
    /// Who kept it.
    pub author: Author,
    /// What it says.
    pub plan: &'a Plan,
    /// How far it has come.
    pub standing: &'a Standing,
}

/// Whether two entries are one version: what brings several versions together
/// follows each of them, and says the same each time.
fn is_one(one: &Plan, other: &Plan) -> bool {
    one.version == other.version && says_the_same(one, other)
}

/// Whether two plans say the same.
#[must_use]
pub fn says_the_same(one: &Plan, other: &Plan) -> bool {
    let all = |plan: &Plan| {
        (
            [&plan.warning_signs, &plan.what_helps, &plan.safer].map(Clone::clone),
            [&plan.people, &plan.professionals].map(Clone::clone),
        )
    };
    all(one) == all(other)
}

impl Conversation {
    /// Every version of the plan, each once, the newest first.
    #[must_use]
    pub fn plans(&self) -> Vec<PlanEntry<'_>> {
        let mut entries: Vec<_> = self.shared().filter_map(as_plan).collect();
        sort_by_key(&mut entries, |entry| {
            (entry.plan.version, entry.plan.written, entry.id)
        });
        let mut all: Vec<PlanEntry<'_>> = Vec::new();
        for entry in entries.into_iter().rev() {
            if !all.iter().any(|other| is_one(other.plan, entry.plan)) {
                all.push(entry);
            }
        }
        all
    }

    /// The plan as it is: the version that no other was written from. More than
    /// one where both sides wrote without seeing the other's: none is lost, and
    /// somebody brings them together.
    #[must_use]
    pub fn plans_now(&self) -> Vec<PlanEntry<'_>> {
        let all: Vec<_> = self.shared().filter_map(as_plan).collect();
        let same = |plan: &Plan, id: EnvelopeId| {
            let found = all.iter().find(|entry| entry.id == id);
            found.is_some_and(|found| is_one(found.plan, plan))
        };
        let mut now = self.plans();
        now.retain(|entry| {
            let mut follows = all.iter().filter_map(|later| later.plan.follows);
            !follows.any(|before| same(entry.plan, before))
        });
        now
    }

    /// All that the plan says as it is: of several versions that count, each
    /// thing once. None where there is no plan.
    #[must_use]
    pub fn whole_plan(&self) -> Option<Plan> {
        let now = self.plans_now().into_iter();
        together(&now.map(|entry| entry.plan).collect::<Vec<_>>())
    }

    /// One version.
    #[must_use]
    pub fn plan(&self, id: EnvelopeId) -> Option<&Plan> {
        Some(as_plan(self.shared.get(&id)?)?.plan)
    }

    /// The number of the next version.
    #[must_use]
    pub fn next_plan_version(&self) -> u32 {
        let versions = self.shared().filter_map(as_plan);
        let last = versions.map(|entry| entry.plan.version).max();
        last.map_or(1, |last| last.saturating_add(1))
    }
}

fn as_plan(entry: &SharedEntry) -> Option<PlanEntry<'_>> {
    match &entry.content {
        Content::Plan(plan) => Some(PlanEntry {
            id: entry.id,
            author: entry.author,
            plan,
            standing: &entry.standing,
        }),
        _ => None,
    }
}

/// What `after` has and `before` has not, and the other way round, in the order
/// of the plan's parts.
#[must_use]
pub fn changes(before: Option<&Plan>, after: &Plan) -> (Vec<String>, Vec<String>) {
    let old = before.map(lines).unwrap_or_default();
    let new = lines(after);
    let beyond = |one: &[(u8, String)], other: &[(u8, String)]| {
        let only = one.iter().filter(|line| !other.contains(line));
        only.map(|(_, line)| line.clone()).collect()
    };
    (beyond(&new, &old), beyond(&old, &new))
}

fn lines(plan: &Plan) -> Vec<(u8, String)> {
    let words = |part: u8, all: &[String]| -> Vec<(u8, String)> {
        all.iter().map(|line| (part, line.clone())).collect()
    };
    let contacts = |part: u8, all: &[PlanContact]| -> Vec<(u8, String)> {
        all.iter().map(|one| (part, contact_line(one))).collect()
    };
    let mut all = words(0, &plan.warning_signs);
    all.extend(words(1, &plan.what_helps));
    all.extend(contacts(2, &plan.people));
    all.extend(contacts(3, &plan.professionals));
    all.extend(words(4, &plan.safer));
    all
}

/// Somebody in one line.
#[must_use]
pub fn contact_line(contact: &PlanContact) -> String {
    let all = [&contact.name, &contact.number, &contact.note];
    let said: Vec<&str> = all
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    said.join(" · ")
}

/// Several versions as one: all that any of them says, each thing once.
#[must_use]
pub fn together(plans: &[&Plan]) -> Option<Plan> {
    let (first, rest) = plans.split_first()?;
    let mut whole = Plan::clone(first);
    for plan in rest {
        add(&mut whole.warning_signs, &plan.warning_signs);
        add(&mut whole.what_helps, &plan.what_helps);
        add(&mut whole.people, &plan.people);
        add(&mut whole.professionals, &plan.professionals);
        add(&mut whole.safer, &plan.safer);
    }
    Some(whole)
}

fn add<T: Clone + PartialEq>(into: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !into.contains(one) {
            into.push(one.clone());
        }
    }
}

/// The link that dials a number as somebody wrote it down, and the digits in
/// it; none where there is nothing to dial.
#[must_use]
pub fn dialled(number: &str) -> Option<String> {
    let number = number.trim();
    let is_international = number.starts_with('+');
    // "+49 (0)30": the zero is for callers from inside.
    let number = if is_international {
        number.replace("(0)", "")
    } else {
        number.to_owned()
    };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_number = |one: char| one.is_ascii_digit() || " +-/().".contains(one);
    if digits.len() < 2 || !number.chars().all(is_number) {
        return None;
    }
    Some(if is_international {
        format!("+{digits}")
    } else {
        digits
    })
}
