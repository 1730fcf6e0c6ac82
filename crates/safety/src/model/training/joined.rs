//! Long messages, of which there are few: ordinary ones put together, half of them with one
//! risk among them.

use super::arithmetic::Sequence;
use super::{Document, Message};

/// One joined message of each kind for this many risks.
const ONE_FOR: usize = 5;
/// The longest that are put together, in words.
const LONGEST_RISK: usize = 40;
const LONGEST_ORDINARY: usize = 70;

pub(super) fn joined(documents: &[&Document]) -> Vec<Document> {
    let among = |is_risk: bool, longest: usize| -> Vec<&Document> {
        let fits =
            |document: &&Document| document.risk.is_some() == is_risk && document.words < longest;
        documents.iter().copied().filter(fits).collect()
    };
    let (risks, ordinary) = (among(true, LONGEST_RISK), among(false, LONGEST_ORDINARY));
    if risks.is_empty() || ordinary.is_empty() {
        return Vec::new();
    }
    let mut chance = Sequence::new();
    let mut joined = Vec::new();
    for _ in 0..risks.len() / ONE_FOR {
        let risk = risks[chance.below(risks.len())];
        let mut texts: Vec<&str> = Vec::new();
        for _ in 0..=chance.below(2) {
            texts.push(&ordinary[chance.below(ordinary.len())].text);
        }
        texts.insert(chance.below(texts.len() + 1), &risk.text);
        joined.push(put_together(&texts, risk));
        let texts: Vec<&str> = (0..2 + chance.below(2))
            .map(|_| ordinary[chance.below(ordinary.len())].text.as_str())
            .collect();
        joined.push(put_together(&texts, ordinary[0]));
    }
    joined
}

fn put_together(texts: &[&str], like: &Document) -> Document {
    Document::of(&Message {
        text: texts.join(". "),
        risk: like.risk,
        may_be_noticed: false,
    })
}
