//! Letters as they are meant: case, accents, look-alikes, digits for letters.
//!
//! By hand for the letters people type, where full Unicode tables would cost the browser
//! more than the rest of this crate. Also compiled into the build script.

/// Runs of a letter this long are typed for emphasis and count as one letter.
const EMPHASIS: usize = 3;

/// Characters without width, which change nothing.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Combining marks.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// Adds the folded letter or digit; false for anything else.
pub(crate) fn fold(character: char, to: &mut String) -> bool {
    let code = u32::from(character);
    let base = match code {
        // Full width.
        0xff10..=0xff5a => char::from_u32(code - 0xfee0),
        // Mathematical alphabets: capitals and small letters in turn.
        0x1d400..=0x1d6a3 => u8::try_from((code - 0x1d400) % 52).ok().map(|place| {
            char::from(if place < 26 {
                b'a' + place
            } else {
                b'a' + place - 26
            })
        }),
        // Circled letters.
        0x24b6..=0x24e9 => u8::try_from((code - 0x24b6) % 26)
            .ok()
            .map(|place| char::from(b'a' + place)),
        _ => None,
    }
    .unwrap_or(character);
    if base.is_ascii() {
        if base.is_ascii_alphanumeric() {
            to.push(base.to_ascii_lowercase());
            return true;
        }
        return false;
    }
    if !base.is_alphanumeric() {
        return false;
    }
    match small(base) {
        'ä' | 'æ' => to.push_str("ae"),
        'ö' | 'œ' => to.push_str("oe"),
        'ü' => to.push_str("ue"),
        'ß' | 'ẞ' => to.push_str("ss"),
        'à' | 'á' | 'â' | 'ã' | 'å' => to.push('a'),
        'ç' => to.push('c'),
        'è' | 'é' | 'ê' | 'ë' => to.push('e'),
        'ì' | 'í' | 'î' | 'ï' | 'İ' => to.push('i'),
        'ñ' => to.push('n'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' => to.push('o'),
        'ù' | 'ú' | 'û' => to.push('u'),
        'ý' | 'ÿ' => to.push('y'),
        other if is_mark(other) => {}
        other => to.push(other),
    }
    true
}

/// The small letter of a capital in the Latin of Europe, Greek and Cyrillic.
/// Rust's own tables of every script are larger than the rest of this crate's
/// code.
pub(crate) fn small(character: char) -> char {
    let code = u32::from(character);
    let lower = match code {
        0xc0..=0xd6 | 0xd8..=0xde => code + 32,
        // Capitals are even here, and odd in the two stretches below.
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 => code | 1,
        0x139..=0x148 | 0x179..=0x17e => code + (code & 1),
        0x178 => 0xff,
        0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(character)
}

/// Small Cyrillic and Greek letters, each before the Latin one that it or its capital looks like.
const ALIKE: &str = "аaеeоoрpсcуyхxіiѕsјjԁdαaεeιiοoρpκkνvτtυuηhμmвbкkмmнhтt";

/// The Latin letters that Greek and Cyrillic ones look like, in a word that has Latin ones
/// too; and an iota alone, which is no Greek word but looks like "I".
fn look(characters: &mut [char]) {
    if characters == ['ι'] || characters.iter().any(char::is_ascii_alphabetic) {
        for character in characters {
            if !character.is_ascii()
                && let Some(place) = ALIKE.find(*character)
            {
                let after = ALIKE[place..].chars().nth(1);
                *character = after.unwrap_or(*character);
            }
        }
    }
}

/// Letters for look-alikes, letters for digits between letters, and one letter for a run of
/// them.
pub(crate) fn settle(word: &str) -> String {
    let mut characters: Vec<char> = word.chars().collect();
    look(&mut characters);
    let mut settled = String::with_capacity(word.len());
    let mut index = 0;
    while let Some(&character) = characters.get(index) {
        let run = characters[index..]
            .iter()
            .take_while(|&&other| other == character)
            .count();
        let before = index
            .checked_sub(1)
            .and_then(|before| characters.get(before));
        let between = run == 1
            && before.is_some_and(|c| c.is_alphabetic())
            && characters.get(index + 1).is_some_and(|c| c.is_alphabetic());
        match meant_letter(character) {
            Some(letter) if between => settled.push(letter),
            _ if run >= EMPHASIS && character.is_alphabetic() => settled.push(character),
            _ => settled.extend(&characters[index..index + run]),
        }
        index += run;
    }
    settled
}

fn meant_letter(digit: char) -> Option<char> {
    Some(match digit {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn small_letters_are_the_standard_ones() {
        let latin = ('\u{c0}'..='\u{17e}').filter(|c| !matches!(c, 'İ' | 'ĸ' | 'ŉ'));
        let greek_and_cyrillic = ('Α'..='Ϋ').chain('Ѐ'..='Я');
        for character in latin.chain(greek_and_cyrillic) {
            let standard: Vec<char> = character.to_lowercase().collect();
            assert_eq!(vec![small(character)], standard, "{character}");
        }
    }
}
