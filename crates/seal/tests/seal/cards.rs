//! Cards open with the invitation's secret, for the other side, and no other
//! way.

use crate::people::{conversation, random, therapist};
use holdfast_protocol::{Card, InvitationSecret, NAME_CHARACTERS_MAX, Role};
use holdfast_seal::{OpenError, Side, open_card, seal_card};

fn secret() -> InvitationSecret {
    InvitationSecret::from_bytes([0x5E; 20])
}

fn card(name: &str) -> Card {
    let therapist = therapist();
    Card {
        account: therapist.account,
        conversation: conversation(),
        role: Role::Therapist,
        keys: therapist.public(),
        name: name.into(),
        zone: "Europe/Lisbon".into(),
    }
}

#[test]
fn a_card_comes_back_whole() {
    for side in [Side::Inviter, Side::Newcomer] {
        let sealed = seal_card(&card("Dr. Aná"), &secret(), side, &mut random(1));
        assert_eq!(open_card(&sealed, &secret(), side), Ok(card("Dr. Aná")));
    }
}

#[test]
fn a_card_needs_the_secret_and_its_side() {
    let sealed = seal_card(&card("Dr. Ana"), &secret(), Side::Inviter, &mut random(1));
    let length = sealed.len() - 1 - 24;
    let other = InvitationSecret::from_bytes([0x5F; 20]);
    let refused = Err(OpenError::Ciphertext { length });
    assert_eq!(open_card(&sealed, &other, Side::Inviter), refused);
    assert_eq!(open_card(&sealed, &secret(), Side::Newcomer), refused);
}

#[test]
fn no_bit_of_a_card_can_be_flipped_and_nothing_cut_off() {
    let sealed = seal_card(&card("Dr. Ana"), &secret(), Side::Inviter, &mut random(1));
    for bit in 0..sealed.len() * 8 {
        let mut altered = sealed.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert!(
            open_card(&altered, &secret(), Side::Inviter).is_err(),
            "bit {bit}"
        );
    }
    for length in 0..sealed.len() {
        assert!(open_card(&sealed[..length], &secret(), Side::Inviter).is_err());
    }
}

#[test]
fn a_name_does_not_show_in_the_length() {
    let size = |name: &str| seal_card(&card(name), &secret(), Side::Newcomer, &mut random(1)).len();
    assert_eq!(size(""), 1 + 24 + 512 + 16);
    assert_eq!(size(&"🌊".repeat(NAME_CHARACTERS_MAX)), size(""));
}
