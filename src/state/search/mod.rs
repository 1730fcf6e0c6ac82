//! Finding words in letters, on this device: as they are meant, not as they are
//! typed. Capitals, accents and kinds of blanks do not matter; `ü` is found by
//! `ü`, `ue` and `u`, each in its own way within one text, and `ß` by `ss`.

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;

/// How many characters an excerpt shows on either side of what was found,
/// about.
const AROUND: usize = 60;

/// The letters from `À` to `ſ` without what stands above and below them; those
/// that stand for two are in [`two`].
const PLAIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo/ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// What is looked for. It has no `Debug`: nobody else is to read it.
#[derive(Clone, PartialEq, Eq)]
pub struct Query(Vec<Part>);

/// A piece of a letter around what was found in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before, from a fair place on.
    pub before: String,
    /// What was found, as it is written.
    pub found: String,
    /// What stands after, to a fair place.
    pub after: String,
}

impl Query {
    /// What somebody typed; none if there is nothing to look for in it.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for (_, character, before) in with_before(typed.trim()) {
            parts.extend(Folded::of(character, before).0.into_iter().flatten());
        }
        (!parts.is_empty()).then_some(Self(parts))
    }

    /// The first place in `text` where it stands, with what is around it.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Excerpt> {
        let (from, to) = self.place(text)?;
        Some(excerpt(text, from, to))
    }

    /// From which byte to which it stands in `text` first.
    fn place(&self, text: &str) -> Option<(usize, usize)> {
        with_before(text).find_map(|(from, _, before)| {
            let length = self.length_at(text.get(from..)?, before)?;
            Some((from, from + length))
        })
    }

    /// How many bytes of `text` it is at most, if `text` begins with it. Where
    /// an `e` may stand and need not, both ways are followed.
    fn length_at(&self, text: &str, mut before: Option<char>) -> Option<usize> {
        let mut places = vec![0];
        self.pass_over(&mut places);
        let mut length = None;
        for (index, character) in text.char_indices() {
            let folded = Folded::of(character, before);
            before = Some(character);
            // What need not be there belongs to what is before it.
            let begins = matches!(folded.0[0], Some((_, Need::Must)));
            if index == 0 && !begins {
                return None;
            }
            if begins && places.contains(&self.0.len()) {
                length = Some(index);
            }
            for (letter, need) in folded.0.into_iter().flatten() {
                let stays = (need == Need::May).then(|| places.clone());
                let next = |place: &usize| self.0.get(*place).is_some_and(|part| part.0 == letter);
                places.retain(next);
                for place in &mut places {
                    *place += 1;
                }
                self.pass_over(&mut places);
                for place in stays.into_iter().flatten() {
                    if !places.contains(&place) {
                        places.push(place);
                    }
                }
            }
            if places.is_empty() {
                return length;
            }
        }
        match places.contains(&self.0.len()) {
            true => Some(text.len()),
            false => length,
        }
    }

    /// Adds the places behind what need not be there.
    fn pass_over(&self, places: &mut Vec<usize>) {
        for index in 0..places.len() {
            let next = places[index] + 1;
            let may = matches!(self.0.get(places[index]), Some((_, Need::May)));
            if may && !places.contains(&next) {
                places.push(next);
            }
        }
    }
}

/// Whether a letter has to be there: the `e` of an umlaut may.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Must,
    May,
}

/// One letter of what a character stands for.
type Part = (char, Need);

/// What one character stands for: nothing, one letter or two.
struct Folded([Option<Part>; 2]);

impl Folded {
    fn of(character: char, before: Option<char>) -> Self {
        let one = |letter| Self([Some((letter, Need::Must)), None]);
        let two = |first, second| Self([Some((first, Need::Must)), Some(second)]);
        let must = |letter| (letter, Need::Must);
        let may_be_e = ('e', Need::May);
        match character {
            'a'..='z' | '0'..='9' => one(character),
            'A'..='Z' => one(character.to_ascii_lowercase()),
            // Blanks, however many, are one.
            _ if is_blank(character) && before.is_some_and(is_blank) => Self([None, None]),
            _ if is_blank(character) => one(' '),
            '’' | '‘' | '‚' | '`' | '´' => one('\''),
            '“' | '”' | '„' | '«' | '»' => one('"'),
            '\u{2010}'..='\u{2015}' => one('-'),
            // The dots of an umlaut on their own.
            '\u{308}' if before.is_some_and(|letter| "aouAOU".contains(letter)) => {
                Self([Some(may_be_e), None])
            }
            _ if is_silent(character) => Self([None, None]),
            'Ä' | 'ä' => two('a', may_be_e),
            'Ö' | 'ö' => two('o', may_be_e),
            'Ü' | 'ü' => two('u', may_be_e),
            'ß' | 'ẞ' => two('s', must('s')),
            'Æ' | 'æ' => two('a', must('e')),
            'Œ' | 'œ' => two('o', must('e')),
            'À'..='ſ' => {
                let place = (character as usize).wrapping_sub(0xc0);
                one(PLAIN
                    .get(place)
                    .map_or(character, |plain| char::from(*plain)))
            }
            'Α'..='Ϋ' | 'А'..='Я' => one(moved(character, 32)),
            'Ѐ'..='Џ' => one(moved(character, 80)),
            _ => one(character),
        }
    }
}

fn moved(character: char, by: u32) -> char {
    char::from_u32(u32::from(character) + by).unwrap_or(character)
}

/// Each character with its byte and the one before it.
fn with_before(text: &str) -> impl Iterator<Item = (usize, char, Option<char>)> {
    let before = [None].into_iter().chain(text.chars().map(Some));
    let characters = text.char_indices().zip(before);
    characters.map(|((index, character), before)| (index, character, before))
}

fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}'
    )
}

/// Combining marks, and what has no width.
fn is_silent(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}'
    )
}

/// Whether a character surely stands by itself beside another such one. Of the
/// others (emoji, marks, the scripts of India) nothing is cut.
fn is_plain(character: char) -> bool {
    matches!(
        character,
        ' ' ..= '~' | '\n' | '\t' | '¡'..='¬' | '®'..='\u{24f}' | 'Ͱ'..='\u{482}' | '\u{48a}'..='\u{52f}'
            | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
            | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}'
            | '\u{30a0}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
    ) && !matches!(character, '©' | '®')
}

/// Whether a text may be parted before `byte`.
fn parts_at(text: &str, byte: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(byte) else {
        return false;
    };
    match (before.chars().next_back(), after.chars().next()) {
        (Some(before), Some(after)) => {
            let is_whole = is_plain(before) || matches!(before, '\u{300}'..='\u{36f}');
            is_whole && is_plain(after)
        }
        _ => true,
    }
}

/// What is around the bytes `from` to `to`, parted only where no character is
/// torn.
fn excerpt(text: &str, mut from: usize, mut to: usize) -> Excerpt {
    while !parts_at(text, from) {
        from = from.saturating_sub(1);
    }
    while !parts_at(text, to) {
        to += 1;
    }
    let (before, rest) = text.split_at_checked(from).unwrap_or(("", text));
    let (found, after) = rest.split_at_checked(to - from).unwrap_or((rest, ""));
    let backwards = before.char_indices().rev().map(|(index, _)| index);
    let begin = fair_place(text, backwards, |byte| {
        text.get(..byte).and_then(|text| text.chars().next_back())
    });
    let forwards = after.char_indices().map(|(index, _)| to + index);
    let end = fair_place(text, forwards, |byte| {
        text.get(byte..).and_then(|text| text.chars().next())
    });
    let begin = begin.unwrap_or(0);
    let end = end.unwrap_or(text.len());
    let more = |is_more: bool| if is_more { "…" } else { "" };
    Excerpt {
        before: [more(begin > 0), text.get(begin..from).unwrap_or_default()].concat(),
        found: found.to_owned(),
        after: [
            text.get(to..end).unwrap_or_default(),
            more(end < text.len()),
        ]
        .concat(),
    }
}

/// The first blank after [`AROUND`] characters, else any place where a text may
/// be parted once there are twice as many; `beyond` is what would be cut off
/// there.
fn fair_place(
    text: &str,
    bytes: impl Iterator<Item = usize>,
    beyond: impl Fn(usize) -> Option<char>,
) -> Option<usize> {
    let mut far = bytes.enumerate().skip(AROUND);
    let fair = far.find(|(count, byte)| {
        let wide = *count >= AROUND * 2 || beyond(*byte).is_some_and(is_blank);
        wide && parts_at(text, *byte)
    });
    fair.map(|(_, byte)| byte)
}
