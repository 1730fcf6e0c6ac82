//! What is noticed in words that are being sent.

use super::{Noticing, assessed};
use crate::{
    pages::{conversation::getting_ready::own_language, prompt::Shown},
    state::{DraftOf, get_to_know, page, to_know, with_unlooked},
};
use holdfast_protocol::EnvelopeId;
use holdfast_safety::{Assessment, is_ready};
use leptos::prelude::*;

/// What was noticed in words that are being sent.
pub struct Looked {
    /// What they carry.
    pub assessment: Assessment,
    /// The rules that were quiet for them, where not all that they may be
    /// written in is known yet.
    unlooked: Option<String>,
}

impl Noticing {
    /// A letter is being sent: looks at once, and says what it carries. Where
    /// the writer's language is not here yet, the letter does not wait; what is
    /// to be said is said when it has come.
    pub fn sending(self, text: &str) -> Looked {
        self.pause.cancel();
        // What was not meant in this letter is not, whenever the rest comes.
        let quieted = self.quieted(text);
        let assessment = assessed(text, &quieted);
        let mut number = 0;
        let languages = to_know(text, own_language());
        let is_known = languages.iter().all(|one| is_ready(*one));
        let unlooked = (!is_known).then(|| quieted.clone());
        self.change(|heeded| number = heeded.sends(&assessment));
        let sent = text.to_owned();
        get_to_know(languages, move || {
            let late = assessed(&sent, &quieted);
            self.change(|heeded| heeded.late(number, &late, page::is_writing()));
        });
        Looked {
            assessment,
            unlooked,
        }
    }

    /// What was looked at is kept, whether or not the page is still there: the
    /// next letter begins afresh.
    pub fn kept(self, letter: EnvelopeId, looked: Option<Looked>) {
        self.change(|heeded| heeded.kept(letter));
        let is_gone = self.heeded.try_with_value(|_| ()).is_none();
        if let Some(Looked { assessment, .. }) = &looked
            && is_gone
            && self.stays
            && assessment.prompts()
        {
            let shown = Shown {
                level: assessment.level,
                categories: assessment.categories(),
                sending: false,
            };
            let prompted = Some((self.conversation, letter, shown));
            self.desk.prompted.set_value(prompted);
        }
        self.keep_quieted(String::new());
        if let Some(quieted) = looked.and_then(|looked| looked.unlooked) {
            let of = DraftOf::Unlooked(self.conversation);
            let noted = with_unlooked(&self.desk.draft(of), letter, &quieted);
            self.desk.save_draft(of, noted);
            #[cfg(feature = "patient")]
            self.look_again(false);
        }
    }

    /// This was found in a letter that was sent when this page was not there.
    #[cfg(feature = "patient")]
    pub(in crate::pages::conversation) fn found(self, letter: EnvelopeId, found: &Assessment) {
        self.change(|heeded| heeded.found(letter, found, page::is_writing()));
    }
}
