//! What stands around a match and changes what it means. Each scope is a named rule: its
//! cues are data (`scope.txt` of each language), what it does is here.

use crate::lexicon::Rule;
use crate::matching::{Match, Owner};
use crate::scope_names::Scope;
use crate::steps::step;
use crate::words::{Break, Words};
use crate::{Category, Level};

/// How many words before a match a negation reaches.
const NEGATION_REACH: usize = 4;
/// How many words before a match its subject is looked for.
const SUBJECT_REACH: usize = 8;

/// What a match amounts to, and why.
pub(crate) struct Weighed {
    pub(crate) level: Level,
    pub(crate) raised_by: Vec<&'static str>,
    pub(crate) lowered_by: Vec<&'static str>,
}

/// The cues of a text, looked up by word and by sentence.
pub(crate) struct Surroundings<'a> {
    words: &'a Words,
    /// For each word, the scopes whose cue covers it.
    covering: Vec<u16>,
    /// For each word, the scopes whose cue ends with it.
    ending: Vec<u16>,
    /// For each word its sentence, or its line where that is shorter.
    sentence: Vec<usize>,
    /// For each sentence, the scopes that have a cue in it.
    present: Vec<u16>,
}

impl<'a> Surroundings<'a> {
    pub(crate) fn of(words: &'a Words, matches: &[Match]) -> Self {
        let count = words.words.len();
        let mut sentence = Vec::with_capacity(count);
        let mut number = 0;
        for (place, word) in words.words.iter().enumerate() {
            if place > 0 && word.before >= Break::Line {
                number += 1;
            }
            sentence.push(number);
        }
        let mut surroundings = Surroundings {
            words,
            covering: vec![0; count],
            ending: vec![0; count],
            sentence,
            present: vec![0; number + 1],
        };
        for found in matches {
            if let Owner::Scope(scope) = found.owner {
                step();
                for covered in &mut surroundings.covering[found.first..=found.last] {
                    *covered |= scope.bit();
                }
                surroundings.ending[found.last] |= scope.bit();
                let sentence = surroundings.sentence[found.first];
                surroundings.present[sentence] |= scope.bit();
            }
        }
        surroundings
    }

    /// What this match of this rule amounts to here.
    pub(crate) fn weigh(&self, rule: &Rule, found: &Match) -> Weighed {
        let own = rule.level_of(found);
        let mut level = own;
        let mut lowered_by = Vec::new();
        let mut raised_by = Vec::new();
        for (scope, to) in self.lowering(rule, found) {
            if rule.except & scope.bit() == 0 && to < level {
                level = to;
                lowered_by.push(scope.name());
            }
        }
        if lowered_by.is_empty() {
            if self.false_negation(found) {
                raised_by.push(Scope::FalseNegation.name());
            }
            if self.imminent(rule, own, found) {
                level = Level::Emergency;
                raised_by.push(Scope::Imminent.name());
            }
            if self.rearmed(found) {
                raised_by.push(Scope::Intent.name());
            }
        }
        Weighed {
            level,
            raised_by,
            lowered_by,
        }
    }

    /// The scopes that apply, and the level each lowers to.
    fn lowering(&self, rule: &Rule, found: &Match) -> impl Iterator<Item = (Scope, Level)> {
        let own_risk = matches!(rule.category, Category::Suicide | Category::SelfHarm);
        let by_others = matches!(rule.category, Category::Abuse | Category::HarmToOthers);
        let past = if rule.category == Category::Medical {
            Level::None
        } else {
            Level::Concern
        };
        let about_me = self.covered(found, Scope::FirstPerson);
        let rearmed = self.rearmed_near(found);
        let told = !about_me && !rearmed;
        [
            (self.negated(found), Scope::Negation, Level::None),
            (
                by_others && self.covered(found, Scope::Reflexive),
                Scope::Reflexive,
                Level::None,
            ),
            (
                self.covered(found, Scope::Idiom) && !rearmed,
                Scope::Idiom,
                Level::None,
            ),
            (
                told && (self.here(found, Scope::Fiction)
                    || self.just_before(found, Scope::Fiction)),
                Scope::Fiction,
                Level::None,
            ),
            (
                told && self.here(found, Scope::Inquiry),
                Scope::Inquiry,
                Level::None,
            ),
            (
                self.here(found, Scope::Past)
                    && (!self.here(found, Scope::Present) || self.resolved(found)),
                Scope::Past,
                past,
            ),
            (
                rule.category == Category::Medical && self.resolved(found),
                Scope::Resolved,
                Level::Concern,
            ),
            (
                own_risk && !about_me && self.someone_else(found),
                Scope::ThirdPerson,
                Level::Concern,
            ),
            (
                self.quoted(found) && !rearmed,
                Scope::Quotation,
                Level::Concern,
            ),
        ]
        .into_iter()
        .filter_map(|(applies, scope, to)| applies.then_some((scope, to)))
    }

    fn here(&self, found: &Match, scope: Scope) -> bool {
        self.present[self.sentence[found.first]] & scope.bit() != 0
    }

    /// Like [`Self::here`], in any line that the match goes on in.
    fn anywhere(&self, found: &Match, scope: Scope) -> bool {
        self.here(found, scope) || self.present[self.sentence[found.last]] & scope.bit() != 0
    }

    /// Its sentence or the next says that it is over.
    fn resolved(&self, found: &Match) -> bool {
        self.here(found, Scope::Resolved) || self.just_after(found, Scope::Resolved)
    }

    fn just_before(&self, found: &Match, scope: Scope) -> bool {
        self.sentence[found.first]
            .checked_sub(1)
            .is_some_and(|before| self.present[before] & scope.bit() != 0)
    }

    fn just_after(&self, found: &Match, scope: Scope) -> bool {
        self.present
            .get(self.sentence[found.last] + 1)
            .is_some_and(|after| after & scope.bit() != 0)
    }

    fn covered(&self, found: &Match, scope: Scope) -> bool {
        self.covering[found.first..=found.last]
            .iter()
            .any(|covering| {
                step();
                covering & scope.bit() != 0
            })
    }

    fn quoted(&self, found: &Match) -> bool {
        self.words.words[found.first..=found.last]
            .iter()
            .all(|word| {
                step();
                word.quoted
            })
    }

    /// A negation close before the match, in the same clause, that is not itself undone.
    fn negated(&self, found: &Match) -> bool {
        self.negation(found)
            .is_some_and(|cue| self.covering[cue] & Scope::FalseNegation.bit() == 0)
    }

    fn false_negation(&self, found: &Match) -> bool {
        self.negation(found)
            .is_some_and(|cue| self.covering[cue] & Scope::FalseNegation.bit() != 0)
    }

    fn negation(&self, found: &Match) -> Option<usize> {
        for word in self.back_from(found, NEGATION_REACH, Break::Clause) {
            if self.ending[word] & Scope::Negation.bit() != 0 {
                return Some(word);
            }
            if self.covering[word] & Scope::Boundary.bit() != 0 {
                return None;
            }
        }
        None
    }

    /// Whether the nearest subject before the match is someone other than the writer.
    fn someone_else(&self, found: &Match) -> bool {
        for word in self.back_from(found, SUBJECT_REACH, Break::Line) {
            if self.ending[word] & Scope::ThirdPerson.bit() != 0 {
                return true;
            }
            if self.covering[word] & Scope::FirstPerson.bit() != 0 {
                return false;
            }
        }
        false
    }

    /// The words before the match, nearest first, up to `reach` and not across a break.
    fn back_from(&self, found: &Match, reach: usize, stop: Break) -> impl Iterator<Item = usize> {
        (found.first.saturating_sub(reach)..found.first)
            .rev()
            .take_while(move |&word| {
                step();
                self.words.words[word + 1].before < stop
            })
    }

    /// The writer says that it is meant: in the same sentence or the next.
    fn rearmed_near(&self, found: &Match) -> bool {
        self.here(found, Scope::Intent) || self.just_after(found, Scope::Intent)
    }

    /// [`Self::rearmed_near`], where something would otherwise have lowered the match.
    fn rearmed(&self, found: &Match) -> bool {
        self.rearmed_near(found) && (self.covered(found, Scope::Idiom) || self.quoted(found))
    }

    fn imminent(&self, rule: &Rule, own: Level, found: &Match) -> bool {
        own == Level::Urgent
            && rule.except & Scope::Imminent.bit() == 0
            && matches!(rule.category, Category::Suicide | Category::HarmToOthers)
            && self.anywhere(found, Scope::Imminent)
    }
}
