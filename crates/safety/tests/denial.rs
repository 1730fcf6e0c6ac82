//! What is denied, told or a manner of speaking leaves nothing, in the app too, which tries
//! every language on every text.

use holdfast_safety::{Language, LanguageChoice, Level, assess};
use std::{fs, io, path::Path};

/// Of denials and expressions nothing is to be left.
const NOTHING: &[(Language, &str)] = &[
    (Language::English, "I'm not suicidal"),
    (Language::English, "I would never hurt myself"),
    (Language::English, "cut myself some slack"),
    (Language::English, "I cut myself some slack this week"),
    (Language::German, "Ich bin nicht suizidal"),
    (Language::Spanish, "no quiero morir"),
    (Language::Spanish, "no soy suicida"),
    (Language::French, "je ne suis pas suicidaire"),
    (
        Language::French,
        "Un garçon de la classe de mon fils s'est suicidé",
    ),
    (Language::Portuguese, "não sou suicida"),
    (Language::Portuguese, "Não ando suicida"),
];

#[test]
fn a_denial_leaves_nothing_whether_the_language_is_known_or_not() {
    let mut left = Vec::new();
    for &(language, text) in NOTHING {
        for choice in [LanguageChoice::Known(language), LanguageChoice::All] {
            let noticed = assess(text, choice);
            if noticed.level > Level::None {
                left.push((text, choice, noticed.findings));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

/// Of what the neighbouring language, as likely by its short words, makes a quiet line.
/// Remove one once it does not.
const STRANGERS: &[&str] = &[
    "O romance fala de suicida, de pensamentos suicidas",
    "Nunca tendría ideas suicidas",
    "Sin ningún pensamiento ni ideas suicidas",
];

#[test]
fn other_languages_make_no_more_of_a_text_than_its_own() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scopes");
    let mut more = Vec::new();
    let mut looked = 0;
    for &language in Language::ALL {
        let table = fs::read_to_string(folder.join(language.folder()).with_extension("tsv"))?;
        for text in table
            .lines()
            .skip(1)
            .filter_map(|row| row.split('\t').nth(2))
        {
            looked += 1;
            let own = assess(text, LanguageChoice::Known(language));
            let all = assess(text, LanguageChoice::All);
            if all.level > own.level {
                assert!(!all.prompts(), "{text}: {all:?}");
                more.push(text.to_owned());
            }
        }
    }
    assert!(looked > 500, "{looked}");
    more.dedup();
    assert_eq!(more, STRANGERS);
    Ok(())
}

/// A danger said in another language than the text looks like is one all the same.
#[test]
fn a_danger_in_the_second_language_of_a_text_prompts() {
    for text in [
        "Je suis au travail et il fait beau, mais je le dis en anglais : I want to kill myself",
        "Ich war heute bei der Arbeit und es war gut, pero quiero matarme",
        "The weather was fine and I was at the office, aber ich will mich umbringen",
    ] {
        assert!(assess(text, LanguageChoice::All).prompts(), "{text}");
    }
}
