//! Account keys survive being kept, and nothing else passes for them.

use crate::people::{patient, random, therapist};
use holdfast_seal::{AccountKeys, KeysError};
use proptest::prelude::*;

#[test]
fn keys_come_back_from_their_bytes() {
    let keys = patient().keys;
    let again = AccountKeys::from_secret_bytes(&keys.to_secret_bytes()).unwrap();
    assert_eq!(again.public(), keys.public());
    assert_eq!(again.to_secret_bytes(), keys.to_secret_bytes());
}

#[test]
fn keys_differ_between_people_and_between_their_uses() {
    let (patient, therapist) = (patient().public(), therapist().public());
    assert_ne!(patient.signing, therapist.signing);
    assert_ne!(patient.sealing, therapist.sealing);
    assert_ne!(patient.signing, patient.sealing);
}

#[test]
fn the_public_halves_are_those_of_the_standards() {
    // RFC 8032, section 7.1, test 1, and RFC 7748, section 6.1, Alice.
    let mut secret = [0; 64];
    secret[..32].copy_from_slice(&bytes(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    ));
    secret[32..].copy_from_slice(&bytes(
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
    ));
    secret[32] &= 0b1111_1000;
    secret[63] = secret[63] & 0b0111_1111 | 0b0100_0000;
    let public = AccountKeys::from_secret_bytes(&secret).unwrap().public();
    assert_eq!(
        public.signing,
        bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    );
    assert_eq!(
        public.sealing,
        bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    );
}

fn bytes(hex: &str) -> [u8; 32] {
    core::array::from_fn(|place| u8::from_str_radix(&hex[place * 2..place * 2 + 2], 16).unwrap())
}

#[test]
fn other_bytes_are_no_keys() {
    let good = *patient().keys.to_secret_bytes();
    let refused = |change: &dyn Fn(&mut [u8; 64])| {
        let mut secret = good;
        change(&mut secret);
        AccountKeys::from_secret_bytes(&secret).map(drop)
    };
    assert_eq!(refused(&|_| ()), Ok(()));
    assert_eq!(
        refused(&|secret| secret[..32].fill(0)),
        Err(KeysError::Blank)
    );
    assert_eq!(
        refused(&|secret| secret[32..].fill(0)),
        Err(KeysError::NotClamped)
    );
    assert_eq!(
        refused(&|secret| secret[32] |= 1),
        Err(KeysError::NotClamped)
    );
    assert_eq!(
        refused(&|secret| secret[63] |= 0x80),
        Err(KeysError::NotClamped)
    );
    assert_eq!(
        refused(&|secret| secret[63] &= !0x40),
        Err(KeysError::NotClamped)
    );
}

proptest! {
    #[test]
    fn what_is_accepted_comes_back_unchanged(low in any::<[u8; 32]>(), high in any::<[u8; 32]>()) {
        let secret: [u8; 64] = [low, high].concat().try_into().unwrap();
        if let Ok(keys) = AccountKeys::from_secret_bytes(&secret) {
            prop_assert_eq!(*keys.to_secret_bytes(), secret);
        }
    }

    #[test]
    fn generated_keys_are_accepted(seed in any::<u8>()) {
        let keys = AccountKeys::generate(&mut random(seed));
        prop_assert!(AccountKeys::from_secret_bytes(&keys.to_secret_bytes()).is_ok());
    }
}
