//! Finds thousands of literals in one pass over a text, in time that is linear in it
//! (Aho and Corasick, "Efficient string matching: an aid to bibliographic search", 1975).
//!
//! By hand, where a library's ways of finding a first candidate faster would cost the
//! browser several times this.

/// Where every search begins; nobody's child.
const ROOT: usize = 0;
/// No literal.
const NONE: usize = usize::MAX;

/// The tree of all literals, byte by byte.
#[derive(Debug)]
pub(crate) struct Automaton {
    nodes: Vec<Node>,
    /// For each literal the next one that is spelled alike.
    alike: Vec<usize>,
}

#[derive(Debug)]
struct Node {
    byte: u8,
    /// The first child; the root if there is none.
    child: usize,
    /// The next child of the same parent; the root if there is none.
    sibling: usize,
    /// The deepest other node that the same text leads to.
    fallback: usize,
    /// The first literal that ends here.
    literal: usize,
    /// The deepest other node that the same text leads to and literals end at.
    shorter: usize,
}

impl Automaton {
    /// Finds these literals; none of them may be empty.
    pub(crate) fn of(literals: &[String]) -> Self {
        let mut automaton = Automaton {
            nodes: Vec::new(),
            alike: Vec::new(),
        };
        automaton.grow(ROOT, 0);
        for literal in literals {
            automaton.add(literal);
        }
        automaton.link();
        automaton
    }

    /// Calls back with the place of every literal in the text among the literals and
    /// where it ends, in bytes; of those that end together the longest first.
    pub(crate) fn find(&self, text: &str, found: &mut dyn FnMut(usize, usize)) {
        let mut node = ROOT;
        for (place, byte) in text.bytes().enumerate() {
            node = self.after(node, byte);
            let mut ending = node;
            while ending != ROOT {
                let mut literal = self.nodes[ending].literal;
                while literal != NONE {
                    found(literal, place + 1);
                    literal = self.alike[literal];
                }
                ending = self.nodes[ending].shorter;
            }
        }
    }

    fn add(&mut self, literal: &str) {
        let mut node = ROOT;
        for byte in literal.bytes() {
            node = match self.child(node, byte) {
                ROOT => self.grow(node, byte),
                child => child,
            };
        }
        let this = self.alike.len();
        self.alike.push(NONE);
        let mut last = self.nodes[node].literal;
        if last == NONE {
            self.nodes[node].literal = this;
            return;
        }
        while self.alike[last] != NONE {
            last = self.alike[last];
        }
        self.alike[last] = this;
    }

    /// A new node, the first child of `parent`.
    fn grow(&mut self, parent: usize, byte: u8) -> usize {
        let place = self.nodes.len();
        let sibling = match self.nodes.get_mut(parent) {
            Some(parent) => std::mem::replace(&mut parent.child, place),
            None => ROOT,
        };
        self.nodes.push(Node {
            byte,
            child: ROOT,
            sibling,
            fallback: ROOT,
            literal: NONE,
            shorter: ROOT,
        });
        place
    }

    /// Finds every node's fallback: the parents' come before the children's.
    fn link(&mut self) {
        let mut waiting = vec![ROOT];
        let mut next = 0;
        while let Some(&parent) = waiting.get(next) {
            next += 1;
            let mut child = self.nodes[parent].child;
            while child != ROOT {
                let fallback = match parent {
                    ROOT => ROOT,
                    _ => self.after(self.nodes[parent].fallback, self.nodes[child].byte),
                };
                let other = &self.nodes[fallback];
                let shorter = match other.literal {
                    NONE => other.shorter,
                    _ => fallback,
                };
                waiting.push(child);
                let node = &mut self.nodes[child];
                (node.fallback, node.shorter) = (fallback, shorter);
                child = node.sibling;
            }
        }
    }

    /// The deepest node that what led to `node`, then `byte`, leads to.
    fn after(&self, mut node: usize, byte: u8) -> usize {
        loop {
            let child = self.child(node, byte);
            if child != ROOT || node == ROOT {
                return child;
            }
            node = self.nodes[node].fallback;
        }
    }

    /// The child for `byte`; the root if there is none.
    fn child(&self, node: usize, byte: u8) -> usize {
        let mut child = self.nodes[node].child;
        while child != ROOT && self.nodes[child].byte != byte {
            child = self.nodes[child].sibling;
        }
        child
    }
}

#[cfg(test)]
mod tests {
    use super::Automaton;
    use proptest::prelude::*;

    /// What [`Automaton::find`] promises, tried at every place.
    fn tried(literals: &[String], text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for end in 1..=text.len() {
            let mut here: Vec<usize> = (0..literals.len())
                .filter(|&place| text[..end].ends_with(&literals[place]))
                .collect();
            here.sort_by_key(|&place| std::cmp::Reverse(literals[place].len()));
            found.extend(here.into_iter().map(|place| (place, end)));
        }
        found
    }

    proptest! {
        #[test]
        fn finds_every_literal_wherever_it_stands(
            literals in prop::collection::vec("[ab ]{1,5}", 0..12),
            text in "[abc ]{0,40}",
        ) {
            let mut found = Vec::new();
            Automaton::of(&literals).find(&text, &mut |place, end| found.push((place, end)));
            prop_assert_eq!(found, tried(&literals, &text));
        }
    }
}
