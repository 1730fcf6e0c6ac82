//! Sentences with places to fill.

/// Fills the places of a sentence, once each: what is filled in is never
/// looked into. A place without a value stays as it is written.
///
/// The locale files write a place in single braces, as in `Answer: {window}`:
/// the generator's own double braces give views and no text.
///
/// ```
/// use holdfast_app::i18n::fill;
///
/// let sentence = fill("{name} reads {when}.", &[("name", "{when}"), ("when", "at 15:00")]);
/// assert_eq!(sentence, "{when} reads at 15:00.");
/// ```
#[must_use]
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, place)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = place.split_once('}') else {
            filled.push('{');
            rest = place;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn fills_every_place_once() {
        let values = [("a", "1"), ("b", "2")];
        assert_eq!(fill("{a}, {b}, {a}", &values), "1, 2, 1");
        assert_eq!(fill("nothing to fill", &values), "nothing to fill");
    }

    #[test]
    fn what_is_filled_in_is_not_looked_into() {
        assert_eq!(fill("{a}{b}", &[("a", "{b}"), ("b", "{a}")]), "{b}{a}");
    }

    #[test]
    fn places_without_a_value_stay() {
        assert_eq!(fill("{a} {", &[]), "{a} {");
        assert_eq!(fill("ä{b}ö", &[("b", "ü")]), "äüö");
    }
}
