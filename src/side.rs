//! Which side this build of the app is for: a patient's, a therapist's, or
//! either. The account decides which one a person uses.

use holdfast_protocol::Role;

#[cfg(not(any(feature = "patient", feature = "therapist")))]
compile_error!("an app for nobody: choose the feature `patient`, `therapist`, or both");

/// The role of everybody who uses this build; none where it serves both.
pub const ONLY: Option<Role> = if cfg!(not(feature = "therapist")) {
    Some(Role::Patient)
} else if cfg!(not(feature = "patient")) {
    Some(Role::Therapist)
} else {
    None
};

/// The role, where this build knows it beforehand: what is only for the other
/// one then falls out of the program.
#[inline]
#[must_use]
pub const fn known(role: Role) -> Role {
    match ONLY {
        Some(only) => only,
        None => role,
    }
}

/// Whether this build has the pages for `role`.
#[must_use]
pub fn serves(role: Role) -> bool {
    known(role) == role
}

/// What a side is called in addresses and by the server's files.
#[must_use]
pub const fn name(role: Role) -> &'static str {
    match role {
        Role::Patient => "patient",
        Role::Therapist => "therapist",
    }
}
