//! The picture's words, in the reader's language.

use super::picture::Words as SaidByThePicture;
use crate::components::tide::WindowKind;
use crate::i18n::{fill, t_string};
use crate::pages::shell::Words;
use crate::state::Author;

/// The picture's words about a conversation with `name`.
pub struct PictureWords {
    /// Where the sentences come from.
    pub words: Words,
    /// The other side's name.
    pub name: String,
}

impl SaidByThePicture for PictureWords {
    fn now(&self) -> String {
        t_string!(self.words, rhythm.mark.now).to_owned()
    }

    fn wrote(&self, author: Author, when: &str) -> String {
        let when = when.to_owned();
        match author {
            Author::Me => fill(
                t_string!(self.words, rhythm.mark.you_wrote),
                &[("when", &when)],
            ),
            Author::Them => {
                let name = self.name.clone();
                fill(
                    t_string!(self.words, rhythm.mark.they_wrote),
                    &[("name", &name), ("when", &when)],
                )
            }
        }
    }

    fn held(&self, leaves: Option<&str>) -> String {
        match leaves {
            Some(when) => fill(t_string!(self.words, rhythm.mark.held), &[("when", when)]),
            None => t_string!(self.words, rhythm.mark.held_waits).to_owned(),
        }
    }

    fn away_until(&self, last_day: &str) -> String {
        fill(
            t_string!(self.words, rhythm.mark.away),
            &[("day", last_day)],
        )
    }

    fn new_rhythm(&self) -> String {
        t_string!(self.words, rhythm.mark.new_rhythm).to_owned()
    }

    fn window(&self, kind: WindowKind) -> String {
        match kind {
            WindowKind::Agreed => t_string!(self.words, rhythm.mark.window),
            WindowKind::Promised => t_string!(self.words, rhythm.mark.window_promised),
        }
        .to_owned()
    }
}
