//! The plan while it is being changed: as it stands in the fields, and as it is
//! kept on this device until then.

use holdfast_protocol::{EnvelopeId, Plan, PlanContact};

/// The parts that are lines of words, in the order of the page.
pub const WORDS: usize = 3;
/// The parts that are lists of people.
pub const LISTS: usize = 2;

/// A plan in its fields.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// The versions that it is written from.
    pub from: Vec<EnvelopeId>,
    /// Warning signs, what helps, making it safer: a line for each.
    pub words: [String; WORDS],
    /// People, and professionals.
    pub contacts: [Vec<PlanContact>; LISTS],
}

impl core::fmt::Debug for Form {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Form(from {:?})", self.from)
    }
}

impl Form {
    /// The fields of a plan that is written from these versions.
    #[must_use]
    pub fn of(plan: &Plan, from: Vec<EnvelopeId>) -> Self {
        let words = [&plan.warning_signs, &plan.what_helps, &plan.safer];
        Self {
            from,
            words: words.map(|lines| lines.join("\n")),
            contacts: [plan.people.clone(), plan.professionals.clone()],
        }
    }

    /// The plan that the fields say: without empty lines and nobodies. Its
    /// number and hour are for whoever keeps it.
    #[must_use]
    pub fn plan(&self) -> Plan {
        let [signs, helps, safer] = self.words.each_ref().map(|text| lines(text));
        let [people, professionals] = self.contacts.each_ref().map(|all| contacts(all));
        Plan {
            version: 0,
            follows: None,
            written: chrono::DateTime::UNIX_EPOCH,
            warning_signs: signs,
            what_helps: helps,
            people,
            professionals,
            safer,
        }
    }

    /// As a draft: one line for each line and for everybody, and which part it
    /// is of before it.
    #[must_use]
    pub fn to_draft(&self) -> String {
        let mut draft = String::new();
        let mut line = |mark: char, text: &str| {
            draft.push(mark);
            draft.push_str(text);
            draft.push('\n');
        };
        for id in &self.from {
            line('f', &id.to_string());
        }
        for (mark, text) in ['w', 'h', 's'].into_iter().zip(&self.words) {
            if !text.is_empty() {
                text.split('\n').for_each(|text| line(mark, text));
            }
        }
        for (mark, all) in ['p', 'r'].into_iter().zip(&self.contacts) {
            for one in all {
                let parts = [&one.name, &one.number, &one.note];
                line(mark, &parts.map(|part| plain(part)).join("\t"));
            }
        }
        draft
    }

    /// Reads a draft; lines of another build's making are left out.
    #[must_use]
    pub fn from_draft(draft: &str) -> Self {
        let mut form = Self::default();
        let mut texts: [Option<String>; WORDS] = Default::default();
        for line in draft.lines() {
            let mut rest = line.chars();
            let mark = rest.next();
            let text = rest.as_str();
            match mark {
                Some('f') => form.from.extend(text.parse::<EnvelopeId>().ok()),
                Some('w') => put(&mut texts[0], text),
                Some('h') => put(&mut texts[1], text),
                Some('s') => put(&mut texts[2], text),
                Some('p') => form.contacts[0].push(contact(text)),
                Some('r') => form.contacts[1].push(contact(text)),
                _ => {}
            }
        }
        form.words = texts.map(Option::unwrap_or_default);
        form
    }
}

fn lines(text: &str) -> Vec<String> {
    let trimmed = text.lines().map(str::trim);
    let full = trimmed.filter(|line| !line.is_empty());
    full.map(str::to_owned).collect()
}

fn contacts(all: &[PlanContact]) -> Vec<PlanContact> {
    let trimmed = all.iter().map(|one| PlanContact {
        name: one.name.trim().to_owned(),
        number: one.number.trim().to_owned(),
        note: one.note.trim().to_owned(),
    });
    let somebody =
        |one: &PlanContact| !(one.name.is_empty() && one.number.is_empty() && one.note.is_empty());
    trimmed.filter(somebody).collect()
}

fn put(into: &mut Option<String>, text: &str) {
    match into {
        Some(before) => {
            before.push('\n');
            before.push_str(text);
        }
        None => *into = Some(text.to_owned()),
    }
}

fn contact(text: &str) -> PlanContact {
    let mut parts = text.split('\t').map(str::to_owned);
    let mut part = || parts.next().unwrap_or_default();
    PlanContact {
        name: part(),
        number: part(),
        note: part(),
    }
}

/// A field of one line, whatever was pasted into it.
fn plain(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
