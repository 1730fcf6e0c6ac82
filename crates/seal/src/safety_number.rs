//! A number that two people can read to each other.

use crate::label;
use holdfast_protocol::PublicKeys;
use sha2::{Digest, Sha512};

const GROUPS: usize = 12;

/// Sixty digits in groups of five, the same on both sides and different for
/// every other pair of keys: who compares them knows that no one stands in
/// between.
#[must_use]
pub fn safety_number(a: &PublicKeys, b: &PublicKeys) -> String {
    let (first, second) = if bytes(a) <= bytes(b) { (a, b) } else { (b, a) };
    let digest = Sha512::new_with_prefix(label::SAFETY_NUMBER)
        .chain_update(bytes(first))
        .chain_update(bytes(second))
        .finalize();
    let (fives, _) = digest.as_chunks::<5>();
    let mut number = String::with_capacity(GROUPS * 6);
    for five in &fives[..GROUPS] {
        if !number.is_empty() {
            number.push(' ');
        }
        let value = five
            .iter()
            .fold(0_u64, |value, &byte| value << 8 | u64::from(byte));
        let digits = [10_000, 1_000, 100, 10, 1];
        number.extend(digits.map(|place| char::from(b'0' + (value / place % 10) as u8)));
    }
    number
}

fn bytes(keys: &PublicKeys) -> [u8; 64] {
    let mut bytes = [0; 64];
    bytes[..32].copy_from_slice(&keys.signing);
    bytes[32..].copy_from_slice(&keys.sealing);
    bytes
}
