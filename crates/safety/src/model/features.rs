//! A text as numbers: words, pairs of words, and stretches of letters, each hashed to one of
//! a fixed number of buckets.

use crate::words::{Break, Words};

/// How many bits a bucket's number has.
const BITS: u32 = 16;
/// How many buckets there are.
pub(crate) const BUCKETS: usize = 1 << BITS;

/// Stretches of this many letters and of [`LONG`], spaces among them.
const SHORT: usize = 3;
const LONG: usize = 5;

const OFFSET: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;
/// What keeps a word, its neighbours and letters apart that are spelled alike.
const WORD: u32 = 0x9e37_79b1;
const NEXT: u32 = 0x85eb_ca77;
const NEXT_BUT_ONE: u32 = 0xc2b2_ae3d;
/// The end of a sentence, as a word.
const STOP: u32 = 0x27d4_eb2f;

/// Calls back with every feature of a text: its bucket and the words it begins and ends in.
/// Linear in the text.
pub(crate) fn features(words: &Words, found: &mut dyn FnMut(usize, usize, usize)) {
    neighbours(words, found);
    letters(words, found);
}

fn neighbours(words: &Words, found: &mut dyn FnMut(usize, usize, usize)) {
    let mut before: [Option<(u32, usize)>; 2] = [None; 2];
    let mut meet = |token: u32, place: usize| {
        found(bucket(token ^ WORD), place, place);
        if let Some((earlier, first)) = before[1] {
            found(bucket(pair(earlier, token, NEXT)), first, place);
        }
        if let Some((earlier, first)) = before[0] {
            found(bucket(pair(earlier, token, NEXT_BUT_ONE)), first, place);
        }
        before = [before[1], Some((token, place))];
    };
    for (place, word) in words.words.iter().enumerate() {
        if place > 0 && word.before == Break::Sentence {
            meet(STOP, place - 1);
        }
        let letters = words.text(place).bytes();
        meet(letters.fold(OFFSET, step), place);
    }
}

fn letters(words: &Words, found: &mut dyn FnMut(usize, usize, usize)) {
    let folded = words.folded.as_bytes();
    let mut word = 0;
    for (start, stretch) in folded.windows(LONG).enumerate() {
        // It counts for the word that its middle stands in.
        while words
            .words
            .get(word)
            .is_some_and(|word| word.end <= start + SHORT / 2)
        {
            word += 1;
        }
        let place = word.min(words.words.len() - 1);
        let mut hash = OFFSET;
        for (length, &letter) in stretch.iter().enumerate() {
            hash = step(hash, letter);
            if length + 1 == SHORT {
                found(bucket(hash), place, place);
            }
        }
        found(bucket(hash), place, place);
    }
}

fn step(hash: u32, letter: u8) -> u32 {
    (hash ^ u32::from(letter)).wrapping_mul(PRIME)
}

fn pair(earlier: u32, later: u32, kind: u32) -> u32 {
    (earlier.rotate_left(5) ^ kind).wrapping_mul(PRIME) ^ later
}

/// The upper bits, after every bit has had its say in them.
fn bucket(hash: u32) -> usize {
    let mixed = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    let mixed = (mixed ^ (mixed >> 12)).wrapping_mul(0x297a_2d39);
    (mixed >> (u32::BITS - BITS)) as usize
}

/// Which buckets a text has met.
pub(crate) struct Met(Vec<u64>);

impl Met {
    pub(crate) fn new() -> Met {
        Met(vec![0; BUCKETS / 64])
    }

    /// Whether the bucket is met for the first time.
    pub(crate) fn meet(&mut self, bucket: usize) -> bool {
        let bit = 1 << (bucket % 64);
        let is_new = self.0[bucket / 64] & bit == 0;
        self.0[bucket / 64] |= bit;
        is_new
    }
}
