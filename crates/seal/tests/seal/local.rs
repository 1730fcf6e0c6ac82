//! What is kept for one account stays with it.

use crate::people::{patient, random, therapist};
use holdfast_seal::{OpenError, open_local, seal_local};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_kept_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..2000), purpose in ".*") {
        let keys = patient().keys;
        let sealed = seal_local(&bytes, &keys, &purpose, &mut random(1));
        prop_assert_eq!(open_local(&sealed, &keys, &purpose).map(|opened| opened.to_vec()), Ok(bytes));
    }
}

#[test]
fn another_account_or_purpose_opens_nothing() {
    let keys = patient().keys;
    let sealed = seal_local(b"my plan", &keys, "plan", &mut random(1));
    let refused = Err(OpenError::Ciphertext { length: 256 + 16 });
    assert_eq!(
        open_local(&sealed, &therapist().keys, "plan").map(drop),
        refused
    );
    assert_eq!(open_local(&sealed, &keys, "draft").map(drop), refused);
    assert_eq!(open_local(&sealed, &keys, "").map(drop), refused);
}

#[test]
fn altered_bytes_open_nothing() {
    let keys = patient().keys;
    let sealed = seal_local(b"my plan", &keys, "plan", &mut random(1));
    for bit in 0..sealed.len() * 8 {
        let mut altered = sealed.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert!(open_local(&altered, &keys, "plan").is_err(), "bit {bit}");
    }
    for length in 0..sealed.len() {
        assert!(open_local(&sealed[..length], &keys, "plan").is_err());
    }
    let mut newer = sealed;
    newer[0] = 2;
    assert_eq!(
        open_local(&newer, &keys, "plan").map(drop),
        Err(OpenError::UnknownFormat { format: 2 })
    );
}
