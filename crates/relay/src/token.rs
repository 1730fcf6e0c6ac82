//! Device tokens: the relay knows only their digests.

use base64ct::{Base64UrlUnpadded, Encoding};
use holdfast_protocol::token_digest;

/// Bytes in a token.
const LENGTH: usize = 32;

/// The digest of the token in an `Authorization` header; nothing if it is not
/// `Bearer` and a token.
pub(crate) fn digest_of_header(header: &str) -> Option<[u8; 32]> {
    let (scheme, token) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    let mut bytes = [0; LENGTH];
    let token = Base64UrlUnpadded::decode(token.trim(), &mut bytes).ok()?;
    (token.len() == LENGTH).then(|| token_digest(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bearer_token_becomes_its_digest() {
        let token = Base64UrlUnpadded::encode_string(&[7; LENGTH]);
        let expected = token_digest(&[7; LENGTH]);
        assert_eq!(digest_of_header(&format!("Bearer {token}")), Some(expected));
        assert_eq!(digest_of_header(&format!("bearer {token}")), Some(expected));
        assert_ne!(token_digest(&[8; LENGTH]), expected);
    }

    #[test]
    fn anything_else_is_no_token() {
        let token = Base64UrlUnpadded::encode_string(&[7; LENGTH]);
        let short = Base64UrlUnpadded::encode_string(&[7; LENGTH - 1]);
        let long = Base64UrlUnpadded::encode_string(&[7; LENGTH + 1]);
        for header in [
            "",
            "Bearer",
            "Bearer ",
            &token,
            &format!("Basic {token}"),
            &format!("Bearer {short}"),
            &format!("Bearer {long}"),
            &format!("Bearer {token}="),
        ] {
            assert_eq!(digest_of_header(header), None, "{header:?}");
        }
    }
}
