//! Packs: what is written is what is read, and rubbish is refused.

use crate::matching::Owner;
use crate::model::Model;
use crate::pack::{Pack, PackError, Unpacking};
use crate::scope_names::Scope;
use crate::words::Words;
use crate::{Category, Language, Level, pack};
use proptest::prelude::*;

#[path = "../build/giving.rs"]
pub(crate) mod giving;
#[path = "../build/pack.rs"]
pub(crate) mod written;
use written::{Contents, Pattern, Rule};

/// `build/pack.rs` names it so, wherever it is compiled.
use crate::{coder, letters, pack_format, tables};

const ENGLISH: Language = Language::English;

fn contents() -> impl Strategy<Value = Contents> {
    let rule = ("[a-z_.]{1,12}", 0_u8..6, 0_u8..4, 0_u16..1 << 14);
    let rule = rule.prop_map(|(name, category, level, except)| Rule {
        name,
        category,
        level,
        except,
    });
    let literals = prop::collection::vec("\\*?[a-zé0-9]{1,5}( [a-z]{1,5}){0,2}\\*?", 1..4);
    let kind = (prop::collection::vec(0_u16..300, 1..4), literals);
    let elements = prop::collection::vec((0_u16..300, 0_u8..16), 1..5);
    let pattern = (
        any::<prop::sample::Index>(),
        any::<bool>(),
        0_u8..8,
        elements,
    );
    (
        prop::collection::vec(rule, 1..8),
        prop::collection::vec(kind, 0..8),
        prop::collection::vec(pattern, 0..8),
        prop::collection::vec((any::<u32>(), 0_u16..300), 0..4),
        prop::collection::vec((1_u8..=255, 1_u8..16), 0..20),
    )
        .prop_map(|(rules, kinds, patterns, numbers, model)| {
            let mut patterns: Vec<Pattern> = patterns
                .into_iter()
                .map(|(owner, of_scope, flags, elements)| Pattern {
                    owner: match of_scope {
                        false => owner.index(rules.len()) as u16,
                        true => pack_format::SCOPES_FROM + owner.index(Scope::ALL.len()) as u16,
                    },
                    flags,
                    elements,
                })
                .collect();
            patterns.sort_by_key(|pattern| pattern.elements[0].0);
            Contents {
                code: "en".to_owned(),
                rules,
                kinds,
                symbols: 300,
                patterns,
                numbers,
                model: model_file(&model),
            }
        })
}

/// A model's file with these gaps and cells.
fn model_file(known: &[(u8, u8)]) -> Vec<u8> {
    let mut file = pack_format::MODEL_MAGIC.to_vec();
    file.extend([0; 8]);
    file.extend(1_u32.to_le_bytes());
    file.extend(known.iter().map(|(gap, _)| gap));
    file.push(0);
    let ends = known.iter().filter(|(gap, _)| *gap < u8::MAX);
    file.extend(ends.map(|(_, cell)| cell));
    file
}

proptest! {
    #[test]
    fn what_is_written_is_read(contents in contents()) {
        let read = Pack::read(&written::write(&contents), ENGLISH)?;
        prop_assert_eq!(read.rules.len(), contents.rules.len());
        for (read, rule) in read.rules.iter().zip(&contents.rules) {
            prop_assert_eq!(read.name, &rule.name);
            prop_assert_eq!(read.category as u8, rule.category);
            prop_assert_eq!(read.level as u8, rule.level);
            prop_assert_eq!(read.except, rule.except);
        }
        let kinds: Vec<_> = read
            .kinds
            .iter()
            .map(|(symbols, kind)| (
                read.symbols_of[symbols.clone()].to_vec(),
                kind.clone(),
            ))
            .collect();
        prop_assert_eq!(&kinds, &contents.kinds);
        prop_assert_eq!(read.patterns.len(), contents.patterns.len());
        for (read_one, pattern) in read.patterns.iter().zip(&contents.patterns) {
            let owner = match read_one.owner {
                Owner::Rule(place) => place as u16,
                Owner::Scope(scope) => pack_format::SCOPES_FROM + scope as u16,
            };
            prop_assert_eq!(owner, pattern.owner);
            let elements: Vec<_> = read.elements[read_one.elements.clone()]
                .iter()
                .map(|element| (element.symbol, element.gap))
                .collect();
            prop_assert_eq!(&elements, &pattern.elements);
            prop_assert_eq!(read_one.level as u8, pattern.flags & pack_format::LEVEL_OF);
            prop_assert_eq!(read_one.crosses, pattern.flags & pack_format::CROSSES != 0);
        }
        prop_assert_eq!(&read.numbers, &contents.numbers);
        prop_assert_eq!(read.model, Model::read(&contents.model));
    }

    #[test]
    fn rubbish_is_refused_and_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Pack::read(&bytes, ENGLISH).is_err());
        let begun = [&pack_format::MAGIC[..], &[2], b"en", &bytes].concat();
        prop_assert!(Pack::read(&begun, ENGLISH).is_err());
    }

    #[test]
    fn a_pack_cut_short_is_refused(contents in contents(), at in any::<prop::sample::Index>()) {
        let contents = Contents { model: Vec::new(), ..contents };
        let whole = written::write(&contents);
        prop_assert!(Pack::read(&whole[..at.index(whole.len())], ENGLISH).is_err());
    }

    #[test]
    fn a_changed_byte_does_not_get_past_the_checksum(
        contents in contents(),
        at in any::<prop::sample::Index>(),
        change in 1_u8..=255,
    ) {
        let mut bytes = written::write(&contents);
        let at = at.index(bytes.len());
        bytes[at] ^= change;
        prop_assert!(Unpacking::of(&bytes, ENGLISH).is_err());
    }
}

proptest! {
    // Each may read as much as there can be.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_pack_with_changed_bytes_and_their_checksum_is_refused_or_works(
        contents in contents(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        text in "[a-z0-9 .]{0,60}",
    ) {
        let mut bytes = written::write(&contents);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        // After the code and its length.
        let from = pack_format::MAGIC.len() + 3;
        let sum = pack_format::checksum(&bytes[from + 4..]);
        bytes[from..from + 4].copy_from_slice(&sum.to_le_bytes());
        if let Ok(pack) = Pack::read(&bytes, ENGLISH) {
            let lexicon = crate::lexicon::of_pack(pack);
            for finding in crate::assess::examine(&lexicon, &Words::of(&text)) {
                prop_assert!(finding.span.0 < finding.span.1);
                prop_assert!(finding.span.1 <= text.chars().count());
            }
        }
    }
}

#[test]
fn every_language_has_a_sound_pack_with_every_category() -> Result<(), PackError> {
    assert!(Language::ALL.len() >= 5);
    for &language in Language::ALL {
        let read = Pack::read(pack(language), language)?;
        for category in Category::ALL {
            assert!(
                read.rules
                    .iter()
                    .any(|rule| rule.category == category && rule.level > Level::None),
                "{language:?} {category:?}"
            );
        }
        assert!(crate::is_ready(language));
    }
    Ok(())
}

#[test]
fn a_pack_of_another_language_is_refused() {
    assert_eq!(
        crate::install(Language::German, pack(ENGLISH)),
        Err(PackError::AnotherLanguage(Language::German))
    );
}
