//! Letters as they pass a [`Coder`]: each told from the few before it, from the word it is in
//! and from the line above.
//!
//! Also compiled into the build script, which writes what this reads.

use super::coder::{Coder, Way};
use super::opinions::{Opinions, mixed};

/// For how many chances an opinion has room, as a power of two.
const ROOM: u32 = 17;

/// What is known of the letters so far.
#[derive(Debug)]
pub(crate) struct Letters {
    alphabet: Vec<char>,
    bits: u32,
    opinions: Opinions,
    /// The last three, the latest first.
    before: [char; 3],
    word: u32,
    /// The line above and this one.
    lines: [Vec<char>; 2],
    /// Whether this line has been like the one above.
    is_alike: bool,
}

impl Letters {
    /// Nothing known. `alphabet`: every letter there may be, in order.
    pub(crate) fn new(alphabet: Vec<char>) -> Letters {
        let bits = usize::BITS - alphabet.len().leading_zeros();
        Letters {
            alphabet,
            bits,
            opinions: Opinions::new(bits, ROOM),
            before: ['\n'; 3],
            word: 0,
            lines: [Vec::new(), Vec::new()],
            is_alike: true,
        }
    }

    /// The next letter; what is not in the alphabet is its last.
    pub(crate) fn pass<W: Way>(&mut self, coder: &mut Coder<W>, letter: char) -> char {
        let place = self.alphabet.partition_point(|&one| one < letter) as u32;
        let above = self.lines[0].get(self.lines[1].len()).copied();
        let above = above.unwrap_or('\n') as u32 * 2 + u32::from(self.is_alike);
        let [one, two, three] = self.before.map(u32::from);
        let about = [
            one,
            mixed(one, two),
            mixed(mixed(one, two), three),
            mixed(above, one),
            self.word,
        ];
        let stands = match self.before[0] {
            '\n' => 0,
            ' ' => 1,
            _ if self.is_alike => 2,
            _ => 3,
        };
        let place = (place, self.bits);
        let place = self.opinions.pass(coder, place, &about, stands) as usize;
        let letter = self.alphabet.get(place).or(self.alphabet.last());
        let letter = letter.copied().unwrap_or('\n');
        self.meet(letter);
        letter
    }

    fn meet(&mut self, letter: char) {
        self.before = [letter, self.before[0], self.before[1]];
        let [above, line] = &mut self.lines;
        if letter == '\n' {
            std::mem::swap(above, line);
            line.clear();
            self.is_alike = true;
        } else {
            self.is_alike &= above.get(line.len()) == Some(&letter);
            line.push(letter);
        }
        self.word = match letter {
            '\n' | ' ' => 0,
            _ => mixed(self.word, letter.into()),
        };
    }
}
