//! The names of the scopes, as the data files and findings spell them.
//!
//! Also compiled into the build script.

/// Something around a match that changes what it means. What each does is in `scope.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Scope {
    Negation,
    FalseNegation,
    Boundary,
    Past,
    Present,
    Resolved,
    ThirdPerson,
    FirstPerson,
    Fiction,
    Inquiry,
    Idiom,
    Quotation,
    Intent,
    Imminent,
}

impl Scope {
    pub(crate) const ALL: [Scope; 14] = [
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
            Scope::Imminent => "imminent",
        }
    }

    pub(crate) const fn bit(self) -> u16 {
        1 << self as u8
    }
}
