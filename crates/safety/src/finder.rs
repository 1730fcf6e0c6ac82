//! Finds thousands of literals in one pass over a text, in time that is linear in it,
//! by the crate `aho-corasick`.
//!
//! Its plainest automaton, walked state by state: its other searchers skip ahead to a
//! first candidate, which never pays where nearly every word may begin a literal, and
//! would cost the browser several times as much.

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::noncontiguous::NFA;
use aho_corasick::{Anchored, MatchKind};

/// Nodes this near the root have a table of their own, the others a list of children.
const TABLED: usize = 1;
/// At least so many bytes of literals make one automaton: about 10 000 nodes, a few
/// milliseconds of work. More in one would make its building longer than a key's press
/// may wait on a phone; fewer, every text is walked through more of them.
const ENOUGH: usize = 24_000;

/// The literals, in a few automata that are walked side by side.
#[derive(Default)]
pub(crate) struct Finder {
    /// Each with the place of its first literal among all.
    automata: Vec<(usize, NFA)>,
    /// How many literals can be found.
    ready: usize,
}

impl Finder {
    /// Adds the next automaton for these literals, of which the first have been added
    /// before; none of them may be empty. Says whether any were left to add.
    pub(crate) fn add(&mut self, literals: &[String]) -> bool {
        self.add_some(literals, ENOUGH)
    }

    fn add_some(&mut self, literals: &[String], enough: usize) -> bool {
        let first = self.ready;
        let mut bytes = 0;
        while let Some(literal) = literals.get(self.ready)
            && bytes < enough
        {
            bytes += literal.len();
            self.ready += 1;
        }
        if self.ready == first {
            return false;
        }
        let nfa = NFA::builder()
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .dense_depth(TABLED)
            .build(&literals[first..self.ready]);
        // It fails only where literals have 2^31 letters.
        self.automata.extend(nfa.ok().map(|nfa| (first, nfa)));
        true
    }

    /// Calls back with the place of every literal in the text among the literals and
    /// where it ends, in bytes; in order of the end.
    pub(crate) fn find(&self, text: &str, found: &mut dyn FnMut(usize, usize)) {
        let mut walks: Vec<_> = self
            .automata
            .iter()
            .filter_map(|(first, nfa)| Some((*first, nfa, nfa.start_state(Anchored::No).ok()?)))
            .collect();
        for (place, byte) in text.bytes().enumerate() {
            for (first, nfa, state) in &mut walks {
                *state = nfa.next_state(Anchored::No, *state, byte);
                if nfa.is_match(*state) {
                    for index in 0..nfa.match_len(*state) {
                        let literal = nfa.match_pattern(*state, index).as_usize();
                        found(*first + literal, place + 1);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Finder;
    use proptest::prelude::*;

    /// What [`Finder::find`] promises, tried at every place.
    fn tried(literals: &[String], text: &str) -> Vec<(usize, usize)> {
        (1..=text.len())
            .flat_map(|end| (0..literals.len()).map(move |place| (place, end)))
            .filter(|&(place, end)| text[..end].ends_with(&literals[place]))
            .collect()
    }

    proptest! {
        #[test]
        fn finds_every_literal_wherever_it_stands_however_many_automata_there_are(
            literals in prop::collection::vec("[ab ]{1,5}", 0..12),
            text in "[abc ]{0,40}",
            enough in 1_usize..30,
        ) {
            let mut finder = Finder::default();
            while finder.add_some(&literals, enough) {}
            let mut found = Vec::new();
            finder.find(&text, &mut |place, end| found.push((place, end)));
            prop_assert!(found.is_sorted_by_key(|&(_, end)| end));
            found.sort_by_key(|&(place, end)| (end, place));
            prop_assert_eq!(found, tried(&literals, &text));
        }
    }
}
