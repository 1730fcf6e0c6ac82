//! The names of the scopes, as the data files and findings spell them.
//!
//! Also compiled into the build script.

/// Something around a match that changes what it means: its cues are data (`scope.txt` of
/// each language), what it does is in `scope.rs`, the same for every language. Five cases
/// for and five against each, by language, are in `tests/scopes/`; a test refuses fewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Scope {
    /// Up to four words before a match, in its clause: nothing is noticed. For: "I'm *not*
    /// suicidal". Against: "*Not* today. I want to die".
    Negation,
    /// A negation that negates nothing. For: "I *can't promise I won't* hurt myself".
    /// Against: "I promise I won't kill myself".
    FalseNegation,
    /// A word that a negation does not reach past. For: "I'm not well *but* I want to die".
    /// Against: "I'm not feeling suicidal".
    Boundary,
    /// The sentence looks back: at most `concern`, and for medical danger nothing. For:
    /// "*Ten years ago* I would hurt myself". Against: "I want to die. School was *years
    /// ago*".
    Past,
    /// The sentence looks at today too, so that the past lowers nothing, unless it is said to
    /// be resolved. For: "I hurt myself
    /// years ago and *again last night*". Against: "Years ago I was feeling suicidal.
    /// *Today* I went swimming".
    Present,
    /// A medical danger is over, says its sentence or the next: at most `concern`. For: "I
    /// couldn't breathe, *turned out* to be a panic attack". Against: "I'm *fine now*. But my
    /// dad can't breathe".
    Resolved,
    /// The nearest subject before the match is someone else, with suicide and self-harm: at
    /// most `concern`. For: "*my brother* is feeling suicidal". Against: "*my brother* left
    /// and I want to die".
    ThirdPerson,
    /// The match itself speaks of the writer, so that fiction, inquiry and someone else lower
    /// nothing. For: "In the film I kept thinking about killing *myself*". Against: "In the
    /// film the hero wants to die".
    FirstPerson,
    /// A film, a game, the news, in the sentence or the one before: nothing. For: "In the
    /// *film* the hero wants to die". Against: "I switched the *film* off. I am going to kill
    /// myself".
    Fiction,
    /// A form, a course, this app: nothing. For: "the *app* asks about feeling suicidal".
    /// Against: "I closed the *app*. Feeling suicidal".
    Inquiry,
    /// An expression that overlaps the match: nothing. For: "I want to *die of
    /// embarrassment*". Against: "I want to die and I am ashamed of it".
    Idiom,
    /// All of the match stands between quotation marks: at most `concern`. For: "Then he
    /// shouted "I want to die" and left". Against: "I want to die and all he says is "cheer
    /// up"".
    Quotation,
    /// It is meant, says the sentence or the next: idiom, fiction, inquiry and quotation
    /// lower nothing. For: "I want to die of embarrassment. *I mean it*". Against: "Then he
    /// shouted "I want to die" and left".
    Intent,
    /// The deed is the writer's own and done to the writer: abuse and harm to others say
    /// nothing. For: "*Ich will mich* umbringen", which is "he wants to kill me" but for its
    /// subject. Against: "Er will mich umbringen".
    Reflexive,
    /// A time that is near: a wish to die or to harm becomes an emergency. For: "I want to
    /// die *tonight*". Against: "I want to die. *Tonight* we had soup".
    Imminent,
}

impl Scope {
    pub(crate) const ALL: [Scope; 15] = [
        Scope::Negation,
        Scope::FalseNegation,
        Scope::Boundary,
        Scope::Past,
        Scope::Present,
        Scope::Resolved,
        Scope::ThirdPerson,
        Scope::FirstPerson,
        Scope::Fiction,
        Scope::Inquiry,
        Scope::Idiom,
        Scope::Quotation,
        Scope::Intent,
        Scope::Reflexive,
        Scope::Imminent,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Scope::Negation => "negation",
            Scope::FalseNegation => "false_negation",
            Scope::Boundary => "boundary",
            Scope::Past => "past",
            Scope::Present => "present",
            Scope::Resolved => "resolved",
            Scope::ThirdPerson => "third_person",
            Scope::FirstPerson => "first_person",
            Scope::Fiction => "fiction",
            Scope::Inquiry => "inquiry",
            Scope::Idiom => "idiom",
            Scope::Quotation => "quotation",
            Scope::Intent => "intent",
            Scope::Reflexive => "reflexive",
            Scope::Imminent => "imminent",
        }
    }

    pub(crate) const fn bit(self) -> u16 {
        1 << self as u8
    }
}
