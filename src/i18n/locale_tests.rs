//! The locale files say the same things, with the same places to fill.

macro_rules! namespaces {
    ($($name:literal)+) => {
        [$((
            $name,
            include_str!(concat!("locales/en/", $name, ".json")),
            include_str!(concat!("locales/de/", $name, ".json")),
        )),+]
    };
}

/// The key of every line and the places in its sentence, sorted: the files
/// have one sentence a line.
fn places(json: &str) -> Vec<(&str, Vec<&str>)> {
    let mut lines: Vec<_> = json
        .lines()
        .filter_map(|line| line.split_once("\": "))
        .map(|(key, sentence)| {
            let mut places: Vec<_> = sentence
                .split('{')
                .skip(1)
                .filter_map(|place| place.split_once('}'))
                .map(|(name, _)| name)
                .collect();
            places.sort_unstable();
            (key.trim(), places)
        })
        .collect();
    lines.sort_unstable();
    lines
}

#[test]
fn both_languages_have_the_same_keys_and_places() {
    for (name, english, german) in namespaces!(
        "common" "join" "letters" "rhythm" "help" "today" "agreement" "settings" "check_ins"
    ) {
        assert_eq!(places(english), places(german), "in {name}");
    }
}

#[test]
fn a_missing_place_would_be_seen() {
    let english = "{\n  \"a\": \"{x} y\"\n}";
    assert_eq!(places(english), [("\"a", vec!["x"])]);
    assert_ne!(places(english), places(&english.replace("{x} ", "")));
}
