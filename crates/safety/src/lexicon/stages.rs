//! The packs as they come, and how far each is made ready.

use super::{Lexicon, Listed};
use crate::{
    Language,
    languages::COMMON,
    pack::{PackError, Unpacking},
};
use std::sync::{Mutex, OnceLock};

/// What there is of a language.
#[allow(clippy::large_enum_variant, reason = "there is one for each language")]
#[derive(Default)]
enum Stage {
    /// Nothing.
    #[default]
    Absent,
    /// Its pack, as it came, read as far as it is.
    Installed(Unpacking),
    /// What is being made ready.
    Listed(Listed),
    /// All of it, taken away to where it is used.
    Ready,
}

const LANGUAGES: usize = Language::ALL.len();
static STAGES: [Mutex<Stage>; LANGUAGES] = [const { Mutex::new(Stage::Absent) }; LANGUAGES];
static READY: [OnceLock<Lexicon>; LANGUAGES] = [const { OnceLock::new() }; LANGUAGES];

/// Takes up a language's pack: from then on [`crate::assess`] knows the language. A language
/// that is here stays as it is.
///
/// # Errors
/// When the bytes are not a whole pack of this language. Whether it is sound shows when it is read, little by
/// little, in [`prepare`]: one that is not, which no build makes, leaves the language absent.
pub fn install(language: Language, bytes: &[u8]) -> Result<(), PackError> {
    let pack = Unpacking::of(bytes, language)?;
    if let Ok(mut stage) = STAGES[language as usize].lock()
        && matches!(*stage, Stage::Absent)
    {
        *stage = Stage::Installed(pack);
    }
    Ok(())
}

/// Whether [`crate::assess`] knows this language: its pack is in the program or was
/// installed.
pub fn is_ready(language: Language) -> bool {
    take_up(language);
    let stage = STAGES[language as usize].lock();
    stage.is_ok_and(|stage| !matches!(*stage, Stage::Absent))
}

/// The bytes of a language's pack, for a program that hands them on; native programs hold
/// all of them.
#[cfg(not(target_family = "wasm"))]
pub fn pack(language: Language) -> &'static [u8] {
    crate::languages::PACKS[language as usize]
}

/// Builds the next part of what [`crate::assess`] needs of the languages that are here, so
/// that the first text does not wait for all of it. Says whether there may be another part.
pub fn prepare() -> bool {
    for &language in Language::ALL {
        if take_up(language) {
            return true;
        }
        let Ok(mut stage) = STAGES[language as usize].lock() else {
            continue;
        };
        if matches!(*stage, Stage::Absent | Stage::Ready) {
            continue;
        }
        let mut listed = match std::mem::take(&mut *stage) {
            Stage::Listed(listed) => listed,
            Stage::Installed(mut pack) => {
                match pack.part() {
                    Some(true) => *stage = Stage::Installed(pack),
                    Some(false) => {
                        let pack = pack.finish();
                        let listed = pack.map(|pack| Listed::of(pack, common(language)));
                        *stage = listed.map_or(Stage::Absent, Stage::Listed);
                    }
                    None => {}
                }
                return true;
            }
            Stage::Absent | Stage::Ready => continue,
        };
        if listed.link() {
            *stage = Stage::Listed(listed);
        } else {
            *stage = Stage::Ready;
            READY[language as usize].get_or_init(|| Lexicon::build(listed));
        }
        return true;
    }
    false
}

/// Installs the pack that is in the program, if there is one; whether it was not yet.
#[cfg(not(target_family = "wasm"))]
fn take_up(language: Language) -> bool {
    let stage = STAGES[language as usize].lock();
    // A test reads every one.
    stage.is_ok_and(|stage| matches!(*stage, Stage::Absent))
        && install(language, pack(language)).is_ok()
}

#[cfg(target_family = "wasm")]
fn take_up(_: Language) -> bool {
    false
}

pub(super) fn common(language: Language) -> &'static str {
    COMMON[language as usize]
}

impl Lexicon {
    /// The lexicon of this language, built when first asked for; none where its pack is not
    /// here.
    pub(crate) fn of(language: Language) -> Option<&'static Lexicon> {
        let ready = &READY[language as usize];
        if ready.get().is_none() {
            take_up(language);
            let mut stage = STAGES[language as usize].lock().ok()?;
            let listed = match std::mem::take(&mut *stage) {
                Stage::Absent => return None,
                Stage::Installed(pack) => Some(Listed::of(pack.finish()?, common(language))),
                Stage::Listed(listed) => Some(listed),
                Stage::Ready => None,
            };
            *stage = Stage::Ready;
            if let Some(listed) = listed {
                ready.get_or_init(|| Lexicon::build(listed));
            }
        }
        ready.get()
    }
}
