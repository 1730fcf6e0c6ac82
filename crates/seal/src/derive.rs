//! HKDF-SHA256 in the one shape that this crate uses.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// `N` bytes derived from `secret`, which must have the strength of a key
/// already, for the use that `label` and `purpose` name together.
pub(crate) fn derive<const N: usize>(
    secret: &[u8],
    label: &[u8],
    purpose: &[u8],
) -> Zeroizing<[u8; N]> {
    const { assert!(N <= 255 * 32, "HKDF-SHA256 gives no more") }
    let mut derived = Zeroizing::new([0; N]);
    #[expect(
        clippy::expect_used,
        reason = "the only error is too long an output, which the assertion above rules out; \
                  going on with a key of zeros would be worse than stopping"
    )]
    Hkdf::<Sha256>::new(None, secret)
        .expand_multi_info(&[label, purpose], derived.as_mut_slice())
        .expect("the length was checked when this was compiled");
    derived
}
